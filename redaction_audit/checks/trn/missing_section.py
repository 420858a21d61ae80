"""TRN: a telegram says how many sections it has, and not all of them are here."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.located import located
from redaction_audit.checks.trn.body import is_telegram
from redaction_audit.checks.trn.sources import AMOUNT, TELEGRAM
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.expressions import fixed
from redaction_audit.model import Located

_ONE = "1. (C) The board met twice and adjourned."
_SPACED = "C O N F I D E N T I A L"
_PUT_TOGETHER = ("merged", "combined")


@record_check(
    "TRN001",
    "missing-section",
    severity="warning",
    cites=(TELEGRAM, AMOUNT),
    basis=("CV-02",),
    by_provenance={"unofficial": "note"},
    flags=(
        Example(telegram(_ONE, banner=f"{_SPACED} ⟦SECTION 01 OF 02⟧ ARBON 000412")),
        Example(telegram(_ONE, banner=f"{_SPACED} ⟦SECTION  01 OF  02⟧ ARBON 000412")),
        Example(
            telegram(
                f"{_ONE}\n\nARBON 00000412  001.2 OF 002 \n\n\n2. (C) The quay is new.",
                banner=f"{_SPACED} ⟦SECTION 01 OF 02⟧ ARBON 000412",
            )
        ),
        Example(
            telegram(_ONE, banner=f"{_SPACED} ⟦SECTION 01 OF 03⟧ ARBON 000412")
            + "\n"
            + telegram("2. (C) The quay is new.", banner=f"{_SPACED} SECTION 03 OF 03 ARBON 000412")
        ),
        Example(
            telegram("2. (C) The quay is new.", banner=f"{_SPACED} SECTION 02 OF 02 ARBON 000412")
            + "\n"
            + telegram(_ONE, banner=f"{_SPACED} ⟦SECTION 01 OF 02⟧ ARBON 000412")
        ),
    ),
    passes=(
        Example(telegram(_ONE)),
        Example(telegram(_ONE, banner=f"{_SPACED} SECTION 01 OF 01 ARBON 000412")),
        Example(
            telegram(_ONE, banner=f"{_SPACED} SECTION 01 OF 02 ARBON 000412")
            + "\n"
            + telegram("2. (C) The quay is new.", banner=f"{_SPACED} SECTION 02 OF 02 ARBON 000412")
        ),
        Example(
            telegram(
                f"{_ONE}\n\nARBON 00000412  001.2 OF 002 \n\n\n2. (C) The quay is new and",
                "ARBON 00000412  002 OF 002 \n\n\nlong. It has a lamp.",
                banner=f"{_SPACED} SECTION 01 OF 02 ARBON 000412",
            )
        ),
        *(
            Example(telegram(_ONE, banner=f"{_SPACED} SECTION 01 OF 02 ARBON 000412", tail=f"ROWE\n\n{note}\n"))
            for note in ("(SECTIONS 01 AND 02 MERGED)", "Note: Sections 1 through 2 have been combined.")
        ),
        Example("SECTION 1 OF 3\n\nThis manual is delivered in parts.\n"),
    ),
)
def missing_section(view: View) -> Iterator[Hit | Skip]:
    """A section of the telegram is missing, or stands in the wrong place.

    ## Why it matters
    A long telegram travels in sections, and each says its own number and how many there are. When fewer section lines
    stand on the page than the telegram announces, the reader cannot tell whether the rest was withheld, lost or never
    captured, and every count over the record (marks, paragraphs, withheld share) is too small.

    ## What to do
    Look for the other sections in the source. If they are withheld, the release has to say so; if the record is an
    extract, say so on the page.

    ## Known limits
    Where sections were merged and their lines stripped, the lines of page turns name the sections, or a note says so;
    without those, only the first section is left although nothing is missing. A record that declares itself an extract
    gets a note, and so do sections that are all there in another order: their paragraphs are read as far as they follow
    one another.
    """
    sections = view.structure.fields.sections
    if sections is None or sections.of is None or not is_telegram(view):
        return
    missing = sorted(set(range(1, min(sections.of, 99) + 1)) - set(sections.seen))
    lines = located(view, "section.header")
    if not missing:
        yield from _misplaced(lines)
        return
    if not lines or _are_merged(view):
        return
    first = lines[0]
    numbers = ", ".join(str(number) for number in missing)
    yield Hit(
        first.start,
        first.end,
        f"{len(missing)} of {sections.of} sections are not in this record: {numbers}",
        kind="section.header",
        data={"of": sections.of, "seen": list(sections.seen), "missing": missing},
        evidence=first.raw,
        severity="note" if located(view, "notice.partial_extract") else None,
    )


def _misplaced(lines: Sequence[Located]) -> Iterator[Hit]:
    """Yield the first line of a section that stands behind the first line of a later one."""
    first: dict[int, Located] = {}
    for line in lines:
        first.setdefault(int((line.value or "0").partition("/")[0]), line)
    for before, number in pairwise(first):
        if number < before:
            message = f"section {number} stands behind section {before}"
            yield Hit(first[number].start, first[number].end, message, kind="section.header", severity="note")
            return


def _are_merged(view: View) -> bool:
    """Return whether a note says that the sections of the telegram were put together."""
    return view.page.low_literals.any_of(_PUT_TOGETHER) and _merged().search(view.page.low) is not None


@cache
def _merged() -> re.Pattern[str]:
    """Match the note of whoever put the sections of a telegram together; runs over lower-case text."""
    return fixed(
        rf"\bsections? \d{{1,2}}\b[^.\r\n]{{0,30}}\b(?:{'|'.join(_PUT_TOGETHER)})\b"
        rf"|\bsections (?:were |have been |are )?(?:{'|'.join(_PUT_TOGETHER)})\b"
    )
