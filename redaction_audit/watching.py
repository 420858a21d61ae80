"""What `scan --watch` does: scans again whenever what is scanned, or what the scan goes by, has changed.

Every scan is a process of its own, so that it reads settings and rules anew. Files are looked at, not subscribed to:
that works on every file system, and a cache (`--cache`) makes the scan itself short.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from redaction_audit import diagnostics
from redaction_audit.delivery import files
from redaction_audit.errors import UsageError
from redaction_audit.folders import Unit
from redaction_audit.model import Gap
from redaction_audit.outputs.report import EXIT_CODES
from redaction_audit.text.counting import count

PAUSE = 0.5
"""Seconds between two looks; longer where a look itself takes long."""

Picture = Mapping[str, tuple[int, int]]
"""Time and size of every file that matters, by path."""


def watch(arguments: Sequence[str], options: argparse.Namespace, look: Callable[[], Iterable[Unit | Gap]]) -> int:
    """Scan until interrupted; return the exit code of the last scan. `look` lists the inputs as they are now.

    Raises UsageError for standard input, which can be read once.
    """
    if "-" in options.paths:
        raise UsageError("--watch: standard input can be read once only; give files or folders")
    written = [*files(options), *filter(None, (options.store,))]
    beside = [options.settings.file, options.baseline, options.waivers]
    beside += Path(options.rules).glob("*.toml") if options.rules else ()
    code = EXIT_CODES["interrupted"]

    def picture() -> Picture:
        inputs = (unit.path for unit in look() if isinstance(unit, Unit))
        return _picture([*inputs, *(str(path) for path in beside if path)], written)

    try:
        while True:
            before = picture()
            code = EXIT_CODES["interrupted"]
            code = subprocess.run(_command(arguments), check=False).returncode  # noqa: S603 - this program itself
            diagnostics.note(f"watching {count(len(before), 'file')}; ctrl-C ends")
            _wait(before, picture)
    except KeyboardInterrupt:
        return code


def _wait(before: Picture, picture: Callable[[], Picture]) -> None:
    """Wait for a change, and say what it is."""
    while True:
        began = time.monotonic()
        now = picture()
        if changed := sorted(path for path in {*before, *now} if before.get(path) != now.get(path)):
            more = f" and {len(changed) - 1:,} more" if changed[1:] else ""
            diagnostics.note(f"changed: {changed[0]}{more}")
            return
        time.sleep(max(PAUSE, 5 * (time.monotonic() - began)))


def _command(arguments: Sequence[str]) -> list[str]:
    """Return the command line of one scan: the same, and not to watch."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return [sys.executable, "-m", "redaction_audit.cli", *arguments[:end], "--no-watch", *arguments[end:]]


def _picture(paths: Iterable[str], written: Sequence[str]) -> Picture:
    """Return the files as they are; what the scan itself writes is none of its reasons."""
    own = {str(Path(path).absolute()) for path in written}
    return dict(item for item in _looked_at(paths) if str(Path(item[0]).absolute()) not in own)


def _looked_at(paths: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in paths:
        try:
            status = Path(path).stat()
        except OSError:
            continue  # gone, which is a change
        yield path, (status.st_mtime_ns, status.st_size)
