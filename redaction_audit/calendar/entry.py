"""One line of the declassification calendar (machine contract `dates/1`): frozen values, no judgement."""

import datetime as dt
from typing import Literal

from redaction_audit.model import Citation, Frozen, Gap, Origin

Status = Literal["overdue", "due", "not-due", "exempt", "refer", "not-classified", "unknown"]
STATUSES: tuple[Status, ...] = ("overdue", "due", "not-due", "exempt", "refer", "not-classified", "unknown")

Level = Literal["TOP SECRET", "SECRET", "CONFIDENTIAL", "RESTRICTED"]
"""RESTRICTED was a level of E.O. 10290 only, to 1953-12-14."""

Basis = Literal["marked", "review", "maximum", "schedule", "default", "legacy", "exempt", "ceiling", "automatic"]
"""What a date rests on: the date on the page, the decision of a later review, the longest term of the order, its fixed
schedule by level or group, its default where nothing is set, source date plus 25 years for indefinite marks, the long
term of exempt material, the ceiling of an exemption, automatic declassification of permanent records."""

REASONS = (
    "no date of record",
    "no level on the page",
    "a level alone, no marking beside it",
    "atomic information (RD, FRD, TFNI)",
    "NATO information",
    "foreign government information",
    "imagery (E.O. 12951)",
    "treaty or international agreement",
    "exemption without a date and without a ceiling",
    "unclassified by its own marking",
)
"""The closed set of reasons of records that no date governs."""


class Said(Frozen):
    """An instruction as read: `raw` as printed, `value` an ISO date or the words of an event, `codes` normalised.

    `by` is the hand: the author's block, or the strip of a later review, whose own `date` is that of its decision.
    `event` is the sort of event that the words name, None for words that open like no event and for other kinds.
    """

    by: Literal["author", "review"]
    kind: Literal["date", "event", "code", "not-applicable", "empty"]
    raw: str
    value: str | None = None
    codes: tuple[str, ...] = ()
    date: str | None = None
    event: Literal["definite", "vague", "endless"] | None = None


class Term(Frozen):
    """A date with what it rests on, its sum, and the law."""

    date: dt.date
    basis: Basis
    arithmetic: str
    citations: tuple[Citation, ...] = ()


class Due(Frozen):
    """What governs one record.

    `date` is ISO at the precision known. `lawful` is what the instruction means under the order of the day, `automatic`
    the automatic date of a permanent record, `governing` the one of them that counts at the end; None where none
    does. `days` counts from the day asked for to the governing date, negative once it is past. `reason` is one of
    `REASONS` where no date governs. `citations` are the law that `why` rests on. `released` says that a stamp of
    release stands on the page, or that it is printed in an official series. Holds no text of the record but ids,
    dates, codes, levels and the instruction, masked as `inspect` masks it.
    """

    schema: str
    record: str
    path: str
    origin: Origin
    provenance: str | None
    date: str | None
    date_precision: Literal["day", "month", "year"] | None
    date_source: str | None
    orders: tuple[str, ...] | None
    cited_order: str | None
    level: Level | None
    instruction: Said | None
    review: Said | None
    lawful: Term | None
    automatic: Term | None
    governing: Term | None
    status: Status
    days: int | None
    reason: str | None
    why: str
    citations: tuple[Citation, ...]
    released: bool
    gaps: tuple[Gap, ...] = ()
    size: int = 0
