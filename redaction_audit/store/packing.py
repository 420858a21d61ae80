"""Between values and columns: JSON, names that are no UTF-8, weights as numbers, and the seal of a record."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from redaction_audit.model import Citation, Confidence, Finding, Frozen, Related, Severity

WEIGHTS: dict[str, int] = {"note": 1, "warning": 2, "error": 3}
SEVERITY: dict[int, Severity] = {1: "note", 2: "warning", 3: "error"}
SURENESS: dict[str, int] = {"low": 1, "medium": 2, "high": 3}
CONFIDENCE: dict[int, Confidence] = {1: "low", 2: "medium", 3: "high"}


class Authority(Frozen):
    """What a run's catalogue says of a rule and every finding of it repeats."""

    id: str
    name: str
    citations: tuple[Citation, ...]
    basis: tuple[str, ...]


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What of a finding no query asks for. `citations` and `basis` are None where the catalogue holds the same."""

    schema: str
    fingerprint: str
    related: tuple[Related, ...]
    evidence: str | None
    data: Mapping[str, Any]
    citations: tuple[Citation, ...] | None
    basis: tuple[str, ...] | None


_encode = msgspec.json.Encoder().encode
_read_body = msgspec.json.Decoder(Body).decode
_read_authorities = msgspec.json.Decoder(tuple[Authority, ...]).decode


def json(value: object) -> bytes:
    """Return JSON; text that is no UTF-8 (names of files can hold it) leaves as escapes."""
    try:
        return _encode(value)
    except UnicodeEncodeError:
        return _encode(_clean(msgspec.to_builtins(value)))


def text(value: str) -> str:
    """Return text that a database can hold."""
    return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")


def name(value: str) -> bytes:
    """Return a file's name as bytes, whatever it is made of; `unnamed` gives it back."""
    return value.encode("utf-8", "surrogateescape")


def unnamed(value: bytes) -> str:
    """Return a file's name from its bytes."""
    return value.decode("utf-8", "surrogateescape")


def body(finding: Finding, known: Authority | None) -> bytes:
    """Return what is packed of a finding; authority that the run's catalogue repeats is left out."""
    same = known is not None and (known.citations, known.basis) == (finding.citations, finding.basis)
    return json(
        Body(
            finding.schema,
            finding.fingerprint,
            finding.related,
            finding.evidence,
            finding.data,
            None if same else finding.citations,
            None if same else finding.basis,
        )
    )


def read_body(packed: bytes) -> Body:
    """Return what `body` packed."""
    return _read_body(packed)


@lru_cache(maxsize=4)
def authorities(catalogue: bytes) -> dict[str, Authority]:
    """Return what a stored catalogue says, by rule id."""
    return {rule.id: rule for rule in _read_authorities(catalogue)}


def seal(run: int, record: tuple[Any, ...], findings: list[tuple[Any, ...]]) -> bytes:
    """Return SHA-256 over the columns of a record and of its findings, in order."""
    return hashlib.sha256(msgspec.msgpack.encode((run, record, findings))).digest()


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list | tuple) else value
