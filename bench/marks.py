"""Marks in memory, exact spans written out, against ripgrep with the same patterns. One core, records read beforehand.

    python bench/marks.py [--records 10000 | --folder FOLDER] [--rounds 5]

ripgrep reads one file that holds all records, which spares it the opening of files, and for comparison the files one
by one; it runs with `--no-unicode`, for without that it is several times slower. Its reading is counted, that of our
records is not; its start-up is measured on an empty file and taken off, as our scanner is ready beforehand.
"""

import argparse
import subprocess
import tempfile
from functools import partial
from pathlib import Path

import msgspec
from corpus import batch, files, one_core, ratio, ripgrep, rounds, seconds, table
from translation import reduced

from redaction_audit.marks import Scanner
from redaction_audit.portions import GROUP


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=10_000)
    options.add_argument("--folder")
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    rg = ripgrep()
    same = reduced(rg)
    where = one_core()
    with batch(chosen.records, chosen.folder) as folder, tempfile.TemporaryDirectory() as scratch:
        texts = [path.read_bytes().decode("utf-8", "replace") for path in files(folder)]
        whole, patterns, out = (Path(scratch) / name for name in ("whole.txt", "patterns", "out"))
        whole.write_text("\n".join(texts), encoding="utf-8", newline="")
        patterns.write_text("\n".join(same.patterns) + "\n", encoding="utf-8")
        size = whole.stat().st_size / 1e6

        command = [rg, "-o", "-b", "-N", "-I", "--no-unicode", "--no-config", "-a", "-j1", "-f", str(patterns)]
        command += ["--regex-size-limit=1G", "--dfa-size-limit=1G"]
        seen: dict[str, int] = {}

        def theirs(name: str, place: Path) -> None:
            with out.open("wb") as sink:
                subprocess.run([*command, str(place)], stdout=sink, check=True)
            seen[name] = out.read_bytes().count(b"\n")

        def ours(name: str, scanner: Scanner) -> None:
            encoder = msgspec.json.Encoder()
            count = 0
            with out.open("wb") as sink:
                for at in range(0, len(texts), GROUP):
                    for found in scanner.scan_all(texts[at : at + GROUP]):
                        count += len(found.marks)
                        sink.write(encoder.encode(found.marks))
            seen[name] = count

        scanners = {
            "same patterns": Scanner("hyperscan", same.entries),
            "full vocabulary, placed": Scanner("hyperscan"),
        }
        places = {"ripgrep, one file": whole, "ripgrep, file by file": folder}
        acts = [
            *(partial(theirs, name, place) for name, place in places.items()),
            *(partial(ours, name, scanner) for name, scanner in scanners.items()),
        ]
        for act in acts:
            act()
        taken = rounds(acts, chosen.rounds)
        empty = Path(scratch) / "empty"
        empty.touch()
        idle = min(seconds(lambda: subprocess.run([*command, str(empty)], check=False)) for _ in range(chosen.rounds))
        taken[: len(places)] = [[one - idle for one in times] for times in taken[: len(places)]]

    print(f"{len(texts)} records, {size:.1f} MB, {where}, {chosen.rounds} rounds, every span written to a file")
    print(f"start-up of ripgrep, taken off: {idle * 1e3:.0f} ms")
    print(f"{len(same.patterns)} patterns compared, look-arounds taken out of {same.without_around} of them; ", end="")
    print(f"left out: {', '.join(same.dropped) or 'none'}\n")
    rows = [
        [
            name,
            seen[name],
            f"{size / min(times):.0f}",
            f"{ratio(times, taken[0]):.2f}x",
            f"{ratio(times, taken[1]):.2f}x",
        ]
        for name, times in zip((*places, *scanners), taken, strict=True)
    ]
    table(("", "marks", "MB/s, best", "of ripgrep", "file by file"), rows)


if __name__ == "__main__":
    main()
