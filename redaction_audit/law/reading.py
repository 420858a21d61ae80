"""From a file of `rules/` to a `Head` or a `Regime`; every complaint names the file and the key path."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from redaction_audit import rulebook
from redaction_audit.errors import LawError
from redaction_audit.law.regime import (
    Authority,
    Deadline,
    Delay,
    Duration,
    Entry,
    Head,
    Instruction,
    Level,
    ReasonSection,
    Regime,
    SideOrder,
    Special,
    Transition,
    Treatment,
    Word,
)

_TABLES: dict[str, type[msgspec.Struct]] = {
    "authority": Authority,
    "level": Level,
    "word": Word,
    "duration": Duration,
    "reason": ReasonSection,
    "category": ReasonSection,
    "instruction": Instruction,
    "transition": Transition,
    "deadline": Deadline,
    "delay": Delay,
    "special": Special,
    "side_order": SideOrder,
    "today": Treatment,
}
_T = TypeVar("_T", bound=Head)


def read_head(path: Path) -> Head:
    """Return the top of a regime file, the part before its first table, without parsing the rest.

    Raises LawError naming the file and the key path when the file or a value is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LawError(f"{path}: {error}") from error
    table = re.search(r"^\[", text, re.MULTILINE)
    try:
        data = tomllib.loads(text[: table.start()] if table else text)
    except tomllib.TOMLDecodeError:  # a value runs over the cut, or the file is wrong: the whole file decides
        data = {key: value for key, value in rulebook.load(path).items() if key not in _TABLES}
    return _checked(_convert(path, data, Head), path)


def read_regime(path: Path) -> Regime:
    """Return the whole of a regime file. Raises LawError naming the file and the key path."""
    regime = _checked(_convert(path, rulebook.load(path), Regime), path)
    for where, entry in statements(regime):
        if not entry.source.strip():
            raise LawError(f"{path}, {where}.source: is empty; every entry names its source")
    for index, transition in enumerate(regime.transitions):
        if transition.first > transition.last:
            raise LawError(f"{path}, transition[{index}].last: {transition.last} lies before first {transition.first}")
    _no_doubles(regime, path)
    return regime


def statements(regime: Regime) -> Iterator[tuple[str, Entry]]:
    """Yield every entry of a regime with its key path, in the order of the tables."""
    for field in msgspec.structs.fields(Regime):
        if field.encode_name in _TABLES:
            for index, entry in enumerate(getattr(regime, field.name)):
                where = f"{field.encode_name}[{index}]"
                yield where, entry
                if isinstance(entry, Instruction) and entry.today:
                    yield f"{where}.today", entry.today


def check_windows(heads: list[tuple[Path, Head]]) -> None:
    """Raise LawError when the governing windows of the files leave a hole or cover a day twice.

    `heads` are (file, head) in any order. Only neighbours among the files that exist are compared.
    """
    ordered = sorted(heads, key=lambda item: item[1].effective)
    for (_, old), (path, new) in pairwise(ordered):
        if old.until is None:
            raise LawError(f"{path}, effective: {new.effective} is already covered by {old.id}, which has no last day")
        meets = old.until + dt.timedelta(days=1)
        if new.effective > meets:
            raise LawError(f"{path}, effective: no order covers {meets} to {new.effective - dt.timedelta(days=1)}")
        if new.effective < meets:
            raise LawError(f"{path}, effective: {old.id} and {new.id} both govern {new.effective} to {old.until}")


def _convert(path: Path, data: dict[str, Any], type_: type[_T]) -> _T:
    """Turn parsed TOML into `type_`, or raise LawError with the key path and the nearest known key."""
    if type_ is Head and (unknown := set(data) - {field.encode_name for field in msgspec.structs.fields(Head)}):
        raise LawError(f"{path}, {_nearest(sorted(unknown)[0], Head)}")
    try:
        return msgspec.convert(data, type_)
    except msgspec.ValidationError as error:
        raise LawError(f"{path}, {_complaint(str(error))}") from error


def _complaint(message: str) -> str:
    """Rewrite a conversion error as `key.path: what is wrong`."""
    said, _, where = message.partition(" - at `")
    where = re.sub(r"^\$\.?|`$", "", where)
    table = _TABLES.get(re.sub(r"\[[^]]*\]", "", where).rpartition(".")[2], Regime)
    if unknown := re.search(r"unknown field `([^`]*)`", said):
        return (f"{where}." if where else "") + _nearest(unknown.group(1), table)
    if missing := re.search(r"missing required field `([^`]*)`", said):
        return (f"{where}." if where else "") + f"{missing.group(1)}: is missing"
    return f"{where or 'top level'}: {said}"


def _nearest(key: str, type_: type[msgspec.Struct]) -> str:
    import difflib

    known = sorted(field.encode_name for field in msgspec.structs.fields(type_))
    near = difflib.get_close_matches(key, known, 1, 0.5)
    return f"{key}: unknown key; " + (f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}")


def _checked(head: _T, path: Path) -> _T:
    """Check what types cannot say of a head: its id, its dates, its source."""
    if head.id != path.stem:
        raise LawError(f"{path}, id: {head.id!r} is not the file's name {path.stem!r}")
    if not head.source.strip():
        raise LawError(f"{path}, source: is empty; an order names its place of publication")
    for key, early, late in (
        ("effective", head.signed, head.effective),
        ("until", head.effective, head.until),
        ("accepted_from", head.accepted_from, head.effective),
        ("accepted_until", head.until, head.accepted_until),
    ):
        if early and late and early > late:
            raise LawError(f"{path}, {key}: {late} lies before {early}")
    return head


def _no_doubles(regime: Regime, path: Path) -> None:
    """Raise LawError when one code is stated twice: then two entries could contradict each other."""
    seen: dict[str, int] = {}
    for index, entry in enumerate(regime.instructions):
        for form in entry.forms:
            if form in seen:
                raise LawError(
                    f"{path}, instruction[{index}].forms: {form!r} already stands in instruction[{seen[form]}]"
                )
            seen[form] = index
