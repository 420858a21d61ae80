"""The author's classified-by line: who classified, derived from what, and for which reason.

From 1995 (E.O. 12958 section 1.7(a)) a line above paragraph 1 or inside it; before, stamps and blocks. The strip of a
later review is not the author's (`review_strip`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from redaction_audit.dates import MONTHS
from redaction_audit.expressions import fixed
from redaction_audit.lines import LINE_END
from redaction_audit.model import ClassifiedBy, Located, Reason, Value
from redaction_audit.structure import review_strip
from redaction_audit.structure.labels import (
    HEAD,
    TRIES,
    at_line_start,
    inside,
    line_before,
    line_end,
    trimmed,
    unsqueezed,
)
from redaction_audit.structure.lexicon import WHITE, Anchor, Hint
from redaction_audit.structure.page import Page
from redaction_audit.structure.person import Person, read_people
from redaction_audit.structure.reason import read_reason, spans

Found = tuple[ClassifiedBy | None, Value | None, Reason | None, list[Located]]

_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]{{0,6}}"
_REACH = 600
"""Characters of the longest classified-by paragraph that is read."""


@cache
def _label() -> re.Pattern[str]:
    """`Classified by:`, its misspellings, and `CL BY`. Runs over lower-case text."""
    return fixed(
        r"c(?:l(?:ass?i?f?f?i?e?e?i?d|asisfied|assifed)|(?:a|ls|s)[ls]{0,2}a?s{0,2}if[ie]{1,2}d)"
        r"\s{1,3}by\b[ \t]{0,3}[:;.\-]{0,2}"
        r"|cl by[ :]{1,3}"
    )


_LABELLED = Anchor(f"c(?:l|[a-z]{{1,14}}d){WHITE}{{1,3}}by", r"by(?:(?<=[dl]\sby)|(?<=[dl]\s\sby)|(?<=[dl]\s\s\sby))")


def _label_matches(low: str, places: Iterable[int], start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Yield what may be labels in `low[start:end]`, tried before the places of `by` behind a word in d or l."""
    stop = len(low) if end is None else end
    for at in places:
        before = low[max(start, at - 24) : at]
        if (word := before.rstrip())[-1:] in ("d", "l") and len(word) < len(before):
            first = at - len(before) + word.rfind("c")
            if word.rfind("c") >= 0 and (label := _label().match(low, first, stop)):
                yield label


def _bys(low: str, start: int, end: int) -> Iterator[int]:
    at = low.find("by", start, end)
    while at >= 0:
        yield at
        at = low.find("by", at + 2, end)


@cache
def _opening() -> re.Pattern[str]:
    """Match what may stand before the label in its line: number, mark and entire-text words of paragraph 1."""
    return fixed(
        r"[ \t¶]{0,40}(?:1[.)]{0,2}[ \t]{0,6})?(?:\(?(?:ts|s|c|u|sbu|lou|unclas|unclassified|confidential"
        r"|secret)(?:/[a-z]{1,6}|//[a-z]{1,6})?\)?[ \t.]{0,6})?"
        r"(?:-{0,2}[ \t]{0,3}entire text\)?[. \t]{0,6})?(?:this (?:message|cable|telegram) (?:is |was )?|text "
        r"|message )?"
    )


@cache
def _why() -> re.Pattern[str]:
    """Where the person ends, in squeezed text: `for reasons`, `Re⏎asons`, `E.O.

    12958`, `1.4`, `based upon`, `under`.
    """
    return fixed(
        r"(?=f[or]|p[eu]|un|d[eru]|on|th|r[easoni]|e[.o0x]|1[23.,]|ba|cl|x?gd|s[ea]|[,;.]r)"  # how all of them begin
        r"(?:(?:for|fr|per|under|pursuantto|dueto|on)?(?:the|following)?(?:r[ea]{1,3}sons?|rason|resons?"
        r"|reson)[a-z]{0,2}(?=[:,;.\-]|e\.?o|1|\(|[a-h]\)|for)"
        r"|(?:for|fr|per|under|based(?:up)?[o0]n|reason:?)?(?:e\.?[o0]\.?:?)?1[23][0-9]{3}"
        r"|(?:for|fr|per|under|based(?:up)?[o0]n)?1[.,][3-8](?!\d)"
        r"|based(?:up)?[o0]n"
        r"|(?:(?:for|under|per|,|;|\.)?r[easoni]{3,7}[:;.,]?|(?:for|under"
        r"|per)r[a-z]{2,8}[:;.,]?)(?=(?:e\.?o\.?1\d{4},?)?1[.,][3-8])"
        r"|reasons?[:;]|declassify|derived|decl[:.]|drv|clreason|exempt|x?gds|s[ea]3?[ao]3?[so]n:)"
    )


