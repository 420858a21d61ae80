"""Cost a record and peak memory as a batch grows; the exponent is a least-squares fit of log CPU time on log records.

    python bench/growth.py [--counts 1000 10000 100000] [--jobs 1 2] [--command scan] [-- extra arguments]

Memory is sampled from /proc every 50 ms over the whole process tree (Linux only): the largest resident set of any one
process, and the largest sum. Cost a record is the CPU time of all processes, which a busy machine disturbs least, less
what a batch of one record takes.
"""

import argparse
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from corpus import as_installed, batch, children, files, table

TICK = 0.05


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--jobs", type=int, nargs="+", default=[1])
    options.add_argument("--command", default="scan")
    options.add_argument("extra", nargs="*", help="further arguments of the command, behind --")
    chosen = options.parse_args()
    as_installed()
    if not Path("/proc/self/status").exists():
        sys.exit("skipped: memory is read from /proc, which this system does not have")
    points: dict[int, list[tuple[int, float]]] = {jobs: [] for jobs in chosen.jobs}
    rows = []
    with batch(1) as one:
        idle = min(measure(command(chosen.command, one, 1, chosen.extra)).cpu for _ in range(3))
    for count in chosen.counts:
        with batch(count) as folder:
            size = sum(path.stat().st_size for path in files(folder)) / 1e6
            for jobs in chosen.jobs:
                run = measure(command(chosen.command, folder, jobs, chosen.extra))
                net = max(run.cpu - idle, 1e-3)
                points[jobs].append((count, net))
                rows.append(
                    [count, jobs, f"{run.wall:.1f}", f"{run.cpu:.1f}", f"{net / count * 1e6:.0f}",
                     f"{size / run.cpu:.1f}", f"{run.process / 1e3:.0f}", f"{run.tree / 1e3:.0f}"]
                )  # fmt: skip
    print(f"{chosen.command} {' '.join(chosen.extra)}, JSON Lines written to a file; one record: {idle:.2f} s of CPU\n")
    table(("records", "jobs", "s, wall", "s, CPU", "us a record", "MB/s", "peak MB, one process", "peak MB, all"), rows)
    for jobs, line in points.items():
        if len(line) > 1:
            print(f"\ngrowth exponent with --jobs {jobs}: {exponent(line):.3f}")


def command(name: str, folder: Path, jobs: int, extra: list[str]) -> list[str]:
    """Return the command line of one run."""
    plain = ["--jobs", str(jobs), "--as-of", "2026-01-15", "--format", "jsonl", "-q"]
    return [sys.executable, "-m", "redaction_audit.cli", name, str(folder), *plain, *extra]


class Run(NamedTuple):
    """Seconds of wall and CPU time, peak kB of the largest process, peak kB of all together."""

    wall: float
    cpu: float
    process: int
    tree: int


def measure(arguments: list[str]) -> Run:
    """Run a command and watch its processes."""
    largest = together = 0
    with tempfile.TemporaryFile() as sink:
        start, before = time.perf_counter(), children()
        process = subprocess.Popen(arguments, stdout=sink, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            sizes = [resident(pid) for pid in tree(process.pid)]
            largest = max([largest, *sizes])
            together = max(together, sum(sizes))
            time.sleep(TICK)
    return Run(time.perf_counter() - start, children() - before, largest, together)


def tree(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    found, waiting = [], [pid]
    while waiting:
        found.append(current := waiting.pop())
        for listed in Path(f"/proc/{current}/task").glob("*/children"):
            try:
                waiting.extend(map(int, listed.read_text().split()))
            except OSError:
                continue  # it ended while we looked
    return found


def resident(pid: int) -> int:
    """Return the resident set of a process in kB, 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")), 0)


def exponent(points: list[tuple[int, float]]) -> float:
    """Return the slope of log CPU time over log records."""
    xs = [math.log(count) for count, _ in points]
    ys = [math.log(taken) for _, taken in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


if __name__ == "__main__":
    main()
