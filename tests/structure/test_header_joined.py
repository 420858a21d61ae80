"""Headers whose lines were joined into one, and headers with every kind of line end, read the same."""

import pytest

from redaction_audit.structure import classified_by, order_line, references, signature, subject, summary, tags
from redaction_audit.structure.page import Page

_FIELDS = (
    "E.O. 12958: DECL: 03/14/2016", "TAGS: PREL, PGOV, PE", "SUBJECT: QUAYS, CRANES (AND SHIPS)", "REF: A. LIMA 12 B. 04 QUITO 13",
    "Classified By: CDA Ada Rowe. Reason: 1.4 (b,d)",
)  # fmt: skip
_TAIL = "\n\n1. (C) Summary: The board met. End Summary.\n\n2. (C) More.\n\nROWE\n"


@pytest.mark.parametrize("joint", [" ", "\n", " \n", "\n\n", " \n \n", "\r\n", "\r\n\r\n", "\r"])
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (1, 0, 2, 3, 4)])
def test_the_same_fields(joint, order):
    head = joint.join(_FIELDS[index] for index in order)
    ends = "\r\n" if "\r\n" in joint else "\r" if "\r" in joint else "\n"
    text = (
        f"C O N F I D E N T I A L LIMA 000417\n\n{head}{_TAIL}".replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\n", ends)
    )
    page = Page(text)

    order_number, due, _ = order_line.read(page)
    assert (order_number.value, due.kind, due.value) == ("12958", "date", "2016-03-14")
    assert tags.read(page)[0] == ("PREL", "PGOV", "PE")
    assert subject.read(page)[0].value == "QUAYS, CRANES (AND SHIPS)"
    assert [ref.id for ref in references.read(page, 2005)[0]] == ["05LIMA12", "04QUITO13"]
    by, _, reason, _ = classified_by.read(page)
    assert (by.title, by.name, reason.letters) == ("CDA", "Ada Rowe", ("b", "d"))
    assert summary.read(page)[0].value == "The board met."
    assert signature.read(page)[0].names == ("ROWE",)
