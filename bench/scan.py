"""`scan` of marks end to end, findings as JSON Lines, against ripgrep with the same patterns and input. One core.

    python bench/scan.py [--records 20000 | --folder FOLDER] [--rounds 3] [--inputs files jsonl tar] [--every-rule]

The same records come as loose files, as one .jsonl and as one uncompressed .tar, which ripgrep searches as it stands.
Both sides read everything and write their hits to a file: ripgrep path, offset and match, `scan` one JSON object a
finding. The rules of marks are those of RED that look at nothing else; RED as a whole reads subject and header too.

The ratio counts everything, start-up included. Start-up matters less the larger a batch is: what both take for a single
record is shown, and the ratio of what is left without it.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import NamedTuple

from corpus import as_installed, batch, children, files, one_core, ripgrep, table
from translation import reduced

from redaction_audit.check import discover

_PROGRAM = (sys.executable, "-m", "redaction_audit.cli")
_PLAIN = ("--jobs", "1", "--as-of", "2026-01-15", "--format", "jsonl", "-q", "--isolated")


class Taken(NamedTuple):
    """Seconds of wall and of CPU time."""

    wall: float
    cpu: float


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=20_000)
    options.add_argument("--folder")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--inputs", nargs="+", default=["files", "jsonl", "tar"], choices=("files", "jsonl", "tar"))
    options.add_argument("--every-rule", action="store_true", help="measure RED, inspect and all rules too (slow)")
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
        programs = commands(rg, patterns, chosen.every_rule)
        print(f"{len(paths)} records, {size:.1f} MB, {where}, {chosen.rounds} rounds, output written to a file")
        print(f"{len(same.patterns)} patterns in ripgrep, look-arounds taken out of {same.without_around}; ", end="")
        print(f"left out: {', '.join(same.dropped) or 'none'}\n")
        rows = []
        for kind in chosen.inputs:
            place = packed(kind, folder, paths, Path(scratch))
            single = packed(kind, paths[0], paths[:1], Path(scratch) / "single")
            acts = [partial(run, command, where_, out) for command in programs.values() for where_ in (single, place)]
            for act in acts:
                act()  # files and byte code at hand for everybody
            taken = [[act() for act in acts] for _ in range(chosen.rounds)]
            rows += compared(kind, list(programs), taken, [lines(act, out) for act in acts[1::2]], len(paths))
    head = ("input, program", "lines", "s, CPU", "us a record", "start-up, ms")
    table((*head, "of ripgrep", "by CPU", "by CPU, start-up left out"), rows)


def commands(rg: str, patterns: Path, every_rule: bool) -> dict[str, list[str]]:
    """Return the command lines to compare, ripgrep first; the input is to be added."""
    grep = [rg, "-o", "-b", "-N", "--no-unicode", "--no-config", "-a", "-j1", "--sort=path", "-f", str(patterns)]
    of_marks = ",".join(check.id for check in discover() if check.family == "RED" and check.marks_only)
    found = {
        "ripgrep": [*grep, "--regex-size-limit=1G", "--dfa-size-limit=1G"],
        "scan, rules of marks": [*_PROGRAM, "scan", *_PLAIN, "--select", of_marks],
    }
    if every_rule:
        found["scan --select RED"] = [*_PROGRAM, "scan", *_PLAIN, "--select", "RED"]
        found["inspect"] = [*_PROGRAM, "inspect", *_PLAIN]
        found["scan, every rule"] = [*_PROGRAM, "scan", *_PLAIN]
    return found


def packed(kind: str, folder: Path, paths: list[Path], scratch: Path) -> Path:
    """Return the records as the kind of input asked for: where they are, or in one file below `scratch`."""
    if kind == "files":
        return folder
    scratch.mkdir(exist_ok=True)
    made = scratch / f"batch.{kind}"
    if kind == "tar":
        with tarfile.open(made, "w") as archive:
            for path in paths:
                archive.add(path, path.name)
        return made
    with made.open("w", encoding="utf-8", newline="") as sink:
        for path in paths:
            text = path.read_bytes().decode("utf-8", "replace")
            sink.write(json.dumps({"id": path.stem, "text": text}, ensure_ascii=False) + "\n")
    return made


def run(command: list[str], place: Path, out: Path) -> Taken:
    """Run a command on an input, its output written to a file."""
    with out.open("wb") as sink:
        start, before = time.perf_counter(), children()
        subprocess.run([*command, str(place)], stdout=sink, stderr=subprocess.DEVNULL, check=False)
    return Taken(time.perf_counter() - start, children() - before)


def lines(act: "partial[Taken]", out: Path) -> int:
    """Return how many lines a run writes."""
    act()
    return out.read_bytes().count(b"\n")


def compared(
    kind: str, programs: list[str], taken: list[list[Taken]], written: list[int], records: int
) -> list[list[object]]:
    """Return the rows of one kind of input; every round holds a single record and all of them for each program."""
    rows: list[list[object]] = []
    for number, program in enumerate(programs):
        singles, wholes = ([one[2 * number + at] for one in taken] for at in (0, 1))
        alone = min(single.cpu for single in singles)
        cpu = min(whole.cpu for whole in wholes)
        ratios = (
            [one[1].wall / one[2 * number + 1].wall for one in taken],
            [one[1].cpu / one[2 * number + 1].cpu for one in taken],
            [(one[1].cpu - one[0].cpu) / (one[2 * number + 1].cpu - one[2 * number].cpu) for one in taken],
        )
        figures = [f"{cpu:.2f}", f"{cpu / records * 1e6:.0f}", f"{alone * 1e3:.0f}"]
        rows.append(
            [f"{kind}: {program}", written[number], *figures, *(f"{statistics.median(each):.2f}x" for each in ratios)]
        )
    return rows


if __name__ == "__main__":
    main()
