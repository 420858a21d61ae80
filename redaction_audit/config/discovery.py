"""Which configuration file holds: the nearest one from the batch upward, or else from the working directory upward."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from redaction_audit.errors import ConfigError
from redaction_audit.expressions import Expression
from redaction_audit.tomlfile import LARGEST, load

NAME = "redaction-audit.toml"
PYPROJECT = "pyproject.toml"
TABLE = ("tool", "redaction-audit")

# Whether a pyproject.toml may hold our table: most do not, and need not be parsed.
_OURS = Expression(r"""^[ \t]*\[?[ \t]*["']?tool["']?[ \t]*(?:\.[ \t]*["']?redaction-audit|\]|=)""", re.MULTILINE)


def find(paths: Iterable[str]) -> Path | None:
    """Return the file that holds for these inputs, None without one.

    Raises ConfigError where two inputs lie below different files: one run has one configuration.
    """
    known: dict[str, Path | None] = {}
    found: list[Path] = []
    for path in paths:
        near = _upward(_start(path), known)
        if near is not None and near not in found:
            found.append(near)
    if len(found) > 1:
        raise ConfigError(
            f"two configuration files hold for these inputs: {found[0]} and {found[1]}\n"
            "  try: --config FILE, or one run for each"
        )
    return found[0] if found else _upward(str(Path.cwd()), known)


def holds(path: Path) -> bool:
    """Say whether a pyproject.toml may hold settings of ours. Raises ConfigError where it cannot be read."""
    try:
        with path.open(encoding="latin-1") as file:
            return _OURS.search(file.read(LARGEST)) is not None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror or type(error).__name__})") from error


def _start(path: str) -> str:
    """Return the folder in which the search for an input begins, as an absolute path."""
    if path == "-" or "\0" in path:
        return str(Path.cwd())
    if any(sign in path for sign in "*?[") and not os.path.lexists(path):
        path = path[: min(path.find(sign) for sign in "*?[" if sign in path)]
        path = path[: path.rfind("/") + 1] or "."
    absolute = os.path.abspath(path)  # noqa: PTH100 - normalises `..` and follows no link
    return absolute if os.path.isdir(absolute) else os.path.dirname(absolute)  # noqa: PTH112, PTH120 - asks, never raises


def _upward(folder: str, known: dict[str, Path | None]) -> Path | None:
    """Return the nearest file from a folder upward; what was found for a folder is remembered."""
    passed = []
    found = None
    while True:
        if folder in known:
            found = known[folder]
            break
        passed.append(folder)
        found = _here(Path(folder))
        parent = os.path.dirname(folder)  # noqa: PTH120 - text in, text out: this runs for every level of every input
        if found is not None or parent == folder:
            break
        folder = parent
    known.update(dict.fromkeys(passed, found))
    return found


def _here(folder: Path) -> Path | None:
    own, shared = folder / NAME, folder / PYPROJECT
    if os.path.isfile(own):  # noqa: PTH113 - what may not be looked at is not there
        return own
    if os.path.lexists(own):
        raise ConfigError(f"{own}: settings are looked for here, and this is no file or leads to none")
    if os.path.isfile(shared) and holds(shared):  # noqa: PTH113 - as above
        tool = load(shared).data.get(TABLE[0])
        if isinstance(tool, dict) and TABLE[1] in tool:
            return shared
    return None
