"""What the marking checks must not say: nothing about other kinds of pages, nothing loud on clean data."""

import json
import time
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.pipeline import checks, hits, judged, view
from redaction_audit.check import Check, Example, Hit, Skip
from redaction_audit.checks.mrk import telegram as shared_views
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.findings import severity

CHECKS = tuple(check for check in checks() if check.family == "MRK")
REASONS = {value.reason for value in vars(shared_views).values() if isinstance(value, Skip)}
PIECES = (
    *("1. (C) ", "2. (S//NF) ", "3. ", "(S) ", "(SC) ", "Ref F ", "REF: A. ARBON 388\n", "TAGS:", "E.O. 12958: N/A"),
    *("C O N F I D N T I A L", "S E C R E T ARBON 000412", "UNCLAS", "Derived From: Multiple Sources", "SUBJECT: X"),
    *("\n", "\n\n", "\r", "\r\n", " ", "\0", "(", ")", "XXXXXXXXXXXX", "P 141520Z MAR 06", "ROWE", "SECTION 01 OF 02"),
)


said = partial(judged, "MRK")


MAIL = (
    "From: Rowe, Ada\nSent: Friday, March 14, 2008 11:25 AM\nTo: Slote, Jon\nSubject: quays\n\nCONFIDENTIAL\n\n"
    "1. The board met (Ref F).\n2. (S) It voted.\n"
)
VOLUME = (
    "14. Telegram From the Embassy in Arbon to the Department of State1\nArbon, March 14, 1978, 1520Z\n\n"
    "1. The board met.\n\n2. (S) It voted.\n\n"
    "1 Source: National Archives, RG 59, Central Files. Secret; Immediate.\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The board met.",
        MAIL,
        VOLUME,
        "SECRET\n\n4 June 1963\n\nMEMORANDUM FOR THE RECORD\n\n1. The board met.\n2. It voted.\n",
        "CONFIDENTIAL\n\nThe classification line SECRET is quoted, see Ref F and TAGS.\n\n1. (S) One.\n2. Two.\n",
        "REF: A. The harbor book\n\nThe board met (Ref C). Derived from multiple sources.\n",
    ],
    ids=["nothing", "a-sentence", "mail", "volume", "memorandum", "manual", "prose"],
)
def test_other_pages_are_passed_in_silence(text: str) -> None:
    assert said(text) == []


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.booleans())
def test_any_page_is_judged(text: str, whole: bool) -> None:
    page = telegram(text) if whole else text
    for _, item in said(page):
        if isinstance(item, Skip):
            assert item.reason in REASONS
        else:
            assert 0 <= item.start < item.end <= len(page)
            assert all(0 <= start < end <= len(page) for start, end, _ in item.related)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("check", CHECKS, ids=[check.id for check in CHECKS])
def test_line_ends_change_nothing(check: Check, end: str) -> None:
    for example in (*check.flags, *check.passes):
        turned = Example(example.text.replace("\n", end), example.as_of, example.provenance, example.date)
        text, expected = turned.plain()

        assert sorted((hit.start, hit.end) for hit in hits(check, view(text, turned))) == sorted(expected)


def seconds(text: str) -> float:
    """Return how long all marking checks take on a page that has been read."""
    seen = view(text, Example(""))
    assert seen.structure
    assert seen.withheld is not None
    begun = time.perf_counter()
    for check in CHECKS:
        hits(check, seen)
    return time.perf_counter() - begun


@pytest.mark.parametrize(
    "piece", ["(S) \n", "C O N F I D ", " SECTION ", "Ref F ", "\n9. x\n\n", "(SC)\n", "X" * 12 + " ", "1. (C) \n"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    """Ten times the text takes at most thirty times as long: far from the hundred of a square."""
    base = min(seconds(telegram("1. (C) " + piece * 400)) for _ in range(2))
    grown = min(seconds(telegram("1. (C) " + piece * 4_000)) for _ in range(2))

    assert grown < 30 * base + 0.05


def test_a_ruined_record_is_counted_and_not_listed() -> None:
    text = telegram(*(f"{number}. It met." if number > 1 else "1. (C) It met." for number in range(1, 90)))
    found = [hit for check, hit in said(text) if check.id == "MRK006" and isinstance(hit, Hit)]

    assert len(found) == 21
    assert found[-1].data["more"] == 67


def loud(text: str) -> list[str]:
    seen = view(text, Example(""))
    return [
        check.name for check in CHECKS for hit in hits(check, seen) if severity(check, hit, seen.provenance) != "note"
    ]


def test_seed_record(shared: Path) -> None:
    """The verdicts of the fact table: no TAGS and a subject without mark, both notes; the rest passes."""
    found = said((shared / "seed/05LIMA2158.txt").read_text(encoding="utf-8"))

    assert sorted(check.name for check, item in found if isinstance(item, Hit)) == ["subject-unmarked", "tags-missing"]
    assert {check.name for check, item in found if isinstance(item, Skip)} <= {"banner-above-portions"}


def test_documents_and_clean_records_are_quiet(shared: Path) -> None:
    truth = json.loads((shared / "damage/truth.json").read_text())
    clean = [shared / "damage" / case["files"][0] for case in truth if case["kind"] == "clean"]
    documents = sorted((shared / "corpora/documents").glob("*.txt"))[::3]
    found = [(path.name, names) for path in (*clean, *documents) if (names := loud(path.read_text(encoding="utf-8")))]

    assert found == []
