"""The score card of `inspect`: in every format, and nothing of it in a scan."""

import json
from pathlib import Path

import pytest
from checks.pipeline import checks, view

from redaction_audit import scorecard
from redaction_audit.check import Example
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.cli import main
from redaction_audit.model import Card

MARK = "X" * 12
LINE = "The council met in the long room above the old customs \nhouse and heard why the ferry had been late. "
REST = "He said that the tide tables were printed for another \ncoast, and that nobody had noticed until the winter. It then \nthanked the new harbor master for a very clear report and \nasked who had ordered them. The treasurer promised to look. "


def made(text: str) -> Card:
    return scorecard.card(view(text, Example(text)))


def test_a_card_counts_portions_and_their_share() -> None:
    text = telegram(f"1. (C) {MARK} met. {LINE}", f"2. (C) {LINE} So said {MARK}. ", f"3. (C) {LINE}", f"4. (C) {REST}")

    found = made(text)

    assert found.portions == 2
    assert found.portions_per_paragraph == 0.5
    assert found.withheld == round(24 / len(text), 4)
    assert found.characters == len(text)
    assert found.trailing_blanks
    assert found.wrap
    assert found.words_read == 1.0


@pytest.mark.parametrize("text", ["", "\n", "one line", "\x00\ufeff\u2028", f"{MARK}"])
def test_what_cannot_be_said_is_not_said(text: str) -> None:
    found = made(text)

    assert found.words_read is None
    assert found.wrap is None
    assert found.portions_per_paragraph is None
    assert found.leak_clusters == 0
    assert 0 <= found.withheld <= 1


def test_a_misread_page_has_a_lower_figure() -> None:
    clean, misread = (made(telegram(f"1. (C) {body}")) for body in (LINE + REST, (LINE + REST).replace("e", "c")))

    assert clean.words_read is not None
    assert misread.words_read is not None
    assert misread.words_read < clean.words_read


def test_masked_persons_described_in_the_open_are_counted() -> None:
    [check] = [check for check in checks() if check.name == "identity-cluster"]
    text, spans = check.flags[0].plain()

    assert made(text).leak_clusters == len(spans)
    assert made(telegram("1. (C) The council met.")).leak_clusters == 0


def test_inspect_prints_the_card_in_words_and_as_data(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(telegram(*(f"{n}. (C) {MARK} met. {LINE}{REST}" for n in range(1, 6))), encoding="utf-8")

    main(["inspect", str(page)])
    words = capsysbinary.readouterr().out.decode()
    main(["inspect", str(page), "--format", "jsonl"])
    data = json.loads(capsysbinary.readouterr().out)

    assert "reads as        clean text (about 100% of the words are words)" in words
    assert "withheld        5 portions, 1 a paragraph, " in words
    assert data["card"]["portions"] == 5
    assert data["card"]["words_read"] == 1.0


def test_without_tables_the_card_says_nothing_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorecard, "load", lambda: None)

    assert made(telegram(f"1. (C) {LINE}{REST}")).words_read is None
