"""MRK: the REF list has a letter that the text never cites."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.mrk.references import letters
from redaction_audit.checks.mrk.sources import TELEGRAM
from redaction_audit.checks.mrk.specimen import telegram

_LIST = "REF: A. ARBON 388\nB. ARBON 391"


@record_check(
    "MRK005",
    "reference-unused",
    severity="note",
    cites=(TELEGRAM,),
    basis=("CV-05",),
    flags=(
        Example(telegram("1. (C) The board met (Ref A).", refs="REF: A. ARBON 388\n⟦B. ARBON 391⟧")),
        Example(telegram("1. (C) The board met.", refs="REF: ⟦A. ARBON 388⟧\nB. ARBON 391")),
    ),
    passes=(
        Example(telegram("1. (C) The board met (Ref A) and voted (Ref B).", refs=_LIST)),
        Example(telegram("1. (C) The board met (Refs A - B).", refs=_LIST)),
        Example(telegram("1. (C) The board met, see reftels.", refs=_LIST)),
        Example(telegram("1. (C) The board met.", refs="REF: ARBON 388")),
    ),
)
def reference_unused(view: View) -> Iterator[Hit | Skip]:
    """A letter of the REF list is cited nowhere in the text.

    ## Why it matters
    Drafters list what they cite. A letter without a citation may be a courtesy; it may also be all that is left of a
    passage that is no longer in the record.

    ## What to do
    Read it together with other signs of lost text; alone it proves nothing.

    ## Known limits
    One finding a record, at the first such letter. `Reftels` counts as a citation of all. A citation inside a withheld
    passage cannot be seen.
    """
    both = letters(view)
    if both is None or len(both.listed) < 2:
        return
    used = {letter for _, named in both.cited for letter in named}
    unused = [letter for letter in both.listed if letter not in used]
    if not unused or any(not named for _, named in both.cited):
        return
    first = both.listed[unused[0]]
    plural = "reference letters" if len(unused) > 1 else "reference letter"
    words = f"{plural} {', '.join(unused)} of {', '.join(both.listed)} never cited in the text"
    if len(unused) == len(both.listed):
        words = f"none of the reference letters {', '.join(unused)} is cited in the text"
    data = {"unused": unused, "listed": list(both.listed)}
    yield Hit(first.start, first.end, words, kind="ref", data=data)
