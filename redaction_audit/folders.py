"""From command-line paths to the files they name: folders, globs, links, each file once and in a fixed order."""

import codecs
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from redaction_audit.errors import UsageError
from redaction_audit.model import Frozen, Gap
from redaction_audit.patterns import Patterns, matcher
from redaction_audit.regular import special
from redaction_audit.text.sanitise import plain

Place = tuple[int, int]
"""Device and inode of a folder: what it is, by whatever name it was reached."""


class Request(Frozen, frozen=True):
    """What to read and how.

    `exclude` holds shell patterns for whole paths as seen from here, or for any one part of them; `excluded` those of a
    configuration file.
    """

    paths: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    stdin_filename: str | None = None
    encoding: str | None = None
    id_field: str = "id"
    text_field: str = "text"
    excluded: tuple[Patterns, ...] = ()


class Unit(Frozen, frozen=True):
    """One file to read. `path` opens it; `shown` is the same for people: `/` between its parts, valid Unicode."""

    path: str
    shown: str
    stdin: bool = False


def units(request: Request) -> Iterator[Unit | Gap]:
    """Yield the files that a request names: paths in the order given, folders walked in name order, each file once.

    Inside folders, names that begin with a dot (version control among them) are left out, as ripgrep does, unless named
    outright, and a note says how many; `exclude` applies to every path. Links are followed; a link back to a folder it
    lies in is a gap, and so is whatever is no regular file. Raises UsageError, before anything is yielded, for a path
    or glob that does not exist and for an encoding that Python does not know.
    """
    if request.encoding is not None:
        _check_encoding(request.encoding)
    paths = [found for path in request.paths for found in _expanded(path)]
    return _Walk(_excluder(request), request.stdin_filename).run(paths)


def without(inputs: Iterable[Unit | Gap], files: Iterable[Path]) -> Iterator[Unit | Gap]:
    """Pass on all inputs but these files: what belongs to the audit may well stand in the folder that is audited."""
    own = [(path.name, path.parent.resolve()) for path in files]
    names = {name for name, _ in own}
    for unit in inputs:
        path = None if isinstance(unit, Gap) or unit.stdin else Path(unit.path)
        if path is None or path.name not in names or (path.name, path.parent.resolve()) not in own:
            yield unit


def shown(path: str) -> str:
    r"""Return a path as reports print it: `/` between parts, no leading `./`, bytes that are no Unicode as `\xe9`."""
    if os.sep != "/":
        path = path.replace(os.sep, "/")
    while path.startswith("./") and len(path) > 2:
        path = path[2:].lstrip("/") or "."
    if path.isascii():
        return path
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _check_encoding(encoding: str) -> None:
    try:
        if codecs.lookup(encoding)._is_text_encoding:
            return
    except (LookupError, ValueError):
        pass
    raise UsageError(f"--encoding {encoding}: not a text encoding; for example utf-8, cp1252, utf-16, latin-1")


def _expanded(path: str) -> list[str]:
    """Return a path, or what a glob matches; raise UsageError where there is nothing."""
    if path == "-":
        return [path]
    if path and "\0" not in path:
        try:
            if os.path.lexists(path):
                return [path]
        except OSError:
            return [path]
        if any(sign in path for sign in "*?["):
            import glob

            if found := sorted(glob.glob(path, recursive=True)):  # noqa: PTH207 - the user's spelling of the path is kept
                return found
            raise UsageError(f"{plain(shown(path))}: no file matches")
    raise UsageError(_missing(path))


def _missing(path: str) -> str:
    """Say that a path does not exist, and name the nearest one that does."""
    if not path or "\0" in path:
        return f"{path!r} is not a path"
    folder, name = os.path.split(path.rstrip("/" + os.sep))
    try:
        names = os.listdir(folder or ".")  # noqa: PTH208 - names only, no Path objects on the start-up path
    except OSError:
        return f"{plain(shown(path))}: no such file or folder"
    import difflib

    near = difflib.get_close_matches(name, names, 1)
    hint = f"; did you mean {plain(shown(os.path.join(folder, near[0])))}?" if near else ""  # noqa: PTH118 - as above
    return f"{plain(shown(path))}: no such file or folder{hint}"


def _excluder(request: Request) -> Callable[[str, bool], bool] | None:
    """Return a test for paths as shown, or None where nothing is excluded.

    The test looks at the whole path and at its name, or, where the second argument is false, at every part: parts above
    the folder that was named (`/home/drafts/...`) are not for `exclude` to judge.
    """
    if not (request.exclude or request.excluded):
        return None
    matches = matcher(shown(pattern.rstrip("/") or pattern) for pattern in request.exclude)
    written = [patterns.test() for patterns in request.excluded]

    def excluded(path: str, name_only: bool) -> bool:
        parts = path.split("/")
        if any(map(matches, [path, parts[-1]] if name_only else [path, *parts])):
            return True
        return any(meets(path) for meets in written)

    return excluded


