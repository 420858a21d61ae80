"""DEC: a reason letter that its section does not have."""

from collections.abc import Iterator
from functools import lru_cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec import wrong_reason_section
from redaction_audit.checks.dec.block import LATER_HANDS, Verdict, agreed, hit, law
from redaction_audit.checks.dec.quotation import author_reason
from redaction_audit.checks.dec.sources import ISSUED, REASONS
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.law import Law, ReasonSection


@record_check(
    "DEC006",
    "reason-letter-out-of-range",
    severity="warning",
    cites=(REASONS, ISSUED),
    basis=("EO-03",),
    by_provenance=LATER_HANDS,
    when="reasoned",
    flags=(
        Example(
            telegram("E.O. 12958: DECL: 04/01/2009", by="Classified By: DCM Ada Rowe. Reason: ⟦1.5(h)⟧"),
            date="1999-04-01",
        ),
        Example(
            telegram("E.O. 12958: DECL: 04/01/2019", by="Classified By: DCM Ada Rowe. Reason: ⟦1.4(i)⟧"),
            date="2009-04-01",
        ),
        Example(
            telegram("E.O. 13526: DECL: 04/01/2021", by="Classified By: DCM Ada Rowe. Reason: ⟦1.4 (b) and (k)⟧."),
            date="2011-04-01",
        ),
        Example(
            telegram("E.O. 12958: DECL: 04/01/2009", by="Classified By: DCM Ada Rowe. Reasons: ⟦1.5 (B), (D) AND (X)⟧"),
            date="1999-04-01",
        ),
        Example(
            telegram("E.O. 12958: DECL: 05/12/2014", by="Classified By: DCM Ada Rowe. Reason: ⟦1.5 (b) and (h)⟧."),
            date="2004-05-12",
        ),
    ),
    passes=(
        Example(
            telegram("E.O. 12958: DECL: 05/12/2016", by="Classified By: DCM Ada Rowe. Reason: 1.5 (h)."),
            date="2006-05-12",
            also=("DEC005",),
        ),
        Example(
            telegram("E.O. 12958: DECL: 04/01/2019", by="Classified By: DCM Ada Rowe. Reason: 1.4(h)"),
            date="2009-04-01",
        ),
        Example(
            telegram("E.O. 12958: DECL: 04/01/2014", by="Classified By: DCM Ada Rowe. Reason: 1.4 (b) and (d)"),
            date="2004-04-01",
        ),
        Example(
            telegram("E.O. 12958: DECL: 04/01/2009", by="Classified By: DCM Ada Rowe. Reason: 1.5(g)"),
            date="1999-04-01",
        ),
        Example(
            telegram("E.O. 12958: DECL: 04/01/2014", by="Classified By: DCM Ada Rowe. Reason: 1.4 (b) and ("),
            date="2004-04-01",
        ),
        Example(
            telegram("E.O. 12958: DECL: 04/01/2014", by="Classified By: DCM Ada Rowe. Reason: 1.4 (b) (U) Annex."),
            date="2004-04-01",
        ),
        Example(
            telegram("E.O. 12958: DECL: 04/01/2014", by="Classified By: DCM Ada Rowe. Reason: 1.4 b and d. I agree."),
            date="2004-04-01",
        ),
    ),
)
def reason_letter_out_of_range(view: View) -> Iterator[Hit | Skip]:
    """The reason line cites a letter that its section does not have.

    ## Why it matters
    Section 1.5 of E.O. 12958 as issued has the letters (a) to (g), section 1.4 of the amended text and of E.O. 13526
    has (a) to (h). A letter beyond them names no reason, so the page does not say why it is classified.

    ## What to do
    Look at the page image: an (i) may be a misread (1) or (d). If it is printed so, the block is defective.

    ## Known limits
    A line that is cut off or badly scanned can lose or change a letter. Silent where the section itself is wrong for
    the day, which is another finding; where an older section is still tolerated, its letters are judged.
    """
    reason = author_reason(view)
    if reason is None or reason.section is None:
        return
    section = _section(view.law, view.regimes, reason.section)
    if section is None:
        return
    beyond = [letter for letter in reason.letters if letter not in section.letters]
    if not beyond:
        return
    judged = agreed(view, lambda day: wrong_reason_section.judge(view, day, reason))
    if isinstance(judged, Verdict) and judged.severity != "note":
        return
    span = f"({section.letters[0]}) to ({section.letters[-1]})"
    listed = ", ".join(f"({letter})" for letter in beyond)
    words = f"reason {listed} does not exist in section {section.number}, which has {span}"
    data = {"section": section.number, "beyond": beyond, "known": list(section.letters), "law": law(section)}
    steps = f"{section.number} has {span}, {len(section.letters)} letters; marked {listed}"
    yield hit(view, (reason.start, reason.end), "header.reason", Verdict(words, data, None, steps))


@lru_cache(256)  # sections come from pages, so there is no end of them
def _section(law_: Law, possible: tuple[str, ...], number: str) -> ReasonSection | None:
    """Return the section of that number, from the orders possible on the record's day first."""
    order = [*possible, *(id_ for id_ in law_.regimes if id_ not in possible)]
    sections = (section for id_ in order for section in law_.regimes[id_].reasons)
    return next((section for section in sections if section.number == number), None)
