"""How fast the store is with a large batch: taking a scan, lists of 200,000 findings, decisions, verification.

    python bench/store.py [FINDINGS] [--keep FILE]

CPU and wall time of this process in milliseconds, best and median; the findings are invented.
"""

import argparse
import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from redaction_audit.model import About, Audited, Citation, Confidence, Finding, Origin, Severity
from redaction_audit.outputs.report import Rule, Run
from redaction_audit.review.events import New
from redaction_audit.store import Store
from redaction_audit.store.verifying import verify_file

RULES = [f"{family}{number:03}" for family in ("DEC", "FOI", "MRK", "RED", "REL", "TRN") for number in range(1, 6)]
SEVERITIES: tuple[Severity, ...] = ("warning", "note", "warning", "error")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
CITED = (Citation("E.O. 13526, sec. 1.6(a)"), Citation("32 CFR 2001.21(a)", "summary"))
PER_RECORD = 10


def run() -> Run:
    """Return a run with a catalogue of every rule."""
    catalogue = tuple(
        Rule(id_, f"rule-{id_.lower()}", id_[:3], "warning", "high", {}, "Why.", CITED, ("EO-01",)) for id_ in RULES
    )
    return Run("0.1.0", "bench", dt.date(2026, 1, 15), "scan", ("batch",), tuple(RULES), catalogue)


def records(findings: int) -> Iterator[Audited]:
    """Yield invented records of ten findings each."""
    for number in range(findings // PER_RECORD):
        id_ = f"{number % 30:02}PORTO{number}"
        origin = Origin(f"batch/{number // 1000:03}/{id_}.txt")
        yield Audited(
            record=id_,
            origin=origin,
            size=7000,
            findings=tuple(finding(number, index, id_, origin) for index in range(PER_RECORD)),
            marks=4,
            hidden=((120, 140), (800, 811)),
            about=About(f"{1975 + number % 35}-03-{1 + number % 28:02}", ("eo12356",), "CONFIDENTIAL", bytes(32)),
        )


def finding(number: int, index: int, id_: str, origin: Origin) -> Finding:
    """Return an invented finding."""
    mixed = number * 7919 + index * 104729
    rule = RULES[mixed % len(RULES)]
    return Finding(
        schema="scan/1",
        rule=rule,
        name=f"rule-{rule.lower()}",
        severity=SEVERITIES[mixed % 4],
        confidence=CONFIDENCES[mixed % 3],
        message="the instruction names a day that the order in force does not allow",
        record=id_,
        path=origin.path,
        origin=origin,
        start=index * 600,
        end=index * 600 + 24,
        line=index * 8 + 1,
        column=1,
        page=None,
        paragraph=index + 1,
        related=(),
        evidence="DECL: 02/12/2031",
        citations=CITED,
        basis=("EO-01",),
        fingerprint=f"ra1:{(mixed * 2654435761 + number * 31 + index) % (1 << 96):024x}",
        data={"limit": "2020-02-12"},
    )


def measured(name: str, act: Callable[[], Any], times: int = 5) -> Any:
    """Run `act` some times and print what it took."""
    cpus, walls, made = [], [], None
    for _ in range(times):
        cpu, wall = time.process_time(), time.perf_counter()
        made = act()
        cpus.append((time.process_time() - cpu) * 1e3)
        walls.append((time.perf_counter() - wall) * 1e3)
    best, median = min(cpus), statistics.median(cpus)
    print(f"{name:48} cpu {best:9.2f} {median:9.2f}   wall {min(walls):9.2f} {statistics.median(walls):9.2f}")
    return made


def fill(store: Store, findings: int) -> None:
    """Take a scan."""
    made = list(records(findings))
    id_ = store.start_run(run())

    def take() -> None:
        for audited in made:
            store.add(id_, audited)
        store.end_run(id_, b"{}")

    measured(f"take a scan of {findings:,} findings", take, 1)


def lists(store: Store) -> None:
    """Filter, sort, window, counts."""
    by_severity = "f.severity DESC, f.row"
    everything = measured("ids: all, as read", store.ids)
    measured("ids: all, by severity", lambda: store.ids(order=by_severity))
    measured("ids: all, by rule", lambda: store.ids(order="f.rule, f.row"))
    measured("ids: all, by date of the record", lambda: store.ids(order="f.date NULLS LAST, f.row"))
    measured("ids: open, by severity", lambda: store.ids("f.state = ?", ("open",), by_severity))
    measured("ids: rule DEC*, warning and up", lambda: store.ids("f.rule GLOB ? AND f.severity >= 2", ("DEC*",)))
    measured("ids: word anywhere", lambda: store.ids("coalesce(lower(s.message) GLOB ?, 0)", ("*order in force*",)))
    window = list(everything[len(everything) // 2 :][:60])
    measured("items: a window of 60", lambda: store.items(window, "ana", "2026"), 200)
    measured("one whole finding", lambda: store.finding(window[0]), 200)
    measured("count: open", lambda: store.count("f.state = ?", ("open",)))
    measured("counts: open by rule", lambda: store.counts("f.rule", "f.state = ?", ("open",)))
    measured("totals", store.totals)
    measured("by rule", store.by_rule)
    measured("by severity", store.by_severity)
    measured("orphans", store.orphans)
    measured("changed", store.changed, 1000)


def decide(store: Store, count: int) -> None:
    """Decide one finding after the other."""
    items = iter(store.items(list(store.ids()[:count])))

    def one() -> None:
        item = next(items)
        store.append([New(item.key, "decided", "ana", "s", "2026-01-15T09:00:00Z", "confirm")], {item.key: item.seq})

    measured("decide and commit", one, count)
    rows = store.items(list(store.ids("f.state = 'open'")[:1000]))
    news = [New(item.key, "decided", "ana", "s", "2026-01-15T09:00:00Z", "dismiss", group="g") for item in rows]
    measured("decide 1,000 as one group", lambda: store.append(news, {item.key: None for item in rows}), 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("findings", nargs="?", type=int, default=200_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.store")
        with Store.open(path) as store:
            fill(store, options.findings)
            lists(store)
            decide(store, 300)
            measured("heads made anew", store.rebuild, 1)
            measured("orphans after a rescan", lambda: (store.start_run(run()), store.orphans()), 1)
        print(f"file {path.stat().st_size / 1e6:.1f} MB")
        measured("open with quick check", lambda: Store.open(path).close(), 3)
        found = measured("verify", lambda: verify_file(path), 1)
        print("problems:", len(found.problems))


if __name__ == "__main__":
    main()
