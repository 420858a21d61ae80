"""Where the files of `rules/` are, and how they are read: the one place that knows.

A user may add a folder of his own (`use`): a file there stands in the place of the shipped one of the same name, and
files of other names are added.
"""

import contextlib
import datetime as dt
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from redaction_audit import caches
from redaction_audit.errors import LawError
from redaction_audit.expressions import Expression

ENVIRONMENT = "REDACTION_AUDIT_RULES"
"""Environment variable that names the user's folder where the command line does not."""

LARGEST = 1_000_000
"""Bytes above which a file is taken for a mistake: the largest shipped one has 30,000."""

FAMILIES = ("eo", "marks-", "codes-")
"""Beginnings of names of which there may be any number; every other file has a name of its own."""

_KEPT = b"1\0"  # form of the kept files: to be counted up when they are written otherwise
_DAY = 1  # extension code of a day in them

_OPENING = Expression(r"\[(\[)?([A-Za-z0-9_.-]{1,80})\]")
_KEY = Expression(r"([A-Za-z0-9_.-]{1,80})[ \t]{0,80}=")


@cache
def folder() -> Path:
    """Return the folder of law and vocabulary: inside an installed package, beside it in a checkout.

    Raises LawError when neither exists.
    """
    here = Path(__file__).resolve().parent
    for place in (here / "rules", here.parent / "rules"):
        if place.is_dir():
            return place
    raise LawError(f"{here / 'rules'}: the rules folder is missing; reinstall redaction-audit")


# -- the user's own folder ---------------------------------------------------------------------------------------------

_used: list[Path] = []


def use(place: str | Path | None, *, strict: bool = True) -> None:
    """Add a folder of the user's to the shipped rules, for the rest of this process; None or "" takes it away.

    To be called before anything is read: what was read stays as it was. Raises LawError when it is no folder or, if
    `strict`, when it holds a TOML file that nothing would read, naming the nearest name that would be.
    """
    _used.clear()
    if not place:
        return
    added = Path(place)
    if not added.is_dir():
        raise LawError(f"{added}: is no folder; give the folder that holds your rules files")
    if not os.access(added, os.R_OK | os.X_OK):  # to look for files in it finds none, and no reason
        raise LawError(f"{added}: may not be read; the rules files in it would be left out")
    if strict:
        for words in strangers(added):
            raise LawError(words)
    _used.append(added)


def added() -> Path | None:
    """Return the user's folder in use, or None."""
    return _used[0] if _used else None


def known(name: str) -> bool:
    """Say whether a file of that name is read by anything."""
    return name.startswith(FAMILIES) or (folder() / name).is_file()


def strangers(place: Path) -> Iterator[str]:
    """Yield the complaints about the names of files in a user's folder: there is none, or nothing reads it."""
    found = sorted(place.glob("*.toml"))
    if not found:
        yield f"{place}: holds no TOML file"
    yield from (_stranger(path) for path in found if not known(path.name))


def _stranger(path: Path) -> str:
    import difflib

    names = sorted({shipped.name for shipped in folder().glob("*.toml")})
    near = difflib.get_close_matches(path.name, names, 1, 0.5)
    families = ", ".join(f"{family}*.toml" for family in FAMILIES)
    return f"{path}: nothing reads a file of this name; " + (
        f"did you mean {near[0]}?" if near else f"names: {families} or that of a shipped file"
    )


def files(prefix: str, place: Path | None = None) -> list[Path]:
    """Return the TOML files whose name starts with `prefix` (`eo`, `marks-`), sorted by name.

    Those of the folder `place` alone where it is given; else the shipped ones and the user's, his instead of a shipped
    one of the same name.
    """
    if place is not None:
        return sorted(place.glob(f"{prefix}*.toml"))
    found = {path.name: path for source in (folder(), *_used) for path in source.glob(f"{prefix}*.toml")}
    return [found[name] for name in sorted(found)]


def in_force(name: str) -> Path:
    """Return where the shipped file of that name stands: in the user's folder where he replaced it."""
    own = _used[0] / name if _used else None
    return own if own is not None and own.is_file() else folder() / name


# -- reading -----------------------------------------------------------------------------------------------------------


