"""What is said of one masked person, put together; and what is said of somebody else."""

from collections.abc import Sequence

import pytest

from checks.pipeline import view
from redaction_audit.check import Example
from redaction_audit.checks.lek.clusters import clusters, leak_clusters

from .judging import loud, quoted, said


def found(text: str) -> list[tuple[int, dict[str, int]]]:
    return [(len(c.marks), _counted([s.kind for s in c.signs])) for c in clusters(view(text, Example("")))]


def _counted(kinds: Sequence[str]) -> dict[str, int]:
    return {kind: list(kinds).count(kind) for kind in dict.fromkeys(kinds)}


def test_everything_said_of_one_person_is_one_finding() -> None:
    text = (
        "A soil chemist's visit to Arvenda in the first week of June found the stores empty.\n\n"
        "XXXXXXXXXXXX, a longtime Embassy contact, told Econoff on 6/11 that the silos were full. His contacts knew.\n\n"
        "During a visit to Arvenda two weeks earlier, XXXXXXXXXXXX counted the trucks. His contacts agreed.\n\n"
        "XXXXXXXXXXXX's contacts said that XXXXXXXXXXXX's visit came too late.\n"
    )
    [hit] = said(text)["identity-cluster"]

    assert hit.data["signs"]["profession"] == 1
    assert {"A soil chemist's", "visit to Arvenda in the first week of June", "a longtime Embassy contact"} <= set(
        quoted(text, hit)
    )
    assert "told Econoff on 6/11" in quoted(text, hit)


def test_marks_that_nothing_ties_together_stay_apart() -> None:
    text = "XXXXXXXXXXXX, a lawyer, said so.\n\nXXXXXXXXXXXX told Poloff on 5/3 that the quay was sold.\n"

    assert found(text) == [(1, {"profession": 1}), (1, {"meeting": 1})]
    assert loud(text) == set()


@pytest.mark.parametrize(
    "words",
    [
        ", a longtime Embassy contact,",
        " a lon\n time Embassy contact",
        ", our best source in the ministry,",
        " (a close friend of the Ambassador)",
        ", a reliable interlocutor,",
        ", a lawyer whose brother owns the mill,",
        ", 54, a lawyer,",
        " (our sole contact at the Consulate)",
        ", our contact,",
        ", our source in the port,",
        ", a longtime contact,",
        ", a contact of ours,",
        ", a longtime Embassy contact and lawyer,",
        ", a longtime Embassy contact close to the mayor,",
        ", a longtime Embassy contact based in Arvenda,",
        ", a lawyer and longtime Embassy contact,",
        ", a well-placed source in the ministry and the brother of the mayor,",
        ", treasurer of the harbor board and a lawyer,",
        " is our contact and",
        ", one of our best contacts,",
        " (strictly protect; Ref A), our contact,",
    ],
)
def test_descriptions_that_are_worth_a_warning(words: str) -> None:
    assert loud(f"XXXXXXXXXXXX{words} told us that the port would close.\n") == {"identity-cluster"}


@pytest.mark.parametrize(
    "words",
    [
        ", treasurer of the harbor board,",
        ", a lawyer,",
        ", a member of the board,",
        ", a source of irritation,",
        ", treasurer of the harbor board and Ada Rowe,",
        ", Embassy contact Rowe and others",
        " (strictly protect)",
        "",
    ],
)
def test_one_description_by_itself_is_at_most_a_note(words: str) -> None:
    assert loud(f"XXXXXXXXXXXX{words} told us that the port would close.\n") == set()


@pytest.mark.parametrize(
    "aside",
    [
        " (protect)", " (strictly protect)", " (STRICTLY PROTECT)", " (please strictly protect)", " (protect source)",
        " [strictly protect]", ", strictly protect", " -- strictly protect --", " (strictly\nprotect)", " (phonetic)",
    ],
)  # fmt: skip
def test_an_aside_behind_the_mark_is_read_over(aside: str) -> None:
    description = ", a longtime Embassy contact," if aside[-2:] != "--" else " a longtime Embassy contact,"

    assert loud(f"XXXXXXXXXXXX{aside}{description} told us that the port would close.\n") == {"identity-cluster"}


@pytest.mark.parametrize(
    "mark",
    [
        "[REDACTED]",
        "[redacted]",
        "(b)(6)",
        "(b)(7)(C)",
        "(b)(7)(D)",
        "[ (b)(6) ]",
        "[less than 1 line not declassified]",
    ],
)
@pytest.mark.parametrize(
    "words",
    ["{}, a longtime Embassy contact, left.", "{} is our contact there.", "We met our best source, {}, at noon."],
)
def test_a_mark_that_may_hide_anything_hides_a_person_where_the_words_say_so(mark: str, words: str) -> None:
    assert loud(words.format(mark) + "\n") == {"identity-cluster"}


@pytest.mark.parametrize(
    "words",
    [
        "Ada Rowe (b)(6), a longtime Embassy contact, left.",
        "The report [REDACTED] our best source left.",
        "It was sent to [REDACTED]. Our contact left.",
        "[3 lines not declassified], a longtime Embassy contact, left.",
    ],
)
def test_a_mark_that_hides_something_else_has_no_description(words: str) -> None:
    assert loud(words + "\n") == set()


@pytest.mark.parametrize(
    ("sentence", "pronouns"),
    [
        ("XXXXXXXXXXXX said so. She added that her sister had left.", ["She", "her"]),
        ("XXXXXXXXXXXX said that Rowe met with members after his speech.", []),
        ("XXXXXXXXXXXX saw Mr. Rowe. He left.", []),
        ("XXXXXXXXXXXX saw the treasurer. He left.", []),
        ("XXXXXXXXXXXX met with Ada Rowe. She left.", []),
        ("XXXXXXXXXXXX went to Arvenda with his contacts.", ["his"]),
        ("XXXXXXXXXXXX said so.\n\nHe left.", []),
    ],
)
def test_pronouns_speak_of_the_masked_person_until_somebody_else_comes_in(sentence: str, pronouns: list[str]) -> None:
    signs = [sign for c in clusters(view(sentence + "\n", Example(""))) for sign in c.signs if sign.kind == "pronoun"]

    assert [sentence[sign.start : sign.end] for sign in signs] == pronouns


def test_pronouns_alone_are_one_note_a_record() -> None:
    text = "XXXXXXXXXXXX said so. He left.\n\nXXXXXXXXXXXX agreed. She stayed.\n"
    [hit] = said(text)["identity-cluster"]

    assert (hit.severity, hit.kind, hit.data["marks"]) == ("note", "pronoun", 2)


def test_the_number_of_clusters_counts_what_is_more_than_a_note() -> None:
    plain = view("XXXXXXXXXXXX, a lawyer, said so.\n", Example(""))
    described = view("XXXXXXXXXXXX, a longtime Embassy contact, said so.\n", Example(""))

    assert leak_clusters(plain) == 0
    assert leak_clusters(described) == 1
    assert leak_clusters(view("The board met.\n", Example(""))) == 0


def test_a_researcher_who_went_elsewhere_is_somebody_else() -> None:
    text = "A chemist's visit to Lomara found nothing.\n\nXXXXXXXXXXXX's visit to Arvenda came after the storm.\n"

    assert found(text) == [(1, {"journey": 1})]
