"""What stands open beside a mark: titles, initials, lengths, and the traps beside them."""

import pytest

from .judging import loud, said


def quoted_starts(name: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in said(text).get(name, [])]


@pytest.mark.parametrize(
    "title",
    [
        "Mr.", "Mrs", "Dr.", "General", "Gen.", "Lt. Col.", "Minister", "Sheikh", "Doña", "Prof.", "MR.", "Amb.", "AMB",
        "Special Agent", "Crown Prince", "Regional Dean", "Arvenda Governor", "the Arvenda Bishop", "Orthodox Father",
        "SA", "Det.", "Private", "Cpl.", "Pope", "Count", "Baroness", "Charge", "Sec.", "Gral.", "Cnel.", "President-elect",
        "Ambassador-designate", "Vice-Consul", "Ambassador Designate", "Gov.-elect", "Pres.", "Supt.", "Atty.", "PM", "FonMin",
        "The Honorable", "His Excellency", "Her Royal Highness", "Madam", "Maître", "Eng.", "CDA",
    ],
)  # fmt: skip
def test_titles_in_front_of_marks(title: str) -> None:
    assert quoted_starts("title-left", f"The board met {title}\nXXXXXXXXXXXX at noon.\n") == [title.split()[-1]]


@pytest.mark.parametrize(
    "text",
    [
        "It was asked in general XXXXXXXXXXXX did not answer.",
        "A deputy XXXXXXXXXXXX said so.",
        "It was an honorable XXXXXXXXXXXX affair.",
        "He asked the Minister. XXXXXXXXXXXX did not answer.",
        "Call records of Erik Prince XXXXXXXXXXXX were kept.",
        "Mr. Rowe XXXXXXXXXXXX said so.",
        "It rose in the time of the King. XXXXXXXXXXXX was there.",
        "He asked the Mayor. XXXXXXXXXXXX did not answer.",
        "He was promoted to Major. XXXXXXXXXXXX was not.",
        "Erik Hall, Sr. XXXXXXXXXXXX told it so.",
        "Erik Hall Sr. XXXXXXXXXXXX told it so.",
        "It lies at 12 Garden View Dr. XXXXXXXXXXXX lives there.",
        "The office is at Garden Dr. [address not declassified] now.",
        "THE OFFICER IN CHARGE XXXXXXXXXXXX SAID SO.",
        "See 5 U.S.C. Sec. (b)(6) for more.",
        "It opened at 3 PM XXXXXXXXXXXX said.",
        "The Minister [2 lines not declassified] at noon.",
        "She was a doctor XXXXXXXXXXXX said.",
    ],
)
def test_words_that_are_no_title_of_the_masked_person(text: str) -> None:
    assert "title-left" not in said(text + "\n")


@pytest.mark.parametrize(
    "mark", ["XXXXXXXXXXXX", "████████", "[name not declassified]", "[Redacted]", "<REDACTED>", "(b)(6)"]
)
def test_titles_beside_marks_of_every_kind(mark: str) -> None:
    assert quoted_starts("title-left", f"The board met Mrs. {mark} at noon, and it voted.\n") == ["Mrs."]


@pytest.mark.parametrize("name", ["J.", "A. M.", "R.", "J.R.", "J.-P."])
@pytest.mark.parametrize(
    "before",
    [
        "The board rose.", "The board saw", "Present were Ada Rowe and", "Mr.", "The board then heard", "It blamed",
        "It was a journalist,", "The activist", "Her lawyer", "The report of our contact", "THE BOARD CONSULTED", "(",
        "Last May", "The colleague whom we know as Ada",
    ],
)  # fmt: skip
def test_initials_in_front_of_marks_are_found_and_hidden(name: str, before: str) -> None:
    text = f"{before} {name}\nXXXXXXXXXXXX said so.\n"
    [hit] = said(text)["initial-left"]

    assert text[hit.start : hit.end] == name
    assert hit.hidden == ((hit.start, hit.end),)


@pytest.mark.parametrize(
    "text",
    [
        "It voted for plan B. XXXXXXXXXXXX did not.",
        "See Annex C. XXXXXXXXXXXX did not.",
        "So did I. XXXXXXXXXXXX did not.",
        "It went to the U.S. XXXXXXXXXXXX did not.",
        "J. Rowe XXXXXXXXXXXX said so.",
        "The board heard:\n\nA. XXXXXXXXXXXX on quays.\nB. XXXXXXXXXXXX on cranes.",
        "Among them were vitamin D. XXXXXXXXXXXX took it.",
        "They lacked vitamins A and B. XXXXXXXXXXXX took them.",
        "It has columns A through D. XXXXXXXXXXXX drew them.",
        "They met in room 12 C. XXXXXXXXXXXX left.",
        "It was a case of this or that B. XXXXXXXXXXXX left.",
        "The board lives in Washington, D.C. XXXXXXXXXXXX left.",
        "The board heard of A. XXXXXXXXXXXX B. XXXXXXXXXXXX C. XXXXXXXXXXXX at noon.",
        "The board heard:\n\n  A. XXXXXXXXXXXX on quays.\n\n  B. XXXXXXXXXXXX on cranes.",
        "Cc: Rowe, Ada J.                  B6\nSubject: Quays",
    ],
)
def test_letters_that_are_no_initial(text: str) -> None:
    assert "initial-left" not in said(text + "\n")


def test_lengths_vary_only_where_there_is_no_norm() -> None:
    twelve, nine = "It met XXXXXXXXXXXX at noon.\n", "It met XXXXXXXXX at noon.\n"

    assert "length-varies" not in said(twelve * 6 + nine)
    assert "length-varies" not in said(nine * 3)
    assert "length-varies" in said(twelve * 2 + nine * 2)


def test_lengths_of_marks_are_not_repeated_but_counted() -> None:
    [hit] = said("It met XXXXXXXXXXXXXXXXX at noon. It met XXXXX at one.\n")["length-varies"]

    assert hit.data == {"marks": 2, "distinct_lengths": 2}
    assert not {"17", "5"} & set(hit.message.replace(":", " ").split())


def test_a_true_box_is_a_duty_of_the_agency() -> None:
    from .judging import FAMILY

    check = next(check for check in FAMILY if check.name == "length-varies")

    assert check.by_provenance["foia"] == "note"


def test_ornaments_and_stamps_are_no_lengths() -> None:
    assert "length-varies" not in said("XXXXXXX ONLY\n\nRowe] XXXXXXXXXXX\n\nThe board met.\n")


def test_a_record_without_leaks_is_quiet() -> None:
    text = (
        "XXXXXXXXXXXX, treasurer of the harbor board, said that the port would close.\n\n"
        "XXXXXXXXXXXX told Poloff that the matter was open.\n\n"
        "Ben Hall, the press officer of the port authority, declined to comment.\n\n"
        "XXXXXXXXXXXX's contacts reported no change.\n"
    )

    assert loud(text) == set()
