"""Shell patterns for paths that were written in a file: meant from its folder, wherever the program is started."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Self

from redaction_audit.model import Frozen, Origin

Match = Callable[[str], bool]


def matcher(patterns: Iterable[str]) -> Match:
    """Return what says whether a path, or a part of one, matches a shell pattern.

    `.*` means hidden names: neither it nor `*` is about `.` and `..`, nor about a path that begins so.
    """
    import fnmatch
    import re

    patterns = list(patterns)
    any_ = re.compile("|".join(map(fnmatch.translate, patterns)) or r"(?!)").match
    farther = [pattern for pattern in patterns if not fnmatch.fnmatchcase("..", pattern)]
    outward = re.compile("|".join(map(fnmatch.translate, farther)) or r"(?!)").match

    def matches(path: str) -> bool:
        if path in {".", ".."}:
            return False
        return (outward if path.startswith("../") else any_)(path) is not None

    return matches


class Patterns(Frozen, frozen=True):
    """Patterns, the folder they are meant from, and the one from which paths are seen: both absolute, with `/`.

    `*` stands for anything, `/` too. A pattern is held against the path below `folder`, each folder on it, and each
    name on it: `drafts` is any file or folder of that name and all that is in it, `batch/drafts` is that one.
    """

    patterns: tuple[str, ...]
    folder: str
    here: str

    @classmethod
    def of(cls, patterns: Sequence[str], folder: Path | None) -> Self:
        """Return patterns written in a folder; None stands for the working directory."""
        here = str(Path.cwd())
        return cls(tuple(map(_slashed, patterns)), _slashed(str(folder) if folder else here), _slashed(here))

    def test(self) -> Match:
        """Return what says whether a path, as reports print it, meets one of the patterns."""
        import posixpath

        wanted = [pattern.removeprefix("./").rstrip("/") or pattern for pattern in self.patterns]
        wanted += [pattern.removeprefix("**/") for pattern in wanted if pattern.startswith("**/")]
        matches = matcher(wanted)
        below = f"{self.folder.rstrip('/')}/"

        def meets(path: str) -> bool:
            seen = posixpath.normpath(posixpath.join(self.here, path))
            parts = (seen.removeprefix(below) if seen.startswith(below) else path).split("/")
            ways = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
            return any(map(matches, (*parts, *ways)))

        return meets


class Quiet(Frozen):
    """Rules whose findings are set aside where a record's path meets one of the patterns."""

    patterns: Patterns
    rules: frozenset[str]
    why: str


def in_archive(origin: Origin) -> str:
    """Return the path that patterns are matched with: an archive counts as the folder of its members."""
    return f"{origin.path}/{origin.member}" if origin.member else origin.path


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/") if os.sep != "/" else path
