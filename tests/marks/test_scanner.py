"""What the scanner promises: every printed token once, in its place, grouped by withheld portion; silence on look-alikes."""

import pytest

from redaction_audit.marks import Scanner, scanner
from redaction_audit.model import Mark, Span

SCANNER = Scanner("re")


def marks(text: str) -> tuple[Mark, ...]:
    return SCANNER.scan(text).marks


def raws(text: str) -> list[str]:
    return [mark.raw for mark in marks(text)]


def test_a_text_without_marks_has_none() -> None:
    found = SCANNER.scan("The council met on Monday and adjourned.")
    assert (found.marks, found.doubtful, found.groups) == ((), (), ())


def test_scanner_is_made_once_per_process() -> None:
    assert scanner("re") is scanner("re")


def test_offsets_are_code_points_of_the_text_as_it_is() -> None:
    text = "Größe\r\n\ud800 “½” \0 XXXXXXXXXXXX, said\rso [2½ lines not declassified]"
    found = marks(text)
    assert [mark.raw for mark in found] == ["XXXXXXXXXXXX", "[2½ lines not declassified]"]
    assert all(text[mark.start : mark.end] == mark.raw for mark in found)


def test_each_code_of_a_stack_is_a_mark_and_the_stack_is_one_group() -> None:
    text = "They have                          agreed to it.\n      1.4(B)\n      1.4(D)\n      B1\n\nNext matter\n"
    found = SCANNER.scan(text)
    assert [mark.codes for mark in found.marks] == [("1.4(B)",), ("1.4(D)",), ("(b)(1)",)]
    assert {mark.group for mark in found.marks} == {0}
    assert len(found.groups) == 1


def test_the_white_space_before_a_margin_code_is_the_extent_of_its_group() -> None:
    text = "From:    A. Clerk <clerk                   B6\nTo:                        B6\n"
    found = SCANNER.scan(text)
    assert [group.extent for group in found.groups] == [Span(24, 43), Span(49, 73)]
    assert text[24:43].isspace()
    assert [mark.group for mark in found.marks] == [0, 1]


def test_a_code_that_repeats_begins_the_next_portion() -> None:
    found = SCANNER.scan("(b)(6) (b)(6)\n\n(b)(6)\n(b)(7)(C)\n(b)(6)\n(b)(7)(C)\n")

    assert [mark.group for mark in found.marks] == [0, 1, 2, 2, 3, 3]


def test_a_list_of_codes_is_one_group_of_single_codes() -> None:
    found = SCANNER.scan("He said                     B1, 1.4(D), B5\n")
    assert [mark.raw for mark in found.marks] == ["B1", "1.4(D)", "B5"]
    assert {mark.group for mark in found.marks} == {0}


