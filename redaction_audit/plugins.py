"""Checks, readers and outputs that other packages bring, by their entry points.

They are looked for only where a run asks for them. What is installed beside the program must not change the verdict of
a gate that nobody touched; and reading the entry points of all packages takes longer than a small scan.

Whatever a plug-in raises is told in words of ours, for its own may hold text of a record: its package, the kind of the
error and the line.
"""

import contextlib
from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Literal

from redaction_audit.errors import AuditError, ClashError, ForeignError, PluginError, ReadError
from redaction_audit.model import Frozen

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Kind = Literal["checks", "readers", "outputs"]
KINDS: tuple[Kind, ...] = ("checks", "readers", "outputs")

_used = False


class Plugin(Frozen):
    """One entry point that was loaded: `owner` is its package with the version."""

    kind: Kind
    name: str
    owner: str
    loaded: Any


def use(on: bool) -> None:
    """Let this process use plug-ins, or not; to be called before anything is loaded."""
    global _used  # a run has one answer
    _used = on


def used() -> bool:
    """Say whether this process uses plug-ins."""
    return _used


def found(kind: Kind) -> tuple[Plugin, ...]:
    """Return the plug-ins of a kind in name order; none where they are not used.

    Raises PluginError for one that does not load and ClashError for two of one name.
    """
    return _loaded(kind) if _used else ()


def owners() -> tuple[str, ...]:
    """Return the packages whose plug-ins are in use."""
    return tuple(sorted({plugin.owner for kind in KINDS for plugin in found(kind)}))


@cache
def _loaded(kind: Kind) -> tuple[Plugin, ...]:
    from importlib.metadata import entry_points

    plugins: dict[str, Plugin] = {}
    for point in sorted(entry_points(group=f"redaction_audit.{kind}"), key=lambda one: (one.name, one.value)):
        owner = _owner(point)
        if point.name in plugins:
            raise ClashError(f"plug-ins: two of {kind} are named {point.name}: {plugins[point.name].owner} and {owner}")
        try:
            loaded = point.load()
        except Exception as error:
            raise PluginError(f"{told(error, owner)}: {point.value} cannot be loaded") from error
        plugins[point.name] = Plugin(kind, point.name, owner, loaded)
    return tuple(plugins.values())


def _owner(point: "EntryPoint") -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value


def told(error: Exception, owner: str) -> str:
    """Return whose code broke, how and where; never the words of the error."""
    from pathlib import PurePath
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    where = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"plug-in {owner}: {type(error).__name__}{where}"


def guarded(function: Callable[..., Any], owner: str, wrong: type[Exception] = ForeignError) -> Callable[..., Any]:
    """Return a function of a plug-in that raises `wrong`, with words of ours, whatever goes wrong in it.

    That holds for an iterator it returns, too. Errors of the program's own kinds pass as they are, and so do those of
    the system where `wrong` is a ReadError: a reader meets them.
    """

    @wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        with _guard(owner, wrong):
            result = function(*given, **named)
        return _drawn(result, owner, wrong) if isinstance(result, Iterator) else result

    return call


def _drawn(items: Iterator[Any], owner: str, wrong: type[Exception]) -> Iterator[Any]:
    with _guard(owner, wrong):
        yield from items


@contextlib.contextmanager
def _guard(owner: str, wrong: type[Exception]) -> Iterator[None]:
    try:
        yield
    except (AuditError, ForeignError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and issubclass(wrong, ReadError):
            raise
        raise wrong(told(error, owner)) from error
