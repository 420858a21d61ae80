"""What every benchmark shares: the files to measure on, one core to measure with, and a plain table."""

import atexit
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

GENERATOR = "REDACTION_AUDIT_BATCH"
"""Environment variable that names the script which writes synthetic batches (`--n COUNT --out FOLDER`)."""

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "scale" / "make_batch.py"


def generator() -> Path:
    """Return the script that writes batches; ends the program with a sentence where there is none."""
    script = Path(os.environ.get(GENERATOR, _BESIDE))
    if not script.is_file():
        sys.exit(f"skipped: no batch generator at {script}; name one in {GENERATOR}, or give --folder where possible")
    return script


@contextmanager
def batch(count: int, folder: str | None = None) -> Iterator[Path]:
    """Yield a folder of `count` records, removed afterwards; or the folder given, as it is."""
    if folder is not None:
        yield Path(folder)
        return
    script = generator()
    with tempfile.TemporaryDirectory(prefix="redaction-audit-bench-") as made:
        out = Path(made) / "batch"
        subprocess.run(
            [sys.executable, str(script), "--n", str(count), "--out", str(out)], check=True, stdout=subprocess.DEVNULL
        )
        yield out


def files(folder: Path) -> list[Path]:
    """Return the files of a folder in name order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def as_installed() -> None:
    """Let child processes use byte code, as an installed program does, whatever this shell or checkout forbids."""
    folder = tempfile.mkdtemp(prefix="redaction-audit-bench-code-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = folder


def one_core() -> str:
    """Bind this process and its children to one core where the system can; say what was done."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        return "bound to one core"
    return "not bound to a core (the system cannot)"


def seconds(act: Callable[[], object]) -> float:
    """Return the CPU time of one call, that of the programs it runs included; other work on the machine is left out."""
    start = _cpu()
    act()
    return _cpu() - start


def children() -> float:
    """Return the seconds of CPU time that the programs which this process ran, and waited for, took so far."""
    return _spent(resource.RUSAGE_CHILDREN)


def _cpu() -> float:
    return _spent(resource.RUSAGE_SELF) + children()


def _spent(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def rounds(acts: Sequence[Callable[[], object]], count: int) -> list[list[float]]:
    """Time every act `count` times, taking turns, so that a busy machine slows all of them alike."""
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(count):
        for times, act in zip(taken, acts, strict=True):
            times.append(seconds(act))
    return taken


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return how many times faster ours is: the median of the ratios of each round."""
    return statistics.median(their / our for our, their in zip(ours, theirs, strict=True))


def ripgrep() -> str:
    """Return the path of ripgrep; ends the program with a sentence where it is not installed."""
    path = shutil.which("rg")
    if path is None:
        sys.exit("skipped: ripgrep (rg) is not installed, and every figure here is a ratio to it")
    return path


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their heads, the first column left, the others right."""
    cells = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    for number, row in enumerate(cells):
        first, *rest = (
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *rest]).rstrip())
        if not number:
            print("  ".join("-" * width for width in widths))
