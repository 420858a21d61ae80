"""DEC: an exemption from the general schedule whose category does not exist."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LATER_HANDS, Verdict, hit, is_telegram, law, level
from redaction_audit.checks.dec.early import exemptions
from redaction_audit.checks.dec.sources import EXEMPTED
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import LIMITED, SCHEDULED, before


@record_check(
    "DEC019",
    "schedule-exemption",
    severity="warning",
    cites=(EXEMPTED,),
    basis=("EO-16",),
    by_provenance=LATER_HANDS,
    flags=(
        Example(telegram("E.O. 11652: ⟦XGDS-6⟧", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: ⟦XGDS 2, 5⟧", by=""), date="1976-03-14"),
        Example(
            "SECRET\n\nExempt from the general declassification schedule\nof E.O. 11652, category ⟦5(B)(7)⟧\n",
            date="1976-03-14",
        ),
        Example("SECRET\n\nExemption ⟦category 5B(7)⟧\n\nThe board met.\n", date="1976-03-14"),
        Example("SECRET\n\nEXEMPTION ⟦CATEGORY: 6⟧\n\nThe board met.\n", date="1976-03-14"),
        Example(telegram("E.O. 11652: EXEMPT ⟦5B(6)⟧", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: ⟦XGDS 5(B)(2) AND (9)⟧", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: ⟦5(B)(5)⟧", by=""), date="1976-03-14"),
    ),
    passes=(
        Example(telegram("E.O. 11652: XGDS-3", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: XGDS-1,2", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: XGDS 5B(2)", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: XGDS-5(B)(2)", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: XGDS (5B2)", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: XGDS, 6 MAR 2006", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: XGDS 2 AND 3, INDEFINITE", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: XGDS=2", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: XGDS", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: XGDS 12/31/2006", by=""), date="1976-03-14"),
        Example("SECRET\n\nExempt: category 5(B)(2)\n\nThe board met.\n", date="1976-03-14"),
        Example("`XGDS-6` names none of the categories that E.O. 11652 had.\n", date="1976-03-14"),
        Example("SECRET\n\nExempt: category SB2\n\nThe board met.\n", date="1976-03-14"),
    ),
)
def schedule_exemption(view: View) -> Iterator[Hit | Skip]:
    """An exemption from the general declassification schedule names a category that does not exist.

    ## Why it matters
    E.O. 11652 allowed four categories of exemption, 5(B)(1) to (4). A page that names another one, mostly one of the
    nine exemptions of the Freedom of Information Act, was never exempted and declassified by the schedule.

    ## What to do
    Look at the page image: a figure may be misread. If it is printed so, count with the schedule.

    ## Known limits
    A figure that a scan has turned into a letter is not judged, and neither is one that goes on as a date. A list is
    fine; each of its numbers has to exist. The code without a number passes. Pages that claim no level and are no
    telegram are prose about markings. Records since E.O. 12958 are not judged: what looks like such a code there is
    something else.
    """
    if not before(view, LIMITED):
        return
    if not view.page.literals.any_of(("XGDS", "xgds", "Xgds", "XEMPT", "xempt", "11652")):
        return
    if level(view) is None and not is_telegram(view):
        return  # prose that speaks of a marking
    found = next((head for head in view.law.heads if head.id == SCHEDULED), None)
    category = next(iter(view.law.regimes[SCHEDULED].categories), None) if found is not None else None
    if category is None:
        return
    known = tuple(int(letter) for letter in category.letters)
    for start, end, numbers in exemptions(view):
        beyond = [number for number in numbers if number not in known]
        if beyond:
            listed = ", ".join(map(str, beyond))
            span = f"{category.number}({known[0]}) to ({known[-1]})"
            words = f"exemption category {listed} does not exist; E.O. 11652 has {span}"
            data = {"beyond": beyond, "known": list(known), "law": law(category)}
            yield hit(
                view, (start, end), "header.declassify-on", Verdict(words, data, None, f"{listed} is not in {span}")
            )
