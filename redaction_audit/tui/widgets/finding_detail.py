"""All about one finding: what, why, by which law, what to do, and what was said of it."""

from collections.abc import Iterator, Mapping, Sequence

from textual.content import Content
from textual.widget import Widget

from redaction_audit.model import Finding, Frozen
from redaction_audit.outputs.report import cited
from redaction_audit.review.events import Event
from redaction_audit.store.values import Item
from redaction_audit.text.columns import fit
from redaction_audit.text.layout import wrap
from redaction_audit.text.sanitise import plain
from redaction_audit.tui.widgets.glyphs import glyphs, verdict

_LABEL = 10
"""Columns of the labels."""
_SAID = {
    "decided": "", "disposed": "", "cleared": "took it back", "undone": "undid", "annotated": "noted",
    "revealed": "looked under the mask", "assigned": "assigned to", "adjudicated": "settled:", "added": "added",
}  # fmt: skip
STANDING = {
    "open": "undecided", "first": "decided", "second": "second look asked for", "agreed": "agreed by two",
    "disputed": "disputed", "settled": "settled",
}  # fmt: skip
"""States in words for people."""


class About(Frozen):
    """A finding with everything there is to say about it, as this reviewer may see it.

    `place` is its number and how many there are; `dated` says what the record's date and orders are.
    """

    item: Item
    finding: Finding | None
    events: tuple[Event, ...] = ()
    place: tuple[int, int] = (0, 0)
    dated: str | None = None
    docs: Mapping[str, str] = {}
    two: bool = False


def headline(about: About, *, ascii_only: bool = False) -> str:
    """Return the finding in one line."""
    item, drawn = about.item, glyphs(ascii_only=ascii_only)
    number, count = about.place
    where = " ".join(
        f"{word} {value}"
        for word, value in (("page", item.page), ("para", item.paragraph), ("line", item.line))
        if value
    )
    return (
        f"{drawn.severity[item.severity]} {item.severity} {item.rule} {item.name}  {number}/{count}  "
        f"{standing(item, about.two)}  {where}"
    )


def brief(about: About, *, ascii_only: bool = False) -> str:
    """Return what matters most of a finding, for a single line."""
    item, drawn = about.item, glyphs(ascii_only=ascii_only)
    return f"{drawn.severity[item.severity]}{verdict(item, drawn)} {item.rule} {item.name}: {item.message}"


def standing(item: Item, two: bool) -> str:
    """Return where a finding stands, in words."""
    words = STANDING[item.state]
    if item.state in {"first", "agreed", "settled"} and item.decision:
        words = item.decision if item.state == "first" else f"{words}: {item.decision}"
    who = " and ".join(name for name in (item.first_by, item.second_by) if name)
    awaited = ", awaits a second person" if two and item.state == "first" else ""
    return f"{words} by {who}{awaited}" if who else words


def lines(about: About, width: int, *, ascii_only: bool = False, full: bool = False) -> Iterator[Content]:
    """Yield the lines about a finding, the most needed first; `full` adds what the pane has no room for."""
    item, finding = about.item, about.finding
    yield Content.styled(plain(headline(about, ascii_only=ascii_only), ascii_only=ascii_only), "bold")
    yield from _labelled("", item.message, width, ascii_only)
    if finding is not None:
        if finding.evidence:
            yield from _labelled("evidence", finding.evidence, width, ascii_only)
        laws = [cited(citation) for citation in finding.citations] or ["no authority recorded"]
        for label, law in zip(("law", *("",) * len(laws)), laws, strict=False):
            yield from _labelled(label, law, width, ascii_only)
    for event in about.events[-3:] if not full else ():
        yield from _labelled("said", said(event), width, ascii_only)
    if todo := about.docs.get("what to do"):
        yield from _labelled("to do", todo, width, ascii_only)
    if why := about.docs.get("why it matters"):
        yield from _labelled("why", why, width, ascii_only)
    if about.dated:
        yield from _labelled("record", about.dated, width, ascii_only)
    if full:
        yield from _rest(about, width, ascii_only)


def _rest(about: About, width: int, ascii_only: bool) -> Iterator[Content]:
    finding = about.finding
    if limits := about.docs.get("known limits"):
        yield from _labelled("limits", limits, width, ascii_only)
    if finding is not None:
        yield from _labelled("certainty", f"confidence {finding.confidence}", width, ascii_only)
        for place in finding.related:
            yield from _labelled("see also", f"line {place.line}: {place.message}", width, ascii_only)
        yield from _labelled("identity", finding.fingerprint, width, ascii_only)
    for event in about.events:
        yield from _labelled("said", said(event), width, ascii_only)


def said(event: Event) -> str:
    """Return one event in one line."""
    words = " ".join(word for word in (_SAID[event.kind], event.value if event.kind != "added" else None) if word)
    detail = f" {event.detail}" if event.detail and event.kind == "disposed" else ""
    note = f": {event.note}" if event.note else ""
    return f"{event.at[:10]} {event.at[11:16]} {event.reviewer} {words}{detail}{note}"


def _labelled(label: str, words: str, width: int, ascii_only: bool) -> Iterator[Content]:
    shown = plain(words, ascii_only=ascii_only)
    for index, piece in enumerate(wrap(shown, max(width - _LABEL, 20))):
        yield Content.assemble((f"{label if not index else '':<{_LABEL}}", "dim"), piece)


class FindingDetail(Widget):
    """The pane below the text: as many lines as there is room for."""

    DEFAULT_CSS = """
    FindingDetail { border-top: solid $border; padding: 0 1; }
    """

    ascii_only = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._about: About | None = None

    def show(self, about: About | None) -> None:
        """Show another finding, or the same as it stands now."""
        if about != self._about:
            self._about = about
            self.refresh()

    def render(self) -> Content:
        """Draw as much as fits."""
        about, (width, height) = self._about, self.content_size
        if about is None or not height:
            return Content("")
        if height == 1:
            return Content.styled(
                fit(brief(about, ascii_only=self.ascii_only), width, ascii_only=self.ascii_only), "bold"
            )
        return Content("\n").join(_first(lines(about, width, ascii_only=self.ascii_only), height))


def _first(some: Iterator[Content], count: int) -> Sequence[Content]:
    return [piece for piece, _ in zip(some, range(count), strict=False)]
