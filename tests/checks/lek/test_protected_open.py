"""Names that the author asked to protect: where the request and the name stand, and what is no request."""

import pytest

from .judging import said


def hidden(text: str) -> list[str]:
    return [" ".join(text[slice(*hit.hidden[0])].split()) for hit in said(text).get("protected-open", [])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Rowe (strictly protect) left at noon.",
        "Ada Rowe [please protect] left at noon.",
        "Ada\nRowe (strictly\nprotect) left at noon.",
        "Ada Rowe (Strictly Protect), of the mill, left at noon.",
        "Ada Rowe (protect source) left at noon.",
        "Ada Rowe (strictly protect source's identity) left at noon.",
        "Ada Rowe (please strictly protect throughout) left at noon.",
        "Ada Rowe -- strictly protect -- left at noon.",
        "Ada Rowe, please protect, left at noon.",
        "Ada Rowe, 54, a lawyer (please protect), left at noon.",
        "Ada Rowe, treasurer of the pilots' guild (strictly protect), left at noon.",
        "The board met banker Ada Rowe (strictly protect) at noon.",
        "The board met a banker (please protect Ada Rowe) at noon.",
        "The board met Ada Rowe (strictly protect",
        "He told Poloff so. Please protect Ada Rowe's identity.",
        "He told Poloff so.\n(Note: Please strictly protect Ms. Ada Rowe's identity.)",
        "Please protect the identity of Ada Rowe, who spoke in confidence.",
        "Kindly protect the identity of Ada\nRowe.",
    ],
)
def test_a_name_beside_a_request_is_hidden(sentence: str) -> None:
    assert hidden(sentence) == ["Ada Rowe"]


def test_a_request_for_several_hides_each_of_them() -> None:
    assert hidden("The board met a banker (please protect Ada Rowe and Bo Lind).") == ["Ada Rowe", "Bo Lind"]
    assert hidden("The board met Ada Rowe and Bo Lind (strictly protect both).") == ["Bo Lind", "Ada Rowe"]
    assert hidden("The board met Ada Rowe and Bo Lind (strictly protect).") == ["Bo Lind"]
    assert hidden("Please protect the identities of Ada Rowe and Bo Lind.") == ["Ada Rowe", "Bo Lind"]


def test_the_name_is_hidden_wherever_it_stands_again() -> None:
    text = "Ada Rowe (strictly protect) left. ROWE came back.\n"
    [hit] = said(text)["protected-open"]

    assert [text[a:b] for a, b in hit.hidden] == ["Ada Rowe", "Rowe", "ROWE"]
    assert text[hit.start : hit.end] == "strictly protect"


def test_the_name_is_hidden_elsewhere_too_where_the_request_has_it_as_a_possessive() -> None:
    text = "Rowe left. Please protect Ada Rowe's identity. ROWE came back.\n"
    [hit] = said(text)["protected-open"]

    assert [text[a:b] for a, b in hit.hidden] == ["Rowe", "Ada Rowe", "Rowe", "ROWE"]


@pytest.mark.parametrize(
    "sentence",
    [
        "XXXXXXXXXXXX (strictly protect) left. Ada XXXXXXXXXXXX (strictly protect) did not.",
        "[Redacted] (strictly protect) and (b)(6) (please protect) left, ████ (protect) did not.",
        "The board met [name not declassified] (strictly protect) at noon.",
        "He (strictly protect) left. Poloff (protect) met the Ambassador (please protect).",
        "Our Contact (strictly protect) left. The Embassy Contact (protect) did not.",
        "The law must (strictly) protect the pilots. They protect Ada Rowe, please protect Bo Lind, it said.",
        "Please protect XXXXXXXXXXXX. The board (protecting Ada Rowe) left.",
        "Ada Rowe (who wants to protect the river) left.",
        "Please protect Ada Rowe Park. Please protect the identity of the source, Ada Rowe said.",
        "Ada Rowe said: please protect the identity of our town. Please protect his identity. Ada Rowe left.",
        "Please protect XXXXXXXXXXXX's identity, Ada Rowe said. They protect Bo Lind's identity.",
    ],
)
def test_where_nobody_is_named_or_nothing_is_asked_there_is_no_finding(sentence: str) -> None:
    assert hidden(sentence) == []


def test_requests_beyond_a_thousand_are_counted_as_not_judged() -> None:
    assert len(hidden("Ada Rowe (protect). " * 300)) == 201
    assert len(hidden("Ada Rowe (protect). " * 1_100)) == 201
