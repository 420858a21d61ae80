"""The chain of custody as one JSON document: digests of every input, of rules and configuration, who reviewed, when.

Its last line is its own SHA-256; a detached signature of the file (minisign, GPG) makes it evidence.
"""

import hashlib
import hmac
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Literal

import msgspec

from redaction_audit import rulebook
from redaction_audit.model import Frozen
from redaction_audit.outputs.encoding import encode
from redaction_audit.regular import demand
from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.sealing import DOCUMENT, sealed
from redaction_audit.reports.values import Written
from redaction_audit.store.values import StoredRecord

SCHEMA = "manifest/1"
_CHUNK = 1 << 20

State = Literal["as-audited", "changed", "gone", "unread", "not-opened"]


class Input(Frozen):
    """A file that was read: `size` and `sha256` are those of its bytes now, `state` says whether they are the same.

    `as-audited`: every record in it is the one that was audited; `changed`: one is not; `gone`: it is not there any
    more, or came from standard input; `unread`: the scan could not read all of it (`why`); `not-opened`: nobody looked.

    A file that holds text which findings say should not be visible has no `sha256`: whoever sees the rest of it could
    try out words against that. `keyed` is HMAC-SHA256 of its bytes under the store's key instead.
    """

    path: str
    state: State
    records: int
    size: int | None = None
    sha256: str | None = None
    keyed: str | None = None
    why: str | None = None


class RulesFile(Frozen):
    """A file of law or vocabulary."""

    name: str
    sha256: str


class Reviewer(Frozen):
    """Who spoke in the log, how often, when first and last."""

    name: str
    events: int
    first: str
    last: str


class Manifest(Frozen):
    """The document. `configuration` is the digest of what the run was asked for, `seal` that of run and records.

    `head` is `SEQ:DIGEST` of the last event of the log. `rules` are empty where today's files are not those of the run.
    """

    schema: str
    version: str
    run: int
    started: str
    as_of: str
    paths: tuple[str, ...]
    rules_digest: str
    rules: tuple[RulesFile, ...]
    configuration: str
    seal: str | None
    store: str
    head: str
    reviewers: tuple[Reviewer, ...]
    inputs: tuple[Input, ...] = ()
    reports: tuple[Written, ...] = ()
    sha256: str = ""


def write(batch: Batch) -> Iterator[bytes]:
    """Yield the document, sealed."""
    yield from sealed(pieces(batch), DOCUMENT)


def pieces(batch: Batch) -> Iterator[bytes]:
    """Yield the document up to its seal, an input a line."""
    head = msgspec.to_builtins(_head(batch))
    for name in ("inputs", "reports", "sha256"):
        del head[name]
    yield b"{\n"
    for name, value in head.items():
        yield b"%s:%s,\n" % (encode(name), encode(value))
    yield b'"inputs":['
    for number, one in enumerate(inputs(batch)):
        yield (b",\n" if number else b"\n") + encode(one)
    yield b"\n],\n"
    yield b'"reports":%s,\n' % encode(tuple(batch.written))


def _head(batch: Batch) -> Manifest:
    run, over = batch.run, batch.overview
    return Manifest(
        schema=SCHEMA,
        version=run.version,
        run=run.id,
        started=run.started,
        as_of=run.as_of,
        paths=run.paths,
        rules_digest=run.rules_digest,
        rules=rules(run.rules_digest),
        configuration=configuration(batch),
        seal=run.seal.hex() if run.seal else None,
        store=batch.store.path.name,
        head=f"{over.tip[0]}:{over.tip[1]}",
        reviewers=tuple(Reviewer(*one) for one in over.reviewers),
    )


def configuration(batch: Batch) -> str:
    """Return SHA-256 over what the run was asked for: inputs, how they are read and judged, rules, day."""
    run = batch.run
    asked = (run.paths, (run.request or b"").decode("utf-8", "replace"), run.rules, run.as_of)
    return hashlib.sha256(encode(asked)).hexdigest()


def rules(digest: str) -> tuple[RulesFile, ...]:
    """Return the files of law and vocabulary in use, where together they have that digest; else nothing."""
    files = rulebook.files("")
    if rulebook.digest(files) != digest:
        return ()
    return tuple(RulesFile(path.name, hashlib.sha256(rulebook.content(path)).hexdigest()) for path in files)


def inputs(batch: Batch) -> Iterator[Input]:
    """Yield every file that the run read, in the order of reading."""
    found = (batch.store.record(row) for row in batch.store.record_rows())
    records = (record for record in found if record is not None)
    for path, of in groupby(records, key=lambda record: record.origin.path):
        yield _input(batch, path, of)


def _input(batch: Batch, path: str, records: Iterator[StoredRecord]) -> Input:
    count, state, why, hides = 0, "as-audited", None, False
    for record in records:
        hides = hides or bool(record.hidden)
        if not record.record:
            state, why = "unread", why or (record.gaps[0].reason if record.gaps else None)
            continue
        count += 1
        if not batch.options.text or state == "changed":
            continue
        opened = batch.reading.open(record)
        if opened.text is None:
            state, why = "changed", opened.why
    if not batch.options.text:
        return Input(path, "not-opened", count)
    place = batch.reading.place(path)
    try:
        size, digest = summed(place, batch.store.key if hides else None)
    except OSError:
        return Input(path, "gone", count, why=why)
    plain, keyed = (None, digest) if hides else (digest, None)
    return Input(path, state, count, size, plain, keyed, why)  # type: ignore[arg-type]  # one of the states


def summed(place: Path, key: bytes | None = None) -> tuple[int, str]:
    """Return size and SHA-256 of a regular file, or HMAC-SHA256 under a key. Raises OSError."""
    demand(place)
    size, made = 0, hashlib.sha256() if key is None else hmac.new(key, digestmod="sha256")
    with place.open("rb") as file:
        while piece := file.read(_CHUNK):
            size += len(piece)
            made.update(piece)
    return size, made.hexdigest()
