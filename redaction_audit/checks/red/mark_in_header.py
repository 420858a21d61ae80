"""RED: a header field other than the subject holds a mark."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.red.sources import SHOWN
from redaction_audit.model import ClassifiedBy, Reference, Signature, Structure, Value

_HEAD = "C O N F I D E N T I A L ARBON 000412\n\nE.O. 12958: DECL: 03/14/2016\nTAGS: PGOV, PREL\nSUBJECT: CRANES\n\n"


@record_check(
    "RED005",
    "mark-in-header",
    severity="note",
    cites=(SHOWN,),
    basis=("FX-11", "CV-04"),
    when="marked",
    flags=(
        Example(f"{_HEAD}Classified By: PolCouns ⟦XXXXXXXXXXXX⟧. Reason: 1.4 (b,d)\n\n1. (C) The board met.\n\nROWE\n"),
        Example(
            f"{_HEAD}Classified By: Ambassador ⟦XXXXXXXXXXXX⟧ for reasons 1.4 (b) and (d)\n\n"
            "1. (C) It met XXXXXXXXXXXX.\n\nROWE\n"
        ),
    ),
    passes=(
        Example(f"{_HEAD}Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)\n\n1. (C) It met XXXXXXXXXXXX.\n\nROWE\n"),
        Example(f"{_HEAD}Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)\n\n1. (C) The board met.\n\nROWE\n"),
    ),
)
def mark_in_header(view: View) -> Iterator[Hit | Skip]:
    """A header field holds a mark.

    ## Why it matters
    Origin, addressees, references and the classifier are what other records and registers repeat. Withheld here and
    open there is the commonest disclosure.

    ## What to do
    Compare with other copies and with the records this one refers to.

    ## Known limits
    The subject line has its own rule. A release stamp is no mark in this sense.
    """
    if not view.withheld:
        return
    fields = _fields(view.structure)
    last = max((field.end for _, field in fields), default=0)
    for mark in view.withheld:
        if mark.start >= last:
            return
        for name, field in fields:
            if mark.start < field.end and field.start < mark.end:
                yield Hit(
                    mark.start,
                    mark.end,
                    f"the header line “{name}” holds a mark of withheld text",
                    kind=f"header.{name}",
                    data={"field": name},
                )
                break


def _fields(structure: Structure) -> list[tuple[str, Value | ClassifiedBy | Reference | Signature]]:
    """Return the header fields that may hold names: name as published and place."""
    fields = structure.fields
    named = (
        ("origin", fields.origin), ("from", fields.from_), ("to", fields.to), ("classified_by", fields.classified_by),
        ("derived_from", fields.derived_from), *(("reference", reference) for reference in fields.references),
    )  # fmt: skip
    return [(name, field) for name, field in named if field is not None]
