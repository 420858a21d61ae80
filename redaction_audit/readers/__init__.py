"""Input formats, one module each, and the little that they share with `intake`.

A reader is a module of this package with two functions:

    probe(head: bytes, name: str) -> int         how surely it reads this (0: not at all); `head` is at most HEAD bytes
    read(stream, source, options) -> Iterator    Records and Gaps; a container yields Members, which intake probes again

Readers import nothing of each other and no heavy library before `read` runs.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, Protocol, cast

from redaction_audit.model import Frozen, Gap, Record

HEAD = 4096
"""Bytes of a file that `probe` may see."""

# Scores, so that readers rank without knowing each other.
MAGIC = 80
"""The bytes themselves say what it is."""
NAMED = 50
"""The name says what it is."""
GUESSED = 40
"""Neither says it, but the content looks like it."""
ANYTHING = 20
"""Read as plain text what nobody else claims."""


class Source(Frozen, frozen=True):
    """What is being read.

    `path` as shown to people, `member` inside an archive, lower-case file `name` for probing, `size` in bytes if known.
    """

    path: str
    name: str
    member: str | None = None
    size: int | None = None


class Options(Frozen, frozen=True):
    """How the user wants it read."""

    encoding: str | None = None
    id_field: str = "id"
    text_field: str = "text"


class Member(Frozen, frozen=True):
    """One file inside a container. Whoever receives it closes `stream`, and reads it before asking for the next one.

    `wraps`: the container is compression around one file, not an archive of many. `expands`: the container unpacks, so
    that the bytes count against what an archive may unpack to.
    """

    source: Source
    stream: BinaryIO
    wraps: bool = False
    expands: bool = True


class Reader(Protocol):
    """The shape of a reader module."""

    __name__: str

    def probe(self, head: bytes, name: str) -> int:
        """Return a score: how surely this reader reads a file of that lower-case name which begins with `head`."""

    def read(self, stream: BinaryIO, source: Source, options: Options) -> Iterator[Record | Gap | Member]:
        """Yield what is in the stream; raise OSError, ValueError or ReadError where it cannot be read on."""


@cache
def readers() -> tuple[Reader, ...]:
    """Return every module of this package that can `probe`, in name order."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return tuple(cast("Reader", module) for module in modules if hasattr(module, "probe"))
