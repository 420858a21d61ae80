"""Reports of a stored run and of what reviewers said: what managers, counsel, courts and the public read.

A format is a module with `write(batch) -> Iterator[bytes]`. Everything comes from the store; text in context is read
again from the records' files and shown only where these are unchanged, under its masks.
"""

import importlib
from types import ModuleType

from redaction_audit.errors import UsageError

FORMATS: dict[str, str] = {
    "html": "one page: summary, charts, every finding in context, decisions; no network, readable without scripts",
}
"""Formats by name, with what they are for."""


def load(name: str) -> ModuleType:
    """Return the module of a format. Raises UsageError, naming those that exist, when there is none of that name."""
    if name not in FORMATS:
        raise UsageError(f"--format {name}: there is no such report; known: {', '.join(FORMATS)}")
    return importlib.import_module(f"redaction_audit.reports.{name.replace('-', '_')}")
