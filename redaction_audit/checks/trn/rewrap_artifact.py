"""TRN: a line begins with one blank although the record is flush left."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.trn.body import NOT_NUMBERED, is_unnumbered
from redaction_audit.checks.trn.joints import joints
from redaction_audit.checks.trn.sources import CAPTURE
from redaction_audit.checks.trn.specimen import telegram

_SHOWN = 200


@record_check(
    "TRN007",
    "rewrap-artifact",
    severity="note",
    cites=(CAPTURE,),
    basis=("CV-13",),
    flags=(
        Example(telegram("1. (C) The board met in the old\n⟦ ⟧harbor office and XXXXXXXXXXXX\nspoke for an hour.")),
        Example(
            telegram(
                "1. (C) The board met in the old harbor \noffice and XXXXXXXXXXXX spoke of the quay\n"
                "⟦ ⟧for an hour  before the members \nwent home. ",
                "2. (C) XXXXXXXXXXXX,s friends\n⟦ ⟧stayed  and spoke of cranes. ",
            )
        ),
    ),
    passes=(
        Example(
            telegram("1. (C) The board met in the old \nharbor office and spoke for an \nhour before Re\nasons rose.")
        ),
        Example(
            telegram("1. (C) The board\n met, and it\n voted, and it\n rose.", "2. (C) The mem\n bers left\n at noon.")
        ),
        Example(
            telegram("1. (C) The board met:\n\n  - the chair,\n  - two members.", "2. (C) It rose.\n\n\n The end.")
        ),
        Example("The box holds a board\n and a cable, and the\nmanual says how to\nopen it.\n"),
    ),
)
def rewrap_artifact(view: View) -> Iterator[Hit | Skip]:
    """A line begins with a single blank in a flush-left record.

    ## Why it matters
    When names are masked by hand, lines are broken again, and the joint shows: the new line keeps the blank that stood
    behind the last word. At such joints a letter or a full stop is often lost. The finding says where to look; whether
    something is lost is another rule's verdict.

    ## What to do
    Read both lines together and compare with the original.

    ## Known limits
    Only the joint is shown. A clean joint looks the same as one that lost a letter.
    """
    if is_unnumbered(view):
        yield NOT_NUMBERED
    message = "the line begins with a blank in a flush-left record: it was broken again by hand"
    blanks = (joint.start - 1 for joint in joints(view) if joint.leading)
    yield from capped((Hit(at, at + 1, message, kind="line") for at in blanks), _SHOWN)
