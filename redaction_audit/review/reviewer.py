"""Who works here."""

import getpass
import os

from redaction_audit.errors import UsageError


def reviewer_named(given: str | None = None) -> str:
    """Return who works here: the name given, else that of the environment, else the login name. Raises UsageError."""
    return said(given) or _login()


def said(given: str | None = None) -> str | None:
    """Return the name given, else that of the environment; None where nobody said who works here."""
    return given or os.environ.get("REDACTION_AUDIT_REVIEWER") or None


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:  # no login name, or none that this system knows
        raise UsageError("who reviews? give --reviewer NAME, or set REDACTION_AUDIT_REVIEWER") from error
