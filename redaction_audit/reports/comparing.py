"""A manifest against the world: which inputs, rules, reports and which store are not what it says."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from redaction_audit import __version__, rulebook
from redaction_audit.model import Frozen
from redaction_audit.reports.manifest import Manifest, summed
from redaction_audit.review.source import placed
from redaction_audit.store import Store, StoreError
from redaction_audit.store.verifying import verify_file
from redaction_audit.text.counting import count

_MOST = 100
"""Differences of one sort after which the rest tells nothing new."""


class Difference(Frozen):
    """Something that is not what was written: `what` is input, rules, report, ledger or manifest."""

    what: str
    name: str
    message: str


class Compared(Frozen):
    """What was found: differences, how many things were compared, and what could not be (words for people)."""

    differences: tuple[Difference, ...]
    compared: int
    notes: tuple[str, ...] = ()

    def __add__(self, other: "Compared") -> "Compared":
        """Return both together."""
        return Compared(self.differences + other.differences, self.compared + other.compared, self.notes + other.notes)


def compare(manifest: Manifest, beside: Path, records: Path, store: Path | None) -> Compared:
    """Compare everything that a manifest names.

    `beside` is the folder of the manifest, where its reports and its store are looked for; `records` is where relative
    paths of inputs start; `store` names the store where it is another one.
    """
    place = store or beside / manifest.store
    return (
        _inputs(manifest, records, _key(place))
        + _rules(manifest)
        + _reports(manifest, beside)
        + _ledger(manifest, place)
    )


def _key(store: Path) -> bytes | None:
    """Return the key of a store, None where there is none that can be opened."""
    try:
        with Store.open(store, read_only=True) as opened:
            return opened.key
    except StoreError:
        return None


def _inputs(manifest: Manifest, records: Path, key: bytes | None) -> Compared:
    found: list[Difference] = []
    compared = absent = locked = 0
    for one in manifest.inputs:
        if one.keyed is not None and key is None:
            locked += 1
            continue
        try:
            now = summed(placed(records, one.path), key if one.keyed is not None else None)
        except OSError:
            absent += 1
            continue
        if one.sha256 is None and one.keyed is None:
            absent += 1
            continue
        compared += 1
        if now != (one.size, one.keyed or one.sha256) and len(found) < _MOST:
            found.append(Difference("input", one.path, "has changed since the manifest was written"))
        elif one.state == "changed":
            found.append(Difference("input", one.path, "had changed between the audit and the manifest"))
    notes = []
    if absent:
        notes.append(f"{absent:,} of {len(manifest.inputs):,} inputs are not here: not compared")
    if locked:
        notes.append(f"{count(locked, 'input')} with hidden text not compared: the digests are keyed, see --store")
    return Compared(tuple(found), compared, tuple(notes))


def _rules(manifest: Manifest) -> Compared:
    if manifest.version != __version__:
        note = f"rules: not compared; they came with version {manifest.version}, this is {__version__}"
        return Compared((), 0, (note,))
    files = {path.name: path for path in rulebook.files("")}
    if rulebook.digest(files.values()) == manifest.rules_digest:
        return Compared((), len(files))
    return Compared(tuple(_other_rules(manifest, files)), len(files))


def _other_rules(manifest: Manifest, files: dict[str, Path]) -> Iterator[Difference]:
    """Yield which rules files differ; all together, where the manifest does not list them."""
    if not manifest.rules:
        yield Difference("rules", "rules", "are not those of the audit; were rules of your own in use? (--rules)")
    for one in manifest.rules:
        place = files.pop(one.name, None)
        if place is None:
            yield Difference("rules", one.name, "is missing")
        elif hashlib.sha256(rulebook.content(place)).hexdigest() != one.sha256:
            yield Difference("rules", one.name, "is not that of the audit")
    if manifest.rules:
        yield from (Difference("rules", name, "was not there at the audit") for name in files)


def _reports(manifest: Manifest, beside: Path) -> Compared:
    found: list[Difference] = []
    notes: list[str] = []
    for one in manifest.reports:
        try:
            now = summed(beside / one.file)
        except OSError:
            notes.append(f"{one.file}: is not beside the manifest: not compared")
            continue
        if now != (one.size, one.sha256):
            found.append(Difference("report", one.file, "is not what was written"))
    return Compared(tuple(found), len(manifest.reports) - len(notes), tuple(notes))


def _ledger(manifest: Manifest, store: Path) -> Compared:
    if not store.is_file():
        return Compared((), 0, (f"{manifest.store}: the store is not here: not compared",))
    seq, _, digest = manifest.head.partition(":")
    found = verify_file(store, (int(seq), digest), (manifest.run, manifest.seal))
    named = ((problem.what, problem.number, problem.message) for problem in found.problems)
    return Compared(
        tuple(
            Difference("ledger", store.name, f"{what} {message}" if number is None else f"{what} {number} {message}")
            for what, number, message in named
        ),
        1,
    )
