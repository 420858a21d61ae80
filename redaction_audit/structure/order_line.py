"""The order line (`E.O. 12958: DECL: 11/11/2014`) and declassification blocks of the author (`DECL ON: X1`).

Forms: what telegrams print, and the instruction vocabulary of the orders from E.O. 10501 to 13526. The strip of a later
review is not read here (`review_strip`).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify, Located, Value
from redaction_audit.structure import review_strip, scanned_order
from redaction_audit.structure.due import (
    FIGURES,
    anchor,
    event_sort,
    general_schedule,
    opens_code,
    read_due,
    read_figures,
)
from redaction_audit.structure.labels import (
    HEAD,
    TRIES,
    at_line_start,
    inside,
    line_before,
    line_end,
    trimmed,
)
from redaction_audit.structure.page import Page

Found = tuple[Value | None, Declassify | None, list[Located]]
_NEXT = 80
"""Characters behind an order's number in which the next line of a head begins."""
_BOLD = "*"
"""What may stand before an order line in text made of web pages, where it is bold type or a list's point."""
_FILLING = "*:;,.-=_"
"""Signs behind a label that are no instruction."""
_GARBLED = 16
"""Length of a damaged label, marks included, at most."""

Block = tuple[int, int, bool]
"""Start and end of what may label a block, and whether it is spelt as a label (a damaged one needs a code behind)."""

_PROSE = ("assifi", "ar", "in", "en")
"""What follows DECL in words that label nothing: declassification, declassified, declare, decline."""


@cache
def _number() -> re.Pattern[str]:
    """Match an order's number, damaged ones of four to six digits too. What stands before it is for `_prefix`."""
    return fixed(r"1[0-3]\d{2,4}\b")


@cache
def _line() -> re.Pattern[str]:
    """Match an order line from its E on: `E.O. 12958: DECL:`, `EO 12356`, `E. O. 13526 (AS AMENDED) DECL`.

    For text in lower case. The two commonest instructions, a date in figures and `N/A` alone, are matched along.
    """
    blank = r"[ \t\xa0]"
    return fixed(
        r"(?:e ?[.,]? {0,2}[o0] ?[.,:]{0,2}|exec(?:utive|\.)? order(?=[^\r\n]{1,12}:))"
        rf"(?:{blank}{{0,3}}|[ \t]{{0,2}}(?:\r\n?|\n) {{0,4}})(?P<number>1[0-3]\d{{2,4}})\b"
        rf"(?P<label>(?:/1[0-3]\d{{3}})?{blank}{{0,10}}(?:\s{{0,6}}[,(]? {{0,2}}as\s{{1,6}}amended[ ,)]{{0,3}})?"
        r"[:;,.\-]{0,3}\s{0,9}(?P<decl>de?c[il]{1,2}(?:as?s?(?:if[iy]|ify)?|l)?[ \t]{0,3}(?:on)?\b)?"
        rf"{blank}{{0,3}}[:;,.\-=]{{0,3}}{blank}{{0,8}})"
        rf"(?:(?P<date>{FIGURES})|(?P<none>n ?/ ?a)\b(?=\.?[ \t]{{0,8}}(?:[\r\n]|\Z))(?!\.?\s{{1,9}}to ))?"
    )


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


@cache
def _next_field() -> re.Pattern[str]:
    """Where an instruction ends: at the next field, a caption, a blank line, a paragraph's number, or a bracket."""
    instruction = r"ect\s{1,9}to\s{1,9}(?:an?\s{1,9})?(?:treaty|internat|general\s{1,9}decl)"
    return fixed(
        rf"\s(?:(?:t?ag[es]{{0,2}}|tas|tabs|tgs|subj(?!{instruction})[a-z]{{0,4}}|refs?|ref\(s\)|cl(?:assified)? by"
        r"|reason|cl reason|drv|derived)\b[ .:;,(]|(?:sent|from|to|cc|date) ?:|(?:sip|no|ex|lim|sta)dis(?![a-z]))"
        r"|(?:\r\n|\r(?!\n)|\n)[ \t\f]{0,80}(?=[\r\n])"
        r"|[\r\n][ \t]{0,8}¶?\(?\d{1,2}[.)](?!\d)|[\r\n](?=[ \t]{0,8}\()"
        r"|\s\|(?=[ \t]{0,8}(?:[\r\n]|\Z))"
    )