def content(path: Path) -> bytes:
    """Return the bytes of a rules file. Raises LawError when it is not a regular file of a sensible size."""
    try:
        seen = path.stat()
        if stat.S_ISDIR(seen.st_mode):
            raise LawError(f"{path}: is a folder, not a file")
        if not stat.S_ISREG(seen.st_mode):
            raise LawError(f"{path}: is no regular file")
        if seen.st_size > LARGEST:
            raise LawError(f"{path}: is larger than {LARGEST:,} bytes; a rules file is a small text")
        return path.read_bytes()
    except OSError as error:
        raise LawError(f"{path}: cannot be read ({error.strerror or 'no such file'})") from error
    except ValueError as error:  # a name no file can have
        raise LawError(f"{path}: cannot be read ({error})") from error


def text(path: Path) -> str:
    """Return the text of a rules file. Raises LawError naming the file when it is not UTF-8 text."""
    return _decoded(path, content(path))


def _decoded(path: Path, read: bytes) -> str:
    if b"\0" in read:
        raise LawError(f"{path}: is binary; a rules file is TOML text in UTF-8")
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LawError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def load(path: Path) -> dict[str, Any]:
    """Return the content of one rules file; a shipped file that the user replaced is read from his folder.

    What the TOML says is kept in the cache folder by content: parsing takes thirty times as long as loading that.
    Raises LawError naming the file, and the key path where it can be told, when it is not readable TOML.
    """
    if path.parent == folder():
        path = in_force(path.name)
    read = content(path)
    name = f"rules-{path.stem}-{hashlib.sha256(_KEPT + read).hexdigest()[:32]}.bin"
    kept = caches.load(name)
    if kept is not None:
        try:
            return msgspec.msgpack.decode(kept, type=dict[str, Any], ext_hook=_day)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            pass  # written by something else: the TOML is the truth
    data = parse(path, _decoded(path, read))
    with contextlib.suppress(TypeError, ValueError, OverflowError, RecursionError):  # what cannot be kept is not
        caches.store(name, msgspec.msgpack.encode(_plain(data)))
    return data


def _plain(value: Any) -> Any:
    """Return a TOML value with days as extension values. Raises TypeError for times of day, which no file holds."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if type(value) is dt.date:
        return msgspec.msgpack.Ext(_DAY, value.isoformat().encode())
    if isinstance(value, (dt.date, dt.time)):
        raise TypeError("times are not kept")
    return value


def _day(code: int, data: memoryview) -> dt.date:
    if code != _DAY:
        raise ValueError("not ours")
    return dt.date.fromisoformat(data.tobytes().decode("ascii"))


def parse(path: Path, written: str) -> dict[str, Any]:
    """Return what a text of the file `path` says as TOML. Raises LawError as `load`."""
    import tomllib

    try:
        return tomllib.loads(written)
    except RecursionError as error:
        raise LawError(f"{path}: is nested too deeply") from error
    except ValueError as error:
        said = str(error)
        line = re.search(r"\(at line (\d{1,9})", said)
        key = _key_at(written, int(line[1])) if line else None
        raise LawError(f"{path}, {key}: {said}" if key else f"{path}: {said}") from error


def _key_at(written: str, number: int) -> str | None:
    """Return the key path of the 1-based line of a TOML text, None where the line begins with no key."""
    lines = written.replace("\r\n", "\n").split("\n")
    key = _KEY.match(lines[number - 1].lstrip()) if number <= len(lines) else None
    if key is None:
        return None
    table, seen = "", dict[str, int]()
    for line in lines[: number - 1]:
        opening = _OPENING.match(line.lstrip())
        if opening is None:
            continue
        name, _, below = opening[2].partition(".")
        seen[name] = seen.get(name, -1) + (opening[1] is not None and not below)
        table = (f"{name}[{max(seen[name], 0)}]" if opening[1] or below else name) + (f".{below}" if below else "")
    return f"{table}.{key[1]}" if table else key[1]


def digest(paths: Iterable[Path]) -> str:
    """Return a SHA-256 over names and contents of rules files, for caches and reports. Raises LawError."""
    summed = hashlib.sha256()
    for path in paths:
        summed.update(path.name.encode() + b"\0" + content(path) + b"\0")
    return summed.hexdigest()
