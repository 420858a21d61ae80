"""The scorecard as one JSON document (`scorecard/1`)."""

from collections.abc import Iterator

from redaction_audit.outputs.encoding import encode
from redaction_audit.reports.assessment import card
from redaction_audit.reports.gathering import Batch


def write(batch: Batch) -> Iterator[bytes]:
    """Yield the document."""
    yield encode(card(batch, batch.options.sample, batch.options.seed)) + b"\n"
