"""The declassification block of the author without an order line: `DECLASSIFY ON: 20350505`, `DECL OADR`, `XGDS-2`.

Labels, and the marks of the orders from E.O. 10501 to 13526 that stand without one. The strip of a later review is not
read here (`review_strip`).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

from redaction_audit.dates import MONTHS
from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify, Located
from redaction_audit.structure import due_place, scanned_order
from redaction_audit.structure.due import event_sort, general_schedule, opens_code, read_due
from redaction_audit.structure.labels import TRIES, at_line_start, inside, line_before, line_end
from redaction_audit.structure.page import Page

Block = tuple[int, int, bool]
"""Start and end of what may label a block, and whether it is spelt as a label (a damaged one needs a code behind)."""

_PROSE = ("assifi", "ar", "in", "en")
"""What follows DECL in words that label nothing: declassification, declassified, declare, decline."""
_MARKS = (":", ";", " - ", "–", "—")
"""What stands between a label and its instruction; without one it may be a sentence that speaks of a date."""
_BLOCK_WORDS = ("classified by", "cl by", "derived from", "reason:", "reason 1", "reasons 1")
"""Other labels of a block, which may stand before that of the instruction in one line."""
_BULLETS = "-*•|>"
"""What may stand before a label: a list's point, the edge of a box, the mark of quoted text."""
_LONG_LINE = 160
"""Characters of a line before a label in which the block's other labels stand."""
_BLOCK = 300
"""Characters before a label in which the lines of a block above it stand."""
_GROUPED = range(1961, 1974)
"""The years in which telegrams end in the short form of a Group (`GP-3`), some months after its end included."""
_STAMP = 40
"""Characters of a stamp of E.O. 11652 before its GDS."""
_MARKED = ("RDS-", "ADS ", "ADS:")
"""Marks of the schedules of 1972 and 1978 that stand without a label in messages and memoranda."""
_REVIEW_FOR = "review for "
"""What makes a review of a declassification: `REVIEW FOR DECLASSIFICATION ON 5 JUN 99`."""
_DECIDED = ("declassified under", "declassified by", "iscap appeal", "appeals panel")
"""What stands in a stamp of declassification before the day of the decision."""


@cache
def _block() -> re.Pattern[str]:
    """The label of a block without an order: `DECL ON:`, `DECLASSIFY ON:`, `DECL:`; `marked` where a colon is there.

    A dash between blanks is as good as a colon; asterisks make bold type in text made of web pages.
    """
    return fixed(
        r"dec[l1](?P<full>as?s(?:[il1]f?y)?)?[.]?(?:\s{0,4}(?P<on>[o0]n)(?![a-z]))? {0,2}"
        r"(?:(?P<marked>[:;]|(?<=\s)[-–—]{1,2}(?=\s))\*{0,2}|[.])?"
        r"(?: {0,4}|[ \t]{0,4}(?:\r\n|\r|\n)[ \t]{0,8}(?=[^\s]))"
        r"(?:(?<=[:;.*\s])|(?=[o0]adr))"
    )


@cache
def _noun() -> re.Pattern[str]:
    """The rest of a label that is no verb: `Declassification date:`, `Date of declassification:`."""
    return fixed(r"declassification(?: date| on)?(?P<marked> ?[:;]) {0,4}")


@cache
def _group() -> re.Pattern[str]:
    return fixed(r"group[\s\-]{0,5}(?:[1-9]|i{1,3}|l{1,3}|[il]v|\|)(?=[\s.:—,\-]{1,12}(?:exc[il]uded|downgrad))")


@cache
def _review() -> re.Pattern[str]:
    """`REVIEW ON 6/5/99`, `REVW 5 JUN 99`: capitals, so that prose is none; a stamp that asks for review is none."""
    return fixed(
        r"(?<!FOIA )(?<![A-Za-z])(?:REVIEW ON|Review On(?=:)|REVW(?: ON)?|RVW(?: ON)?)(?=[ :.]{1,4}[\dJFMASOND])"
    )


@cache
def _code() -> re.Pattern[str]:
    """A capital X with its number, or behind that of its family; what stands before it must read as a label."""
    return fixed(r"X(?:-?[1-8lI]|(?<=[257][05]X))")


def above(
    page: Page, low: str, at: int, strips: list[tuple[int, int]], year: int | None
) -> tuple[Declassify, list[Located]] | None:
    """Read the author's block on a page before that of the order line at `at`, which is then that of an enclosure."""
    turn = low.rfind("\f", 0, at)
    first = low.find("decl", 0, turn) if turn > 0 else -1
    found = read(page, low, strips, year) if first >= 0 else None
    return found if found is not None and found[0].end <= turn else None


