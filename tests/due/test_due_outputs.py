"""The calendar's formats: tables that fit, streams that stream, cells no spreadsheet runs, events any calendar reads."""

import csv
import datetime as dt
import io
import json
import re
from functools import cache
from typing import Any

import icalendar
import jsonschema
import msgspec
import pytest
from due_specimen import AS_OF, S_BANNER, U_BANNER, due, mail, telegram

from redaction_audit import outputs, schemas
from redaction_audit.calendar.choice import ORDERS, Choice
from redaction_audit.calendar.entry import Due
from redaction_audit.errors import UsageError
from redaction_audit.model import Gap
from redaction_audit.outputs import calendar
from redaction_audit.outputs.calendar.csv import COLUMNS
from redaction_audit.outputs.calendar.shelf import Shelf
from redaction_audit.outputs.report import Run, Tally
from redaction_audit.outputs.style import Style
from redaction_audit.text.sanitise import width

UNTIL = dt.date(2027, 1, 15)
RUN = Run("0.0.0", "0" * 64, AS_OF, "dates", ("batch",))
GAP = Gap("lost.pdf", "cannot be read")


def named(entry: Due, name: str) -> Due:
    return msgspec.structs.replace(entry, record=name)


@cache
def entries() -> tuple[Due, ...]:
    return (
        named(due(telegram("E.O. 12958: DECL: 05/12/2030"), "2005-05-12"), "ahead"),
        named(due(telegram("E.O. 12958: DECL: 11/11/2014"), "2005-05-12"), "behind"),
        named(due(telegram("E.O. 12958: DECL: 03/12/2026"), "2005-05-12"), "soon"),
        named(due(telegram("E.O. 13526: DECL: 25X4", S_BANNER), "2012-05-12"), "exempt"),
        named(due(telegram("E.O. 12958: DECL: DCI ONLY"), "1996-05-12"), "imagery"),
        named(due(telegram("E.O. 12958: N/A", U_BANNER, "U"), "2005-05-12"), "open"),
        named(due("The quay.\n", "2005-05-12"), "plain"),
        named(due(mail("CONFIDENTIAL", "03/01/2025")), "mail"),
    )


def render(format_: str, style: Style | None = None, choice: Choice | None = None, seen: Any = None) -> bytes:
    renderer = calendar.load(format_).Dates(style or Style(width=0), choice or Choice(UNTIL))
    tally = Tally(None)
    tally.sums["records"] = len(seen if seen is not None else entries())
    head = renderer.begin(RUN)
    body = [renderer.record(item) for item in (*(entries() if seen is None else seen), GAP)]
    return b"".join((head, *body, *outputs.pieces(renderer.end(tally.summary()))))


def table(**style: Any) -> list[str]:
    return render("text", Style(**{"width": 0, **style})).decode().splitlines()


# -- text --------------------------------------------------------------------------------------------------------------


def test_the_table_is_sorted_and_aligned() -> None:
    lines = table()
    rows = lines[1 : lines.index("")]

    assert [row.split()[0] for row in rows] == [*sorted(row.split()[0] for row in rows if row[0] != "-"), "-"]
    for title in ("status", "record", "dated", "lawful", "automatic", "by"):
        at = lines[0].index(title)
        assert all(row[at - 2 : at] == "  " for row in rows)
        assert all(row[at : at + 1].strip() for row in rows)


def test_every_record_is_named() -> None:
    text = render("text").decode()

    assert all(re.search(rf"\b{entry.record}\b", text) for entry in entries())
    assert "not classified: unclassified by its own marking (1)" in text
    assert "unknown: no level on the page (1)" in text
    assert "8 records as of 2026-01-15: 2 overdue, 1 due by 2027-01-15, 1 not due, 1 exempt, 1 refer" in text
    assert "verify that nothing extended it" in text


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120])
@pytest.mark.parametrize("verbose", [0, 1])
def test_a_terminal_gets_what_fits(columns: int, verbose: int) -> None:
    lines = table(width=columns, verbose=verbose)

    assert all(
        width(line) <= max(columns, 44) for line in lines if "declassifies nothing" not in line and ":" not in line
    )
    assert lines[0].startswith("governs     status")


