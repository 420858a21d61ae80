"""No report takes the place of a record, a store, a baseline, waivers or settings."""

import shutil
from pathlib import Path

import pytest

from redaction_audit.acceptance.baseline import HEADER
from redaction_audit.cli import main

PAGE = "DE RUEHAR #0412\n1. (C) The ferry left with XXXXXXXXXXXX and XXXXXith on board.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "batch").mkdir()
    (tmp_path / "batch" / "page.txt").write_text(PAGE)
    (tmp_path / "accepted.baseline").write_text(HEADER + "\n")
    (tmp_path / "waivers.toml").write_text("# none yet\n")
    (tmp_path / "settings.toml").write_text("jobs = 1\n")
    assert main(["scan", "batch", "--store", "run.store", "-qq"]) in {0, 1}
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [
        ("scan batch -o batch/page.txt", "batch/page.txt"),
        ("scan batch --jobs 2 --output sarif=batch/page.txt", "batch/page.txt"),
        ("scan batch --output html=batch/page.txt", "batch/page.txt"),
        ("scan batch/page.txt -o ./batch/../batch/page.txt", "batch/page.txt"),
        ("scan batch --store run.store -o run.store", "run.store"),
        ("scan batch --store run.store --output html=run.store", "run.store"),
        ("scan batch --baseline accepted.baseline -o accepted.baseline", "accepted.baseline"),
        ("scan batch --waivers waivers.toml -o waivers.toml", "waivers.toml"),
        ("scan batch --config settings.toml -o settings.toml", "settings.toml"),
        ("inspect batch -o batch/page.txt", "batch/page.txt"),
        ("dates batch -o batch/page.txt", "batch/page.txt"),
        ("baseline write batch --baseline batch/page.txt", "batch/page.txt"),
        ("waivers template batch -o batch/page.txt", "batch/page.txt"),
        ("waivers template batch --waivers waivers.toml -o waivers.toml", "waivers.toml"),
        ("report --store run.store -o run.store", "run.store"),
        ("report --store run.store --output csv-spans=./run.store", "run.store"),
        ("report --store run.store -o batch/page.txt", "batch/page.txt"),
        ("report --store run.store --diff 1 1 -o run.store", "run.store"),
        ("diff run.store run.store -o run.store", "run.store"),
    ],
)
def test_what_a_run_reads_is_never_replaced_by_what_it_writes(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: str, spared: str
) -> None:
    before = (folder / spared).read_bytes()
    capsys.readouterr()

    assert main(arguments.split()) == 2

    assert "would be replaced" in capsys.readouterr().err
    assert (folder / spared).read_bytes() == before
    assert not list(folder.rglob("*.part"))


def test_an_earlier_report_elsewhere_or_left_out_is_replaced(folder: Path) -> None:
    for arguments in ("scan batch -o page.html -f html", "scan batch --exclude old.json -f json -o batch/old.json"):
        assert [main(f"{arguments} -qq".split()) in {0, 1} for _ in "12"] == [True, True]
    shutil.copy(folder / "accepted.baseline", folder / "merged.baseline")
    (folder / "merged.baseline").write_text(f"<<<<<<< ours\n{HEADER}\n=======\n>>>>>>> theirs\n")
    assert main(["baseline", "write", "batch", "--baseline", "merged.baseline", "-q"]) == 0
