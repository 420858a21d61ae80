"""Files that steer a run or are compared are regular files: a pipe without a writer is never waited for."""

import os
from pathlib import Path

import pytest

from redaction_audit.cli import main
from redaction_audit.reports.manifest import summed

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "page.txt").write_text("The ferry left at noon.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [
        ["scan", "page.txt", "--config", "pipe"],
        ["scan", "page.txt", "--baseline", "pipe"],
        ["scan", "page.txt", "--waivers", "pipe"],
        ["scan", "page.txt", "--store", "pipe"],
        ["diff", "pipe", "page.txt"],
        ["report", "--store", "pipe", "-o", "page.html"],
    ],
)
def test_a_pipe_in_the_place_of_a_file_is_refused_at_once(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "pipe: " in (said := capsys.readouterr().err)
    assert "is a pipe, not a file; copy what it holds to a file" in said


@pytest.mark.usefixtures("folder")
def test_verify_waits_for_no_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "pipe"]) == 2
    assert "pipe: cannot be read (is a pipe, not a file" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_verify_says_nothing_of_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "report.html"]) == 2
    assert capsys.readouterr().err == "error: report.html: there is no such file\n"


def test_the_digest_of_an_input_is_never_that_of_a_device(folder: Path) -> None:
    (folder / "endless.txt").symlink_to("/dev/zero")

    with pytest.raises(OSError, match="is a device, not a file"):
        summed(folder / "endless.txt")
