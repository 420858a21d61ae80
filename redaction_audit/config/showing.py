"""`--show-settings`: every setting with its value as TOML, and where it comes from."""

from typing import Any, Literal

import msgspec

from redaction_audit.config.kinds import PLACES, WEIGHTS, PerPath
from redaction_audit.config.options import OPTIONS
from redaction_audit.config.resolving import Resolved
from redaction_audit.model import Frozen


class Setting(Frozen, frozen=True):
    """One setting: its value as TOML has it, and what it comes from, the weakest source first."""

    name: str
    value: Any
    origin: tuple[str, ...]


class Shown(Frozen, frozen=True):
    """The document of `scan --show-settings --format json`."""

    schema: Literal["settings/1"]
    configuration: str | None
    profile: str | None
    settings: tuple[Setting, ...]


def as_toml(settings: Resolved) -> str:
    """Return the settings as a file that says the same, the origin of each behind it as a comment."""
    lines = [f"# configuration file: {settings.shown or 'none'}"]
    if settings.profile:
        lines.append(f"# profile: {settings.profile}")
    tables: list[str] = []
    for option in OPTIONS:
        given = settings.given(option.name)
        origin = ", ".join(dict.fromkeys(item.origin for item in given))
        value = settings.written(option.name)
        if value is None:
            lines.append(f"# {option.name} is not set")
        elif option.kind is WEIGHTS:
            tables += _weights(option.name, settings) if value else []
        elif option.kind is PLACES:
            tables += [line for item in given for place in item.value for line in _place(place, item.origin)]
        else:
            lines.append(f"{option.name} = {_toml(value)}  # {origin}")
    return "\n".join(lines + tables) + "\n"


def as_json(settings: Resolved) -> bytes:
    """Return the settings as one JSON document (`settings/1`)."""
    from redaction_audit.outputs.encoding import encode

    rows = tuple(
        Setting(
            option.name,
            settings.written(option.name),
            tuple(dict.fromkeys(item.origin for item in settings.given(option.name))),
        )
        for option in OPTIONS
    )
    return encode(Shown("settings/1", settings.shown, settings.profile, rows)) + b"\n"


def _weights(name: str, settings: Resolved) -> list[str]:
    origins = {rule: given.origin for given in settings.given(name) for rule in given.value}
    levels = settings.written(name).items()
    return ["", f"[{name}]", *(f"{_toml(rule)} = {_toml(level)}  # {origins[rule]}" for rule, level in levels)]


def _place(place: PerPath, origin: str) -> list[str]:
    values = ((key, getattr(place, key)) for key in place.__struct_fields__)
    return ["", f"[[per-path]]  # {origin}", *(f"{key} = {_toml(value)}" for key, value in values if value)]


def _toml(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return msgspec.json.encode(value).decode()  # texts, numbers and true are written the same in TOML and JSON
