"""`--files-from`: lists of paths as other programs write them."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from redaction_audit.cli import main
from redaction_audit.errors import UsageError
from redaction_audit.filelist import listed

PAGE = "The ferry stopped at the port of Arvenda.\n"
ODD = ["a.txt", "b [1].txt", "c*.txt", "-", "ünter.txt"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ODD:
        (tmp_path / name).write_text(PAGE)
    return tmp_path


def read(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["inspect", *arguments, "-f", "jsonl", "-q"]) == 0
    return [json.loads(line)["path"] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    "content",
    [
        "\n".join(ODD).encode(),
        ("\n".join(ODD) + "\n\n").encode(),
        "".join(f"{name}\r\n" for name in ODD).encode(),
        "".join(f"{name}\0" for name in ODD).encode(),
        "\r\n".join(ODD).encode("utf-8-sig"),
        "\r\n".join(ODD).encode("utf-16"),
    ],
    ids=["lines", "lines with empty ones", "Windows lines", "NULs", "a byte order mark", "UTF-16"],
)
def test_every_path_of_a_list_is_read_as_it_is_spelt(
    content: bytes, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "list").write_bytes(content)

    assert read(capsys, "--files-from", "list") == ODD


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_names_with_line_ends_and_without_unicode_come_between_nuls(folder: Path) -> None:
    names = [b"one\ntwo.txt", b"caf\xe9.txt", b"ends\r"]
    for name in names:
        Path(os.fsdecode(name)).write_text(PAGE)
    (folder / "list").write_bytes(b"\0".join(names))

    assert list(map(os.fsencode, listed("list"))) == names


def test_a_list_comes_through_standard_input_behind_the_paths_of_the_command_line(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ferry.txt\na.txt\n")))
    (folder / "ferry.txt").write_text(PAGE)

    assert read(capsys, "c*.txt", "--files-from", "-") == ["c*.txt", "ferry.txt", "a.txt"]


def test_the_list_itself_is_no_record_and_never_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "list").write_text(".\n")

    assert "list" not in read(capsys, "--files-from", "list")
    assert main(["inspect", "--files-from", "list", "-o", "list"]) == 2
    assert (folder / "list").read_text() == ".\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "give PATH..., or --files-from FILE"),
        (["--files-from", "gone"], 2, "--files-from: gone cannot be read (No such file or directory)"),
        (["--files-from", "."], 2, "--files-from: . is a folder, not a file"),
        (["--files-from", "nothing"], 3, "--files-from: nothing lists no files"),
        (["--files-from", "-", "-"], 2, "--files-from -: standard input can be read once only"),
        (["--files-from", "-", "--watch"], 2, "--files-from -: standard input can be read once only"),
    ],
)
def test_what_lists_no_input_is_said(
    arguments: list[str], code: int, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "nothing").write_text("\n\n")

    assert main(["scan", *arguments]) == code
    assert capsys.readouterr().err.startswith(f"error: {said}")


def test_a_path_that_is_not_there_is_named_with_its_line(folder: Path) -> None:
    (folder / "list").write_text("a.txt\n\ngone*.txt\n")

    with pytest.raises(UsageError, match=r"^list:3: gone\*\.txt: no such file or folder\n"):
        listed("list")
