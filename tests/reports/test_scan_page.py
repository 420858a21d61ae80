"""scan --output html=FILE: the page of `report`, without a store of one's own."""

import re
import tempfile
from pathlib import Path

import pytest

from redaction_audit.cli import main
from tests.canary import CANARY, forms
from tests.reports import released


def alike(page: bytes) -> bytes:
    """A page without what tells its run from another one of the same batch."""
    page = re.sub(rb"\d{4}-\d\d-\d\d(T| )\d\d:\d\d(:\d\d\+00:00| UTC)", b"", page)
    return re.sub(rb"[0-9a-f]{64}|(scan|batch)\.store", b"", page)


def test_the_page_of_a_scan_is_that_of_its_store(tmp_path: Path) -> None:
    store = released.scanned(tmp_path, "--output", f"html={tmp_path / 'scan.html'}")

    assert alike((tmp_path / "scan.html").read_bytes()) == alike(released.report(store, "html", tmp_path / "r.html"))


def test_without_a_store_nothing_is_left_but_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = released.batch(tmp_path)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    code = main(["scan", str(place), "--as-of", released.AS_OF, "-q", "--output", f"html={tmp_path / 'scan.html'}"])
    page = (tmp_path / "scan.html").read_bytes().lower()

    assert code == 3
    assert capsys.readouterr().out == ""
    assert list((tmp_path / "tmp").iterdir()) == []
    assert b"<article " in page
    assert {form for form in forms(CANARY) if form.lower().encode() in page} == set()


def test_a_page_and_a_report_are_written_at_once(tmp_path: Path) -> None:
    place = released.batch(tmp_path)
    outputs = ["--output", f"html={tmp_path / 'a.html'}", "--output", f"json={tmp_path / 'a.json'}"]

    assert main(["scan", str(place), "--as-of", released.AS_OF, "-q", *outputs]) == 3
    assert (tmp_path / "a.html").stat().st_size > 10_000
    assert (tmp_path / "a.json").stat().st_size > 10_000


def test_a_page_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = released.batch(tmp_path)

    assert main(["scan", str(place), "-q", "--output", f"html={tmp_path / 'nowhere' / 'a.html'}"]) == 3
    assert "nowhere" in capsys.readouterr().err


def test_a_page_reveals_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    place = released.batch(tmp_path)

    assert main(["scan", str(place), "--reveal", "--output", f"html={tmp_path / 'a.html'}"]) == 2
    assert not (tmp_path / "a.html").exists()
