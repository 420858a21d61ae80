"""MRK: a derivative record that also states a reason."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.mrk.sources import DERIVATIVE
from redaction_audit.checks.mrk.specimen import STAMP, telegram

_STRIP = """
Classified by DAS, A/GIS, DoS on 06/02/2015 ~ Class: CONFIDENTIAL ~ Reason: 1.4(B) ~ Declassify on: 03/14/2031
"""
_QUOTING = ("frus", "e-mail", "cover-sheet")


@record_check(
    "MRK016",
    "reason-on-derivative",
    severity="note",
    cites=(DERIVATIVE,),
    basis=("PM-03",),
    when="derived",
    flags=(
        Example(telegram(by="Classified By: PolCouns Ada Rowe\nDerived From: DSCG 05-01\nReason: ⟦1.4 (b)⟧")),
        Example("CONFIDENTIAL\n\n14 March 2006\n\nMEMORANDUM\n\nDerived From: DSCG 05-01\nReason: ⟦1.4(c)⟧\n"
                "Declassify On: 20160314\n"),
    ),
    passes=(
        Example(telegram(by="Classified By: PolCouns Ada Rowe\nDerived From: DSCG 05-01")),
        Example(telegram()),
        Example(telegram(head=STAMP, by="Derived From: DSCG 05-01") + _STRIP, provenance="foia"),
    ),
)  # fmt: skip
def reason_on_derivative(view: View) -> Iterator[Hit | Skip]:
    """A derivative record also states a reason.

    ## Why it matters
    Who classifies by an existing source carries its markings and gives no reason of his own. A page with both does not
    say whether an authority decided or a source was followed.

    ## What to do
    Look for the source. If it exists, its instruction counts, and the reason is superfluous.

    ## Known limits
    A review strip's reason is not the author's and does not count.
    """
    fields = view.structure.fields
    source, reason = fields.derived_from, fields.reason
    if source is None or reason is None or view.structure.form in _QUOTING:
        return
    yield Hit(
        reason.start,
        reason.end,
        "a record that names its source (Derived From) also gives a reason",
        kind="header.reason",
        data={"section": reason.section},
        related=((source.start, source.end, "derived from"),),
    )
