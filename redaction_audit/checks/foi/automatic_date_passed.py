"""FOI: (b)(1) with origin letters only, reviewed after the automatic date."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.terms import automatic_date
from redaction_audit.checks.foi.release import NO_DATE, NO_DECISION, around, decisions, told
from redaction_audit.checks.foi.sources import AGED
from redaction_audit.law.anniversary import add_years

_LETTERED = ("1.3(", "1.4(", "1.5(")
_AGED = ("3.", "25X", "50X", "75X")
_AGED_CODE = "3.3(b)"
_YEARS = 25
_ATOMIC = ("RESTRICTED DATA", "Restricted Data", "FORMERLY RESTRICTED")
_SILENT = ("pra", "frus", "jfk", "unofficial")
_FOOTER = "UNCLASSIFIED U.S. Department of State Case No. F-2012-00411 Doc No. C06000411 Date: {}\n\n"
_CODED = "It sold                         B1\n                                {}\n"


@record_check(
    "FOI006",
    "automatic-date-passed",
    severity="note",
    confidence="low",
    cites=(AGED,),
    basis=("FX-05",),
    when="coded",
    flags=(
        Example(_FOOTER.format("07/31/2014") + _CODED.format("⟦1.4(D)⟧"), date="1975-03-02"),
        Example(_FOOTER.format("01/02/2016") + _CODED.format("⟦1.4(B)⟧"), date="1990-06-01"),
    ),
    passes=(
        Example(_FOOTER.format("09/01/2015") + _CODED.format("1.4(D)"), date="1990-06-01"),
        Example(
            "Case No. F-1997-00411 Doc No. C06000411 Date: 07/31/1998\n\nThe desk            EO 12958 3.4(b)(1)>25Yrs\n"
            "                        B1\n", date="1965-03-02",
        ),
        Example(_FOOTER.format("07/31/2014") + _CODED.format("1.4(D),3.3(b)(1)"), date="1975-03-02"),
        Example(_FOOTER.format("07/31/2014") + "RESTRICTED DATA\n\n" + _CODED.format("1.4(D)"), date="1975-03-02"),
        Example("Case No. F-2012-00411\n\n" + _CODED.format("1.4(D)"), date="1975-03-02"),
        Example(_FOOTER.format("07/31/2014") + _CODED.format("1.4(D)"), date="2010-03-02"),
    ),
)  # fmt: skip
def automatic_date_passed(view: View) -> Iterator[Hit | Skip]:
    """Text is withheld under letters of origin though the record's automatic date had passed at the release.

    ## Why it matters
    A permanent record declassifies by itself at the end of its twenty-fifth year unless a category of section 3.3(b) is
    approved. After that day a code that names only the letters of origin does not say why the text is still classified.

    ## What to do
    Ask whether the record is permanent, and which category of section 3.3(b) was approved.

    ## Known limits
    Always a note: how agencies cite the section beyond 25 years was not read in an official text. Whether a record is
    permanent, was referred to another agency, or was reviewed long before its release cannot be seen on the page.
    Records with Restricted Data are passed.
    """
    marks = view.marks.marks
    found = [mark for mark in marks if any(code.startswith(_LETTERED) for code in mark.codes)]
    if not found or view.provenance in _SILENT:
        return
    if any(code.startswith(_AGED) for mark in marks for code in mark.codes):
        return
    if view.page.literals.any_of(_ATOMIC) or any(
        _AGED_CODE in view.text[slice(*around(view.text, mark.start, mark.end, 2))] for mark in found
    ):
        return
    if view.date is None:
        yield NO_DATE
        return
    decided = decisions(view)
    if not decided:
        yield NO_DECISION
        return
    due = automatic_date(view, view.date[1])
    first = decided[0]
    if first.days[0] <= due:
        return
    base, end = view.date[1], dt.date(add_years(view.date[1], _YEARS).year, 12, 31)
    sum_ = f"{base} + {_YEARS} y, to the end of the year = {end}"
    sum_ += f", not before {due}" if due != end else ""
    yield Hit(
        found[0].start, found[0].end,
        f"decided on {first.days[0]}, after the automatic date {due}, and no exemption from it is cited",
        kind="code", related=((first.start, first.end, first.source), *told(found, "here as well")),
        data={
            "arithmetic": f"{sum_}; decided {first.days[0]}", "automatic": due.isoformat(),
            "decided": first.days[0].isoformat(), "date": base.isoformat(), "count": len(found),
            "provenance": view.provenance,
        },
    )  # fmt: skip