def read(page: Page, year: int | None = None) -> Found:
    """Return the order's number, the declassification instruction and their spans.

    `year` is the year of the record where the caller knows it: the anchor of a two-digit year (a due date is not
    before the writing). Without it the first year of the order named on the line is the anchor, and without an order
    a two-digit year stays unread (kind `date`, value None). Spans: `marking.eo_line`, `marking.decl_date`,
    `marking.decl`.
    """
    low = page.low
    strips = review_strip.extents(page)
    best: Found = (None, None, [])
    for line in _lines(low):
        if strips and inside(strips, line.start("number")):
            continue
        found = _read_line(page, low, line, year)
        if found is None:
            continue
        if found[1] is not None and found[1].kind != "empty":
            return found
        if best[0] is None:
            best = found
    scanned = _read_scanned(page, low, strips, year)
    if scanned is not None and scanned[1] is not None and scanned[1].kind != "empty":
        return scanned
    best = scanned if scanned is not None and best[0] is None else best
    block = _read_block(page, low, strips, year)
    if block is None:
        return best
    return (best[0], block[0], [*best[2], *block[1]])


_ORDER = "order"
"""The word that is sometimes written in full: `EXECUTIVE ORDER 12958: DECL: 05/12/2015`."""


def _lines(low: str) -> Iterator[re.Match[str]]:
    """Yield what begins like an order line, in text order."""
    line = _line()
    for number in islice(_number().finditer(low, 0, HEAD), 4 * TRIES):
        at = number.start()
        first = low.rfind("e", max(0, at - 12), at)
        if low.startswith(_ORDER, first - 3):
            first = low.rfind("exec", max(0, at - 24), at)
        if first < 0 or (first and low[first - 1].isalnum() and low[first - 1].isascii()):
            continue
        found = line.match(low, first)
        if found is not None and found.start("number") == at:
            yield found


def _read_line(page: Page, low: str, line: re.Match[str], year: int | None) -> Found | None:
    """Read an order line from its label on; None when the number stands in prose."""
    text, first, at, number = page.text, line.start(), line.end("label"), line["number"]
    between = line["label"]
    labelled = line["decl"] is not None
    told = labelled or ":" in between or ";" in between
    if told and line["date"] and (due := read_figures(text, at, line.end("date"), anchor(number, year))):
        return _found(page, line, due, due.end)
    if not told and not at_line_start(text, first, _BOLD):
        return None
    if line["none"]:
        due = Declassify("not-applicable", at, line.end("none"), text[at : line.end("none")])
        return _found(page, line, due, due.end)
    if not told and _stands_alone(low, first, line.end("number")):
        return _found(page, line, Declassify("empty", line.end("number"), line.end("number"), ""), line.end("number"))
    end = _end(low, at)
    due = read_due(text, low, at, end, order=number, year=year)
    if due is not None and (labelled or _follows(low, due, at, told)):
        return _found(page, line, due, max(due.end, line.end("number")))
    if not (told and at_line_start(text, first, _BOLD)):
        return None
    if _says_nothing(low[at:end]):
        return _found(page, line, Declassify("empty", at, at, ""), max(at, line.end("number")))
    behind = line_end(text, at)
    return (
        _found(page, line, None, line_end(text, line.end("number")))
        if labelled or text[first:behind].isupper()
        else None
    )


def _stands_alone(low: str, start: int, end: int) -> bool:
    """Whether an order's number is all of its line, and the line one of a head: TAGS or SUBJECT follows, or nothing.

    Stamps of release name an order in a line of its own too; the first words of a head do not follow them.
    """
    behind = low[end : end + _NEXT].lstrip(" \t.:;*")
    if behind[:1] not in ("", "\n", "\r"):
        return False
    head = behind.lstrip().lstrip(_BOLD).startswith(("tags", "subj", "ref"))
    return head or low[start:end].strip() == low.strip(" \t\r\n.:;*")


def _says_nothing(words: str) -> bool:
    """Whether nothing but white space and filling signs stands behind a label."""
    return not "".join(words.split()).strip(_FILLING)


