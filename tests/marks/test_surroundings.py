"""What stands around a code, a bracket or a run decides whether something is withheld there."""

import pytest

from redaction_audit.marks import Scanner
from redaction_audit.model import Marks


@pytest.fixture(scope="module")
def scan() -> "Scanner":
    return Scanner("re")


def raws(found: Marks) -> list[str]:
    return [mark.raw for mark in found.marks]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. (b)(6) does not agree.",
        "(b)(6) may be late.",
        "(b)(6) shall bring the boats.",
        "(b)(4) of the doses were lost.",
        "Later (b)(6) provides tea for the choir.",
        "Job Title: (b)(6)",
        "Access Code: (b)(6)",
        "He entered the code (b)(7)(E) twice.",
        "HARBOUR BOARD FOIA\n(b)(6), born in May",
        "Her title (b)(6) is old.",
        "Category: (b)(6)",
        "I will see (b)(6) at three.",
        "Everyone except (b)(6) comes.",
        "The plan, as per (b)(6), is sound.",
        "Agenda:\n(a) fish\n\n(b)(6) will chair.",
        "The report cites (b)(6) as its author.",
        "Two agencies heard it, claiming (b)(6) told them.",
        "Proof of (b)(4) was sent in May.",
        "He asks for proof of (b)(4).",
    ],
)
def test_a_code_among_ordinary_words_is_a_mark(scan: Scanner, text: str) -> None:
    assert len(raws(scan.scan(text))) == 1


def test_a_bracket_that_withholds_applies_the_code_it_names(scan: Scanner) -> None:
    found = scan.scan(
        "He met [Redacted per (b)(6)] and [withheld under Exemptions (b)(5), (b)(7)(C)], not under exemption (b)(4)."
    )

    assert [mark.codes for mark in found.marks if mark.kind == "foia-code"] == [
        ("(b)(6)",),
        ("(b)(5)",),
        ("(b)(7)(C)",),
    ]
    assert len(found.groups) == 2


def test_codes_without_a_blank_between_them_are_read_each(scan: Scanner) -> None:
    assert scan.scan("Agent (b)(6),(b)(7)(C) left").marks[-1].codes == ("(b)(7)(C)",)


@pytest.mark.parametrize(
    "text",
    [
        "(b)(6) does not protect information that is public.",
        "(b)(5) protects memoranda of the agency.",
        "(b)(6) shall not be construed as authority to withhold it.",
        "(b)(4) of the Act",
        "The documents were withheld in part; see (b)(6).",
        "Exemptions: (b)(6)",
        "The requester asks why the agency withheld the list and invoked (b)(5).",
        "He disputes the (b)(6) redactions.",
        "Agencies invoking (b)(7)(E) must show a risk.",
        "So do courts applying (b)(4) to the price of eels.",
        "Proof of (b)(3). Let the sum be even.",
        "The first part holds. Proof of (b)(2):",
        "As stated in (b)(5), drafts of the agency are exempt.",
        "The codes (b)(1)-(9) are listed.",
        "FOIA EXEMPTIONS     B1, B6",
        "Reason for continued classification:    1.5(d)",
        "(a)(1) The board shall meet.\n(b)(6) The clerk shall attend.\n",
        "(a) General. The board\n(b)(1) The head shall meet.\n(b)(2) The deputy shall too.\n",
    ],
)
def test_a_code_that_is_cited_is_none(scan: Scanner, text: str) -> None:
    assert raws(scan.scan(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "(b)(1) Information properly classified\n(b)(3) Exempt by other laws\n(b)(6) Personal privacy\n",
        "* (b)(5) - privilege\n* (b)(6) - privacy\n* (b)(7)(C) - privacy in files of enforcement\n",
        "| (b)(4) | Trade secrets |\n| (b)(5) | Privileged drafts |\n| (b)(6) | Personal privacy |\n",
        "Key\n  (b)(2) - internal rules\n  (b)(4) - trade secrets\n  (b)(7)(A) - open cases\n",
    ],
)
def test_the_rows_of_a_key_withhold_nothing(scan: Scanner, text: str) -> None:
    assert raws(scan.scan(text)) == []


def test_a_key_may_name_each_ground_on_the_next_line(scan: Scanner) -> None:
    key = "(b)(5)\nInter-agency drafts\n\n(b)(6)\nPersonnel and medical files\n\n(b)(7)(A)\nEnforcement\n"
    page = "(b)(5)\nThe harbour master\n\n(b)(6)\nHis clerk\n\n(b)(7)(A)\nThe warden\n"

    assert not scan.scan(key).marks
    assert len(scan.scan(page).marks) == 3


