"""The places a setting may come from, each read into a layer: setting by setting what was said, and where."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from redaction_audit.config import discovery
from redaction_audit.config.kinds import WrongValueError
from redaction_audit.config.options import BY_NAME, EXTENDING, KEYS, OPTIONS, PREFIX, Option, environment
from redaction_audit.errors import ConfigError, UsageError
from redaction_audit.model import Frozen

if TYPE_CHECKING:
    from redaction_audit.tomlfile import TomlFile

_ELSEWHERE = frozenset({"CONFIG", "PROFILE", "REVIEWER"})
"""Environment variables of ours that are no settings."""

_TYPING_ERROR = 80.0
"""Similarity (0 to 100) from which an unknown variable is taken for a misspelt one of ours."""


class Source(Frozen):
    """Where a layer comes from; `table` is the place of the settings in `file`."""

    kind: Literal["default", "profile", "file", "environment", "command line"]
    name: str = ""
    file: "TomlFile | None" = None
    table: tuple[str, ...] = ()
    folder: Path | None = None


class Given(Frozen):
    """What one source says of one setting; `key` may be the `extend-` form of its name."""

    value: Any
    source: Source
    key: str

    @property
    def origin(self) -> str:
        """Where this was said, for people."""
        if self.source.kind == "file" and self.source.file is not None:
            return self.source.file.place(*self.source.table, self.key)
        if self.source.kind == "environment":
            return f"${environment(self.key)}"
        if self.source.kind == "command line":
            return f"--{self.key}"
        return f"profile {self.source.name}" if self.source.kind == "profile" else "default"

    @property
    def label(self) -> str:
        """How an error about this value begins."""
        return self.origin if self.source.kind in {"environment", "command line"} else f"{self.origin}: {self.key}"


Layer = Mapping[str, Given]


def defaults() -> Layer:
    """Return the layer below all others."""
    source = Source("default")
    return {option.name: Given(option.default, source, option.name) for option in OPTIONS}


def profile(name: str, said: str) -> Layer:
    """Return the settings of a profile. Raises UsageError, with the place where it was `said`, for one unknown."""
    from redaction_audit.tomlfile import load, meant

    file = load(Path(__file__).with_name("profiles.toml"), "profiles.toml")
    if name not in file.data:
        raise UsageError(f"{said}: there is no profile {name}{meant(name, file.data)}")
    return _tabled(file.data[name], Source("profile", name, file, (name,)))


def file(path: Path) -> tuple[Layer, str | None, str]:
    """Return the settings of a file, the profile it names (None without one) and the place where it does.

    Raises ConfigError naming file and line for a key that does not exist and for a value that is none.
    """
    from redaction_audit.tomlfile import load

    read = load(path, near(path))
    table = discovery.TABLE if path.name == discovery.PYPROJECT else ()
    data: Any = read.data
    for key in table:
        data = data.get(key) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        raise ConfigError(f"{read.place(*table)}: there is no table [{'.'.join(table)}]")
    source = Source("file", read.shown, read, table, Path(os.path.abspath(path)).parent)  # noqa: PTH100 - follows no link
    said = f"{read.place(*table, 'profile')}: profile"
    named = data.get("profile")
    if named is not None and not isinstance(named, str):
        raise ConfigError(f"{said}: write a text in quotes")
    return _tabled({key: value for key, value in data.items() if key != "profile"}, source), named, said


def variables(environ: Mapping[str, str]) -> Layer:
    """Return what the environment says. Raises UsageError for a value that is none, and for a misspelt variable."""
    source = Source("environment")
    layer: dict[str, Given] = {}
    for name in sorted(name for name in environ if name.startswith(PREFIX)):
        key = name.removeprefix(PREFIX).lower().replace("_", "-")
        if key in KEYS:
            layer[key] = _said(environ[name], key, source)
        elif name.removeprefix(PREFIX) not in _ELSEWHERE:
            _misspelt(name)
    return {key: given for key, given in layer.items() if given.value != ""}


def arguments(options: Mapping[str, Any]) -> Layer:
    """Return what the command line says: options that were given hold something else than None."""
    source = Source("command line")
    layer: dict[str, Given] = {}
    for key, option in KEYS.items():
        value = options.get(key.replace("-", "_"))
        if value is None:
            continue
        if option.name == "exclude":
            layer[key] = Given(tuple(value), source, key)  # a pattern may hold a comma
        elif isinstance(value, list):
            layer[key] = _said(",".join(value), key, source)
        else:
            layer[key] = Given(value, source, key)
    return layer


def _tabled(table: Mapping[str, Any], source: Source) -> Layer:
    layer = {}
    for key, value in table.items():
        if key not in KEYS:
            from redaction_audit.tomlfile import meant

            place = source.file.place(*source.table, key) if source.file else source.name
            raise ConfigError(f"{place}: there is no setting {key}{meant(key, [*KEYS, 'profile'])}")
        given = Given(value, source, key)
        try:
            layer[key] = msgspec.structs.replace(given, value=_placed(KEYS[key].kind.written(value), KEYS[key], source))
        except WrongValueError as error:
            raise ConfigError(f"{given.label}: {error}") from error
    return layer


def _placed(value: Any, option: Option, source: Source) -> Any:
    """Return a path as it is seen from here: it was written as seen from the folder of its file."""
    if not option.path or source.folder is None or value is None:
        return value
    return near(source.folder / Path(value).expanduser())


def near(path: Path) -> str:
    """Return a path relative to the working directory where it lies below it."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - follows no link
    here = os.path.join(str(Path.cwd()), "")  # noqa: PTH118 - ends in a separator
    return absolute.removeprefix(here)


def _said(text: str, key: str, source: Source) -> Given:
    given = Given(text, source, key)
    if not text.strip() and source.kind == "environment":
        return msgspec.structs.replace(given, value="")  # set to nothing is not set
    try:
        return msgspec.structs.replace(given, value=KEYS[key].kind.said(text))
    except WrongValueError as error:
        raise UsageError(f"{given.label}: {error}") from error


def _misspelt(name: str) -> None:
    from rapidfuzz import fuzz, process

    known: Iterable[str] = [environment(key) for key in (*BY_NAME, *EXTENDING, "config", "profile")]
    own = name.removeprefix(PREFIX)
    near = process.extractOne(
        own, [variable.removeprefix(PREFIX) for variable in known], scorer=fuzz.ratio, score_cutoff=_TYPING_ERROR
    )
    if near is not None:
        raise UsageError(f"${name}: there is no such setting; did you mean ${PREFIX}{near[0]}?")
