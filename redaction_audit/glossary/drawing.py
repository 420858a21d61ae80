"""Pages drawn for people: aligned labels, wrapped words, the verdict first."""

from collections.abc import Iterable, Iterator

from redaction_audit.glossary.page import Page, Row, Section, Verdict
from redaction_audit.model import Citation
from redaction_audit.outputs.report import cited
from redaction_audit.outputs.style import Role, Style
from redaction_audit.text.layout import wrap
from redaction_audit.text.sanitise import width

_WIDEST = 100
_LABEL = 26
_LOOKS: dict[str, tuple[Role, str]] = {
    "yes": ("good", "yes"),
    "tolerated": ("note", "tolerated"),
    "no": ("error", "no"),
    "open": ("note", "open"),
}


def draw(page: Page, style: Style) -> Iterator[str]:
    """Yield the lines of a page, none wider than the style's width (but for words longer than that)."""
    room = max(min(style.width, _WIDEST), 40)
    for index, line in enumerate(wrap(f"{page.name}  {page.title}", room)):
        name = line[: len(page.name)] if not index and line.startswith(page.name) else ""
        yield (style.paint("rule", name) + line[len(name) :] if name else line).rstrip()
    if page.verdict:
        yield ""
        yield from _verdict(page.verdict, style, room)
    if page.meaning:
        if page.verdict:
            yield ""
        yield from wrap(_sentence(page.meaning), room)
    if page.facts:
        yield ""
        yield from _rows(page.facts, style, room)
    for section in page.sections:
        yield ""
        yield from _section(section, style, room)
    yield from _examples(page, style, room)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _verdict(verdict: Verdict, style: Style, room: int) -> Iterator[str]:
    role, _ = _LOOKS[verdict.answer]
    yield from (style.paint(role, line) for line in wrap(verdict.sentence, room))
    if verdict.sums:
        yield ""
        yield from _rows(verdict.sums, style, room)


def _section(section: Section, style: Style, room: int) -> Iterator[str]:
    yield from (style.paint("strong", line) for line in wrap(section.heading, room))
    yield from _rows(section.rows, style, room)


def _rows(rows: Iterable[Row], style: Style, room: int) -> Iterator[str]:
    """Yield rows with their labels in one column; a label too long for it stands on a line of its own."""
    rows = tuple(rows)
    widest = min(_LABEL, room // 3)
    if 3 * sum(width(row.label) > widest for row in rows) > len(rows):
        yield from _stacked(rows, style, room)
        return
    column = max((width(row.label) for row in rows if width(row.label) <= widest), default=0)
    start = column + 4 if column or any(row.label for row in rows) else 2
    for row, following in zip(rows, (*rows[1:], None), strict=True):
        label = row.label
        if width(label) > column:
            yield from (f"  {style.paint('dim', line)}" for line in wrap(label, room - 2))
            label = ""
        same = following is not None and following.citation == row.citation
        for text, role in _texts(row, room - start, cite=not same):
            head = f"  {style.paint('dim', label)}{' ' * (start - 2 - width(label))}"
            yield f"{head}{style.paint(role, text) if role else text}".rstrip()
            label = ""


def _stacked(rows: tuple[Row, ...], style: Style, room: int) -> Iterator[str]:
    """Yield rows whose labels are titles: each above its text."""
    for row, following in zip(rows, (*rows[1:], None), strict=True):
        yield from (style.paint("dim", line) for line in wrap(row.label, room, "  "))
        same = following is not None and following.citation == row.citation
        for text, role in _texts(row, room - 4, cite=not same):
            yield f"    {style.paint(role, text) if role else text}".rstrip()


def _texts(row: Row, room: int, *, cite: bool) -> Iterator[tuple[str, Role | None]]:
    """Yield the lines of a row: its words, then its citation (once below rows that share it)."""
    lines = list(wrap(row.text, room)) if row.text else []
    if row.citation is None or not cite:
        yield from ((line, None) for line in lines or [""])
        return
    source = _source(row.citation, bracketed=bool(lines))
    yield from ((line, None) for line in lines)
    yield from ((line, "dim" if lines else None) for line in wrap(source, room))


def _source(citation: Citation, *, bracketed: bool) -> str:
    return f"[{cited(citation)}]" if bracketed else cited(citation)


def _examples(page: Page, style: Style, room: int) -> Iterator[str]:
    if page.examples:
        yield ""
        yield style.paint("strong", "As printed")
        bar = style.paint("gutter", "|" if style.ascii else "│")
        for index, example in enumerate(page.examples):
            if index and ("\n" in example or "\n" in page.examples[index - 1]):
                yield ""
            for line in example.split("\n"):
                yield from (f"  {bar} {part}".rstrip() for part in wrap(line, room - 4))
    if page.wrong:
        yield ""
        yield style.paint("strong", "Wrong")
        for text, why in page.wrong:
            yield from (style.paint("error", line) for part in text.split("\n") for line in wrap(part, room, "  "))
            yield from wrap(why, room, "    ")
