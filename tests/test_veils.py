"""What a record hides is known to reports that need it, whatever rules were selected and whatever broke."""

import datetime as dt
from collections.abc import Iterator

import pytest

from redaction_audit import law, marks
from redaction_audit.check import Hit, View, discover, record_check
from redaction_audit.engine import Auditor, Settings
from redaction_audit.model import Origin, Record

TEXT = "He met XXXXXXXXXXXXhurst and XXXXXXXXXXXX at noon.\n"
SPAN = (TEXT.index("hurst"), TEXT.index("hurst") + len("hurst"))
OVERLAY = tuple(check for check in discover() if check.name == "partial-overlay")


@record_check("ZZZ001", "breaks", severity="note", cites=(), hides=True)
def breaks(view: View) -> Iterator[Hit]:
    """Nothing."""
    raise ValueError(view.text)
    yield


def hidden(settings: Settings, *, broken: bool = False, selected: bool = False) -> tuple[tuple[int, int], ...]:
    chosen = OVERLAY if selected else ()
    veils = (breaks,) if broken else () if selected else OVERLAY
    auditor = Auditor(law.load(), marks.scanner("re"), chosen, settings, veils)
    return auditor.audit(Record(TEXT, Origin("a.txt"), id="A")).hidden


@pytest.mark.parametrize("selected", [False, True])
def test_a_report_with_digests_knows_what_is_hidden_in_every_record(selected: bool) -> None:
    assert hidden(Settings(dt.date(2026, 1, 15), digests=True), selected=selected) == (SPAN,)


def test_nobody_is_asked_about_a_record_that_nothing_is_told_of() -> None:
    assert hidden(Settings(dt.date(2026, 1, 15))) == ()


def test_all_of_a_record_is_hidden_when_a_check_broke_that_may_hide_something() -> None:
    assert hidden(Settings(dt.date(2026, 1, 15), digests=True), broken=True) == ((0, len(TEXT)),)