def test_a_code_behind_a_bracket_belongs_to_it() -> None:
    found = SCANNER.scan("met [Redacted] (b)(6) on Monday")
    assert [(mark.kind, mark.group) for mark in found.marks] == [("bracket", 0), ("foia-code", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin B6 was sold in room B1.",
        "Visa class:      B1/B2\nPaper size:      B4/B5\n",
        "The file [not redacted], the list [no names withheld], and [the deleted paragraph] of it",
        "RESTRICTIONS : JFK Act 6 (4), JFK Act 6 (1)(B),\n  JFK Act 6 (1)(C)\n",
        "Classified by DAS on 01/02/2016 — Reason:  1.4(B), 1.4(D)\n",
        "Reason:\n    1.4(D)\n",
        "DECLASSIFY ON:   25X1, 20401231\n",
        "under sections 552(b)(6) and (b)(7)(C) of title 5",
        "pursuant to exemption (b)(5)",
        "(a) General. The agency\n(b)(1) The head of the agency shall\n(b)(2) The deputy shall",
        "        RELEASE IN FULL\n",
        "The phrase “[text not declassified]” marks them. Brackets, except those indicating material not declassified.",
        "Foreign Relations, volume XXXVIII; Super Bowl XXX",
        "Call 555-XXXX or send XXX-XX-1234; CVE-2031-XXXX; card XXXX-XXXX-XXXX-1234",
        "# XXXX Is this still needed?",
        "From: Clerk [mailto:clerk@example.org]",
        "He [the minister] came [sic] with [illegible] papers.",
        "a federal grand jury heard it; before the Grand Jury",
        "____________   ----------   ==========   ***********",
        "45%|████████      | 12/30",
        '"frames": "■□▪▫"',
        "\nXXXXXXXXXXXX\n\nXXXXXXXXXXXXXXXX\n\n",
        "RESTRICTED HANDLING; a sanitized copy; the excised portion; deleted passages were withheld",
        "B1 Information specifically authorized by order\nB6 Personal privacy interests\n",
        (
            "(b)(1) Properly classified\n(b)(2) Internal rules of an agency\n(b)(3) Exempt by statute here\n("
            "b)(4) Trade secrets and such\n"
        ),
        "Section 552\n(b)(1)   (b)(2)   (b)(3)\n(b)(4)   (b)(5)   (b)(6)\n(b)(7)(A)   (b)(8)   (b)(9)\n",
        (
            "Freedom of Information Act codes:\n(b)(1)   (b)(2)   (b)(3)\n(b)(4)   (b)(5)   (b)(6)\n(b)(7)(A)"
            "   (b)(8)   (b)(9)\n"
        ),
        "P1 National security classified information [(a)(1) of the Act]\nwithdrawal sheet\n",
    ],
)
def test_look_alikes_stay_silent(text: str) -> None:
    assert raws(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XXXXXXXXXXXX,s visit and XXXXXXXXXXXX's car", ["XXXXXXXXXXXX", "XXXXXXXXXXXX"]),
        ("1. (C) XXXXXXXXsmith said", ["XXXXXXXX"]),
        ("[Name not declassified—Chief, Records\nBranch] wrote", ["[Name not declassified—Chief, Records\nBranch]"]),
        ("Secret. Three pages not declassified.", ["Three pages not declassified"]),
        ("[ 3½ lines not declassified\n\nSource: X", ["[ 3½ lines not declassified"]),
        (
            "[codeword and caveat not declassified; text not declassified]",
            ["[codeword and caveat not declassified; text not declassified]"],
        ),
        ("Phone:          (b)(6)\n(b)(5)\n301-555-0100", ["(b)(6)", "(b)(5)"]),
        ("Tel  (b)(6J>\n(b)(S)\n(b)((;J", ["(b)(6J>", "(b)(S)", "(b)((;J"]),
        ("                B3 NATSECACT\n                B3 FS ACT\n", ["B3 NATSECACT", "B3 FS ACT"]),
        ("the head of station                       B3 CIA PERS/ORG\n", ["B3 CIA PERS/ORG"]),
        (
            "  RELEASE IN PART\n                          B5,B6\n\nFrom:",
            ["RELEASE IN PART\n                          B5,B6"],
        ),
        ("  RELEASE IN PART B1,1.4(B),\n 1.4(D),B6\n", ["RELEASE IN PART B1,1.4(B),\n 1.4(D),B6"]),
        ("TITLE : { RESTRICTED ]\nFROM : [[DELETED]]\n", ["{ RESTRICTED ]", "[[DELETED]]"]),
        ("[12] Grand Jury; Doe 1/2/18 302, at 4; Grand Jury\n", ["Grand Jury", "Grand Jury"]),
        ("was referred Harm to Ongoing Matter to the office", ["Harm to Ongoing Matter"]),
        ("JEK Act 5 (9) (2) (D)\n\nMr. Clerk.", ["JEK Act 5 (9) (2) (D)"]),
    ],
)
def test_marks_are_found_as_printed(text: str, expected: list[str]) -> None:
    assert raws(text) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Officers (b)(6)(b)(7)(C) searched the van.", [("(b)(6)",), ("(b)(7)(C)",)]),
        ("the aide (b)(7)(C)(D) left", [("(b)(7)(C)", "(b)(7)(D)")]),
        ("He was (b)(5)(AC) that day.", [("(b)(5)",)]),
        ("He told (b)(71(C) us", [("(b)(7)(C)",)]),
        ("He told (b)(7)(Cl us", [("(b)(7)(C)",)]),
    ],
)
def test_codes_joined_or_damaged_are_read(text: str, codes: list[tuple[str, ...]]) -> None:
    assert [mark.codes for mark in marks(text)] == codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Email: XXXXXXXXXXXX@mail.test\nThe XXXXXXXXXXXXs cranes; RoXXXXXXXXXX spoke.",
            ["X" * 12, "X" * 12, "X" * 10],
        ),
        ("He met [REDACTED and left; (name withheld) stayed.", ["[REDACTED", "(name withheld)"]),
        ("He met the clerk, and 4 lines not declassified] here.", ["4 lines not declassified]"]),
        ("He paid (two and a half lines deleted).", ["(two and a half lines deleted)"]),
        ("Approved For Release 2005/04/22\nthe station            25X1, 25X6\n", ["25X1", "25X6"]),
        ("Pages 5-7 Withheld in Full\n\n12 PAGES DENIED\n", ["Pages 5-7 Withheld in Full", "12 PAGES DENIED"]),
    ],
)
def test_marks_that_lost_a_bracket_or_touch_letters_are_found(text: str, expected: list[str]) -> None:
    assert raws(text) == expected


