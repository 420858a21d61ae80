"""What the checks of the transcript share: whether a text is a record at all, and blocks of numbered paragraphs.

Balance of pairs, endings of sentences and gaps in numbers say nothing about ordinary prose, licences or code. Every
check of this family therefore asks `is_telegram` or `is_record` first.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from redaction_audit.check import Skip, View
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen, Paragraph, Span
from redaction_audit.structure.lexicon import Hint

_SECOND = frozenset("CNMOTZEPR ")
"""Second letters of the words that routing lines begin with: capitals, unlike those of most sentences."""

_UNLETTERED = Hint(r"(?:^|[\r\n])[^a-zA-Z0-9_\r\n]")

NOT_NUMBERED = Skip("no numbered paragraphs")
"""A telegram whose paragraphs could not be told apart: what depends on them was not examined."""


class Block(Frozen):
    """A run of lines without a blank one, inside one paragraph: half-open offsets, outer white space left out."""

    start: int
    end: int


def is_telegram(view: View) -> bool:
    """Return whether at least two parts of a telegram's head stand on the page.

    One alone proves nothing: a licence has a `Subject:`, a manual a section 1 of 3. The date-time group, the order
    line, the classification line, TAGS, the classified-by line and the section count are each rare outside telegrams.
    """
    return view.once(_is_telegram)


def _is_telegram(view: View) -> bool:
    fields = view.structure.fields
    seen = (fields.dtg is not None) + (fields.order is not None) + (fields.classification is not None)
    seen += (fields.classified_by is not None) + (fields.sections is not None) + (fields.declassify_on is not None)
    return seen + bool(fields.tags) > 1


def is_record(view: View) -> bool:
    """Return whether the text is a telegram or carries an agency's number or release stamp."""
    fields = view.structure.fields
    return fields.document_id is not None or fields.case_number is not None or is_telegram(view)


def is_unnumbered(view: View) -> bool:
    """Return whether the text is a telegram without a single numbered paragraph."""
    return not view.structure.paragraphs and is_telegram(view)


def numbered(view: View) -> list[tuple[Paragraph, list[Block]]]:
    """Return the numbered paragraphs of a telegram with their blocks; nothing for any other text."""
    return view.once(_numbered)


def body_lines(view: View) -> tuple[int, int]:
    """Return the indexes of the first line of the first numbered paragraph and of the last line of the last one."""
    return view.once(_body_lines)


def _body_lines(view: View) -> tuple[int, int]:
    bodies, lines = numbered(view), view.page.lines
    return lines.index(bodies[0][0].body), lines.index(bodies[-1][0].end - 1)


Held = tuple[Block, list[int]]
"""A block and the offsets in it of what was looked for."""


def holding(view: View, found: list[int]) -> dict[int, list[Held]]:
    """Return the paragraphs with one of the sorted offsets `found` in a block: by index in `numbered(view)`."""
    held: dict[int, list[Held]] = {}
    for index, (_, blocks) in enumerate(numbered(view)):
        for block in blocks:
            first = bisect_left(found, block.start)
            if first == len(found):
                return held
            if found[first] < block.end:
                held.setdefault(index, []).append((block, found[first : bisect_left(found, block.end, first)]))
    return held


def padded(view: View) -> str:
    """Return the text behind a line feed, every carriage return a line feed.

    Patterns of whole lines then begin with one literal sign; offsets are one too large.
    """
    return view.page.padded


def openings(view: View) -> list[int]:
    """Return the offsets in `padded(view)` of the breaks before lines that may be something else than prose.

    Such lines begin with a blank, a sign, capitals or the word `page`: page turns, tokens. What looks for them tries
    those lines only.
    """
    return view.once(_openings)


def _openings(view: View) -> list[int]:
    return [found.start() for found in _opening().finditer(padded(view))]


def unlettered(view: View) -> list[int]:
    """Return the offsets in `padded(view)` of the breaks before lines that begin with a blank or a sign."""
    return view.once(_unlettered)


def _unlettered(view: View) -> list[int]:
    if not view.page.literals.may_match(_UNLETTERED):
        return []
    return [found.start() for found in _no_letter().finditer(padded(view))]


@cache
def _no_letter() -> re.Pattern[str]:
    return fixed(r"\n(?=[^\w\n])")


@cache
def _opening() -> re.Pattern[str]:
    # most lines go on with a sentence: a small letter that begins no `page` is told first
    return fixed(r"\n(?![a-oq-z\n])(?=\W|[A-Z][A-Z ]|[Pp][Aa][Gg][Ee])")


