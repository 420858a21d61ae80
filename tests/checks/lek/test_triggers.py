"""The glance at the words beside a mark: it spares reading sentences, and never hides what they say."""

import pytest

from checks.pipeline import view
from redaction_audit.check import Example
from redaction_audit.checks.lek import signs

from .judging import FAMILY

TEXTS = sorted({example.plain()[0] for check in FAMILY for example in (*check.flags, *check.passes)})
SENTENCES = (
    "The treasurer of the harbor board, XXXXXXXXXXXX, spoke.",
    "The chairman of the board (XXXXXXXXXXXX) spoke.",
    "The treasurer of the harbor board XXXXXXXXXXXX spoke.",
    "XXXXXXXXXXXX, a longtime and much trusted Embassy contact, spoke.",
    "XXXXXXXXXXXX is the only beekeeper on the western islands.",
    "XXXXXXXXXXXX met with Econoff on May 12 in Arbon.",
    "XXXXXXXXXXXX, whose brother keeps the lamp, was born in Arbon.",
    "XXXXXXXXXXXX, 43, told the board nothing, and the lamps were lit before he left.",
)


def told(text: str) -> list[tuple[signs.Sign, ...]]:
    return [item.signs for item in signs.said(view(text, Example(text))) if item.signs]


@pytest.mark.parametrize("text", [*TEXTS, *(f"{sentence}\n" for sentence in SENTENCES)])
def test_nothing_is_said_of_a_mark_that_the_glance_does_not_tell(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = told(text)
    monkeypatch.setattr(signs, "may_tell", lambda *_: True)

    assert seen == told(text)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_these_sentences_say_something(sentence: str) -> None:
    assert told(f"{sentence}\n")
