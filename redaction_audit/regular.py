"""What is a regular file, and words for what is none: a pipe may have no writer, and a device no end."""

import errno
import stat
from pathlib import Path


def demand(path: Path) -> None:
    """Raise OSError, its `strerror` in words for people, where a path cannot be looked at or is no regular file."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        todo = "" if stat.S_ISDIR(mode) else "; copy what it holds to a file"
        raise OSError(errno.EINVAL, special(mode) + todo)


def special(mode: int) -> str:
    """Return words for what is no regular file, from its `st_mode`."""
    kinds = ((stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))
    kind = next((name for test, name in kinds if test(mode)), "device")
    return f"is a {kind}, not a file"
