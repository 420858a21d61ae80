import json
from pathlib import Path

import pytest

from redaction_audit.readers import jsonl
from tests.readers.inputs import CABLE, read


def put(folder: Path, *rows: object, name: str = "a.jsonl", end: str = "\n") -> Path:
    path = folder / name
    body = end.join(row if isinstance(row, str) else json.dumps(row) for row in rows) + end
    path.write_bytes(body.encode())
    return path


def test_a_row_is_a_record_with_its_id_row_and_line(tmp_path: Path) -> None:
    path = put(tmp_path, {"id": "a", "text": "one"}, "", {"id": 7, "text": "two", "more": [1]}, {"text": CABLE})
    got, gaps = read(path)
    assert [(r.given_id, r.text, r.origin.row, r.origin.line) for r in got] == [
        ("a", "one", 1, 1),
        ("7", "two", 2, 3),
        (None, CABLE, 3, 4),
    ]
    assert gaps == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "broken", ["{", "[1]", "null", '{"id":"x"}', '{"id":"x","text":7}', '{"text":" "}', '{"text":"\\ud800"}']
)
def test_a_broken_row_is_a_gap_and_its_neighbours_are_read(tmp_path: Path, broken: str, end: str) -> None:
    path = put(tmp_path, {"id": "a", "text": "one"}, broken, {"id": "b", "text": "two"}, end=end)
    got, gaps = read(path)
    assert [(r.given_id, r.origin.row) for r in got] == [("a", 1), ("b", 3)]
    assert [(gap.path, gap.line, gap.severity) for gap in gaps] == [(str(path), 2, "error")]


def test_a_last_line_that_is_cut_off_is_a_gap(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, {"text": "one"}, '{"text":"tw'))
    assert [r.text for r in got] == ["one"]
    assert [gap.line for gap in gaps] == [2]


def test_other_keys_can_be_named(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, {"no": "a", "body": "one", "text": "x"}), id_field="no", text_field="body")
    assert [(r.given_id, r.text) for r in got] == [("a", "one")]
    assert gaps == []


@pytest.mark.parametrize(
    ("row", "advice"),
    [
        ({"no": 1, "body": "one", "title": "two"}, "Name the key with --text-field. Keys with text: body, title."),
        ({"no": 1, "A. Rowe said: go": "one"}, "Name the key with --text-field."),
        ({"of": 1, "hits": [{"text": "one"}]}, "Write one record a line, for example with `jq -c '.hits[]'`."),
        (
            {chr(97 + n): "x" for n in range(9)},
            "Name the key with --text-field. Keys with text: a, b, c, d, e, f, g, h and more.",
        ),
    ],
)
def test_a_row_without_the_key_tells_where_else_text_is(tmp_path: Path, row: object, advice: str) -> None:
    _, [gap] = read(put(tmp_path, row))

    assert gap.advice == advice


@pytest.mark.parametrize("length", [40, 41, 80, 95, 400])
def test_a_row_that_is_too_long_is_a_gap_and_its_neighbours_are_read(
    tmp_path: Path, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 40)
    long = json.dumps({"text": ""})
    long = json.dumps({"text": "x" * (length - len(long))})

    got, gaps = read(put(tmp_path, {"text": "one"}, long, {"text": "two"}))

    assert [(r.text, r.origin.line) for r in got] == [("one", 1), ("two", 3)]
    assert [(gap.line, gap.severity) for gap in gaps] == [(2, "error")]
    assert gaps[0].reason == "row is longer than 0 MiB; not read"


def test_values_that_only_some_writers_know_are_read(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, '{"id":"a","score":NaN,"text":"one"}'))
    assert [r.text for r in got] == ["one"]
    assert gaps == []


