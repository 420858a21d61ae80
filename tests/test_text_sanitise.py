"""Nothing of a record acts on the terminal, and every character keeps its column."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.text.sanitise import cells, plain, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("nul\x00bell\x07", "nul\\x00bell\\x07"),
        ("soft\xadhyphen", "soft\\xadhyphen"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("two\r\nlines\tand tab", "two  lines and tab"),
        ("no\xa0break", "no break"),
        ("section § 1.4, Peña, 会議", "section § 1.4, Peña, 会議"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_ascii_shows_everything_else_as_escapes() -> None:
    assert plain("§ ▒▒▒ é", ascii_only=True) == "\\xa7 ### \\xe9"


def test_tabs_run_to_the_next_stop() -> None:
    assert [cell.width for cell in cells("a\tb\t")] == [1, 7, 1, 7]


def test_wide_and_combining_characters_have_their_width() -> None:
    assert [cell.width for cell in cells("会e\u0301\u3000Ａ")] == [2, 1, 0, 2, 2]
    assert width("会議 e\u0301") == 6


def test_a_combining_mark_at_the_start_gets_a_base() -> None:
    [cell] = cells("\u0301")

    assert (cell.shown, cell.width) == ("◌\u0301", 1)


@given(st.text(), st.booleans())
def test_nothing_acts_on_the_terminal(text: str, ascii_only: bool) -> None:
    for shown in (plain(text, ascii_only=ascii_only), "".join(c.shown for c in cells(text, ascii_only=ascii_only))):
        assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
        assert not ascii_only or shown.isascii()


@given(st.text())
def test_one_cell_a_code_point(text: str) -> None:
    assert len(cells(text)) == len(text)
    assert plain(plain(text)) == plain(text)
