"""CSV and Markdown: read back as what was written, and nothing in a record runs, links or breaks out."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from redaction_audit.model import Audited, Gap, Origin
from redaction_audit.outputs import summary, tables
from redaction_audit.outputs.csv import COLUMNS
from redaction_audit.text import spreadsheet

from . import batch
from .rendering import OUTCOMES, hostile, many, rendered


def read(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode(), newline=""), strict=True))


def test_a_line_a_finding_with_what_was_set_aside() -> None:
    rows = read(rendered("csv", batch.audited()))

    assert [(row["rule"], row["status"]) for row in rows] == [
        ("DEC004", "reported"),
        ("RED002", "reported"),
        ("LEK001", "reported"),
        ("TRN007", "reported"),
        ("DEC004", "set aside"),
    ]
    assert (rows[-1]["by"], rows[-1]["why"]) == ("baseline", "accepted on 2025-03-01")
    assert tuple(rows[0]) == COLUMNS


def test_lines_end_as_rfc_4180_asks() -> None:
    written = rendered("csv", hostile())

    assert written.count(b"\r\n") == written.count(b"\n") == 3
    assert {len(row) for row in csv.reader(io.StringIO(written.decode(), newline=""))} == {len(COLUMNS)}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "＋", "－", "＠", "\n@"])
def test_no_cell_begins_a_formula(start: str) -> None:
    assert spreadsheet.safe(f"{start}SUM(A1)")[0] == "'"


@pytest.mark.parametrize("cell", ["-12", "12", "a=b", "", "'quoted"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert spreadsheet.safe(cell) == cell


@given(st.text())
def test_no_cell_whatever_it_holds_begins_a_formula(text: str) -> None:
    cell = spreadsheet.safe(text)

    assert cell[:1] not in tuple("=+@\t\r＝＋－＠")
    assert cell[:1] != "-" or cell[1:].isdecimal()


def test_markdown_says_the_verdict_first() -> None:
    written = rendered("markdown", batch.audited(), batch.unreadable()).decode()

    assert written.startswith(
        "# Findings\n\n**1 record: 4 findings (1 error, 2 warnings, 1 note), 1 set aside, 1 failed, 1 gap; incomplete.**\n"
    )
    assert "\n## `batch/quito.txt`: 95QUITO412\n" in written
    assert "| 3 | error | `DEC004` order-out-of-force | E.O. 12356 had been replaced" in written
    assert "\n## Set aside\n" in written
    assert "\n## Not examined\n" in written
    assert "| `batch/scan.pdf` | PDF is not read yet. Extract its text and scan that |\n" in written


def test_a_clean_run_in_markdown_is_two_lines() -> None:
    clean = batch.audited(findings=(), set_aside=(), failed=(), gaps=())

    assert rendered("markdown", clean).decode().split("\n\n") == [
        "# Findings",
        "**1 record: no findings.**",
        "redaction-audit 0.1.0, as of 2026-01-15, fails on warning\n",
    ]


def test_the_summary_shows_the_gravest_first() -> None:
    written = rendered("summary", many(60), many(2, severity="error")).decode()
    rows = [line for line in written.splitlines() if line.startswith("| `batch/")]

    assert [row.split(" | ")[1] for row in rows] == ["error"] * 2 + ["warning"] * 48
    assert "and 12 more findings." in written
    assert "| `DEC004` order-out-of-force | 62 |" in written


def test_the_summary_is_of_bounded_size() -> None:
    assert len(rendered("summary", *[batch.unreadable()] * 5000, many(5000))) < 1 << 16
    assert summary.MOST == 50


def tokens(written: str) -> list[Token]:
    """Read Markdown as GitHub does, and return its blocks and what is in them."""
    blocks = MarkdownIt("commonmark").enable("table").parse(written)
    return [token for block in blocks for token in (block, *(block.children or ()))]


@pytest.mark.parametrize("format_", ["markdown", "summary"])
def test_hostile_words_link_to_nothing_and_end_no_row(format_: str) -> None:
    read = tokens(rendered(format_, hostile(), batch.audited()).decode())
    rows = "".join({"tr_open": "\n", "th_open": "x", "td_open": "x"}.get(token.type, "") for token in read)

    assert {"link_open", "image", "html_block", "em_open"}.isdisjoint(token.type for token in read)
    assert {token.content for token in read if token.type == "html_inline"} <= {"<br>", "<code>", "</code>", "<!-- -->"}
    assert {len(row) for row in rows.split()} <= {2, 4, 5}


@pytest.mark.parametrize("format_", ["markdown", "summary"])
def test_hostile_words_stay_in_their_cells(format_: str) -> None:
    written = rendered(format_, hostile()).decode()
    bars = [re.sub(r"\\.", "", line).count("|") for line in written.splitlines() if line.startswith("|")]

    assert "<b a" not in written
    assert "\n::" not in written
    assert not re.search(r"(?<!\\)\[a\]\(b\)", written)
    assert set(bars) <= {6, 5, 3}


@given(OUTCOMES)
def test_whatever_records_hold_a_finding_is_a_line(outcomes: list[batch.Audited]) -> None:
    written = rendered("csv", *outcomes)

    assert written.count(b"\n") == 3 * len(outcomes) + 1
    assert len(read(written)) == 3 * len(outcomes)


@given(OUTCOMES)
def test_whatever_records_hold_a_finding_is_a_row(outcomes: list[batch.Audited]) -> None:
    html = {token.content for token in tokens(rendered("markdown", *outcomes).decode()) if token.type == "html_inline"}

    assert html <= {"<br>", "<code>", "</code>", "<!-- -->"}


@given(st.text())
def test_words_and_code_are_one_line_without_a_bar(text: str) -> None:
    for shown in (tables.words(text), tables.code(text)):
        assert "\n" not in shown
        assert "|" not in shown.replace("\\|", "").replace("\\\\", "")


@pytest.mark.parametrize(
    ("format_", "words"),
    [
        ("markdown", "| `batch/rows.jsonl:7` | row is not a JSON object |"),
        ("summary", "| `batch/rows.jsonl:7` | row is not a JSON object |"),
        ("github", "::error file=batch/rows.jsonl,line=7,title=not read::row is not a JSON object\n"),
    ],
)
def test_the_line_of_what_could_not_be_read_is_told(format_: str, words: str) -> None:
    origin = Origin("batch/rows.jsonl", row=7, line=7)
    gap = Gap("batch/rows.jsonl", "row is not a JSON object", line=7)

    assert words in rendered(format_, Audited("", origin, gaps=(gap,))).decode()
