import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.model import Record
from redaction_audit.readers import Options, Source, decoding, jsonl, table

CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\ufeff"), min_size=1).filter(str.strip)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"])


def rows_of(reader: object, data: bytes, name: str) -> list[tuple[str | None, str, int | None]]:
    stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
    found = reader.read(stream, Source(name, name), Options())  # type: ignore[attr-defined]
    return [(item.given_id, item.text, item.origin.line) for item in found if isinstance(item, Record)]


@given(cells=st.lists(CELL, min_size=1, max_size=5), encoding=ENCODINGS, escaped=st.booleans())
def test_json_lines_come_back_as_written(cells: list[str], encoding: str, escaped: bool) -> None:
    body = "".join(
        json.dumps({"id": f"r{n}", "text": cell}, ensure_ascii=escaped) + "\n" for n, cell in enumerate(cells)
    )
    assert rows_of(jsonl, body.encode(encoding), "a.jsonl") == [(f"r{n}", cell, n + 1) for n, cell in enumerate(cells)]


@given(cells=st.lists(CELL, min_size=1, max_size=5), encoding=ENCODINGS, delimiter=st.sampled_from(",;\t|"))
def test_tables_come_back_as_written(cells: list[str], encoding: str, delimiter: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "text"])
    writer.writerows([f"r{n}", cell] for n, cell in enumerate(cells))
    lines = [2 + n + "".join(cells[:n]).count("\n") for n in range(len(cells))]
    assert rows_of(table, out.getvalue().encode(encoding), "a.csv") == [
        (f"r{n}", cell, lines[n]) for n, cell in enumerate(cells)
    ]


@given(
    text=st.text("ab\n\r é", max_size=40),
    cut=st.integers(0, 40),
    encoding=st.sampled_from(["utf-8", "utf-16", "latin-1"]),
)
def test_lines_tile_the_text(text: str, cut: int, encoding: str) -> None:
    data = text.encode(encoding)
    found = list(decoding.lines_of(data[:cut], io.BytesIO(data[cut:]), encoding))
    assert "".join(found) == text
    assert [line.count("\n") for line in found[:-1]] == [1] * (len(found) - 1)
