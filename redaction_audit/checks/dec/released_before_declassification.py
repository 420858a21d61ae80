"""DEC: a record still marked classified was released before its own declassification date."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LEVELS, NO_RELEASE, author_due, author_until
from redaction_audit.checks.dec.sources import DECLASSIFIED
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.stamped import stamped
from redaction_audit.dates import bounds
from redaction_audit.law.anniversary import term, term_words
from redaction_audit.model import Value

_POSTED = "06ARBON412\n2006-03-14 09:30\n{}\nCONFIDENTIAL\nEmbassy Arbon"


@record_check(
    "DEC011",
    "released-before-declassification",
    severity="warning",
    cites=(DECLASSIFIED,),
    basis=("EO-10", "DS-01"),
    by_provenance={"unofficial": "note"},
    when="dated",
    flags=(
        Example(
            telegram("E.O. 12958: DECL: ⟦03/14/2020⟧", above=_POSTED.format("2012-06-01 12:00")), provenance="foia"
        ),
        Example(telegram("E.O. 12958: DECL: ⟦03/14/2016⟧", above=_POSTED.format("2016-03-13 12:00"))),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 03/14/2016", above=_POSTED.format("2016-03-14 12:00"))),
        Example(
            telegram("E.O. 12958: DECL: 03/14/2020", above=_POSTED.format("2012-06-01 12:00"))
            + "\nDeclassified/Released by the Archive, 1 May 2012\n",
            provenance="foia",
        ),
        Example(telegram("E.O. 12958: DECL: 03/14/2020"), date="2006-03-14"),
        Example(
            telegram(
                "E.O. 12958: N/A", banner="UNCLAS ARBON 000412", portion="U", above=_POSTED.format("2012-06-01 12:00")
            )
        ),
    ),
)
def released_before_declassification(view: View) -> Iterator[Hit | Skip]:
    """A record still marked classified was released before its own declassification date.

    ## Why it matters
    A record that is released before its date must have been declassified by someone, and must say so: the word, the
    authority and the date. Without that the page is classified by its own marking although everybody can read it.

    ## What to do
    Look for the declassification stamp on the page image, and for a decision in the release file. For a page published
    by a third party nothing is owed; the note says only what the marking meant on the day of publication.

    ## Known limits
    Only a release date on the page itself counts: a third party's head, or a dated stamp. Stamps that are only in the
    image are lost in text. A release in full or in part by stamp is taken as declassification of what is left. Where
    the provenance is not known or unofficial it is a note.
    """
    fields = view.structure.fields
    due, banner = author_due(view), fields.classification
    until = author_until(view)
    if due is None or until is None or banner is None or banner.value not in LEVELS:
        return
    places = [place for place in (fields.released, fields.release_date) if place is not None and place.value]
    if not places:
        yield NO_RELEASE
        return
    released = _last(places[0])
    if released is None or released >= until or stamped(view):
        return
    words = (
        f"released {released}, {term_words(released, until)} before its declassification date {until}, with no "
        "declassification stamp: classified by its own marking at release"
    )
    data = {
        "arithmetic": f"{released} + {term(released, until)} = {until}",
        "released": released.isoformat(),
        "declassify_on": until.isoformat(),
        "days_before": (until - released).days,
        "level": banner.value,
        "provenance": view.provenance,
    }
    yield Hit(
        due.start, due.end, words, kind="header.declassify-on", data=data, evidence=due.raw,
        related=((places[0].start, places[0].end, "released"), (banner.start, banner.end, "marked classified")),
        severity=None if view.provenance else "note",
    )  # fmt: skip


def _last(place: Value) -> dt.date | None:
    """Return the latest possible day of a release date."""
    try:
        return bounds(place.value or "")[1]
    except ValueError:
        return None
