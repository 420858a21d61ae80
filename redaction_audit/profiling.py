"""A record in numbers and codes: what a store keeps for reports, so that they need neither the text nor a rule."""

import datetime as dt
from collections import Counter

from redaction_audit.errors import AuditError
from redaction_audit.law import Law
from redaction_audit.marks.extent import withheld as covered
from redaction_audit.marks.showing import marking
from redaction_audit.model import Dated, Inspection, Profile


def profile(text: str, seen: Inspection, law: Law, as_of: dt.date) -> Profile:
    """Return the profile of a record; `seen` is the same record as read, masked."""
    withheld = [mark for mark in seen.marks if mark.kind != "release-stamp"]
    return Profile(
        characters=len(text),
        withheld=covered(seen.marks, seen.groups),
        marks=dict(sorted(Counter(mark.kind for mark in withheld).items())),
        codes=dict(sorted(Counter(code for mark in seen.marks for code in mark.codes).items())),
        marking=marking(seen.marks),
        provenance=seen.provenance,
        form=seen.form,
        calendar=_calendar(text, seen, law, as_of),
    )


def _calendar(text: str, seen: Inspection, law: Law, as_of: dt.date) -> Dated | None:
    from redaction_audit.calendar.judging import due

    try:
        entry = due(text, seen, law, as_of, as_of)
    except AuditError:
        raise  # wrong law data is everybody's problem, not one record's
    except Exception:  # noqa: BLE001 - `dates` counts what breaks on one record; here its line of the calendar is absent
        return None
    governing = entry.governing
    return Dated(
        status=entry.status,
        date=governing.date.isoformat() if governing else None,
        basis=governing.basis if governing else None,
        automatic=entry.automatic.date.isoformat() if entry.automatic else None,
        arithmetic=governing.arithmetic if governing else "",
        why=entry.reason or entry.why,
        citations=entry.citations,
    )
