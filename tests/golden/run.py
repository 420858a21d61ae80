"""Runs the program in this process, from the root of the checkout, on the samples as of one fixed day."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from redaction_audit.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
HERE = Path(__file__).resolve().parent
AS_OF = "2026-01-15"

CASES = sorted(folder.name for folder in SAMPLES.iterdir() if folder.is_dir())
_DIGEST = re.compile(rb"sha256:[0-9a-f]{64}|\"rules_digest\": ?\"[0-9a-f]+\"")


class Done(NamedTuple):
    """How a run ended and what it wrote."""

    code: int
    report: bytes


def companion(case: str, suffix: str) -> Path:
    """Return a file that stands beside the input of a sample: `.md` says why, `.expected.json` what is found."""
    return SAMPLES / case / f"{case}{suffix}"


def source(case: str) -> str:
    """Return the input of a sample as a path below the root of the checkout."""
    [found] = [path for path in (SAMPLES / case).iterdir() if path.stem == case and path.suffix != ".md"]
    return found.relative_to(ROOT).as_posix()


def run(folder: Path, command: str, *arguments: str) -> Done:
    """Run a command in the current directory, its report written to a file below `folder`."""
    out = folder / "report"
    code = main([command, *arguments, "--as-of", AS_OF, "-o", str(out)])
    assert code in (0, 1), f"{command} ended with {code}"
    return Done(code, _DIGEST.sub(b"DIGEST", out.read_bytes()))


def rows(report: bytes) -> list[dict[str, Any]]:
    """Return the objects of a report in JSON Lines."""
    return [json.loads(line) for line in report.splitlines()]


def expectation(found: list[dict[str, Any]], read: list[dict[str, Any]]) -> str:
    """Return what an `.expected.json` holds: findings (what, how grave, where) and marks (what, where), one a line.

    Neither repeats text of the record.
    """
    rows = [
        {key: item[key] for key in ("record", "rule", "name", "severity", "start", "end", "line")} for item in found
    ]
    marks = [
        {"record": record["record"], "kind": mark["kind"], "start": mark["start"], "end": mark["end"]}
        for record in read
        for mark in record["marks"]
    ]
    return f'{{\n  "as_of": "{AS_OF}",\n  "findings": {_lines(rows)},\n  "marks": {_lines(marks)}\n}}\n'


def _lines(rows: list[dict[str, Any]]) -> str:
    inner = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f"[\n{inner}\n  ]" if rows else "[]"
