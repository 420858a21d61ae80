"""Time and memory of every output format, against JSON Lines: the same findings, each format in a process of its own.

    python bench/outputs.py [--findings 50000] [--rounds 3]

The findings are those of the samples, repeated under names of their own until there are enough: a file a record, so
that what a format keeps a file costs as much as it can. Only rendering is timed, nothing is scanned or written. Memory
is the peak of the process at a tenth of the findings and at all of them.
"""

import argparse
import datetime as dt
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from corpus import as_installed, one_core, table

from redaction_audit import outputs
from redaction_audit.catalogue import rule
from redaction_audit.check import discover
from redaction_audit.cli import main as scan
from redaction_audit.model import Audited, Finding, Origin
from redaction_audit.outputs.report import Run, Tally
from redaction_audit.outputs.style import Style

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--findings", type=int, default=50_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    as_installed()
    if chosen.only:
        print(*render(chosen.only, chosen.findings))
        return
    where = one_core()
    names = ("jsonl", *(name for name in outputs.formats("Findings") if name != "jsonl"))
    taken: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
    for _ in range(chosen.rounds):
        for name in names:
            taken[name].append(alone(name, chosen.findings))
    rows = []
    for name in names:
        ratios = [mine[0] / theirs[0] for mine, theirs in zip(taken[name], taken["jsonl"], strict=True)]
        seconds, size, peak = min(taken[name])
        _, _, small = alone(name, chosen.findings // 10)
        rows.append(
            [name, f"{seconds:.2f}", f"{statistics.median(ratios):.1f}", f"{size / 1e6:.1f}", f"{small / 1e3:.0f}",
             f"{peak / 1e3:.0f}"]
        )  # fmt: skip
    print(f"{chosen.findings:,} findings, {where}\n")
    table(("format", "s of CPU", "times jsonl", "MB written", "peak MB, a tenth", "peak MB, all"), rows)


def alone(name: str, findings: int) -> tuple[float, int, int]:
    """Return CPU seconds, bytes written and peak kB of one format in a process of its own."""
    arguments = [sys.executable, __file__, "--only", name, "--findings", str(findings)]
    seconds, size, peak = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(size), int(peak)


def render(name: str, findings: int) -> tuple[float, int, int]:
    """Render so many findings and throw the report away."""
    renderer: Any = outputs.load(name).Findings(Style(show_notes=True))
    catalogue = tuple(map(rule, discover()))
    run = Run("0", "0", dt.date(2026, 1, 15), "scan", ("batch",), (), catalogue)
    tally, taken, size = Tally(), 0.0, len(renderer.begin(run))
    for audited in batch(findings):
        tally.add(audited)
        start = time.process_time()
        size += len(renderer.record(audited))
        taken += time.process_time() - start
    start = time.process_time()
    size += sum(len(piece) for piece in outputs.pieces(renderer.end(tally.summary())))
    taken += time.process_time() - start
    return taken, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def batch(findings: int) -> Iterator[Audited]:
    """Yield records with the findings of the samples, each in a file of its own, until there were enough."""
    records: dict[str, list[Finding]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "findings.jsonl"
        scan(["scan", str(SAMPLES), "--as-of", "2026-01-15", "-f", "jsonl", "-o", str(out), "-q"])
        for line in out.read_bytes().splitlines():
            found = msgspec.json.decode(line, type=Finding)
            records[found.record].append(found)
    done = copy = 0
    while done < findings:
        copy += 1
        for name, found_there in records.items():
            record, origin = f"{name}-{copy}", Origin(f"batch/{name}-{copy}.txt")
            named = {"record": record, "path": origin.path, "origin": origin}
            yield Audited(record, origin, findings=tuple(msgspec.structs.replace(one, **named) for one in found_there))
            done += len(found_there)


if __name__ == "__main__":
    main()
