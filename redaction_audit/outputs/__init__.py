"""One output format a module, which holds `Findings` and `Inspections`; its name is the value of `--format`."""

import importlib
import pkgutil
from types import ModuleType

from redaction_audit.errors import UsageError

_SHARED = {"encoding", "report", "style", "telling"}


def formats() -> tuple[str, ...]:
    """Return the names of all output formats; packages are formats of other commands."""
    found = (module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return tuple(sorted(name for name in found if name not in _SHARED))


def load(name: str) -> ModuleType:
    """Return the module of a format. Raises UsageError, naming those that exist, when there is none of that name."""
    if name not in formats():
        raise UsageError(f"--format {name}: there is no such format; known: {', '.join(formats())}")
    return importlib.import_module(f"redaction_audit.outputs.{name}")
