"""Expressions kept between runs behave like those of `re.compile`, and nothing but our own expressions is kept."""

import ast
import marshal
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redaction_audit
from redaction_audit import caches, expressions

PACKAGE = Path(redaction_audit.__file__).parent
SAMPLES = (
    (r"(?P<day>\d{1,2})[ ](?P<month>[A-Z]{3})", 0),
    (r"^(?:a|bc)+?$", re.MULTILINE),
    (r"straße|É\w", re.IGNORECASE),
    (r"(?i:x)(?<!yx)z{2,5}(?=\Z|\s)", re.ASCII),
    (r"(\w)\1", 0),
)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(expressions, "_programs", expressions._Programs())


def again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_programs", expressions._Programs())


@pytest.mark.parametrize(("text", "flags"), SAMPLES)
@given(subject=st.text(alphabet="aAbcxXyz01 9MAYéÉßs\n", max_size=40))
def test_a_kept_expression_matches_like_a_fresh_one(text: str, flags: int, subject: str) -> None:
    kept = expressions._assembled(text, expressions._compiled(text, int(flags)))
    fresh = re.compile(text, flags)
    assert (kept.pattern, kept.flags, kept.groups, dict(kept.groupindex)) == (
        fresh.pattern, fresh.flags, fresh.groups, dict(fresh.groupindex),
    )  # fmt: skip
    assert [m.groupdict() or m.groups() or m.span() for m in kept.finditer(subject)] == [
        m.groupdict() or m.groups() or m.span() for m in fresh.finditer(subject)
    ]


def test_what_was_kept_is_used_and_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    expressions.fixed("ab+c")
    expressions.keep()
    again(monkeypatch)
    monkeypatch.setattr(expressions, "_compiled", lambda *_: pytest.fail("compiled again"))
    assert expressions.fixed("ab+c").fullmatch("abbc")


def test_the_same_text_with_other_flags_is_another_expression() -> None:
    assert expressions.fixed("a") is not None
    assert expressions.fixed("a").match("A") is None
    assert expressions.fixed("a", re.IGNORECASE).match("A")


@pytest.mark.parametrize(
    "content", [b"", b"xxxx", b"\0" * 400, marshal.dumps([1]), marshal.dumps({("a", 0): (0, b"\1\0\0\0", 0, {})})]
)
def test_a_damaged_or_foreign_cache_is_done_without(content: bytes) -> None:
    caches.store(expressions._name(), content)
    assert expressions.fixed("a").match("a")
    (kept,) = caches.folder().iterdir()
    kept.write_bytes(content)
    expressions._programs.known = None
    assert expressions.fixed("a").match("a")


def test_a_wrong_expression_says_so() -> None:
    with pytest.raises(re.error):
        expressions.fixed("(a")


def test_another_interpreter_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_MAGIC", None)
    assert expressions.fixed("a+").fullmatch("aa")
    monkeypatch.undo()


def test_a_cache_out_of_reach_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert expressions.fixed("a").match("a")
    expressions.keep()


def _names(node: ast.expr) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


@pytest.mark.parametrize("module", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_expressions_of_our_own_source_and_rules_are_kept(module: Path) -> None:
    """An expression made of a record's text must never reach the disk: no argument may come from a function's own."""
    if module.name in ("expressions.py",) or module.match("marks/vocabulary.py"):
        return  # the one defines it; the other's patterns stand in rules/
    for function in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if not isinstance(function, ast.FunctionDef | ast.Lambda):
            continue
        given_ = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
        for call in ast.walk(function):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in ("fixed", "Expression")
            ):
                cached = any("cache" in ast.unparse(mark) for mark in getattr(function, "decorator_list", ()))
                assert cached or not _names(call.args[0]) & given_, f"{module}:{call.lineno}"
