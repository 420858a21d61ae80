"""A name covered in one place and open in another: what puts them together, and what does not."""

import pytest

from redaction_audit.checks.lek.spellings import Spellings
from redaction_audit.sensitive import Sensitive

from .judging import said

MARKED = "XXXXXXXXXXXX, treasurer of the harbor board, said that the port would close.\n\n"


def hidden(text: str) -> list[list[str]]:
    return [[" ".join(text[a:b].split()) for a, b in hit.hidden] for hit in said(text).get("open-elsewhere", [])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Rowe, the treasurer of the harbor board, left at noon.",
        "Ada Rowe, treasurer of the\nharbor board, left at noon.",
        "The treasurer of the harbor board, Ada Rowe, left at noon.",
        "Harbor board treasurer Ada Rowe left at noon.",
        "Treasurer of the harbor board Ada Rowe left at noon.",
        "Later on we saw Ada \nRowe, longtime treasurer of the harbor board.",
        "Ada Rowe is the treasurer of the harbor board.",
        "Ada Rowe (treasurer of the harbor board) left at noon.",
        "Ada Rowe, who is treasurer of the harbor board, left at noon.",
        "Ada Rowe, who was the treasurer of the harbor board, left at noon.",
        "Ada Rowe, 54, treasurer of the harbor board, left at noon.",
        "Ada Rowe, aged 54, treasurer of the harbor board, left at noon.",
        "Ada Rowe, now treasurer of the harbor board, left at noon.",
        "Ada Rowe, who has been treasurer of the harbor board since May, left at noon.",
        "Ada Rowe, a lawyer and treasurer of the harbor board, left at noon.",
        "The treasurer of the harbor board (Ada Rowe) left at noon.",
        "Ada Rowe Jr., treasurer of the harbor board, left at noon.",
        "Ada Rowe, Jr., treasurer of the harbor board, left at noon.",
        "Ada Rowe (strictly protect), treasurer of the harbor board, left at noon.",
        "The vote was not close.Ada Rowe, treasurer of the harbor board, left at noon.",
        "Then,as the capture has it,Ada Rowe, treasurer of the harbor board,left at noon.",
        "The vote was not clo-\nse.Ada Rowe, treasurer of the harbor board, left at noon.",
    ],
)
def test_the_same_post_beside_a_mark_and_a_name_is_found_however_it_is_worded(sentence: str) -> None:
    [found] = hidden(MARKED + sentence + "\n")

    assert "Ada Rowe" in found


@pytest.mark.parametrize(
    "marked",
    [
        "The treasurer of the harbor board, XXXXXXXXXXXX, said so.",
        "XXXXXXXXXXXX is the treasurer of the harbor board.",
        "XXXXXXXXXXXX (treasurer of the harbor board) said so.",
        "XXXXXXXXXXXX, 54, treasurer of the harbor board, said so.",
        "XXXXXXXXXXXX, who is the treasurer of the harbor board, said so.",
        "It was harbor board treasurer XXXXXXXXXXXX who said so.",
        "The treasurer of the harbor board, ████████, said so.",
        "[name not declassified], treasurer of the harbor board, said so.",
        "[REDACTED], treasurer of the harbor board, said so.",
        "(b)(7)(C), the treasurer of the harbor board, said so.",
        "(b)(6); (b)(7)(C), the treasurer of the harbor board, said so.",
        "The board met.\n\n(b)(6), the treasurer of the harbor board, said so.",
        "The board met.\r\n\r\n    (b)(6), the treasurer of the harbor board, said so.",
        "[(b)(6), (b)(7)(C)], the treasurer of the harbor board, said so.",
        "XXXXXXXXXXXX (54), treasurer of the harbor board, said so.",
        "XXXXXXXXXXXX (strictly protect), treasurer of the harbor board, said so.",
        "XXXXXXXXXXXX, who is treasurer of the harbor board, said so.",
        "XXXXXXXXXXXX, treasurer of the harbor board and owner of two cranes, said so.",
        "XXXXXXXXXXXX, a lawyer and treasurer of the harbor board, said so.",
    ],
)
def test_the_post_of_a_masked_person_is_read_on_either_side_of_the_mark(marked: str) -> None:
    assert hidden(f"{marked}\n\nAda Rowe, treasurer of the harbor board, left.\n") == [["Ada Rowe", "Rowe"]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Rowe, the press officer of the port authority, left.",
        "Ada Rowe, the former treasurer of the harbor board, left.",
        "Ada Rowe, a lawyer, and the treasurer of the harbor board left.",
        "We met Ada Rowe, a lawyer and the treasurer of the harbor board.",
        "Ada Rowe, deputy treasurer of the harbor board, left.",
        "Ada Rowe, a treasurer of the harbor board, left.",
        "Ada Rowe, treasurer of the board, left.",
        "Ada Rowe (treasurer of the harbor board until 1995) left.",
        "Ada Rowe met the treasurer of the harbor board.",
        "The treasurer of the harbor board said so. Ada Rowe left.",
        "On Monday, the treasurer of the harbor board left for Washington.",
        "XXXXXXXXXXXX, the treasurer of the harbor board, left.",
    ],
)
def test_another_post_or_nobodys_name_is_no_leak(sentence: str) -> None:
    assert hidden(MARKED + sentence + "\n") == []


