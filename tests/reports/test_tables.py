"""Tables and workbooks: the same counts everywhere, nothing hidden, nothing that runs, nothing invented."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from redaction_audit import reports
from redaction_audit.cli import main
from redaction_audit.reports.privilege import Preset, presets
from redaction_audit.reports.sheets import SHEETS, load
from redaction_audit.review.events import HAND
from redaction_audit.store import Store
from tests.canary import CANARY, forms
from tests.reports import released

TABLES = (
    *(name for name in reports.FORMATS if name.startswith("csv-")),
    *("vaughn", "worksheet", "withdrawal"),
    *presets(),
)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def table(store: Path, name: str, tmp_path: Path, *more: str) -> list[dict[str, str]]:
    written = released.report(store, name, tmp_path / f"{name}.csv", *more).decode()
    return list(csv.DictReader(io.StringIO(written, newline="")))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def workbook(content: bytes) -> dict[str, list[list[str]]]:
    """Return the cells of every sheet as text."""
    found = parts(content)
    names = [sheet.attrib["name"] for sheet in ElementTree.fromstring(found["xl/workbook.xml"]).iter(f"{MAIN}sheet")]
    cells = {}
    for number, name in enumerate(names, 1):
        rows = ElementTree.fromstring(found[f"xl/worksheets/sheet{number}.xml"]).iter(f"{MAIN}row")
        cells[name] = [["".join(cell.itertext()) for cell in row] for row in rows]
    return cells


@pytest.mark.parametrize("name", [*TABLES, "html", "xlsx"])
def test_what_is_hidden_is_in_no_form_in_any_report(store: Path, tmp_path: Path, name: str) -> None:
    written = released.report(store, name, tmp_path / "out")
    texts = parts(written) if name == "xlsx" else {name: written}

    assert all(texts.values())
    for text in texts.values():
        assert {form for form in forms(CANARY) if form.lower().encode() in text.lower()} == set()


@pytest.mark.parametrize("name", [*TABLES, "xlsx"])
def test_the_same_store_gives_the_same_bytes(store: Path, tmp_path: Path, name: str) -> None:
    assert released.report(store, name, tmp_path / "one") == released.report(store, name, tmp_path / "two")


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_starts_a_formula_and_every_row_has_every_cell(store: Path, tmp_path: Path, name: str) -> None:
    written = released.report(store, name, tmp_path / "out").decode()
    head, *rows = csv.reader(io.StringIO(written, newline=""))

    assert all(len(row) == len(head) for row in rows)
    assert not any(re.match(r"[=+@]|-(?!\d+$)", cell) for row in rows for cell in row)


@pytest.mark.parametrize("other", ["a.html", "./a.html", "x/../a.html"])
def test_two_reports_do_not_share_a_file(
    store: Path, tmp_path: Path, other: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ["--output=html=a.html", f"--output=manifest={other}"]

    assert main(["report", "--store", str(store), *asked]) == 2
    assert "two reports cannot share a.html" in capsys.readouterr().err
    assert not Path("a.html").exists()


def test_counts_agree_across_store_page_tables_and_the_scan_itself(tmp_path: Path) -> None:
    store = released.scanned(tmp_path, "--output", f"json={tmp_path / 'scan.json'}")
    released.reviewed(store)
    scan = json.loads((tmp_path / "scan.json").read_text())
    with Store.open(store, read_only=True) as opened:
        by_severity = {name: count for name, count, _ in opened.by_severity()}
        events = opened.last_seq()
    spans = table(store, "csv-spans", tmp_path)
    records = table(store, "csv-records", tmp_path)
    book = workbook(released.report(store, "xlsx", tmp_path / "out.xlsx"))
    page = released.report(store, "html", tmp_path / "out.html").decode()

    assert (
        scan["summary"]["reported"]["total"]
        == len(spans)
        == len(book["Findings"]) - 1
        == page.count('<article class="finding')
    )
    for severity, count in by_severity.items():
        assert scan["summary"]["reported"]["by_severity"][severity] == count
        assert [row["severity"] for row in spans].count(severity) == count
        assert page.count(f'data-severity="{severity}"') == count
        assert sum(int(row[f"{severity}s"]) for row in records) == count
    assert scan["summary"]["records"] == sum(bool(row["record"]) for row in records)
    assert scan["summary"]["marks"] == sum(int(row["marks"] or 0) for row in records)
    assert len(book["Records"]) - 1 == len(records)
    assert len(table(store, "csv-decisions", tmp_path)) == len(book["Decisions"]) - 1 == events == 4
    assert [row["key"] for row in spans] == [row["fingerprint"] for row in scan["findings"]]


def test_a_workbook_holds_text_no_formula_and_filters(store: Path, tmp_path: Path) -> None:
    found = parts(released.report(store, "xlsx", tmp_path / "out.xlsx"))
    sheets = [text for name, text in found.items() if name.startswith("xl/worksheets/sheet")]

    assert len(sheets) == 1 + len(SHEETS)
    assert not any(b"<f>" in text or b"<hyperlink" in text for text in sheets)
    assert all(b"<autoFilter" in text and b"<pane " in text for text in sheets[1:])


def test_counts_of_a_workbook_are_numbers(store: Path, tmp_path: Path) -> None:
    summary = parts(released.report(store, "xlsx", tmp_path / "out.xlsx"))["xl/worksheets/sheet1.xml"].decode()

    assert re.search(r'<c r="B3"(?! t=)[^>]*><v>3</v></c>', summary)  # records


def test_a_workbook_is_dated_by_its_scan(store: Path, tmp_path: Path) -> None:
    with Store.open(store, read_only=True) as opened:
        started = opened.runs()[-1].started
    properties = parts(released.report(store, "xlsx", tmp_path / "out.xlsx"))["docProps/core.xml"].decode()

    assert started[:19] in properties


def test_a_decision_is_told_with_who_when_and_what(store: Path, tmp_path: Path) -> None:
    disputed = next(row for row in table(store, "csv-spans", tmp_path) if row["state"] == "disputed")

    assert (disputed["decision"], disputed["first_by"], disputed["second_by"]) == ("confirm", "ana", "ben")
    assert disputed["decided_at"] == "2026-02-03T09:15:00+00:00"
    assert disputed["notes"] == "▒▒▒ stands open; <b>mask it</b>"


def test_what_only_counsel_can_say_is_listed_as_missing_and_never_filled(store: Path, tmp_path: Path) -> None:
    rows = table(store, "vaughn", tmp_path)

    assert {row["document"] for row in rows} == {"05ARVENDA17", "06QUAYSIDE3"}
    for row in rows:
        empty = [name for name in row if not row[name] and name not in {"paragraph", "page"}]
        assert row["missing"].split("; ") == empty
        assert {"bates", "description", "harm", "segregability"} <= set(empty)


def test_every_withheld_portion_has_an_entry_with_its_place(store: Path, tmp_path: Path) -> None:
    rows = [row for row in table(store, "vaughn", tmp_path) if row["document"] == "05ARVENDA17"]
    portions = next(row["portions"] for row in table(store, "csv-records", tmp_path) if row["record"] == "05ARVENDA17")

    assert [int(row["entry"]) for row in rows] == list(range(1, int(portions) + 1))
    assert [int(row["line"]) for row in rows] == [17, 20]
    assert {row["exemption named"] for row in rows} == {"nowhere"}


def test_a_record_that_changed_is_listed_with_what_the_store_knows(store: Path, tmp_path: Path) -> None:
    (tmp_path / "batch" / "cable.txt").unlink()
    [row] = [row for row in table(store, "worksheet", tmp_path) if row["document"] == "05ARVENDA17"]

    assert row["portions withheld"] == "2"
    assert row["missing"].endswith("(not read again: the file is not there any more)")


def test_a_disposal_fills_disposition_and_referral_with_hidden_words_masked(store: Path, tmp_path: Path) -> None:
    with Store.open(store) as opened:
        item = opened.items(opened.ids("f.rule = 'RED003'"))[0]
        head = opened.heads([item.key])[item.key]
        event = released.event(item.key, "ana", "refer", kind="disposed", detail=f"Harbor Office ({CANARY})")
        opened.append([event], {item.key: head.seq})
    row = table(store, "vaughn", tmp_path)[0]

    assert row["referral"] == "Harbor Office (▒▒▒)"
    assert row["disposition"] == "refer Harbor Office (▒▒▒)"
    assert CANARY not in released.report(store, "html", tmp_path / "x.html").decode()


def test_a_finding_that_a_reviewer_made_is_in_page_tables_and_pdf_with_its_note_masked(
    store: Path, tmp_path: Path
) -> None:
    start = released.CABLE.index("ferry")
    with Store.open(store) as opened:
        row = opened.record_rows()[0]
        made = released.event(f"{HAND}one", "ana", str(row), kind="added", detail="05ARVENDA17")
        made = msgspec.structs.replace(made, start=start, end=start + 5, note=f"see {CANARY}")
        opened.append([made], {made.key: None})
    [line] = [row for row in table(store, "csv-spans", tmp_path) if row["status"] == "added by hand"]
    page = released.report(store, "html", tmp_path / "r.html").decode()

    assert (line["rule"], line["message"], line["decision"], line["notes"]) == (
        "HAND001", "added by ana", "confirm", "see ▒▒▒",
    )  # fmt: skip
    assert 'data-family="HAND"' in page
    assert '<span class="hand">+</span>' in page
    assert CANARY not in page
    assert released.report(store, "pdf", tmp_path / "r.pdf").startswith(b"%PDF")


def test_what_reviewers_made_in_an_earlier_run_is_kept_where_the_record_is_the_same_and_listed_where_not(
    store: Path, tmp_path: Path
) -> None:
    with Store.open(store) as opened:
        rows = list(opened.record_rows())
        for number, name in ((0, "05ARVENDA17"), (2, "06QUAYSIDE3")):
            made = released.event(f"{HAND}{name}", "ana", str(rows[number]), kind="added", detail=name)
            made = msgspec.structs.replace(made, start=3, end=9, note=CANARY)
            opened.append([made], {made.key: None})
        hidden = {opened.record(row).record for row in rows if opened.record(row).hidden}  # type: ignore[union-attr]  # listed just now
    assert hidden == {"05ARVENDA17"}
    hostile = tmp_path / "batch" / "hostile <b>.txt"
    hostile.write_text(released.HOSTILE + "\nA line more.\n", "utf-8")
    released.scan(tmp_path / "batch", store)
    made_rows = [row for row in table(store, "csv-spans", tmp_path) if row["family"] == "HAND"]
    page = released.report(store, "html", tmp_path / "r.html").decode()

    assert [(row["record"], row["status"]) for row in made_rows] == [
        ("05ARVENDA17", "added by hand"),
        ("06QUAYSIDE3", "added by hand to an earlier run"),
    ]
    assert made_rows[0]["notes"] == "▒▒▒"
    assert page.count('data-family="HAND"') == 1
    assert "<h3>Decisions without a finding</h3>" in page
    assert f"{HAND}06QUAYSIDE3" in page


def test_events_stand_in_the_order_of_the_log_with_their_digests(store: Path, tmp_path: Path) -> None:
    rows = table(store, "csv-decisions", tmp_path)
    with Store.open(store, read_only=True) as opened:
        tip = opened.tip()

    assert [row["seq"] for row in rows] == ["1", "2", "3", "4"]
    assert (int(rows[-1]["seq"]), rows[-1]["digest"]) == tip


@pytest.mark.parametrize("preset", presets().values(), ids=lambda preset: preset.id)
def test_a_preset_says_where_its_columns_come_from(preset: Preset) -> None:
    assert preset.source
    assert preset.status in {"verified", "summary", "unverified"}
    assert len({column.title for column in preset.columns}) == len(preset.columns)


def test_a_privilege_log_has_the_columns_of_its_program(store: Path, tmp_path: Path) -> None:
    rows = table(store, "lexbe", tmp_path)

    assert list(rows[0]) == [*(column.title for column in presets()["lexbe"].columns), "Missing"]
    assert rows[0]["Doc Date"] == "2005-05-12"
    assert rows[0]["Attorney-Client Privilege"] == ""


def test_a_long_table_goes_on_in_the_next_sheet(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from redaction_audit.reports import xlsx

    monkeypatch.setattr(xlsx, "_ROWS", 16)
    book = workbook(released.report(store, "xlsx", tmp_path / "out.xlsx"))

    assert len(book["Findings"]) == 16
    assert book["Findings 2"][0] == list(load("spans").COLUMNS)
    assert len(table(store, "csv-spans", tmp_path)) == len(book["Findings"]) + len(book["Findings 2"]) - 2


def test_two_reports_are_written_at_once(store: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"

    assert main(["report", "--store", str(store), "--output", f"vaughn={one}", "--output", f"csv-spans={two}"]) == 0
    assert one.read_bytes() == released.report(store, "vaughn", tmp_path / "x")
    assert two.read_bytes() == released.report(store, "csv-spans", tmp_path / "x")
