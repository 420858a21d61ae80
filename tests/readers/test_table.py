import csv
import io
from pathlib import Path

import pytest

from redaction_audit.readers import table
from tests.readers.inputs import CABLE, read


def put(folder: Path, body: str, name: str = "a.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(body.encode(encoding))
    return path


def written(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_row_is_a_record_whatever_stands_between_columns(tmp_path: Path, delimiter: str, name: str) -> None:
    rows = [["id", "note", "text"], ["a", "x, y; z", "one"], ["b", "", CABLE], ["c", "", "three"]]
    got, gaps = read(put(tmp_path, written(rows, delimiter), name))
    assert [(r.given_id, r.text, r.origin.row, r.origin.line) for r in got] == [
        ("a", "one", 1, 2),
        ("b", CABLE, 2, 3),
        ("c", "three", 3, 4 + CABLE.count("\n")),
    ]
    assert gaps == []


def test_the_line_is_that_of_the_text_not_of_the_row(tmp_path: Path) -> None:
    got, _ = read(put(tmp_path, 'id,note,text\na,"two\nlines","one"\nb,,"two"\n'))
    assert [r.origin.line for r in got] == [3, 4]


def test_columns_can_be_named_and_their_case_is_forgiven(tmp_path: Path) -> None:
    path = put(tmp_path, "No, Body\na,one\n")
    got, gaps = read(path, id_field="no", text_field="body")
    assert [(r.given_id, r.text) for r in got] == [("a", "one")]
    assert gaps == []


def test_a_table_without_the_column_names_those_it_has(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "id,body,when\na,one,now\n"))
    assert got == []
    assert [gap.severity for gap in gaps] == ["error"]
    assert "'text'" in gaps[0].reason
    assert "id, body, when" in (gaps[0].advice or "")
    assert "--text-field" in (gaps[0].advice or "")


@pytest.mark.parametrize("body", ["17,John Marlowe,x\n", "John Marlowe;;" + "x" * 99 + "\n", "John Marlowe,(b)(6)?\n"])
def test_a_first_row_is_not_quoted_as_if_it_were_names(tmp_path: Path, body: str) -> None:
    _, gaps = read(put(tmp_path, body))
    assert "Marlowe" not in str(gaps)


def test_a_table_without_a_header_is_not_quoted(tmp_path: Path) -> None:
    told = "Mr. Marlowe told us in confidence that the ferries would not sail, and why."
    got, gaps = read(put(tmp_path, f"1,{told!r}\n"))
    assert got == []
    assert "Marlowe" not in str(gaps)


def test_rows_without_text_are_gaps(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "id,text\na,one\nb,\nc\n\nd,two\n"))
    assert [(r.given_id, r.origin.row, r.origin.line) for r in got] == [("a", 1, 2), ("d", 4, 6)]
    assert [(gap.line, gap.severity) for gap in gaps] == [(3, "error"), (4, "error")]


def test_many_rows_without_text_are_counted(tmp_path: Path) -> None:
    _, gaps = read(put(tmp_path, "id,text\n" + "a,\n" * 500))
    assert len(gaps) == table._LISTED + 1


def test_a_quotation_mark_that_nothing_closes_is_a_gap(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, 'id,text\na,one\nb,"two\nc,three\nd,four\n'))
    assert [r.given_id for r in got] == ["a", "b"]
    assert [(gap.line, gap.severity) for gap in gaps] == [(3, "error")]


def test_a_table_with_a_header_alone_is_a_gap(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "id,text\n"))
    assert got == []
    assert [gap.severity for gap in gaps] == ["error"]


def test_cells_longer_than_the_csv_module_likes(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "id,text\na," + "x" * 500_000 + "\n"))
    assert len(got[0].text) == 500_000
    assert gaps == []


def test_a_spreadsheet_may_name_what_stands_between_columns(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "sep=;\r\nid;note, text;text\r\na;b;one\r\n"))
    assert [(r.given_id, r.text, r.origin.row, r.origin.line) for r in got] == [("a", "one", 1, 3)]
    assert gaps == []


def test_a_table_that_the_csv_module_gives_up_on_is_a_gap(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "id,text\na,one\nb,two\rc,three\n"))
    assert [r.text for r in got] == ["one"]
    assert [gap.severity for gap in gaps] == ["error"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_tables_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    got, gaps = read(put(tmp_path, "id\ttext\r\na\tCafé\r\nb\ttwo\r\n", "a.tsv", encoding))
    assert [(r.given_id, r.text, r.origin.line) for r in got] == [("a", "Café", 2), ("b", "two", 3)]
    assert gaps == []


def test_a_table_in_cp1252_is_read_with_a_note(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "id,text\na,Café\nb,two\n", encoding="cp1252"))
    assert [(r.text, r.encoding) for r in got] == [("Café", "cp1252"), ("two", "utf-8")]
    assert [(gap.severity, gap.line) for gap in gaps] == [("note", 2)]


def test_a_table_with_two_text_columns_is_a_gap(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "id,text,text\n1,one,two\n"))

    assert got == []
    assert [(gap.severity, gap.reason) for gap in gaps] == [("error", "table has more than one column 'text'")]


def test_a_table_of_lines_without_line_feeds_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\r1,one\r")
    got, gaps = read(path)

    assert got == []
    assert ["line feed" in gap.reason for gap in gaps] == [True]


@pytest.mark.parametrize("head", [b"\0", b"x", b'"', b"a,", b"sep=;\n" + b"a;", b"\xff"])
@pytest.mark.parametrize("more", [b"", b"\nid,text\n1,one\n"])
def test_a_first_line_that_is_too_long_for_names_is_a_gap(tmp_path: Path, head: bytes, more: bytes) -> None:
    path = tmp_path / "a.csv"
    start, _, unit = head.rpartition(b"\n")
    path.write_bytes(start + b"\n" * bool(start) + unit * (3 * 1024**2) + more)
    got, gaps = read(path)
    assert got == []
    assert [(gap.severity, "first line" in gap.reason) for gap in gaps] == [("error", True)]
