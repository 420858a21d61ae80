"""Markings that an e-mail only quotes: those of an earlier paper, which the date of the mail does not judge."""

from redaction_audit.check import View
from redaction_audit.model import Reason
from redaction_audit.structure.labels import line_before

_REACH = 200
"""Characters of a line in front of a marking that are looked at."""


def is_quoted(view: View, at: int) -> bool:
    """Say whether the line that holds `at` is quoted in an e-mail: `> E.O. 12958: DECL: X1`."""
    return view.structure.form == "e-mail" and line_before(view.text, at, _REACH).lstrip().startswith(">")


def author_reason(view: View) -> Reason | None:
    """Return the reason of the page's own block; None where it is that of a quoted text."""
    reason = view.structure.fields.reason
    return None if reason is None or is_quoted(view, reason.start) else reason