def test_rows_that_do_not_ascend_are_no_key(scan: Scanner) -> None:
    assert len(raws(scan.scan("(b)(6) Director\n(b)(6) Deputy\n(b)(6) Clerk of the board\n"))) == 3


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“[name not declassified], as you know, is ill,” he said.", 1),
        ('"[Redacted], please come," he wrote.', 1),
        ("Roe replaced [name not declassified] as chief.", 1),
        ("He read [Redacted] the letter and marked [Redacted] for promotion.", 2),
        ("Roe was replaced by [name not declassified].", 1),
        ("Deletions are indicated by [Redacted].", 0),
        ("Withheld passages are marked as [text not declassified].", 0),
        ("the phrase “[text not declassified]” stands for it", 0),
    ],
)
def test_a_bracket_is_a_mark_unless_it_is_explained(scan: Scanner, text: str, marks: int) -> None:
    assert len(raws(scan.scan(text))) == marks


def test_a_bracket_that_fills_a_quotation_is_doubtful(scan: Scanner) -> None:
    found = scan.scan("He called it “[text not declassified].”")

    assert [mark.raw for mark in found.doubtful] == ["[text not declassified]"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Agent ████ ██████ went home.\n██████████\n██████████ left.", 4),
        ('He said "████ is here." It was called "██████" then.', 2),
        ("It grew 20% ████ more, and ████ 30% of the boats.", 2),
        ("He met [Agent ████] and [████████] there.", 2),
        ("| Name | ██████ |\n| Town | ████ |", 2),
        ("45% |██████      |\n[█████     ]\n██████░░░░\n50% ██████████\n██████████ 100%", 0),
        ('bar = "████"; print("████")', 0),
        ("Jan ████████ 12\nFeb ████ 6\n", 0),
        ("██╗  ██╗", 0),
        ("  ██████  \n ████████ \n██████████\n", 0),
        ("Boats\r\n      ██\r\n    ██████\r\n  ██████████\r\nof the quay", 0),
        ("██████████\n ████████\n  ██████\n   ████\n", 0),
        ("   ██████\n  ████████\n\nTo the board:\n", 2),
        ("   ██████\n ██████████\n    ████\n", 3),
        ("██████████\n██████████\n██████████\n", 3),
        ("██████\n████████\n██████████\n", 3),
        ("Plan    ████\nBuild       ██████\nTest              ████\n", 0),
        ("| Plan  | ████     |\n| Build |     ██   |\n| Test  |       ██ |\n", 0),
        ("Clerk  ████\nKeeper of boats  ██████\nThe warden of the quay  ████\n", 3),
        ("Name    ████\nTown    ██████\nStreet  ████\n", 3),
        ("Alpha  ████ 42 ms\nBeta   ██ 21 ms\n", 0),
        ("He paid ████ 42 boats\nand ██████ 21 boats\n", 2),
        ("█▀▀▀▀▀█ ▀▄█▄▀ █▀▀▀▀▀█\n█ ███ █ ▄▀ ▄█ █ ███ █\n█ ▀▀▀ █ █▄▀▀▄ █ ▀▀▀ █\n", 0),
    ],
)
def test_solid_runs_are_marks_unless_they_are_bars(scan: Scanner, text: str, marks: int) -> None:
    assert len(raws(scan.scan(text))) == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("It met XXXXXXXXXXXX(strictly protect) and XXXXXXXXXXXX(who left). XXXXXXXX(a, b);", 2),
        ("Roe and XXXXX met XXXXXX and XXXXXX, a trader.", 3),
        ("1. (C) XXXXXXXXXXXX said no.\n\n2. (C) Comment:\n\nXXXXXXXXXXXX\n\n3. (C) End.\n", 2),
        ("It met at noon.\n\nXXXXXXXXXXXX\n\nThen it left.\n", 0),
        ("XXXXXXXXXXXXXXXXXXXX\nX  Deleted Page(s)  X\nX  No Fee           X\nXXXXXXXXXXXXXXXXXXXX\n", 0),
    ],
)
def test_rows_of_x_are_marks_where_the_record_has_such_among_words(scan: Scanner, text: str, marks: int) -> None:
    assert len(raws(scan.scan(text))) == marks
