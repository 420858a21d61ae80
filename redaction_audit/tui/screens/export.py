"""The export dialog: what goes into which file, how many findings that is, and who still differs over some of them."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from redaction_audit.errors import AuditError
from redaction_audit.review.export import write
from redaction_audit.review.export.plans import DECISIONS, LOG, WHATS, Choice, Plan, What, formats, plan, suffix
from redaction_audit.text.columns import fit
from redaction_audit.text.sanitise import plain
from redaction_audit.tui.commands import Mode

if TYPE_CHECKING:
    from redaction_audit.tui.app import AuditApp

_WHAT_WORDS: dict[What, str] = {"all": "all findings", "filter": "the queue as filtered", "decided": "decided findings"}
_FORMAT_WORDS = {DECISIONS: "decisions as CSV", LOG: "decisions as JSON Lines", "jsonl": "findings as JSON Lines"}
_HOLDS_NOTES = frozenset({DECISIONS, LOG})


class _Field(NamedTuple):
    label: str
    values: Sequence[str]


class ExportScreen(ModalScreen[None]):
    """Asks what to write; Enter writes, a second Enter where a file would be replaced. Esc leaves, or stops writing."""

    CSS_PATH = "export.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("q", "leave", "Leave", show=False),
        Binding("down,j,tab", "step(1)", show=False),
        Binding("up,k,shift+tab", "step(-1)", show=False),
        Binding("right,l,space", "turn(1)", show=False),
        Binding("left,h", "turn(-1)", show=False),
        Binding("enter", "write", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._fields = (
            _Field("what", WHATS),
            _Field("format", formats()),
            _Field("notes", ("no", "yes")),
            _Field("history", ("no", "yes")),
            _Field("masking", ("masked", "unmasked")),
        )
        self._chosen = [0] * len(self._fields)
        self._at = 0
        self._plan: Plan | None = None
        self._replacing: Path | None = None
        self._writing = False
        self._named = False

    @property
    def audit(self) -> "AuditApp":
        """The app."""
        return cast("AuditApp", self.app)

    @property
    def choice(self) -> Choice:
        """What is chosen now; notes and history count in the formats that hold them."""
        chosen = (field.values[at] for field, at in zip(self._fields, self._chosen, strict=True))
        what, format_, notes, history, masking = chosen
        holds = format_ in _HOLDS_NOTES
        return Choice(
            cast(What, what), format_, notes=holds and notes == "yes", history=format_ == LOG and history == "yes",
            unmasked=holds and masking == "unmasked",
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        """Build the dialog."""
        with Vertical(id="export"):
            yield Static("Export", id="export-title", markup=False)
            yield Static("", id="export-fields", markup=False)
            with Horizontal():
                yield Static("", id="export-label", markup=False)
                yield Input(id="export-file", compact=True, select_on_focus=False)
            yield Static("", id="export-plan", markup=False)
            yield Static("", id="export-words", markup=False)

    def on_mount(self) -> None:
        """Show what would be written."""
        entry = self.query_one(Input)
        entry.can_focus = False
        self._propose()
        self._show()

    # -- choosing --

    def _propose(self) -> None:
        """Propose a file, until one was typed."""
        if not self._named:
            choice = self.choice
            stem = "decisions" if choice.format in _HOLDS_NOTES else "findings"
            entry = self.query_one(Input)
            with entry.prevent(Input.Changed):
                entry.value = f"{stem}{suffix(choice.format)}"

    def _show(self) -> None:
        ascii_only = self.audit.ascii_only
        lines = [self._line(index) for index in range(len(self._fields))]
        room = max(min(self.size.width, 100) - 6, 20)
        self.query_one("#export-fields", Static).update(
            Content("\n".join(fit(line, room, ascii_only=ascii_only) for line in lines))
        )
        self.query_one("#export-label", Static).update(f"{'>' if self._at == len(self._fields) else ' '} file")
        self._plan = plan(self.audit.session, self.choice)
        self.query_one("#export-plan", Static).update(Content(fit(self._planned(), room, ascii_only=ascii_only)))
        self._say("arrows choose, Enter writes, Esc leaves")

    def _line(self, index: int) -> str:
        field, chosen = self._fields[index], self._chosen[index]
        value = field.values[chosen]
        words = _WHAT_WORDS.get(value) or _FORMAT_WORDS.get(value, value)  # type: ignore[call-overload]  # any string
        fits = self.choice.format == LOG if field.label == "history" else self.choice.format in _HOLDS_NOTES
        if field.label == "masking" and not fits:
            words = "masked"
        elif field.label in {"notes", "history"} and not fits:
            words = "not in this format"
        here = ">" if self._at == index else " "
        return f"{here} {field.label:<8} < {words} >"

    def _planned(self) -> str:
        planned = self._plan
        if planned is None:
            return ""
        disputed = planned.disputed
        open_ = f"; {disputed:,} of them disputed, not settled" if disputed else ""
        masked = "UNMASKED" if planned.choice.unmasked else "masked"
        return f"{planned.count:,} finding{'' if planned.count == 1 else 's'}, {masked}{open_}"

    def action_step(self, step: int) -> None:
        """Go to the next field."""
        if self._writing:
            return
        self._at = (self._at + step) % (len(self._fields) + 1)
        entry = self.query_one(Input)
        entry.can_focus = self._at == len(self._fields)
        if entry.can_focus:
            entry.focus()
        else:
            self.set_focus(None)
        self._replacing = None
        self._show()

    def action_turn(self, step: int) -> None:
        """Go to the next value of a field."""
        if self._writing or self._at >= len(self._fields):
            return
        values = self._fields[self._at].values
        self._chosen[self._at] = (self._chosen[self._at] + step) % len(values)
        self._replacing = None
        self._propose()
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Note that the file has a name of the reviewer's own."""
        event.stop()
        self._named = True
        self._replacing = None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write."""
        event.stop()
        self.action_write()

    # -- writing --

    def action_write(self) -> None:
        """Write; ask once more where a file is there already."""
        if self._writing or self._plan is None:
            return
        typed = self.query_one(Input).value.strip()
        if not typed:
            self._say("no file is named")
            return
        target = Path(os.path.expanduser(typed)).absolute()  # noqa: PTH111 - Path.expanduser raises where there is no home
        if target.is_dir():
            self._say(f"{target} is a folder")
            return
        if target.exists() and self._replacing != target:
            self._replacing = target
            self._say(f"{target.name} is there already; Enter again replaces it, Esc leaves it")
            return
        if self._plan.choice.unmasked:
            self._confirm(target)
        else:
            self._begin(target)

    def _confirm(self, target: Path) -> None:
        """Let the reviewer type the name of the batch before anything hidden is written."""
        from redaction_audit.tui.screens.prompts import Ask

        session = self.audit.session
        if reason := session.disabled():
            self._say(f"unmasked: {reason}; a look under a mask is recorded")
            return
        batch = session.store.path.stem

        def typed(name: str | None) -> None:
            if name == batch:
                self._begin(target)
            else:
                self._say("the name is another one; nothing is written")

        self.app.push_screen(Ask(f"type {batch} to write what is hidden; this is recorded"), typed)

    def _begin(self, target: Path) -> None:
        planned = self._plan
        if planned is None:
            return
        self._writing = True
        self._say(f"writing {target}")
        self.run_worker(lambda: self._write(planned, target), group="export", thread=True)

    def _write(self, planned: Plan, target: Path) -> None:
        worker, app = get_current_worker(), self.app

        def progress(done: int) -> bool:
            if done % 500 == 0 and done and not worker.is_cancelled:
                app.call_from_thread(self._say, f"{done:,} of {planned.count:,} written; Esc stops")
            return not worker.is_cancelled

        try:
            size = write(self.audit.session, planned, target, progress)
        except InterruptedError as stopped:
            app.call_from_thread(self._failed, str(stopped))
        except AuditError as error:
            app.call_from_thread(self._failed, f"NOT WRITTEN: {error}")
        else:
            app.call_from_thread(self._written, f"written: {planned.count:,} findings, {size:,} bytes, {target}")

    def _written(self, words: str) -> None:
        self._writing = False
        self.dismiss(None)
        self.audit.say(words)

    def _failed(self, words: str) -> None:
        self._writing = False
        self._replacing = None
        self._say(words)

    def _say(self, words: str) -> None:
        said: Callable[[str], None] = self.query_one("#export-words", Static).update
        said(plain(words, ascii_only=self.audit.ascii_only))

    def action_leave(self) -> None:
        """Leave, or stop writing."""
        if self._writing:
            self.workers.cancel_group(self, "export")
        else:
            self.dismiss(None)


MODE = Mode("export", "Export", ("E",), "Write findings and decisions to a file, masked.", ExportScreen, modal=True)
