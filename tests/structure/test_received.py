"""The received line on the form of old telegrams: the very last source of a date, and only on that form."""

import pytest

from redaction_audit import structure

FORM = """INCOMING TELEGRAM        Department of State

CONFIDENTIAL
Action              Control: 2305
EUR                 {}
                    2:15 PM
FROM: Arbon

TO: Secretary of State

NO: 417, APRIL 3, 1 PM

THE BOARD MET.

ROWE
"""


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("RECD: APRIL 3, 1963", "1963-04-03"),
        ("Rec'd: April 3, 1963", "1963-04-03"),
        ("Rec\u2019d  APRIL 3, 1963", "1963-04-03"),
        ("RECD: 3 APR 63", "1963-04-03"),
        ("RECD: APRIL 1963", None),
        ("Record: APRIL 3, 1963", None),
    ],
)
def test_the_received_line_dates_a_telegram_of_that_form(line: str, date: str | None) -> None:
    text = FORM.format(line)
    found = structure.read(text)
    assert (found.date, found.date_source) == ((date, "received") if date else (None, None))
    assert found.form == ("telegram" if date else None)
    for place in found.spans:
        assert text[place.start : place.end] == place.raw


def test_a_received_stamp_elsewhere_is_no_date() -> None:
    assert structure.read("RECD: APRIL 3, 1963\n\nFROM: Arbon\n\nThe board met.\n").date is None


def test_every_other_source_goes_before_the_received_line() -> None:
    text = "R 021530Z APR 63\nFM ARBON\n" + FORM.format("RECD: APRIL 3, 1963")
    found = structure.read(text)
    assert (found.date, found.date_source) == ("1963-04-02", "dtg")
