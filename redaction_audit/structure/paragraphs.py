"""Numbered paragraphs and portion marks. Enumerations inside a paragraph restart and do not count."""

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import islice, pairwise

from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen, Located, Paragraph, Span
from redaction_audit.structure.likeness import shape
from redaction_audit.structure.page import MOST, Page

WEIGHED = 4_000
"""Numbered lines that are weighed; the longest telegrams have some hundred."""

_FEWEST = 3
"""Numbered paragraphs from which marks that scanning damaged are read."""

_STATED = 64
"""Characters of the longest entire-text statement."""

_SYMBOL = r"TS|S|C|U|SBU|LOU|OUO|FOUO|R|SRD|CRD|TSRD|SFRD|CFRD|CNWDI|NF|[SCUTFN]{2,3}"
_SYMBOLS = rf"(?:{_SYMBOL})(?:[ ]?(?://?|-)[ ]?(?:[A-Z]{{1,8}}(?:,? [A-Z]{{2,4}}){{0,8}})){{0,4}}"
_NO_WORD = r"(?![a-z]|(?<=S\))HE\b|(?<=U\))-?\d)"
"""What stands behind no mark's bracket: the rest of a word, as in (S)he and (U)-235; a sentence may without a blank."""
_WORDS = r"TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|LIMITED OFFICIAL USE"
SHORT = {"TOP SECRET": "TS", "SECRET": "S", "CONFIDENTIAL": "C", "UNCLASSIFIED": "U", "LIMITED OFFICIAL USE": "LOU"}
"""The portion mark of a level that is spelled out in front of ENTIRE TEXT."""


class Numbered(Frozen):
    """A line that begins with a number.

    `mark` is its portion mark's place, `misread` what a damaged one is taken for, `spaced` whether a blank line stands
    above.
    """

    number: int
    start: int
    body: int
    mark: tuple[int, int] | None
    spaced: bool
    indent: int
    misread: str | None = None


class Body(Frozen):
    """The numbered paragraphs of a page, the portion of its entire-text statement, and the spans of all marks."""

    paragraphs: tuple[Paragraph, ...]
    entire_text: str | None
    spans: tuple[Located, ...]


@cache
def _numbered() -> re.Pattern[str]:
    """A line's number and the commonest portion marks; the pattern of all, without case, takes ten times longer."""
    return fixed(
        r"\n(?=[ \t0-9¶#\f-])\f?(?P<indent>[ \t]{0,12})"
        r"(?:(?:[¶#][ ]?|-{1,3} ?)?(?P<n>\d{1,3}) ?[.)](?!\d|[ ]Source: )|¶[ ]?(?P<bare>\d{1,3})(?= \())[ \t]{0,8}"
        rf"(?P<mark>\((?:C|U|S|SBU|LOU)(?:/{{1,2}}NF)?\){_NO_WORD})?"
    )


@cache
def _bracketed() -> re.Pattern[str]:
    """Match the number of a paragraph that stands in brackets."""
    return fixed(r"\n\f?(?P<indent>[ \t]{0,12})\((?P<n>\d{1,2})\)[ \t]{1,8}")


@cache
def _mark() -> re.Pattern[str]:
    return fixed(rf"(?:[(\[{{<] ?(?P<mark>{_SYMBOLS}) ?[)\]}}>]|(?P<half>{_SYMBOLS})\))(?-i:{_NO_WORD})", re.IGNORECASE)


@cache
def _damaged() -> re.Pattern[str]:
    """Match what may be a portion mark with a letter or a bracket misread; a stroke may stand for the closing one."""
    return fixed(
        r"(?P<open>[(\[{<|])? ?(?P<mark>[A-Z0-9$|!]{1,5}?(?:/{1,2}[A-Z0-9]{2,6}?)?) ?"
        r"(?P<close>[)\]}>]|[1JlI|](?=[ \t]))?(?=[ \t\r\n])"
    )


@cache
def _entire() -> re.Pattern[str]:
    return fixed(
        rf"\(?(?P<level>{_WORDS}|{_SYMBOL})\)?[ \t]{{0,4}}(?:[-–—/][-–— \t]{{0,4}})?\s{{0,4}}"
        r"ENTIRE\s{1,4}TEXT\b[ ]?\)?",
        re.IGNORECASE,
    )


@cache
def _loose() -> re.Pattern[str]:
    return fixed(rf"\((?P<mark>{_SYMBOLS})\)(?=[ \t\r\n]|\Z)")


@cache
def _lead() -> re.Pattern[str]:
    return fixed(r"(?:\A|[\r\n])[ \t]{0,12}(?:(?:[-*•]{1,3}|[a-zA-Z][.)]|\([a-z]\)|SUBJ(?:ECT)?:)[ \t]{1,6})?\Z")


def _leads(text: str, at: int) -> bool:
    """Whether a mark at `at` stands where a line begins: alone, behind a bullet or letter, or behind SUBJECT."""
    return _lead().search(text[max(0, at - 32) : at] if at > 32 else "\n" + text[:at]) is not None


