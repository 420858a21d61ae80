"""DEC: the reason line cites a section that held no reasons on the day of the record."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LATER_HANDS, NO_REASON, Verdict, is_telegram, law, level, said
from redaction_audit.checks.dec.quotation import author_reason
from redaction_audit.checks.dec.sources import CHANGE, ISSUED, REASONS
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import governing
from redaction_audit.law import Law, ReasonSection, Regime
from redaction_audit.model import Reason


@record_check(
    "DEC005",
    "wrong-reason-section",
    severity="warning",
    cites=(REASONS, ISSUED, CHANGE),
    basis=("EO-02",),
    by_provenance=LATER_HANDS,
    flags=(
        Example(
            telegram("E.O. 12958: DECL: 06/02/2018", by="Classified By: DCM Ada Rowe. Reason: ⟦1.5 (D)⟧"),
            date="2008-06-02",
        ),
        Example(
            telegram("E.O. 12958: DECL: 04/01/2008", by="Classified By: DCM Ada Rowe. Reason: ⟦1.4(b)⟧"),
            date="1998-04-01",
        ),
        Example(
            telegram("E.O. 12958: DECL: 05/03/2014", by="Classified By: DCM Ada Rowe. Reason: ⟦1.5 (b)⟧"),
            date="2004-05-03",
        ),
    ),
    passes=(
        Example(
            "From: Rowe, Ada\nSent: Tuesday, June 2, 2009 10:12 AM\nTo: Lind, Bo\nSubject: Pier\n\n"
            "> SECRET ARBON 0412\n>\n> E.O. 12958: DECL: X1\n> TAGS: PREL\n>\n"
            "> Classified By: DCM Ada Rowe. Reason: 1.5(d)\n>\n> 1. (S) The board met.\n"
        ),
        Example(telegram("E.O. 12958: DECL: 05/12/2015"), date="2005-05-12"),
        Example(
            telegram("E.O. 12958: DECL: 05/10/2013", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"),
            date="2003-05-10",
        ),
        Example(
            telegram("E.O. 12958: DECL: 09/21/2013", by="Classified By: DCM Ada Rowe. Reason: 1.4(d)"),
            date="2003-09-21",
        ),
        Example(telegram() + "\n2. (C) Growth was 1.5 (d) percent.\n", date="2006-03-14"),
    ),
)
def wrong_reason_section(view: View) -> Iterator[Hit | Skip]:
    """The reason line cites a section that held no reasons on the day of the record.

    ## Why it matters
    The reasons stood in section 1.5 of E.O. 12958 as issued and stand in section 1.4 since the amendment of 2003.
    Letters (a) to (g) mean the same in both, so nothing of substance is lost, but the wrong number shows that an old
    template was used, and whatever else came from it deserves a look.

    ## What to do
    Read the letters under the section that was right on that day. Check the date and the duration of the same block.

    ## Known limits
    Drafters were still taught section 1.5 in July 2004: until the end of 2005 it is a note. Section 1.4 is a note from
    2003-03-25, when the amended text was signed and markings were to stay old. Derivative documents need no reason
    line; a page without one is not judged. On pages written before any order asked for reasons only telegrams are
    judged, because reviewers stamp a reason on old pages.
    """
    reason = author_reason(view)
    if reason is None or reason.section is None:
        if view.structure.fields.order is not None and level(view):
            yield NO_REASON
        return
    yield from said(view, (reason.start, reason.end), "header.reason", lambda day: judge(view, day, reason))


def judge(view: View, day: dt.date, reason: Reason) -> Verdict | None:
    """Judge the section of a reason on one day."""
    regimes = governing(view, day)
    lawful = [section for regime in regimes for section in _on(regime, day)]
    section = reason.section or ""
    if section in (entry.number for entry in lawful):
        return None
    if not lawful and not is_telegram(view):
        return None
    data = {"section": section, "expected": [entry.number for entry in lawful], "law": law(*lawful)}
    right = " or ".join(dict.fromkeys(entry.number for entry in lawful))
    expected = f"on {day} the reasons stood in section {right}" if right else f"no order asked for a reason on {day}"
    tolerated = next((t for regime in regimes if (t := regime.tolerates("reason", day, section))), None)
    if tolerated is not None:
        words = f"reason cites section {section}; {expected} (tolerated from {tolerated.first} to {tolerated.last})"
        steps = f"tolerated from {tolerated.first} to {tolerated.last}; the record: {day}"
        return Verdict(words, {**data, "law": [*law(tolerated), *law(*lawful)]}, "note", steps)
    return Verdict(f"reason cites section {section}; {expected}", data, None, _windows(view, section, day))


def _windows(view: View, section: str, day: dt.date) -> str:
    """Return when the cited section held reasons: `1.5 from 1995-10-14 to 2003-09-21; the record: 2008-06-02`."""
    return f"{_held(view.law, section)}; the record: {day}"


@lru_cache(256)  # sections come from pages, so there is no end of them
def _held(law_: Law, section: str) -> str:
    spans = [
        (max(head.first, entry.first or head.first), head.last)
        for head in law_.heads
        for entry in law_.regimes[head.id].reasons
        if entry.number == section
    ]
    if not spans:
        return _listed(law_, section) or f"{section} never"
    last = max(end for _, end in spans)
    return f"{section} from {min(start for start, _ in spans)}{'' if last == dt.date.max else f' to {last}'}"


def _listed(law_: Law, section: str) -> str | None:
    """Return which order lists its topics in a section that denials cite and no page does (1.3(a) of E.O. 12356)."""
    for head in law_.heads:
        for entry in law_.regimes[head.id].categories:
            if entry.number.partition("(")[0] == section:
                return (
                    f"{entry.number} lists the topics of {head.order} ({head.first} to {head.last}), for no reason line"
                )
    return None


def _on(regime: Regime, day: dt.date) -> list[ReasonSection]:
    return [section for section in regime.reasons if section.first is None or section.first <= day]
