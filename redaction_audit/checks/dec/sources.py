"""Authorities of the declassification checks. What one verdict rests on stands in its data, from `rules/`."""

from redaction_audit.model import Citation

MARKING = Citation("32 CFR 2001.21(a) (required marks: who, agency, reason, Declassify On)")
DURATION = Citation("32 CFR 2001.12 and 2001.21(a)(4) (duration of classification)")
REASONS = Citation("32 CFR 2001.21(a)(3) (reasons of section 1.4)")
ISSUED = Citation("5 CFR 1312.8(a)(4) (markings under E.O. 12958 as issued)")
CHANGE = Citation("ISOO marking-change notice, effective 2003-09-22", "summary")
LEGACY = Citation("32 CFR 2001.12(c) and 2001.22(e) (marks of older orders)")
DERIVED = Citation("32 CFR 2001.22(e)(1) (source date plus 25 years where the instruction is missing)")
AUTOMATIC = Citation("32 CFR 2001.30 (automatic declassification)")
EXEMPTIONS = Citation("32 CFR 2001.26 (exemptions from automatic declassification)")
DECLASSIFIED = Citation("32 CFR 2001.25 (declassification markings)")
INDEFINITE = Citation("22 CFR 9.4(e)(3) (nothing stays classified indefinitely)")
WINDOWS = Citation("E.O. 12356, E.O. 12958 and E.O. 13526 (effective dates)")
CARRIED = Citation("32 CFR 2001.12(c)(1) (a date under an older order is carried)")