def read(page: Page, end: int) -> Body:
    """Return paragraphs, entire-text portion and portion marks of the page; the last paragraph stops before `end`."""
    chain, text = _with_damaged_marks(_chain(_candidates(page)), page.text), page.text
    spans: list[Located] = []
    paragraphs: list[Paragraph] = []
    entire: str | None = None
    stops = [line.start for line in chain[1:]]
    stops += [max(end, line.body) for line in chain[-1:]]
    for line, stop in zip(chain, stops, strict=True):
        mark, portion, body = line.mark, None, line.body
        statement = _statement(page, body) if entire is None and len(paragraphs) < 2 else None
        if statement:
            portion = entire = _short(statement["level"])
            spans.append(page.located("marking.entire_text", statement.start(), statement.end(), portion))
            spans.append(page.located("marking.portion", statement.start(), statement.end(), portion))
        if mark:
            at, body = mark
            if not statement:
                printed = text[at:body]
                portion = line.misread or _portion(printed)
                spans.append(Located("marking.portion", at, body, printed, portion))
        paragraphs.append(Paragraph(line.number, portion, line.start, *_extent(text, body, stop)))
    taken = {span.start for span in spans}
    loose = (_loose().match(text, at) for at in page.hits("(") if at not in taken)
    spans += [
        page.located("marking.portion", *found.span(), found["mark"])
        for found in islice(filter(None, loose), 2 * MOST)
        if _leads(text, found.start())
    ]
    return Body(tuple(paragraphs), entire or _unnumbered(page), tuple(spans))


def _extent(text: str, body: int, stop: int) -> tuple[int, int]:
    """Return end and beginning of what stands in `text[body:stop]`, white space at its ends left out."""
    if body >= stop:
        return stop, body
    inner = text[body:stop].lstrip(" \t\r\n")
    first = stop - len(inner)
    return (first + len(inner.rstrip(" \t\r\n\f")) if inner else stop), first


def _with_damaged_marks(chain: list[Numbered], text: str) -> list[Numbered]:
    """Return the lines with the marks that scanning damaged, read as one of the marks of the other paragraphs.

    Only where at least three numbered paragraphs stand and most of them are marked: elsewhere a bracketed letter may be
    anything.
    """
    marked = [line for line in chain if line.mark]
    if not _FEWEST <= len(chain) < 2 * len(marked) or len(marked) == len(chain):
        return chain
    known = {_portion(text[line.mark[0] : line.mark[1]]) for line in marked if line.mark}
    return [line if line.mark else _read_damaged(line, text, known) for line in chain]


def _read_damaged(line: Numbered, text: str, known: set[str]) -> Numbered:
    found = _damaged().match(text, line.body)
    if found is None or not (found["open"] or found["close"]):
        return line
    meant = [mark for mark in known if shape(mark) == shape(found["mark"])]
    if len(meant) != 1:
        return line
    return Numbered(line.number, line.start, line.body, found.span(), line.spaced, line.indent, meant[0])


def cut(paragraphs: tuple[Paragraph, ...], page: Page, heads: list[Span]) -> tuple[Paragraph, ...]:
    """Return the paragraphs without the headers, headings and page turns at their ends.

    `heads` are the places of such things in text order: classification lines, captions, section headers, headings and
    page-break lines. What stands in the middle of a paragraph stays.
    """
    starts = [head.start for head in heads]
    kept = []
    for paragraph in paragraphs:
        at = bisect_left(starts, paragraph.end)
        inside = at > 0 and starts[at - 1] >= paragraph.body
        kept.append(_shortened(paragraph, page, heads, at) if inside else paragraph)
    return tuple(kept)


def _shortened(paragraph: Paragraph, page: Page, heads: list[Span], at: int) -> Paragraph:
    """Return the paragraph cut before the heads below index `at` that nothing but white space and rules separates."""
    end = paragraph.end
    while (
        at > 0 and heads[at - 1].start >= paragraph.body and not page.text[heads[at - 1].end : end].strip(" \t\r\n\f-")
    ):
        at -= 1
        end = max(paragraph.body, _back(page, heads[at].start))
    if end == paragraph.end:
        return paragraph
    return Paragraph(paragraph.number, paragraph.portion, paragraph.start, end, paragraph.body)


def _back(page: Page, start: int) -> int:
    """Return the end of the text in front of `start` without white space and a ruled line; reads 200 characters."""
    near = page.text[max(0, start - 200) : start].rstrip()
    line = near[max(near.rfind("\n"), near.rfind("\r")) + 1 :].strip()
    if len(line) >= 3 and not line.strip("-"):
        near = near.rstrip(" \t-").rstrip()
    return max(0, start - 200) + len(near)


def _statement(page: Page, at: int) -> re.Match[str] | None:
    """Return the entire-text statement that begins at `at`, None without one."""
    near = page.low[at : at + _STATED]
    # beyond ASCII there are letters that patterns without case read as those of ENTIRE
    return _entire().match(page.text, at) if "ntire" in near or not near.isascii() else None


