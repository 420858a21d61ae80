"""The header of an e-mail: who sent it to whom, and when. Quoted messages below have headers of their own."""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.model import Frozen, Value
from redaction_audit.structure.page import Page

REACH = 6_000
"""Characters in which the topmost header stands; stamps and margin codes come before it."""


class Mail(Frozen):
    """The topmost e-mail header; a part that is withheld or absent is None."""

    sent: Value | None
    sender: Value | None
    addressee: Value | None


@cache
def _label(name: str) -> re.Pattern[str]:
    return re.compile(rf"[\r\n][ \t]{{0,40}}{name}[ \t]{{0,4}}:[ \t]{{0,80}}(?P<value>[^\r\n]{{0,300}})")


def read(page: Page) -> Mail | None:
    """Return the topmost e-mail header of the page, or None when no `Sent:` (or `From:` with `Date:`) stands in it."""
    if page.text.find("Sent", 0, REACH) < 0 and page.text.find("From", 0, REACH) < 0:
        return None
    sent = _label("Sent").search(page.padded, 0, REACH)
    sender = _label("From").search(page.padded, 0, REACH)
    if sent is None:
        if sender is None or _label("Subject").search(page.padded, sender.start(), sender.start() + 2_000) is None:
            return None
        sent = _label("Date").search(page.padded, sender.start(), sender.start() + 1_000)
    addressee = _label("To").search(page.padded, 0, REACH)
    return Mail(_dated(page, sent), _name(page, sender), _name(page, addressee))


def _dated(page: Page, found: re.Match[str] | None) -> Value | None:
    """Return the date of a `Sent:` line; margin codes behind a run of blanks are no part of it."""
    if found is None:
        return None
    printed = re.split(r"[ \t]{3,}", found["value"], maxsplit=1)[0]
    iso = dates.parse(printed)
    start = found.start("value") - 1
    return page.value(start, start + len(printed.rstrip()), iso) if iso else None


def _name(page: Page, found: re.Match[str] | None) -> Value | None:
    """Return who stands behind the label up to a run of blanks, or None when nothing does (withheld)."""
    if found is None:
        return None
    printed = re.split(r"[ \t]{3,}", found["value"], maxsplit=1)[0].rstrip()
    start = found.start("value") - 1
    return page.value(start, start + len(printed)) if printed else None
