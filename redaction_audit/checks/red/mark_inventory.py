"""RED: what marks stand in the record."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.red.sources import SHOWN, STATE
from redaction_audit.marks.extent import portions
from redaction_audit.model import Amount, Mark

_LISTED = 24
"""Distinct lengths, codes and amounts of one kind that are listed; more are only counted."""


@record_check(
    "RED001",
    "mark-inventory",
    severity="note",
    cites=(SHOWN, STATE),
    basis=("FX-01", "FX-03"),
    when="marked",
    flags=(
        Example("The board met ⟦XXXXXXXXXXXX⟧ and later XXXXXXXXXXXX at noon.\n"),
        Example("The board met ⟦[name not declassified]⟧ at noon. It saw [2½ lines not declassified] too.\n"),
        Example("It met ⟦XXXXXXXXXXXX⟧ and ⟦[Redacted]⟧ at noon.\n"),
    ),
    passes=(
        Example("The board met the chair at noon.\n"),
        Example("RELEASE IN PART B6\n\nThe board met the chair at noon.\n", also=("release-label-against-marks",)),
        Example("EXXON and chapter XXXVIII, call 555-XXXX [sic].\n"),
    ),
    marks_only=True,
)
def mark_inventory(view: View) -> Iterator[Hit | Skip]:
    """The record holds marks of withheld text.

    ## Why it matters
    A released record has to show how much was deleted and under which exemption. The inventory says, for every kind
    of mark, how many there are, how many portions they stand for, how long they are and which codes and amounts they
    name.

    ## What to do
    Compare the figures with the release letter or the index of withholdings.

    ## Known limits
    One finding for every kind of mark, at the first of its kind. Release stamps are left out: they speak of the whole
    record.
    """
    if not view.withheld:
        return
    kinds: dict[str, list[Mark]] = {}
    for mark in view.withheld:
        kinds.setdefault(mark.kind, []).append(mark)
    for kind, marks in kinds.items():
        first, number = marks[0], portions(marks)
        data: dict[str, object] = {"mark": kind, "count": len(marks), "portions": number}
        data |= _listed("lengths", [str(mark.end - mark.start) for mark in marks])
        if codes := [code for mark in marks for code in mark.codes]:
            data |= _listed("codes", codes)
        if amounts := [_amount(mark.amount) for mark in marks if mark.amount is not None]:
            data |= _listed("amounts", amounts)
        yield Hit(
            first.start,
            first.end,
            f"{len(marks)} mark{'s' if len(marks) > 1 else ''} of kind {kind}, "
            f"{number} portion{'s' if number > 1 else ''}",
            kind=kind,
            data=data,
        )


def _listed(name: str, values: list[str]) -> dict[str, object]:
    """Return the most frequent values with their counts, and the number of distinct ones where some are left out."""
    if values.count(values[0]) == len(values):
        return {name: {values[0]: len(values)}}
    counted: dict[str, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    if len(counted) <= _LISTED:
        return {name: dict(sorted(counted.items()))}
    frequent = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_LISTED]
    return {name: dict(sorted(frequent)), f"distinct_{name}": len(counted)}


def _amount(amount: Amount) -> str:
    figure = "" if amount.n is None else f"{amount.n:g} "
    return f"{'less than ' if amount.less_than else ''}{figure}{amount.unit}"
