"""RED: the record is marked in more than one style."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.red.sources import SHOWN
from redaction_audit.model import Mark

_STYLES = {
    "x-run": "overtyping", "overtype": "overtyping", "block": "blocks", "bracket": "bracketed words",
    "not-declassified": "bracketed amounts", "tag": "tags", "label": "labels",
}  # fmt: skip
"""Styles a hand chooses; codes and archive labels stand beside any of them."""


@record_check(
    "RED006",
    "mixed-styles",
    severity="note",
    cites=(SHOWN,),
    basis=("FX-13",),
    when="mixed",
    flags=(
        Example("It met XXXXXXXXXXXX at noon. Later ⟦[Redacted]⟧ spoke.\n"),
        Example("It saw ⟦[2½ lines not declassified]⟧ and XXXXXXXXXXXX, XXXXXXXXXXXX.\n"),
    ),
    passes=(
        Example("It met XXXXXXXXXXXX at noon. Later XXXXXXXXXXXX spoke.\n"),
        Example("It met [name not declassified] and saw [2½ lines not declassified].\n"),
        Example("RELEASE IN PART B6\n\nIt met XXXXXXXXXXXX at noon. [sic]\n"),
    ),
    marks_only=True,
)
def mixed_styles(view: View) -> Iterator[Hit | Skip]:
    """Marks of different styles stand in one record.

    ## Why it matters
    Two styles often mean two reviews, and the second may have worked on the result of the first: what one left open the
    other may have covered, and each may exist as a release of its own.

    ## What to do
    Look for the earlier release, and compare the two.

    ## Known limits
    Exemption codes and margin labels go with any style and do not count. A quotation of another release looks the same.
    """
    if len(view.kinds & _STYLES.keys()) < 2:
        return
    first: dict[str, Mark] = {}
    counts: dict[str, int] = {}
    for mark in view.withheld:
        style = _STYLES.get(mark.kind)
        if style:
            first.setdefault(style, mark)
            counts[style] = counts.get(style, 0) + 1
    if len(first) < 2:
        return
    usual, rarest = max(counts, key=lambda style: counts[style]), min(reversed(counts), key=lambda style: counts[style])
    mark = first[rarest]
    yield Hit(
        mark.start,
        mark.end,
        f"marks of {len(first)} styles in one record: {', '.join(first)}",
        kind=mark.kind,
        data={"styles": counts},
        related=((first[usual].start, first[usual].end, f"the first of {counts[usual]} of {usual}"),),
    )