@pytest.mark.parametrize("blank", [" ", "\t", "\xa0"])
@pytest.mark.parametrize("code", ["B6", "B7 (C)", "B5 - DP", "b7C", "1.4 (D)", "l.4(D)", "50 USC 3605", "3.3(b)(1)"])
def test_any_blanks_make_a_margin(blank: str, code: str) -> None:
    text = f"Approved for Release; FBI\nthe minister of{blank * 9}{code}{blank}\nand his aide\n"
    assert raws(text) == [code]


@pytest.mark.parametrize("column", ["P1/(b)(1)", "P-1, (b)(1)", "P1 b(1)", "P1; B1", "(b)(1) P1"])
def test_codes_of_a_withdrawal_sheet_are_found_in_any_column(column: str) -> None:
    found = marks(f"Withdrawal Sheet\n1. memo  A to B  2 pp  3/4/90   {column}\n")
    assert ("P1",) in [mark.codes for mark in found]


def test_damaged_codes_say_what_they_stand_for_with_low_confidence() -> None:
    (mark,) = marks("Phone:       (b)(6J>\n")
    assert (mark.codes, mark.confidence) == (("(b)(6)",), "low")


def test_a_maybe_mark_is_doubtful_and_never_a_mark() -> None:
    found = SCANNER.scan("He said [...] and left [ … ] early; a fee of [***]")
    assert found.marks == ()
    assert [mark.raw for mark in found.doubtful] == ["[...]", "[ … ]", "[***]"]


def test_release_stamps_have_no_group() -> None:
    found = SCANNER.scan("  RELEASE IN PART B6\n\nTo:                   B6\n")
    assert [(mark.kind, mark.group) for mark in found.marks] == [("release-stamp", None), ("margin-code", 0)]


def test_auto_changes_over_silently_and_finds_the_same() -> None:
    text = "He met XXXXXXXXXXXX there. [Redacted]\n"
    one = Scanner("auto")
    before = one.scan(text)
    one.scan("quiet prose " * 20_000)
    assert one.scan(text) == before


def test_without_hyperscan_the_fallback_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "He met XXXXXXXXXXXX there. [Redacted]       B6\n"
    expected = Scanner("hyperscan").scan(text)
    monkeypatch.setitem(__import__("sys").modules, "hyperscan", None)
    lonely = Scanner("hyperscan")
    assert lonely.scan(text) == expected
    assert Scanner("auto").scan(text * 6000).marks[0] == expected.marks[0]
