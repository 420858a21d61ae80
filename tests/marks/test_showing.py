"""What marks tell of what they withhold: amount, exemption and place, a withheld portion at a time."""

import pytest

from redaction_audit.marks import scanner
from redaction_audit.marks.showing import marking
from redaction_audit.model import Mark, Marking

STAMP = "                              RELEASE IN PART B6\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board met the chair at noon.\n", Marking()),
        ("The board met [Redacted] at noon.\n", Marking(1, 0, 0, 0)),
        ("The board met [name deleted] at noon.\n", Marking(1, 1, 0, 0)),
        ("The board met [3 lines deleted] at noon.\n", Marking(1, 1, 0, 0)),
        ("It met XXXXXXXXXXXX at noon.\nThe chair saw XXXXXX.\n", Marking(2, 2, 0, 0)),
        ("It met XXXXXXXXXXXX and XXXXXXXXXXXX.\nThen XXXXXXXXXXXX left.\n", Marking(3, 0, 0, 0)),
        ("The board met [Redacted (b)(6)] at noon.\n", Marking(1, 0, 1, 1)),
        (STAMP + "The board met [Redacted] at noon.\n", Marking(1, 0, 1, 0)),
    ],
)
def test_a_portion_counts_for_what_its_mark_shows(text: str, expected: Marking) -> None:
    assert marking(scanner("re").scan(text).marks) == expected


def test_marks_of_one_group_are_one_portion() -> None:
    stack = [Mark("margin-code", 10 * n, 10 * n + 2, "B6", ("(b)(6)",), group=1) for n in range(3)]

    assert marking(stack) == Marking(1, 1, 1, 1)
