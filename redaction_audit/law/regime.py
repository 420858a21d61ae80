"""The law of one classification order, as its file in `rules/` states it: frozen values, no judgement.

Every entry names its `source` and how well that was checked (`status`): `verified` against primary text, `summary`
against an official summary or a released record, `unverified` general knowledge that must never carry an `error` alone.
Dates are inclusive on both ends; an absent last day means "still in force".
"""

import datetime as dt
from typing import Literal

import msgspec

from redaction_audit.model import Citation, Frozen

Status = Literal["verified", "summary", "unverified"]


class Entry(Frozen, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One statement of law with its authority; `section` is the order's own section where it is known."""

    source: str
    status: Status
    section: str | None = None

    @property
    def citation(self) -> Citation:
        """The source as a finding cites it."""
        return Citation(self.source, self.status)


class Authority(Entry, frozen=True, kw_only=True):
    """A publication, date or amendment that the window of the order rests on: `what` it settles, in a few words."""

    what: str
    date: dt.date | None = None


class Level(Entry, frozen=True, kw_only=True):
    """A classification level that the order knows; `note` holds words that go with it."""

    name: str
    note: str | None = None


class Word(Entry, frozen=True, kw_only=True):
    """Words that stand in or beside the place of a level and are no level of this order.

    `kind`: `marking` (UNCLASSIFIED), `administrative` (FOUO, SBU, CUI), `abolished` (a level of an older order),
    `category` (RESTRICTED DATA: stands beside a level), `foreign` (NATO RESTRICTED), `caveat` (a handling word).
    """

    names: tuple[str, ...]
    kind: Literal["marking", "administrative", "abolished", "category", "foreign", "caveat"]
    meaning: str
    since: dt.date | None = None
    until: dt.date | None = None


class Duration(Entry, frozen=True, kw_only=True):
    """How long a marking may or must run, in `years` from `counted_from`.

    `what`: `default` (nothing better can be set), `maximum` (a date at origin), `exempt` (the longest, for named
    material), `schedule` (a fixed term for `level`), `downgrade` (from `level` to `to`; `repeats` every `years`, a
    level at a time), `automatic` (declassification of permanent records without any act), `ceiling` (the end of an
    approved exemption). `code` names the instruction it belongs to (`GDS`, `GROUP-4`, `XGDS`). It holds for records
    dated from `first`; `year_end` moves the result to 31 December of its year, and no result lies before `floor`. A
    maximum that binds what is derived from a guide or source as well says so by `derivative`.
    """

    what: Literal["default", "maximum", "exempt", "schedule", "downgrade", "automatic", "ceiling"]
    years: int
    to: str | None = None
    code: str | None = None
    repeats: bool = False
    counted_from: Literal["decision", "document"] = "decision"
    year_end: bool = False
    level: str | None = None
    first: dt.date | None = None
    floor: dt.date | None = None
    derivative: bool = False
    note: str | None = None


class ReasonSection(Entry, frozen=True, kw_only=True):
    """The section whose letters a reason line cites, for records dated from `first`.

    `required` says whether the page must carry such a line; `topics` tells what a letter protects, in our own words.
    As a `category` of a regime it is a list of topics that a page need not cite: what may be classified (1.3(a) of
    E.O. 12356, 1-301 of 12065), or exempted from a schedule (5(B) of 11652). `forms` are printed citations.
    """

    number: str
    letters: tuple[str, ...]
    required: bool = False
    first: dt.date | None = None
    topics: dict[str, str] = msgspec.field(default_factory=dict)
    forms: tuple[str, ...] = ()
    note: str | None = None


class Treatment(Entry, frozen=True, kw_only=True):
    """What is done today with an instruction found on an older page.

    `derivative`: what a derivative classifier writes on a new document; `reviewer`: what a reviewer of permanent
    records does.
    """

    derivative: str
    reviewer: str


class Instruction(Entry, frozen=True, kw_only=True):
    """A declassification instruction and whether a new document may carry it.

    `forms` are the normalised codes it is written in, as the reader of instructions returns them; for what is no code
    (`kind` date, event, none, phrase) a word stands for it: `DATE`, `EVENT`, `N/A`. `valid` is `yes`, `no` (never, for
    a new document) or `legacy` (carried over from a source). `since` and `until` narrow the days of the order on which
    that holds. `dated` is True when the code needs a date or event, False when it takes none, None when the order does
    not say. `within` is the furthest it may run: years after the document, to the end of that year. `examples` are
    printed forms; `who` may use it; `today` stands in the file of the order in force (`Law.today`).
    """

    kind: Literal["code", "date", "event", "none", "phrase"] = "code"
    examples: tuple[str, ...] = ()
    who: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    today: Treatment | None = None
    note: str | None = None

    token: str
    forms: tuple[str, ...]
    valid: Literal["yes", "no", "legacy"]
    meaning: str | None = None
    dated: bool | None = None
    within: int | None = None
    approval: str | None = None


class Transition(Entry, frozen=True, kw_only=True):
    """Something of another order that records dated `first` to `last` still or already show: a note at most.

    `what` names the thing, `values` its order numbers, section numbers or instruction codes; `years` the longer term of
    a tolerated duration.
    """

    what: Literal["citation", "reason", "instruction", "duration"]
    first: dt.date
    last: dt.date
    values: tuple[str, ...] = ()
    years: int | None = None
    note: str | None = None

    def covers(self, day: dt.date, value: str | None = None) -> bool:
        """Say whether the tolerance holds for a record of `day`, and for `value` where one is given."""
        return self.first <= day <= self.last and (value is None or value in self.values)


class Deadline(Entry, frozen=True, kw_only=True):
    """A day of the calendar of automatic declassification; `yearly` when it comes back every year from then on."""

    date: dt.date
    what: str
    yearly: bool = False


class Delay(Entry, frozen=True, kw_only=True):
    """Something that puts automatic declassification off; `years` where a number of years is named."""

    what: str
    years: int | None = None
    counted_from: str | None = None


class Special(Entry, frozen=True, kw_only=True):
    """A case with rules of its own: atomic, foreign government and NATO information, imagery, records of other kinds.

    `id` is unique in the whole law; `words` are the printed words or portion marks that show it; `meaning` is the
    rule in our own words, `today` what a reviewer does.
    """

    id: str
    title: str
    meaning: str
    words: tuple[str, ...] = ()
    today: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


class SideOrder(Entry, frozen=True, kw_only=True):
    """An order that amended this one or stands beside it; the source is its place of publication."""

    order: str
    number: str
    effect: str
    signed: dt.date | None = None


class Head(Frozen, frozen=True, kw_only=True):
    """The top of a regime file: enough to say which orders are possible on a day.

    `effective` and `until` are the days the text governs; the windows of all files meet without hole or overlap.
    `accepted_from` and `accepted_until` widen them to the days on which a record may lawfully be marked under the
    order, where authorities differ by days or a marking section started later. `aliases` are numbers of amending orders
    by which it is also cited. An order of kind `control` (controlled unclassified information) classifies nothing and
    is never among the orders of a record.
    """

    id: str
    order: str
    number: str
    title: str
    signed: dt.date
    effective: dt.date
    source: str
    status: Status
    until: dt.date | None = None
    accepted_from: dt.date | None = None
    accepted_until: dt.date | None = None
    aliases: tuple[str, ...] = ()
    kind: Literal["classification", "control"] = "classification"

    @property
    def first(self) -> dt.date:
        """First day on which a record may be marked under the order."""
        return self.accepted_from or self.effective

    @property
    def last(self) -> dt.date:
        """Last such day; the end of time while the order is in force."""
        return self.accepted_until or self.until or dt.date.max

    @property
    def citation(self) -> Citation:
        """The order with its place of publication."""
        return Citation(f"{self.order}, {self.source}", self.status)

    def on(self, day: dt.date) -> bool:
        """Say whether a record of `day` may be marked under the order."""
        return self.first <= day <= self.last


class Regime(Head, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One order in one state of its text, complete."""

    authorities: tuple[Authority, ...] = msgspec.field(default=(), name="authority")
    levels: tuple[Level, ...] = msgspec.field(default=(), name="level")
    words: tuple[Word, ...] = msgspec.field(default=(), name="word")
    durations: tuple[Duration, ...] = msgspec.field(default=(), name="duration")
    reasons: tuple[ReasonSection, ...] = msgspec.field(default=(), name="reason")
    instructions: tuple[Instruction, ...] = msgspec.field(default=(), name="instruction")
    categories: tuple[ReasonSection, ...] = msgspec.field(default=(), name="category")
    transitions: tuple[Transition, ...] = msgspec.field(default=(), name="transition")
    deadlines: tuple[Deadline, ...] = msgspec.field(default=(), name="deadline")
    delays: tuple[Delay, ...] = msgspec.field(default=(), name="delay")
    specials: tuple[Special, ...] = msgspec.field(default=(), name="special")
    side_orders: tuple[SideOrder, ...] = msgspec.field(default=(), name="side_order")

    def duration(self, what: str) -> Duration | None:
        """Return the first duration of that sort, or None."""
        return next((entry for entry in self.durations if entry.what == what), None)

    def schedule(self, code: str, level: str | None = None) -> Duration | None:
        """Return the fixed term that goes with an instruction code (`GDS`, `GROUP-4`) and a level, or None."""
        found = (entry for entry in self.durations if entry.what == "schedule" and entry.code == code)
        return next((entry for entry in found if entry.level is None or entry.level == level), None)

    def instruction(self, code: str) -> Instruction | None:
        """Return what the order says of a normalised instruction code, or None when it does not know it."""
        return next((entry for entry in self.instructions if code in entry.forms), None)

    def tolerates(self, what: str, day: dt.date, value: str | None = None) -> Transition | None:
        """Return the transition that covers `value` on `day`, or None."""
        return next((t for t in self.transitions if t.what == what and t.covers(day, value)), None)
