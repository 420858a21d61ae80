"""TRN: the numbers of a telegram's paragraphs jump."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.located import located
from redaction_audit.checks.trn.body import NOT_NUMBERED, is_telegram, is_unnumbered
from redaction_audit.checks.trn.sources import AMOUNT, TELEGRAM
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.expressions import fixed
from redaction_audit.model import Mark, Paragraph
from redaction_audit.structure.page import Table

_HEAD = ("header.", "marking.", "ref")
_WIDEST = 60  # a larger jump is a date or a figure at a line start, not a paragraph


@record_check(
    "TRN002",
    "paragraph-gap",
    severity="warning",
    cites=(TELEGRAM, AMOUNT),
    basis=("CV-06",),
    by_provenance={"unofficial": "note", "jfk": "note", "cia_crest": "note"},
    flags=(
        Example(telegram("1. (C) The board met.", "2. (C) It voted.", "⟦4.⟧ (C) It adjourned.")),
        Example(
            telegram("1. (C) It met.", "⟦3.⟧ (C) It voted.", "4. (C) It rose.", "⟦7.⟧ (C) It left."),
            provenance="foia",
            also=("unstamped-release",),
        ),
        Example(telegram("⟦2.⟧ (C) The board voted.", "3. (C) It rose.", "4. (C) It adjourned.")),
    ),
    passes=(
        Example(telegram("1. (C) The board met.", "2. (C) It voted.", "3. (C) It adjourned.")),
        Example(telegram("1. (C) It has two aims:\n\n1. a quay\n2. a crane", "2. (C) It voted.", "3. (C) It rose.")),
        Example(telegram("The board met once and rose.")),
        Example(telegram("Summary: The board met. End Summary.", "2. (C) It voted.", "3. (C) It rose.")),
        Example(telegram("1. (C) The board met.", "2. (C) It voted.", "3° (C) It rose.", "4. (C) It adjourned.")),
        Example(
            telegram(
                "1. (C) The board met.", "[2 paragraphs not declassified]", "4. (C) It adjourned.", "5. (C) It rose."
            )
        ),
        Example(
            telegram("1. (C) It met.", "[Paragraphs 2-4 not declassified]", "5. (C) It adjourned.", "6. (C) It rose.")
        ),
        Example(telegram("1. (C) It met.", "2-4. (C) [Paragraphs 2 through 4 not declassified]", "5. (C) It rose.")),
        Example(
            telegram("1. (C) It met.", "[Omitted here is paragraph 2.]", "3. (C) It adjourned.", "4. (C) It rose.")
        ),
        Example("1. Open the box.\n\n2. Take out the board.\n\n4. Close the box.\n"),
    ),
)
def paragraph_gap(view: View) -> Iterator[Hit | Skip]:
    """A numbered paragraph is missing.

    ## Why it matters
    Paragraphs of a telegram are numbered without gaps. A jump means that a paragraph was taken out without a mark, or
    that a page was lost; the law wants the amount of a deletion shown at its place.

    ## What to do
    Compare with the original. Mark the deletion, or restore the page.

    ## Known limits
    Lists inside a paragraph restart at 1 and are no paragraphs. Where a mark says that it hides so many paragraphs or
    these very ones nothing is missing; another mark that stands by itself between the two makes a note. A number that
    is itself masked looks like a gap. A first paragraph other than 1 is accepted where an unnumbered one, a summary
    for example, stands above it. Character recognition loses numbers, so collections of scans get a note.
    """
    if is_unnumbered(view):
        yield NOT_NUMBERED
    if not is_telegram(view):
        return
    yield from _beginning(view)
    for before, after in pairwise(view.structure.paragraphs):
        if after.number <= before.number + 1:
            continue
        lost = range(before.number + 1, after.number)
        if len(lost) > _WIDEST or _misread(view.text, before, after, lost):
            continue
        between = _between(view, before, after)
        if _stated(between) == len(lost) or _named(view.text, before, after).issuperset(lost):
            continue
        said = str(lost[0]) if len(lost) == 1 else f"{lost[0]} to {lost[-1]}"
        number = _number().search(view.text, after.start, after.body)
        yield Hit(
            *(number.span() if number else (after.start, after.body)),
            f"paragraph {before.number} is followed by {after.number}: {said} missing",
            kind="paragraph",
            data={"before": before.number, "after": after.number, "missing": len(lost)},
            related=((before.start, before.body, "the paragraph before"),),
            severity="note" if between or _is_extract(view) else None,
            evidence="a mark stands between the two" if between else None,
        )


def _between(view: View, before: Paragraph, after: Paragraph) -> list[Mark]:
    """Return the marks that stand alone in their lines between two paragraphs: what they hide may be paragraphs."""
    first = bisect_left(view.withheld, before.body, key=lambda mark: mark.start)
    end = bisect_left(view.withheld, after.start, first, key=lambda mark: mark.start)
    return [mark for mark in view.withheld[first:end] if _is_alone(view.page.lines, mark)]


def _is_alone(lines: Table, mark: Mark) -> bool:
    first, last = lines.index(mark.start), lines.index(max(mark.start, mark.end - 1))
    row = lines.rows[first][: mark.start - lines.starts[first]]
    return not row.strip() and not lines.rows[last][mark.end - lines.starts[last] :].strip(" \t.")


def _stated(marks: list[Mark]) -> float:
    """Return how many paragraphs marks say that they hide."""
    said = [mark.amount for mark in marks if mark.amount is not None and mark.amount.unit == "paragraph"]
    return sum(1 if amount.n is None else amount.n for amount in said)


def _named(text: str, before: Paragraph, after: Paragraph) -> set[int]:
    """Return the numbers of the paragraphs that brackets say are left out: `[Paragraphs 2-4 not declassified]`."""
    found: set[int] = set()
    for bracket in _bracket().finditer(text, before.body, after.start):
        for first, last in _numbers().findall(bracket["named"]):
            found.update(range(int(first), min(int(last or first), int(first) + _WIDEST) + 1))
    return found


def _is_extract(view: View) -> bool:
    return bool(located(view, "notice.partial_extract"))


def _beginning(view: View) -> Iterator[Hit]:
    """Yield a hit when the first paragraph is not 1 and nothing unnumbered stands above it."""
    paragraphs = view.structure.paragraphs
    if len(paragraphs) < 2 or paragraphs[0].number == 1:
        return
    first = paragraphs[0]
    heads = (span.end for span in view.structure.spans if span.end <= first.start and span.kind.startswith(_HEAD))
    if view.text[max(heads, default=0) : first.start].strip(" \t\r\n.,;)"):
        return
    number = _number().search(view.text, first.start, first.body)
    lost = "1 is" if first.number == 2 else f"1 to {first.number - 1} are"
    yield Hit(
        *(number.span() if number else (first.start, first.body)),
        f"the first paragraph is {first.number}: {lost} missing",
        kind="paragraph",
        data={"before": 0, "after": first.number, "missing": first.number - 1},
        severity="note",
        confidence="medium",
    )


def _misread(text: str, before: Paragraph, after: Paragraph, lost: range) -> bool:
    """Return whether every lost number stands at the start of a block between the two, with another sign behind it."""
    found = {int(match[1]) for match in _otherwise().finditer(text, before.body, after.start)}
    return found.issuperset(lost)


@cache
def _number() -> re.Pattern[str]:
    """Match a paragraph's number as printed."""
    return fixed(r"\d{1,3} ?[.)]?")


@cache
def _bracket() -> re.Pattern[str]:
    """Match a bracket that speaks of paragraphs, with what stands behind that word.

    It begins a line, but for the numbers and the portion mark of what it stands for.
    """
    return fixed(
        r"(?i)[\r\n][ \t]{0,40}(?:\d{1,3}(?:-\d{1,3})?[.)][ \t]{0,4}(?:\([a-z/]{1,8}\)[ \t]{0,4})?)?"
        r"\[[^\[\]]{0,80}?\bpara(?:graph)?s?\b(?P<named>[^\[\]]{0,80})\]"
    )


@cache
def _numbers() -> re.Pattern[str]:
    """Match numbers of paragraphs, alone or from one to another."""
    return fixed(r"(?<!\d)(\d{1,3})(?!\d)(?:[ ]?(?:-|–|to|through)[ ]?(\d{1,3})(?!\d))?")


@cache
def _otherwise() -> re.Pattern[str]:
    """A block that begins with a number whose full stop was misread: `17° THE BOARD`, `17 (C)`."""
    return fixed(r"(?:\r\n|[\r\n])[ \t]{0,40}[\r\n]{1,2}[ \t]{0,20}(\d{1,3})(?:[^\w\s/-]|[ ](?=[A-Z(]))")
