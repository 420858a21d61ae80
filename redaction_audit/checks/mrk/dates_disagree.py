"""MRK: two dates of one record that lie more than two days apart."""

from collections.abc import Iterator

from redaction_audit import dates
from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.located import located
from redaction_audit.checks.mrk.sources import MESSAGE
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.model import Located

_ALLOWED = 2
"""Days that a time zone and a late transmission make; more is another date."""

_KINDS = {
    "dtg": ("header.dtg", "date-time group"),
    "created": ("header.created", "file date"),
    "sent": ("header.sent", "sent line"),
    "dateline": ("header.dateline", "dateline"),
    "cover": ("header.date", "date on the cover"),
}


def _headed(created: str) -> str:
    return f"06ARBON412\n{created}\n2011-08-30 01:44\nCONFIDENTIAL\nEmbassy Arbon"


@record_check(
    "MRK012",
    "dates-disagree",
    severity="note",
    cites=(MESSAGE,),
    basis=("CV-15",),
    flags=(
        Example(telegram(head=_headed("2006-06-05 18:06"), group="⟦P 051020Z MAR 06⟧".replace("⟦P ", "P ⟦"))),
        Example(telegram(head=_headed("2006-03-18 09:00"), group="P ⟦141520Z MAR 06⟧")),
    ),
    passes=(
        Example(telegram(head=_headed("2006-03-15 00:10"))),
        Example(telegram(head=_headed("2006-03-16 09:00"))),
        Example(telegram(head=_headed("2006-03-14 15:20"))),
        Example(telegram()),
    ),
)
def dates_disagree(view: View) -> Iterator[Hit | Skip]:
    """Two dates of one record lie more than two days apart.

    ## Why it matters
    The date of a record decides which order governs it and when it declassifies. Two dates on one page may put it
    under two orders.

    ## What to do
    Find out which of them is the day of origin. `--date` sets it for the whole run.

    ## Known limits
    The earlier named source decides: date-time group, file date, sent line, dateline, cover sheet. The year in a
    record's id is compared by another rule. Partial dates are compared as ranges; stamps never count.
    """
    structure = view.structure
    if structure.date is None or not structure.other_dates or structure.date_source not in _KINDS:
        return
    for source, other in structure.other_dates:
        days = dates.days_apart(structure.date, other) if source in _KINDS else 0
        if days <= _ALLOWED:
            continue
        own, second = _place(view, structure.date_source), _place(view, source)
        at = own or second
        if at is None:
            continue
        first_words, second_words = _KINDS[structure.date_source][1], _KINDS[source][1]
        yield Hit(
            at.start,
            at.end,
            f"the {first_words} says {structure.date}, the {second_words} {other}: {days} days apart",
            kind=at.kind,
            data={
                "date": structure.date,
                "source": structure.date_source,
                "other_date": other,
                "other_source": source,
                "days": days,
                "arithmetic": f"{max(structure.date, other)} - {min(structure.date, other)} = {days} days",
            },
            related=((second.start, second.end, second_words),) if second is not None and second is not at else (),
        )


def _place(view: View, source: str) -> Located | None:
    return next(iter(located(view, _KINDS[source][0])), None)
