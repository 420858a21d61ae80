"""Help and palette, both made from the registry: what can be done here, with which key, and what cannot and why."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from redaction_audit.review.filters import FIELDS, FLAGS, STATE_WORDS
from redaction_audit.text.columns import fit
from redaction_audit.text.layout import wrap
from redaction_audit.text.sanitise import plain
from redaction_audit.tui.commands import GROUPS, Command, Line, key_names, offered
from redaction_audit.tui.screens.prompts import move_cursor
from redaction_audit.tui.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from redaction_audit.tui.app import AuditApp

TABS = ("Keys", "Signs", "Filters")
TIPS = (
    "First steps: l and h go to the next finding and back, j and k move the text.",
    "c confirm, d dismiss, s second look, r refer: one key, saved. C D S R: a note.",
    "u takes it back, tomorrow too. Space: the next one that nobody decided.",
    "w looks under a mask, which is recorded. / searches, f filters, = compares.",
    "1 overview, 2 queue, 4 timeline, E export. ? has every key, : every command.",
    "Any key goes on; this is not shown again.",
)
"""What a reviewer is shown once."""
_LINE = "line "
"""What the ids of lines in words begin with; no command's does."""
_KEYS, _TITLE = 16, 18
"""Columns of keys and titles."""


class Palette(ModalScreen[Command | Line | None]):
    """Finds a command by its name, or takes a line in words; answers with it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
    ]

    @property
    def audit(self) -> "AuditApp":
        """The app."""
        return cast("AuditApp", self.app)

    def compose(self) -> ComposeResult:
        """Build the palette."""
        with Vertical(id="palette"):
            yield Input(placeholder="a command", id="palette-input", compact=True)
            yield OptionList(markup=False, compact=True)

    def on_mount(self) -> None:
        """Show every command."""
        self.query_one(OptionList).can_focus = False
        self._show("")

    def _show(self, wanted: str) -> None:
        below = self.audit.lowest
        found = matching(offered(below.scopes if below else ()), wanted)
        listed = self.query_one(OptionList)
        options = [*self._lines(wanted), *(self._option(command) for command in found)]
        listed.clear_options()
        listed.add_options(options or [Option("no command is called so; Esc leaves", disabled=True)])
        listed.highlighted = 0 if options else None

    def _lines(self, wanted: str) -> Iterator[Option]:
        """Yield what can be typed in words: a name for the filter in force, the filters that have one."""
        session = self.audit.session
        if (line := Line.read(wanted)) is not None and line.does == "save":
            text = session.filter.text
            words = f"call this filter @{line.name}: {text}" if text else f"let go of the name @{line.name}"
            yield Option(self._fitted(words), id=f"{_LINE}{wanted}")
        if wanted.startswith("filter"):
            typed = wanted.split()[1:]
            for name, text in sorted(session.named.items()):
                if all(word.removeprefix("@") in f"{name} {text}" for word in typed):
                    yield Option(self._fitted(f"filter @{name}: {text}"), id=f"{_LINE}filter {name}")

    def _fitted(self, words: str) -> str:
        return fit(plain(words), max(min(self.size.width, 120) - 4, 0), ascii_only=self.audit.ascii_only)

    def _option(self, command: Command) -> Option:
        audit = self.audit
        keys = key_names(audit.keys[command.id], ascii_only=audit.ascii_only)
        reason = command.disabled(audit.session)
        words = f"{fit(command.title, _TITLE)} {fit(keys, _KEYS, ascii_only=audit.ascii_only)} "
        room = max(min(self.size.width, 120) - len(words) - 4, 0)
        words += fit(_now(command, reason), room, ascii_only=audit.ascii_only)
        return Option(Content(words), id=command.id)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Do the command under the cursor."""
        listed = self.query_one(OptionList)
        if listed.highlighted is not None:
            self._done(listed.get_option_at_index(listed.highlighted))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do the command clicked on."""
        self._done(event.option)

    def _done(self, option: Option) -> None:
        if option.id is not None and option.id.startswith(_LINE):
            self.dismiss(Line.read(option.id.removeprefix(_LINE)))
            return
        below = self.audit.lowest
        commands = {command.id: command for command in offered(below.scopes if below else ())}
        self.dismiss(commands[option.id or ""])

    def action_step(self, delta: int) -> None:
        """Move through the list."""
        move_cursor(self.query_one(OptionList), delta)

    def action_leave(self) -> None:
        """Leave without a command."""
        self.dismiss(None)


def matching(commands: Iterable[Command], wanted: str) -> list[Command]:
    """Return the commands that hold every word of `wanted`; those whose title does first."""
    words = wanted.lower().split()
    found = [command for command in commands if all(word in _said(command) for word in words)]
    typed = wanted.lower().strip()
    return sorted(
        found, key=lambda command: (typed not in command.title.lower(), not command.title.lower().startswith(typed))
    )


def _now(command: Command, reason: str | None) -> str:
    return f"not now: {reason}" if reason else command.help


def _said(command: Command) -> str:
    return f"{command.title} {command.id} {command.help} {command.group}".lower()


class Tips(ModalScreen[None]):
    """The first steps, below the text, until any key; shown once."""

    CSS_PATH = "prompts.tcss"

    def compose(self) -> ComposeResult:
        """Build the strip."""
        with Vertical(id="prompt"):
            yield Static("\n".join(TIPS), markup=False)

    def on_key(self, event: events.Key) -> None:
        """Leave."""
        event.stop()
        self.dismiss(None)


class Help(ModalScreen[None]):
    """Keys of the screen at hand, the signs, the filter language; Tab goes on, typing narrows the keys."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("tab", "turn(1)", show=False),
        Binding("shift+tab", "turn(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._tab = 0

    @property
    def audit(self) -> "AuditApp":
        """The app."""
        return cast("AuditApp", self.app)

    def compose(self) -> ComposeResult:
        """Build the pages."""
        with Vertical(id="help"):
            yield Static("", id="help-tabs", markup=False)
            yield Input(placeholder="type to narrow; q or ? leaves", id="help-input", compact=True)
            with VerticalScroll(can_focus=False):
                yield Static("", id="help-text", markup=False)

    def on_mount(self) -> None:
        """Show the keys."""
        self._show()

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._show()

    def _show(self) -> None:
        tabs = [(f" {name} ", "reverse" if at == self._tab else "") for at, name in enumerate(TABS)]
        self.query_one("#help-tabs", Static).update(Content.assemble(*tabs, "   Tab turns, Esc leaves"))
        entry = self.query_one(Input)
        entry.display = self._tab == 0
        lines = (self._keys, self._signs, filters)[self._tab]
        self.query_one("#help-text", Static).update(Content("\n").join(lines()))

    def _keys(self) -> Iterator[Content]:
        audit = self.audit
        below = audit.lowest
        wanted = self.query_one(Input).value
        found = matching(offered(below.scopes if below else ()), wanted)
        found.sort(key=lambda command: GROUPS.index(command.group))
        room = max(self.size.width - _KEYS - _TITLE - 8, 10)
        group = None
        for command in found:
            if command.group != group:
                group = command.group
                yield Content.styled(group, "bold underline")
            reason = command.disabled(audit.session)
            keys = key_names(audit.keys[command.id], ascii_only=audit.ascii_only)
            head = (fit(keys or ":", _KEYS, ascii_only=audit.ascii_only), "bold"), " ", fit(command.title, _TITLE), " "
            indent = (" " * (_KEYS + _TITLE + 2),)
            for at, words in enumerate(wrap(_now(command, reason), room)):
                yield Content.assemble(*(indent if at else head), (words, "italic" if reason else ""))

    def _signs(self) -> Iterator[Content]:
        return (Content(f"{sign:>4}  {words}") for sign, words in signs(ascii_only=self.audit.ascii_only))

    def on_input_changed(self) -> None:
        """Narrow the keys."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Leave by the keys that led here, while nothing is typed."""
        if event.character in {"q", "?"} and not self.query_one(Input).value:
            event.prevent_default().stop()
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(None)

    def action_turn(self, step: int) -> None:
        """Go to the next page."""
        self._tab = (self._tab + step) % len(TABS)
        self._show()

    def action_scroll(self, delta: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=delta, animate=False)

    def action_page(self, delta: int) -> None:
        """Scroll by a page."""
        pane = self.query_one(VerticalScroll)
        pane.scroll_relative(y=delta * max(pane.size.height - 1, 1), animate=False)


def signs(*, ascii_only: bool) -> Sequence[tuple[str, str]]:
    """Return every sign of the workbench with what it says."""
    drawn = glyphs(ascii_only=ascii_only)
    words = {
        "confirm": "confirmed", "dismiss": "dismissed", "second": "needs a second look", "refer": "referred",
        "pass": "to be released as it is", "exempt": "to be withheld under a code", "exclude": "not part of the review",
    }  # fmt: skip
    mask = "#" if ascii_only else "▒"
    return (
        *((drawn.severity[word], f"severity {word}") for word in ("error", "warning", "note")),
        *((drawn.decision[word], said) for word, said in words.items()),
        (drawn.decision["disputed"], "disputed: two reviewers differ"),
        ("2-9", "so many findings on one row"),
        (drawn.current, "the finding at hand; its text is reversed"),
        (drawn.wrapped, "the line above goes on"),
        (drawn.hit, "a match of the search"),
        ("(C)", "the portion mark of a paragraph that began above"),
        (mask * 3, "masked: should not be visible; w looks under it, which is recorded"),
        (drawn.done, "in the map at the right: all decided there"),
        (drawn.here, "in the map: the finding at hand"),
        ("@bo", "bo has this record open"),
        ("*", "marked by you"),
        ("n", "has a note"),
        ("!!", "NOT SAVED: nothing was written; . tries again"),
    )


def filters() -> Iterator[Content]:
    """Yield what the filter language knows."""
    yield Content('sev>=warning rule:DEC* state:open,second by:ana record:05ARBON* date<2010 note:"ask" -rule:RED*')
    yield Content("")
    yield Content("Blanks join words by and, commas values by or; - turns a word round; * and ? are wild.")
    yield Content("")
    yield Content("fields   " + " ".join(FIELDS))
    yield Content("states   " + " ".join(STATE_WORDS))
    yield Content("flags    " + " ".join(FLAGS))
    yield Content("")
    yield Content("A word without a field looks for itself in record, rule and message.")
    yield Content("")
    yield Content(":filter save NAME keeps the filter in force; @NAME instead of a filter, or :filter NAME, uses it.")
