"""The REF list: cables, mails, calls and reports, lettered or not, over lines, blank lines and page breaks.

`value` is what is printed with its letter off, blanks folded and zero padding dropped (`LIMA 2055`); `id` is the
canonical message id (`05LIMA2055`), None where the year is unknown. A missing year is the record's own.
"""

from redaction_audit.structure.references.reading import read

__all__ = ["read"]
