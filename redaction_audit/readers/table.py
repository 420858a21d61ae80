"""Tables with a header line (comma, tab, semicolon or bar between columns), one column the text; a row is a record."""

import codecs
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from redaction_audit.errors import ReadError
from redaction_audit.model import Gap, Origin, Record
from redaction_audit.readers import NAMED, Options, Source
from redaction_audit.readers.decoding import announced, as_cp1252, lines_of, oddities

ENDS = (".csv", ".tsv")

_DELIMITERS = ",\t;|"
_LONGEST = 2**31 - 1
"""Characters of a cell; the csv module stops at 131,072 unless told otherwise."""

_HEAD = 1 << 20
"""Bytes and characters of the line of column names: it is read several times, to tell what stands between them."""

_LISTED = 20
_TOLD = r'"?sep=([,;|\t])"?[\r\n]{0,2}'
"""The line by which spreadsheets say what stands between columns."""

_NAME = r"[\w .:/()#-]{1,32}"


def probe(head: bytes, name: str) -> int:
    """Claim by name; a text with commas in it is no table."""
    del head
    return NAMED if name.endswith(ENDS) else 0


def read(stream: BinaryIO, source: Source, options: Options) -> Iterator[Record | Gap]:
    """Yield a record a row that has text; rows without are gaps, a table without the text column is one gap."""
    import csv

    csv.field_size_limit(_LONGEST)
    lines = _Lines(stream, options.encoding)
    text = lines.text()
    first = next(text, "")
    delimiter = None
    if (told := re.fullmatch(_TOLD, first)) is not None:
        delimiter, first = told[1], next(text, "")
    if not first.strip():
        raise ReadError("begins with an empty line where the column names should be")
    if len(first) > _HEAD:
        raise ReadError("cannot be read as a table: its first line is too long for the names of columns")
    try:
        delimiter = delimiter or _delimiter(first, options.text_field, source.name)
        table = csv.reader(chain([first], text), delimiter=delimiter)
        columns = [name.strip() for name in next(table)]
    except csv.Error:
        raise ReadError("cannot be read as a table: its lines end in no line feed, or its head is damaged") from None
    if columns.count(options.text_field) > 1:
        why = f"table has more than one column {options.text_field!r}"
        yield Gap(source.path, why, "Give each column a name of its own.", "error", source.member, 1)
        return
    text_at = _column(columns, options.text_field)
    if text_at is None:
        advice = f"Name the text column with --text-field. {_named(columns)}."
        yield Gap(source.path, f"table has no column {options.text_field!r}", advice, "error", source.member, 1)
        return
    try:
        yield from _rows(table, lines, (text_at, _column(columns, options.id_field)), source)
    except csv.Error:
        raise ReadError(f"cannot be read as a table beyond line {table.line_num}") from None


def _rows(
    table: Iterator[list[str]], lines: "_Lines", at: tuple[int, int | None], source: Source
) -> Iterator[Record | Gap]:
    text_at, id_at = at
    row = broken = 0
    lines.begin_row()
    for cells in table:
        line, encoding, size, closed = lines.begin_row()
        if not cells:
            continue
        row += 1
        text = cells[text_at] if text_at < len(cells) else ""
        line += sum(cell.count("\n") for cell in cells[:text_at])
        if not closed:
            why = f"row {row} opens a quotation mark that nothing closes; the rest of the file became part of it"
            yield Gap(source.path, why, "Close the quotation mark, or double it.", "error", source.member, line)
        if not text or text.isspace():
            broken += 1
            if broken <= _LISTED:
                yield Gap(source.path, f"row {row} has no text", None, "error", source.member, line)
            continue
        origin = Origin(source.path, source.member, row, line)
        given = cells[id_at] if id_at is not None and id_at < len(cells) else None
        gaps = oddities(text, source) if "\0" in text or "\r" in text else ()
        if encoding == "cp1252":
            gaps = (
                *gaps,
                Gap(source.path, "is not valid UTF-8; the row was read as cp1252", None, "note", source.member, line),
            )
        yield Record(text, origin, given_id=given or None, encoding=encoding, size=size, gaps=gaps)
    if broken > _LISTED:
        yield Gap(source.path, f"{broken - _LISTED} more rows have no text", None, "error", source.member)


class _Lines:
    """The lines of a table as text, and what the row at hand needs to say of itself."""

    def __init__(self, stream: BinaryIO, encoding: str | None) -> None:
        self._stream = stream
        self._told = encoding
        self._number = 0
        self._begun = 1
        self._size = 0
        self._quotes = 0
        self._encoding = encoding or "utf-8"

    def begin_row(self) -> tuple[int, str, int, bool]:
        """Return line, encoding, bytes of the row just read, and whether its quotation marks close; begin the next."""
        done = (self._begun, self._encoding, self._size, self._quotes % 2 == 0)
        self._begun = self._number + 1
        self._encoding = self._told or "utf-8"
        self._size = self._quotes = 0
        return done

    def text(self) -> Iterator[str]:
        """Yield every line, its end kept; a line that is not UTF-8 is read as cp1252."""
        data = self._stream.readline(_HEAD + 1)
        mark = announced(data)
        self._told = codecs.lookup(self._told or (mark[0] if mark else "utf-8")).name
        if self._told != "utf-8":
            yield from self._recoded(data, self._told)
            return
        data = data[mark[1] :] if mark else data
        while data:
            try:
                line = data.decode()
            except UnicodeDecodeError:
                line = as_cp1252(data)
                self._encoding = "cp1252"
            self._number += 1
            self._size += len(data)
            if b'"' in data:
                self._quotes += data.count(b'"')
            yield line
            data = self._stream.readline(_LONGEST)

    def _recoded(self, first: bytes, encoding: str) -> Iterator[str]:
        """Yield the lines of a file in the encoding that its first bytes or the user name."""
        self._encoding = encoding
        for line in lines_of(first, self._stream, encoding):
            self._number += 1
            self._size += len(line)
            self._quotes += line.count('"')
            yield line


def _delimiter(header: str, text_field: str, name: str) -> str:
    """Return the character between columns: the one that brings out the text column, else the most frequent one."""
    import csv

    def worth(delimiter: str) -> tuple[bool, int, bool]:
        columns = next(csv.reader([header], delimiter=delimiter))
        return _column(columns, text_field) is not None, len(columns), (delimiter == "\t") == name.endswith(".tsv")

    return max(_DELIMITERS, key=worth)


def _column(columns: list[str], name: str) -> int | None:
    """Return the place of a column, its exact name first, then without regard to case."""
    columns = [column.strip() for column in columns]
    if name in columns:
        return columns.index(name)
    folded = [column.casefold() for column in columns]
    return folded.index(name.casefold()) if folded.count(name.casefold()) == 1 else None


def _named(columns: list[str]) -> str:
    """Say what columns there are, unless the first line is a row: what a record says is not repeated."""
    if not all(re.fullmatch(_NAME, column) and not column.isdigit() for column in columns if column):
        return "The first line looks like a row, not like the names of columns"
    names = [column for column in columns if column]
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"Columns present: {', '.join(names[:12])}{more}"
