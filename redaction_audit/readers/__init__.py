"""Input formats, one module each, and the little that they share with `intake`.

A reader is a module of this package with two functions:

    probe(head: bytes, name: str) -> int         how surely it reads this (0: not at all); `head` is at most HEAD bytes
    read(stream, source, options) -> Iterator    Records and Gaps; a container yields Members, which intake probes again

It may name all that it claims by, `STARTS` of files and `ENDS` of their lower-case names (tuples, either may be left
out): it is then not asked about files that have none of these.

Readers import nothing of each other and no heavy library before `read` runs.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, Protocol, cast

from redaction_audit import plugins
from redaction_audit.errors import PluginError, ReadError
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


class Foreign:
    """A reader that a plug-in brings; whatever it raises becomes a gap that names its package."""

    def __init__(self, plugin: plugins.Plugin) -> None:
        self.__name__ = f"{plugin.name} ({plugin.owner})"
        self.probe = plugins.guarded(plugin.loaded.probe, plugin.owner, ReadError)
        self.read = plugins.guarded(self._records, plugin.owner, ReadError)
        self._read = plugin.loaded.read

    def _records(self, stream: BinaryIO, source: Source, options: Options) -> Iterator[Record | Gap | Member]:
        for item in self._read(stream, source, options):
            if not isinstance(item, Record | Gap | Member):
                raise TypeError("a reader yields records, gaps and members")
            yield item


def readers() -> tuple[Reader, ...]:
    """Return every module of this package that can `probe`, in name order, then the readers of plug-ins.

    Raises PluginError for a plug-in that is no reader.
    """
    return _readers(plugins.used())


@cache
def _readers(with_plugins: bool) -> tuple[Reader, ...]:
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    built_in = tuple(cast("Reader", module) for module in modules if hasattr(module, "probe"))
    return (*built_in, *map(_foreign, plugins.found("readers"))) if with_plugins else built_in


class _Asked(Frozen, frozen=True):
    """All readers, what those of them that say so claim by, and the others.

    `firsts` are the first bytes of `starts`, `extensions` those of `ends` that are nothing but an extension.
    """

    every: tuple[Reader, ...]
    starts: tuple[bytes, ...]
    firsts: frozenset[bytes]
    ends: tuple[str, ...]
    extensions: frozenset[str]
    others: tuple[Reader, ...]


def asked(head: bytes, name: str) -> tuple[Reader, ...]:
    """Return the readers that may claim a file; most are plain text, which few readers have to look at."""
    known = _asked(plugins.used())
    if name[name.rfind(".") :] in known.extensions or name.endswith(known.ends):
        return known.every
    return known.every if head[:1] in known.firsts and head.startswith(known.starts) else known.others


@cache
def _asked(with_plugins: bool) -> _Asked:
    every = _readers(with_plugins)
    starts = {reader: tuple(getattr(reader, "STARTS", ())) for reader in every}
    ends = {reader: tuple(getattr(reader, "ENDS", ())) for reader in every}
    others = tuple(reader for reader in every if not any(starts[reader] + ends[reader]))
    all_starts, all_ends = sum(starts.values(), ()), sum(ends.values(), ())
    extensions = frozenset(end for end in all_ends if end.rfind(".") == 0)
    odd = tuple(end for end in all_ends if end not in extensions)
    return _Asked(every, all_starts, frozenset(start[:1] for start in all_starts), odd, extensions, others)


def _foreign(plugin: plugins.Plugin) -> Reader:
    if not (callable(getattr(plugin.loaded, "probe", None)) and callable(getattr(plugin.loaded, "read", None))):
        raise PluginError(f"plug-in {plugin.owner}: {plugin.name} is no reader: it needs probe() and read()")
    return Foreign(plugin)
