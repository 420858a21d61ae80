"""Where a review keeps its things: stores without a name of their own, and which of them was the last."""

import argparse
import hashlib
import os
from contextlib import suppress
from pathlib import Path

from redaction_audit.errors import UsageError

_LAST = "last-store"


def state() -> Path:
    """Return the folder for stores without a name: `$XDG_STATE_HOME/redaction-audit`."""
    home = os.environ.get("XDG_STATE_HOME") or ""
    return Path(home if Path(home).is_absolute() else Path.home() / ".local" / "state") / "redaction-audit"


def store_of(options: argparse.Namespace) -> Path:
    """Return the store of this review: the one named, that of the paths, or the last one.

    Raises UsageError where there is none to resume.
    """
    if options.store is not None:
        return Path(options.store).absolute()
    if options.paths:
        names = "\0".join(str(Path(path).absolute()) for path in options.paths)
        return state() / f"{hashlib.sha256(os.fsencode(names)).hexdigest()[:16]}.store"
    try:
        return Path(os.fsdecode((state() / _LAST).read_bytes()))
    except OSError as error:
        raise UsageError("nothing to resume\n  try: redaction-audit review PATH") from error


def remember(place: Path) -> None:
    """Remember a store as the last one, where that can be kept: resuming without arguments is a convenience."""
    last = state() / _LAST
    with suppress(OSError):
        last.parent.mkdir(parents=True, exist_ok=True)
        last.write_bytes(os.fsencode(place))