def test_what_a_place_belongs_to_is_no_name() -> None:
    marked = "XXXXXXXXXXXX, mayor of Arvenda, said that the port would close.\n\n"

    assert hidden(marked + "The mayor of Arvenda Day was on Sunday.\n") == []
    assert hidden(marked + "The mayor of Arvenda Ada Rowe left.\n") == [["Ada Rowe", "Rowe"]]


def test_two_names_beside_one_description_are_a_note() -> None:
    text = MARKED + "Ada Rowe, treasurer of the harbor board, left. Ben Hall, treasurer of the harbor board, stayed.\n"

    assert [(hit.severity, hit.confidence) for hit in said(text)["open-elsewhere"]] == [("note", "low")] * 2


def test_capitals_make_no_difference() -> None:
    text = (MARKED + "ADA ROWE, TREASURER OF THE HARBOR BOARD, LEFT. ROWE WAS TIRED.\n").upper()

    assert hidden(text) == [["ADA ROWE", "ROWE", "ROWE"]]


def test_a_name_cut_by_line_ends_is_hidden_wherever_it_stands() -> None:
    text = MARKED + "Later Cosima\nOakhurst, treasurer of the harbor board, left. Oak\nhurst spoke. OAKHURST-Quays.\n"

    assert hidden(text) == [["Cosima Oakhurst", "Oakhurst", "Oak hurst", "OAKHURST"]]


def test_nothing_that_is_printed_holds_the_name_or_its_place() -> None:
    text = MARKED + "Ada Rowe, the treasurer of the harbor board, left.\n"
    [hit] = said(text)["open-elsewhere"]
    shown = repr((hit.message, hit.evidence, dict(hit.data), hit.related))

    assert "Rowe" not in shown
    assert text[hit.start : hit.end] == "the treasurer of the harbor board"
    assert all(hit.end <= start or end <= hit.start for start, end in hit.hidden)


def test_the_same_words_around_a_mark_and_a_name_need_two_on_either_side() -> None:
    assert hidden("Paid XXXXXXXXXXXX for the lighthouse lamp.\n\nPaid Ada Rowe for the lighthouse lamp.\n") == []
    text = "Econoff dined with XXXXXXXXXXXX after the crane auction.\nEconoff dined with Ada Rowe after the crane auction.\n"

    assert hidden(text) == [["Ada Rowe", "Rowe"]]


def test_a_subject_line_is_compared_with_the_text_too() -> None:
    head = "C O N F I D E N T I A L ARBON 000412\n\nE.O. 12958: DECL: 03/14/2016\nTAGS: PGOV\n"
    text = f"{head}SUBJECT: DINNER MEETING WITH XXXXXXXXXXXX ON THE CRANE AUCTION\n\n1. (C) A dinner meeting with Ada Rowe on the crane auction took place.\n"

    assert hidden(text) == [["Ada Rowe", "Rowe"]]


def again(name: str, text: str) -> list[str]:
    """Return what stands of a name in a text, line ends shown as bars."""
    return [text[start:end].replace("\n", "|") for start, end in sorted(Spellings(text).of(Sensitive(name)))]