def read(page: Page) -> Found:
    """Return who classified, the source it was derived from, the reason, and their spans.

    Spans: `marking.classified_by` (person with title), `marking.derived_from`, `marking.reason`. Names are as
    printed, with hard wraps closed and without title. The first block with a name wins; a block without one is kept
    when none follows.
    """
    low = page.low
    strips = review_strip.extents(page)
    best: tuple[ClassifiedBy | None, Reason | None] = (None, None)
    places = (behind - len("by") for behind in page.low_literals.ends(_LABELLED))
    opening = (
        m for m in _label_matches(low, places) if not inside(strips, m.start()) and _stands_as_label(page, low, m)
    )
    for label in islice(opening, TRIES):
        found = _read(page, low, label)
        if found[0] is not None and found[0].names:
            best = found
            break
        best = best if best[0] else found
    reason = best[1] or _alone(page, low, strips)
    derived = _derived(page, low, strips)
    by = best[0]
    marks = [page.located("marking.classified_by", by.start, by.end, by.name)] if by else []
    if derived:
        marks.append(page.located("marking.derived_from", derived.start, derived.end, derived.value))
    return by, derived, reason, [*marks, *spans(page, reason)]


def _stands_as_label(page: Page, low: str, label: re.Match[str]) -> bool:
    """Whether a match opens a block.

    At its line's start, behind paragraph 1's number, or with a colon in a joined header.
    """
    at = label.start()
    if at and low[at - 1].isalnum():
        return False
    before = line_before(low, at, 120)
    marked = ":" in label.group()
    if not marked and page.text[at] != "C":
        return False
    if _opening().fullmatch(before) or (marked and page.text[at] == "C"):
        return True
    return at < page.body_start + 400 and at < HEAD and before.rstrip().endswith((".", ")")) and len(before) < 90


def _read(page: Page, low: str, label: re.Match[str]) -> tuple[ClassifiedBy | None, Reason | None]:
    start = label.end()
    end = _block_end(low, start)
    if low[start:end].rstrip().endswith(","):
        end = _over_turn(page, low, end)
    if label.group().startswith("cl by") and low[start : line_end(low, start)].strip():
        end = min(end, line_end(low, start))
    for again in _label_matches(low, _bys(low, start, end), start, end):
        start = again.end()
    mark = _portion().match(low, start, end)
    start = mark.end() if mark else start
    stop, why = end, None
    for why in _why().finditer("".join(low[start:end].split())):
        at = unsqueezed(low, start, why.start())
        if at == start or not (low[at].isalnum() and low[at - 1].isalnum()):
            stop = at
            break
    else:
        why = None
    reason = read_reason(page.text, low, stop, min(len(low), end + 40)) if why else None
    first, last = trimmed(page.text, start, stop, ".,;:-–—?{}|")
    if first >= last:
        return None, reason
    people = read_people(page.text, start, stop) if not _is_list(page.text[first:last]) else []
    names = tuple(person.name for person in people)
    raw = page.text[first:last]
    if not names and reason is None and ":" not in label.group() and not label.group().startswith("cl by"):
        return None, None
    by = ClassifiedBy(first, last, raw, names[0] if names else None, _title(page.text, first, last, people), names)
    return by, reason


def _is_list(printed: str) -> bool:
    """Whether the block was filled with something else: references with their numbers, a line about the line."""
    return _listed().search(printed) is not None or printed.lower().startswith("line ")


@cache
def _listed() -> re.Pattern[str]:
    return fixed(r"[A-Z]{3,40} \d{2,6}\b")


def _title(text: str, start: int, end: int, people: list[Person]) -> str | None:
    """Return the words beside the first name, folded."""
    if not people:
        return " ".join(text[start:end].split()) or None
    before = " ".join(text[start : people[0].start].split()).strip(" ,;:-")
    behind = " ".join(text[people[-1].end : end].split()).strip(" ,;:-.")
    return ", ".join(part for part in (before, behind) if part) or None


def _block_end(low: str, start: int) -> int:
    """Return the end of the paragraph that begins at `start`: a blank line, a numbered paragraph, another field."""
    limit = min(len(low), start + _REACH)
    found = _ending().search(low, start, limit)
    return found.start() if found else limit


