"""DEC: a printed date that is not the one the general declassification schedule gives."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import Verdict, law, level, said
from redaction_audit.checks.dec.early import Scheduled, scheduled
from redaction_audit.checks.dec.sources import SCHEDULE
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import SCHEDULED, governing
from redaction_audit.dates import bounds
from redaction_audit.law.anniversary import year_end

_BANNER = "S E C R E T ARBON 000412"
_STAMP = (
    "CONFIDENTIAL\n\nSUBJECT TO GENERAL DECLASSIFICATION SCHEDULE OF EXECUTIVE ORDER 11652\nAUTOMATICALLY DOWNGRADED "
    "AT TWO YEAR INTERVALS AND\nDECLASSIFIED ON {}\n\nThe board met.\n"
)


@record_check(
    "DEC018",
    "schedule-date",
    severity="note",
    cites=(SCHEDULE,),
    basis=("EO-15",),
    flags=(
        Example(
            telegram("E.O. 11652: GDS, DECLASSIFIED ⟦1985⟧", by="", banner=_BANNER, portion="S"), date="1975-03-10"
        ),
        Example(telegram("E.O. 11652: GDS ⟦1985⟧", by="", banner=_BANNER, portion="S"), date="1975-03-10"),
        Example(telegram("E.O. 11652: GDS ⟦12/31/85⟧", by="", banner=_BANNER, portion="S"), date="1975-03-10"),
        Example(_STAMP.format("⟦DECEMBER 31, 1983⟧"), date="1975-03-10"),
        Example(
            "SECRET\n\nSUBJECT TO GDS OF E.O. 11652\nDECLASSIFY ON ⟦DECEMBER 31, 1985⟧\n\nThe quay is new.\n",
            date="1975-03-10",
        ),
        Example("SECRET\n\nGDS, DECLASSIFIED ⟦1985⟧\n\nThe quay is new.\n", date="1975-03-10"),
        Example(telegram("E.O. 11652: ADS ⟦12/31/84⟧", by="", banner=_BANNER, portion="S"), date="1975-03-10"),
    ),
    passes=(
        Example(telegram("E.O. 11652: GDS 12/31/83", by="", banner=_BANNER, portion="S"), date="1975-03-10"),
        Example(telegram("E.O. 11652: GDS, DECLASSIFIED 1983", by="", banner=_BANNER, portion="S"), date="1975-03-10"),
        Example(telegram("E.O. 11652: GDS", by="", banner=_BANNER, portion="S"), date="1975-03-10"),
        Example(telegram("E.O. 11652: ADS 12/31/80", by="", banner=_BANNER, portion="S"), date="1975-03-10"),
        Example(telegram("E.O. 12065: GDS 11/15/85", by=""), date="1979-11-16"),
        Example(_STAMP.format("DECEMBER 31, 1981"), date="1975-03-10"),
        Example(
            "SECRET\n\nEXEMPT FROM GENERAL DECLASSIFICATION SCHEDULE OF E.O. 11652\nEXEMPTION CATEGORY 5B(3)\n"
            "AUTOMATICALLY DECLASSIFIED ON DECEMBER 31, 1999\n\nThe board met.\n",
            date="1975-03-10",
        ),
    ),
)
def schedule_date(view: View) -> Iterator[Hit | Skip]:
    """The printed date is not the one that the general declassification schedule gives for the level.

    ## Why it matters
    Under E.O. 11652 the schedule, not the drafter, set the date: the end of the tenth full calendar year for TOP
    SECRET, of the eighth for SECRET, of the sixth for CONFIDENTIAL. Another date shows a slip of arithmetic, another
    level or an instruction that is not the schedule.

    ## What to do
    Count with the date that the finding shows, or with the earlier printed one. Look whether the level was changed.

    ## Known limits
    Only the level at origin counts, and the page shows the level it has now. A date of the advanced schedule is only
    compared with the latest day allowed. A year alone is compared as a year. Under E.O. 12065 State wrote GDS for the
    six-year rule, which is another finding.
    """
    if SCHEDULED not in view.regimes:
        return
    printed, claimed = scheduled(view), level(view)
    if printed is None or claimed is None:
        return
    yield from said(
        view, (printed.start, printed.end), "header.declassify-on", lambda day: _judge(view, day, printed, claimed)
    )


def _judge(view: View, day: dt.date, printed: Scheduled, claimed: str) -> Verdict | None:
    found = ((regime, regime.schedule("GDS", claimed)) for regime in governing(view, day))
    regime, entry = next(((regime, entry) for regime, entry in found if entry), (None, None))
    if regime is None or entry is None:
        return None
    until = year_end(day, entry.years)
    first, last = bounds(printed.iso)
    if first <= until <= last or (printed.code == "ADS" and first <= until):
        return None
    latest = " at the latest" if printed.code == "ADS" else ""
    words = f"{printed.code} date {printed.iso} on a {claimed} record of {day}; {regime.order} gives {until}{latest}"
    data = {"level": claimed, "printed": printed.iso, "schedule": until.isoformat(), "law": law(entry)}
    steps = f"31 December of {day.year} + {entry.years} y = {until}; marked {printed.iso}"
    return Verdict(words, data, "note", steps)