def _unnumbered(page: Page) -> str | None:
    """Return the portion of an entire-text statement that stands without a number, or None."""
    # words with a rare letter at their end are found fastest; a dotless i, too, may be read as the I of ENTIRE
    if "ntire tex" not in page.low_literals and "ı" not in page.text:
        return None
    upper = page.text[:16_000].upper()
    if "NTIRE TEXT" not in upper:
        return None
    at = upper.find("ENTIRE TEXT")
    for found in _entire().finditer(page.text, max(0, at - 30), at + 20):
        before = page.text[max(0, found.start() - 1) : found.start()]
        if not before or not before.isalnum():
            return _short(found["level"])
    return None


def _short(printed: str) -> str:
    return SHORT.get(printed.upper(), printed.upper())


@lru_cache(maxsize=256)  # portion marks are few
def _portion(printed: str) -> str:
    return printed.strip("()[]{}<> ").upper()


def _candidates(page: Page) -> list[Numbered]:
    """Return the lines that begin with a number and a full stop or bracket, at most `WEIGHED`."""
    text = page.text
    lines = []
    for found in islice(_numbered().finditer(page.padded, 0, page.reach), WEIGHED):
        start, end = found.span()
        behind = end - 1
        indent, number, bare, plain = found.groups()
        body = behind - len(plain) if plain else behind
        mark = (body, behind) if plain else _mark_at(text, behind)
        spaced = text.startswith("\n\n", start - 2) or _blank_above(text, start)
        lines.append(Numbered(int(number or bare), start + (text[start] == "\f"), body, mark, spaced, len(indent)))
    return lines or _in_brackets(page)


def _in_brackets(page: Page) -> list[Numbered]:
    """Return the lines that begin with a number in brackets, each below a blank line, from `(1)` on; else none.

    Asked where nothing else is numbered: elsewhere such numbers count the items of a list.
    """
    if "(1)" not in page.literals:
        return []
    lines = []
    for found in islice(_bracketed().finditer(page.padded, 0, page.reach), WEIGHED):
        start, body = found.start(), found.end() - 1
        if page.text[start] == "\f" or _blank_above(page.text, start):
            start += page.text[start] == "\f"
            lines.append(Numbered(int(found["n"]), start, body, _mark_at(page.text, body), True, len(found["indent"])))
    return lines if len(lines) > 1 and lines[0].number == 1 else []


def _mark_at(text: str, at: int) -> tuple[int, int] | None:
    """Return the place of the portion mark that begins at `at`, or None."""
    mark = _mark().match(text, at)
    return mark.span() if mark and _is_mark(mark) else None


def _blank_above(text: str, start: int) -> bool:
    """Whether the line above `start` is blank or none; looks back at most 80 characters."""
    above = text[max(0, start - 82) : start]
    bare = above.rstrip(" \t\r\n")
    gap = above[len(bare) :]
    return start == 0 or gap.count("\n") + (gap.replace("\r\n", "").count("\r") if "\r" in gap else 0) > 1


def _is_mark(found: re.Match[str]) -> bool:
    """Whether a bracketed token behind a number is a portion mark: lower case only for the plain symbols."""
    printed = found["mark"] or found["half"]
    return printed.upper() == printed or printed.lower() in ("u", "c", "s", "ts", "sbu") or printed == "SBu"


def _chain(lines: list[Numbered]) -> list[Numbered]:
    """Return the run of lines that number the paragraphs: increasing, with marks, blank lines and indent alike.

    Every line gets the best run that ends in it. A line that goes on from the line right above it, which is not of the
    run, belongs to an enumeration and pays for that.
    """
    if all(after.number == line.number + 1 for line, after in pairwise(lines)):  # nothing restarts: no choice to make
        return lines if lines and (lines[0].number <= 3 or len(lines) >= 3) else []
    usual = _usual_indent(lines)
    marked = sum(1 for line in lines if line.mark) >= 3
    best: list[float] = []
    before: list[int] = []
    latest: dict[int, int] = {}
    for at, line in enumerate(lines):
        own = 1.0 + 0.5 * line.spaced + 0.5 * (line.indent == usual) + (1.5 if line.mark else -0.9 * marked)
        goes_on = at > 0 and lines[at - 1].number == line.number - 1
        score, link = own - 0.7 * (line.number - 1), -1
        for number in range(max(0, line.number - 12), line.number):
            if (i := latest.get(number)) is None:
                continue
            cost = 0.9 * (line.number - number - 1) + (1.2 if goes_on and i != at - 1 else 0.0)
            if best[i] + own - cost > score:
                score, link = best[i] + own - cost, i
        best.append(score)
        before.append(link)
        if line.number not in latest or score >= best[latest[line.number]]:
            latest[line.number] = at
    return _walk(lines, best, before)


def _walk(lines: list[Numbered], best: list[float], before: list[int]) -> list[Numbered]:
    at = max(range(len(lines)), key=lambda i: best[i])
    run: list[Numbered] = []
    while at >= 0:
        run.append(lines[at])
        at = before[at]
    run.reverse()
    return run if run[0].number <= 3 or len(run) >= 3 else []


def _usual_indent(lines: list[Numbered]) -> int:
    """Return the commonest indent among lines with a portion mark, else among all."""
    chosen = [line.indent for line in lines if line.mark] or [line.indent for line in lines]
    return max(set(chosen), key=chosen.count)