def test_a_byte_order_mark_and_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    body = '{"id":"a","text":"Café"}\n{"id":"b","text":"two"}\n'
    marked = (b"\xef\xbb\xbf" + body.encode(), body.encode("utf-16"), body.encode("utf-8"))
    for data in (*marked, body.encode("utf-16-le"), body.encode("utf-16-be"), body.rstrip().encode("utf-16")):
        path.write_bytes(data)
        got, gaps = read(path)
        assert [(r.text, r.origin.line) for r in got] == [("Café", 1), ("two", 2)]
        assert gaps == []
    path.write_bytes(body.encode("cp1252"))
    got, gaps = read(path)
    assert [(r.text, r.encoding) for r in got] == [("Café", "cp1252"), ("two", "utf-8")]
    assert [(gap.severity, gap.line) for gap in gaps] == [("note", 1)]
    path.write_bytes(body.encode("latin-1"))
    got, gaps = read(path, encoding="latin-1")
    assert [r.text for r in got] == ["Café", "two"]
    assert gaps == []


def test_a_bad_byte_spoils_its_row_alone_even_if_utf_8_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id":"a","text":"Caf\xe9"}\n{"id":"b","text":"Caf\xc3\xa9"}\n')
    got, gaps = read(path, encoding="UTF8")
    assert [(r.text, r.encoding) for r in got] == [("Café", "cp1252"), ("Café", "utf-8")]
    assert [gap.line for gap in gaps] == [1]


def test_garbage_does_not_flood_the_report(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, *["x"] * 500, {"text": "one"}))
    assert [r.text for r in got] == ["one"]
    assert len(gaps) == jsonl._LISTED + 1
    assert gaps[-1].reason == f"{500 - jsonl._LISTED} more broken rows"


def test_a_file_without_rows_is_a_gap(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "", ""))
    assert got == []
    assert [gap.severity for gap in gaps] == ["error"]


def test_an_unnamed_file_of_objects_is_read_as_rows_and_a_text_is_not(tmp_path: Path) -> None:
    rows = put(tmp_path, {"id": "a", "text": "one"}, {"id": "b", "text": "two"}, name="batch")
    long = put(tmp_path, {"id": "c", "text": CABLE * 200}, {"id": "d", "text": CABLE}, name="long")
    prose = put(tmp_path, {"id": "a", "text": "one"}, name="prose.txt")
    braces = put(tmp_path, "{ the rest is missing", name="braces")
    got, gaps = read(rows, long, prose, braces)
    assert [(r.given_id, r.origin.row) for r in got] == [
        *(("a", 1), ("b", 2), ("c", 1), ("d", 2)),
        *((None, None), (None, None)),
    ]
    assert gaps == []


def test_a_very_long_row_is_read(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, {"text": "x" * 5_000_000}))
    assert len(got[0].text) == 5_000_000
    assert gaps == []


def test_a_row_is_never_split(tmp_path: Path) -> None:
    head = "05ARVENDA{0}\n2005-05-12 18:06\n2010-12-12 21:09\nCONFIDENTIAL\n\nBody.\n"
    got, _ = read(put(tmp_path, {"id": "a", "text": head.format(1) + head.format(2)}))
    assert [r.given_id for r in got] == ["a"]


def test_deep_nesting_is_a_gap(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, '{"text":"x","a":' + "[" * 100_000, {"text": "one"}))
    assert [r.text for r in got] == ["one"]
    assert [gap.line for gap in gaps] == [1]


@pytest.mark.parametrize("key", ['"text"', '"te\\u0078t"'])
@pytest.mark.parametrize("one", ["one", "one" * 500, "\u00e9" * 500])
def test_a_row_with_two_texts_is_read_as_others_would_and_is_a_gap(tmp_path: Path, one: str, key: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        f'{{"id": "a", {key}: "{one}", "text": "two"}}\n{{"id": "b", "text": "say \\"text\\": \\"text\\""}}\n',
        encoding="utf-8",
    )

    got, gaps = read(path)

    assert [record.text for record in got] == ["two", 'say "text": "text"']
    assert [(gap.line, gap.severity, gap.reason) for gap in gaps] == [
        (1, "error", "row has more than one 'text'; the last was audited")
    ]
