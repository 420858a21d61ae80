"""`cut-sentence`: where text stops, and blocks that end in no full stop because they are no sentences."""

import textwrap

import pytest

from checks.pipeline import checks, view
from redaction_audit.check import Example, Hit
from redaction_audit.checks.trn.specimen import telegram

CHECK = next(check for check in checks() if check.name == "cut-sentence")
FIRST = "The board met in the old harbor office and voted on the quay, which had been closed since May."
LAST = "It adjourned at noon, after the chair had thanked the members for their long and patient work."


def stops(middle: str, width: int = 500) -> list[str]:
    """Return where the text of three paragraphs stops, the second being `middle`; lines are wrapped at a width."""
    first, last = (textwrap.fill(f"{number}. (C) {text}", width) for number, text in ((1, FIRST), (3, LAST)))
    text = telegram(first, f"2. (C) {middle}", last, last.replace("3.", "4.", 1))
    return [text[hit.start : hit.end] for hit in CHECK.judge(view(text, Example(text))) if isinstance(hit, Hit)]


@pytest.mark.parametrize(
    "end",
    [
        "End Summary", "END SUMMARY", "End Comment", "End Note", "End Text", "End quote", "End summary and comment",
        "End of Text", "End\nSummary", "-- End Summary --", "(End Note", "ENDSUM", "Unquote", "(End text)", "End Septel", "END OF READOUT",
    ],
)  # fmt: skip
def test_an_end_mark_ends_a_block(end: str) -> None:
    assert stops(f"Summary: {FIRST} {end}") == []


@pytest.mark.parametrize(
    ("end", "found"),
    [("closed. ROWE", []), ("closed. McROWE", []), ("closed. THE", ["THE"]), ("closed ROWE", ["ROWE"])],
)
def test_a_surname_behind_the_last_sentence_is_a_signature(end: str, found: list[str]) -> None:
    assert stops(f"{FIRST} The quay is {end}") == found


def test_the_word_end_in_a_sentence_is_no_end_mark() -> None:
    assert stops(f"{FIRST} It then asked the chair about the end of the long") == ["long"]
    assert stops(f"{FIRST} It then asked the chair to put an end to the summary of") == ["of"]


@pytest.mark.parametrize("width", [500, 60])
@pytest.mark.parametrize(
    "block",
    [
        "Minister of Trade: Kosta Tarn\nMinister of State: Bo Tarn\nHead of the Port: Cy Tarn",
        "The Honorable Kosta Tarn\nMinister of Trade\n12 Quay Street\nArbon",
        "Red Quay Party 12\nBlue Quay Party 14\nParty of the Port 3",
        "1990: end of the war\n1995: start of the trade\n1999: sale of the boat",
        "Oh the cranes are high\nAnd the sea is low\nAnd the quay is closed\nAnd the boats are old",
        "Quay      1200   1400   1600\nCranes     300    320    330\nOffice      40     41     45",
        "Year  Quay  Cranes  Office  Ropes  Boats  Nets  Oars\n2001  1200   300     40      12     3      4     5",
        "Year\tQuay\tCranes\tOffice\tRopes\n2001\t1200\t300\t40\t12\n2002\t1400\t300\t40\t12",
    ],
)
def test_lists_tables_addresses_and_verse_end_in_no_full_stop(block: str, width: int) -> None:
    assert stops(f"It heard two members on the cost:\n\n{block}", width) == []
    assert stops(f"It heard two members on the cost:\n{block}\n\nIt then rose.", width) == []


@pytest.mark.parametrize("width", [500, 60])
def test_running_text_that_stops_is_found_however_it_is_wrapped(width: int) -> None:
    assert stops(textwrap.fill(f"{FIRST} It then heard two members who had seen the", width), width) == ["the"]
