"""`scan --reveal`: what findings say is hidden is printed, to a person at this machine only, and that is recorded."""

import argparse
import os
from collections.abc import Iterator, Sequence

from redaction_audit.errors import UsageError
from redaction_audit.model import Audited
from redaction_audit.review.events import New


def refuse_elsewhere(options: argparse.Namespace, targets: Sequence[tuple[str, str]]) -> None:
    """Raise UsageError unless what is revealed goes to standard output as text, and to nothing that keeps it."""
    if any(target != ("text", "-") for target in targets):
        raise UsageError(
            "--reveal: what is hidden is shown as text on standard output only, never in a file or a report"
        )
    if options.quiet:
        raise UsageError("--reveal: --quiet leaves out what it would show")
    if os.environ.get("CI"):
        raise UsageError("--reveal: this is a CI job ($CI is set), and its log would keep what is hidden")


def warning(store: str | None) -> str:
    """Return what is said before anything is revealed."""
    kept = f"; each look is recorded in {store}" if store else ""
    return f"--reveal: what findings say is hidden is printed below{kept}; keep this output to yourself"


def said(seen: Audited) -> Iterator[tuple[str, int, int]]:
    """Yield fingerprint and half-open place of every finding of a record whose hidden text is shown."""
    for finding in seen.findings:
        if finding.fingerprint in seen.revealed:
            yield finding.fingerprint, finding.start, finding.end


def events(seen: Audited, reviewer: str, session: str, at: str) -> list[New]:
    """Return the events that record what is shown of one record, to whom and when (`at` in ISO form)."""
    return [
        New(key=key, kind="revealed", reviewer=reviewer, session=session, at=at, start=start, end=end)
        for key, start, end in said(seen)
    ]
