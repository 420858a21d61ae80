"""Text for people: exact frames, narrow and wide, with and without colour, and never a hidden or acting character."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.lines import Lines
from redaction_audit.model import Audited, Finding, Origin, Related
from redaction_audit.outputs import text
from redaction_audit.outputs.style import Style
from redaction_audit.text.frames import frames
from redaction_audit.text.sanitise import width

from . import batch

SGR = re.compile("\x1b\\[[0-9;]*m")


def shown(*outcomes: Audited, **style: object) -> str:
    renderer = text.Findings(Style(**style))
    pieces = [renderer.begin(batch.run()), *map(renderer.record, outcomes), renderer.end(batch.summary(*outcomes))]
    return b"".join(pieces).decode()


def one(found: Finding, *hidden: tuple[int, int], page: str = batch.TEXT, **style: object) -> str:
    outcome = Audited("95QUITO412", found.origin, findings=(found,), frames=frames(page, [found], hidden))
    return text.Findings(Style(**style)).record(outcome).decode()


def test_a_finding_as_people_see_it() -> None:
    assert shown(batch.audited()) == EXPECTED


def test_ascii() -> None:
    written = shown(batch.audited(), ascii=True, show_notes=True)

    assert written.isascii()
    assert "  4 | SUBJECT: MEETING WITH XXXXXXXXXXXX### ON FISHING RIGHTS" in written


def test_colour_changes_nothing_but_colour() -> None:
    plain, coloured = (shown(batch.audited(), show_notes=True, color=color) for color in (False, True))

    assert SGR.sub("", coloured) == plain
    assert "\x1b" not in plain
    assert coloured != plain


def test_notes_are_counted_until_they_are_asked_for() -> None:
    hidden, asked = shown(batch.audited()), shown(batch.audited(), show_notes=True)

    assert "TRN007" not in hidden
    assert "1 note not shown" in hidden
    assert "TRN007" in asked
    assert "not shown" not in asked


def test_quiet_leaves_a_line_a_finding_then_only_the_last() -> None:
    assert [line.split(": ")[1][:6] for line in shown(batch.audited(), quiet=1).splitlines()[:-1]] == [
        "DEC004",
        "RED002",
        "LEK001",
    ]
    assert shown(batch.audited(), quiet=2).count("\n") == 1


def test_verbose_adds_what_identifies_the_finding() -> None:
    written = shown(batch.audited(), verbose=1)

    assert "id    ra1:0123456789abcdef" in written
    assert "basis EO-01" in written


@pytest.mark.parametrize("columns", [40, 60, 80, 140])
def test_frames_and_messages_fit_the_terminal(columns: int) -> None:
    page = "word " * 40 + "会議 " * 20 + "\n" + "x" * 300
    found = batch.finding(page, "会議", message="many words " * 12)
    _, message, rest = one(found, page=page, width=columns).partition("  many")

    assert all(width(line) <= columns for line in (message + rest).splitlines())


def test_a_header_that_is_too_long_for_a_narrow_terminal_takes_two_lines() -> None:
    found = batch.finding(batch.TEXT, "DECL: OADR", origin=Origin("a/long/path/to/a/file.txt"))
    header = "a/long/path/to/a/file.txt:3:13: DEC004 order-out-of-force [warning, high]"

    assert one(found, width=len(header)).startswith(header + "\n")
    assert one(found, width=len(header) - 1).startswith(header.replace(": DEC", ":\n  DEC") + "\n")
    assert one(found, width=len(header) - 1, quiet=1).startswith(header + " E.O.")


@pytest.mark.parametrize(
    ("data", "row"),
    [
        ({"arithmetic": "1 + 1 = 2"}, "sum   1 + 1 = 2\n"),
        (
            {"due": "2012-03-04", "days_over": 8, "governing": ["eo1"], "passed": True},
            "sum   due 2012-03-04, days over 8\n",
        ),
        ({"due": "2001-02-03", "days_over": 8}, None),
        ({"days_over": 8}, None),
        ({"block": "NOTE"}, None),
    ],
)
def test_the_arithmetic_of_a_finding(data: dict[str, object], row: str | None) -> None:
    written = one(batch.finding(batch.TEXT, "DECL: OADR", message="due on 2001-02-03", data=data))

    assert row in written if row else "sum " not in written


def test_the_law_that_governed_the_record_comes_before_what_the_rule_rests_on() -> None:
    law = [{"text": "A notice", "status": "summary"}, {"text": "A notice", "status": "summary"}, {"text": 3}]
    found = batch.finding(batch.TEXT, "DECL: OADR", data={"law": law})

    assert "      law   A notice (from a summary)\n      more" in one(found)
    assert "      law   A notice (from a summary)\n      law   E.O. 12958 § 1.6(d)\n" in one(found, verbose=1)


def test_a_pipe_gets_one_line_a_header() -> None:
    found = batch.finding(batch.TEXT, "DECL: OADR", origin=Origin("long/" * 30 + "file.txt"))

    assert "file.txt:3:13: DEC004" in one(found, width=100)


def test_lines_count_from_the_top_of_the_file() -> None:
    found = batch.finding(
        batch.TEXT, "DECL: OADR", origin=Origin("all.txt", line=101), related=(Related(0, 4, 1, 1, "the banner"),)
    )
    written = one(found)

    assert written.startswith("all.txt:103:13: DEC004")
    assert "  103 │ E.O. 12356" in written
    assert "  101 │ CONFIDENTIAL QUITO 000412\n      │ ---- the banner\n" in written


def test_a_row_of_a_table_names_its_record() -> None:
    found = batch.finding(batch.TEXT, "DECL: OADR", origin=Origin("all.jsonl", row=7, line=7))

    assert one(found).startswith("all.jsonl:7:95QUITO412:3:13: DEC004")
    assert "  3 │ E.O. 12356" in one(found)


def test_a_member_of_an_archive() -> None:
    found = batch.finding(batch.TEXT, "DECL: OADR", origin=Origin("all.zip", member="a/b.txt"))

    assert one(found).startswith("all.zip!a/b.txt:3:13: DEC004")


def test_lines_left_out_of_a_long_span_are_shown_as_such() -> None:
    page = "\n".join(f"line {number}" for number in range(1, 10))
    found = batch.finding(page, page)

    assert "  3 │ line 3\n    │ ^^^^^^\n  ⋮ │\n  9 │ line 9\n" in one(found, page=page)


def test_related_places_are_shown_in_the_frame_and_the_rest_below() -> None:
    places = [batch.TEXT.index(word) for word in ("QUITO", "TAGS", "PREL", "SUBJECT", "1. (C)", "port", "2. (C)")]
    lines = Lines(batch.TEXT)
    related = tuple(Related(at, at + 4, *lines.line_column(at), f"place {at}") for at in places)
    written = one(batch.finding(batch.TEXT, "12356", related=related))

    assert "    │              ----- place 13" not in written
    assert "  1 │ CONFIDENTIAL QUITO 000412\n    │              ---- place 13\n" in written
    assert "  2 │ TAGS: PREL, EC\n    │ ----  ----\n" in written
    assert written.count("also  line") == 3
    assert "            and 3 more places\n" in written


def test_places_of_which_the_same_is_said_share_a_line() -> None:
    page = "".join(f"line {number} \n" for number in range(1, 70))
    lines = Lines(page)
    places = [page.index(f"line {number}\x20") for number in (20, 30, 40, 50, 60)]
    related = tuple(Related(at, at + 4, *lines.line_column(at), "no code either") for at in places)
    written = one(batch.finding(page, "line 1 ", related=related), page=page)

    assert "also  lines 50, 60: no code either\n" in written
    assert written.count("also") == 1


def test_many_places_of_which_the_same_is_said_are_counted() -> None:
    related = tuple(Related(0, 0, line, 1, "nor here") for line in range(11, 23))
    found = batch.finding(batch.TEXT, "TAGS", related=related)
    written = text.Findings(Style()).record(Audited("95QUITO412", found.origin, findings=(found,))).decode()

    assert "also  lines 11, 12, 13 and 9 more: nor here\n" in written


def test_a_label_that_does_not_fit_goes_below() -> None:
    related = (Related(0, 12, 1, 1, "words that are too long for a narrow terminal"),)
    written = one(batch.finding(batch.TEXT, "DECL: OADR", related=related), width=40)

    assert "    │ ------------\n    │ words that are too long for a\n    │ narrow terminal\n" in written


def test_a_related_place_on_the_line_of_the_finding() -> None:
    at = batch.TEXT.index("E.O.")
    related = (Related(at, at + 10, 3, 1, "the order"),)
    written = one(batch.finding(batch.TEXT, "DECL: OADR", related=related, origin=Origin("all.txt", line=11)))

    assert "     │ ----------  ^^^^^^^^^^\n" in written
    assert "also  line 13, column 1: the order\n" in written


def test_a_finding_without_a_frame_is_still_whole() -> None:
    found = batch.finding(batch.TEXT, "CONFIDENTIAL")
    written = text.Findings(Style()).record(Audited("95QUITO412", found.origin, findings=(found,))).decode()

    assert written.startswith("batch/quito.txt:1:1: DEC004")
    assert "explain DEC004" in written


@pytest.mark.parametrize(
    ("outcomes", "line"),
    [
        ((), "0 records: no findings; incomplete.\n"),
        ((batch.audited(findings=(), failed=(), set_aside=()),), "1 record: no findings.\n"),
        (
            (batch.audited(failed=()),),
            "1 record: 3 findings (1 error, 2 warnings), 1 note not shown (--show-notes), 1 set aside.\n",
        ),
    ],
)
def test_the_closing_line(outcomes: tuple[Audited, ...], line: str) -> None:
    assert shown(*outcomes, quiet=2) == line


def test_an_inspected_record() -> None:
    renderer = text.Inspections(Style())
    written = (renderer.begin(batch.run("inspect")) + renderer.record(batch.inspection())).decode()

    assert written == INSPECTED


@given(st.text(), st.text(max_size=20), st.booleans())
def test_nothing_on_a_page_acts_on_the_terminal(page: str, words: str, ascii_only: bool) -> None:
    found = batch.finding(page, page[:5], message=words, origin=Origin(words), record=words)
    written = one(found, page=page, ascii=ascii_only, show_notes=True)

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", written)


EXPECTED = """\
batch/quito.txt:3:13: DEC004 order-out-of-force [error, high]
  E.O. 12356 had been replaced when this record was written
    ╭─ 95QUITO412
  1 │ CONFIDENTIAL QUITO 000412
    │ ------------ the banner the instruction belongs to
  2 │ TAGS: PREL, EC
  3 │ E.O. 12356: DECL: OADR
    │             ^^^^^^^^^^
  4 │ SUBJECT: MEETING WITH XXXXXXXXXXXX▒▒▒ ON FISHING RIGHTS
      sum   1995-10-14 + 10 years = 2005-10-14
      sum   2005-10-14 is 7,400 days before 2026-01-15
      law   E.O. 12958 § 1.6(d)
      more  redaction-audit explain DEC004

