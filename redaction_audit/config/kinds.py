"""Kinds of values: how each is written in TOML, and how in the environment or on the command line."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, cast

from redaction_audit.model import PROVENANCES, SEVERITIES, Frozen, Severity


class WrongValueError(Exception):
    """A value that a setting does not take, in words for people."""


class Kind(Frozen):
    """`written` takes a TOML value, `said` a text; both return the value of the setting or raise WrongValueError."""

    written: Callable[[Any], Any]
    said: Callable[[str], Any]


class PerPath(Frozen):
    """What holds for some paths only. `paths` are patterns as `exclude` takes them; an empty `select` means all."""

    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    provenance: str | None = None
    reason: str | None = None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongValueError("write a text in quotes")
    if "\0" in value:
        raise WrongValueError("holds a NUL, which no name has")
    if not value.strip():
        raise WrongValueError("is empty")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongValueError("write true or false, without quotes")
    return value


def _said_flag(text: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in known:
        raise WrongValueError(f"{text!r} is neither true nor false")
    return known[text.lower()]


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise WrongValueError("write a whole number, 0 or more")
    return value


def _said_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise WrongValueError(f"{text!r} is no whole number")
    return int(text)


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (_text(value),)
    if not isinstance(value, list):
        raise WrongValueError('write a list of texts, for example ["DEC", "TRN0"]')
    return tuple(map(_text, value))


def _said_words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _date(value: Any) -> str:
    if type(value) is dt.date:
        return value.isoformat()
    from redaction_audit.dates import bounds

    try:
        bounds(_text(value))
    except ValueError as error:
        raise WrongValueError(f"{value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD") from error
    return cast("str", value)


def _day(value: Any) -> str:
    if type(value) is dt.date:
        return value.isoformat()
    try:
        return dt.date.fromisoformat(_text(value)).isoformat()
    except ValueError as error:
        raise WrongValueError(f"{value!r} is no day; write YYYY-MM-DD") from error


def _weights(value: Any) -> dict[str, Severity]:
    if not isinstance(value, dict):
        raise WrongValueError('write a table, for example [severity] and below it DEC004 = "note"')
    severity = choice(*SEVERITIES).written
    return {_text(rule): severity(level) for rule, level in value.items()}


def _said_weights(text: str) -> dict[str, Severity]:
    pairs = [word.partition("=") for word in _said_words(text)]
    if any(not equals for _, equals, _ in pairs):
        raise WrongValueError(f"{text!r} is not RULE=SEVERITY, for example DEC004=note")
    return _weights({rule.strip(): level.strip() for rule, _, level in pairs})


def choice(*known: str) -> Kind:
    """Return the kind that takes one of some words."""

    def one(value: Any) -> Any:
        if value not in known:
            raise WrongValueError(f"{value!r} is none of {', '.join(known)}")
        return value

    return Kind(one, one)


_PLACE: Mapping[str, Callable[[Any], Any]] = {
    "paths": _words,
    "select": _words,
    "ignore": _words,
    "provenance": choice(*PROVENANCES).written,
    "reason": _text,
}


def _places(value: Any) -> tuple[PerPath, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise WrongValueError("write tables: [[per-path]] and below it paths, and ignore, select or provenance")
    return tuple(map(_place, value))


def _place(table: dict[str, Any]) -> PerPath:
    for key in table:
        if key not in _PLACE:
            from redaction_audit.tomlfile import meant

            raise WrongValueError(f"there is no key {key}{meant(key, _PLACE)}")
    if "paths" not in table:
        raise WrongValueError("paths is missing: patterns of the paths that this is about")
    values = {}
    for key, value in table.items():
        try:
            values[key] = _PLACE[key](value)
        except WrongValueError as error:
            raise WrongValueError(f"{key}: {error}") from error
    return PerPath(**values)


def _unsayable(_text: str) -> Any:
    raise WrongValueError("can be written in a file only")


TEXT = Kind(_text, _text)
FLAG = Kind(_flag, _said_flag)
NUMBER = Kind(_number, _said_number)
WORDS = Kind(_words, _said_words)
DATE = Kind(_date, _date)
DAY = Kind(_day, _day)
WEIGHTS = Kind(_weights, _said_weights)
PLACES = Kind(_places, _unsayable)
