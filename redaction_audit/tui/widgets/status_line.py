"""The first and the last line of a screen: where the review stands, and what was said or can be done."""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widget import Widget

from redaction_audit.review.session import ReviewSession
from redaction_audit.text.columns import fit
from redaction_audit.text.sanitise import plain

Part = tuple[str, str]
"""Words and their style."""

REVEALED, REVEALED_ASCII = "◉", "o"


def lay_out(left: str, parts: Sequence[Part], width: int, *, ascii_only: bool = False) -> Content:
    """Return one line: `left` cut as needed, `parts` at the right, the first of them dropped first.

    Words that stand two blanks apart are cut as a whole: half a date says nothing.
    """
    shown = list(parts)
    while len(shown) > 1 and sum(len(text) + 2 for text, _ in shown) > max(width * 2 // 3, width - len(left) - 2):
        shown.pop(0)
    room = max(width - sum(len(text) + 2 for text, _ in shown) - 1, 0)
    while len(left) >= room and "  " in left:
        left = left.rpartition("  ")[0]
    return Content.assemble(
        (fit(f" {left}", room, ascii_only=ascii_only), "bold"),
        *(piece for text, style in shown for piece in ("  ", (text, style))),
        " ",
    )


def batch(session: ReviewSession) -> str:
    """Return how far the whole batch is decided."""
    return "{:,}/{:,} decided".format(*session.decided())


class StatusLine(Widget):
    """Record, progress, reviewer, whether all is saved and masked. Call `show` whenever one of them changed."""

    DEFAULT_CSS = """
    StatusLine { height: 1; background: $panel; }
    """

    ascii_only = False

    def __init__(self) -> None:
        super().__init__()
        self._left = ""
        self._parts: list[Part] = []

    def show(self, session: ReviewSession, crumbs: str, counts: Sequence[str] | None = None) -> None:
        """Show where the session stands; `crumbs` say where in the batch, `counts` how far the work is."""
        far = counts if counts is not None else (batch(session),)
        left, parts = plain(crumbs, ascii_only=self.ascii_only), list(self._told(session, far))
        if (left, parts) != (self._left, self._parts):
            self._left, self._parts = left, parts
            self.refresh()

    def _told(self, session: ReviewSession, far: Sequence[str]) -> Iterable[Part]:
        if session.filter.text:
            yield "filtered", ""
        yield plain(session.reviewer, ascii_only=self.ascii_only), ""
        yield from ((part, "") for part in far)
        yield ("READ-ONLY", "bold reverse") if session.read_only else ("saved ok", "")
        if session.revealed():
            yield f"{REVEALED_ASCII if self.ascii_only else REVEALED} REVEALED", "bold reverse"
        else:
            yield "MASKED", ""

    def render(self) -> Content:
        """Draw the line."""
        return lay_out(self._left, self._parts, self.size.width, ascii_only=self.ascii_only)


class HintLine(Widget):
    """The keys most needed, as many as fit, each whole; or what was just said, until the next key."""

    DEFAULT_CSS = """
    HintLine { height: 1; background: $panel; }
    HintLine.-urgent { text-style: bold reverse; }
    """

    ascii_only = False

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[tuple[str, str], ...] = ()
        self._words: str | None = None

    @property
    def words(self) -> str | None:
        """What is said just now."""
        return self._words

    def offer(self, hints: Iterable[tuple[str, str]]) -> None:
        """Take keys and what they do; the last one is always shown."""
        self._hints = tuple(hints)
        self.refresh()

    def say(self, words: str, *, urgent: bool = False) -> None:
        """Say something instead of the keys."""
        self._words = plain(words, ascii_only=self.ascii_only)
        self.set_class(urgent, "-urgent")
        self.refresh()

    def hush(self) -> None:
        """Show the keys again."""
        if self._words is not None:
            self._words = None
            self.remove_class("-urgent")
            self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        width = self.size.width
        if self._words is not None:
            mark = "!! " if self.has_class("-urgent") else " "
            return Content(fit(mark + self._words, width, ascii_only=self.ascii_only))
        shown = fitting(self._hints, width)
        pieces = [piece for key, title in shown for piece in ("  ", (key, "bold"), " ", title)]
        return Content.assemble(" ", *pieces[1:])


def fitting(hints: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """Return the hints that fit into `width` columns, from the front, the last one always among them."""
    if not hints:
        return []
    *others, last = hints
    shown: list[tuple[str, str]] = []
    room = width - _wide(last)
    for hint in others:
        room -= _wide(hint)
        if room < 0:
            break
        shown.append(hint)
    return [*shown, last]


def _wide(hint: tuple[str, str]) -> int:
    key, title = hint
    return len(key) + len(title) + 3


class TooSmall(Widget):
    """Stands in for everything when there is no room; the app's style sheet says when."""

    def __init__(self, least: tuple[int, int], *, ascii_only: bool = False) -> None:
        super().__init__()
        self._least = least
        self._by = "x" if ascii_only else "×"

    def render(self) -> Content:
        """Say what is needed."""
        (columns, rows), by, size = self._least, self._by, self.app.size
        return Content(f"needs {columns}{by}{rows} (now {size.width}{by}{size.height})")
