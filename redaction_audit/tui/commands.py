"""The command registry: everything a person can do on the screens, with its keys, its words and when it cannot be done.

Bindings, footer, help, palette and `docs/keys.md` are made from it. A screen module of `tui.screens` registers itself:

* `MODE = Mode(...)`: a screen of its own, with the keys that lead there (`modal`: laid over the one at hand);
* `COMMANDS = (Command(...), ...)`: what can be done on it, under a `scope` of its own.

A command `next-match` is done by the method `do_next_match` of the screen at hand, else of the app; the scope, where an
id begins with it, is no part of the method's name. A screen says in `scopes` which commands it offers; `finding` is
shared by all screens that have a finding at hand.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from redaction_audit.model import Frozen

if TYPE_CHECKING:
    from textual.screen import Screen

    from redaction_audit.review.session import ReviewSession

Group = Literal["Move", "Findings", "Records", "Decide", "Note", "Undo", "Mask", "Find", "Panes", "Screens", "App"]
GROUPS: tuple[Group, ...] = (
    "Move", "Findings", "Records", "Decide", "Note", "Undo", "Mask", "Find", "Panes", "Screens", "App",
)  # fmt: skip
APP = "app"
FINDING = "finding"
_SCOPES = {APP: "Everywhere", FINDING: "Where a finding is at hand"}


class Command(Frozen):
    """Something that can be done. `keys` may be empty: the palette and the help reach it.

    `id` is the binding's id in `keys.toml`; `title` is short enough for the footer, `help` one sentence.
    `disabled_reason` says for a session why it cannot be done now; `needs_write` implies one in read-only sessions.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    group: Group
    scope: str
    help: str
    needs_write: bool = False
    disabled_reason: "Callable[[ReviewSession], str | None] | None" = None

    @property
    def method(self) -> str:
        """The name of the method that does it: `do_down` for `queue-down`, whose scope is `queue`."""
        return "do_" + self.id.removeprefix(f"{self.scope}-").replace("-", "_")

    def disabled(self, session: "ReviewSession") -> str | None:
        """Return why this cannot be done now, None where it can."""
        if self.needs_write and (reason := session.disabled()):
            return reason
        return self.disabled_reason(session) if self.disabled_reason else None


class Line(Frozen):
    """What is typed in words instead of chosen: `filter save NAME`, `filter NAME`."""

    does: Literal["save", "use"]
    name: str

    @classmethod
    def read(cls, typed: str) -> "Line | None":
        """Return what a typed line asks for, None for anything else."""
        match typed.split():
            case ["filter", "save", name]:
                return cls("save", name)
            case ["filter", name] if name != "save":
                return cls("use", name.removeprefix("@"))
        return None


class Mode(Frozen):
    """A screen that keys lead to; `modal` ones are laid over the screen at hand."""

    id: str
    title: str
    keys: tuple[str, ...]
    help: str
    screen: "Callable[[], Screen[Any]]"
    modal: bool = False

    @property
    def command(self) -> Command:
        """The command that goes there."""
        return Command(self.id, self.title, self.keys, "Screens", APP, self.help)


def _no_finding(session: "ReviewSession") -> str | None:
    return None if session.row is not None else "there is no finding at hand"


def _undecidable(session: "ReviewSession") -> str | None:
    return _no_finding(session) or session.waiting()


def _no_record(session: "ReviewSession") -> str | None:
    return None if session.record_row is not None else "there is no record"


def _decision(id_: str, title: str, key: str, words: str) -> Iterator[Command]:
    yield Command(
        id_, title, (key,), "Decide", FINDING, f"{words}; on to the next.",
        needs_write=True, disabled_reason=_undecidable,
    )  # fmt: skip
    yield Command(
        f"{id_}-note", f"{title}, note", (key.upper(),), "Decide", FINDING, f"{words}; asks for a note.",
        needs_write=True, disabled_reason=_undecidable,
    )  # fmt: skip


