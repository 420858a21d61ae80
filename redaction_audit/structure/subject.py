"""The subject line: runs over lines to a blank line, the next field, a paragraph or the first sentence of text."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.dates import MONTHS
from redaction_audit.expressions import fixed
from redaction_audit.model import Located, Value
from redaction_audit.structure.fields import inline_cut, next_label
from redaction_audit.structure.labels import HEAD, at_line_start, fold, line_before, own_first
from redaction_audit.structure.lexicon import WHITE, Hint
from redaction_audit.structure.mail import is_quoted
from redaction_audit.structure.page import Page

_LINES = 12
"""Lines of the longest subject that is read (a list of headlines takes eight)."""


_BREAKING = ",;:-–—&/("
"""Signs at the end of a line behind which a headline goes on."""

_BULLETS = " \t\r\n\f\v\xa0•●▪:"
"""White space, signs in front of the items of a list of one, and a colon that was printed again."""

_JOINING = frozenset(
    ("a", "an", "and", "as", "at", "between", "but", "by", "for", "from", "in", "into", "its", "of", "on", "or", "over",
     "that", "the", "their", "to", "under", "versus", "vs", "vs.", "with")
)  # fmt: skip
"""Words at the end of a line behind which a headline goes on."""

_WIDTH, _AROUND = 75, 12
"""Columns of the widest page, and lines on either side that show how wide the page is."""


@cache
def _label() -> re.Pattern[str]:
    return fixed(
        r"s(?:ubj|[ubject]{4,7}| u b j(?: e c t)?|ub[ijl1] ?[ec3] ?[ceo][tfil1])(?:[ \t]{0,3}[:;.]|[ \t]{4,20}:)"
        r"|subj(?:ect)?(?=[ \t]{1,10}(?!of )\S|[ \t]{0,20}[\r\n])"
    )


_MISREAD = ("5UBJ", "$UBJ", "8UBJ")
"""How the label begins where a scan took its first letter for a figure."""


@cache
def _misread() -> re.Pattern[str]:
    return fixed(r"[58$]ubj(?:ect)?[ \t]{0,3}[:;.]")


@cache
def portion() -> re.Pattern[str]:
    """Match a portion mark in parentheses at either end of a subject."""
    level = r"(?:TS|S|C|U|SBU|LOU|FOUO|UNCLAS|UNCLASSIFIED|CONFIDENTIAL|SECRET)"
    level += r"(?:[ ]?[/\-]{1,2}[ ]?[A-Z][A-Z ,]{0,20}){0,3}"
    return fixed(rf"\A\(\s?{level}\s?\)\s{{0,4}}|\s{{0,4}}\(\s?{level}\s?\)\Z", re.IGNORECASE)


@cache
def _codes() -> re.Pattern[str]:
    """Match exemption codes at the end of a line, far right or alone: they say what is withheld, not what it is."""
    code = r"(?:B\d{1,2}|1\.4|\(b\) ?\(\d\))(?:\([A-Ha-h]\)){0,3}"
    return fixed(rf"(?:\A|[ \t]{{2,200}}){code}(?:[ ,;]{{1,3}}{code}){{0,5}}\Z")


@cache
def _rule() -> re.Pattern[str]:
    """Match a ruled line or a heading that begins the text."""
    return fixed(
        r"[ \t\\]{0,60}(?:[-_=*‐—–]{3,}|\(?(?:begin )?summary\b|classified by|c o n f i d|s e c r e t"
        r"|t o p  ?s e c|u n c l a s|unclas(?:sified)? section|\((?:ts|s|c|u|sbu|lou)(?:/[a-z]{1,6})?\) )"
    )


@cache
def _strip() -> re.Pattern[str]:
    """Match a release stamp or a piece of a review strip printed over the line; never part of the subject."""
    return fixed(
        r"\s{1,200}(?:\d\d[/\-]\d\d[/\-]\d{4} )?[—–\-]?\s?(?:class:|(?:confidential|secret)\s{1,3}[—–]"
        r"|reason:\s{0,3}1\.|declassify\s{1,3}on:"
        r"|classified by das|release in (?:part|full)|released in (?:part|full))"
    )


_MAILED = Hint(r"[\r\n][ \t]*\**(from|sent|to|cc|date):\**[ \t]")
_STRIPPED = Hint(
    rf"class:|(confidential|secret){WHITE}{{1,3}}\?|reason:{WHITE}{{0,3}}1\.|declassify{WHITE}{{1,3}}on:"
    "|classified by das|released? in (part|full)"
)


@cache
def _mail() -> re.Pattern[str]:
    return fixed(r"[\r\n][ \t]{0,80}\*{0,2}(?:from|sent|to|cc|date):\*{0,2}[ \t]")


def read(page: Page, above: int = 0) -> tuple[Value | None, list[Located]]:
    """Return the subject, its value folded to one line without its portion mark, and its span (`header.subject`).

    The raw span keeps the blank that hard wrapping leaves behind the last line. `above` is where a third party's or an
    archive's lines above the telegram end: their title counts where the telegram has none.
    """
    low = page.low
    for label in own_first(lambda: _labels(page, low), above):
        if not _stands_as_label(page, low, label):
            continue
        found = _read(page, low, _behind_bold(page.text, label.end()))
        if found is not None:
            return found, [page.located("header.subject", found.start, found.end, found.value)]
    return None, []


def _labels(page: Page, low: str) -> Iterator[re.Match[str]]:
    """Yield what may be the label in the head, whole ones first, then those whose S a scan took for a figure."""
    yield from _label().finditer(low, 0, HEAD)
    if page.literals.any_of(_MISREAD):
        yield from _misread().finditer(low, 0, HEAD)


def _behind_bold(text: str, at: int) -> int:
    """Return the offset behind the asterisks that close a label in bold type."""
    return at + len(text[at : at + 2]) - len(text[at : at + 2].lstrip("*"))


def _stands_as_label(page: Page, low: str, label: re.Match[str]) -> bool:
    at = label.start()
    if at and low[at - 1].isalnum():
        return False
    if at_line_start(page.text, at, ">*" if is_quoted(page) else "*"):
        return label.group()[-1] in ":;." or (
            (at < page.body_start or page.body_start == 0) and page.text[at : at + 4].isupper()
        )
    before = line_before(low, at, 400)
    return label.group()[-1] == ":" and re.search(r"tags ?:|e\. ?o\. ?1", before) is not None


def _read(page: Page, low: str, at: int) -> Value | None:
    """Read the value behind a label that ends at `at`."""
    parts = list(_runs(page, low, at))
    if not parts:
        return None
    start, end = parts[0][0], parts[-1][1]
    printed = [page.text[a:b].rstrip(" \t\\") for a, b in parts]
    bare = [_without_codes(line) for line in printed]
    value = fold("\n".join(bare)).removeprefix("(Optional)").lstrip()
    if "(" in value:
        value = portion().sub("", portion().sub("", value).strip()).strip()
    return Value(start, end, page.text[start:end], value or None) if value or bare != printed else None


def _without_codes(line: str) -> str:
    """Return a line without exemption codes at its end; all of them end in a figure or a bracket."""
    return _codes().sub("", line) if line.endswith(")") or line[-1:].isdecimal() else line


def _runs(page: Page, low: str, at: int) -> list[tuple[int, int]]:
    """Return the stretches of the value, one per line, page-break lines left out."""
    runs: list[tuple[int, int]] = []
    first = page.lines.index(at)
    headed = page.low_literals.may_match(_MAILED) and _mail().search(low, max(0, at - 800), at) is not None
    memo = headed and page.text[max(0, at - 9) : at].isupper()
    mail = (headed and not memo) or is_quoted(page)
    stripped = page.low_literals.may_match(_STRIPPED)
    behind = 0
    for index in range(first, min(first + _LINES, len(page.lines))):
        if index < behind:
            continue
        start, end = page.lines.bounds(index)
        start = max(start, at)
        end = min(end, start + 1000)
        line = page.text[start:end]
        turning, blank = index in page.noise and index != first, not line.strip(" \t\f\\")
        if (turning or blank) and page.noise and runs and not mail and (turned := _over_turn(page, index, runs[-1][0])):
            behind = turned
            continue
        if turning:
            continue
        if blank:
            if runs or mail:
                break
            continue
        if index > first and (
            _is_behind(page, low, runs, start, end, mail)
            or (memo and _is_sentence(page, start))
            or (runs and (_begins_anew(page, index) or _stands_apart(page, index)))
        ):
            break
        start += len(line) - len(line.lstrip(_BULLETS))
        strip = _strip().search(low, start - 1, end) if stripped else None
        cuts = [cut for cut in (inline_cut(low, start, end), strip.start() if strip else None) if cut is not None]
        runs.append((start, max(start, min(cuts, default=end))))
        if cuts:
            break
    return runs


def _is_behind(page: Page, low: str, runs: list[tuple[int, int]], start: int, end: int, mail: bool) -> bool:
    """Whether the line `start:end` is no more of the subject: a field, a heading, text; in an e-mail, not indented."""
    if mail and not page.text[start:end].startswith(" " * 8):
        return True
    if next_label().match(low, start - 1) or _rule().match(low, start, end):
        return True
    return _is_text(page, runs, page.text[start:end])


def _is_text(page: Page, runs: list[tuple[int, int]], line: str) -> bool:
    """Whether `line` is a sentence under a subject in capitals."""
    printed = "".join(page.text[a:b] for a, b in runs)
    return printed.isupper() and len(re.findall(r"\b[a-z]{2,}", line)) >= 3


def _is_sentence(page: Page, start: int) -> bool:
    """Whether what begins at `start` runs to a full stop before a blank line: subjects of memoranda have none."""
    found = _paragraph().match(page.text, start)
    return found is not None and found.group().rstrip().endswith((".", "?", "!"))


def _begins_anew(page: Page, index: int) -> bool:
    """Whether line `index` begins a sentence of the text.

    Its first word would have fitted on the line above, had it been more of the subject, and nothing breaks off there.
    """
    line, above = page.lines.rows[index], page.lines.rows[index - 1].rstrip(" \t\\")
    if not (_opening().match(line) and above) or index - 1 in page.noise or _breaks_off(above):
        return False
    return len(above) + 1 + len(line.split(None, 1)[0]) <= _width(page, index)


def _over_turn(page: Page, index: int, start: int) -> int | None:
    """Return the line behind a page turn that begins with line `index`, where the subject goes on there, else None.

    It does where its line, which holds `start`, breaks off or has no room for the next word.
    """
    behind = page.behind_turn(index)
    if behind is None:
        return None
    last = page.lines.index(start)
    above, word = page.lines.rows[last].rstrip(" \t\\"), page.lines.rows[behind].split(None, 1)[0]
    goes_on = _breaks_off(above) or len(above) + 1 + len(word) > _width(page, last)
    return behind if goes_on else None


def _width(page: Page, index: int) -> int:
    """Return how wide the page is around a line."""
    return min(_WIDTH, max(page.lines.widths[max(0, index - _AROUND) : index + _AROUND]))


def _stands_apart(page: Page, index: int) -> bool:
    """Whether line `index` is none of a subject by itself, and the line above it does not break off."""
    above = page.lines.rows[index - 1].rstrip(" \t\\")
    return bool(above) and _apart().match(page.lines.rows[index]) is not None and not _breaks_off(above)


def _breaks_off(line: str) -> bool:
    return line[-1] in _BREAKING or line.rsplit(None, 1)[-1].lower() in _JOINING


@cache
def _apart() -> re.Pattern[str]:
    """Match a line that is a day alone, or a word that reviewers stamp over a page; what a telegram quotes or lists.

    Where lines of a telegram are not set apart, its subject may be followed by whom it is for (`ATTENTION: ...`), by
    the head of a telegram that it quotes, or by the first item of a list; on a dispatch by what it asks to be done.
    """
    month = rf"(?i:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
    return fixed(
        rf"[ \t]{{0,80}}(?:(?:{month} \d{{1,2}}, \d{{4}}|\d{{1,2}} {month} \d{{4}}"
        r"|DECLASSIFIED|DECAPTIONED|RELEASED? IN (?:FULL|PART)|QUOTE:?)[ \t.,\]-]{0,40}\Z"
        r"|ATT(?:ENTION|N):|ACTION REQUIRED|FM [A-Z]{3}|[ZOPR]{1,2} (?:[ZOPR]{1,2} )?\d{6}Z|A\. [A-Z]{2})"
    )


@cache
def _opening() -> re.Pattern[str]:
    """Match a line that begins as a sentence does, with a word of five small letters that joins no headline."""
    return fixed(
        r"[ ]{0,4}[A-Z][a-z]{0,20} (?=[^\r\n]{0,200}?(?<![^\s])"
        r"(?!(?:about|after|against|among|before|behind|between|during|toward|towards|through|under|within|without)\b)"
        r"[a-z]{5})"
    )


@cache
def _paragraph() -> re.Pattern[str]:
    """Match a capital, and the lines that go on with at least two small words, to a blank line."""
    return fixed(
        r"(?=[ \t]{0,40}[A-Z][^\r\n]{0,200}?[ \t][a-z]{2,}[ \t][a-z]{2})"
        r"[^\r\n]{1,400}(?:(?:\r\n|\n|\r)[ \t]{0,80}[^\s][^\r\n]{0,400}){0,40}"
    )
