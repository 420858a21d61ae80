"""Authorities of the marking checks, and how well each was checked."""

from redaction_audit.model import Citation, Severity

OVERALL = Citation("32 CFR 2001.21(b) (overall marking: the highest level of any portion)")
PORTIONS = Citation("32 CFR 2001.21(c) (portion marking)")
MARKING = Citation("32 CFR 2001.21(a) (required marks: who, agency, reason, Declassify On)")
CONTROLS = Citation("32 CFR 2001.24(j) (dissemination control markings stand after the overall level)")
DERIVATIVE = Citation("32 CFR 2001.22(c) and (d) (Derived From; the reason is not carried)")
NO_CONTROL_WORDS = Citation("32 CFR 2001.24(a) (no other word names a level)")
TELEGRAM = Citation("5 FAH-1 H-240 (layout of telegrams, as of 2004-07-12)", "summary")
REFERENCE = Citation("5 FAH-2 H-252 and H-442 (captions come directly after the message reference number)")
MESSAGE = Citation("released telegrams (message reference, date-time group, TAGS, signature)", "summary")
REGISTER = Citation("Intelligence Community markings system register and manual", "summary")
CUT_OFF = Citation("single stroke before 2010, hyphen before 2000: years set for this check", "unverified")

NOT_THE_AGENCY: dict[str, Severity] = {"unofficial": "note", "frus": "note", "jfk": "note"}
"""Provenances whose page is not the agency's own: what is missing there need not be missing on the record."""

NOT_THE_AGENCY_NOR_A_SCAN: dict[str, Severity] = {**NOT_THE_AGENCY, "cia_crest": "note"}
"""The same with the collection whose text is character recognition throughout: it loses and changes single signs."""
