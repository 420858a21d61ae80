"""The files of this checkout that CI systems read, and a program under the name they call it by."""

import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]

CLEAN = "05CORVESTA{}\n2005-05-12 18:06\n2010-12-12 21:09\nUNCLASSIFIED\nEmbassy Corvesta\n\n1. (U) The ferry sailed.\n"
BAD = "The committee heard XXXXXXXXXXXXhurst and XXXXXXXXXXXX in the spring of that year.\n"


def read(name: str) -> Any:
    """Return a YAML file of the checkout."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def install(folder: Path) -> Path:
    """Put the program into `folder` under its name, as an installation would, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "redaction-audit"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m redaction_audit.cli "$@"\n')
    program.chmod(0o755)
    return program
