"""Line ends change nothing, and time grows with the text, whatever a page repeats."""

import time
from functools import cache

import pytest

from checks.pipeline import checks, hits, view
from redaction_audit.check import Check, Example, View
from redaction_audit.checks.dec.specimen import telegram

CHECKS = [check for check in checks() if check.family == "DEC"]
each_check = pytest.mark.parametrize("check", CHECKS, ids=[check.id for check in CHECKS])

PIECES = (
    "XGDS-6 ", "\nGROUP 5\n", "\nGDS 1/1/95\n", "DECLASSIFICATION SCHEDULE ", "DECLASSIFIED ", "\nSource 1: ",
    "subject to treaty ", "decl: subject to ", "5(B)(7) EXEMPT ", "\nREVIEW ON 1/1/2015\n", "\nSECRET//CUI\n",
    "\nRESTRICTED\n", "1. (S//RD) The\n\n", "HEREIN IS UNCLASSIFIED EXCEPT ", "25X10 ", "\nE.O. 12958: DECL: 9/9/2k1\n",
)  # fmt: skip


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@each_check
def test_line_ends_change_nothing(check: Check, end: str) -> None:
    for example in (*check.flags, *check.passes):
        text, expected = Example(example.text.replace("\n", end)).plain()
        found = hits(check, view(text, example))

        assert sorted((hit.start, hit.end) for hit in found) == sorted(expected)


@cache
def repeated(piece: str, count: int) -> View:
    """Return a page that repeats itself, its structure read."""
    seen = view(telegram("E.O. 12065: GDS") + piece * count, Example("", date="1980-01-01"))
    assert seen.structure.form == "telegram"
    return seen


def seconds(check: Check, seen: View) -> float:
    seen._made.clear()
    begun = time.process_time()
    hits(check, seen)
    return time.process_time() - begun


@each_check
def test_few_findings_on_a_page_that_repeats_itself(check: Check) -> None:
    for piece in PIECES:
        assert len(hits(check, repeated(piece, 4_000))) <= 20, piece


@each_check
def test_time_grows_with_the_text(check: Check) -> None:
    """Ten times the text takes at most thirty times as long: far from the hundred of a square."""
    for piece in PIECES:
        base = min(seconds(check, repeated(piece, 400)) for _ in range(2))

        assert seconds(check, repeated(piece, 4_000)) < 30 * base + 0.05, piece
