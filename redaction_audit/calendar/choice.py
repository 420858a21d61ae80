"""What of a calendar is wanted: which records, in which order, and what counts as falling due."""

import datetime as dt
from typing import Literal

from redaction_audit.calendar.entry import Due
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen

Order = Literal["date", "record", "path"]
ORDERS: tuple[Order, ...] = ("date", "record", "path")

HORIZON = "1y"
"""What counts as due where nobody says otherwise: an exemption must be proposed a year before the deadline at the
latest (32 CFR 2001.30)."""

_SPAN = fixed(r"(\d{1,5})([dwmy])")


class Choice(Frozen):
    """`due` and `overdue` keep records of that status only, both together those of either; neither keeps all.

    `until` is the last day that counts as due. `sort` None leaves streams in the order of the inputs and sorts tables
    by date.
    """

    until: dt.date
    due: bool = False
    overdue: bool = False
    sort: Order | None = None

    def wants(self, entry: Due) -> bool:
        """Say whether an entry is to be listed."""
        if not (self.due or self.overdue):
            return True
        return (self.due and entry.status == "due") or (self.overdue and entry.status == "overdue")


def after(day: dt.date, span: str) -> dt.date:
    """Return the day that lies `span` after `day`: `90d`, `2w`, `6m`, `1y`; a month's last day where it has no such.

    Raises ValueError when `span` is none of these. Days that no calendar date can hold end at the last one there is.
    """
    found = _SPAN.fullmatch(span.strip().lower())
    if found is None:
        raise ValueError("not a number with d, w, m or y behind it")
    count, unit = int(found[1]), found[2]
    try:
        if unit in "dw":
            return day + dt.timedelta(days=count * (7 if unit == "w" else 1))
        year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1), 12)
        following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
        return min(dt.date(year, month + 1, 1) + dt.timedelta(days=day.day - 1), following - dt.timedelta(days=1))
    except (OverflowError, ValueError):
        return dt.date.max


def sort_key(entry: Due, order: Order) -> tuple[str, ...]:
    """Return what an entry is sorted by; records that no date governs come last."""
    if order == "record":
        return (entry.record,)
    if order == "path":
        return (entry.path, entry.origin.member or "", f"{entry.origin.row or 0:09}", f"{entry.origin.line or 0:09}")
    return (
        entry.governing.date.isoformat() if entry.governing else "~",
        entry.status,
        entry.reason or "",
        entry.record,
    )
