"""FOI: a declassification stamp without its date or authority."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import level
from redaction_audit.checks.foi.release import OFFICIAL, dated
from redaction_audit.checks.foi.sources import ARCHIVES, STAMPED
from redaction_audit.checks.foi.stamp_words import Stamped, stamps
from redaction_audit.expressions import fixed

_SILENT = ("frus", "jfk")
"""Printed volumes quote; the assassination records carry stamps of every decade, half of them cut off."""

_PAGE = "SECRET\n\n4 June 1963\n\nMEMORANDUM FOR THE RECORD\n\nThe board met twice and adjourned.\n\n"
_SCHEDULED = "SECRET\n\n4 June 1975\n\nMEMORANDUM FOR THE RECORD\n\nThe board met twice and adjourned.\n\n{}\n"


@record_check(
    "FOI012",
    "incomplete-stamp",
    severity="warning",
    confidence="medium",
    cites=(STAMPED, ARCHIVES),
    basis=("DS-02",),
    by_provenance={"unofficial": "note", "pra": "note"},
    flags=(
        Example(_PAGE + "⟦DECLASSIFIED⟧\n"),
        Example(_PAGE + "⟦DECLASSIFIED⟧\nAuthority NND 978500\n"),
        Example(_PAGE + "⟦DECLASSIFIED⟧ 17 August 2008\n"),
        Example(_PAGE + "⟦DECLASSIFIED⟧\nAuthority NND 978500\nBy __ NARA Date __\n"),
        Example(_SCHEDULED.format("⟦DECLASSIFIED⟧ 17 August 1985"), date="1975-06-04"),
        Example(_PAGE + "⟦DECLASSIFIED⟧ 31 Dec 1985\n", date="1963-06-04"),
    ),
    passes=(
        Example(_PAGE + "Declassified by J. Roe, Chief, 2011-08-17\n"),
        Example(_PAGE + "DECLASSIFIED\nAuthority NND 978500\nBy AR NARA Date 9/2/2009\n"),
        Example(_PAGE + "Declassified by J. Roe, Chief, Div 5, August 17, 2008\n"),
        Example(_PAGE + "Declassified by NARA 09/02/2009\n"),
        Example("DECLASSIFIED\n\n" + _PAGE + "Declassification Authority: Ada Rowe, Senior Reviewer\n10/20/2020\n"),
        Example(
            _PAGE + "Declassified/Released US Department of State EO Systematic Review 20 MAR 2014\n\nDECLASSIFIED\n"
        ),
        Example(_SCHEDULED.format("DECLASSIFIED 1985"), date="1975-06-04"),
        Example(_SCHEDULED.format("DECLASSIFIED ON 31 DEC 1985"), date="1975-06-04"),
        Example(_SCHEDULED.format("Declassified on December 31, 1985"), date="1975-06-04"),
        Example(_SCHEDULED.format("Declassify on: 31 DEC 1985"), date="1975-06-04"),
        Example(
            _SCHEDULED.format("AUTOMATICALLY DOWNGRADED AT TWO YEAR INTERVALS AND\nDECLASSIFIED ON DECEMBER 31, 1983"),
            date="1975-06-04",
        ),
        Example("The board was declassified in June. DECLASSIFIED papers are open.\n"),
        Example("DECLASSIFIED\n\nA history of harbors\n"),
    ),
)
def incomplete_stamp(view: View) -> Iterator[Hit | Skip]:
    """A declassification stamp lacks its date or its authority.

    ## Why it matters
    A record is declassified by someone on some day, and the page has to say both beside the word. A bare word proves
    nothing: anybody can type it.

    ## What to do
    Look for the rest of the stamp on the page image. If it is not there, complete it from the declassification file.

    ## Known limits
    Figures written by hand into a strip (`By __ Date __`) do not reach the text, so such a strip is a note. So is a
    missing authority alone: it may be kept in the agency's files. One complete stamp, or a dated stamp of release,
    completes the record, as does a line `Declassification Authority: ...` anywhere. "Declassified on 31 December 1985"
    on a page of 1972 to 1978 is the schedule's instruction, and another rule compares it. Read only on pages marked
    classified, or released by an agency.
    """
    found = view.once(stamps)
    if not found or view.provenance in _SILENT:
        return
    if any(stamp.date and stamp.authority for stamp in found) or dated(view) or _authority_named(view):
        return
    if level(view) is None and view.provenance not in OFFICIAL:
        return
    best = max(found, key=lambda stamp: (stamp.date is not None, stamp.authority))
    yield _hit(view, best, len(found))


def _authority_named(view: View) -> bool:
    """Say whether a line names who declassified the record, apart from the word, as reviewers of State do."""
    if not view.page.literals.any_of(("eclassification Authority:", "ECLASSIFICATION AUTHORITY:")):
        return False
    return _authority().search(view.text) is not None


@cache
def _authority() -> re.Pattern[str]:
    return fixed(r"(?:Declassification Authority|DECLASSIFICATION AUTHORITY):[ \t]{1,6}[A-Z][^\r\n]{3,120}")


def _hit(view: View, stamp: Stamped, count: int) -> Hit:
    lacks = " and ".join(
        name for name, there in (("date", stamp.date is not None), ("authority", stamp.authority)) if not there
    )
    light = stamp.date is not None or stamp.blanks
    why = ""
    if light:
        why = ": it may be kept in the agency's files" if stamp.date else ": blanks to be filled in by hand"
    return Hit(
        stamp.start, stamp.end, f"declassification stamp without {lacks}{why}", kind="stamp",
        evidence=view.text[stamp.start : stamp.end], severity="note" if light else None,
        data={"lacks": lacks, "stamps": count, "provenance": view.provenance},
    )  # fmt: skip
