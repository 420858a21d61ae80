"""From a file of `rules/` to a `Head` or a `Regime`; every complaint names the file and the key path."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec

from redaction_audit import __version__, caches, rulebook
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

TABLES: dict[str, type[Entry]] = {
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
}
"""Names of the tables of a regime file and the entries they hold."""

_TYPES = (dt.date,)
"""What TOML writes itself: text that looks like one is of the wrong type."""
_YEARS = range(1900, 2200)
_LONGEST_TERM = 200  # years
_LISTS = ("aliases", "forms", "letters", "names", "values", "words", "examples")
_SPANS = (("first", "last"), ("since", "until"))
_KEPT = f"2 {__version__} "  # form of the kept files: to be counted up when equal text is read otherwise


def read_heads(paths: Sequence[Path]) -> list[Head]:
    """Return the tops of regime files, in the order of `paths`; kept between runs as whole regimes are.

    Raises LawError naming the file and the key path.
    """
    name = _kept_name("heads", (path.stem.encode() + b"\0" + rulebook.content(path) for path in paths))
    kept = caches.load(name)
    if kept is not None:
        try:
            return msgspec.msgpack.decode(kept, type=list[Head])
        except (msgspec.MsgspecError, ValueError):
            pass  # written by something else: the TOML is the truth
    heads = [read_head(path) for path in paths]
    caches.store(name, msgspec.msgpack.encode(heads))
    return heads


def read_head(path: Path) -> Head:
    """Return the top of a regime file, the part before its first table, without parsing the rest.

    Raises LawError naming the file and the key path when the file or a value is wrong.
    """
    text = rulebook.text(path)
    first = 0 if text.startswith("[") else text.find("\n[") + 1
    try:
        data = rulebook.parse(path, text[:first] if first else text)
        head = msgspec.convert(data, Head, builtin_types=_TYPES) if data.keys() <= _names(Head) else None
    except (LawError, msgspec.ValidationError):
        head = None
    if head is None or any(_head_complaints(head, path)):  # a value runs over the cut, or the file is wrong
        data = {key: value for key, value in rulebook.parse(path, text).items() if key not in TABLES}
        _refuse(path, [*key_complaints(data, Head, ""), *([] if head is None else _head_complaints(head, path))])
        head = msgspec.convert(data, Head, builtin_types=_TYPES)
        _refuse(path, _head_complaints(head, path))
    return head


def read_regime(path: Path) -> Regime:
    """Return the whole of a regime file. Raises LawError naming the file and the key path.

    What the text says is kept in the cache folder: parsing TOML takes fifty times as long as loading that.
    """
    name = _kept_name(path.stem, [rulebook.content(path)])
    kept = caches.load(name)
    if kept is not None:
        try:
            return msgspec.msgpack.decode(kept, type=Regime)
        except (msgspec.MsgspecError, ValueError):
            pass  # written by something else: the TOML is the truth
    regime, wrong = study(path)
    if regime is None:
        raise LawError(wrong[0])
    caches.store(name, msgspec.msgpack.encode(regime))
    return regime


def _kept_name(what: str, contents: Iterable[bytes]) -> str:
    """Return the name under which something made of these contents is kept; another content is another name."""
    summed = hashlib.sha256(f"{_KEPT}{what}\0".encode())
    for content in contents:
        summed.update(content + b"\0")
    return f"law-{what}-{summed.hexdigest()[:32]}.bin"


def study(path: Path) -> tuple[Regime | None, list[str]]:
    """Return a regime file as read, and every complaint about it; the regime is None when there is one."""
    try:
        data = rulebook.load(path)
    except LawError as error:
        return None, [str(error)]
    wrong = list(key_complaints(data, Regime, ""))
    if not wrong:
        try:
            regime = msgspec.convert(data, Regime, builtin_types=_TYPES)
        except (msgspec.ValidationError, OverflowError) as error:
            wrong = [f"top level: {error}"]
        else:
            wrong = [*_head_complaints(regime, path), *_entry_complaints(regime), *_sense(regime)]
            if not wrong:
                return regime, []
    return None, [f"{path}, {words}" for words in dict.fromkeys(wrong)]


def window_complaints(heads: Iterable[tuple[Path, Head]]) -> Iterator[str]:
    """Yield where the governing windows of the files leave a hole or cover a day twice.

    `heads` are (file, head) in any order. Only neighbours among the files that exist are compared.
    """
    ordered = sorted(heads, key=lambda item: item[1].effective)
    for (_, old), (path, new) in pairwise(ordered):
        if old.until is None:
            yield f"{path}, effective: {new.effective} is already covered by {old.id}, which has no last day"
            continue
        meets = old.until + dt.timedelta(days=1)
        if new.effective > meets:
            yield f"{path}, effective: no order covers {meets} to {new.effective - dt.timedelta(days=1)}"
        if new.effective < meets:
            yield f"{path}, effective: {old.id} and {new.id} both govern {new.effective} to {old.until}"


def statements(regime: Regime) -> Iterator[tuple[str, Entry]]:
    """Yield every entry of a regime with its key path, in the order of the tables."""
    for field in msgspec.structs.fields(Regime):
        if field.encode_name in TABLES:
            for index, entry in enumerate(getattr(regime, field.name)):
                where = f"{field.encode_name}[{index}]"
                yield where, entry
                if isinstance(entry, Instruction) and entry.today:
                    yield f"{where}.today", entry.today


def _refuse(path: Path, wrong: Iterable[str]) -> None:
    for words in wrong:
        raise LawError(f"{path}, {words}")


# -- types: key by key, so that one mistake does not hide the next -----------------------------------------------------


def _names(type_: type[msgspec.Struct]) -> set[str]:
    return set(type_.__struct_encode_fields__)


@cache
def _known(type_: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(type_)}


def key_complaints(data: dict[str, Any], type_: type[msgspec.Struct], where: str) -> Iterator[str]:
    """Yield what is wrong with the keys and types of a table that should hold a `type_`."""
    fields = _known(type_)
    for key in sorted(data.keys() - fields.keys()):
        yield f"{where}{_nearest(key, fields)}"
    for key, field in fields.items():
        if key not in data:
            if field.required:
                yield f"{where}{key}: is missing"
        elif key in TABLES and not where:
            yield from _table(data[key], key)
        elif key == "today" and isinstance(data[key], dict):
            yield from key_complaints(data[key], Treatment, f"{where}today.")
        else:
            yield from _value(data[key], field.type, f"{where}{key}")


def _table(entries: Any, key: str) -> Iterator[str]:
    if not isinstance(entries, list):
        yield f"{key}: is one value; an entry is written [[{key}]]"
        return
    for index, entry in enumerate(entries):
        if isinstance(entry, dict):
            yield from key_complaints(entry, TABLES[key], f"{key}[{index}].")
        else:
            yield f"{key}[{index}]: is no table"


def _value(value: Any, type_: Any, where: str) -> Iterator[str]:
    try:
        msgspec.convert(value, type_, builtin_types=_TYPES)
    except msgspec.ValidationError as error:
        said, _, below = str(error).partition(" - at `")
        where += re.sub(r"^\$|`$", "", below)
        if said.startswith("Invalid enum value"):
            said += f"; known: {', '.join(_choices(type_))}"
        yield f"{where}: {said}"
    except OverflowError:
        yield f"{where}: is too large"


def _choices(type_: Any) -> tuple[str, ...]:
    if get_origin(type_) is Literal:
        return get_args(type_)
    return tuple(choice for part in get_args(type_) for choice in _choices(part))


def _nearest(key: str, known: Iterable[str]) -> str:
    import difflib

    known = sorted(known)
    near = difflib.get_close_matches(key, known, 1, 0.5)
    return f"{key}: unknown key; " + (f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}")


# -- sense: what types cannot say --------------------------------------------------------------------------------------


def _head_complaints(head: Head, path: Path) -> Iterator[str]:
    """Yield what is wrong with the id, the dates and the source of a head."""
    if head.id != path.stem:
        yield f"id: {head.id!r} is not the file's name {path.stem!r}"
    if not head.source.strip():
        yield "source: is empty; an order names its place of publication"
    yield from _plain(head, ("order", "title"), "")
    for key, number in [("number", head.number), *((f"aliases[{n}]", alias) for n, alias in enumerate(head.aliases))]:
        if not (number.isascii() and number.isdigit()):
            yield f"{key}: {number!r} is no order's number"
    for key, early, late in (
        ("effective", head.signed, head.effective),
        ("until", head.effective, head.until),
        ("accepted_from", head.accepted_from, head.effective),
        ("accepted_until", head.until, head.accepted_until),
    ):
        if early and late and early > late:
            yield f"{key}: {late} lies before {early}"
    yield from _dates(head, "")


def _entry_complaints(regime: Regime) -> Iterator[str]:
    """Yield what is wrong with the entries of a regime, each looked at alone."""
    for where, entry in statements(regime):
        if not entry.source.strip():
            yield f"{where}.source: is empty; every entry names its source"
        dot = f"{where}."
        yield from _plain(entry, [name for name in entry.__struct_fields__ if name != "source"], dot)
        yield from _dates(entry, dot)
        for key, late in _SPANS:
            one, other = getattr(entry, key, None), getattr(entry, late, None)
            if one and other and one > other:
                yield f"{dot}{late}: {other} lies before {key} {one}"
        for key in ("years", "within"):
            years = getattr(entry, key, None)
            if years is not None and not 0 < years <= _LONGEST_TERM:
                yield f"{dot}{key}: {years} is no term; between 1 and {_LONGEST_TERM} years"
        for key in _LISTS:
            yield from _list(getattr(entry, key, ()), f"{dot}{key}")


def _plain(value: msgspec.Struct, names: Iterable[str], where: str) -> Iterator[str]:
    """Yield which of the named texts are empty."""
    for name in names:
        held = getattr(value, name)
        if isinstance(held, str) and not held.strip():
            yield f"{where}{name}: is empty"
        if isinstance(held, dict):
            yield from (f"{where}{name}.{key}: is empty" for key, text in held.items() if not text.strip())


def _dates(value: msgspec.Struct, where: str) -> Iterator[str]:
    for name in value.__struct_fields__:
        held = getattr(value, name)
        if isinstance(held, dt.date) and held.year not in _YEARS:
            yield f"{where}{name}: {held} lies outside the years {_YEARS.start} to {_YEARS.stop - 1}"


def _list(values: tuple[str, ...], where: str) -> Iterator[str]:
    for index, value in enumerate(values):
        if not value.strip():
            yield f"{where}[{index}]: is empty"
        elif value in values[:index] and not where.endswith(".forms"):  # forms are compared over all entries
            yield f"{where}[{index}]: {value!r} stands there twice"


def _sense(regime: Regime) -> Iterator[str]:
    """Yield where the entries of a regime contradict each other or name what is not there."""
    yield from _doubles(regime)
    levels = {level.name for level in regime.levels}
    forms = {form for entry in regime.instructions for form in entry.forms}
    for index, duration in enumerate(regime.durations):
        for key, name in (("level", duration.level), ("to", duration.to)):
            if name is not None and name not in levels:
                yield f"duration[{index}].{key}: {name!r} is no level of this order; known: {', '.join(sorted(levels))}"
        if duration.code is not None and duration.code not in forms:
            yield f"duration[{index}].code: {duration.code!r} is a form of no instruction of this file"
    for key, sections in (("reason", regime.reasons), ("category", regime.categories)):
        for index, section in enumerate(sections):
            for letter in section.topics:
                if letter not in section.letters:
                    yield f"{key}[{index}].topics.{letter}: is none of the letters"
    yield from _transitions(regime)


def _transitions(regime: Regime) -> Iterator[str]:
    for index, transition in enumerate(regime.transitions):
        if transition.what == "duration" and transition.years is None:
            yield f"transition[{index}].years: is missing"
        if transition.what != "duration" and not transition.values:
            yield f"transition[{index}].values: is missing"
        if transition.last < regime.first or transition.first > regime.last:
            yield f"transition[{index}].first: no record of those days is marked under {regime.id}"


def _doubles(regime: Regime) -> Iterator[str]:
    """Yield what is stated twice: then two entries could contradict each other."""
    seen: dict[str, int] = {}
    for index, entry in enumerate(regime.instructions):
        if not entry.forms:
            yield f"instruction[{index}].forms: is empty"
        for form in entry.forms:
            if seen.setdefault(form, index) != index or entry.forms.count(form) > 1:
                yield f"instruction[{index}].forms: {form!r} already stands in instruction[{seen[form]}]"
    for key, names in (
        ("level", [level.name for level in regime.levels]),
        ("special", [special.id for special in regime.specials]),
        ("side_order", [side.number for side in regime.side_orders]),
    ):
        for index, name in enumerate(names):
            if name in names[:index]:
                yield f"{key}[{index}]: {name!r} already stands in {key}[{names.index(name)}]"
