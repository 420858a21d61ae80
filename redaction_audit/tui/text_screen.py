"""A screen with the text of a record: search, selection, masks and the clipboard. The record screen adds its panes."""

from redaction_audit.lines import Lines
from redaction_audit.review.filters import FilterError
from redaction_audit.review.session import Outcome
from redaction_audit.tui.finding_screen import FindingScreen
from redaction_audit.tui.widgets.record_pane import RecordPane

_LONGEST = 200
"""Characters of a finding that `*` looks for elsewhere."""


class TextScreen(FindingScreen):
    """What can be done with the text in a `RecordPane`. A subclass calls `open_text` whenever it shows another one."""

    def __init__(self) -> None:
        super().__init__()
        self._text: str | None = None
        self._lines: Lines | None = None
        self._hits: list[tuple[int, int]] = []
        self._hit = 0
        self._chosen_lines: tuple[int, int] | None = None

    @property
    def pane(self) -> RecordPane:
        """The text."""
        return self.query_one(RecordPane)

    def open_text(self, text: str | None) -> None:
        """Take another text; searches and selections of the one before are over."""
        self._text, self._lines = text, None
        self._hits, self._hit, self._chosen_lines = [], 0, None

    @property
    def text_lines(self) -> Lines:
        """The lines of the text, found when first asked for."""
        if self._lines is None:
            self._lines = Lines(self._text or "")
        return self._lines

    def leave_text(self) -> bool:
        """Leave a selection, else a search; return whether there was one."""
        if self.pane.selection is not None:
            self.pane.clear_range()
            self._chosen_lines = None
            return True
        if self._hits:
            self._hits = []
            self.pane.set_hits(())
            return True
        return False

    # -- selections, and findings made by hand --

    def extend(self, delta: int) -> None:
        """Select a line more or less, beginning at the finding at hand."""
        if self._text is None:
            self.say("there is no text")
            return
        lines_ = self.text_lines
        if self._chosen_lines is None:
            item = self.session.item()
            first, last = self.pane.view
            at = lines_.index(item.start if item and first <= item.start < last else first)
            chosen = (at, at)
        else:
            begin, end = self._chosen_lines
            chosen = (begin, min(max(end + delta, 0), len(lines_) - 1))
        self._chosen_lines = chosen
        begin, end = sorted(chosen)
        self.pane.set_range(lines_.bounds(begin)[0], lines_.bounds(end)[1])
        self.say(f"{end - begin + 1} lines selected: + adds a finding there, Esc leaves it")

    def do_extend_down(self) -> None:
        """Select more."""
        self.extend(1)

    def do_extend_up(self) -> None:
        """Select less."""
        self.extend(-1)

    def do_add(self) -> None:
        """Add a finding on the selected text."""
        from redaction_audit.tui.screens.prompts import Ask

        selection = self.pane.selection
        if selection is None or selection[0] == selection[1]:
            self.say("select the text first: shift+down, or the mouse")
            return

        def noted(note: str | None) -> None:
            if note is None:
                self.say("nothing was added")
                return
            outcome = self.session.add(*selection, note or None)
            if outcome.saved:
                self.pane.clear_range()
                self._chosen_lines = None
            self.answer(outcome, "finding added")

        self.app.push_screen(Ask("what is wrong here? (a note; may be empty)", empty=True), noted)

    # -- masks --

    def do_reveal(self) -> None:
        """Show what is masked at the finding."""
        self._revealed(
            self.session.reveal_span(), f"shown for {self.session.policy.reveal_seconds} s; this is recorded"
        )

    def do_reveal_record(self) -> None:
        """Show all that is masked."""
        self._revealed(self.session.reveal_record(), "shown until you leave the record; this is recorded")

    def _revealed(self, outcome: Outcome, words: str) -> None:
        self.renew()
        self.say(words if outcome.saved else outcome.why or "")

    # -- search --

    def do_search(self) -> None:
        """Search the record."""
        if self._text is None:
            self.say("there is no text")
            return
        from redaction_audit.tui.screens.prompts import Ask

        def chosen(text: str | None) -> None:
            if text is not None:
                self._search(text)

        self.app.push_screen(Ask("search", does="searches"), chosen)

    def _search(self, text: str) -> None:
        try:
            self._hits = self.session.search(text)
        except FilterError as error:
            self.say(error.words)
            return
        first, _ = self.pane.view
        self._hit = next((at for at, (start, _) in enumerate(self._hits) if start >= first), 0)
        self._show_hit("nothing is found")

    def _show_hit(self, otherwise: str) -> None:
        self.pane.set_hits(self._hits, self._hit if self._hits else None)
        self.say(f"match {self._hit + 1:,}/{len(self._hits):,}" if self._hits else otherwise)

    def _turn(self, step: int) -> None:
        if not self._hits:
            self.say("nothing is searched for; / begins")
            return
        self._hit = (self._hit + step) % len(self._hits)
        self._show_hit("")

    def do_next_match(self) -> None:
        """The next match."""
        self._turn(1)

    def do_previous_match(self) -> None:
        """The previous match."""
        self._turn(-1)

    def do_elsewhere(self) -> None:
        """Look for the text of the finding elsewhere."""
        item, text = self.session.item(), self._text
        wanted = " ".join(text[item.start : min(item.end, item.start + _LONGEST)].split()) if item and text else ""
        if not wanted:
            self.say("there is no text at the finding")
            return
        self._search(wanted)

    # -- the clipboard --

    def do_copy_excerpt(self) -> None:
        """Copy the lines of the finding as they are shown."""
        item = self.session.item()
        if self._text is None or item is None:
            self.say("there is no text")
            return
        selection = self.pane.selection
        lines_ = self.text_lines
        first, last = lines_.index(item.start), lines_.index(max(item.end - 1, item.start))
        start, end = selection or (lines_.bounds(first)[0], lines_.bounds(last)[1])
        self.app.copy_to_clipboard(self.pane.excerpt(start, end))
        self.say("copied as shown, masks kept" if not self.session.revealed() else "copied as shown")
