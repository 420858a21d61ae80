"""Small records and their calendar entries, made without the command line."""

import datetime as dt
from functools import cache

from redaction_audit import law, marks
from redaction_audit.calendar.entry import Due
from redaction_audit.calendar.judging import Calendar
from redaction_audit.checks.red.partial_overlay import partial_overlay
from redaction_audit.engine import Auditor, Settings
from redaction_audit.model import Origin, Record

AS_OF = dt.date(2026, 1, 15)
C_BANNER = "C O N F I D E N T I A L ARBON 000412"
S_BANNER = "S E C R E T ARBON 000412"
TS_BANNER = "T O P S E C R E T ARBON 000412"
U_BANNER = "UNCLAS ARBON 000412"


def telegram(line: str = "", banner: str = C_BANNER, portion: str = "C") -> str:
    """Return a telegram with an order line."""
    return f"{banner}\n\n{line}\nTAGS: PREL\nSUBJECT: THE QUAY\n\n1. ({portion}) The board met.\n"


def mail(level: str, due: str, sent: str = "Tuesday, March 2, 2010 9:15 AM", on: str = "08/27/2015") -> str:
    """Return an e-mail with the strip of a later review."""
    strip = f"Classified by DAS, A/GIS, DoS on {on} — Class: {level} — Reason: 1.4(B) — Declassify on: {due}"
    return f"{strip}\n\nFrom: Rowe, Ada\nSent: {sent}\nTo: Board\nSubject: Quays\n\nThe board met.\n"


@cache
def _auditor(as_of: dt.date, date: str | None, provenance: str | None) -> Auditor:
    return Auditor(law.load(), marks.scanner("re"), [partial_overlay], Settings(as_of, provenance, date))


def due(
    text: str,
    date: str | None = None,
    *,
    as_of: dt.date = AS_OF,
    until: dt.date | None = None,
    provenance: str | None = None,
    name: str = "quay.txt",
) -> Due:
    """Return the calendar entry of a text; `until` is the last day that counts as due (default: a year on)."""
    calendar = Calendar(_auditor(as_of, date, provenance), as_of, until or as_of + dt.timedelta(days=365))
    entry = calendar.entry(Record(text=text, origin=Origin(name)))
    assert isinstance(entry, Due)
    return entry
