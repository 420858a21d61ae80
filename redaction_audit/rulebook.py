"""Where the files of `rules/` are, and how they are read: the one place that knows."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from redaction_audit.errors import LawError


@cache
def folder() -> Path:
    """Return the folder of law and vocabulary: inside an installed package, beside it in a checkout.

    Raises LawError when neither exists.
    """
    here = Path(__file__).resolve().parent
    for place in (here / "rules", here.parent / "rules"):
        if place.is_dir():
            return place
    raise LawError(f"{here / 'rules'}: the rules folder is missing; reinstall redaction-audit")


def files(prefix: str, place: Path | None = None) -> list[Path]:
    """Return the TOML files whose name starts with `prefix` (`eo`, `marks-`), sorted by name."""
    return sorted((place or folder()).glob(f"{prefix}*.toml"))


def load(path: Path) -> dict[str, Any]:
    """Return the content of one rules file. Raises LawError naming the file when it is not readable TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LawError(f"{path}: {error}") from error


def digest(paths: list[Path]) -> str:
    """Return a SHA-256 over names and contents of rules files, for caches and reports."""
    summed = hashlib.sha256()
    for path in paths:
        summed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return summed.hexdigest()