def _follows(low: str, due: Declassify, at: int, told: bool) -> bool:
    """Whether an instruction without its label is that of the order before it, and no date of the sentence.

    Behind a colon a damaged label may stand; without one, a date must follow at once and end its line.
    """
    if due.kind != "date":
        return due.kind != "event"
    if told or due.codes:
        return due.start - at <= _GARBLED
    return not low[at : due.start].strip(" ,.") and not low[due.end : line_end(low, due.end)].strip(" ,.;")


def _found(page: Page, line: re.Match[str], due: Declassify | None, last: int) -> Found:
    """Return what is read of a line that ends before `last`."""
    text, number = page.text, line["number"]
    start, end = line.start(), last
    if text[end - 1].isspace():
        start, end = trimmed(text, start, end)
    span = Located("marking.eo_line", start, end, text[start:end], number)
    order = Value(line.start("number"), line.end("number"), number, number)
    return order, due, [span] if due is None else [span, *_due_span(due)]


def _due_span(due: Declassify) -> list[Located]:
    if due.kind == "empty":
        return []
    kind = "marking.decl_date" if due.kind == "date" else "marking.decl"
    return [Located(kind, due.start, due.end, due.raw, due.value or ", ".join(due.codes) or None)]


def _end(low: str, at: int, most: int = 200) -> int:
    """Return where the instruction that begins at `at` ends at the latest.

    The next field, a blank line, `most` characters.
    """
    limit = min(len(low), at + most)
    found = _next_field().search(low, max(0, at - 1), limit)
    return max(at, found.start()) if found else limit


def _read_scanned(page: Page, low: str, strips: list[tuple[int, int]], year: int | None) -> Found | None:
    """Read the first order line that scanning damaged and that an instruction other than an event follows.

    Without one, the first whose label can be read or with nothing behind it: what it says cannot, or it says nothing.
    """
    silent: Found | None = None
    for onset in scanned_order.onsets(page):
        if strips and inside(strips, onset.start):
            continue
        end = _end(low, onset.behind)
        due = read_due(page.text, low, onset.behind, end, order=onset.number, year=year)
        order = Value(
            onset.number_start, onset.number_end, page.text[onset.number_start : onset.number_end], onset.number
        )
        if due is not None and _may_follow(due, onset.labelled):
            return order, due, [page.located("marking.eo_line", onset.start, due.end, onset.number), *_due_span(due)]
        if silent is not None:
            continue
        nothing = _says_nothing(low[onset.behind : end])
        if onset.labelled or nothing:
            first, last = trimmed(page.text, onset.start, onset.behind)
            empty = Declassify("empty", last, last, "") if nothing else None
            silent = order, empty, [page.located("marking.eo_line", first, last, onset.number)]
    return silent


def _may_follow(due: Declassify, labelled: bool) -> bool:
    """Whether an instruction may be that of a damaged order line; an event only behind its label, in words of one."""
    if due.kind == "event":
        return labelled and event_sort(due.value or "") is not None
    return due.kind != "empty"


def _read_block(
    page: Page, low: str, strips: list[tuple[int, int]], year: int | None
) -> tuple[Declassify, list[Located]] | None:
    """Read the first declassification block of the author that stands without an order line."""
    labels = chain.from_iterable(islice(kind, TRIES) for kind in _kinds(page, low))
    for at, behind, clean in sorted(labels)[:TRIES]:
        if strips and inside(strips, at):
            continue
        end = _end(low, behind, 80 if clean else 320)
        due = read_due(page.text, low, behind, end, order=None, year=year)
        if due is None or due.kind in ("not-applicable", "empty"):
            continue
        if not (due.codes or (clean and _is_label(page.text, low, at, behind, due))):
            continue
        return due, [page.located("marking.declassify_on", at, due.end), *_due_span(due)]
    return None


