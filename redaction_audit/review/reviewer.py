"""Who works here."""

import getpass
import os

from redaction_audit.errors import UsageError


def reviewer_named(given: str | None = None) -> str:
    """Return who works here: the name given, else that of the environment, else the login name. Raises UsageError."""
    return given or os.environ.get("REDACTION_AUDIT_REVIEWER") or _login()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:  # no login name, or none that this system knows
        raise UsageError("who reviews? give --reviewer NAME, or set REDACTION_AUDIT_REVIEWER") from error