def _numbered(view: View) -> list[tuple[Paragraph, list[Block]]]:
    if not is_telegram(view):
        return []
    text, breaks = view.text, view.structure.page_lines
    search = (_mixed_gap() if "\r" in text else _gap()).search
    found = []
    for paragraph in view.structure.paragraphs:
        start, end = paragraph.body, paragraph.end
        if breaks or search(text, start, end):
            cut = _blocks(text, start, end)
            whole = _without(breaks, text, _before_routing(text, cut)) if breaks else cut
            blocks = list(takewhile(lambda block: not _is_routing(text, block.start), whole))
        else:  # the usual paragraph is one block
            block = _trimmed(text, start, end)
            blocks = [] if block is None or _is_routing(text, block.start) else [block]
        found.append((paragraph, blocks))
    return found


def _before_routing(text: str, found: Iterator[Block]) -> Iterator[Block]:
    """Yield the blocks up to the routing lines of a next section, which may stand in the midst of one."""
    for block in found:
        inside = _routing_line().search(text, block.start, block.end)
        if inside is None:
            yield block
            continue
        if (cut := _trimmed(text, block.start, inside.start())) is not None:
            yield cut
        return


def _is_routing(text: str, at: int) -> bool:
    return text[at + 1 : at + 2] in _SECOND and _routing().match(text, at) is not None


def _blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield what stands between the blank lines of `text[start:end]`."""
    blank = _mixed_gap() if text.find("\r", start, end) >= 0 else _gap()
    for gap in blank.finditer(text, start, end):
        if (block := _trimmed(text, start, gap.start())) is not None:
            yield block
        start = gap.end()
    if (block := _trimmed(text, start, end)) is not None:
        yield block


def _trimmed(text: str, start: int, end: int) -> Block | None:
    """Return `start:end` without outer white space, None when nothing else stands there."""
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return Block(start, end)
    bare = text[start:end].rstrip()
    end = start + len(bare)
    start = end - len(bare.lstrip())
    return Block(start, end) if start < end else None


def _without(breaks: Sequence[Span], text: str, found: Iterator[Block]) -> Iterator[Block]:
    """Yield the blocks without the page-break lines at their ends; one inside a block is left in its midst."""
    for cut in found:
        start, end = cut.start, cut.end
        first = bisect_left(breaks, start, key=lambda line: line.end)
        inside = breaks[first : bisect_left(breaks, end, key=lambda line: line.start)]
        for line in inside:
            if text[start : max(start, line.start)].strip():
                break
            start = min(end, line.end)
        for line in reversed(inside):
            if line.start < start or text[line.end : end].strip():
                break
            end = line.start
        if (block := _trimmed(text, start, end)) is not None:
            yield block


def reliable(lonely: Sequence[tuple[Paragraph, Sequence[int]]], paired: int) -> bool:
    """Return whether signs without a partner mean something in this record.

    `lonely` holds the paragraphs with such signs, `paired` the number of paragraphs that hold any of these signs.
    Where a third of them and at least four are out of balance, character recognition has eaten the signs.
    """
    return len(lonely) < 4 or 3 * len(lonely) < paired


def places(text: str, signs: str) -> list[int]:
    """Return the offsets of every one of `signs` in text order; a search for one sign is far faster than for a set."""
    found: list[int] = []
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            found.append(at)
            at = text.find(sign, at + 1)
    return sorted(found)


_ROUTED = (
    r"(?:ACTION|ORIGIN|INFO)[ \t]{1,8}[A-Z]{1,8}-\d|(?:FM|TO|INFO)[ \t]{1,4}(?:AM|US|SEC|RUE)[A-Z]{2}|NNNN|BT\s"
    r"|V?ZCZC|DE RUE|ZN[RY] |[OPRZ]{1,2} (?:[OPRZ]{1,2} )?\d{6}Z"
)


@cache
def _routing() -> re.Pattern[str]:
    """Match how the routing lines of a next section begin: what follows is no text of the paragraph before."""
    return fixed(_ROUTED)


@cache
def _routing_line() -> re.Pattern[str]:
    return fixed(rf"[\r\n](?=[AOIFTNBVDZPR])(?:{_ROUTED})")


@cache
def _gap() -> re.Pattern[str]:
    """Match blank lines where line feeds break lines."""
    return fixed(r"\n[ \t\f]{0,400}\n\s{0,400}")


@cache
def _mixed_gap() -> re.Pattern[str]:
    """Match blank lines where carriage returns break lines too."""
    return fixed(r"(?:\r\n|\r(?!\n)|\n)[ \t\f]{0,400}[\r\n]\s{0,400}")