def _is_label(text: str, low: str, at: int, behind: int, due: Declassify) -> bool:
    """Whether `DECL ...` labels what follows: a date behind its mark, or an event in a line of its own."""
    printed = low[at:behind]
    marked = any(mark in printed for mark in _MARKS)
    if due.kind == "date":
        return marked or printed.split() == ["decl", "on"] or _is_line(text, low, at, due)
    if not marked and not (text[at].isupper() and _has_block_word(low[max(0, at - _BLOCK) : at])):
        return False
    return event_sort(due.value or due.raw) is not None and _begins(text, low, at)


_MARKS = (":", ";", " - ", "–", "—")
"""What stands between a label and its instruction; without one it may be a sentence that speaks of a date."""
_BLOCK_WORDS = ("classified by", "cl by", "derived from", "reason:", "reason 1", "reasons 1")
"""Other labels of a block, which may stand before that of the instruction in one line."""


def _is_line(text: str, low: str, at: int, due: Declassify) -> bool:
    """Whether a date ends the line behind `DECLASSIFY ON` without a mark."""
    behind = low[due.end : line_end(low, due.end)]
    return text[at].isupper() and not behind.strip(" .|") and _begins(text, low, at)


def _begins(text: str, low: str, at: int) -> bool:
    """Whether a label begins a line, a list's point or a box, or follows the block's other labels in its line."""
    return at_line_start(text, at, _BULLETS) or _has_block_word(line_before(low, at, _LONG_LINE))


def _has_block_word(words: str) -> bool:
    return any(word in words for word in _BLOCK_WORDS)


_BULLETS = "-*•|>"
_LONG_LINE = 160
"""Characters of a line before a label in which the block's other labels stand."""
_BLOCK = 300
"""Characters before a label in which the lines of a block above it stand."""


def _kinds(page: Page, low: str) -> Iterator[Iterator[Block]]:
    """Yield the kinds of labels; each is looked for only where its letters occur at all."""
    text, literals = page.text, page.literals
    yield _plain_labels(page, low)
    if "ADR" in literals:
        yield _behind_damaged(page, low)
    if "X" in text:
        yield _coded(text, low)
    if "GD" in literals:
        yield ((at, at, False) for at in page.low_hits("xgds") if not low[at + 4 : at + 5].isalnum())
    yield ((at, at, False) for at in page.low_hits("group") if _group().match(low, at))
    for label in ("REVIEW ON", "Review On:", "VW"):
        if label in literals:
            yield ((at, at, False) for at in _begun(page, label) if _review().match(text, at))


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
        if label["marked"] or label["on"] or opens_code(low, label.end()):
            yield at, label.end(), True


def _before_noun(low: str, at: int) -> int:
    """Return where a label begins that the noun at `at` ends: `Date of declassification:`."""
    before = low[max(0, at - 9) : at]
    return next((at - len(words) for words in ("date of ", "date for ") if before.endswith(words)), at)


_REVIEW_FOR = "review for "
"""What makes a review of a declassification: `REVIEW FOR DECLASSIFICATION ON 5 JUN 99`."""


def _behind_noun(low: str, at: int) -> Iterator[Block]:
    """Yield what the noun at `at` labels, or the stamp of the general schedule around it."""
    before = low[max(0, at - len(_REVIEW_FOR)) : at]
    if before == _REVIEW_FOR:
        yield at - len(before), at - len(before), False
    elif (label := _noun().match(low, at)) is not None and at_line_start(low, _before_noun(low, at), _BULLETS):
        yield at, label.end(), True
    elif (begin := general_schedule(low, at)) is not None:
        yield begin, begin, False


def _behind_damaged(page: Page, low: str) -> Iterator[Block]:
    """Yield OADR, with the damaged label before it where there is one."""
    for found in page.low_hits("adr"):
        at = found - 1
        if low[at : at + 1] in ("o", "0") and not low[found + 3 : found + 4].isalnum():
            start = scanned_order.label_before(low, at)
            if start is not None or not low[at - 1 : at].isalnum():
                yield at if start is None else start, at, False


def _coded(text: str, low: str) -> Iterator[Block]:
    """Yield damaged labels (`DEGL ON:`) before X1 to X8 and before 25X and its kin."""
    for found in _code().finditer(text):
        at = found.start() - 2 if low[found.start() - 2 : found.start()] in ("25", "50", "75") else found.start()
        start = scanned_order.label_before(low, at)
        if start is not None:
            yield start, at, False
