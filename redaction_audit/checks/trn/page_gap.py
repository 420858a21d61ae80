"""TRN: page numbers printed in the record jump."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.trn.body import is_record, openings, padded
from redaction_audit.checks.trn.sources import AMOUNT, CAPTURE
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.expressions import fixed
from redaction_audit.structure.lexicon import Hint

_NUMBERED = Hint(r"[Pp][Aa][Gg][Ee][ \t]+[0-9]|[0-9]{3}(?:\.[0-9])? OF [0-9]{3}")
"""What every printed page number holds."""


_PLAIN = "of "
"""How the series of pages begins that any text may have; those with a post and serial are a telegram's."""


class _Turn(NamedTuple):
    """A page line: the series it counts in, its number, how many there should be, its place."""

    series: str
    number: int
    of: int | None
    start: int
    end: int


@record_check(
    "TRN010",
    "page-gap",
    severity="warning",
    cites=(AMOUNT, CAPTURE),
    basis=("CV-02",),
    by_provenance={"unofficial": "note"},
    flags=(
        Example(
            telegram(
                "1. (C) The board met.\nPage 1 of 4\nIt voted.",
                "2. (C) It rose.\nPage 2 of 4",
                "3. (C) It left.\n⟦Page 4 of 4⟧",
            )
        ),
        Example(
            telegram(
                "1. (C) The board met.\n\nARBON 00000412  001.2 OF 004\n\nIt voted.",
                "2. (C) It rose.\n\n⟦ARBON 00000412  004.2 OF 004⟧",
            )
        ),
        Example(telegram("1. (C) The board met.\nPage 1 of 3", "2. (C) It rose.\n⟦Page 2 of 3⟧")),
        Example("PAGE 02  ARBON  00412  141412Z\n\nIT ROSE.\n\n⟦PAGE 04  ARBON  00412  141412Z⟧\n\nIT LEFT.\n"),
        Example("PAGE 02\nARBON 00412 141412Z\nIT ROSE.\nSECRET\n⟦PAGE 04\nARBON 00412 141412Z⟧\nIT LEFT.\n"),
        Example(
            telegram(
                "1. (C) The board met.\nPage 1 of 3",
                "2. (C) It rose.\n⟦Page 3 of 3⟧",
                "3. (C) It left.\nPage 2 of 3\n\n4. (C) It came back.",
            )
        ),
    ),
    passes=(
        Example(telegram("1. (C) The board met.\nPage 1 of 2\nIt voted.", "2. (C) It rose.\nPage 2 of 2")),
        Example(telegram("1. (C) It met.\nPage 1 of 2", "2. (C) It rose.\nPage 2 of 2\n\nPage 1 of 1")),
        Example(telegram("1. (C) The board asked for page 1 of 4 and\npage 4 of 4 of the plan.", "2. (C) It rose.")),
        Example(
            telegram("1. (C) The board met.\nPage 1 of 3", "2. (C) It rose.\n\nPage Denied\n\nPage 3 of 3"),
        ),
        Example("Page 1 of 4\n\nOpen the box.\n\nPage 4 of 4\n"),
    ),
)
def page_gap(view: View) -> Iterator[Hit | Skip]:
    """A page is missing, or stands in the wrong place.

    ## Why it matters
    A withheld page has to be replaced by a sheet that says so. A page number that is skipped without one is a page that
    was lost or taken out in silence.

    ## What to do
    Look for the page in the source, or for the sheet that stands for it.

    ## Known limits
    Only printed numbers count: `Page 2 of 4` on a line of its own where the text is a record by other signs, and the
    page lines of telegrams. Pages before the first printed number are not missed, and a misread number looks like a
    gap. Pages that are all there in another order are a note.
    """
    if not view.page.literals.may_match(_NUMBERED):
        return
    plain = is_record(view)
    if turns := [turn for turn in _turns(view) if plain or not turn.series.startswith(_PLAIN)]:
        denied = [mark.start for mark in view.withheld if mark.kind == "page-denied"]
        yield from capped(_gaps(turns, denied, len(view.text)))


