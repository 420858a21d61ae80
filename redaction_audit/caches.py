"""The folder of things made once and kept between runs. All of it can be deleted; nothing of a record is in it."""

import contextlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

_SUM = 4


def folder() -> Path:
    """Return the folder of the cache, `$XDG_CACHE_HOME/redaction-audit` or its usual place; it need not exist."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if Path(home).is_absolute() else Path("~/.cache").expanduser()) / "redaction-audit"


def load(name: str) -> bytes | None:
    """Return what was stored under `name`, or None where there is nothing or it was damaged on the disk."""
    try:
        content = (folder() / name).read_bytes()
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
        handle, stage = tempfile.mkstemp(dir=place, prefix=f".{name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(zlib.crc32(content).to_bytes(_SUM, "big") + content)
            Path(stage).replace(place / name)
        except OSError:
            Path(stage).unlink(missing_ok=True)


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
