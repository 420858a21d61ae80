"""The links of an archive: what they stand for is read in its own place, if it is in it. Not a reader itself."""

import posixpath
from array import array
from collections.abc import Iterator

from redaction_audit.model import Gap
from redaction_audit.readers import Source
from redaction_audit.readers.members import escapes, hidden, plain, within

_MOST = 100_000
"""Links that wait for the names of the archive; no release holds as many."""


class Links:
    """The links of one archive, told once all its names are known: they may stand before what they lead to.

    Of a name eight bytes are kept, so that an archive of many files needs no more memory than one of few.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._names = array("q")
        self._folder = ""
        self._links: list[tuple[str, str]] = []

    def pass_by(self, name: str) -> None:
        """Take note of a plain name, and of the folders it lies in, as something that a link may lead to."""
        self._names.append(hash(name))
        folder = name[: name.rfind("/")] if "/" in name else ""
        if folder != self._folder:
            self._folder = folder
            while folder:
                self._names.append(hash(folder))
                folder = folder[: folder.rfind("/")] if "/" in folder else ""

    def add(self, name: str, target: str) -> None:
        """Keep the link called `name`; `target` is seen from the top of the archive."""
        if len(self._links) <= _MOST:
            self._links.append((name, target))

    def gaps(self) -> Iterator[Gap]:
        """Yield what is to be said of every link: a note where what it leads to is read in its own place.

        What lies outside, is not there, or is hidden as the files of git-annex are, is nowhere else to be read.
        """
        if not self._links:
            return
        names = set(self._names)
        for name, target in self._links[:_MOST]:
            where = within(self._source, name)
            if target != name and hash(target) in names and not escapes(target) and not hidden(target):
                yield Gap(self._source.path, "is a link; left out", None, "note", where)
                continue
            why = "is a link to what is not in the archive, or hidden in it; not read"
            yield Gap(self._source.path, why, "Pack what it leads to in its place.", "error", where)
        if self._links[_MOST:]:
            why = f"holds more than {_MOST} links; the others were not looked at"
            yield Gap(self._source.path, why, "Unpack it, then audit the folder.", "error", self._source.member)


def beside(name: str, target: str) -> str:
    """Return where a link called `name` leads, seen from the top of the archive as names are."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), plain(target)))
