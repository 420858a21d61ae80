"""Text for people: a code frame a finding, as compilers print them; a plain table a record for `inspect`."""

import re
from collections import Counter
from collections.abc import Iterator

from redaction_audit.model import (
    Audited,
    Card,
    Finding,
    FrameLine,
    Gap,
    Inspection,
    Mark,
    Related,
    SetAside,
)
from redaction_audit.outputs.report import Run, Summary, cited
from redaction_audit.outputs.style import Role, Style
from redaction_audit.outputs.telling import arithmetic, law, line_shift, origin_path, place, refusal, whereabouts
from redaction_audit.outputs.wording import closing
from redaction_audit.sensitive import Sensitive
from redaction_audit.text.columns import percent
from redaction_audit.text.counting import count
from redaction_audit.text.layout import Look, draw, joined, wrap
from redaction_audit.text.sanitise import plain, width

_LOOKS: dict[Look, Role] = {"mask": "mask", "escape": "escape", "cut": "dim"}
_NARROW = 100  # terminals below this, the width of what is no terminal, get long headers on two lines
_LABEL = 6  # width of the labels below a frame
_READABLE = ((0.985, "clean text"), (0.94, "a good scan"), (0.85, "a poor scan"), (0.0, "a bad scan, or no English"))
_OTHERS = 3  # related places listed below a frame, and lines of each


class Findings:
    """Prints findings with their frames; notes are counted instead unless the style shows them."""

    def __init__(self, style: Style) -> None:
        self._style = style
        # A frame wider than this is no longer read as one line, however wide the terminal.
        self._width = max(min(style.width, 140), 40)

    def begin(self, run: Run) -> bytes:
        """Return nothing: the first line is the first finding."""
        del run
        return b""

    def record(self, audited: Audited) -> bytes:
        """Return the findings of one record as text, an empty line after each."""
        if self._style.quiet > 1:
            return b""
        lines: list[str] = []
        for index, finding in enumerate(audited.findings):
            if finding.severity == "note" and not self._style.show_notes:
                continue
            frame = audited.frames[index] if index < len(audited.frames) else ()
            lines.extend(self._finding(finding, frame, audited.revealed.get(finding.fingerprint, ())))
        if self._style.show_set_aside:
            lines.extend(map(self._aside, audited.set_aside))
        return _bytes(lines)

    def end(self, summary: Summary) -> bytes:
        """Return the closing line: what was found, what is hidden, and whether everything could be read."""
        return _bytes([closing(summary, self._style)])

    def _finding(
        self, finding: Finding, frame: tuple[FrameLine, ...], revealed: tuple[Sensitive, ...]
    ) -> Iterator[str]:
        if self._style.quiet:
            yield f"{': '.join(self._header(finding))} {self._plain(finding.message)}"
            return
        where, what = self._header(finding)
        # A terminal that narrow would break the line anywhere; a pipe keeps one line a header.
        if self._style.width < _NARROW and self._header_width(finding) > self._style.width:
            yield from (f"{where}:", f"  {what}")
        else:
            yield f"{where}: {what}"
        for line in wrap(self._plain(finding.message), self._width, "  "):
            yield self._style.paint("strong", line)
        if frame:
            yield from self._frame(finding, frame)
        yield from self._below(finding, frame, revealed)
        yield ""

    def _aside(self, aside: SetAside) -> str:
        """Return what was set aside on one line: it asks nothing of anybody."""
        by = joined((aside.by, aside.author), " of ")
        until = f", until {aside.expires}" if aside.expires else ""
        words = self._plain(f"set aside by {by}{until}: {aside.why}")
        return f"{': '.join(self._header(aside.finding))} {self._style.paint('dim', words)}"

    def _header(self, finding: Finding) -> tuple[str, str]:
        paint = self._style.paint
        weight = f"{paint(finding.severity, finding.severity)}, {finding.confidence}"
        rule = f"{paint(finding.severity, finding.rule)} {paint('rule', finding.name)}"
        return paint("place", self._plain(place(finding))), f"{rule} [{weight}]"

    def _header_width(self, finding: Finding) -> int:
        words = (place(finding), finding.rule, finding.name, finding.severity, finding.confidence)
        return sum(width(self._plain(word)) for word in words) + len(":    [,]")

    def _frame(self, finding: Finding, frame: tuple[FrameLine, ...]) -> Iterator[str]:
        paint, ascii_only = self._style.paint, self._style.ascii
        bar, top, skip = ("|", "-->", "...") if ascii_only else ("│", "╭─", "⋮")
        shift = line_shift(finding.origin)
        gutter = max(len(str(line.number + shift)) for line in frame)
        blank = " " * (gutter + 2)
        margin = paint("gutter", bar)
        yield f"{blank} {paint('gutter', top)} {paint('dim', self._plain(whereabouts(finding)))}"
        before = None
        for line in frame:
            if before is not None and line.number != before + 1:
                yield f"  {paint('gutter', skip.rjust(gutter))} {margin}"
            before = line.number
            drawn = draw(line, self._width - gutter - 5, ascii_only=ascii_only)
            shown = "".join(paint(_LOOKS[look], run) if look in _LOOKS else run for look, run in drawn.runs)
            number = paint("gutter", str(line.number + shift).rjust(gutter))
            yield f"  {number} {margin} {shown}".rstrip()
            if drawn.underline:
                room = self._width - gutter - 5
                for below in self._signs(drawn.underline, finding, line, room):
                    yield f"{blank} {margin} {below}"

    def _signs(self, signs: str, finding: Finding, line: FrameLine, room: int) -> Iterator[str]:
        """Return the underline, and behind or below it the words for a line's only related place."""
        label = "".join(plain(other.message, ascii_only=self._style.ascii) for other in _labelled(finding, (line,)))
        fits = width(signs) + 1 + width(label) <= room
        behind = f" {self._style.paint('gutter', label)}" if label and fits else ""
        yield self._underline(signs, finding) + behind
        if label and not fits:
            yield from (self._style.paint("gutter", piece) for piece in wrap(label, room))

    def _underline(self, signs: str, finding: Finding) -> str:
        paint, pieces = self._style.paint, re.findall(r"\^+|-+| +", signs)
        roles: dict[str, Role] = {"^": finding.severity, "-": "gutter"}
        return "".join(paint(roles[piece[0]], piece) if piece[0] in roles else piece for piece in pieces)

    def _below(self, finding: Finding, frame: tuple[FrameLine, ...], revealed: tuple[Sensitive, ...]) -> Iterator[str]:
        shift = line_shift(finding.origin)
        indent = " " * (max((len(str(line.number + shift)) for line in frame), default=0) + 5)
        hidden = (("" if at else "open", word.reveal()) for at, word in enumerate(revealed))
        for label, text in (*hidden, *self._remarks(finding, frame, shift)):
            head = f"{indent}{label.ljust(_LABEL)}"
            for index, line in enumerate(wrap(self._plain(text), self._width - len(head))):
                yield (self._style.paint("dim", head) if not index else " " * len(head)) + line

    def _remarks(self, finding: Finding, frame: tuple[FrameLine, ...], shift: int) -> Iterator[tuple[str, str]]:
        shown = _labelled(finding, frame)
        others = [related for related in finding.related if related not in shown]
        yield from _also(others, shift)
        if refused := refusal(finding):
            yield "kept", f"in spite of {refused}"
        for step in arithmetic(finding):
            yield "sum", step
        for citation in law(finding, everything=bool(self._style.verbose)):
            yield "law", cited(citation)
        if self._style.verbose:
            if finding.evidence:
                yield "seen", finding.evidence
            if finding.basis:
                yield "basis", joined(finding.basis)
            yield "id", finding.fingerprint
        yield "more", f"redaction-audit explain {finding.rule}"

    def _plain(self, text: str) -> str:
        return plain(text, ascii_only=self._style.ascii)


