"""Which configuration file holds for which inputs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from redaction_audit.cli import main
from redaction_audit.config.discovery import find
from redaction_audit.errors import ConfigError

TABLE = '[tool.redaction-audit]\nfail-on = "note"\n'


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`work/batch/box/a.txt`, and a working directory beside it."""
    box = tmp_path / "work" / "batch" / "box"
    box.mkdir(parents=True)
    (box / "a.txt").write_text("The ferry stopped.\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return tmp_path


def put(folder: Path, name: str = "redaction-audit.toml", text: str = "") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_the_nearest_file_from_the_batch_upward_holds(tree: Path) -> None:
    box = tree / "work" / "batch" / "box"
    far = put(tree / "work")

    assert find([str(box)]) == far
    near = put(box)
    assert find([str(box)]) == find([str(box / "a.txt")]) == find([str(box / "*.txt")]) == near
    assert find([str(tree / "work" / "batch")]) == far


def test_without_one_above_the_batch_the_working_directory_is_asked(tree: Path) -> None:
    assert find([str(tree / "work")]) is None
    here = put(tree / "elsewhere")
    assert find([str(tree / "work")]) == find(["-"]) == here


def test_two_files_for_two_inputs_are_refused(tree: Path) -> None:
    one, other = tree / "work" / "batch", tree / "work" / "more"
    other.mkdir()
    put(one)
    assert find([str(one), str(other)]) == one / "redaction-audit.toml"
    put(other)

    with pytest.raises(ConfigError, match="two configuration files hold"):
        find([str(one), str(other)])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (TABLE, True),
        ('[tool]\nredaction-audit = { fail-on = "note" }\n', True),
        ('tool.redaction-audit.fail-on = "note"\n', True),
        ('["tool"."redaction-audit"]\nfail-on = "note"\n', True),
        ('[project]\nname = "redaction-audit"\n[tool.ruff]\n', False),
        ("[tool.ruff]\nthis is no TOML\n", False),
        ("", False),
    ],
)
def test_a_pyproject_holds_where_it_has_our_table(tree: Path, text: str, holds: bool) -> None:
    path = put(tree / "work", "pyproject.toml", text)

    assert find([str(tree / "work" / "batch")]) == (path if holds else None)


def test_a_file_of_our_own_is_nearer_than_a_pyproject_beside_it(tree: Path) -> None:
    put(tree / "work", "pyproject.toml", TABLE)
    own = put(tree / "work")

    assert find([str(tree / "work")]) == own


def test_a_pyproject_without_our_table_does_not_end_the_search(tree: Path) -> None:
    put(tree / "work" / "batch", "pyproject.toml", "[tool.ruff]\n")
    far = put(tree / "work")

    assert find([str(tree / "work" / "batch")]) == far


def test_a_broken_pyproject_with_our_table_is_an_error(tree: Path) -> None:
    put(tree / "work", "pyproject.toml", TABLE + "fail-on = \n")

    with pytest.raises(ConfigError, match=r"pyproject.toml:\d+: is no TOML"):
        find([str(tree / "work")])


@pytest.mark.parametrize("there", ["a folder", "a link to nowhere"])
def test_a_place_of_settings_that_holds_none_is_an_error_and_no_run_without_them(tree: Path, there: str) -> None:
    place = tree / "release" / "redaction-audit.toml"
    place.parent.mkdir(exist_ok=True)
    if there == "a folder":
        place.mkdir()
    else:
        place.symlink_to("nowhere.toml")

    with pytest.raises(ConfigError, match=r"redaction-audit\.toml: settings are looked for here"):
        find([str(place.parent)])


def test_links_are_not_followed_upward(tree: Path) -> None:
    (tree / "link").symlink_to(tree / "work" / "batch")
    put(tree / "work")

    assert find([str(tree / "link")]) is None


def test_many_inputs_of_one_folder_are_looked_up_once(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    is_file = os.path.isfile
    monkeypatch.setattr("os.path.isfile", lambda path: (seen.append(str(path)), is_file(path))[1])

    find([str(tree / "work" / "batch" / f"{number}.txt") for number in range(500)])

    assert len(seen) == len(set(seen))


def test_settings_that_the_batch_brought_along_are_said_however_quiet_the_run(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tree / "work" / "batch"
    put(batch.parent)
    main(["scan", str(batch), "-qq"])
    above = capsys.readouterr().err
    put(batch)
    main(["scan", str(batch), "-qq"])

    assert "settings from" not in above
    assert "which lies in the batch" in capsys.readouterr().err


def test_no_scan_without_a_file_loads_a_toml_reader(tree: Path) -> None:
    code = (
        "import sys; from redaction_audit.cli import main; main(['scan', sys.argv[1]]); print('tomllib' in sys.modules)"
    )
    lines = [
        subprocess.run(
            [sys.executable, "-c", code, str(tree / "work" / "batch")], capture_output=True, text=True, timeout=60
        ).stdout.splitlines()[-1]
        for _ in range(2)  # the first may have to read the rules anew
    ]

    assert lines[1] == "False"
