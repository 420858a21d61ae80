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
    """Return the store of this review and remember it as the last one.

    Raises UsageError where there is none to resume.
    """
    last = state() / _LAST
    if options.store is not None:
        place = Path(options.store).absolute()
    elif options.paths:
        names = "\0".join(str(Path(path).absolute()) for path in options.paths)
        place = state() / f"{hashlib.sha256(os.fsencode(names)).hexdigest()[:16]}.store"
    else:
        try:
            return Path(os.fsdecode(last.read_bytes()))
        except OSError as error:
            raise UsageError("nothing to resume\n  try: redaction-audit review PATH") from error
    if not options.read_only:
        with suppress(OSError):  # resuming without arguments is a convenience
            last.parent.mkdir(parents=True, exist_ok=True)
            last.write_bytes(os.fsencode(place))
    return place
