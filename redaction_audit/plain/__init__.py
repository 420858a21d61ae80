"""Review in plain lines, one finding at a time, in the manner of `git add -p`.

The same session, events and policy as on the screens; for braille displays, serial lines, `TERM=dumb`, pipes and
scripts. Every line asked for is one command: its key, then what the command takes.
"""

from collections.abc import Callable

from redaction_audit.errors import AuditError
from redaction_audit.lines import Lines
from redaction_audit.plain.commands import BY_KEY, SHORT, help_lines, split
from redaction_audit.plain.telling import Teller
from redaction_audit.review.events import DISPOSITIONS
from redaction_audit.review.filters import FIELDS, FLAGS, SORTS, FilterError
from redaction_audit.review.session import Outcome, ReviewSession
from redaction_audit.text.sanitise import plain as printable

LINES = 3
"""Lines of the record before and after a finding that `t` prints."""
_MATCHES = 20
_STEPS = 10

Read = Callable[[str], str | None]
Write = Callable[[str], None]


class Plain:
    """One review in lines. `read` returns a line without its end, None where there are no more."""

    def __init__(self, session: ReviewSession, read: Read, write: Write, *, ascii_only: bool = False) -> None:
        self._session = session
        self._teller = Teller(session)
        self._read = read
        self._write = write
        self._ascii = ascii_only
        self._going_on = True
        self._show = True

    def run(self) -> None:
        """Ask until there is nothing more to read or the reviewer quits."""
        self._begin()
        while self._going_on:
            self._changes()
            item = self._session.item()
            if self._show:
                self._say(self._teller.line(item) if item else "no findings here")
            self._show = True
            line = self._read(f"{SHORT}? ")
            if line is None:
                break
            self._do(line)
            self._session.bookmark()
        self._say("saved")

    def _do(self, line: str) -> None:
        key, rest = split(line)
        command = BY_KEY.get(key)
        if command is None:
            self._told(f"no command {key!r}; ? lists them")
            return
        if key in {"C", "D", "S", "R"} and not rest:
            rest = (self._read("note: ") or "").strip()
        try:
            getattr(self, f"_{command.does}")(rest)
        except (AuditError, ValueError) as error:
            self._told(str(error))

    # -- what is said --

    def _say(self, *lines: str) -> None:
        for line in lines:
            self._write(printable(line, ascii_only=self._ascii) + "\n")

    def _told(self, *lines: str) -> None:
        """Say something instead of the finding at hand."""
        self._say(*lines)
        self._show = False

    def _begin(self) -> None:
        session = self._session
        far = session.progress()
        self._say(f"reviewer {session.reviewer}, {far.queue} findings, {far.total - far.done} of {far.total} to decide")
        self._say(*session.store.notices)
        if orphans := session.orphans():
            self._say(f"{len(orphans)} findings that were decided are not there any more; O lists them")
        if refusal := session.disabled():
            self._say(refusal)

    def _changes(self) -> None:
        """Say when somebody else changed what is at hand."""
        changed = self._session.refresh()
        self._show |= self._session.go_on()
        item = self._session.item()
        if item is not None and item.key in changed and not self._show:
            self._say(self._teller.line(item))

    def _answer(self, outcome: Outcome, done: str) -> None:
        if outcome.saved:
            waiting = self._session.waiting()
            self._say(
                f"saved: {done}" + (f" ({outcome.why})" if outcome.why else "") + (f"; {waiting}" if waiting else "")
            )
            self._show = waiting is None
            return
        if outcome.conflict is None:
            self._told(f"NOT SAVED: {outcome.why}")
            return
        self._told(
            f"NOT SAVED: {outcome.why}: {self._teller.event(outcome.conflict)}",
            "nothing need be done to keep that; decide again to record yours as well",
        )

    # -- decisions --

    def _decided(self, value: str, note: str) -> None:
        item = self._session.item()
        self._answer(self._session.decide(value, note or None), f"{value} {item.rule if item else ''}".strip())

    def _confirm(self, note: str) -> None:
        self._decided("confirm", note)

    def _dismiss(self, note: str) -> None:
        self._decided("dismiss", note)

    def _second(self, note: str) -> None:
        self._decided("second", note)

    def _refer(self, note: str) -> None:
        self._decided("refer", note)

    def _dispose(self, rest: str) -> None:
        what, _, detail = rest.partition(" ")
        if what not in DISPOSITIONS:
            self._told(f"p takes {', '.join(DISPOSITIONS)}")
            return
        self._answer(self._session.dispose(what, detail.strip() or None), rest)

    def _adjudicate(self, rest: str) -> None:
        value, _, note = rest.partition(" ")
        self._answer(self._session.adjudicate(value, note.strip() or None), f"settled: {value}")

    def _clear(self, _rest: str) -> None:
        self._answer(self._session.clear(), "cleared")

    def _repeat(self, _rest: str) -> None:
        self._answer(self._session.repeat(), "repeated")

    def _annotate(self, rest: str) -> None:
        note = rest or self._read("note: ") or ""
        self._answer(self._session.annotate(note), "noted")

    def _assign(self, rest: str) -> None:
        self._answer(self._session.assign(rest), f"given to {rest}")

    def _mark(self, _rest: str) -> None:
        self._answer(self._session.mark(), "")

    def _undo(self, _rest: str) -> None:
        self._answer(self._session.undo(), "undone")

    def _redo(self, _rest: str) -> None:
        self._answer(self._session.redo(), "done again")

    def _undo_list(self, rest: str) -> None:
        steps = self._session.undo_list(_STEPS)
        if rest:
            index = _number(rest, len(steps))
            self._answer(self._session.undo(steps[index - 1]), "undone")
            return
        lines = [f"{n}  {self._teller.step(step)}" for n, step in enumerate(steps, 1)]
        self._told(*(lines or ["there is nothing to undo"]))

    def _several(self, rest: str) -> None:
        places, _, act = rest.partition(" ")
        first, _, last = places.partition("-")
        key, note = split(act)
        values = {"c": "confirm", "d": "dismiss", "s": "second", "r": "refer"}
        if key not in values:
            self._told("v takes FROM-TO and one of c, d, s, r; for example: v 3-9 d duplicates")
            return
        count = len(self._session.queue)
        begin, end = _number(first, count), _number(last or first, count)
        rows = self._session.queue[begin - 1 : end]
        self._answer(self._session.decide(values[key], note or None, rows), f"{values[key]} {len(rows)} findings")

    def _add(self, rest: str) -> None:
        number, _, wanted = rest.partition(" ")
        lines = self._lines()
        if lines is None:
            self._told(f"text not shown: {self._session.why()}")
            return
        start, end = lines.bounds(_number(number, len(lines)) - 1)
        found = lines.text.find(wanted, start, end) if wanted else -1
        if found < 0:
            self._told(f"that text is not on line {number}")
            return
        self._answer(self._session.add(found, found + len(wanted)), "added")

    # -- moving --

    def _next_undecided(self, _rest: str) -> None:
        if not self._session.next_undecided():
            self._told(self._session.waiting() or "nothing else is undecided")

    def _previous_undecided(self, _rest: str) -> None:
        if not self._session.previous_undecided():
            self._told("nothing else is undecided")

    def _next(self, _rest: str) -> None:
        self._stepped(self._session.move(1), "this is the last finding")

    def _previous(self, _rest: str) -> None:
        self._stepped(self._session.move(-1), "this is the first finding")

    def _next_record(self, _rest: str) -> None:
        self._stepped(self._session.next_record(1), "this is the last record")

    def _previous_record(self, _rest: str) -> None:
        self._stepped(self._session.next_record(-1), "this is the first record")

    def _overlapping(self, _rest: str) -> None:
        self._stepped(self._session.overlapping(), "no other finding is at this place")

    def _stepped(self, moved: bool, otherwise: str) -> None:
        if not moved:
            self._told(otherwise)

    def _go(self, rest: str) -> None:
        count = len(self._session.queue)
        if count:
            self._session.go(self._session.queue[_number(rest or "1", count) - 1])

    def _last(self, _rest: str) -> None:
        self._go(str(len(self._session.queue)))

    # -- looking --

    def _lines(self) -> Lines | None:
        text = self._session.text()
        return None if text is None else Lines(text)

    def _text(self, rest: str) -> None:
        item, lines = self._session.item(), self._lines()
        if item is None or lines is None:
            self._told(f"text not shown: {self._session.why()}")
            return
        around = _number(rest, 1_000_000) if rest else LINES
        self._say(*self._teller.page(item, lines, around))
        self._show = False

    def _detail(self, _rest: str) -> None:
        item, finding = self._session.item(), self._session.finding()
        if item is None or finding is None:
            self._told(item.message if item else "no findings here")
            return
        self._told(*self._teller.about(item, finding))

    def _reveal(self, _rest: str) -> None:
        self._shown(self._session.reveal_span())

    def _reveal_record(self, _rest: str) -> None:
        self._shown(self._session.reveal_record())

    def _shown(self, outcome: Outcome) -> None:
        if not outcome.saved:
            self._told(outcome.why or "nothing is masked here")

    def _search(self, rest: str) -> None:
        lines = self._lines()
        if lines is None:
            self._told(f"text not shown: {self._session.why()}")
            return
        try:
            found = self._session.search(rest)
        except FilterError as error:
            self._told(error.words)  # the column is one of the expression, not of a filter
            return
        self._say(*(self._teller.match(lines, *span) for span in found[:_MATCHES]))
        self._told(f"{len(found)} found" if len(found) != 1 else "1 found")

    def _filter(self, rest: str) -> None:
        if not rest:
            self._told(f"fields: {', '.join(FIELDS)}; words: {', '.join(FLAGS)}")
            return
        word, _, name = rest.partition(" ")
        if word == "save":
            outcome = self._session.name_filter(name.strip())
            self._told(f"saved: @{name.strip()}" if outcome.saved else outcome.why or "")
            return
        count = self._session.set_filter(rest)
        self._say(f"{count} findings")

    def _unfilter(self, _rest: str) -> None:
        self._say(f"{self._session.set_filter('')} findings")

    def _sort(self, rest: str) -> None:
        if rest not in SORTS:
            self._told(f"o takes {', '.join(SORTS)}")
            return
        self._session.set_sort(rest)

    def _progress(self, _rest: str) -> None:
        self._told(*self._teller.progress())

    def _orphans(self, _rest: str) -> None:
        lines = []
        for orphan in self._session.orphans():
            head = orphan.head
            lines.append(
                f"{orphan.record or 'unknown record'} {orphan.key}: {head.state} {head.decision or ''}".rstrip()
            )
        self._told(*(lines or ["every decision has its finding"]))

    def _help(self, _rest: str) -> None:
        self._told(*help_lines())

    def _quit(self, _rest: str) -> None:
        self._going_on = False


def _number(given: str, most: int) -> int:
    if not (given.isascii() and given.isdigit() and 1 <= int(given) <= most):
        raise ValueError(f"give a number from 1 to {most}")
    return int(given)
