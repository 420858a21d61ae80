"""What the checks of references share: the letters of the REF list, and those that the text cites."""

from typing import NamedTuple

from redaction_audit.check import View
from redaction_audit.checks.located import located
from redaction_audit.checks.mrk.telegram import sent
from redaction_audit.model import Located, Reference


class Letters(NamedTuple):
    """The lettered list in order, and every citation with the letters it names (none for `reftel`)."""

    listed: dict[str, Reference]
    cited: list[tuple[Located, tuple[str, ...]]]


def letters(view: View) -> Letters | None:
    """Return the letters of a telegram's REF list and of its citations, None where the list has no letters."""
    return view.once(_letters)


def _letters(view: View) -> Letters | None:
    references = view.structure.fields.references
    if not references or not sent(view):
        return None
    listed: dict[str, Reference] = {}
    for reference in references:
        if reference.letter and reference.letter.isalpha():
            listed.setdefault(reference.letter, reference)
    if not listed:
        return None
    cited = [
        (span, () if span.value == "reftel" else tuple((span.value or "").split(",")))
        for span in located(view, "ref.cite")
    ]
    return Letters(listed, cited)
