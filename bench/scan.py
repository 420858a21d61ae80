"""`scan` of marks end to end, findings as JSON Lines, against ripgrep with the same patterns and files. One core.

    python bench/scan.py [--records 10000 | --folder FOLDER] [--rounds 3]

Both open every file, both write their hits to a file, start-up is counted on both sides. ripgrep writes path, offset
and match; `scan` writes one JSON object a finding. The rules of marks are those that
look at nothing else; RED as a whole reads subject and header too. `inspect` and every rule stand below for comparison.
"""

import argparse
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from corpus import as_installed, batch, files, one_core, ratio, ripgrep, rounds, table
from translation import reduced

from redaction_audit.check import discover


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=10_000)
    options.add_argument("--folder")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    as_installed()
    rg = ripgrep()
    same = reduced(rg)
    where = one_core()
    with batch(chosen.records, chosen.folder) as folder, tempfile.TemporaryDirectory() as scratch:
        paths = files(folder)
        size = sum(path.stat().st_size for path in paths) / 1e6
        patterns, out = Path(scratch) / "patterns", Path(scratch) / "out"
        patterns.write_text("\n".join(same.patterns) + "\n", encoding="utf-8")
        grep = [rg, "-o", "-b", "-N", "--no-unicode", "--no-config", "-a", "-j1", "--sort=path", "-f", str(patterns)]
        grep += ["--regex-size-limit=1G", "--dfa-size-limit=1G", str(folder)]
        of_marks = ",".join(check.id for check in discover() if check.marks_only)
        program = [sys.executable, "-m", "redaction_audit.cli"]
        plain = ["--jobs", "1", "--as-of", "2026-01-15", "--format", "jsonl", "-q"]
        commands = {
            "ripgrep": grep,
            "scan, rules of marks": [*program, "scan", str(folder), "--select", of_marks, *plain],
            "scan --select RED": [*program, "scan", str(folder), "--select", "RED", *plain],
            "inspect": [*program, "inspect", str(folder), *plain],
            "scan, every rule": [*program, "scan", str(folder), *plain],
        }
        lines: dict[str, int] = {}

        def run(name: str) -> None:
            with out.open("wb") as sink:
                subprocess.run(commands[name], stdout=sink, stderr=subprocess.DEVNULL, check=False)
            lines[name] = out.read_bytes().count(b"\n")

        run("ripgrep")
        subprocess.run([*program, "scan", str(paths[0])], capture_output=True, check=False)
        taken = rounds([partial(run, name) for name in commands], chosen.rounds)

    print(f"{len(paths)} files, {size:.1f} MB, {where}, {chosen.rounds} rounds, output written to a file")
    print(
        f"{len(same.patterns)} patterns in ripgrep, look-arounds taken out of {same.without_around} of them; ", end=""
    )
    print(f"left out: {', '.join(same.dropped) or 'none'}\n")
    rows = [
        [
            name,
            lines[name],
            f"{min(times):.2f}",
            f"{size / min(times):.1f}",
            f"{min(times) / len(paths) * 1e6:.0f}",
            f"{ratio(times, taken[0]):.2f}x",
        ]
        for name, times in zip(commands, taken, strict=True)
    ]
    table(("", "lines written", "s, best", "MB/s", "us a record", "of ripgrep"), rows)


if __name__ == "__main__":
    main()