batch/quito.txt:4:35: RED002 partial-overlay [warning, high]
  part of a word is left beside a mark
    ╭─ 95QUITO412, page 1
  3 │ E.O. 12356: DECL: OADR
  4 │ SUBJECT: MEETING WITH XXXXXXXXXXXX▒▒▒ ON FISHING RIGHTS
    │                                   ^^^
      law   E.O. 12958 § 1.6(d)
      more  redaction-audit explain RED002

batch/quito.txt:6:17: LEK001 title-left [warning, high]
  E.O. 12356 had been replaced when this record was written
    ╭─ 95QUITO412, paragraph 1
  6 │ 1. (C) Summary: Mr. XXXXXXXXXXXX said the fleet would stay in
    │                 ^^^^^^^^^^^^^^^^
  7 │ port until the talks resume. End summary.
      law   a manual of style (from a summary)
      more  redaction-audit explain LEK001

1 record: 3 findings (1 error, 2 warnings), 1 note not shown (--show-notes), 1 set aside, 1 failed; incomplete.
"""

INSPECTED = """\
95QUITO412  batch/quito.txt
  document        C05550123
  date            1995-11-02 (dtg)
  orders          eo12958
  provenance      foia
  form            telegram
  message id      95QUITO412
  classification  CONFIDENTIAL
  order           12356
  declassify on   DECL: OADR
  reason          1.4 (b, d)
  tags            PREL, EC
  references      (A) LIMA 2055, (B) STATE 12
  sections        1 of 3
  paragraphs      2: 2 (C)
  marks           1 bracket, 1 foia-code (b)(6), 1 x-run
  doubtful        1 bracket

"""