def _gaps(turns: list[_Turn], denied: list[int], end: int) -> Iterator[Hit]:
    """Yield the jumps of every series; a sheet among `denied`, the offsets of such sheets, stands for missing pages."""
    printed: Counter[tuple[str, int]] | None = None
    last: dict[str, _Turn] = {}
    runs: dict[str, int] = {}
    for turn in sorted(turns, key=lambda turn: turn.start):
        before = last.get(turn.series)
        if before and turn.number > before.number:
            runs[turn.series] = runs.get(turn.series, 1) + 1
            if turn.number > before.number + 1 and not _between(denied, before.end, turn.start):
                printed = printed or Counter((turn.series, turn.number) for turn in turns)
                yield from _jump(turn, before.number, printed)
        else:
            runs[turn.series] = 1
        last[turn.series] = turn
    for turn in last.values():
        short = turn.series.startswith(_PLAIN) and turn.of is not None and turn.number < turn.of
        if short and turn.of and runs[turn.series] > 1 and not _between(denied, turn.end, end):
            yield _gap(turn, turn.number + 1, turn.of)


def _jump(turn: _Turn, before: int, printed: Mapping[tuple[str, int], int]) -> Iterator[Hit]:
    """Yield what a jump from page `before` says: pages are missing, or they stand elsewhere in the same copy."""
    times = printed[turn.series, turn.number]
    missing = [number for number in range(before + 1, turn.number) if printed[turn.series, number] < times]
    if missing:
        yield _gap(turn, missing[0], missing[-1])
    else:
        message = f"page {turn.number} stands in front of page {before + 1}"
        yield Hit(turn.start, turn.end, message, kind="page", data={"first": before + 1}, severity="note")


def _between(places: list[int], start: int, end: int) -> bool:
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end


def _gap(turn: _Turn, first: int, last: int) -> Hit:
    said = f"page {first} is" if first == last else f"pages {first} to {last} are"
    return Hit(turn.start, turn.end, f"{said} missing", kind="page", data={"first": first, "last": last})


def _turns(view: View) -> Iterator[_Turn]:
    text = padded(view)
    for at in openings(view):
        if match := _plain().match(text, at):
            yield _Turn(f"{_PLAIN}{int(match[3])}", int(match[2]), int(match[3]), match.start(1) - 1, match.end(1) - 1)
        elif match := _routed().match(text, at):
            yield _Turn(f"{match[3]} {match[4]}", int(match[2]), None, match.start(1) - 1, match.end(1) - 1)
        elif match := _counted().match(text, at):
            yield _Turn(match[2], int(match[3]), int(match[4]), match.start(1) - 1, match.end(1) - 1)


@cache
def _plain() -> re.Pattern[str]:
    """`Page 2 of 4` alone on its line."""
    return fixed(r"\n[ \t\f]{0,80}[-–]{0,2}[ ]?(page[ \t]{1,4}(\d{1,4}) of (\d{1,4}))(?=[ \t–-]{0,80}(?:\n|\Z))", re.I)


@cache
def _routed() -> re.Pattern[str]:
    """`PAGE 02 ARBON 00412 01 OF 03 141412Z`: page, post and serial, section; some print the page above the rest."""
    return fixed(
        r"\n[ \t\f]{0,80}(PAGE[ \t]{1,10}(\d{1,3})(?:[ \t]{1,20}|[ \t]{0,20}\n{1,2}[ \t]{0,20})"
        r"([A-Z][A-Z ]{1,24}?[ \t]{1,12}\d{2,8})\b[ \t]{0,20}(\d{1,2} OF \d{1,2})?[ \t]{0,20}(?:\d{6}Z)?)"
        r"(?=[ \t]{0,80}(?:\n|\Z))"
    )


@cache
def _counted() -> re.Pattern[str]:
    """`ARBON 00000412  001.2 OF 003`: post and serial, page, pages."""
    return fixed(
        r"\n[ \t\f]{0,80}(([A-Z][A-Z ]{2,24}[ \t]{1,6}\d{4,8})[ \t]{1,6}(\d{3})(?:\.\d)? OF (\d{3}))"
        r"(?=[ \t]{0,80}(?:\n|\Z))"
    )
