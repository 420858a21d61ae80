"""No report takes the place of what a run reads: a record is evidence, a store holds decisions made once."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from redaction_audit.errors import UsageError
from redaction_audit.folders import Unit
from redaction_audit.model import Gap

_Identity = tuple[int, int]


class Taken:
    """The files that reports are to be written to, as far as they are there already."""

    def __init__(self, written: Iterable[str | None]) -> None:
        """Look at the places of reports; `-` and None are standard output."""
        self._files: dict[_Identity, str] = {}
        for path in written:
            if path not in {None, "-"} and (found := _identity(path)) is not None and os.path.isfile(path):  # noqa: PTH113
                self._files[found] = path

    def refuse(self, files: Iterable[Path | str]) -> None:
        """Raise UsageError where one of `files`, which are read, is to become a report."""
        if self._files:
            for file in files:
                if (report := self._files.get(_identity(file) or (0, 0))) is not None:
                    raise UsageError(f"{report}: is read by this run and would be replaced; write the report elsewhere")

    def passing(self, inputs: Iterable[Unit | Gap]) -> Iterator[Unit | Gap]:
        """Pass on all inputs. Raises UsageError at the one that is to become a report."""
        for unit in inputs:
            if self._files and isinstance(unit, Unit) and not unit.stdin and _identity(unit.path) in self._files:
                raise UsageError(
                    f"{unit.shown}: is one of the inputs and would be replaced by a report\n"
                    "  try: write the report elsewhere, or leave an earlier one out with --exclude"
                )
            yield unit


def _identity(path: Path | str) -> _Identity | None:
    """Return device and inode: what a file is, by whatever name it is reached. None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - of every input
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
