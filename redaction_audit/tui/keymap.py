"""Keys of the user's own: `keys.toml` names a command and the key or keys it is to have instead."""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from redaction_audit.errors import UsageError
from redaction_audit.tui.commands import APP, Command, key_name, modes

Keys = Mapping[str, tuple[str, ...]]
"""Command ids and their keys."""


def place() -> Path:
    """Return where the file of own keys is looked for: `$XDG_CONFIG_HOME/redaction-audit/keys.toml`."""
    home = os.environ.get("XDG_CONFIG_HOME") or ""
    return Path(home if Path(home).is_absolute() else Path.home() / ".config") / "redaction-audit" / "keys.toml"


def load(path: Path, commands: Mapping[str, Command]) -> Keys:
    """Return the keys of all commands, the user's own among them.

    Raises UsageError, naming file and line, for what is no command, no key, or a key that another command of the same
    screen has.
    """
    keys = {command.id: command.keys for command in commands.values()}
    try:
        written = path.read_text("utf-8")
    except FileNotFoundError:
        return keys
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({type(error).__name__})") from error
    try:
        own = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from error
    for id_, value in own.items():
        where = f"{path}, line {_line(written, id_)}"
        if id_ not in commands:
            near = get_close_matches(id_, commands, 1)
            raise UsageError(f"{where}: no command {id_!r}" + (f"; did you mean {near[0]}?" if near else ""))
        keys[id_] = _keys(value, where)
    for one, other, key in clashes(commands.values(), keys):
        blamed = other if other in own else one
        where = f"{path}, line {_line(written, blamed)}"
        raise UsageError(f"{where}: {key_name(key)} is the key of {one} and of {other}")
    return keys


def clashes(commands: Iterable[Command], keys: Keys) -> Iterable[tuple[str, str, str]]:
    """Yield (id, id, key) for every two commands that can be given on one screen and share a key."""
    taken: dict[str, list[Command]] = {}
    for command in commands:
        for key in keys[command.id]:
            for other in taken.setdefault(key, []):
                if _together(command.scope, other.scope):
                    yield other.id, command.id, key
            taken[key].append(command)


def _together(one: str, other: str) -> bool:
    """Return whether commands of two scopes can meet on one screen."""
    if one == other or APP in {one, other}:
        return True
    return any({one, other} <= set(getattr(mode.screen, "scopes", ())) for mode in modes().values())


def _keys(value: object, where: str) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    for key in listed:
        if not isinstance(key, str) or not _known(key):
            raise UsageError(f'{where}: {key!r} is no key; write "c", "ctrl+k", "f5", "pagedown" or a list of them')
    return tuple(listed)


def _known(key: str) -> bool:
    from textual.keys import Keys as Textual

    if len(key) == 1:
        return key.isprintable() and key != ","
    last = key.rsplit("+", 1)[-1]
    names = {str(name.value) for name in Textual}
    return key in names or (len(last) == 1 and last.isprintable()) or last in names


def _line(written: str, id_: str) -> int:
    found = re.search(rf'^[ \t]*["\']?{re.escape(id_)}["\']?[ \t]*=', written, re.MULTILINE)
    return written.count("\n", 0, found.start()) + 1 if found else 1
