"""How wide the terminal is. Knows the system and nothing of ours."""

import os
import sys


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
