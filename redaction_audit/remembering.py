"""An auditor that remembers: what it judged in an earlier run by the same means is not judged again.

A result is kept under a keyed digest of all that goes into it: the record (text, place, id), rules, law, settings, day,
plug-ins, and the program itself. What is kept is what a report says: hidden text is masked in it.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from redaction_audit import __version__, caches, plugins, rulebook
from redaction_audit.check import Check
from redaction_audit.engine import Auditor, unread
from redaction_audit.model import Audited, Gap, Record
from redaction_audit.shelf import KEY, Shelf

_FORM = 1  # of what is kept: to be counted up when it is written otherwise


class Remembering:
    """Stands before an auditor and asks the shelf first."""

    def __init__(self, auditor: Auditor, shelf: Shelf) -> None:
        self._auditor = auditor
        self._shelf = shelf
        self._means = _means(auditor)
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Audited).decode

    def audit_all(self, items: Sequence[Record | Gap]) -> list[Audited]:
        """Judge several records, as `Auditor.audit_all` would."""
        keys = [self._key(item) if isinstance(item, Record) else b"" for item in items]
        found = [self._kept(key) if key else None for key in keys]
        new = [item for item, known in zip(items, found, strict=True) if known is None and isinstance(item, Record)]
        judged = iter(self._auditor.audit_all(new))
        results = []
        for item, key, known in zip(items, keys, found, strict=True):
            if isinstance(item, Gap):
                results.append(unread(item))
            elif known is not None:
                results.append(known)
            else:
                results.append(audited := next(judged))
                if not audited.failed:  # what broke is tried again
                    self._shelf.put(key, self._encode(audited))
        self._shelf.flush()
        return results

    def _key(self, record: Record) -> bytes:
        text = record.text.encode("utf-8", "surrogatepass")
        rest = self._encode(msgspec.structs.replace(record, text=""))
        summed = hashlib.blake2b(self._means, digest_size=KEY, key=self._shelf.secret)
        summed.update(len(rest).to_bytes(8, "big") + rest)
        summed.update(text)
        return summed.digest()

    def _kept(self, key: bytes) -> Audited | None:
        content = self._shelf.get(key)
        if content is None:
            return None
        try:
            return self._decode(content)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None  # written by something else


def _means(auditor: Auditor) -> bytes:
    """Return a digest of all that judges a record."""
    summed = hashlib.sha256(f"{_FORM} {__version__}\0".encode())
    package = Path(__file__).resolve().parent
    parts = (
        sorted(caches.sources(package)),
        rulebook.digest(rulebook.files("")),
        plugins.owners(),
        [_weight(check) for check in auditor.checks],
        auditor.settings,
    )
    summed.update(msgspec.msgpack.encode(parts))
    return summed.digest()


def _weight(check: Check) -> tuple[str, str, dict[str, str]]:
    return check.id, check.severity, dict(check.by_provenance)
