"""How a finding, its text and what was said of it are told in plain lines."""

from collections.abc import Iterator

from redaction_audit.lines import Lines
from redaction_audit.model import Finding
from redaction_audit.outputs.report import cited
from redaction_audit.review.events import Event
from redaction_audit.review.journal import Step
from redaction_audit.review.sampling import Agreement, told
from redaction_audit.review.session import ReviewSession
from redaction_audit.store import Item
from redaction_audit.text.masking import Masked, merged

AROUND = 48
"""Characters of context on each side of a finding in its one line."""
LONGEST = 400
"""Characters of a finding, or of a line of the record, that are told."""
_TALLEST = 50
"""Lines of a finding that are told."""


class Teller:
    """Tells what a session holds, masked as the session says just now."""

    def __init__(self, session: ReviewSession) -> None:
        self._session = session

    def line(self, item: Item) -> str:
        """Return a finding with its words, their surroundings and where it stands."""
        session = self._session
        place = f"line {item.line}" if item.page is None else f"page {item.page} line {item.line}"
        states = [f"[{session.position + 1}/{len(session.queue)}]", item.severity.upper(), item.rule, item.name]
        states += [item.record, place + ":", self._excerpt(item), item.message, f"({self._standing(item)})"]
        return " ".join(states)

    def _standing(self, item: Item) -> str:
        words = item.state if item.state in {"open", "disputed"} else f"{item.state}: {item.decision}"
        who = ", ".join(name for name in (item.first_by, item.second_by) if name)
        more = [word for word, on in (("noted", item.noted), ("marked", item.marked)) if on]
        more += [f"given to {item.assigned}"] if item.assigned else []
        leased = [f"@{item.leased_by} has it open"] if item.leased_by else []
        return ", ".join([f"{words} by {who}" if who else words, *more, *leased])

    def _excerpt(self, item: Item) -> str:
        text = self._session.text()
        if text is None:
            return f"<text not shown: {self._session.why()}>"
        start, end = max(0, item.start - AROUND), min(len(text), item.end + AROUND)
        inside = self._masked(text, item.start, min(item.end, item.start + LONGEST))
        cut = " ..." if item.end - item.start > LONGEST else ""
        before, after = self._masked(text, start, item.start), self._masked(text, item.end, end)
        return f'"{"..." if start else ""}{before}<<{inside}{cut}>>{after}{"..." if end < len(text) else ""}"'

    def _masked(self, text: str, start: int, end: int) -> str:
        return Masked(text, start, end, merged(self._session.hidden(), text)).text

    def event(self, event: Event) -> str:
        """Return when who said what."""
        today = self._session.now().isoformat(timespec="seconds")[:10]
        when = event.at[11:16] + " UTC" if event.at[:10] == today else event.at[:10]
        said = " ".join(word for word in (event.kind, event.value, event.detail) if word)
        return f"{when} {event.reviewer} {said}" + (f": {event.note}" if event.note else "")

    def step(self, step: Step) -> str:
        """Return something done that can be undone."""
        many = f" ({len(step.events)} findings)" if len(step.events) > 1 else ""
        return f"{self.event(step.last)}{many}"

    def page(self, item: Item, lines: Lines, around: int) -> Iterator[str]:
        """Yield the lines of a record that a finding stands on, and so many `around` it."""
        first, last = lines.index(item.start), lines.index(max(item.start, item.end - 1))
        hidden = merged(self._session.hidden(), lines.text)
        for number in range(max(0, first - around), min(len(lines), min(last, first + _TALLEST) + around + 1)):
            start, end = lines.bounds(number)
            cut = end - start > LONGEST
            piece = Masked(lines.text, start, start + LONGEST if cut else end, hidden).text
            yield f"{'>' if first <= number <= last else ' '}{number + 1:5} {piece}{' ...' if cut else ''}"

    def about(self, item: Item, finding: Finding) -> Iterator[str]:
        """Yield all that is known of a finding."""
        yield f"{finding.rule} {finding.name}: {finding.severity}, confidence {finding.confidence}"
        yield finding.message
        if finding.evidence:
            yield f"evidence: {finding.evidence}"
        yield from (f"authority: {cited(citation)}" for citation in finding.citations)
        if not finding.citations:
            yield "no authority recorded"
        yield from (f"see line {other.line}: {other.message}" for other in finding.related)
        yield from map(self.event, self._session.history(item))

    def match(self, lines: Lines, start: int, end: int) -> str:
        """Return what a search found, with its surroundings."""
        text = lines.text
        around = self._masked(text, max(0, start - AROUND), min(len(text), end + AROUND))
        return f"line {lines.line_column(start)[0]}: {around}"

    def progress(self) -> Iterator[str]:
        """Yield how far the review is, and how far two people agree."""
        session = self._session
        far = session.progress()
        yield f"record: {far.record_done} of {far.record_total} decided"
        yield f"batch: {far.done} of {far.total} decided"
        yield from (_agreed(rule, agreement) for rule, agreement in session.agreement().items())
        yield told(session.quality(), session.sampled)


def _agreed(rule: str, found: Agreement) -> str:
    kappa = "kappa undefined" if found.kappa is None else f"kappa {found.kappa:.2f}"
    return f"{rule}: two people agree on {found.agreed} of {found.pairs}, {kappa}"