def test_short_and_ordinary_names_are_not_hunted_through_the_record() -> None:
    assert again("Ada Li", "Li left. Li ran.") == []
    assert again("Ada Service", "The Service left.") == []


def test_short_names_are_hidden_with_what_they_are_called_by() -> None:
    assert again("Ada Li", "Mr. Li left, and Ada Li. Li ran.") == ["Mr. Li", "Ada Li"]


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        (
            "Ada Oakhurst",
            ["Oakhurst", "OAKHURST", "Oakhursts", "Oak-|hurst", "Oak- |  hurst", "OAK-|HURST", "Oak|hurst"],
        ),
        ("Inés Núñez", ["Núñez", "NÚÑEZ", "Nunez", "NUNEZ", "Nu\u0301n\u0303ez", "Nú-|ñez"]),
        ("Nils Møller", ["Moller", "Møller", "Moeller", "MOELLER"]),
        ("Udo Lüttich", ["Luttich", "Luettich"]),
        ("Ada Finch-Oakhurst", ["Oakhurst", "Finch"]),
        ("Luis García Oakhurst", ["Garcia", "Oakhurst"]),
        ("Tim O'Hagan", ["Hagan", "OHagan"]),
    ],
)
def test_last_names_are_found_however_they_are_spelled(name: str, spelled: list[str]) -> None:
    text = "".join(f"It was {word} who left. ".replace("|", "\n") for word in spelled)

    assert again(name, text) == spelled


def test_a_given_name_is_hidden_where_it_stands_alone() -> None:
    text = "Ada left. Ada Finch stayed. The Mayor met Ada B.\nFinch and Ada. Lord Ada ran."

    assert again("Ada Oakhurst", text) == ["Ada", "Ada", "Ada"]
    assert again("Will Oakhurst", "Will left. He will return.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Oak-\nhurst, the treasurer of the harbor board, left.",
        "Ada Oakhurst, the treasu-\nrer of the harbor board, left.",
        "Ada Oakhurst, the treasurer of the har- \nbor board, left.",
    ],
)
def test_words_that_a_hyphen_divides_at_a_line_end_are_read_whole(sentence: str) -> None:
    [found] = hidden(f"{MARKED}{sentence} Oakhurst was ill.\n")

    assert "Oakhurst" in found


def test_a_description_divided_beside_the_mark_is_read_whole() -> None:
    text = MARKED.replace("treasurer", "trea-\nsurer") + "Ada Oakhurst, the treasurer of the harbor board, left.\n"

    assert hidden(text) == [["Ada Oakhurst", "Oakhurst"]]


@pytest.mark.parametrize("width", range(40, 80, 3))
def test_words_and_names_cut_at_one_column_are_read_whole(width: int) -> None:
    text = (
        "1. (C) XXXXXXXXXXXX, treasurer of the harbor board, said that the port would close and that nobody had read "
        "the second report about the quay of the islands. Later on Cosima Oakhurst, the treasurer of the harbor board, "
        "arrived at noon and was told that the talks were over and that nothing would be signed. Oakhurst was silent."
    )
    cut = "\n".join(text[at : at + width] for at in range(0, len(text), width)) + "\n"
    [hit] = said(cut)["open-elsewhere"]
    covered = {" ".join(cut[a:b].replace("\n", "").split()) for a, b in hit.hidden}

    assert covered == {"Cosima Oakhurst", "Oakhurst"}


def test_a_sentence_that_stands_twice_puts_them_together_too() -> None:
    text = "XXXXXXXXXXXX told Poloff that the quay was rotten.\n\nAda Rowe told Poloff that the quay was rotten.\n"

    assert hidden(text) == [["Ada Rowe", "Rowe"]]
    assert hidden(text.replace("quay was rotten.\n\n", "lamp was rotten.\n\n")) == []


@pytest.mark.parametrize("around", ["{} had the old lamp repaired in May", "{} repaired the old lamp in May again"])
def test_words_that_stand_all_over_the_record_are_found_beside_a_name_too(around: str) -> None:
    often = "They had it repaired. " * 250
    text = f"{around.format('XXXXXXXXXXXX')}. {often}{around.format('Ada Rowe')}.\n"

    assert hidden(text) == [["Ada Rowe", "Rowe"]]
