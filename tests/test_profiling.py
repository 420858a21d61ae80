"""A record in numbers and codes: what a scan with a store keeps for reports."""

import datetime as dt

from redaction_audit import law, marks
from redaction_audit.engine import Auditor, Settings
from redaction_audit.model import Origin, Profile, Record

CABLE = """05ARVENDA17
2005-05-12 18:06
2010-12-12 21:09
CONFIDENTIAL
Embassy Arvenda

C O N F I D E N T I A L ARVENDA 000017

E.O. 12958: DECL: 05/12/2015
SUBJECT: THE FERRY

Classified By: PolCouns XXXXXXXXXXXX. Reason: 1.4 (b,d)

1. (C) The ferry XXXXXXXXXXXX stopped.
"""


def profile(text: str, seal: bytes | None = b"key") -> Profile | None:
    auditor = Auditor(law.load(), marks.scanner("re"), (), Settings(dt.date(2026, 1, 15), seal=seal))
    about = auditor.audit(Record(text, Origin("cable.txt"))).about
    return about.profile if about else None


def test_marks_and_what_they_cover_are_counted() -> None:
    seen = profile(CABLE)

    assert seen is not None
    assert (seen.characters, seen.withheld, seen.marks) == (len(CABLE), 24, {"x-run": 2})


def test_the_line_of_the_calendar_is_that_of_dates() -> None:
    seen = profile(CABLE)

    assert seen is not None
    assert seen.calendar is not None
    assert (seen.calendar.status, seen.calendar.date, seen.calendar.basis) == ("overdue", "2015-05-12", "marked")
    assert seen.calendar.automatic == "2030-12-31"


def test_without_a_store_nothing_is_worked_out() -> None:
    assert profile(CABLE, seal=None) is None


def test_an_empty_text_has_a_profile_of_zeros() -> None:
    seen = profile("")

    assert seen is not None
    assert (seen.characters, seen.withheld, seen.marks, seen.marking.portions) == (0, 0, {}, 0)
