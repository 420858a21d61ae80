"""What all screens with a finding at hand share: deciding, notes, undo, ranges, the filter, the clipboard."""

from collections.abc import Sequence
from typing import ClassVar

from redaction_audit.errors import AuditError
from redaction_audit.review.filters import FilterError, laid_out
from redaction_audit.review.journal import Step
from redaction_audit.review.session import Outcome
from redaction_audit.store.values import Item
from redaction_audit.text.counting import count
from redaction_audit.tui.commands import FINDING
from redaction_audit.tui.screen import AuditScreen

MANY = 50
"""Findings decided as one above which a reviewer is asked first."""


class FindingScreen(AuditScreen):
    """A screen with a finding at hand: decisions, notes, undo, the filter.

    A subclass says in `chosen` which findings a range holds, and paints in `renew`.
    """

    scopes: ClassVar[tuple[str, ...]] = (FINDING,)
    range_from: int | None = None
    """Where in the queue a range began."""

    def chosen(self) -> Sequence[int] | None:
        """Return the rows of the range, None when there is none."""
        if self.range_from is None:
            return None
        first, last = sorted((self.range_from, self.session.position))
        return self.session.queue[first : last + 1]

    def ranged(self) -> Sequence[str]:
        """Return what the head of the screen says of a range."""
        rows = self.chosen()
        return (f"RANGE {len(rows):,}",) if rows is not None else ()

    def follow(self) -> None:
        """Paint after the session moved; nothing else has changed."""
        self.renew()

    # -- deciding --

    def decide(self, value: str, note: str | None = None) -> None:
        """Decide the finding at hand, or the range; what is asked for first is asked for."""
        rows = self.chosen()
        if note is None and self.session.policy.needs_note(value):
            self.ask_note(value)
        elif rows is not None and len(rows) > MANY:
            self._ask_many(value, note, rows)
        else:
            self._decide(value, note, rows)

    def _decide(self, value: str, note: str | None, rows: Sequence[int] | None) -> None:
        outcome = self.session.decide(value, note, rows)
        words = value if rows is None else f"{value} {count(len(rows), 'finding')}"
        if outcome.saved and rows is not None:
            self.range_from = None
            self.session.next_undecided()
        self.answer(outcome, words)

    def _ask_many(self, value: str, note: str | None, rows: Sequence[int]) -> None:
        from redaction_audit.tui.screens.prompts import Choice, Pick

        def chosen(answer: str | None) -> None:
            if answer == "y":
                self._decide(value, note, rows)
            else:
                self.say("nothing was decided")

        choices = (Choice("y", f"{value} all {len(rows):,}", "y"), Choice("n", "leave them", "n"))
        self.app.push_screen(Pick(f"{value}: {len(rows):,} findings at once?", choices), chosen)

    def ask_note(self, value: str) -> None:
        """Ask for a note, then decide; what is typed is kept as a draft meanwhile."""
        from redaction_audit.tui.screens.prompts import Ask

        def noted(note: str | None) -> None:
            if note is None:
                self.say("nothing was decided; what you wrote is kept as a draft")
                return
            self.decide(value, note)
            self.session.set_draft(None)

        self.app.push_screen(Ask(f"{value}, note", self.session.draft() or "", draft=self.session), noted)

    def answer(self, outcome: Outcome, word: str) -> None:
        """Paint what came of an act and say so; a conflict is asked about."""
        self.audit.moved()
        self.renew()
        if outcome.saved:
            more = f" ({outcome.why})" if outcome.why else ""
            waiting = self.session.waiting()
            self.say(f"saved: {word}{more}{f'; {waiting}' if waiting else ''}")
        elif outcome.conflict is not None:
            self._conflict(outcome)
        elif outcome.keys:
            self.say(f"NOT SAVED: {outcome.why} - . tries again", urgent=True)
        else:
            self.say(outcome.why or "nothing to do")

    def _conflict(self, outcome: Outcome) -> None:
        from redaction_audit.tui.screens.conflict import Conflict

        rows = self.session.store.rows_for(outcome.keys)
        if rows and self.range_from is None:  # what was to be undone may lie elsewhere
            self.session.go(next(iter(rows.values())))
            self.follow()

        def chosen(value: str | None) -> None:
            if value is None:
                self.say("nothing was saved; theirs stands")
            else:
                self.decide(value)

        if outcome.conflict is not None:
            self.app.push_screen(Conflict(outcome.conflict, self.session.now()), chosen)

    def do_confirm(self) -> None:
        """The finding is right."""
        self.decide("confirm")

    def do_dismiss(self) -> None:
        """The finding is wrong."""
        self.decide("dismiss")

    def do_second(self) -> None:
        """Somebody else should look."""
        self.decide("second")

    def do_refer(self) -> None:
        """Another office decides."""
        self.decide("refer")

    def do_confirm_note(self) -> None:
        """Confirm with a note."""
        self.ask_note("confirm")

    def do_dismiss_note(self) -> None:
        """Dismiss with a note."""
        self.ask_note("dismiss")

    def do_second_note(self) -> None:
        """A second look, with a note."""
        self.ask_note("second")

    def do_refer_note(self) -> None:
        """Refer with a note."""
        self.ask_note("refer")

    def do_dispose(self) -> None:
        """Say what is to be done with the place."""
        from redaction_audit.tui.screens.prompts import Ask, Choice, Pick

        rows = self.chosen()

        def dispose(value: str, detail: str | None) -> None:
            outcome = self.session.dispose(value, detail, rows=rows)
            if outcome.saved:
                self.range_from = None
            self.answer(outcome, f"{value} {detail or ''}".strip())

        def chosen(value: str | None) -> None:
            if value is None:
                self.hush()
            elif value in {"exempt", "refer"}:
                title = "exempt under (a code, as (b)(1) or 25X1)" if value == "exempt" else "refer to (an agency)"
                self.app.push_screen(Ask(title), lambda detail: dispose(value, detail) if detail else self.hush())
            else:
                dispose(value, None)

        choices = (
            Choice("pass", "pass: release the place as it is", "p"),
            Choice("exempt", "exempt: withhold it under a code", "e"),
            Choice("refer", "refer it to an agency", "r"),
            Choice("exclude", "exclude it from the review", "x"),
        )  # fmt: skip
        self.app.push_screen(Pick("disposition", choices), chosen)

    def do_settle(self) -> None:
        """Settle a dispute."""
        from redaction_audit.tui.screens.prompts import Choice, Pick

        if refusal := self.session.unsettled():
            self.say(refusal)
            return

        def chosen(value: str | None) -> None:
            if value is not None:
                self.answer(self.session.adjudicate(value), f"settled: {value}")

        words = ("confirm", "dismiss", "refer")
        self.app.push_screen(Pick("settle the dispute", tuple(Choice(word, word, word[0]) for word in words)), chosen)

    def do_clear(self) -> None:
        """Take one's own decision back."""
        self.answer(self.session.clear(), "cleared")

    def do_repeat(self) -> None:
        """Do the last decision again."""
        self.answer(self.session.repeat(), "repeated")

    def do_mark(self) -> None:
        """Mark or unmark."""
        outcome = self.session.mark()
        self.answer(outcome, "for yourself")

    def do_annotate(self) -> None:
        """Leave a note."""
        from redaction_audit.tui.screens.prompts import Ask

        def noted(note: str | None) -> None:
            if note is None:
                self.say("no note was left; what you wrote is kept as a draft")
            else:
                self.answer(self.session.annotate(note), "note")

        self.app.push_screen(Ask("note", self.session.draft() or "", draft=self.session), noted)

    # -- undo --

    def do_undo(self) -> None:
        """Undo the last thing done."""
        self._undo(next(iter(self.session.undo_list(1)), None))

    def _undo(self, step: Step | None) -> None:
        from redaction_audit.tui.screens.prompts import did

        words = did(step, self._items_of((step,))) if step is not None else ""
        self.answer(self.session.undo(step), f"undone: {words}")

    def _items_of(self, steps: Sequence[Step]) -> dict[str, Item]:
        """Return the findings on which steps were done, by key."""
        rows = self.session.store.rows_for(step.last.key for step in steps)
        return {item.key: item for item in self.session.items(tuple(rows.values()))}

    def do_redo(self) -> None:
        """Bring it back."""
        self.answer(self.session.redo(), "done again")

    def do_undo_list(self) -> None:
        """List what can be undone."""
        from redaction_audit.tui.screens.prompts import UndoList

        steps = self.session.undo_list()
        if not steps:
            self.say("there is nothing to undo")
            return

        def chosen(index: int | None) -> None:
            if index is not None:
                self._undo(steps[index])

        self.app.push_screen(UndoList(steps, self._items_of(steps)), chosen)

    # -- ranges, moving, filter --

    def do_range(self) -> None:
        """Begin or end a range."""
        self.range_from = self.session.position if self.range_from is None else None
        self.follow()
        self.say("range begun: move, then decide; v or Esc ends it" if self.range_from is not None else "range ended")

    def do_next_undecided(self) -> None:
        """Go to the next finding that asks something."""
        moved = self.session.next_undecided()
        self.go(moved, self.session.waiting() or "nothing else is undecided")

    def do_previous_undecided(self) -> None:
        """Go to the previous one."""
        self.go(self.session.previous_undecided(), "nothing else is undecided")

    def go(self, moved: bool, otherwise: str) -> None:
        """Paint after a move, or say why there was none."""
        if moved:
            self.audit.moved()
            self.follow()
        else:
            self.say(otherwise)

    def do_filter(self) -> None:
        """Filter the findings."""
        from redaction_audit.tui.screens.prompts import Ask, Judged

        def judge(text: str) -> Judged:
            try:
                return Judged(count(self.session.count(text), "finding"))
            except FilterError as error:
                return Judged(f"column {error.column + 1}: {error.words}", usable=False)

        def chosen(text: str | None) -> None:
            if text is not None:
                self.filtered(text)

        prompt = Ask("filter", laid_out(self.session.filter.text), does="filters", judge=judge, empty=True)
        self.app.push_screen(prompt, chosen)

    def filtered(self, text: str) -> None:
        """Use a filter; one that cannot be read changes nothing."""
        try:
            left = self.session.set_filter(text)
        except AuditError as error:
            self.say(str(error))
            return
        self.range_from = None
        self.audit.moved()
        self.renew()
        words = count(left, "finding") if text else f"all {count(left, 'finding')}"
        self.say(words if left else self.nothing())

    def nothing(self) -> str:
        """Say why there is no finding, and how there will be some again."""
        why = self.session.empty() or ""
        return f"{why}; F shows all again" if self.session.filter.text else why

    def do_unfilter(self) -> None:
        """Show all findings."""
        self.filtered("")

    # -- the clipboard --

    def do_copy_citation(self) -> None:
        """Copy where the finding is."""
        item = self.session.item()
        if item is None:
            return
        places = (("p.", item.page), ("para.", item.paragraph), ("line", item.line))
        where = " ".join(f"{word} {number}" for word, number in places if number is not None)
        self.app.copy_to_clipboard(f"{item.record}, {where}: {item.rule} {item.name}")
        self.say(f"copied: {item.record}, {where}")

    def do_cancel(self) -> None:
        """Leave the range."""
        if self.range_from is not None:
            self.range_from = None
            self.follow()
        self.hush()
