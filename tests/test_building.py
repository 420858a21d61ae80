"""The build of a wheel: it holds the compiled scanner where the machine can compile, and never fails over it."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


class App:
    """Keeps what the builder would show."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, text: str) -> None:
        self.warnings.append(text)


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def app() -> App:
    return App()


def hook(build: ModuleType, app: App) -> Any:
    return build.Compiling(str(ROOT), {}, None, None, str(ROOT), "wheel", app)


def built(hooked: Any, version: str = "standard") -> dict[str, Any]:
    data: dict[str, Any] = {"force_include": {}, "pure_python": True, "infer_tag": False}
    hooked.initialize(version, data)
    return data


PURE = {"force_include": {}, "pure_python": True, "infer_tag": False}


def test_without_a_compiler_nothing_more_is_installed_and_the_wheel_is_pure(
    build: ModuleType, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CC", "/nowhere/cc")
    monkeypatch.setattr(build.os, "name", "posix")
    hooked = hook(build, app)
    assert not build.able()
    assert hooked.dependencies() == []
    assert built(hooked) == PURE
    assert app.warnings == []


def test_where_compiling_fails_the_builder_says_so_and_the_wheel_is_pure(
    build: ModuleType, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> dict[Path, str]:
        raise subprocess.CalledProcessError(1, ["cc"], output="cc: out of memory")

    monkeypatch.setattr(build, "able", lambda: True)
    monkeypatch.setattr(build, "compiled", broken)
    hooked = hook(build, app)
    assert built(hooked) == PURE
    assert len(app.warnings) == 1
    assert app.warnings[0].endswith("cc: out of memory")
    hooked.finalize("standard", {}, "")


def test_what_was_compiled_goes_into_the_wheel_and_is_cleared_away(
    build: ModuleType, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(_root: Path, scratch: Path) -> dict[Path, str]:
        (scratch / "page.so").touch()
        return {scratch / "page.so": "redaction_audit/marks/page.so"}

    monkeypatch.setattr(build, "able", lambda: True)
    monkeypatch.setattr(build, "compiled", made)
    hooked = hook(build, app)
    data = built(hooked)
    assert list(data["force_include"].values()) == ["redaction_audit/marks/page.so"]
    assert (data["pure_python"], data["infer_tag"]) == (False, True)
    library = Path(next(iter(data["force_include"])))
    assert library.is_file()
    hooked.finalize("standard", data, "")
    assert not library.exists()


def test_an_editable_install_stays_as_it_is_written(
    build: ModuleType, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "compiled", lambda *_: pytest.fail("compiled"))
    assert built(hook(build, app), "editable") == PURE


def test_every_module_of_the_scanner_can_be_translated_without_a_warning(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What mypyc warns of would run otherwise than it is written: a generator would be a whole list, say."""
    compiler = tmp_path / "cc"  # says yes to everything: this is about the translation into C
    compiler.write_text("#!/bin/sh\nexit 0\n")
    compiler.chmod(0o755)
    if os.name == "nt" or not build.able() or shutil.which("sh") is None:
        pytest.skip("no compiler to stand in for")
    printed: list[str] = []
    run = subprocess.run

    def heard(*args: Any, **named: Any) -> Any:
        done = run(*args, **{**named, "check": False})
        printed.append(done.stdout + done.stderr)
        return done

    monkeypatch.setattr(build.subprocess, "run", heard)
    monkeypatch.setenv("MYPYC_OPT_LEVEL", "0")
    monkeypatch.setenv("CC", str(compiler))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    build.compiled(ROOT, scratch)
    said = [line for line in printed[0].splitlines() if ": warning:" in line or ": error:" in line]
    assert said == []
    assert "redaction_audit.marks.scanner" in printed[0]
