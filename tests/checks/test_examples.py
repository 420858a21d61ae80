"""Every example of every check is a case: the primary spans it marks, and no other, are found by the real pipeline."""

import pytest

from redaction_audit.check import Check, Example

from .pipeline import examples, hits, spans, view

CASES = list(examples())


@pytest.mark.parametrize(("check", "example", "flags"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_example(check: Check, example: Example, flags: bool) -> None:
    text, expected = example.plain()

    found = hits(check, view(text, example))

    assert bool(expected) is flags, "a flags example marks its spans, a passes example has none"
    assert spans(found) == sorted(expected)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in found)