def read(
    page: Page, low: str, strips: list[tuple[int, int]], year: int | None
) -> tuple[Declassify, list[Located]] | None:
    """Read the first declassification block of the author that stands without an order line."""
    labels = chain.from_iterable(islice(kind, TRIES) for kind in _kinds(page, low, year))
    for at, behind, clean in sorted(labels)[:TRIES]:
        if strips and inside(strips, at):
            continue
        end = due_place.last(low, behind, 80 if clean else 320)
        if low.startswith("xgds", behind) and (found := _beside_level().search(low, behind, end)) is not None:
            end = found.start()
        due = read_due(page.text, low, behind, end, order=None, year=year)
        if due is None or due.kind in ("not-applicable", "empty"):
            continue
        if not (due.codes or (clean and _is_label(page.text, low, at, behind, due))):
            continue
        return due, [page.located("marking.declassify_on", at, due.end), *due_place.spans(due)]
    return None


@cache
def _beside_level() -> re.Pattern[str]:
    """Where the mark of a classification line ends: what stands in its line to the right is the date of the paper."""
    return fixed(r"[ \t]{3}|[\r\n]")


def _is_label(text: str, low: str, at: int, behind: int, due: Declassify) -> bool:
    """Whether `DECL ...` labels what follows: a date behind its mark, or an event in a line of its own."""
    printed = low[at:behind]
    marked = any(mark in printed for mark in _MARKS)
    if due.kind == "date":
        return marked or printed.split() == ["decl", "on"] or _is_line(text, low, at, due)
    if not marked and not (text[at].isupper() and _has_block_word(low[max(0, at - _BLOCK) : at])):
        return False
    return event_sort(due.value or due.raw) is not None and _begins(text, low, at)


def _is_line(text: str, low: str, at: int, due: Declassify) -> bool:
    """Whether a date ends the line behind `DECLASSIFY ON` without a mark."""
    behind = low[due.end : line_end(low, due.end)]
    return text[at].isupper() and not behind.strip(" .|") and _begins(text, low, at)


def _begins(text: str, low: str, at: int) -> bool:
    """Whether a label begins a line, a list's point or a box, or follows the block's other labels in its line."""
    return at_line_start(text, at, _BULLETS) or _has_block_word(line_before(low, at, _LONG_LINE))


def _has_block_word(words: str) -> bool:
    return any(word in words for word in _BLOCK_WORDS)


def _kinds(page: Page, low: str, year: int | None) -> Iterator[Iterator[Block]]:
    """Yield the kinds of labels; each is looked for only where its letters occur at all."""
    text, literals = page.text, page.literals
    yield _plain_labels(page, low)
    yield _sets(page, low)
    if "ADR" in literals:
        yield _behind_damaged(page, low)
    if "X" in text:
        yield _coded(text, low)
    if "GD" in literals:
        yield ((at, at, False) for at in page.low_hits("xgds") if not low[at + 4 : at + 5].isalnum())
        yield ((at, at, False) for gds in page.hits("GDS") if (at := _around_gds(low, gds)) is not None)
    for mark in _MARKED:
        if mark in literals:
            yield ((at, at, False) for at in page.hits(mark) if _marked().match(text, at) and at_line_start(text, at))
    yield ((at, at, False) for at in page.low_hits("downgraded at "))
    if "IMPDET" in literals:
        yield ((at, at, False) for end in page.hits("IMPDET") if (at := _exempted(text, end)) is not None)
    yield ((at, at, False) for at in page.low_hits("group") if _group().match(low, at))
    if "GP-" in literals and year is not None and year in _GROUPED:
        yield ((at, at, False) for at in page.hits("GP-") if _short_group().fullmatch(_whole_line(text, at)))
    for label in ("REVIEW ON", "Review On:", "VW"):
        if label in literals:
            yield ((at, at, False) for at in _begun(page, label) if _review().match(text, at))


@cache
def _short_group() -> re.Pattern[str]:
    return fixed(r"[ \t]{0,80}GP-[1-4]\.?[ \t]{0,80}")


def _whole_line(text: str, at: int) -> str:
    return line_before(text, at, _LONG_LINE) + text[at : line_end(text, at)][:_LONG_LINE]


def _around_gds(low: str, at: int) -> int | None:
    """Return where `SUBJECT TO GDS`, `EXEMPT FROM GDS` begins whose last word stands at `at`; None for another GDS."""
    before = max(0, at - _STAMP)
    begin = max(low.rfind(word, before, at) for word in ("subject", "exempt"))
    return begin if begin >= 0 and opens_code(low, begin) and not low[begin:at].count("\n\n") else None


def _exempted(text: str, end: int) -> int | None:
    """Return where the category begins that stands before IMPDET (`E2 IMPDET`), None without one."""
    found = _category().search(text, max(0, end - 8), end)
    return found.start() if found else None


