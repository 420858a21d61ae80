"""One output format a module, which holds `Findings`, `Inspections` or both; its name is the value of `--format`.

`Findings(style)` writes what `scan` found, `Inspections(style)` what `inspect` read. Both take `begin(run)`,
`record(...)` for every record in the order of the inputs, and `end(summary)`; each returns bytes, `end` also an
iterator of them. `notices(summary)`, where there is one, yields what is to be said of the report on stderr;
`digests`, where it is true, says that the report gives digests of whole files.
"""

import importlib
import pkgutil
from collections.abc import Iterable
from types import ModuleType
from typing import Literal

from redaction_audit import plugins
from redaction_audit.errors import ClashError, UsageError
from redaction_audit.outputs.foreign import Foreign

Face = Literal["Findings", "Inspections"]

PAGE = "html"
"""A format of `scan` that is a report of a stored run: it is written by `reporting`, once the run has ended."""

_SHARED = {"encoding", "foreign", "later", "report", "style", "tables", "telling", "wording"}
_OTHERS = {"calendar"}  # formats of other commands


def formats(face: Face | None = None) -> tuple[str, ...]:
    """Return the names of all output formats, or of those that have a `face`."""
    found = (module.name for module in pkgutil.iter_modules(__path__))
    names = sorted([*(name for name in found if name not in _SHARED | _OTHERS), *_foreign()])
    return tuple(name for name in names if face is None or hasattr(_module(name), face))


def load(name: str, face: Face = "Findings") -> ModuleType | Foreign:
    """Return the module of a format. Raises UsageError, naming those that exist, when none of that name has `face`."""
    if name not in formats() or not hasattr(_module(name), face):
        of, more = ("", (PAGE,)) if face == "Findings" else (" of inspect", ())
        known = ", ".join(sorted((*formats(face), *more)))
        raise UsageError(f"--format {name}: there is no such format{of}; known: {known}")
    return _module(name)


def pieces(written: bytes | Iterable[bytes]) -> Iterable[bytes]:
    """Return what `end` gave as an iterable of bytes."""
    return (written,) if isinstance(written, bytes) else written


def _module(name: str) -> ModuleType | Foreign:
    plugin = _foreign().get(name)
    return Foreign(plugin) if plugin else importlib.import_module(f"redaction_audit.outputs.{name}")


def _foreign() -> dict[str, plugins.Plugin]:
    """Return the formats of plug-ins by name. Raises ClashError for one with the name of a built-in module."""
    brought = {plugin.name: plugin for plugin in plugins.found("outputs")}
    for module in pkgutil.iter_modules(__path__) if brought else ():
        if module.name in brought:
            raise ClashError(f"plug-in {brought[module.name].owner}: the format {module.name} is already taken")
    return brought