EVERYWHERE: tuple[Command, ...] = (
    Command("palette", "Commands", (":", "ctrl+p"), "App", APP, "Find a command by its name and do it."),
    Command("help", "Help", ("?",), "App", APP, "The keys of this screen, the signs and the filter language."),
    Command("redraw", "Redraw", ("ctrl+l",), "App", APP, "Draw the screen anew."),
    Command("cancel", "Cancel", ("escape",), "App", APP, "Leave what is open: a dialog, a range, a search."),
    Command("back", "Back", ("q",), "App", APP, "Go back to where you came from; at the root, quit."),
    Command("quit", "Quit", ("Q",), "App", APP, "End the review; everything is already saved."),
    Command("save", "Save", ("ctrl+s",), "App", APP, "Nothing to do: every decision is saved when it is made."),
    Command("suspend", "Suspend", ("ctrl+z",), "App", APP, "Go to the shell and come back with fg; masks close first."),
    Command("lock", "Mask everything", (), "Mask", APP, "Close every mask that is open."),
    Command(
        "theme", "Other colours", (), "App", APP, "Go to the next of the themes: dark, light, no colour, contrast."
    ),
)

DECIDING: tuple[Command, ...] = (
    *_decision("confirm", "Confirm", "c", "The finding is right"),
    *_decision("dismiss", "Dismiss", "d", "The finding is wrong or does not matter"),
    *_decision("second", "Second look", "s", "Somebody else should look at it"),
    *_decision("refer", "Refer", "r", "Another office has to decide it"),
    Command(
        "dispose", "Disposition", ("p",), "Decide", FINDING,
        "Say what is to be done with the place: pass, exempt, refer or exclude.",
        needs_write=True, disabled_reason=_undecidable,
    ),
    Command(
        "settle", "Settle", ("!",), "Decide", FINDING, "Settle a dispute as a third person or a lead.",
        needs_write=True, disabled_reason=_undecidable,
    ),
    Command(
        "clear", "Clear mine", ("x",), "Decide", FINDING, "Take your own decision back.",
        needs_write=True, disabled_reason=_undecidable,
    ),
    Command(
        "repeat", "Repeat", (".",), "Decide", FINDING,
        "The last decision again, with its note; or save what could not be saved.",
        needs_write=True, disabled_reason=_undecidable,
    ),
    Command(
        "annotate", "Note", ("a",), "Note", FINDING, "Leave a note at the finding.",
        needs_write=True, disabled_reason=_no_finding,
    ),
    Command(
        "mark", "Mark", ("m",), "Note", FINDING, "Mark or unmark the finding for yourself.",
        needs_write=True, disabled_reason=_no_finding,
    ),
    Command("undo", "Undo", ("u",), "Undo", FINDING, "Undo what you did last, today or before.", needs_write=True),
    Command("redo", "Redo", ("ctrl+r",), "Undo", FINDING, "Bring back what was undone.", needs_write=True),
    Command("undo-list", "Undo list", ("U",), "Undo", FINDING, "List what can be undone, and undo one of it."),
    Command(
        "range", "Range", ("v",), "Decide", FINDING,
        "Begin or end a range of findings; the next decision is for all of them, undone as one.",
    ),
    Command("next-undecided", "Next open", ("space",), "Findings", FINDING, "The next finding that asks something."),
    Command("previous-undecided", "Previous open", ("b",), "Findings", FINDING, "The previous one that does."),
    Command("filter", "Filter", ("f",), "Find", FINDING, "Filter the findings, for example: sev>=warning state:open."),
    Command("unfilter", "No filter", ("F",), "Find", FINDING, "All findings again."),
    Command(
        "copy-citation", "Copy citation", ("y",), "App", FINDING,
        "Copy record, place and rule of the finding.", disabled_reason=_no_finding,
    ),
    Command(
        "copy-excerpt", "Copy excerpt", ("Y",), "App", FINDING,
        "Copy the lines of the finding as they are shown: masked text stays masked.", disabled_reason=_no_record,
    ),
)  # fmt: skip


