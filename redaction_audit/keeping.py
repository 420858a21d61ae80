"""What `store` does: the runs of a store listed with what keeps them, and old ones taken out."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from redaction_audit.errors import UsageError
from redaction_audit.store import Fate, Gone, SaveError, Store, StoreError
from redaction_audit.text.counting import count
from redaction_audit.text.layout import joined
from redaction_audit.text.sanitise import plain


def listing(path: Path) -> str:
    """Return the runs of a store, one a line, and those that were taken out. Raises StoreError."""
    with _opened(path, read_only=True) as store:
        lines = [*map(_run, store.fates(1)), *map(_taken_out, store.taken_out())]
    return "\n".join(lines) or f"{plain(str(path))}: holds no run"


def prune(path: Path, keep: int, *, dry_run: bool = False) -> str:
    """Take out all but the last `keep` runs that ended, and those that must stay; return what was done, in lines.

    With `dry_run` nothing is changed. Raises UsageError for a number below 1, StoreError for what is no store or is not
    whole, SaveError where the store cannot be written just now.
    """
    if keep < 1:
        raise UsageError(f"--keep: {keep} would leave no run; write 1 or more")
    with _opened(path, read_only=dry_run) as store:
        if dry_run:
            return "\n".join(_would(store.fates(keep)))
        if store.read_only:
            raise SaveError(f"{path}: the store cannot be written; nothing was taken out")
        done = store.prune(keep, dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"))
    lines = [f"taken out: {_held(run)}" for run in done.gone] or ["nothing to take out"]
    lines += _staying(done.stay)
    if done.gone:
        lines.append(_freed(done.before, done.after))
    return "\n".join(lines)


def _opened(path: Path, *, read_only: bool) -> Store:
    if not path.exists():
        raise StoreError(f"{path}: there is no such store")
    return Store.open(path, read_only=read_only)


def _would(fates: Sequence[Fate]) -> Iterator[str]:
    going = [fate for fate in fates if not fate.why]
    yield from (f"would be taken out: {_run(fate)}" for fate in going)
    if not going:
        yield "nothing to take out"
    yield from _staying(fates)


def _staying(fates: Sequence[Fate]) -> Iterator[str]:
    return (f"stays: run {fate.run.id} ({joined(fate.why)})" for fate in fates if fate.why)


def _run(fate: Fate) -> str:
    run = fate.run
    state = "" if run.ended else ", cut off or still going on"
    held = f"{count(run.records, 'record')}, {count(run.findings, 'finding')}"
    why = f" - stays: {joined(fate.why)}" if fate.why else ""
    return f"run {run.id}: {plain(run.started)}, version {plain(run.version)}, {held}{state}{why}"


def _held(run: Gone) -> str:
    held = f"{count(run.records, 'record')}, {count(run.findings, 'finding')}"
    return f"run {run.id}: {plain(run.started)}, {held}"


def _taken_out(run: Gone) -> str:
    return f"{_held(run)}, taken out {plain(run.at)}"


def _freed(before: int, after: int | None) -> str:
    if after is None:
        return (
            "the file is in use or has no room for a copy, and is as large as before; the next scan uses what is free"
        )
    return f"freed: {_size(max(before - after, 0))}, of {_size(before)}"


def _size(octets: int) -> str:
    return f"{octets / 1_000_000:,.1f} MB" if octets >= 100_000 else f"{octets / 1000:,.0f} kB"
