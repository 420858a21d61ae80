"""The cache: a scan that judges everything, beside the same scan when nothing, or one record in a hundred, has changed.

    python bench/cache.py [--records 3000] [--rounds 3]

CPU seconds of one process (`--jobs 1`), interpreter and start-up included; each scan prints JSON Lines, and all of them
must print the same for the same records.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import as_installed, batch, children, one_core, table


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=3000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--folder")
    chosen = options.parse_args()
    as_installed()
    where = one_core()
    with batch(chosen.records, chosen.folder) as source, tempfile.TemporaryDirectory() as made:
        folder, cache = Path(made) / "batch", Path(made) / "cache"
        shutil.copytree(source, folder)
        names = ("without", "first time", "nothing changed", "1 in 100 changed")
        taken: dict[str, list[float]] = {name: [] for name in names}
        for turn in range(chosen.rounds):
            shutil.rmtree(cache, ignore_errors=True)
            plain = scan(taken["without"], folder)
            kept = f"--cache={cache}"
            if not plain == scan(taken["first time"], folder, kept) == scan(taken["nothing changed"], folder, kept):
                sys.exit("the cache changed a report")
            change(folder, turn)
            scan(taken["1 in 100 changed"], folder, kept)
        size = sum(path.stat().st_size for path in cache.iterdir())
        base = min(taken["without"])
        print(f"{chosen.records} records, best of {chosen.rounds}, {where}; the cache holds {size / 1e6:.1f} MB\n")
        rows = [[name, f"{min(times):.2f}", f"{base / min(times):.1f}x"] for name, times in taken.items()]
        table(("scan", "CPU s", "speed"), rows)


def scan(taken: list[float], folder: Path, *more: str) -> bytes:
    """Run one scan and note its CPU time."""
    command = [sys.executable, "-m", "redaction_audit.cli", "scan", str(folder), "-qq", "--jobs=1", "--format=jsonl"]
    before = children()
    done = subprocess.run([*command, "--as-of=2026-01-15", *more], capture_output=True, check=False)
    taken.append(children() - before)
    return done.stdout


def change(folder: Path, turn: int) -> None:
    """Add a line to every hundredth file."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file())[turn::100]:
        with path.open("a") as file:
            file.write("\nEnd of copy.\n")


if __name__ == "__main__":
    main()
