"""DEC: a downgrading Group outside its years, beyond its numbers, or twice on one page."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import Verdict, law, level, said
from redaction_audit.checks.dec.early import Group, groups
from redaction_audit.checks.dec.sources import GROUPS
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import GROUPED, LIMITED, before
from redaction_audit.law import Regime

_PAGE = "SECRET\n\nMemorandum for the board\n\nThe quay is new.\n\n{}\n"
_EXCLUDED = "Excluded from automatic\ndowngrading and declassification"


@record_check(
    "DEC020",
    "group-mark",
    severity="note",
    cites=(GROUPS,),
    basis=("EO-17",),
    flags=(
        Example(_PAGE.format("⟦GROUP-4⟧"), date="1978-03-14"),
        Example(_PAGE.format("⟦GROUP 5⟧"), date="1968-03-14"),
        Example(telegram("E.O. 11652: ⟦GROUP-4⟧", by=""), date="1976-03-14"),
        Example(_PAGE.format(f"⟦GROUP 1⟧\n{_EXCLUDED}"), date="1957-03-14"),
        Example(_PAGE.format(f"⟦GROUP 1⟧\n{_EXCLUDED}\n\nGROUP 3"), date="1968-03-14"),
    ),
    passes=(
        Example(
            _PAGE.format("GROUP 4 - Downgraded at 3 year intervals;\ndeclassified after 12 years"), date="1968-03-14"
        ),
        Example(_PAGE.format(f"GROUP I\n{_EXCLUDED}"), date="1968-03-14"),
        Example(_PAGE.format(f"GROUPI\n{_EXCLUDED}"), date="1968-03-14"),
        Example(_PAGE.format(f"GROUP l\n{_EXCLUDED}"), date="1968-03-14"),
        Example(_PAGE.format("GROUP-4"), date="1972-12-31"),
        Example(_PAGE.format("The committee put group 1 and Group 5 of the plan aside."), date="1978-03-14"),
        Example(_PAGE.format("GROUP 7 OF THE DELEGATES SPOKE LAST."), date="1978-03-14"),
    ),
)
def group_mark(view: View) -> Iterator[Hit | Skip]:
    """A downgrading Group stands outside its years, has a number that no group had, or is one of two on the page.

    ## Why it matters
    Groups 1 to 4 came with the amendment of E.O. 10501 in 1961 and went into the general schedule in 1972. A Group
    tells how the page was downgraded; one that cannot have held tells nothing, and what was computed from it is wrong.

    ## What to do
    Look for the instruction of the order that governed. On a page older than 1961 the stamp was put on later, which was
    lawful: count from the date of the page.

    ## Known limits
    Never more than a note. Copies were stamped to the end of 1972. Roman numerals and a small l are read as figures. A
    group is a stamp when it stands alone in its line or says what it means; in running text it is prose. Records since
    E.O. 12958 are not judged.
    """
    if not before(view, LIMITED):
        return
    found = groups(view)
    if not found or level(view) is None:
        return
    yield from said(view, (found[0].start, found[0].end), "marking.group", lambda day: _judge(view, day, found))


def _judge(view: View, day: dt.date, found: tuple[Group, ...]) -> Verdict | None:
    home = view.law.regimes[GROUPED] if any(head.id == GROUPED for head in view.law.heads) else None
    if home is None or home.until is None:
        return None
    known = sorted(int(f[-1]) for entry in home.instructions for f in entry.forms if f.startswith("GROUP-"))
    numbers = sorted({group.number for group in found})
    data = {"groups": numbers, "law": law(home)}
    window = f"{home.effective} to {_copies(view, home)}"
    marked = ", ".join(map(str, numbers))
    steps = f"Groups {known[0]} to {known[-1]} from {window}; marked Group {marked}; the record: {day}"
    if beyond := [number for number in numbers if number not in known]:
        return Verdict(f"Group {beyond[0]} does not exist; there were {known[0]} to {known[-1]}", data, "note", steps)
    if len(numbers) > 1:
        return Verdict(f"Groups {' and '.join(map(str, numbers))} on one page; a page has one", data, "note", steps)
    if day < home.effective:
        words = f"Group {numbers[0]} on a record of {day}, older than the groups: stamped later, which was lawful"
        return Verdict(words, data, "note", steps)
    if day > _copies(view, home):
        return Verdict(f"Group {numbers[0]} on a record of {day}; Groups were used from {window}", data, "note", steps)
    return None


def _copies(view: View, home: Regime) -> dt.date:
    """Return the last day on which copies were still stamped: the order's own last day, or the tolerance after it."""
    last = home.until or dt.date.max
    marks = {form for entry in home.instructions for form in entry.forms if form.startswith("GROUP-")}
    following = (view.law.regimes[head.id] for head in view.law.heads if head.effective > last)
    spans = (
        t.last for regime in following for t in regime.transitions if t.what == "instruction" and marks & {*t.values}
    )
    return max((last, *spans))
