"""A page that shows what is hidden: only to who was warned and answered, recorded first, marked throughout."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from redaction_audit.errors import UsageError
from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.values import Revealed
from redaction_audit.review.events import New

WORD = "reveal"
"""What has to be typed."""
_AT_ONCE = 500
"""Events that are saved in one transaction."""

QUESTION = (
    "This page will show text that findings say should not be visible. That you made it is recorded in the store, and"
    f" every page of it says so.\nType the word {WORD} to go on: "
)


def refuse_elsewhere(wanted: Sequence[tuple[str, str]]) -> None:
    """Raise UsageError unless what is revealed goes into one page in a file."""
    if [name for name, _ in wanted] != ["html"] or wanted[0][1] == "-":
        raise UsageError("--reveal: what is hidden is shown in one page only, in a file: --format html -o FILE")
    if os.environ.get("CI"):
        raise UsageError("--reveal: this is a CI job ($CI is set), and what it keeps is nobody's own")


def agreed(ask: Callable[[str], str | None]) -> None:
    """Ask, and raise UsageError unless the answer is the word; `ask` returns None where nobody can answer."""
    answer = ask(QUESTION)
    if answer is None:
        raise UsageError("--reveal: asks first, and nobody can answer here; run it in a terminal")
    if answer.strip().casefold() != WORD:
        raise UsageError("--reveal: not confirmed; nothing was written")


def record(batch: Batch, revealed: Revealed) -> int:
    """Record a look at every record whose hidden text the page will show; return how many. Raises SaveError."""
    events = _events(batch, revealed)
    count = 0
    while some := list(islice(events, _AT_ONCE)):
        batch.store.append(some, {})
        count += len(some)
    return count


def _events(batch: Batch, revealed: Revealed) -> Iterator[New]:
    """Yield an event for each record: over all its hidden spans, under its first finding."""
    session = f"{revealed.reviewer}-report-{revealed.at}"
    for row in list(batch.store.record_rows()):
        record = batch.store.record(row)
        findings = batch.store.findings_of(row) if record is not None and record.hidden else []
        if record is not None and findings:
            yield New(
                key=findings[0][0],
                kind="revealed",
                reviewer=revealed.reviewer,
                session=session,
                at=revealed.at,
                start=record.hidden[0][0],
                end=max(end for _, end in record.hidden),
            )
