"""The values that go into and come out of a store. No text of any record is among them, and nothing here knows SQL."""

import msgspec

from redaction_audit.model import (
    Confidence,
    Failed,
    Frozen,
    Gap,
    NotJudged,
    Origin,
    Profile,
    SetAside,
    Severity,
)
from redaction_audit.review.events import Head, State


class Item(Frozen):
    """A finding as one row of a list. `seq` is its head's: what `append` is to be told was expected.

    `leased_by` is somebody else who has the record open; `marked` is the asking reviewer's own mark.
    """

    row: int
    key: str
    record_row: int
    record: str
    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    start: int
    end: int
    line: int
    column: int
    page: int | None
    paragraph: int | None
    message: str
    state: State
    decision: str | None
    first_by: str | None
    second_by: str | None
    noted: bool
    assigned: str | None
    seq: int | None
    leased_by: str | None
    marked: bool


class StoredRecord(Frozen):
    """A record as the store knows it: where its text is, and what must not be shown of it.

    `hidden` holds half-open spans in order, one perhaps within another; `digest` is HMAC-SHA256 of the text in UTF-8
    under the store's own key (`Store.key`), None where the scan did not take one.
    """

    row: int
    run: int
    record: str
    origin: Origin
    size: int
    date: str | None
    orders: tuple[str, ...] | None
    level: str | None
    hidden: tuple[tuple[int, int], ...]
    digest: bytes | None
    gaps: tuple[Gap, ...]


class Rest(msgspec.Struct, frozen=True, array_like=True):
    """What else a scan said of a record. `profile` is None where an earlier version scanned, or nothing could be read.

    An item is only ever added at the end: stores of earlier versions hold shorter lists.
    """

    set_aside: tuple[SetAside, ...] = ()
    failed: tuple[Failed, ...] = ()
    not_judged: tuple[NotJudged, ...] = ()
    pages: int | None = None
    marks: int = 0
    profile: Profile | None = None


class StoredRun(Frozen):
    """A scan as stored. `folder` is the working directory that relative paths start from.

    `request` and `summary` are what the caller handed over (JSON); `ended` is False for a scan that was cut off. `seal`
    is SHA-256 over the run and all its records, None until it has ended.
    """

    id: int
    version: str
    rules_digest: str
    as_of: str
    paths: tuple[str, ...]
    rules: tuple[str, ...]
    catalogue: bytes
    folder: str
    request: bytes | None
    started: str
    records: int
    findings: int
    ended: bool
    summary: bytes | None
    seal: bytes | None = None


class Fate(Frozen):
    """A run, and in words why it stays; it may be taken out where there is no reason."""

    run: StoredRun
    why: tuple[str, ...]


class Gone(Frozen):
    """What is remembered of a run that was taken out: what it held, its seal (hexadecimal), and when it was."""

    id: int
    started: str
    records: int
    findings: int
    seal: str | None
    at: str


class Pruned(Frozen):
    """Which runs were taken out, which stay and why, and the bytes of the store before and `after`.

    `after` is None where what is free could not be given back to the disk: the next scan uses it.
    """

    gone: tuple[Gone, ...]
    stay: tuple[Fate, ...]
    before: int
    after: int | None


class Orphan(Frozen):
    """Decisions of a finding that the current run does not hold."""

    key: str
    record: str
    head: Head
    events: int


class Lease(Frozen):
    """Who has a record open, and until when (the caller's clock, any form that sorts)."""

    record_row: int
    reviewer: str
    until: str


class Problem(Frozen):
    """Something `verify` found. `what` is event, head, run, record or file; `number` is the event's seq or the row."""

    what: str
    number: int | None
    message: str
