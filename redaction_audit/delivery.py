"""Where reports go: standard output, or a file that appears whole or not at all."""

import argparse
import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from redaction_audit.errors import OutputError, UsageError


class ClosedPipeError(Exception):
    """Whoever read standard output has gone; not an error of ours."""


_LINKS = 8
"""Links that are followed to tell what a name stands for."""
_BEGINS = 40
"""Characters of its name that the stage of a report bears: a whole name may leave no room for more."""
_HELD = 1 << 16
"""Bytes collected before they are handed to the system: a call for every few findings costs more than the findings."""


class Target:
    """One place a report is written to. `-` is standard output; a file, or what a link leads to, is staged beside."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._place = Path(path) if path == "-" else Path(os.path.realpath(path))  # which asks for the folder we are in
        self._stage: Path | None = None
        self._held: list[bytes] = []
        self._size = 0
        self._stream = self._open()
        self._watched = self._stream.isatty()

    def _open(self) -> BinaryIO:
        if self.path == "-":
            return sys.stdout.buffer
        with self._failing():
            if (number := _descriptor(self.path)) is not None:
                return os.fdopen(os.dup(number), "wb")
            if self.path.endswith(os.sep):
                raise IsADirectoryError(errno.EISDIR, "it names a folder")
            if self._place.exists() and not self._place.is_file():
                return self._place.open("wb")  # a device or a named pipe cannot be renamed over
            import tempfile

            begins = f".{self._place.name[:_BEGINS]}."
            handle, stage = tempfile.mkstemp(prefix=begins, suffix=".part", dir=self._place.parent)
            self._stage = Path(stage)
            return os.fdopen(handle, "wb")

    def write(self, piece: bytes) -> None:
        """Write some of the report. Raises OutputError naming the target, or ClosedPipeError."""
        if piece:
            self._held.append(piece)
            self._size += len(piece)
            if self._size >= _HELD:
                self._hand_over()

    def flush(self) -> None:
        """Hand over what was written so far."""
        self._hand_over()
        with self._failing():
            self._stream.flush()

    def _hand_over(self) -> None:
        held, self._held, self._size = self._held, [], 0
        if held:
            with self._failing():
                self._stream.write(b"".join(held))

    def show(self) -> None:
        """Hand over what was written so far where somebody is watching."""
        if self._watched:
            self.flush()

    def commit(self) -> None:
        """Finish: a staged file takes its name with the permissions a new file would have."""
        self._hand_over()
        with self._failing():
            self._stream.flush()
            if self._stage is None:
                if self.path != "-":
                    self._stream.close()  # of a pipe: whoever reads it waits for the end
                return
            os.fsync(self._stream.fileno())
            self._stream.close()
            mask = os.umask(0)
            os.umask(mask)
            self._stage.chmod(0o666 & ~mask)
            self._stage.replace(self._place)
            self._stage = None

    def abandon(self) -> None:
        """Leave nothing behind of a report that could not be finished, but for what a stream was to show already."""
        if self._stage is None:
            with contextlib.suppress(OutputError, ClosedPipeError):
                self._hand_over()
        if self.path != "-":
            with contextlib.suppress(OSError):
                self._stream.close()
        if self._stage is not None:
            with contextlib.suppress(OSError):
                self._stage.unlink()
            self._stage = None

    @contextlib.contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError as error:
            raise ClosedPipeError from error
        except OSError as error:
            where = "standard output" if self.path == "-" else self.path
            raise OutputError(f"{where}: cannot be written ({error.strerror or error})") from error


def unmade(path: str, error: OSError) -> OutputError:
    """Return what is to be said where a report could not be made for want of temporary files."""
    import tempfile

    return starved(path, f"temporary files cannot be kept in {tempfile.tempdir} ({error.strerror})")


def starved(path: str, why: str) -> OutputError:
    """Return what is to be said where something that only stands in temporary files keeps a report from being made."""
    return OutputError(f"{path}: cannot be made: {why}\n  try: name a folder with more room in TMPDIR")


def unwritten(code: int) -> int:
    """Return the exit code of a run of which something could not be written: 3 for 0 or 1, else the code itself."""
    return OutputError.exit_code if code in {0, 1} else code


def targets(options: argparse.Namespace, default: str, example: str) -> list[tuple[str, str]]:
    """Return (format, path) of every report that `--output`, `--format` and `--output-file` name.

    `default` is the format where none is named. Raises UsageError for what is not FORMAT=FILE, with the `example`, and
    for two reports that would be written to one place.
    """
    pairs = []
    for item in options.output:
        name, equals, path = item.partition("=")
        if not equals or not path:
            raise UsageError(f"--output: {item!r} is not FORMAT=FILE, for example {example}")
        pairs.append((name, path))
    if options.format or options.output_file or not pairs:
        pairs.append((options.format or default, options.output_file or "-"))
    pairs = [(name, "-" if _descriptor(path) == 1 else path) for name, path in pairs]
    places = [path if path == "-" else str(Path(path).resolve()) for _, path in pairs]
    if twice := next((path for (_, path), place in zip(pairs, places, strict=True) if places.count(place) > 1), None):
        raise UsageError(
            f"two reports cannot share {'standard output' if twice == '-' else twice}; give each its own file"
        )
    return pairs


def _descriptor(path: str) -> int | None:
    """Return the open file that a name such as /dev/stdout or /dev/fd/3 stands for; None for the name of a file.

    What such a name leads to belongs to whoever opened it: it is written to, never replaced.
    """
    folders = {os.path.realpath(folder) for folder in ("/dev/fd", "/proc/self/fd")}
    place = Path(path).absolute()
    for _ in range(_LINKS):
        if place.name.isdecimal() and os.path.realpath(place.parent) in folders:
            return int(place.name)
        if not place.is_symlink():
            break
        place = place.parent / place.readlink()
    return None


def files(options: argparse.Namespace) -> Iterator[str]:
    """Yield the files that reports are to be written to, where the command has options for them."""
    named = [getattr(options, "output_file", None), *(one.partition("=")[2] for one in getattr(options, "output", ()))]
    yield from (path for path in named if path and path != "-")


def silence_stdout() -> None:
    """Point standard output at nothing, so that the interpreter does not complain of a closed pipe on its way out."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
