"""FOI: a stamp of release or declassification is dated before its record, or after the day of the audit."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Bounds, Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import dated, decisions
from redaction_audit.checks.foi.sources import STAMPED, SYSTEMATIC
from redaction_audit.checks.foi.stamp_words import stamps
from redaction_audit.dates import bounds
from redaction_audit.model import Frozen, Severity

_FIRM = ("dtg", "created", "sent", "given")
"""Where a date of record stands when it is the record's own beyond doubt."""
_OTHERS = ("by NSA", "BY NSA", "HEREIN IS UNCLASSIFIED")
"""Words of the dated stamps of other agencies, which only `rules/stamps.toml` reads."""
_ARCHIVES = dt.date(1970, 1, 1)
"""Declassification projects of the National Archives (NND numbers) began in the 1970s."""

_HEAD = "CONFIDENTIAL\n\nARBON 0412\n\nR {} \nFM AMEMBASSY ARBON\nTO SECSTATE WASHDC 0001\n\nThe board met twice.\n\n"
_SYSTEMATIC = "Declassified/Released US Department of State EO Systematic Review {}\n"


class Dated(Frozen, frozen=True):
    """A dated stamp: its days and place; `project` for a strip with an NND number."""

    days: Bounds
    start: int
    end: int
    project: bool = False


@record_check(
    "FOI013",
    "stamp-date",
    severity="error",
    confidence="medium",
    cites=(STAMPED, SYSTEMATIC),
    basis=("DS-03",),
    by_provenance={"unofficial": "note", "frus": "note", "jfk": "note", "pra": "note"},
    flags=(
        Example(_HEAD.format("051020Z JUN 98") + "Declassified by J. Roe, Chief, ⟦04 May 1996⟧\n", date="1998-06-05"),
        Example("SECRET\n\nThe board met.\n\n" + _SYSTEMATIC.format("⟦04 MAY 2006⟧"), date="2007-06-05"),
        Example("SECRET\n\nThe board met.\n\n" + _SYSTEMATIC.format("⟦04 MAY 2046⟧"), date="1979-06-05"),
        Example("SECRET\n\nDECLASSIFIED\nAuthority NND 978500 By AR NARA Date ⟦9/2/1961⟧\n", date="1958"),
        Example(
            "SECRET\n\nIt met.\n\nApproved for Release by NSA on ⟦09-12-1983⟧ FOIA Case # 12345\n", date="1986-04-09"
        ),
    ),
    passes=(
        Example("SECRET\n\nThe board met.\n\n" + _SYSTEMATIC.format("04 MAY 2006"), date="1998-06-05"),
        Example("SECRET\n\nThe board met.\n\n" + _SYSTEMATIC.format("04 MAY 2006"), date="2006-05-04"),
        Example("SECRET\n\nThe board met.\n\n" + _SYSTEMATIC.format("04 MAY 2006"), date="2006"),
        Example("SECRET\n\nIt met.\n\nDECLASSIFIED\nAuthority NND 978500 By AR NARA Date 9/2/1991\n", date="1958"),
        Example("05ARBON412\n2006-03-14 09:30\n2005-01-01 09:30\nCONFIDENTIAL\nEmbassy Arbon\n\nThe board met.\n"),
    ),
)
def stamp_date(view: View) -> Iterator[Hit | Skip]:
    """A stamp of release is dated before its record, or after the day of the audit.

    ## Why it matters
    Nothing is declassified before it is written. Such a date is a slip of the stamp, of the record's date, or the stamp
    belongs to another page, and then this record may never have been declassified.

    ## What to do
    Read both dates on the page image. If they stand, ask the declassifier for the decision.

    ## Known limits
    Said only when every possible day of the stamp lies before every possible day of the record. An error where the
    record's date is its own beyond doubt (date-time group, header of the message), else a warning: a file may hold
    papers of several dates. When a third party posted a page is no stamp.
    """
    for stamp in _dated(view):
        hit = _before_record(view, stamp) or _after_audit(view, stamp) or _before_projects(view, stamp)
        if hit is not None:
            yield hit
            return


def _dated(view: View) -> Iterator[Dated]:
    """Yield the dated stamps, the agency's release stamp last."""
    for stamp in view.once(stamps):
        if stamp.date is not None and _day(stamp.date):
            yield Dated(bounds(stamp.date), stamp.date_start, stamp.date_end, stamp.project)
    for decision in decisions(view) if view.page.literals.any_of(_OTHERS) else dated(view):
        if decision.source != "review":
            yield Dated(decision.days, decision.start, decision.end)


def _day(iso: str) -> bool:
    try:
        bounds(iso)
    except ValueError:
        return False
    return True


def _before_record(view: View, stamp: Dated) -> Hit | None:
    if view.date is None or stamp.days[1] >= view.date[0]:
        return None
    firm = view.structure.date_source in _FIRM or view.structure.date is None
    words = f"stamp dated {stamp.days[0]}, before the record of {view.date[0]}"
    return _hit(view, stamp, words, "before record", None if firm else "warning")


def _after_audit(view: View, stamp: Dated) -> Hit | None:
    if stamp.days[0] <= view.as_of:
        return None
    return _hit(
        view,
        stamp,
        f"stamp dated {stamp.days[0]}, later than {view.as_of}, the day asked for",
        "after audit",
        "warning",
    )


def _before_projects(view: View, stamp: Dated) -> Hit | None:
    if not stamp.project or stamp.days[1] >= _ARCHIVES:
        return None
    words = f"strip with a project number dated {stamp.days[0]}, before such projects began"
    return _hit(view, stamp, words, "before projects", "warning")


def _hit(view: View, stamp: Dated, words: str, why: str, weight: Severity | None) -> Hit:
    data = {
        "stamp": stamp.days[0].isoformat(), "why": why, "date_source": view.structure.date_source,
        "provenance": view.provenance,
    }  # fmt: skip
    if view.date is not None:
        data["date"] = view.date[0].isoformat()
    return Hit(stamp.start, stamp.end, words, kind="stamp", data=data, severity=weight,
               evidence=view.text[stamp.start : stamp.end])  # fmt: skip
