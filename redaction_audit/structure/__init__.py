"""Reading a record: header fields, numbered paragraphs, located things, date and provenance."""

from redaction_audit.model import Structure


def read(text: str) -> Structure:
    """Return the structure of one record's decoded text.

    Pure and total: any text is read, nothing is raised, nothing is on record that is not on the page. Linear in the
    length of the text; offsets are half-open code points of `text`.
    """
    from redaction_audit.structure.assembly import assemble

    return assemble(text)