def test_what_is_unlisted_is_counted() -> None:
    text = render("text", choice=Choice(UNTIL, overdue=True)).decode()

    assert "6 records of other status not listed." in text
    assert "soon" not in text
    assert "8 records as of" in text


def test_colour_is_for_terminals_and_changes_nothing_else() -> None:
    coloured = render("text", Style(color=True, width=0)).decode()

    assert "\x1b[1;31moverdue 4,083 d\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render("text").decode()


def test_ascii_only() -> None:
    text = render("text", Style(ascii=True, width=80, verbose=1), seen=[named(entries()[1], "quäy" * 20)])

    assert text.isascii()
    assert b"  2014 # 1" in text


def test_the_bars_show_years() -> None:
    lines = table()
    bars = lines[lines.index("governing dates by year  █ overdue  ░ ahead") + 1 :]

    assert bars[0] == "  2014 █ 1"
    assert "   ⋮" in bars
    assert "  2026 ░ 1" in bars


def test_long_bars_keep_their_proportion() -> None:
    past, soon = entries()[1:3]
    some = [*(named(past, f"r{n}") for n in range(300)), soon]
    bars = [line for line in render("text", seen=some).decode().splitlines() if line.startswith("  20")]

    assert bars[0] == f"  2014 {'█' * 40} 300"
    assert bars[1] == "  2026 ░ 1"


def test_quiet_leaves_the_table_and_then_the_counts() -> None:
    once, twice = (render("text", Style(width=0, quiet=level)).decode() for level in (1, 2))

    assert "governs" in once
    assert "by year" not in once
    assert "governs" not in twice
    assert twice.startswith("8 records as of")


def test_verbose_shows_reason_sum_law_and_path() -> None:
    text = render("text", Style(width=100, verbose=1)).decode()

    for words in (
        "why",
        "reads     11/11/2014",
        "dated     2005-05-12 (given)",
        "sum       2005-05-12 + 9 y 5 m 30 d = 2014-11-11",
        "law       32 CFR",
        "from      quay.txt",
    ):
        assert words in text
    assert "(from a summary)" in text


@pytest.mark.parametrize("order", ORDERS)
def test_sorting(order: str) -> None:
    some = [msgspec.structs.replace(entry, path=f"{9 - number}.txt") for number, entry in enumerate(entries()[:4])]
    names = [
        json.loads(line)["record"] for line in render("jsonl", choice=Choice(UNTIL, sort=order), seen=some).splitlines()
    ]  # type: ignore[arg-type]  # one of ORDERS

    assert (
        names
        == {
            "date": ["behind", "soon", "ahead", "exempt"],
            "record": ["ahead", "behind", "exempt", "soon"],
            "path": ["exempt", "soon", "behind", "ahead"],
        }[order]
    )


def test_the_shelf_gives_back_what_it_got() -> None:
    shelf = Shelf("record")
    for entry in entries():
        shelf.put(entry)

    assert list(shelf.take()) == sorted(entries(), key=lambda entry: entry.record)
    assert list(shelf.take()) == list(shelf.take())
    assert len(shelf) == 8


# -- csv ---------------------------------------------------------------------------------------------------------------


def test_csv_has_a_row_a_record_in_the_order_of_the_inputs() -> None:
    written = render("csv")
    rows = list(csv.DictReader(io.StringIO(written.decode(), newline="")))

    assert tuple(rows[0]) == COLUMNS
    assert [row["record"] for row in rows] == [entry.record for entry in entries()]
    assert rows[1]["governing_date"] == rows[1]["lawful_date"] == "2014-11-11"
    assert (rows[1]["status"], rows[1]["days"]) == ("overdue", "-4083")
    assert rows[1]["automatic_date"] == "2030-12-31"
    assert written.count(b"\r\n") == 9
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_a_cell_is_one_line() -> None:
    row = render("csv", seen=[named(entries()[0], 'a,"b"\nc\x1b[31m')]).decode().split("\r\n")[1]

    assert row.startswith('"a,""b"" c\\x1b[31m"')