class _Walk:
    """One pass over the paths of a request; remembers folders, and files only where they were named or linked to."""

    def __init__(self, excluded: Callable[[str, bool], bool] | None, stdin_filename: str | None) -> None:
        self.excluded = excluded
        self.stdin_filename = stdin_filename
        self.folders: set[Place] = set()
        self.files: dict[Place, set[str]] = {}
        self.places: dict[str, Place] = {}  # the last folder asked for: named files come in runs
        self.stdin = False
        self.known = 0  # met again: read before, by another name or path
        self.hidden = 0

    def run(self, paths: list[str]) -> Iterator[Unit | Gap]:
        """Yield what the paths lead to; where all of them are excluded, say so."""
        excluded: list[str] = []
        for path in paths:
            if path == "-":
                if not self.stdin:
                    self.stdin = True
                    yield Unit("-", shown(self.stdin_filename or "-"), stdin=True)
                continue
            name = shown(path)
            if self.excluded is not None and self.excluded(name, name.startswith("/")):
                excluded.append(name)
                continue
            try:
                status = os.lstat(path)
                if linked := stat.S_ISLNK(status.st_mode):
                    status = Path(path).stat()
            except OSError as error:
                yield Gap(name, _reason(error), "Check that the link or folder leads somewhere you may read.")
                continue
            if stat.S_ISDIR(status.st_mode):
                yield from self.folder(path, status)
            elif not stat.S_ISREG(status.st_mode):
                yield Gap(name, special(status.st_mode), "Copy what it delivers to a file, or pipe it in as `-`.")
            elif self.first(path, linked):
                yield Unit(path, name)
        if excluded and len(excluded) == len(paths):
            others = f", as are {len(excluded) - 1} other paths" if excluded[1:] else ""
            yield Gap(excluded[0], f"is excluded{others}; nothing is left to audit", "See what --show-settings says.")

    def folder(self, path: str, status: os.stat_result) -> Iterator[Unit | Gap]:
        """Yield what a folder holds, depth first; say so where that is nothing, and how much of it is hidden."""
        place = (status.st_dev, status.st_ino)
        if place in self.folders:
            return
        known, self.hidden = self.known, 0
        top = path.rstrip("/" + os.sep) or path
        if top == ".":
            top = ""
        empty = True
        ancestors = [place]
        levels = [self.entries(path, top, place)]
        while levels:
            found = next(levels[-1], None)
            if found is None:
                levels.pop()
                ancestors.pop()
            elif isinstance(found, str):
                for item in self.enter(found, ancestors, levels):
                    empty = False
                    yield item
            else:
                empty = False
                yield found
        if self.hidden:
            why = f"{self.hidden} hidden file(s) or folder(s) in it were left out"
            yield Gap(shown(path), why, "Name them outright to audit them.", "note")
        if empty and known == self.known:
            why = "holds no files to audit (hidden and excluded ones left out)"
            yield Gap(shown(path), why, "Check the path; name hidden files outright.")

    def enter(self, path: str, ancestors: list[Place], levels: list[Iterator[Unit | Gap | str]]) -> Iterator[Gap]:
        """Go down into a folder that was not read yet; a link up to an ancestor is a gap."""
        try:
            status = Path(path).stat()
        except OSError as error:
            yield Gap(shown(path), _reason(error))
            return
        place = (status.st_dev, status.st_ino)
        if place in ancestors:
            yield Gap(
                shown(path), "is a link to a folder that it lies in; not followed", "Remove the link or --exclude it."
            )
        elif place in self.folders:
            self.known += 1
        else:
            ancestors.append(place)
            levels.append(self.entries(path, path, place))

    def entries(self, path: str, top: str, place: Place) -> Iterator[Unit | Gap | str]:
        """Yield the files of one folder as units, its folders as paths, both in name order."""
        self.folders.add(place)
        try:
            names, others, hidden = _listed(path)
        except OSError as error:
            self.folders.discard(place)  # files in it that are named outright can still be tried
            yield Gap(shown(path), _reason(error), "Check that you may read the folder.")
            return
        taken = self.files.get(place, set())
        prefix = top + "/" if top and not top.endswith("/") else top
        known = "" if prefix.startswith("./") else shown(prefix)
        self.hidden += sum(self.excluded is None or not self.excluded(shown(prefix + name), True) for name in hidden)
        for name in names:
            below = prefix + name
            public = known + name if known and name.isascii() else shown(below)
            if self.excluded is not None and self.excluded(public, True):
                continue
            if name in taken:
                self.known += 1
                continue
            if name not in others:
                yield Unit(below, public)
            elif stat.S_ISDIR(others[name]):
                yield below
            else:
                yield from self.odd(below, public, others[name])

    def odd(self, path: str, public: str, mode: int) -> Iterator[Unit | Gap | str]:
        """Yield what a link leads to, and gaps for pipes, sockets and devices."""
        if not stat.S_ISLNK(mode):
            yield Gap(public, special(mode), "Leave it out with --exclude.")
            return
        try:
            mode = Path(path).stat().st_mode
        except OSError as error:
            yield Gap(public, _reason(error), "Remove the link or leave it out with --exclude.")
            return
        if stat.S_ISDIR(mode):
            yield path
        elif not stat.S_ISREG(mode):
            yield Gap(public, special(mode), "Leave it out with --exclude.")
        elif self.first(path, True):
            yield Unit(path, public)
        else:
            self.known += 1

    def first(self, path: str, linked: bool) -> bool:
        """Say whether a named or linked file has not been read, and remember it."""
        folder, name = os.path.split(os.path.realpath(path) if linked else path)
        place = self.places.get(folder)
        if place is None:
            try:
                status = Path(folder or ".").stat()
            except OSError:
                return True
            self.places = {folder: (place := (status.st_dev, status.st_ino))}
        if place in self.folders and not name.startswith("."):
            return False
        known = self.files.setdefault(place, set())
        if name in known:
            return False
        known.add(name)
        return True


def _listed(path: str) -> tuple[list[str], dict[str, int], list[str]]:
    """Return the sorted names of a folder, a file type for those that are no regular file, and the hidden names."""
    names, others, hidden = [], {}, []
    with os.scandir(path) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                hidden.append(name)
                continue
            names.append(name)
            if entry.is_symlink():
                others[name] = stat.S_IFLNK
            elif not entry.is_file(follow_symlinks=False):
                others[name] = entry.stat(follow_symlinks=False).st_mode
    names.sort()
    return names, others, hidden


def _reason(error: OSError) -> str:
    return f"cannot be read: {error.strerror or type(error).__name__}"
