"""Pages without an order line on which an instruction would stand if there were one: the author's block, a whole head.

A page without either may be an extract, a body without its cover, or no document at all: nothing is missing there.
"""

import re
from functools import cache

from redaction_audit.check import View
from redaction_audit.checks.dec.block import is_telegram
from redaction_audit.checks.located import located
from redaction_audit.expressions import fixed
from redaction_audit.structure.due import read_due

_TRACES = (
    "ecl",
    "ECL",
    "assify",
    "ASSIFY",
    "E.O",
    "E. O",
    "EO 1",
    "EO1",
    "E.0",
    "OADR",
    "GDS",
    "CHEDULE",
    "chedule",
    "RVW",
    "REVIEW ON",
)
"""Pieces of an instruction or order line that no reader could read."""

_AFTER = 600
"""Characters behind a block in which its last line stands."""


def unsaid(view: View) -> tuple[tuple[int, int], str] | None:
    """Return the place at which an instruction is missed, and its kind; None where nothing proves that one is owed."""
    fields = view.structure.fields
    if fields.order is not None or fields.review is not None or view.structure.form not in (None, "telegram"):
        return None
    if located(view, "notice.partial_extract") or _atomic().search(view.text):
        return None
    return _head(view) if is_telegram(view) else _block(view)


def _head(view: View) -> tuple[tuple[int, int], str] | None:
    """Return the banner of a telegram whose head is whole: a date or number, tags and a subject, and no order line."""
    fields, body = view.structure.fields, view.structure.paragraphs
    banner = fields.classification
    if banner is None or fields.subject is None or not fields.tags or not (fields.dtg or fields.message_id):
        return None
    head = view.text[: body[0].start if body else fields.subject.end + _AFTER]
    return None if any(trace in head for trace in _TRACES) else ((banner.start, banner.end), "marking.banner")


def _block(view: View) -> tuple[tuple[int, int], str] | None:
    """Return the classified-by or derived-from line of a block in which the instruction is missing or left empty."""
    fields = view.structure.fields
    line = fields.classified_by or fields.derived_from
    if line is None or (fields.reason is None and fields.derived_from is None):
        return None
    begin = max(0, min(found.start for found in (line, fields.reason, fields.derived_from) if found) - _AFTER)
    block = view.text[begin : line.end + _AFTER]
    label = _empty().search(view.text, begin, line.end + _AFTER)
    if any(trace in _empty().sub("", block) for trace in _TRACES):
        return None
    if _strewn(view, min(label.end(), line.end) if label is not None else line.end):
        return None
    return (line.start, line.end), "header.classified-by" if fields.classified_by else "header.derived-from"


def _strewn(view: View, at: int) -> bool:
    """Say whether a code or date stands alone in a line behind `at`: scans tear labels from what belongs to them."""
    for line in _short().finditer(view.text, at, min(at + _AFTER, len(view.text))):
        due = read_due(view.text, view.page.low, *line.span("words"), None, None)
        if due is not None and due.kind in ("code", "date"):
            return True
    return False


@cache
def _short() -> re.Pattern[str]:
    return fixed(r"[\r\n][ \t]{0,80}(?P<words>[^\s](?:[^\r\n]{0,28}[^\s])?)[ \t]{0,80}(?=[\r\n])")


@cache
def _empty() -> re.Pattern[str]:
    """The label of an instruction with nothing but filling signs behind it in its line, and nothing in the next."""
    return fixed(
        r"\bDecl(?:assify)?[ \t]{1,3}On[ \t]{0,3}:?[ \t_.\-]{0,80}(?=(?:\r\n|\n|\r(?!\n))[ \t]{0,80}(?:[\r\n]|\Z)|\Z)",
        re.IGNORECASE,
    )


@cache
def _atomic() -> re.Pattern[str]:
    """Atomic matter in words: such a page carries no instruction."""
    return fixed(r"\bRESTRICTED DATA\b")