class Inspections:
    """Prints each record as a short table: what it is, its fields with their places, its marks by kind."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._width = max(min(style.width, 140), 40)

    def begin(self, run: Run) -> bytes:
        """Return nothing: the first line is the first record."""
        del run
        return b""

    def record(self, inspection: Inspection | Gap) -> bytes:
        """Return one record as text, an empty line behind it; nothing for an input that holds none."""
        if self._style.quiet > 1 or isinstance(inspection, Gap):
            return b""
        paint = self._style.paint
        path = plain(origin_path(inspection.origin), ascii_only=self._style.ascii)
        name = plain(inspection.record, ascii_only=self._style.ascii)
        lines = [f"{paint('strong', name)}  {paint('place', path)}"]
        for label, value in _rows(inspection):
            text = plain(value, ascii_only=self._style.ascii)
            for index, line in enumerate(wrap(text, self._width - 18)):
                lines.append(f"  {paint('dim', ('' if index else label).ljust(15))} {line}".rstrip())
        return _bytes([*lines, ""])

    def end(self, summary: Summary) -> bytes:
        """Return the closing line."""
        parts = [
            f"{count(summary.records, 'record')}, {count(summary.marks, 'mark')}",
            count(summary.gap_errors, "gap") + "; incomplete" if summary.gap_errors else None,
        ]
        return _bytes([joined(parts) + "."])


# -- words -------------------------------------------------------------------------------------------------------------


def _also(others: list[Related], shift: int) -> Iterator[tuple[str, str]]:
    """Return a remark for all places of which the same is said, for a few such groups; the rest is counted."""
    groups: dict[str, list[Related]] = {}
    for other in others:
        groups.setdefault(other.message, []).append(other)
    told = list(groups.items())
    for message, places in told[:_OTHERS]:
        yield "also", joined((_lines(places, shift), message), ": ")
    if left := sum(len(places) for _, places in told[_OTHERS:]):
        yield "", f"and {count(left, 'more place')}"


def _lines(places: list[Related], shift: int) -> str:
    """Return `line 66, column 8` or `lines 66, 78, 90 and 9 more`."""
    lines = list(dict.fromkeys(place.line + shift for place in places))
    if len(lines) == 1:
        return f"line {lines[0]}" + (f", column {places[0].column}" if len(places) == 1 else "")
    more = f" and {len(lines) - _OTHERS} more" if len(lines) > _OTHERS else ""
    return f"lines {joined(map(str, lines[:_OTHERS]))}{more}"


def _labelled(finding: Finding, frame: tuple[FrameLine, ...]) -> list[Related]:
    """Return the related places that stand alone on a line of the frame."""
    found = []
    for line in frame:
        here = [other for other in finding.related if other.line == line.number]
        if len(here) == len(line.related) == 1 and not line.marks:
            found += here
    return found


def _bytes(lines: list[str]) -> bytes:
    return "".join(line + "\n" for line in lines).encode("utf-8", "backslashreplace")


# -- inspect -----------------------------------------------------------------------------------------------------------


def _rows(inspection: Inspection) -> Iterator[tuple[str, str]]:
    if inspection.document_id and inspection.document_id != inspection.record:
        yield "document", inspection.document_id
    yield "date", f"{inspection.date} ({inspection.date_source})" if inspection.date else "unknown"
    yield "orders", _orders(inspection.orders)
    yield "provenance", inspection.provenance or "unknown"
    if inspection.form:
        yield "form", inspection.form
    yield from _field_rows(inspection)
    yield "paragraphs", _paragraphs(inspection)
    yield "marks", _tally(inspection.marks)
    if inspection.doubtful:
        yield "doubtful", _tally(inspection.doubtful)
    for reading in inspection.inferred:
        alike = f"{reading.likeness:.0%} alike, {reading.confidence} confidence"
        yield "taken for", f"{reading.value}: printed {reading.raw!r} ({alike})"
    if inspection.card:
        yield from _card_rows(inspection.card)
    for gap in inspection.gaps:
        yield "gap", gap.reason
        if gap.advice:
            yield "", gap.advice


def _card_rows(card: Card) -> Iterator[tuple[str, str]]:
    """Return the score card in words; nothing of what the record gives no cause to say."""
    if card.words_read is not None:
        verdict = next(words for least, words in _READABLE if card.words_read >= least)
        yield "reads as", f"{verdict} (about {card.words_read:.0%} of the words are words)"
    if card.wrap is not None:
        yield "lines", f"wrapped at {card.wrap}" + (", each ends in a blank" if card.trailing_blanks else "")
    if card.portions:
        each = f", {card.portions_per_paragraph:g} a paragraph" if card.portions_per_paragraph is not None else ""
        share = percent(round(card.withheld * card.characters), card.characters)
        yield "withheld", f"{count(card.portions, 'portion')}{each}, {share} of the text"
    if card.leak_clusters:
        yield "given away", f"{count(card.leak_clusters, 'masked person')} described in open text"


def _orders(orders: list[str] | None) -> str:
    if orders is None:
        return "unknown without a date"
    return joined(orders, " or ") or "none in force"


def _field_rows(inspection: Inspection) -> Iterator[tuple[str, str]]:
    fields = inspection.fields
    for name in fields.__struct_fields__:
        value = getattr(fields, name)
        label = name.rstrip("_").replace("_", " ")
        if value is None or value == ():
            continue
        if name == "references":
            yield label, joined(f"({ref.letter}) {ref.value}" if ref.letter else ref.value for ref in value)
        elif name == "sections":
            yield label, joined(map(str, value.seen)) + (f" of {value.of}" if value.of else "")
        elif name == "reason":
            yield label, joined((value.section, f"({joined(value.letters)})" if value.letters else None), " ")
        elif isinstance(value, tuple):
            yield label, joined(value)
        else:
            yield label, _one(value)


def _one(value: object) -> str:
    """Return the normalised value of a field, or its words as printed on one line."""
    for name in ("value", "name", "names", "declassify_on"):
        known = getattr(value, name, None)
        if isinstance(known, str) and known:
            return known
        if isinstance(known, tuple) and known:
            return joined(known)
    return " ".join(str(getattr(value, "raw", "")).split())


def _paragraphs(inspection: Inspection) -> str:
    numbered = len(inspection.paragraphs)
    portions = Counter(paragraph.portion for paragraph in inspection.paragraphs if paragraph.portion)
    marked = joined(f"{number} ({portion})" for portion, number in sorted(portions.items()))
    return f"{numbered}" + (f": {marked}" if marked else "")


def _tally(marks: tuple[Mark, ...]) -> str:
    kinds = Counter((mark.kind, joined(mark.codes)) for mark in marks)
    listed = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return joined(f"{number} {kind}" + (f" {codes}" if codes else "") for (kind, codes), number in listed) or "none"
