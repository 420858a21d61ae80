"""Checks of marks and of the transcript on text nobody foresaw: they say little or nothing, and never raise."""

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example as drawn
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.check import Check, Example, Hit, Skip, View
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.model import Mark, Marks, Origin, Record, Structure

from .pipeline import checks, hits, view

OURS = [check for check in checks() if check.family in ("RED", "TRN", "LEK")]
MARKS_ONLY = [check for check in OURS if check.marks_only]
PIECES = (
    *("1. (C) ", "2. (C) ", "4. ", "Summary: ", "(Note: ", "End Note.", "SECTION 01 OF 03", "ROWE", "NNNN"),
    *("\n", "\n\n", "\r", "\r\n", " ", "  ", "\0", "\f", "(", ")", "[", "]", '"', "“", "”"),
    *("the board met", "XXXXXXXXXXXX", "XXXXXowe", "[2½ lines not declassified]", "Ã©", "\ufffd", "####", "????"),
    *(
        ", treasurer of the harbor board, ",
        "Ada Rowe",
        "Mr. ",
        "J. ",
        "told Poloff on 5/3",
        "a longtime Embassy contact",
    ),
    *("his visit to Arvenda", " He ", "'s ", ",s", "[      ]", "  ", "the"),
    *("Page 1 of 4", "Page 3 of 4", "ARBON 00000412  003.2 OF 004", "%&$ #@ ?? *& ^% #!"),
)


@drawn("1. (C) ", True)  # a paragraph without text
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.booleans())
def test_any_page_is_judged(text: str, whole: bool) -> None:
    seen = view(telegram(text) if whole else text, Example(""))
    for check in OURS:
        for hit in hits(check, seen):
            assert 0 <= hit.start < hit.end <= len(seen.text)
            assert all(0 <= start < end <= len(seen.text) for start, end in hit.hidden)


def many(count: int) -> View:
    """A record of `count` marks of two widths, some of them beside letters, without structure."""
    line = "XXXXXXXXXXXX met XXXXXXXXXowe and XXXXXXXXX\n"
    text = line * (count // 3)
    marks = tuple(
        Mark("x-run", start, end, text[start:end])
        for row in range(count // 3)
        for start, end in (
            (row * len(line), row * len(line) + 12),
            (row * len(line) + 34, row * len(line) + 43),
        )
    )
    nothing: Any = None  # no check of marks reads the law
    return View(Record(text, Origin("many.txt")), Marks(marks), lambda _: Structure(), nothing, dt.date(2026, 1, 1))


@pytest.mark.parametrize("check", MARKS_ONLY, ids=[check.id for check in MARKS_ONLY])
def test_a_record_of_many_marks_has_few_findings(check: Check) -> None:
    assert len(hits(check, many(30_000))) <= 201


def seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


@pytest.mark.parametrize("check", OURS, ids=[check.id for check in OURS])
def test_time_grows_with_the_text(check: Check) -> None:
    """Ten times the text takes at most thirty times as long: far from the hundred of a square."""
    for piece in (
        "(",
        '"',
        '1. (C) ( " [\n\n',
        "#?",
        "Page 2 of 4\n",
        "XXXXXowe ",
        "NNNN\n",
        " x\n",
        "a#b$c#d",
        "Ã©",
        "A. XXXXXXXXXXXX, treasurer of the board. ",
    ):
        small, large = (view(telegram("1. (C) " + piece * count), Example("")) for count in (500, 5_000))
        assert small.structure.form == large.structure.form

        base = min(seconds(lambda seen=small: hits(check, seen)) for _ in range(3))
        grown = min(seconds(lambda seen=large: hits(check, seen)) for _ in range(2))

        assert grown < 30 * base + 0.05, piece


def test_hidden_letters_are_masked_by_span_only() -> None:
    check = next(check for check in OURS if check.name == "partial-overlay")
    found = hits(check, view("It met XXXXXXXXXXXX. Later XXXXXXXXowe spoke.\n", Example("")))

    assert [hit.hidden for hit in found] == [((35, 38),)]
    assert all("owe" not in repr((hit.message, hit.evidence, hit.data, hit.related)) for hit in found)


def test_letters_beyond_the_last_finding_are_masked_all_the_same() -> None:
    check = next(check for check in OURS if check.name == "partial-overlay")
    text = "XXXXXXXXXXXX met XXXXXXXXXowe.\n" * 300
    found = hits(check, view(text, Example("")))

    assert len(found) == 201
    assert found[-1].data == {"more": 100}
    assert {text[a:b] for hit in found for a, b in hit.hidden} == {"owe"}
    assert sum(len(hit.hidden) for hit in found) == 300


def test_inventory_counts_portions_and_lists_figures() -> None:
    check = next(check for check in OURS if check.name == "mark-inventory")
    text = "XXXXXXXXXXXX met XXXXXXXXXXXX. It saw [2½ lines not declassified].\n"
    found = {hit.kind: hit for hit in hits(check, view(text, Example("")))}

    assert found["x-run"].data == {"mark": "x-run", "count": 2, "portions": 2, "lengths": {"12": 2}}
    assert found["not-declassified"].data["amounts"] == {"2.5 line": 1}


def test_a_ruined_record_is_counted_and_not_listed() -> None:
    check = next(check for check in OURS if check.name == "mojibake")
    found = hits(check, view(telegram("1. (C) " + "Caf Ã© " * 90), Example("")))

    assert len(found) == 21
    assert found[-1].data["more"] == 69
    assert isinstance(found[-1], Hit)


def test_a_telegram_without_numbers_is_said_to_be_unexamined() -> None:
    seen = view(telegram("The board met (at noon and voted on the quay."), Example(""))
    skipped = {check.name: said.reason for check in OURS for said in check.judge(seen) if isinstance(said, Skip)}

    assert skipped == dict.fromkeys(
        ("paragraph-gap", "unbalanced-bracket", "unbalanced-quote", "cut-sentence", "rewrap-artifact", "cut-word"),
        "no numbered paragraphs",
    )


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("check", OURS, ids=[check.id for check in OURS])
def test_line_ends_change_nothing(check: Check, end: str) -> None:
    for example in (*check.flags, *check.passes):
        text, expected = Example(example.text.replace("\n", end)).plain()
        found = hits(check, view(text, example))

        assert sorted((hit.start, hit.end) for hit in found) == sorted(expected)
