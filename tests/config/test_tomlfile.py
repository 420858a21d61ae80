"""The line on which a TOML file says something, held against a file whose lines are known."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.errors import ConfigError
from redaction_audit.tomlfile import LARGEST, TomlFile, load

WRITTEN = '''\
# a comment = 1
fail-on = "error"  # [not a table]
"with.dot" = [
  "a", # ]
  "b]",
]

[severity] # = "x"
DEC004 = """
[waiver]
key = 1
"""
TRN = \'\'\'
it's = 2
\'\'\'
inline = { a = 1, b = "}" }
dotted.key = 3

[[per-path]]
paths = ["a"]
[[per-path]]

  paths = ["b"]
[per-path.more]
"]" = "="
'''
PLACES = [
    (("fail-on",), 2),
    (("with.dot",), 3),
    (("severity",), 8),
    (("severity", "DEC004"), 9),
    (("severity", "TRN"), 13),
    (("severity", "inline", "b"), 16),
    (("severity", "dotted", "key"), 17),
    (("per-path", 0), 19),
    (("per-path", 0, "paths"), 20),
    (("per-path", 1), 21),
    (("per-path", 1, "paths"), 23),
    (("per-path", 1, "more", "]"), 25),
    (("per-path", 1, "nothing"), 21),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("key", "line"), PLACES)
def test_every_key_has_its_line(key: tuple[str | int, ...], line: int, newline: str) -> None:
    file = TomlFile("a.toml", WRITTEN.replace("\n", newline))

    assert file.place(*key) == f"a.toml:{line}"


def test_a_key_that_is_not_there_is_the_file() -> None:
    assert TomlFile("a.toml", WRITTEN).place("nothing") == "a.toml"


VALUES = ["1", '"x = [y]"', "'#'", '["a",\n "b # c",\n]', '"""\nk = 1\n[t]\n"""', "{ a = 1 }", "2026-01-15", "true"]


@given(st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from(["", "\n", "# [x] = 1\n", "[t{}]\n", "[[w]]\n"]))))
def test_lines_hold_in_files_put_together_at_random(pieces: list[tuple[str, str]]) -> None:
    written, expected, table, arrays = "", {}, (), 0
    for index, (value, before) in enumerate(pieces):
        written += before.format(index)
        if before.startswith("[t"):
            table = (f"t{index}",)
        elif before.startswith("[[w"):
            table, arrays = ("w", arrays), arrays + 1
        expected[(*table, f"k{index}")] = written.count("\n") + 1
        written += f"k{index} = {value}  # why\n"

    file = TomlFile("a.toml", written)

    assert {key: file.place(*key) for key in expected} == {key: f"a.toml:{line}" for key, line in expected.items()}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"a = 1\nb = \n", "a.toml:2: is no TOML"),
        (b"a = 1\na = 2\n", "a.toml:2: is no TOML"),
        (b"a = [1,\n", "a.toml:2: is no TOML"),
        (b"a = '\xff'\n", "a.toml: byte 5 is not UTF-8"),
        (b"\0", "a.toml:1: is no TOML"),
        (b"a = " + b"[" * 20_000, "a.toml: is nested too deeply"),
        (b"#" * (LARGEST + 1), "a.toml: is larger than"),
    ],
)
def test_what_is_no_toml_is_said_with_its_line(tmp_path: Path, written: bytes, said: str) -> None:
    (tmp_path / "a.toml").write_bytes(written)

    with pytest.raises(ConfigError) as error:
        load(tmp_path / "a.toml", "a.toml")

    assert str(error.value).startswith(said)
    assert error.value.exit_code == 2


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "none.toml")


def test_a_long_file_is_looked_through_once() -> None:
    lines = [f"k{number} = {random.Random(number).randrange(9)}" for number in range(20_000)]

    file = TomlFile("a.toml", "\n".join(lines))

    assert file.place("k19999") == "a.toml:20000"


@pytest.mark.parametrize("text", ["a" + ".a" * 50_000 + " = 1", "[" + '"a" . ' * 50_000 + "a]"])
def test_a_key_of_very_many_parts_is_refused_before_it_takes_its_time(text: str) -> None:
    with pytest.raises(ConfigError, match="is nested too deeply"):
        TomlFile("deep.toml", text)


def test_many_dots_on_one_line_are_no_deep_key() -> None:
    patterns = [f"*.bak{number}" for number in range(500)]

    assert TomlFile("many.toml", f"exclude = {patterns}").data == {"exclude": patterns}
