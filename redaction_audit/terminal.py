"""How wide the terminal is, and whether it is written to in colour. Knows the system and nothing of ours."""

import os
import sys

_wish = "auto"


def use_color(wish: str) -> None:
    """Write in colour `always`, `never` or, with `auto`, as `colored` finds out: the choice of the command line."""
    global _wish  # a process writes to one terminal
    _wish = wish


def colored(terminal: bool) -> bool:
    """Say whether to write in colour, where a `terminal` shows it or none does; NO_COLOR, FORCE_COLOR, TERM count."""
    if _wish != "auto":
        return _wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (terminal and os.environ.get("TERM") != "dumb")


def columns(otherwise: int) -> int:
    """Return the width of the terminal in characters: what COLUMNS says, else standard output's own, else `otherwise`.

    `shutil` tells the same, but loads every library of compression first, which the start of a scan can do without.
    """
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or otherwise  # type: ignore[union-attr]  # None is caught
    except (AttributeError, ValueError, OSError):  # closed, detached, or no terminal
        return otherwise
