"""MRK: a classified telegram that does not say who classified it and why."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.located import located
from redaction_audit.checks.mrk.sources import MARKING, NOT_THE_AGENCY_NOR_A_SCAN, TELEGRAM
from redaction_audit.checks.mrk.specimen import STAMP, telegram
from redaction_audit.checks.mrk.telegram import COARSE, NO_DATE, UNREAD, atomic, before, classified, extract
from redaction_audit.expressions import fixed
from redaction_audit.model import Classification, ClassifiedBy

_SINCE = dt.date(1995, 10, 14)
"""E.O. 12958 took effect: from then on a classified document names who classified it, and the reason."""

_HEAD = 16_000


@record_check(
    "MRK003",
    "classified-by-missing",
    severity="warning",
    cites=(MARKING, TELEGRAM),
    basis=("CV-04",),
    by_provenance=NOT_THE_AGENCY_NOR_A_SCAN,
    flags=(
        Example(telegram(banner="⟦C O N F I D E N T I A L⟧ ARBON 000412", by="")),
        Example(telegram(by="Classified By: ⟦PolCouns Ada Rowe⟧.")),
        Example(
            telegram(
                head=STAMP,
                banner="⟦C O N F I D E N T I A L⟧ ARBON 000412",
                by="Classified by DAS, A/GIS, DoS on 06/02/2015 ~ Class: CONFIDENTIAL ~ Reason: 1.4(B) ~ "
                "Declassify on: 03/14/2031",
            ),
            provenance="foia",
        ),
    ),
    passes=(
        Example(telegram()),
        Example(telegram(by="Classified By: PolCouns. Reason: 1.4 (b,d)")),
        Example(telegram(by="Classified By: Acting Deputy Chief of Mission Ada\nRowe for Reasons 1.4\n(b) and (d)")),
        Example(telegram(by="Classified By: Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)")),
        Example(telegram(by="Derived From: DSCG 05-01, B, D")),
        Example(telegram(by="Classified By: Classification Guide DSCG 05-01, PolCouns Ada Rowe")),
        Example(telegram(by="", group="P 141520Z MAR 92", order="E.O. 12356: DECL: OADR")),
        Example(telegram("1. (U) It met.", by="", banner="UNCLAS ARBON 000412", order="E.O. 12958: N/A")),
        Example(
            telegram(
                "1. CONFIDENTIAL - ENTIRE TEXT. CLASSIFIED BY: ADA ROWE, AMBASSADOR, REASON: 1.5 (D).",
                "2. THE BOARD MET TWICE.",
                by="",
                group="P 141520Z NOV 95",
                order="E.O. 12958: DECL: 11/14/05",
            )
        ),
        Example(telegram(by="", group="P 141520Z NOV 95", order="E.O. 12356: DECL: OADR")),
        Example(telegram(by="", order="E.O. 12958: N/A"), also=("MRK002",)),
        Example(telegram(by="Classified By: XXXXXXXXXXXX, PolCouns. Reason: 1.4 (b,d)")),
    ),
)
def classified_by_missing(view: View) -> Iterator[Hit | Skip]:
    """A classified telegram does not say who classified it, or why.

    ## Why it matters
    Since 14 October 1995 a classified document names who classified it and the reason. Without them nobody can be
    asked whether the classification still stands, and a challenge or an appeal has no ground to start from.

    ## What to do
    Look for the line on the page image: it stands above paragraph 1 or inside it. Derivative telegrams have a Derived
    From line instead.

    ## Known limits
    A position without a name is accepted, and so is a masked name. A telegram of the first months that still cites
    E.O. 12356 is passed over: that order asked for no reason. The strip of a later review is not the author's line. A
    record that is an extract gets a note.
    """
    own = classified(view)
    fields = view.structure.fields
    if own is None or fields.derived_from is not None or atomic(own):
        return
    if fields.declassify_on is not None and fields.declassify_on.kind == "not-applicable":  # MRK002 says it
        return
    by = fields.classified_by
    if by is not None and (fields.reason is not None or _guide().search(by.raw)):
        return
    early = before(view, _SINCE)
    if early or (fields.order is not None and fields.order.value in _OLDER):
        return
    if early is None:
        yield NO_DATE if view.date is None else COARSE
    elif by is not None:
        yield UNREAD if _reason().search(view.text, by.start, by.end + 60) else _without_reason(view, by)
    elif _mentioned(view):
        yield UNREAD
    else:
        yield _without_line(view, own, reason=fields.reason is not None)


_OLDER = frozenset(("11652", "12065", "12356"))


def _without_reason(view: View, by: ClassifiedBy) -> Hit:
    return Hit(
        by.start,
        by.end,
        "the classified-by line gives no reason",
        kind="marking.classified_by",
        data={"missing": ["reason"]},
        severity="note" if extract(view) else None,
    )


def _without_line(view: View, own: Classification, *, reason: bool) -> Hit:
    missing = ["name"] if reason else ["name", "reason"]
    words = "a reason, but not who classified it" if reason else "neither who classified it nor a reason"
    return Hit(
        own.start,
        own.end,
        f"a {own.value} telegram that names {words}",
        kind="marking.banner",
        data={"level": own.value, "missing": missing},
        severity="note" if extract(view) else None,
    )


def _mentioned(view: View) -> bool:
    """Return whether words like a classified-by or derived-from label stand on the page outside a reviewer's strip."""
    strips = located(view, "review")
    for found in _label().finditer(view.text, 0, _HEAD):
        if not any(strip.start <= found.start() < strip.end for strip in strips):
            return True
    return False


@cache
def _label() -> re.Pattern[str]:
    return fixed(
        r"(?<!DE)(?<!de)[Cc][Ll1I|][AaOo4]{0,2}[Ss51]{1,3}[A-Za-z0-9]{3,8}\s{1,3}[Bb][Yyv]\b"
        r"|\b(?:[Dd]erived|DERIVED)\s{1,3}(?:[Ff]rom|FROM)\b|\b(?:DRV|CL BY)\b"
    )


@cache
def _reason() -> re.Pattern[str]:
    """Match what is left of a reason whose section or letters a scan has broken."""
    return fixed(r"\b[Rr][A-Za-z0-9]{2,3}s?[o0]ns?\b|\bREAS?[O0]NS?\b|[ .][1lI]?[.,] ?[45] ?[({\[]")


@cache
def _guide() -> re.Pattern[str]:
    """Match a classification guide named in the classified-by line: the telegram is derivative."""
    return fixed(r"\bguide\b|\bDSCG\b", re.IGNORECASE)
