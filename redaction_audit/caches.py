"""The folder of things made once and kept between runs. All of it can be deleted; nothing of a record is in it.

Every version of the program, of its rules and of Python leaves files of its own. What nothing asked for in `DAYS` days
goes when a process stores something new.
"""

import contextlib
import os
import re
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

DAYS = 90

_DAY = 86_400
_NOTED = 7 * _DAY
"""Seconds after which a use is noted anew, as the time of the file: a run asks for some forty of them."""
_OURS = r"[a-z][\w.-]{0,200}\.(?:bin|hs)|\.[a-z][\w.-]{0,200}\.(?:bin|hs)-\w{1,20}"
"""Names that `store` gives: of what it stores, and of a stage that a killed process left behind."""
_SUM = 4
_tidied = False


def folder() -> Path:
    """Return the folder of the cache, `$XDG_CACHE_HOME/redaction-audit` or its usual place; it need not exist."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if Path(home).is_absolute() else Path("~/.cache").expanduser()) / "redaction-audit"


def load(name: str) -> bytes | None:
    """Return what was stored under `name`, or None where there is nothing or it was damaged on the disk."""
    try:
        with (folder() / name).open("rb") as file:
            content = file.read()
            if time.time() - os.fstat(file.fileno()).st_mtime > _NOTED:
                with contextlib.suppress(OSError):
                    os.utime(file.name)
    except (OSError, RuntimeError):  # no home folder
        return None
    kept = content[_SUM:]
    return kept if zlib.crc32(kept).to_bytes(_SUM, "big") == content[:_SUM] else None


def store(name: str, content: bytes) -> None:
    """Keep `content` under `name`, whole or not at all; a folder that cannot be written is passed over."""
    import tempfile

    with contextlib.suppress(OSError, RuntimeError):
        place = folder()
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        _tidy(place)
        handle, stage = tempfile.mkstemp(dir=place, prefix=f".{name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(zlib.crc32(content).to_bytes(_SUM, "big") + content)
            Path(stage).replace(place / name)
        except OSError:
            Path(stage).unlink(missing_ok=True)


def _tidy(place: Path) -> None:
    """Take out, once a process, what nothing asked for in a long time; never what is not ours or lies elsewhere."""
    global _tidied  # a process looks once
    if _tidied or place.is_symlink():
        return
    _tidied = True
    oldest = time.time() - DAYS * _DAY
    with os.scandir(place) as entries:
        ours = [entry for entry in entries if re.fullmatch(_OURS, entry.name) and entry.is_file(follow_symlinks=False)]
    for entry in ours:
        with contextlib.suppress(OSError):  # another process was faster, or we may not delete here
            if entry.stat(follow_symlinks=False).st_mtime < oldest:
                Path(entry.path).unlink()


def sources(folder: Path, ending: str = ".py") -> Iterator[str]:
    """Yield name, size and time of every file below a folder with that ending. Raises OSError."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(ending):
                yield stamp(entry)
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from sources(Path(entry.path), ending)


def stamp(source: Path | os.DirEntry[str]) -> str:
    """Return name, size and time of a file: what Python itself trusts its byte code by."""
    status = source.stat()
    return f"{os.fspath(source)}\0{status.st_size}\0{status.st_mtime_ns}\n"
