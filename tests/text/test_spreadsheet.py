"""Cells of tables: nothing of a record runs in a spreadsheet."""

import pytest

from redaction_audit.text.spreadsheet import line, safe


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", " =1", "\r\n=1", '=HYPERLINK("x")', "＝1+1", "-", "--1"]
)
def test_no_cell_starts_a_formula(cell: str) -> None:
    assert safe(cell)[0] == "'"


@pytest.mark.parametrize("cell", ["-4083", "05LIMA2158", "a=b", "", "2005-05-12"])
def test_harmless_cells_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell


def test_a_line_is_one_line_whatever_its_cells_hold() -> None:
    written = line(["a\nb", 'say "so"', "x,y", "\x1b[31m"])

    assert written == b'a b,"say ""so""","x,y",\\x1b[31m\r\n'
