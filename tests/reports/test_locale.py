"""Dates as a locale writes them, in what people read; machines get ISO."""

from pathlib import Path

import pytest

from redaction_audit.cli import main
from redaction_audit.errors import UsageError
from redaction_audit.reports.days import Days
from tests.reports import released

pytest.importorskip("babel")


@pytest.mark.parametrize(
    ("locale", "iso", "written"),
    [
        (None, "2005-05-12", "2005-05-12"),
        ("en_GB", "2005-05-12", "12 May 2005"),
        ("en-US", "2005-05-12", "May 12, 2005"),
        ("de", "2005-05-12", "12. Mai 2005"),
        ("de", "2005-05", "Mai 2005"),
        ("de", "2005", "2005"),
        ("de", "unknown", "unknown"),
        ("de", "2005-13-45", "2005-13-45"),
        ("de", "", ""),
    ],
)
def test_a_day_is_written_at_its_precision(locale: str | None, iso: str, written: str) -> None:
    assert Days(locale).day(iso) == written


def test_a_moment_is_written_in_utc() -> None:
    assert Days().moment("2026-02-03T10:15:00+01:00") == "2026-02-03 09:15 UTC"
    assert Days("de").moment("2026-02-03T10:15:00+01:00") == "3 Februar 2026 09:15 UTC"
    assert Days("de").moment("noon") == "noon"


@pytest.mark.parametrize("locale", ["xx_YY", "", "../etc", "d" * 500])
def test_what_is_no_locale_is_refused(locale: str) -> None:
    with pytest.raises(UsageError, match="no such locale; for example en_GB"):
        Days(locale)


def test_page_and_tables_of_a_locale(store: Path, tmp_path: Path) -> None:
    page = released.report(store, "html", tmp_path / "r.html", "--locale", "de").decode()

    assert '<span lang="de">12. Mai 2005</span>' not in page  # facts are told whole
    assert "12. Mai 2005" in page
    assert '<span lang="de">3 Februar 2026 09:15 UTC</span>' in page
    assert released.report(store, "csv-spans", tmp_path / "a", "--locale", "de") == released.report(
        store, "csv-spans", tmp_path / "b"
    )


def test_a_wrong_locale_writes_nothing(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--store", str(store), "--locale", "xx_YY", "-o", str(tmp_path / "r.html")]) == 2
    assert "--locale xx_YY: no such locale" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()
