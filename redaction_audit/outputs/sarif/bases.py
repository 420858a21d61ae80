"""The folders that the URIs of a log are relative to: where the scan was started, and where else its inputs lie."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from redaction_audit.outputs.sarif.log import ROOT, ArtifactLocation


class Bases:
    """The bases of one run, from the paths it was given.

    Relative paths, and absolute ones below the folder of the run, are relative to that folder, whose place the log does
    not say: it is another on every machine. An absolute path elsewhere is relative to the folder it lies in.
    """

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self._root = f"{Path.cwd().as_posix().rstrip('/')}/"
        self._names: dict[str, str] = {}
        for path in filter(os.path.isabs, paths):
            folder = _folder(path)
            if not folder.startswith(self._root):
                self._names.setdefault(folder, f"%INPUT{len(self._names) + 1}%")

    def located(self, path: str, member: str | None = None) -> ArtifactLocation:
        """Return where a file lies, the member of an archive behind `!`; relative to a base where there is one."""
        inside = f"!{member}" if member else ""
        if not os.path.isabs(path):  # noqa: PTH117 - asked of every file of a batch
            return ArtifactLocation(_quoted(path + inside), ROOT)
        path = PurePath(path).as_posix()
        if path.startswith(self._root):
            return ArtifactLocation(_quoted(path.removeprefix(self._root) + inside), ROOT)
        for folder in _above(path) if self._names else ():
            if folder in self._names:
                return ArtifactLocation(_quoted(path.removeprefix(folder) + inside), self._names[folder])
        return ArtifactLocation(_uri(path + inside))

    def written(self) -> dict[str, Any]:
        """Return the bases as the log lists them."""
        listed: dict[str, Any] = {ROOT: {"description": {"text": "The folder in which the scan was started."}}}
        for folder, name in self._names.items():
            listed[name] = {"uri": _uri(folder), "description": {"text": "The folder of an input that lies elsewhere."}}
        return listed


def _folder(path: str) -> str:
    """Return the folder that holds an input, or the files of a glob; it ends in `/`."""
    parts = PurePath(path).parent.parts
    fixed = next((at for at, part in enumerate(parts) if any(sign in part for sign in "*?[")), len(parts))
    return f"{PurePath(*parts[:fixed]).as_posix().rstrip('/')}/"


def _above(path: str) -> Iterator[str]:
    """Yield the folders above a file, the nearest first; each ends in `/`."""
    end = path.rfind("/")
    while end >= 0:
        yield path[: end + 1]
        end = path.rfind("/", 0, end)


def _uri(path: str) -> str:
    return f"file:///{_quoted(path).lstrip('/')}"


def _quoted(path: str) -> str:
    return quote(path, safe="/!", errors="backslashreplace")
