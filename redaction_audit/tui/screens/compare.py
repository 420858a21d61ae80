"""Two releases of one record: what the one withholds and the other shows."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from redaction_audit.review.made import Conflict
from redaction_audit.review.reading import Reading
from redaction_audit.review.releases import Comparison, compare, conflict, others, same
from redaction_audit.store.values import StoredRecord
from redaction_audit.text.aligning.changes import KINDS, Change
from redaction_audit.text.columns import fit
from redaction_audit.tui.commands import Command, Mode
from redaction_audit.tui.list_screen import ListScreen, moves
from redaction_audit.tui.screen import bindings
from redaction_audit.tui.screens.choosing import ChooseRecord, identity
from redaction_audit.tui.widgets.change_view import ChangeView, Release, in_words
from redaction_audit.tui.widgets.finding_detail import STANDING
from redaction_audit.tui.widgets.row_view import RowView
from redaction_audit.tui.widgets.status_line import HintLine, StatusLine

SCOPE = "compare"
COMMANDS = (
    Command("compare-next", "Next change", ("]", "n"), "Find", SCOPE, "The next change."),
    Command("compare-previous", "Previous change", ("[", "N"), "Find", SCOPE, "The previous change."),
    *moves(
        SCOPE, down="A row down.", up="A row up.",
        top="The beginning of the releases.", bottom="The end of the releases.", page_down=("pagedown", "space"),
    ),
    Command("compare-with", "Other release", ("o",), "Records", SCOPE, "Choose which record to compare with."),
    Command("compare-swap", "Swap sides", ("tab",), "Panes", SCOPE, "Left to right and right to left."),
    *(
        Command(
            f"compare-{value}", title, (key,), "Decide", SCOPE,
            f"{words}: what one release shows and the other withholds is a finding; on to the next.",
            needs_write=True,
        )
        for value, title, key, words in (
            ("confirm", "Confirm", "c", "It should not be told"),
            ("dismiss", "Dismiss", "d", "It may be told"),
            ("second", "Second look", "s", "Somebody else should look"),
            ("refer", "Refer", "r", "Another office has to decide"),
        )
    ),
    Command("compare-undo", "Undo", ("u",), "Undo", SCOPE, "Undo what you did last.", needs_write=True),
    Command(
        "compare-add", "Add finding", ("+",), "Decide", SCOPE,
        "Add the change at hand as a finding made by hand, on the release that shows the text.", needs_write=True,
    ),
)  # fmt: skip


class CompareScreen(ListScreen):
    """The record at hand on the left, another release on the right. Read and aligned beside the screen."""

    CSS_PATH = "compare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    scopes: ClassVar[tuple[str, ...]] = (SCOPE,)
    hints: ClassVar[tuple[str, ...]] = ("compare-with", "compare-swap", "back", "help")

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None
        self._left: StoredRecord | None = None
        self._others: Sequence[StoredRecord] = ()
        """What can be chosen from; of a batch with another record, the one at hand too: sides can be swapped."""
        self._found: Comparison | None = None
        self._changes: list[Change] = []
        self._at: int | None = None
        self._words = ""

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield StatusLine()
        yield Static("", id="compare-left", markup=False)
        yield Static("", id="compare-right", markup=False)
        yield Static("", id="compare-counts", markup=False)
        yield ChangeView(id="compare")
        yield Static("", id="compare-change", markup=False)
        yield HintLine()

    def on_mount(self) -> None:
        """Look for releases of the record at hand."""
        self._reading = Reading(self.session.store)
        self.furnish()
        self.listed.focus()
        self.renew()

    @property
    def listed(self) -> ChangeView:
        """Both releases, row by row."""
        return self.query_one(ChangeView)

    def nothing(self) -> str:
        """Say why there is no row."""
        return "nothing is compared yet"

    def crumbs(self) -> str:
        """Return what is compared."""
        return f"compare {self._left.record}" if self._left is not None else "compare"

    def renew(self) -> None:
        """Begin with the record at hand, unless it is the one on either side already."""
        row = self.session.record_row
        shown = {side.record.row for side in (self._found.left, self._found.right)} if self._found else set()
        if row is not None and row not in shown and (self._left is None or self._left.row != row):
            self._left = self.session.store.record(row)
            self._found, self._changes, self._at, self._others = None, [], None, ()
            self.listed.clear()
            self._painted("looking for other releases; Esc stops")
            self.run_worker(self._look, group="compare", exclusive=True, thread=True)
        elif row is None:
            self._painted("there is no record")
        else:
            self._painted()

    def useful(self) -> Sequence[str]:
        """Return the keys for what is shown: changes are walked, those that tell what one withholds are decided."""
        if self._found is None:
            return ("compare-with", "back", "help") if self._others else ("back", "help")
        if self._at is None:
            return self.hints
        told = self._conflict(self._at) is not None
        deciding = ("compare-confirm", "compare-dismiss", "compare-second") if told else ("compare-add",)
        return ("compare-next", "compare-previous", *deciding, *self.hints)

    # -- finding and aligning, beside the screen --

    def _look(self) -> None:
        worker, left = get_current_worker(), self._left
        if left is None:
            return
        found = others(self.session.store, left, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._looked, left, found)

    def _looked(self, left: StoredRecord, found: Sequence[StoredRecord]) -> None:
        if left is not self._left:
            return
        self._others = [left, *found] if found else ()
        if found and same(left, found[0]):
            self._compare(left, found[0])
        elif found:
            self._painted("no other record of this batch has this id; o chooses one to compare with")
        else:
            self._painted("there is no other record in this batch")

    def _compare(self, left: StoredRecord, right: StoredRecord) -> None:
        self._found, self._changes, self._at, self._left = None, [], None, left
        self.listed.clear()
        self._painted("reading and aligning; Esc stops")
        self.run_worker(lambda: self._align(left, right), group="compare", exclusive=True, thread=True)

    def _align(self, left: StoredRecord, right: StoredRecord) -> None:
        worker, reading = get_current_worker(), self._reading
        if reading is None:
            return

        def progress(share: float) -> bool:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._painted, f"aligning, {share:.0%}; Esc stops")
            return not worker.is_cancelled

        found = compare(reading, left, right, progress)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._aligned, found)

    def _aligned(self, found: Comparison | str) -> None:
        if isinstance(found, str):
            self._painted(found)
            return
        self._found = found
        self._changes = [change for pair in found.pairs for change in pair.changes if change.kind != "="]
        left, right = (Release(side.text, side.hidden) for side in (found.left, found.right))
        self.listed.show(left, right, found.pairs)
        self._painted()
        if self._changes:
            self._go(0)

    # -- painting --

    def _painted(self, words: str | None = None) -> None:
        """Paint the head and the foot; `words` say what is being done, or why nothing is shown: until others do."""
        found = self._found
        self._words = self._words if words is None else words
        left, right = (found.left.record, found.right.record) if found else (self._left, None)
        self._line("#compare-left", f"left   {identity(left)}" if left else "")
        self._line("#compare-right", f"right  {identity(right)}" if right else "")
        self._line("#compare-counts", in_words(found.counts) if found else self._words)
        if self._at is None or not self._changes:
            self._line("#compare-change", "")
        else:
            kind = self._changes[self._at].kind
            words = f"change {self._at + 1:,} of {len(self._changes):,}: {kind} {KINDS[kind]}{self._stands(self._at)}"
            self._line("#compare-change", words)
        at = _counted(len(self._changes)) if found else ""
        self.query_one(StatusLine).show(self.session, self.crumbs(), (at or "no comparison",))
        self.offer()

    def _line(self, query: str, words: str) -> None:
        room = max(self.size.width - 2, 20)
        self.query_one(query, Static).update(Content(fit(words, room, ascii_only=self.audit.ascii_only)))

    # -- changes --

    def _go(self, at: int) -> None:
        self._at = at
        self.listed.go(self._changes[at])
        self._painted()

    def _step(self, step: int) -> None:
        if not self._changes:
            self._unchanged()
            return
        at = 0 if self._at is None else self._at + step
        if 0 <= at < len(self._changes):
            self._go(at)
        else:
            self.say("this is the last change" if step > 0 else "this is the first change")

    def _unchanged(self) -> None:
        self.say("there is no change" if self._found else self.nothing())

    # -- deciding --

    def _conflict(self, at: int) -> Conflict | None:
        """Return what a change tells that the other release withholds."""
        return conflict(self._found, self._changes[at]) if self._found is not None else None

    def _stands(self, at: int) -> str:
        """Return where the finding of a change stands, in words."""
        found = self._conflict(at)
        head = self.session.conflict_head(found) if found else None
        if head is None:
            return "  release-conflict, undecided" if found else ""
        who = " and ".join(name for name in (head.first_by, head.second_by) if name)
        return f"  release-conflict, {STANDING[head.state]}{f': {head.decision}' if head.decision else ''} by {who}"

    def _judge(self, value: str) -> None:
        if self._at is None:
            self._unchanged()
            return
        found = self._conflict(self._at)
        if found is None:
            self.say("no release withholds what the other shows here; + adds a finding all the same")
            return
        if self.session.policy.needs_note(value):
            from redaction_audit.tui.screens.prompts import Ask

            self.app.push_screen(Ask(f"{value}, note"), lambda note: self._judged(found, value, note))
        else:
            self._judged(found, value, "")

    def _judged(self, found: Conflict, value: str, note: str | None) -> None:
        if note is None:
            self.say("nothing was decided")
            return
        outcome = self.session.judge_conflict(found, value, note or None)
        if outcome.saved:
            self._advance()
            self.say(f"saved: {value}")
        else:
            self.say(f"NOT SAVED: {outcome.why}", urgent=True)

    def _advance(self) -> None:
        """Go to the next change that is a finding and undecided; stay where there is none."""
        first = (self._at or 0) + 1
        for at in range(first, len(self._changes)):
            found = self._conflict(at)
            head = self.session.conflict_head(found) if found else None
            if found is not None and (head is None or head.of(self.session.reviewer) is None):
                self._go(at)
                return
        self._painted()

    def do_confirm(self) -> None:
        """It should not be told."""
        self._judge("confirm")

    def do_dismiss(self) -> None:
        """It may be told."""
        self._judge("dismiss")

    def do_second(self) -> None:
        """Somebody else should look."""
        self._judge("second")

    def do_refer(self) -> None:
        """Another office has to decide."""
        self._judge("refer")

    def do_undo(self) -> None:
        """Undo the last thing done."""
        outcome = self.session.undo()
        self._painted()
        self.say("saved: undone" if outcome.saved else outcome.why or "nothing to undo")

    # -- moving --

    def do_next(self) -> None:
        """The next change."""
        self._step(1)

    def do_previous(self) -> None:
        """The previous change."""
        self._step(-1)

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        """Keep the message here: rows are no findings."""
        message.stop()

    def on_row_view_chosen(self, message: RowView.Chosen) -> None:
        """Keep the message here."""
        message.stop()

    def do_swap(self) -> None:
        """Swap the sides."""
        if self._found is None:
            self.say(self.nothing())
        else:
            self._compare(self._found.right.record, self._found.left.record)

    def do_with(self) -> None:
        """Choose the other release."""
        left = self._left
        if left is None or not self._others:
            self.say("there is no other record in this batch, or it is still being looked for")
            return
        others_ = [record for record in self._others if record.row != left.row]

        def chosen(row: int | None) -> None:
            right = next((record for record in others_ if record.row == row), None)
            if right is not None:
                self._compare(left, right)

        self.app.push_screen(ChooseRecord(f"compare {left.record} with", others_), chosen)

    def do_add(self) -> None:
        """Add the change at hand as a finding."""
        from redaction_audit.tui.screens.prompts import Ask

        found = self._found
        if found is None or self._at is None:
            self._unchanged()
            return
        change = self._changes[self._at]
        shows_left = change.kind in {"X", "<"} or change.right[0] == change.right[1]
        place = found.left.place(change.left) if shows_left else found.right.place(change.right)

        def noted(note: str | None) -> None:
            if note is None:
                self.say("nothing was added")
                return
            here = self.session.row
            self.session.open_record(place.record.row)
            outcome = self.session.add(place.start, place.end, note)
            if here is not None:
                self.session.go(here)
            self.say(f"saved: a finding on {place.record.record}" if outcome.saved else f"NOT SAVED: {outcome.why}",
                     urgent=not outcome.saved)  # fmt: skip

        self.app.push_screen(Ask(f"finding: {KINDS[change.kind]}, note"), noted)

    def do_cancel(self) -> None:
        """Stop looking or aligning."""
        working = [worker for worker in self.workers if worker.group == "compare" and not worker.is_finished]
        if working:
            self.workers.cancel_group(self, "compare")
            self._painted("stopped; o chooses a record to compare with")
        else:
            self.hush()

    def on_unmount(self) -> None:
        """Let go of all texts."""
        if self._reading is not None:
            self._reading.forget()


def _counted(changes: int) -> str:
    return f"{changes:,} change{'' if changes == 1 else 's'}"


MODE = Mode("compare", "Compare", ("=",), "Two releases of one record, what each withholds.", CompareScreen)
