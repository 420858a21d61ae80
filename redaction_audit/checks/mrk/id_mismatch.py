"""MRK: the record's id against the message number and the date on the page."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit import dates
from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.located import located
from redaction_audit.checks.mrk.sources import MESSAGE, REFERENCE
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.checks.mrk.telegram import sent
from redaction_audit.expressions import fixed
from redaction_audit.model import Located, Severity, Value
from redaction_audit.structure import posts

_ALLOWED = 2
"""Days by which the year of an id and the date of the record may miss each other: dates are in UTC, ids local."""


def _headed(id_: str, created: str = "2006-03-14 15:20") -> str:
    return f"{id_}\n{created}\n2011-08-30 01:44\nCONFIDENTIAL\nEmbassy Arbon"


@record_check(
    "MRK001",
    "id-mismatch",
    severity="error",
    cites=(REFERENCE, MESSAGE),
    basis=("CV-01",),
    flags=(
        Example(telegram(head=_headed("⟦06ARBON421⟧"), group="")),
        Example(telegram(head=_headed("⟦06ARBON412⟧", "2005-11-02 09:00"), group="")),
        Example(telegram(head=_headed("⟦06ARBON412⟧", "2005-11-02 09:00"), group="P 020900Z NOV 05")),
    ),
    passes=(
        Example(telegram(head=_headed("06ARBON412"), group="")),
        Example(telegram(head=_headed("06ARBON412"), banner="C O N F I D E N T I A L ARBON 412", group="")),
        Example(telegram(head=_headed("06STATE12345"), banner="C O N F I D E N T I A L STATE 012345", group="")),
        Example(telegram(head=_headed("06KYIV412"), banner="C O N F I D E N T I A L KIEV 000412", group="")),
        Example(telegram(head=_headed("05ARBON412", "2006-01-01 00:10"), group="")),
        Example(telegram()),
    ),
)
def id_mismatch(view: View) -> Iterator[Hit | Skip]:
    """The record's id is not the message number or the year on the page.

    ## Why it matters
    A telegram is filed and cited by year, post and serial. When the id above the text and the number on its
    classification line differ, one of them belongs to another record, and whoever cites the id cites the wrong one.

    ## What to do
    Compare with the telegram's own first line. If the id is right, the text below it is that of another message.

    ## Known limits
    Leading zeros, points and blanks do not count, nor do other names, old names and cut names of one post. Another
    post with the same serial is a warning, for a post may send for another. A year that only the third party's own
    head contradicts is a note. Only the first classification line is
    compared: a text may quote further messages. A record without an id of its own is not judged.
    """
    own = view.structure.fields.message_id
    parts = _id().fullmatch(own.raw) if own else None
    if own is None or parts is None or not sent(view):
        return
    numbers = located(view, "header.id_in_banner")
    found = _number(own, parts["post"], int(parts["serial"]), numbers[0]) if numbers else None
    found = found or _year(view, own)
    if found is not None:
        yield found


def _number(own: Value, post: str, serial: int, line: Located) -> Hit | None:
    """Compare the id with the message number of the first classification line."""
    name, _, digits = (line.value or "").rpartition(" ")
    same = _same_post(post, name)
    if same and int(digits or -1) == serial:
        return None
    different = " and ".join(
        word for word, is_so in (("post", not same), ("serial", int(digits or -1) != serial)) if is_so
    )
    return Hit(
        own.start,
        own.end,
        f"the id {own.raw} and the message number {' '.join(line.raw.split())} differ in {different}",
        kind="header.id",
        data={"id": own.raw, "number": line.value},
        related=((line.start, line.end, "message number"),),
        severity="warning" if int(digits or -1) == serial else None,
    )


def _year(view: View, own: Value) -> Hit | None:
    """Compare the year of the id with the date of the record."""
    structure = view.structure
    told = [(structure.date_source, structure.date), *structure.other_dates]
    year = next((date for source, date in told if source == "id"), None)
    source, date = next(((source, date) for source, date in told if date and source != "id"), (None, None))
    if year is None or date is None or date[:4] == year or dates.days_apart(year, date) <= _ALLOWED:
        return None
    words = f"the id {own.raw} is of {year}, the record is dated {date}"
    # where only a third party's head gives the date, id and date are the same hand's, and neither is the agency's
    weight: Severity | None = "note" if source == "created" else None
    data = {"id": own.raw, "year": year, "date": date, "date_source": source}
    return Hit(own.start, own.end, words, kind="header.id", data=data, severity=weight)


def _same_post(one: str, other: str) -> bool:
    """Return whether two printed names mean one post: other spellings, renamed posts, names cut short (`DAMASC`)."""
    if one == other:
        return True
    first, second = posts.squeezed(one), posts.squeezed(other)
    short, long = sorted((first, second), key=len)
    if first == second or (len(short) >= 5 and long.startswith(short)):
        return True
    # malformed ids keep words of the classification line in front of the post (08SECTION01OF03ARBON412), and missions
    # are named with and without US (NATO, USNATO)
    if len(short) >= 4 and long.endswith(short):
        return True
    if any({first, second} <= names for names in _RENAMED):
        return True
    meant = posts.canonical(first)
    return meant is not None and meant == posts.canonical(second)


_RENAMED = (
    {"KIEV", "KYIV"}, {"BOMBAY", "MUMBAI"}, {"MADRAS", "CHENNAI"}, {"CALCUTTA", "KOLKATA"}, {"RANGOON", "YANGON"},
    {"PEKING", "BEIJING"}, {"LENINGRAD", "STPETERSBURG"}, {"SAIGON", "HOCHIMINHCITY"}, {"ALMAATA", "ALMATY"},
)  # fmt: skip
"""Posts that sent under two names."""


@cache
def _id() -> re.Pattern[str]:
    return fixed(r"(?:(?:19|20)\d\d|\d\d)(?P<post>[A-Z][A-Z0-9.\-]{1,40}?)(?P<serial>\d{1,7})(?:_[a-zA-Z])?")
