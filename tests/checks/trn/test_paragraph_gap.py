"""`paragraph-gap`: numbers that do not follow, and what a mark says of those between."""

import pytest

from checks.pipeline import checks, hits, view
from redaction_audit.check import Example
from redaction_audit.checks.trn.specimen import telegram

CHECK = next(check for check in checks() if check.name == "paragraph-gap")


def weights(between: str, number: int = 4) -> list[str]:
    """Return how heavy the gap between paragraphs 1 and `number` is, with something between them."""
    after = [f"{number}. (C) It adjourned at noon.", f"{number + 1}. (C) It rose."]
    text = telegram("1. (C) The board met.", *([between] if between else []), *after)
    return [hit.severity or CHECK.severity for hit in hits(CHECK, view(text, Example("")))]


@pytest.mark.parametrize(
    "mark",
    [
        "[2 paragraphs not declassified]", "[Two paragraphs not declassified]", "[Paragraphs 2-3 not declassified]",
        "[paragraphs 2 and 3 withheld]", "[Omitted here are paragraphs 2 through 3.]", "[Paras 2 and 3 not declassified]",
        "[Paragraph 2 not declassified]\n\n[Paragraph 3 not declassified]",
        "[1 paragraph (6 lines) not declassified]\n\n[1 paragraph not declassified]",
    ],
)  # fmt: skip
def test_paragraphs_that_a_mark_says_it_hides_are_not_missing(mark: str) -> None:
    assert weights(mark) == []


@pytest.mark.parametrize(
    "mark", ["[17 lines not declassified]", "[REDACTED]", "(b)(1)", "[3 paragraphs not declassified]"]
)
def test_another_mark_between_the_two_makes_a_note(mark: str) -> None:
    assert weights(mark) == ["note"]


@pytest.mark.parametrize("between", ["", "It met [name not declassified] as well.", "[See paragraph 3.]"])
def test_without_a_mark_of_its_own_the_gap_is_a_warning(between: str) -> None:
    assert weights(between) == ["warning"]