# -- the registry ------------------------------------------------------------------------------------------------------


@cache
def modes() -> Mapping[str, Mode]:
    """Return the screens that keys lead to, by id, in the order of their keys."""
    found = [module.MODE for module in _screens() if hasattr(module, "MODE")]
    return {mode.id: mode for mode in sorted(found, key=lambda mode: (mode.modal, mode.keys))}


@cache
def registry() -> Mapping[str, Command]:
    """Return every command by id; raises ValueError where two share an id."""
    commands = [*(mode.command for mode in modes().values()), *EVERYWHERE, *DECIDING]
    for module in _screens():
        commands += getattr(module, "COMMANDS", ())
    found: dict[str, Command] = {}
    for command in commands:
        if found.setdefault(command.id, command) is not command:
            raise ValueError(f"two commands are called {command.id!r}")
    return found


def offered(scopes: Iterable[str]) -> list[Command]:
    """Return the commands of a screen with these scopes, those of the app behind them; by group."""
    wanted = (*scopes, APP)
    return sorted(
        (command for command in registry().values() if command.scope in wanted),
        key=lambda command: GROUPS.index(command.group),
    )


@cache
def _screens() -> tuple[object, ...]:
    package = importlib.import_module("redaction_audit.tui.screens")
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    return tuple(importlib.import_module(f"{package.__name__}.{name}") for name in names)


# -- keys as people read them ------------------------------------------------------------------------------------------

_NAMES = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home",
    "end": "End", "space": "Space", "escape": "Esc", "enter": "Enter", "tab": "Tab",
}  # fmt: skip
_ASCII = {"↓": "Down", "↑": "Up", "←": "Left", "→": "Right"}


def key_name(key: str, *, ascii_only: bool = False) -> str:
    """Return a key as it stands on the keyboard: `ctrl+d` is `Ctrl+d`, `pagedown` is `PgDn`."""
    *modifiers, last = key.split("+") if len(key) > 1 else (key,)
    name = _NAMES.get(last, last)
    if ascii_only:
        name = _ASCII.get(name, name)
    return "+".join((*(word.capitalize() for word in modifiers), name))


def key_names(keys: Sequence[str], *, ascii_only: bool = False) -> str:
    """Return the keys of a command, divided by blanks."""
    return " ".join(key_name(key, ascii_only=ascii_only) for key in keys)


def scope_name(scope: str) -> str:
    """Return where a command can be given, in words."""
    return _SCOPES.get(scope) or f"On the {scope} screen"


def document() -> str:
    """Return `docs/keys.md`: every command with its keys, by scope and group."""
    lines = [
        "# Keys",
        "",
        "Every key of the workbench. This page is made from the command registry:",
        "`python -m redaction_audit.tui.commands > docs/keys.md`.",
        "",
        "`?` shows the keys of the screen at hand, `:` finds a command by its name. Every key can be changed by the",
        "id of its command in `$XDG_CONFIG_HOME/redaction-audit/keys.toml` (`~/.config/redaction-audit/keys.toml`):",
        "",
        "```toml",
        'confirm = ["c", "enter"]',
        'next-undecided = "n"',
        "```",
        "",
    ]
    scopes = dict.fromkeys((APP, FINDING, *(command.scope for command in registry().values())))
    for scope in scopes:
        lines += [f"## {scope_name(scope)}", ""]
        lines += ["| Keys | Command | What it does |", "|---|---|---|"]
        commands = [command for command in offered((scope,)) if command.scope == scope]
        lines += [_row(command) for command in commands]
        lines.append("")
    return "\n".join(lines)


def _row(command: Command) -> str:
    keys = " ".join(f"`{key_name(key)}`" for key in command.keys) or f"`:` {command.title}"
    return f"| {keys} | `{command.id}` | {command.help} |"


if __name__ == "__main__":
    print(document(), end="")
