"""Where a batch stands: the counts of the overview, as one reviewer may see them.

Counts of what others said are left out, or taken as undecided, wherever they would tell a second reviewer what the
first one did. Everything is asked of the store at once, so that a face can do it beside its screen.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from redaction_audit.model import SEVERITIES, Frozen, Severity
from redaction_audit.review import conditions
from redaction_audit.review.conditions import RANKS, Condition
from redaction_audit.review.events import VALUES, Event, in_effect
from redaction_audit.review.viewer import Viewer
from redaction_audit.store import Store

TOP = 8
"""Rules that are listed."""
DAYS = 14
"""Days of decisions that are drawn."""
_RECENT = 5000
"""Events looked at for pace and days."""
_PACED = 50
_ENOUGH = 20
_PAUSE = 300.0
_JUDGED = 20
"""Decisions of a rule before anything is said of it."""
_NOISY, _SURE = 0.2, 0.98


class Worth(Frozen):
    """A rule whose decisions stand out: of `decided`, `confirmed` were right."""

    rule: str
    name: str
    confirmed: int
    decided: int

    @property
    def noisy(self) -> bool:
        """Whether it is mostly wrong here."""
        return self.confirmed <= _NOISY * self.decided


class Standing(Frozen):
    """The counts of one moment.

    `unread` inputs yielded no record; `done` of `total` findings ask nothing of this reviewer any more; `second_done`
    of `second` that need two people are through; `by_severity` is (severity, open, findings), `by_rule` (rule, name,
    open, findings), the most open ones first; `days` is (day, decisions); `words` how often each decision was given.
    `pace` is seconds a decision, None where there are too few to say; `blind` says that what others did is not counted.
    """

    records: int
    unread: int
    total: int
    done: int
    second: int
    second_done: int
    disputed: int
    by_severity: tuple[tuple[Severity, int, int], ...]
    by_rule: tuple[tuple[str, str, int, int], ...]
    days: tuple[tuple[str, int], ...]
    words: tuple[tuple[str, int], ...]
    worth: tuple[Worth, ...]
    pace: float | None
    others: tuple[str, ...]
    orphans: int
    blind: bool

    @property
    def left(self) -> float | None:
        """Seconds of work left at this pace."""
        return None if self.pace is None else self.pace * (self.total - self.done)


def standing(store: Store, viewer: Viewer, now: dt.datetime) -> Standing:
    """Return how the current run stands for `viewer`; safe to call from another thread than the session's."""
    blind = viewer.policy.blind and viewer.policy.two_person
    open_ = conditions.undecided(viewer)
    by_rule = store.by_rule()
    events = store.events(max(store.last_seq() - _RECENT, 0))
    mine = [event for event in events if event.reviewer == viewer.reviewer]
    counted = _decisions(mine if blind else events)
    total = sum(row[2] for row in by_rule)
    left = store.counts("f.severity", *open_)
    needing = conditions.needs_two(viewer.policy)
    return Standing(
        records=store.records(),
        unread=store.unread(),
        total=total,
        done=total - sum(left.values()),
        second=_count(store, needing) if viewer.policy.two_person else 0,
        second_done=_count(store, needing, _in_state(viewer, "agreed", "disputed", "settled"))
        if viewer.policy.two_person
        else 0,
        disputed=_count(store, _in_state(viewer, "disputed")),
        by_severity=tuple((severity, left.get(RANKS[severity], 0), count) for severity, count in _severities(store)),
        by_rule=_rules(store.counts("f.rule", *open_), by_rule),
        days=_days(counted, now.date()),
        words=_words(counted),
        worth=() if blind else _worth(by_rule),
        pace=_pace(mine),
        others=_others(store, viewer.reviewer, now),
        orphans=len(store.orphans()),
        blind=blind,
    )


def _count(store: Store, *asked: Condition) -> int:
    where = " AND ".join(f"({sql})" for sql, _ in asked)
    return store.count(where, tuple(value for _, values in asked for value in values))


def _in_state(viewer: Viewer, *states: str) -> Condition:
    sql, values = conditions.visible_state(viewer)
    return f"({sql}) IN ({', '.join('?' for _ in states)})", (*values, *states)


def _severities(store: Store) -> list[tuple[Severity, int]]:
    known = {severity: findings for severity, findings, _ in store.by_severity()}
    return [(severity, known.get(severity, 0)) for severity in SEVERITIES]


def _rules(
    left: Mapping[str, int], by_rule: Sequence[tuple[str, str, int, int, int, int, int, int]]
) -> tuple[tuple[str, str, int, int], ...]:
    """Return the rules with the most left to do, of those with the most findings."""
    most = by_rule[: 2 * TOP]
    found = [(rule, name, left.get(rule, 0), findings) for rule, name, findings, *_ in most]
    return tuple(sorted(found, key=lambda row: (-row[2], -row[3], row[0]))[:TOP])


def _decisions(events: Sequence[Event]) -> list[Event]:
    """Return the decisions that still count, in order."""
    logs: dict[str, list[Event]] = {}
    for event in events:
        logs.setdefault(event.key, []).append(event)
    live = [event for log in logs.values() for event in in_effect(log) if event.kind == "decided"]
    return sorted(live, key=lambda event: event.seq)


def _days(decisions: Sequence[Event], today: dt.date) -> tuple[tuple[str, int], ...]:
    """Return the last days, those without a decision too, from the first that has one."""
    counts = Counter(event.at[:10] for event in decisions)
    days = [(today - dt.timedelta(days=back)).isoformat() for back in reversed(range(DAYS))]
    first = next((at for at, day in enumerate(days) if counts[day]), len(days))
    return tuple((day, counts[day]) for day in days[first:])


def _words(decisions: Sequence[Event]) -> tuple[tuple[str, int], ...]:
    counts = Counter(event.value for event in decisions)
    return tuple((value, counts[value]) for value in VALUES)


def _worth(by_rule: Sequence[tuple[str, str, int, int, int, int, int, int]]) -> tuple[Worth, ...]:
    found = [Worth(rule, name, yes, yes + no) for rule, name, _, _, yes, no, *_ in by_rule if yes + no >= _JUDGED]
    noisy = sorted((one for one in found if one.noisy), key=lambda one: (one.confirmed / one.decided, one.rule))
    sure = [one for one in found if one.confirmed >= _SURE * one.decided]
    return (*noisy[:3], *sure[:2])


def _pace(mine: Sequence[Event]) -> float | None:
    """Return the median of the last gaps between a reviewer's decisions, pauses left out."""
    times = [dt.datetime.fromisoformat(event.at) for event in mine if event.kind == "decided"]
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times[-_PACED - 1 :])]
    gaps = [gap for gap in gaps if 0 < gap < _PAUSE]
    return median(gaps) if len(gaps) >= _ENOUGH else None


def _others(store: Store, reviewer: str, now: dt.datetime) -> tuple[str, ...]:
    stamp = now.astimezone(dt.UTC).isoformat(timespec="milliseconds")
    return tuple(sorted({one.reviewer for one in store.leases() if one.until > stamp and one.reviewer != reviewer}))


def duration(seconds: float) -> str:
    """Return a length of work in words: `~6 h 10 m`, `~3 m`, `under a minute`."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "under a minute"
    hours, minutes = divmod(minutes, 60)
    return f"~{hours:,} h {minutes} m" if hours else f"~{minutes} m"