@cache
def _category() -> re.Pattern[str]:
    return fixed(r"(?<!\w)E[ -]?[1-4][, ]{0,3}\Z")


@cache
def _marked() -> re.Pattern[str]:
    """`RDS-3 3/12/99`, `ADS 31 DEC 76`: marks of a schedule with their day, which stand at the start of a line."""
    return fixed(rf"(?:RDS-[1-4]|ADS)[ :,]{{1,3}}(?=\d{{1,2}}[ /\-]|(?:{'|'.join(MONTHS).upper()}))")


def _begun(page: Page, label: str) -> Iterator[int]:
    """Yield where `label` begins, two letters earlier for the end of RVW and REVW."""
    for at in page.hits(label):
        yield at if len(label) > 2 else at - 1 if page.text[max(0, at - 2) : at] != "RE" else at - 2


def _plain_labels(page: Page, low: str) -> Iterator[Block]:
    """Yield labels spelt as such that a mark, a code or a date follows, and the stamps of the general schedule."""
    for at in sorted([*page.low_hits("decl"), *page.low_hits("dec1")]):
        if at and low[at - 1].isalpha():
            continue
        if low.startswith(_PROSE, at + 4):
            if low.startswith("cation", at + 10):
                yield from _behind_noun(low, at)
            continue
        label = _block().match(low, at)
        if label is None:
            continue
        if label["marked"] or label["on"] or opens_code(low, label.end()) or _opens_date(low, label.end()):
            yield at, label.end(), True


def _sets(page: Page, low: str) -> Iterator[Block]:
    """Yield where the instruction begins in a military message's set `DECL/CLBY:.../DERI:.../DATE:20160604//`."""
    for at in page.low_hits("decl/"):
        if not at_line_start(low, at):
            continue
        end = low.find("//", at, at + _BLOCK)
        for field in _field().finditer(low, at, end if end >= 0 else line_end(low, at)):
            if opens_code(low, field.end()) or _opens_date(low, field.end()):
                yield at, field.end(), True


@cache
def _field() -> re.Pattern[str]:
    """What stands before the value of a field that may be the instruction; other fields have other labels."""
    return fixed(r"/[ \r\n]{0,3}(?:(?:date|decl|inst|event) ?: ?)?(?=[\da-z])")


def _opens_date(low: str, at: int) -> bool:
    """Whether a day stands at `at`; messages leave out the ON of their label (`DECLAS 12 MAR 86`)."""
    return low[at : at + 1].isdecimal() or low.startswith(MONTHS, at)


def _before_noun(low: str, at: int) -> int:
    """Return where a label begins that the noun at `at` ends: `Date of declassification:`."""
    before = low[max(0, at - 9) : at]
    return next((at - len(words) for words in ("date of ", "date for ") if before.endswith(words)), at)


def _behind_noun(low: str, at: int) -> Iterator[Block]:
    """Yield what the noun at `at` labels, or the stamp of the general schedule around it."""
    before = low[max(0, at - len(_REVIEW_FOR)) : at]
    if before == _REVIEW_FOR:
        yield at - len(before), at - len(before), False
    elif (label := _noun().match(low, at)) is not None and at_line_start(low, _before_noun(low, at), _BULLETS):
        if not _of_stamp(low, at):
            yield at, label.end(), True
    elif (begin := general_schedule(low, at)) is not None:
        yield begin, begin, False


def _of_stamp(low: str, at: int) -> bool:
    """Whether the noun at `at` labels the day on which a panel or an archivist declassified the page."""
    return any(word in low[max(0, at - _BLOCK) : at] for word in _DECIDED)


def _behind_damaged(page: Page, low: str) -> Iterator[Block]:
    """Yield OADR, with the damaged label before it where there is one."""
    for found in page.low_hits("adr"):
        at = found - 1
        if low[at : at + 1] in ("o", "0") and not low[found + 3 : found + 4].isalnum():
            start = scanned_order.label_before(low, at)
            before = line_before(low, at, _LONG_LINE)
            if start is None and (_is_of_source(before) or due_place.box().search(before)):
                continue
            if start is not None or not low[at - 1 : at].isalnum():
                yield at if start is None else start, at, False


def _is_of_source(before: str) -> bool:
    """Whether a code is that of a source which the words before it in the line name: `Derived From: Memo 7 (OADR)`."""
    return "derived from" in before and "decl" not in before


def _coded(text: str, low: str) -> Iterator[Block]:
    """Yield damaged labels (`DEGL ON:`) before X1 to X8 and before 25X and its kin."""
    for found in _code().finditer(text):
        at = found.start() - 2 if low[found.start() - 2 : found.start()] in ("25", "50", "75") else found.start()
        start = scanned_order.label_before(low, at)
        if start is not None:
            yield start, at, False
