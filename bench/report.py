"""Time and memory of reports: python bench/report.py [--findings 20000].

A batch of about so many findings is scanned into a store; every report of it is then written by a process of its own.
CPU seconds and peak memory of that process are printed, and the same for a tenth of the batch: memory that does not
grow with the batch shows as a ratio near 1.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import children

from redaction_audit import reports
from redaction_audit.store import Store

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PER_RECORD = 4
"""Findings that a sample yields on average, roughly: enough to size the batch."""


def batch(folder: Path, findings: int) -> Path:
    """Scan about so many findings into a store and return it."""
    texts = [path.read_text("utf-8", "replace") for path in sorted(SAMPLES.glob("*/*.txt"))]
    rows = folder / "batch.jsonl"
    with rows.open("w") as file:
        for number in range(max(findings // PER_RECORD, 1)):
            file.write(json.dumps({"id": f"R{number:06}", "text": texts[number % len(texts)]}) + "\n")
    store = folder / "batch.store"
    scan = ["scan", str(rows), "--store", str(store), "--as-of", "2026-01-15", "-q", "-o", str(folder / "scan.txt")]
    subprocess.run([sys.executable, "-m", "redaction_audit.cli", *scan], check=False, stderr=subprocess.DEVNULL)
    return store


def measured(store: Path, name: str) -> tuple[float, float, int]:
    """Write one report; return CPU seconds, peak megabytes and the size of the file."""
    target = store.with_name(f"out.{name}")
    code = (
        "import resource, sys; from redaction_audit.cli import main;"
        f" main(['report', '--store', {str(store)!r}, '-f', {name!r}, '-o', {str(target)!r}]);"
        " print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    before = children()
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return children() - before, int(done.stdout) / 1024, target.stat().st_size


def main() -> None:
    """Print one line a format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as small_folder, tempfile.TemporaryDirectory() as folder:
        small, large = batch(Path(small_folder), options.findings // 10), batch(Path(folder), options.findings)
        for store in (small, large):
            with Store.open(store, read_only=True) as opened:
                print(f"{opened.records():,} records, {len(opened.ids()):,} findings")
        print(f"{'format':14} {'CPU':>8} {'memory':>9} {'of a tenth':>11} {'file':>10}")
        for name in reports.FORMATS:
            _, little, _ = measured(small, name)
            seconds, much, size = measured(large, name)
            print(f"{name:14} {seconds:6.1f} s {much:6.0f} MB {much / little:10.2f}x {size / 1e6:7.1f} MB")


if __name__ == "__main__":
    main()