def _over_turn(page: Page, low: str, end: int) -> int:
    """Return where a block ends that stops at `end` in the midst of a list: behind a page turn it may go on."""
    behind = page.behind_turn(page.lines.index(end) + 1)
    return end if behind is None else _block_end(low, page.lines.starts[behind])


@cache
def _portion() -> re.Pattern[str]:
    return fixed(r"[ \t]{0,4}\((?:ts|s|c|u|sbu|lou)\)[ \t]{0,4}")


@cache
def _ending() -> re.Pattern[str]:
    return fixed(
        rf"{LINE_END}[ \t\f\\]{{0,200}}(?=[\r\n])"
        r"|[\r\n][ \t]{0,20}¶?[ \t]?\(?\d{1,2}[.)][ \t]{0,4}[(a-z]|¶ ?\d"
        r"|[\r\n][ \t]{0,20}(?:[-=_]{4,}|tags:|subj|summary\b|ref:)"
        rf"|[\r\n](?=[ \t]{{0,40}}(?:\d{{1,2}} {_MONTH} \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}})[ \t]{{0,40}}(?:[\r\n]|\Z))"
    )


@cache
def _reason_label() -> re.Pattern[str]:
    return fixed(r"reasons?[ \t]{0,2}[:;]?[ \t]{0,4}(?:section )?(?=1)")


_REASONED = Hint(r"reasons?[ \t]{0,2}[:;]?[ \t]{0,4}(section )?1")
_DERIVED = Hint(r"derv|drv|deri:|derived from[ \t]{0,2}[:;]")


@cache
def _derived_labels() -> tuple[re.Pattern[str], ...]:
    """Match `Derived from:`, `DERV FROM`, `DRV FRM:`, `DERI:`: the long form needs its colon, or prose would match."""
    source = r"[ \t]{0,2}[:;]?[ \t]{0,4}"
    return (
        fixed(r"derived from[ \t]{0,2}[:;][ \t]{0,4}"),
        fixed(rf"derv\.? {{0,2}}(?:from|frm|fm){source}"),
        fixed(rf"drv\.? {{0,2}}(?:from|frm|fm)?{source}"),
        fixed(r"deri:[ \t]{0,4}"),
    )


@cache
def _derived_hint() -> re.Pattern[str]:
    """Match the `v` of these labels, of their letters the rarest, so that the search tries few places; or `DERI:`."""
    return fixed(r"v(?:(?<=drv)|(?<=derv)|(?<=deriv)ed from[ \t]{0,2}[:;])|deri:")


def _alone(page: Page, low: str, strips: list[tuple[int, int]]) -> Reason | None:
    """Return a reason that stands in a block of its own: `REASON: 1.5(C)`, `CL REASON: Section 1.5 C`."""
    if not page.low_literals.may_match(_REASONED):
        return None
    for label in islice(_reason_label().finditer(low), 4 * TRIES):
        at = next(
            (begin for cl in ("cl ", "cl") if low.startswith(cl, begin := label.start() - len(cl))), label.start()
        )
        if inside(strips, at) or not page.text[label.start()].isupper():
            continue
        marked = ":" in label.group() or ";" in label.group()
        if not (marked and at_line_start(page.text, at)) and not page.text[at : label.end()].isupper():
            continue
        found = read_reason(page.text, low, label.end(), min(len(low), label.end() + 60))
        if found:
            return found
    return None


def _derived(page: Page, low: str, strips: list[tuple[int, int]]) -> Value | None:
    """Return the source of a derivative classification: `Derived from: DSCG 05-1`, `DRV FRM: ABC 7-82`."""
    if not page.low_literals.may_match(_DERIVED) or _derived_hint().search(low) is None:
        return None
    for label in (m for pattern in _derived_labels() for m in pattern.finditer(low)):
        at = label.start()
        if (at and low[at - 1].isalnum()) or inside(strips, at):
            continue
        end = min(line_end(low, label.end()), label.end() + 120)
        cut = _derived_end().search(low, label.end(), end)
        start, end = trimmed(page.text, label.end(), cut.start() if cut else end, ".;,")
        if start < end and any(c.isalnum() for c in page.text[start:end]):
            return Value(start, end, page.text[start:end], " ".join(page.text[start:end].split()))
    return None


@cache
def _derived_end() -> re.Pattern[str]:
    return fixed(r"[ \t.;,/]{1,4}(?:declassify|decl\b|reason|date:|inst:)|\.[ \t]|//(?=[ \t]{0,9}(?:[\r\n]|\Z))")
