"""Start-up: `--help` and the scan of one file, beside an interpreter that imports what they need and nothing of ours.

CPU time of the process, which a busy machine disturbs least.

    python bench/startup.py [FILE] [--rounds 20]

The difference between a command and its bare interpreter is what we cost; the interpreter's own share depends on the
machine and its file system.
"""

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

from corpus import as_installed, children, one_core, table

_SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "cable-x-runs"
_HEAVY = ("textual", "rich", "sqlite3", "numpy", "dateutil", "hyperscan", "rapidfuzz", "multiprocessing", "asyncio")
_LIST = """
import sys
before = set(sys.modules)
from redaction_audit.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("\\n".join(sorted(set(sys.modules) - before)), file=sys.stderr)
"""

_IMPORT = """
import sys
for name in sys.argv[1:]:
    try:
        __import__(name)
    except ImportError:
        pass  # made by its library, not found by name
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?")
    options.add_argument("--rounds", type=int, default=20)
    chosen = options.parse_args()
    as_installed()
    file = chosen.file or str(next(_SAMPLE.glob("*.txt")))
    where = one_core()
    commands = {"--help": ["--help"], "scan FILE": ["scan", file, "--as-of", "2026-01-15", "--isolated"]}
    starts: dict[str, list[str]] = {"python -c pass": [sys.executable, "-c", "pass"]}
    loaded = {}
    for name, arguments in commands.items():
        loaded[name] = modules(arguments)
        others = [module for module in loaded[name] if importable(module)]
        starts[f"  imports of {name}"] = [sys.executable, "-c", _IMPORT, *others]
        starts[name] = [sys.executable, "-m", "redaction_audit.cli", *arguments]
    for line in starts.values():
        cpu(line)
    taken = list(zip(*([cpu(line) for line in starts.values()] for _ in range(chosen.rounds)), strict=True))
    print(f"{chosen.rounds} rounds taking turns, {where}\n")
    base = statistics.median(taken[0])
    rows = [
        [
            name,
            f"{statistics.median(times) * 1e3:.0f}",
            f"{min(times) * 1e3:.0f}",
            f"{statistics.median(times) / base:.1f}x",
        ]
        for name, times in zip(starts, taken, strict=True)
    ]
    table(("", "ms of CPU, median", "best", "of bare python"), rows)
    for name, names in loaded.items():
        ours = sum(module.partition(".")[0] == "redaction_audit" for module in names)
        heavy = [module for module in _HEAVY if module in names]
        print(f"\n{name} loads {len(names)} modules, {ours} of them ours; heavy ones: {', '.join(heavy) or 'none'}")


def cpu(command: list[str]) -> float:
    """Run a command and return the seconds of CPU time that it took."""
    before = children()
    subprocess.run(command, capture_output=True, check=False)
    return children() - before


def modules(arguments: list[str]) -> list[str]:
    """Return the names of the modules that a command loads."""
    done = subprocess.run([sys.executable, "-c", _LIST, *arguments], capture_output=True, text=True, check=False)
    return [line for line in done.stderr.splitlines() if line.replace(".", "").replace("_", "").isalnum()]


def importable(module: str) -> bool:
    """Say whether a module can stand in the bare interpreter's import line."""
    top = module.partition(".")[0]
    return top not in ("redaction_audit", "__main__") and not top.startswith("_") and module != "sys"


if __name__ == "__main__":
    main()
