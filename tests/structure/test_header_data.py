"""Header readers against the tables with truth: misses are printed by id, floors are asserted. Skipped without the data."""

import csv
import json
from pathlib import Path

import pytest

from redaction_audit.structure import (
    classified_by,
    order_line,
    posts,
    references,
    review_strip,
    signature,
    subject,
    summary,
    tags,
)
from redaction_audit.structure.page import Page

_NOT_PRINTED = ("peer error", "normalise", "corrects", "leaked", "constructed")


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    path = shared / "corpora" / name
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def text_of(row: dict[str, str]) -> str:
    told = row.get("input") or row.get("input_tail") or ""
    return told.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")


def fold(value: str | None) -> str:
    return " ".join((value or "").casefold().split())


def expected_of(row: dict[str, str]) -> list[str]:
    return json.loads(row["expected_json"]) if row.get("expected_json") else [row["expected"]]


def printed(row: dict[str, str]) -> bool:
    """Whether the expectation stands on the page; what the source corrected is not asked for."""
    note = (row.get("note") or "").casefold()
    return all(fold(value) in fold(text_of(row)) for value in expected_of(row)) and not any(
        w in note for w in _NOT_PRINTED
    )


def judge(table: list[dict[str, str]], read, floor: float) -> None:
    """Assert that `read(row)` holds for the share `floor` of the rows (one miss is always allowed)."""
    wrong = [row["id"] for row in table if not read(row)]
    assert len(wrong) <= max(1, (1 - floor) * len(table)), f"{len(wrong)} of {len(table)}: {wrong}"


def test_instructions_of_order_lines(shared):
    kinds = {
        "": (None, "empty", "not-applicable"),
        "none": (None, "empty", "not-applicable"),
        "event": ("event",),
        "exemption": ("code",),
    }

    def read(row):
        due = order_line.read(Page(text_of(row)))[1]
        if row["expected_iso"]:
            return due is not None and due.value == row["expected_iso"]
        return (due and due.kind) in kinds[row["expected_kind"]]

    judge(rows(shared, "decl_dates.tsv"), read, 0.95)


def test_review_strips_are_read_whole_and_never_as_the_authors_block(shared):
    def read(row):
        page = Page(text_of(row))
        review = review_strip.read(page)[0]
        own = (*order_line.read(page)[:2], *classified_by.read(page)[:3])
        if review is None or review.declassify_on is None or review.reason is None or any(own):
            return False
        return (review.declassify_on.value, review.date) == (row["expected_iso"], row["classified_on"]) and bool(
            review.class_
        )

    judge(rows(shared, "decl_dates_foia.tsv"), read, 0.99)


def test_scanned_declassification_marks(shared):
    marks = {
        "oadr": "code",
        "source_marked_oadr": "code",
        "x_exemption": "code",
        "25x_exemption": "code",
        "xgds": "code",
    }

    def read(row):
        page = Page(text_of({"input": row["form_as_ocr"]}))
        review = review_strip.read(page)[0]
        due = order_line.read(page)[1] or (review.declassify_on if review else None)
        return due is not None and due.kind == marks[row["reading"]]

    table = [dict(row, id=row["form_as_ocr"]) for row in rows(shared, "decl_forms_jfk.tsv") if row["reading"] in marks]
    judge(table, read, 0.98)


def test_names_of_officers(shared):
    def read(row):
        by = classified_by.read(Page(text_of(row)))[0]
        return sorted(fold(name) for name in (by.names if by else ())) == sorted(
            fold(name) for name in expected_of(row)
        )

    judge([row for row in rows(shared, "classified_by.tsv") if printed(row)], read, 0.97)


def test_tags(shared):
    def read(row):
        return sorted(map(fold, tags.read(Page(text_of(row)))[0])) == sorted(map(fold, expected_of(row)))

    judge([row for row in rows(shared, "tags.tsv") if printed(row)], read, 0.90)


def test_subjects(shared):
    def read(row):
        found = subject.read(Page(text_of(row)))[0]
        return fold(found.value if found else None) == fold(expected_of(row)[0])

    judge([row for row in rows(shared, "subjects.tsv") if printed(row)], read, 0.97)


def test_signers(shared):
    def read(row):
        found = signature.read(Page(text_of(row)))[0]
        return sorted(fold(name) for name in (found.names if found else ())) == sorted(map(fold, expected_of(row)))

    judge([row for row in rows(shared, "signers.tsv") if printed(row)], read, 0.97)


def test_summaries(shared):
    def read(row):
        found = summary.read(Page(text_of(row)))[0]
        return (found.value if found else "") == row["expected"].replace("\\n", "\n")

    judge(rows(shared, "summaries.tsv"), read, 0.95)


def test_ids_of_referenced_cables(shared):
    def read(row):
        found = references.read(Page(text_of(row)), int(row["year"]))[0]
        return [ref.id for ref in found if ref.id] == json.loads(row["expected_json"])

    judge(rows(shared, "reference_ids.tsv"), read, 0.97)


def test_kinds_and_letters_of_references(shared):
    def read(row):
        found = references.read(Page(text_of(row)), int(row["year"]))[0]
        got = [(ref.kind, ref.id or ref.value, ref.letter) for ref in found if ref.kind != "other"]
        return got == [(item["kind"], item["value"], item["enum"]) for item in json.loads(row["expected_json"])]

    judge(rows(shared, "references_kinds.tsv"), read, 0.90)


def test_canonical_posts(shared):
    """Names of posts in ids; ids with remnants of other lines in them are not the business of the vocabulary."""
    table = [
        row for row in rows(shared, "reference_id_canonical.tsv") if row["input"][2:].rstrip("0123456789").isalpha()
    ]

    def read(row):
        name = row["input"][2:].rstrip("0123456789")
        return f"{row['input'][:2]}{posts.canonical(name) or posts.squeezed(name)}" == row["expected"].rstrip(
            "0123456789"
        )

    judge(table, read, 0.90)


def test_the_seed_record(shared):
    text = (shared / "seed" / "05LIMA2158.txt").read_bytes().decode()
    page = Page(text)
    spans = {
        (span.kind, span.start, span.end)
        for reader in (order_line, tags, subject, classified_by, signature)
        for span in reader.read(page)[-1]
    } | {(span.kind, span.start, span.end) for span in references.read(page, 2005)[1]}
    kinds = {kind for kind, _, _ in spans}
    lines = (shared / "seed" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {(row["kind"], row["start"], row["end"]) for row in map(json.loads, lines)}
    assert spans == {row for row in gold if row[0] in kinds}
    assert len(kinds) == 9