# -- json --------------------------------------------------------------------------------------------------------------


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schemas.load(name), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("line", render("jsonl").splitlines())
def test_jsonl_is_as_its_schema_says(line: bytes) -> None:
    validator("dates/1").validate(json.loads(line))


def test_json_is_as_its_schema_says_and_counts_what_is_not_listed() -> None:
    document = json.loads(render("json", choice=Choice(UNTIL, overdue=True)))

    validator("dates-report/1").validate(document)
    assert [entry["record"] for entry in document["records"]] == ["behind", "mail"]
    assert sum(row["count"] for row in document["counts"]) == 8
    assert document["gaps"][-1]["path"] == "lost.pdf"


@pytest.mark.parametrize("change", [{"status": "declassified"}, {"reason": "quay"}, {"days": "soon"}, {"extra": 1}])
def test_what_is_wrong_is_refused(change: dict[str, Any]) -> None:
    found = json.loads(render("jsonl").splitlines()[0])

    with pytest.raises(jsonschema.ValidationError):
        validator("dates/1").validate(found | change)


# -- ics ---------------------------------------------------------------------------------------------------------------


def events(written: bytes) -> list[Any]:
    return [item for item in icalendar.Calendar.from_ical(written).walk() if item.name == "VEVENT"]


def test_ics_reads_back_as_one_all_day_event_a_governed_record() -> None:
    read = events(render("ics"))
    governed = [entry for entry in entries() if entry.governing]

    assert [event["DTSTART"].dt for event in read] == [entry.governing.date for entry in governed if entry.governing]
    assert all(type(event["DTSTART"].dt) is dt.date for event in read)
    assert all(event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(days=1) for event in read)
    assert all(event["DTSTAMP"].dt == dt.datetime(2026, 1, 15, tzinfo=dt.UTC) for event in read)
    assert all(entry.record in event["SUMMARY"] for entry, event in zip(governed, read, strict=True))


def test_an_event_tells_order_sum_and_law_and_claims_nothing() -> None:
    event = events(render("ics"))[1]
    words = str(event["DESCRIPTION"])

    assert "verify that nothing extended it" in words
    assert "E.O. 12958" in words
    assert "Sum: 2005-05-12 + 9 y 5 m 30 d = 2014-11-11" in words
    assert "Law: 32 CFR 2001.12(c)(1)" in words
    assert "QUAY" not in event.to_ical().decode().upper()


def test_identities_are_stable_and_unique() -> None:
    first, again, other = (
        {str(event["UID"]) for event in events(render("ics", seen=seen))}
        for seen in (entries(), entries()[::-1], [named(entry, entry.record + "x") for entry in entries()])
    )
    twice = [str(event["UID"]) for event in events(render("ics", seen=[entries()[0], entries()[0]]))]

    assert first == again
    assert not first & other
    assert len(set(twice)) == 2
    assert twice[0] in first


def test_lines_are_folded_and_ended_as_the_standard_asks() -> None:
    written = render("ics", seen=[named(entries()[0], "quäy;,\\n" * 30)])

    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert str(events(written)[0]["SUMMARY"]).startswith("quäy;,\\n" * 30)


def test_a_calendar_without_records_is_one() -> None:
    assert events(render("ics", seen=[])) == []


# -- all ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", calendar.formats())
def test_a_second_run_is_the_same_to_the_byte(format_: str) -> None:
    assert render(format_) == render(format_)


def test_the_formats() -> None:
    assert calendar.formats() == ("csv", "ics", "json", "jsonl", "text")
    with pytest.raises(UsageError, match="known: csv, ics, json, jsonl, text"):
        calendar.load("words")
