"""MRK: a date in the head of a record that no calendar has."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.mrk.sources import MESSAGE
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.structure.telegram import unreal_group


def _headed(created: str, released: str = "2011-08-30 01:44") -> str:
    return f"06ARBON412\n{created}\n{released}\nCONFIDENTIAL\nEmbassy Arbon"


@record_check(
    "MRK018",
    "impossible-date",
    severity="warning",
    cites=(MESSAGE,),
    basis=("CV-15",),
    by_provenance={"unofficial": "note"},
    when="undatable",
    flags=(
        Example(telegram(head=_headed("⟦2006-02-30 18:06⟧"), group="")),
        Example(telegram(head=_headed("2006-03-14 18:06", "⟦2011-13-30 01:44⟧"))),
        Example(telegram(group="P ⟦311520Z APR 06⟧")),
        Example(telegram(group="P ⟦142575Z MAR 06⟧")),
    ),
    passes=(
        Example(telegram(head=_headed("2006-03-14 18:06"))),
        Example(telegram(group="P 290900Z FEB 04")),
        Example(telegram(group="P O3l520Z MAR 06")),
        Example(telegram("1. (C) The board met.", "2. (C) It read a telegram of\n311520Z APR 06\nand rose.", group="")),
        Example("The lots were sold on 2006-02-30.\n"),
    ),
)
def impossible_date(view: View) -> Iterator[Hit | Skip]:
    """A date in the head of a record does not exist: no calendar has the day, or no clock the hour.

    ## Why it matters
    The date of a record decides which order governs it and when it declassifies. One that does not exist is no date:
    the record is then dated by what else its page says, at worst by the year in its id, and rules that need a day say
    nothing.

    ## What to do
    Compare with the source: a figure may be misread. `--date` gives the day of origin for the whole run.

    ## Known limits
    Looks at the date lines of a third-party head, and at the date-time group where nothing else dates the record.
    Figures that a scan took for letters are read first. Dates of declassification have a rule of their own.
    """
    fields = view.structure.fields
    for field, words in ((fields.created, "file date"), (fields.released, "date of release")):
        if field is not None and field.value is None:
            yield Hit(field.start, field.end, f"the {words} {field.raw} does not exist", kind="header.date")
    if fields.dtg is None and (place := unreal_group(view.page)) is not None:
        printed = view.text[slice(*place)]
        yield Hit(*place, f"the date-time group {printed} does not exist", kind="header.dtg")
