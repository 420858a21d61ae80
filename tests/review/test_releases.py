"""Which records of a batch are taken for releases of one document."""

import pytest

from redaction_audit.review.releases import canonical


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2007ARVENDA00017", "07ARVENDA17", True),
        ("07 Arvenda 017", "07ARVENDA17", True),
        ("CIA-RDP79T00975A", "cia rdp79t00975a", True),
        ("2007ARVENDA00017", "06ARVENDA17", False),
        ("07ARVENDA17", "07ARVENDA170", False),
        ("C05771234", "C05771235", False),
    ],
)
def test_ids_of_one_document_are_alike_however_they_are_written(one: str, other: str, same: bool) -> None:
    assert (canonical(one) == canonical(other)) is same
