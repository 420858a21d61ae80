"""Where the time of a record goes: CPU microseconds a record in every part of marks, structure and checks.

    python bench/parts.py [--records 1000 | --folder FOLDER] [--select RED]

Functions are replaced by timed ones, so there is no profiler to slow down some parts more than others; what a part
calls of another part is counted in both. Judges nothing: it shows where a slow run is slow.
"""

import argparse
import datetime as dt
import importlib
import pkgutil
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import msgspec
from corpus import batch, files, one_core, table

from redaction_audit import law, marks
from redaction_audit.catalogue import select
from redaction_audit.check import Check, discover
from redaction_audit.engine import Auditor, Settings
from redaction_audit.model import Origin, Record

_READERS = ("read", "find", "lines", "sections", "captions", "notice", "read_group", "read_line", "cites", "emphasis")
_GROUP = 64
"""Records judged together, as in a run."""
_spent: dict[str, float] = defaultdict(float)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=1_000)
    options.add_argument("--folder")
    options.add_argument("--select", default="ALL", help="rules to run, as in scan; MARKS: those that need marks only")
    chosen = options.parse_args()
    where = one_core()
    with batch(chosen.records, chosen.folder) as folder:
        paths = files(folder)
        records = [
            Record(path.read_bytes().decode("utf-8", "replace"), Origin(path.name), size=path.stat().st_size)
            for path in paths
        ]
    wanted = [check for check in discover() if check.marks_only] if chosen.select == "MARKS" else None
    checks = [timed_check(check) for check in wanted or select(discover(), [chosen.select])]
    scanner = marks.Scanner()
    auditor = Auditor(law.load(), scanner, checks, Settings(dt.date(2026, 1, 15)))
    groups = [records[at : at + _GROUP] for at in range(0, len(records), _GROUP)]
    for group in groups:
        auditor.audit_all(group)  # until all is loaded, and what is looked for is known
    time_structure()
    scanner.scan_all = timed("marks", scanner.scan_all)  # type: ignore[method-assign]  # that is what timing it means
    engine, hearing = (importlib.import_module(f"redaction_audit.{name}") for name in ("engine", "hearing"))
    for name in ("finding", "identified"):
        setattr(engine, name, timed(f"engine {name}", getattr(engine, name)))
    hearing.fingerprints = timed("fingerprints", hearing.fingerprints)  # type: ignore[attr-defined]  # as above
    _spent.clear()
    audit = timed("all of audit", auditor.audit_all)
    found = sum(len(item.findings) for group in groups for item in audit(group))
    size = sum(record.size for record in records)
    print(f"{len(records)} records, {size / 1e6:.1f} MB, {found} findings, {where}\n")
    rows = sorted(_spent.items(), key=lambda item: -item[1])
    table(("part", "us a record"), [[name, f"{spent / len(records) * 1e6:.1f}"] for name, spent in rows])


def timed(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that adds its CPU time to a part."""

    def run(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return call(*arguments, **named)
        finally:
            _spent[name] += time.process_time() - start

    return run


def timed_check(check: Check) -> Check:
    """Return a check whose judge is timed, generator and all."""

    def judge(view: Any) -> Iterator[Any]:
        start = time.process_time()
        said = list(check.judge(view))
        _spent[f"check {check.id} {check.name}"] += time.process_time() - start
        return iter(said)

    return check if check.scope == "batch" else msgspec.structs.replace(check, judge=judge)


def time_structure() -> None:
    """Replace the readers of `redaction_audit.structure` by timed ones where they are called through their module."""
    package = importlib.import_module("redaction_audit.structure")
    package.read_pages = timed("structure", package.read_pages)  # type: ignore[attr-defined]
    for info in pkgutil.iter_modules(package.__path__):
        module: ModuleType = importlib.import_module(f"{package.__name__}.{info.name}")
        for name in _READERS:
            call = vars(module).get(name)
            if callable(call) and getattr(call, "__module__", "") == module.__name__:
                setattr(module, name, timed(f"structure {info.name}.{name}", call))
    page = importlib.import_module("redaction_audit.structure.page")
    page.Page.__init__ = timed_method("structure Page()", page.Page.__init__)


def timed_method(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method that adds its CPU time to a part."""

    def run(self: Any, *arguments: Any, **named: Any) -> None:
        start = time.process_time()
        call(self, *arguments, **named)
        _spent[name] += time.process_time() - start

    return run


if __name__ == "__main__":
    main()
