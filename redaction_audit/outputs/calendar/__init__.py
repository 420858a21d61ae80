"""The calendar's output formats, one a module, which holds `Dates`; its name is the value of `--format`.

`Dates(style, choice)` takes `begin(run)`, `record(entry or gap)` and `end(summary)`, each of which returns bytes.
"""

import importlib
import pkgutil
from types import ModuleType

from redaction_audit.errors import UsageError

_SHARED = {"counts", "shelf", "streaming", "words"}


def formats() -> tuple[str, ...]:
    """Return the names of the calendar's output formats."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _SHARED))


def load(name: str) -> ModuleType:
    """Return the module of a format. Raises UsageError, naming those that exist, when there is none of that name."""
    if name not in formats():
        raise UsageError(f"--format {name}: there is no such format of dates; known: {', '.join(formats())}")
    return importlib.import_module(f"redaction_audit.outputs.calendar.{name}")
