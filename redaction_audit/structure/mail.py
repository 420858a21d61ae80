"""The header of an e-mail: who sent it to whom, and when. Quoted messages below have headers of their own."""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen, Value
from redaction_audit.structure.page import Page

REACH = 6_000
"""Characters in which the topmost header stands; stamps and margin codes come before it."""


_ABOVE = 200
"""Characters in which the first line begins that is not blank."""


class Mail(Frozen):
    """The topmost e-mail header; a part that is withheld or absent is None."""

    sent: Value | None
    sender: Value | None
    addressee: Value | None

    @property
    def end(self) -> int:
        """Offset behind the parts that were read."""
        return max((part.end for part in (self.sent, self.sender, self.addressee) if part), default=0)


@cache
def _label(name: str) -> re.Pattern[str]:
    return fixed(rf"{name}\*{{0,2}}[ \t]{{0,4}}:\*{{0,2}}[ \t]{{0,80}}(?P<value>[^\r\n]{{0,300}})")


def is_quoted(page: Page) -> bool:
    """Return whether the page begins with a quoted line: then its header is the one of what it quotes."""
    return page.text[:_ABOVE].lstrip()[:1] == ">"


def _find(page: Page, name: str, start: int = 0, end: int = REACH) -> re.Match[str] | None:
    """Return the first `name:` at the start of a line that begins in `start:end`, or None.

    On a page that is quoted from its first line on, signs of quotation stand in front; where bold labels were pasted as
    Markdown (`*From:*`), asterisks.
    """
    before_label = " \t*>" if is_quoted(page) else " \t*"
    at = page.text.find(name, start, end)
    while at >= 0:
        before = page.text[max(0, at - 41) : at].rstrip(before_label)
        if (not before or before[-1] in "\r\n") and (found := _label(name).match(page.text, at)):
            return found
        at = page.text.find(name, at + 1, end)
    return None


def read(page: Page) -> Mail | None:
    """Return the topmost e-mail header of the page, or None when no `Sent:` (or `From:` with `Date:`) stands in it."""
    sent = _find(page, "Sent")
    sender = _find(page, "From")
    if sent is None:
        # `Date:` of a release stamp is all figures and stands in a page-break line; the one of a mail names its month
        if sender is None or _find(page, "Subject", sender.start(), sender.start() + 2_000) is None:
            return None
        sent = _find(page, "Date", max(0, sender.start() - 1_000), sender.start() + 1_000)
    addressee = _find(page, "To")
    return Mail(_dated(page, sent), _name(page, sender), _name(page, addressee))


def _dated(page: Page, found: re.Match[str] | None) -> Value | None:
    """Return the date of a `Sent:` line; margin codes behind a run of blanks are no part of it."""
    if found is None:
        return None
    printed = re.split(r"[ \t]{3,}", found["value"], maxsplit=1)[0]
    iso = dates.parse(printed) if found[0].startswith("Sent") or any(c.isalpha() for c in printed) else None
    start = found.start("value")
    return page.value(start, start + len(printed.rstrip()), iso) if iso else None


def _name(page: Page, found: re.Match[str] | None) -> Value | None:
    """Return who stands behind the label up to a run of blanks, or None when nothing does (withheld)."""
    if found is None:
        return None
    printed = re.split(r"[ \t]{3,}", found["value"], maxsplit=1)[0].rstrip()
    start = found.start("value")
    return page.value(start, start + len(printed)) if printed else None
