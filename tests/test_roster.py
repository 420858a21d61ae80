"""The kept roster of checks says what `discover` says, loads modules late, and falls back to them wherever it is unfit."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from redaction_audit import caches
from redaction_audit.check import Check, discover
from redaction_audit.errors import CheckError
from redaction_audit.roster import Late, _roster, roster

SAMPLE = next((Path(__file__).parents[1] / "samples" / "cable-x-runs").glob("*.txt"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    _roster.cache_clear()
    yield
    _roster.cache_clear()


def kept() -> tuple[Check, ...]:
    """Return the roster as the next process finds it."""
    roster()
    _roster.cache_clear()
    return roster()


def test_a_kept_check_says_of_itself_what_the_loaded_one_does() -> None:
    for late, check in zip(kept(), discover(), strict=True):
        assert isinstance(late.judge, Late)
        assert (late.doc, late.summary, late.family) == (check.doc, check.summary, check.family)
        for name in set(Check.__struct_fields__) - {"judge", "flags", "passes"}:
            assert getattr(late, name) == getattr(check, name), (check.id, name)


def test_a_kept_check_judges_by_the_function_of_its_module() -> None:
    assert [late.judge.load() for late in kept()] == [check.judge for check in discover()]


def test_the_first_process_has_the_checks_themselves() -> None:
    assert roster() == discover()


def test_a_run_loads_the_modules_of_the_checks_it_runs_and_no_others(tmp_path: Path) -> None:
    code = (
        "import sys; from redaction_audit.cli import main\n"
        f"main(['scan', {str(SAMPLE)!r}, '--select', 'RED001', '-qq'])\n"
        "print(*sorted(name for name in sys.modules if name.startswith('redaction_audit.checks.')))"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    runs = [
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    loaded = [set(run.stdout.splitlines()[-1].split()) for run in runs]
    assert {check.judge.__module__ for check in discover()} <= loaded[0]
    assert "redaction_audit.checks.red.mark_inventory" in loaded[1]
    assert not [name for name in loaded[1] if not name.startswith("redaction_audit.checks.red")]
    assert runs[0].stdout.splitlines()[:-1] == runs[1].stdout.splitlines()[:-1]


def test_a_kept_file_that_is_damaged_or_foreign_is_not_used(tmp_path: Path) -> None:
    roster()
    [file] = (tmp_path / "redaction-audit").glob("roster-*")
    for content in (b"", file.read_bytes()[:-9], b"\0" * 4 + b"[]"):
        file.write_bytes(content)
        _roster.cache_clear()
        assert roster() == discover()
    caches.store(file.name, msgspec.msgpack.encode([{"id": "RED001"}]))
    _roster.cache_clear()
    assert roster() == discover()


def test_without_a_cache_folder_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert kept() == discover()


def test_a_source_that_was_added_changed_or_renamed_makes_another_roster(tmp_path: Path) -> None:
    source = tmp_path / "checks" / "red" / "one.py"
    source.parent.mkdir(parents=True)
    source.write_text("a = 1\n")
    seen = [sorted(caches.sources(tmp_path / "checks"))]
    os.utime(source, ns=(1, 1))
    seen.append(sorted(caches.sources(tmp_path / "checks")))
    source.write_text("a = 10\n")
    os.utime(source, ns=(1, 1))
    seen.append(sorted(caches.sources(tmp_path / "checks")))
    source.rename(source.with_name("two.py"))
    seen.append(sorted(caches.sources(tmp_path / "checks")))
    (tmp_path / "checks" / "three.py").touch()
    seen.append(sorted(caches.sources(tmp_path / "checks")))
    assert len({tuple(lines) for lines in seen}) == len(seen)


def test_a_module_that_no_longer_loads_ends_the_run() -> None:
    late = kept()[0].judge
    late._entry = msgspec.structs.replace(late._entry, module="redaction_audit.checks.red.gone")
    with pytest.raises(CheckError, match=r"checks\.red\.gone: cannot be loaded"):
        late(None)
