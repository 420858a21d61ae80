"""A TOML file that a person wrote: what it says, and the line on which it says it."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from redaction_audit.errors import ConfigError
from redaction_audit.expressions import Expression
from redaction_audit.regular import demand

LARGEST = 1_000_000
"""Bytes above which a file is taken for a mistake: a configuration is a small text."""

DEEPEST = 100
"""Parts of a dotted key: reading takes the square of their number, and nobody's setting lies that deep."""

Key = tuple[str | int, ...]

_ALIKE = 60.0
"""Similarity (0 to 100) from which a known word is proposed for an unknown one."""

# What must be told apart to find where a statement ends; the text is known to be TOML when this is used.
_TOKEN = Expression(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}|' + r"'''(?:[^']|'{1,2}(?!'))*'{3,5}|"
    r'"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'|#[^\n]*|[\[\]{}=\n]",
    re.DOTALL,
)

_PART = r"""(?:[A-Za-z0-9_-]{1,99}|"[^"\n]{0,99}"|'[^'\n]{0,99}')[ \t]{0,9}"""
_DEEP = Expression(rf"{_PART}(?:\.[ \t]{{0,9}}{_PART}){{{DEEPEST}}}")


class TomlFile:
    """`data` is what the file says, `shown` its name for people."""

    def __init__(self, shown: str, text: str) -> None:
        """Read `text`. Raises ConfigError, with the line, where it is no TOML."""
        import tomllib

        if any(line.count(".") >= DEEPEST and _DEEP.search(line) for line in text.split("\n")):
            raise ConfigError(f"{shown}: is nested too deeply")
        self.shown = shown
        self._text = text
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except RecursionError as error:
            raise ConfigError(f"{shown}: is nested too deeply") from error
        except ValueError as error:
            said = str(error)
            line = re.search(r" \(at line (\d{1,9}), column \d{1,9}\)", said)
            place = f"{shown}:{line[1]}" if line else f"{shown}:{text.count(chr(10)) + 1}"
            raise ConfigError(f"{place}: is no TOML: {said.replace(line[0], '') if line else said}") from error

    def place(self, *key: str | int) -> str:
        """Return `file:line` of a key, or of the nearest table that holds it; array tables are counted from 0."""
        for end in range(len(key), 0, -1):
            if (line := self._lines.get(key[:end])) is not None:
                return f"{self.shown}:{line}"
        return self.shown

    @cached_property
    def _lines(self) -> dict[Key, int]:
        lines: dict[Key, int] = {}
        arrays: dict[Key, int] = {}
        table: Key = ()
        for number, head, value in _statements(self._text):
            if value:
                path = (*table, *_keys(head))
            else:
                opened = head.startswith("[[")
                keys = _keys(head.strip("[]"))
                path = _entered(keys[:-1] if opened else keys, arrays)
                if opened:
                    path = (*path, keys[-1])
                    lines.setdefault(path, number)
                    arrays[path] = arrays.get(path, -1) + 1
                    path = (*path, arrays[path])
                table = path
            for end in range(1, len(path) + 1):
                lines.setdefault(path[:end], number)
        return lines


def load(path: Path, shown: str | None = None) -> TomlFile:
    """Read a TOML file of the user's. Raises ConfigError naming it, where it cannot be read or is no TOML in UTF-8."""
    shown = shown or str(path)
    try:
        demand(path)
        if path.stat().st_size > LARGEST:
            raise ConfigError(f"{shown}: is larger than {LARGEST:,} bytes; a file of settings is a small text")
        return TomlFile(shown, path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{shown}: cannot be read ({error.strerror or 'no such file'})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{shown}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except ValueError as error:  # a name no file can have
        raise ConfigError(f"{shown}: cannot be read ({error})") from error


def meant(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean WORD?` for the known word most like this one, or the list of them all."""
    from rapidfuzz import fuzz, process

    known = sorted(known)
    near = process.extractOne(word.lower(), known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return f"; did you mean {near[0]}?" if near else f"; known: {', '.join(known)}"


def _statements(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield line, key (or table header) and whether a value follows, for every statement of a TOML text."""
    line, counted = 1, 0
    text = text.replace("\r\n", "\n") + "\n"
    for start, head, valued in _heads(text):
        first = start + len(head) - len(head.lstrip())
        line += text.count("\n", counted, first)
        counted = first
        yield line, head.strip(), valued


def _heads(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield where a statement starts, its key or header as written, and whether a value follows."""
    start, depth, head = 0, 0, None
    for token in _TOKEN.finditer(text):
        sign = token[0][0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        elif depth:
            continue
        elif sign == "=" and head is None:
            head = text[start : token.start()]
            yield start, head, True
        elif sign in "#\n":
            if head is None and text[start : token.start()].strip():
                head = text[start : token.start()]
                yield start, head, False
            if sign == "\n":
                start, head = token.end(), None
            elif head is None:
                start = token.end()


def _keys(written: str) -> tuple[str, ...]:
    """Return a dotted key as its parts; TOML itself says what they are."""
    import tomllib

    found: list[str] = []
    level: Any = tomllib.loads(f"{written.strip()} = 0")
    while isinstance(level, dict):
        [(key, level)] = level.items()
        found.append(key)
    return tuple(found)


def _entered(keys: tuple[str, ...], arrays: dict[Key, int]) -> Key:
    """Return the path of a table: a name of array tables stands for the last of them."""
    path: Key = ()
    for key in keys:
        path = (*path, key)
        if path in arrays:
            path = (*path, arrays[path])
    return path
