"""`--files-from`: lists of paths, as other programs write them (`git diff --name-only -z`, `find`, `rg --files`)."""

import argparse
import os
import stat
import sys
from pathlib import Path

from redaction_audit.errors import ReadError, UsageError
from redaction_audit.folders import shown
from redaction_audit.readers.decoding import marked
from redaction_audit.regular import special
from redaction_audit.text.sanitise import plain

_TRY = "\n  try: leave out what was deleted (git diff --diff-filter=d), and run where the paths are relative to"


def add(options: argparse.Namespace) -> None:
    """Put the paths of `--files-from` behind those of the command line.

    Raises UsageError where neither is given, and as `listed`; ReadError where both come to nothing.
    """
    place = options.files_from
    if place is None:
        raise UsageError("give PATH..., or --files-from FILE that lists them (- is standard input)")
    if place == "-" and ("-" in options.paths or getattr(options, "watch", False)):
        raise UsageError("--files-from -: standard input can be read once only; give a file")
    options.paths += listed(place)
    if not options.paths:
        raise ReadError(f"--files-from: {_named(place)} lists no files\n  try: ask before you run it (xargs -r does)")


def listed(place: str) -> list[str]:
    """Return the paths that a file (`-`: standard input) lists; each of them exists, none is taken for a pattern.

    They are separated by NULs where it holds any, else by line ends of either kind; empty ones do not count. Raises
    UsageError with file and line for a path that does not exist, and for a list that cannot be read.
    """
    named = _named(place)
    paths = _separated(_content(place, named))
    for number, path in enumerate(paths, 1):
        if path and not os.path.lexists(path):
            raise UsageError(f"{named}:{number}: {plain(shown(path))}: no such file or folder{_TRY}")
    return ["./-" if path == "-" else path for path in paths if path]


def _named(place: str) -> str:
    return "standard input" if place == "-" else shown(place)


def _content(place: str, named: str) -> bytes:
    try:
        if place == "-":
            return sys.stdin.buffer.read()
        mode = Path(place).stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):  # what a shell puts for <(...) is a pipe
            raise UsageError(f"--files-from: {named} {special(mode)}")
        return Path(place).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"--files-from: {named} cannot be read ({why})") from error


def _separated(data: bytes) -> list[str]:
    if (mark := marked(data)) is not None:  # of a list that a Windows shell wrote
        encoding, length = mark
        data = os.fsencode(data[length:].decode(encoding, "replace"))
    if b"\0" in data:
        return [os.fsdecode(path) for path in data.split(b"\0")]
    lines = data.split(b"\n")
    if all(line.endswith(b"\r") for line in lines[:-1]):
        lines = [line.removesuffix(b"\r") for line in lines]
    return [os.fsdecode(line) for line in lines]
