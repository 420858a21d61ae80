"""The files of a scan as SARIF lists them, with digests where these give nothing away."""

from collections.abc import Iterator
from pathlib import Path

from redaction_audit.model import Audited
from redaction_audit.outputs.encoding import encode
from redaction_audit.outputs.later import Later
from redaction_audit.outputs.sarif.bases import Bases
from redaction_audit.outputs.sarif.log import Artifact, ArtifactLocation

_ROLES = ("analysisTarget",)


class Artifacts:
    """The files met so far. All that a file holds comes in one run, so that only the last one is remembered.

    A digest is given of a whole file that was read to its end and in which no finding calls anything hidden. A name
    that stands open under a mark could be guessed and confirmed by the digest of a file that holds it, once the same
    file without the name is public: so files that hold one go without.
    """

    def __init__(self, bases: Bases, *, hashes: bool) -> None:
        self._bases, self._hashes = bases, hashes
        self._written = Later(b",\n")
        self._count = 0
        self._path: str | None = None
        self._member: str | None = None
        self._harmless = True
        self._own = self._here = ArtifactLocation("")

    def enter(self, audited: Audited) -> ArtifactLocation:
        """Return where the record lies that comes next."""
        origin = audited.origin
        if origin.path != self._path:
            self._close()
            self._path, self._member, self._harmless = origin.path, None, True
            self._own = self._bases.located(origin.path)
            self._here = self._numbered(self._own)
        elif origin.member is None and self._member is not None:
            self._member, self._here = None, self._own  # the archive itself, listed behind its members
        if origin.member is not None and origin.member != self._member:
            self._member = origin.member
            self._here = self._numbered(self._bases.located(origin.path, origin.member))
            self._add(Artifact(self._here, _ROLES))
        broken = not audited.record or any(gap.severity == "error" for gap in audited.gaps)
        self._harmless = self._harmless and not broken and not audited.hidden
        return self._here

    def drain(self) -> Iterator[bytes]:
        """Yield the list of files as JSON, without its brackets."""
        self._close()
        return self._written.drain()

    def _numbered(self, location: ArtifactLocation) -> ArtifactLocation:
        return ArtifactLocation(location.uri, location.uri_base_id, self._count)

    def _add(self, artifact: Artifact) -> None:
        self._written.add(encode(artifact))
        self._count += 1

    def _close(self) -> None:
        if self._path is None:
            return
        digest = _digest(Path(self._path)) if self._hashes and self._harmless else None
        hashes = {"sha-256": digest} if digest else {}
        self._add(Artifact(self._numbered(self._own), _ROLES, hashes))
        self._path = None


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a file, None where it does not lie there (standard input, a name that is no Unicode)."""
    import hashlib

    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
