"""How often each rule fires, on folders of records: findings by severity, and the share of records above a note.

    python bench/firing.py FOLDER... [--records 1000]

Without a folder: the samples and a synthetic batch, or the samples alone where the script that writes batches is
absent. Judges nothing, but a rule that reports more than a note on one of
five ordinary records is a rule to look at.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

from corpus import batch, table

from redaction_audit.check import discover

_SAMPLES = Path(__file__).resolve().parents[1] / "samples"

Fired = tuple[int, dict[str, Counter[str]], dict[str, set[str]]]
"""Records, findings of each rule by severity, and the records above a note of each rule."""


def main() -> None:
    """Count and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="*", help="folders of records")
    options.add_argument("--records", type=int, default=1_000, help="records of the batch")
    options.add_argument("--provenance", help="judge every record as of this provenance")
    chosen = options.parse_args()
    columns = {folder.name: fired(folder, chosen.provenance) for folder in present(chosen.folder)}
    if not chosen.folder:
        columns["samples"] = fired(_SAMPLES, chosen.provenance, "*.md", "*.expected.json")
        columns |= made(chosen.records, chosen.provenance)
    if not columns:
        sys.exit("nothing to count: no folder is there")
    head = ["rule", "name"]
    for name, (records, _, _) in columns.items():
        head += [f"{name} ({records})", "above note"]
    rows = []
    for check in discover():
        row: list[object] = [check.id, check.name]
        for records, findings, above in columns.values():
            row += [_counts(findings[check.id]), f"{len(above[check.id]) / max(records, 1):.1%}"]
        rows.append(row)
    table(tuple(head), rows)


def present(given: list[str]) -> list[Path]:
    """Return the folders that are there; say which are not."""
    for name in given:
        if not Path(name).exists():
            print(f"skipped: {name} is not there")
    return [Path(name) for name in given if Path(name).exists()]


def made(records: int, provenance: str | None) -> dict[str, Fired]:
    """Return the column of a synthetic batch; none, and a sentence, where nothing can write one."""
    try:
        with batch(records) as folder:
            return {"batch": fired(folder, provenance)}
    except SystemExit as absent:
        print(absent)
        return {}


def fired(folder: Path, provenance: str | None, *excluded: str) -> Fired:
    """Return the number of records of a folder, and by rule the findings by severity and the records above a note."""
    line = [
        sys.executable,
        "-m",
        "redaction_audit.cli",
        "scan",
        str(folder),
        "--as-of",
        "2026-01-15",
        "--format",
        "json",
    ]
    line += ["--provenance", provenance] if provenance else []
    line += [word for pattern in excluded for word in ("--exclude", pattern)]
    report = json.loads(subprocess.run(line, capture_output=True, check=False).stdout)
    findings: dict[str, Counter[str]] = defaultdict(Counter)
    above: dict[str, set[str]] = defaultdict(set)
    for found in report["findings"]:
        findings[found["rule"]][found["severity"]] += 1
        if found["severity"] != "note":
            above[found["rule"]].add(f"{found['path']}:{found['record']}")
    return report["summary"]["records"], findings, above


def _counts(by: Counter[str]) -> str:
    return " ".join(f"{by[name]}{name[0]}" for name in ("error", "warning", "note") if by[name]) or "-"


if __name__ == "__main__":
    main()
