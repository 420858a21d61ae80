"""The rules folder as a whole: the table of orders, and everything that is wrong with any of its files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from redaction_audit import law, rulebook
from redaction_audit.errors import LawError
from redaction_audit.law import Head, Regime
from redaction_audit.law.pattern import LONGEST, complaint
from redaction_audit.law.reading import key_complaints
from redaction_audit.model import Frozen
from redaction_audit.outputs.style import Style
from redaction_audit.text.counting import count
from redaction_audit.text.layout import joined, wrap

_SHORT = {"TOP SECRET": "TS", "SECRET": "S", "CONFIDENTIAL": "C", "RESTRICTED": "R"}
_SHARED = ("source", "status", "family")


class Examined(Frozen, frozen=True):
    """What a check of rules files found: `problems` name file and key path, `summary` is one line."""

    problems: tuple[str, ...]
    summary: str


# -- checking ----------------------------------------------------------------------------------------------------------


def check_law() -> Examined:
    """Examine orders and vocabularies in force for this process, the shipped patterns of marks aside."""
    paths, problems = rulebook.files(""), _problems(shipped=False)
    if problems:
        return Examined(tuple(problems), _count(problems, len(paths), "files"))
    regimes = [law.load().regimes[path.stem] for path in rulebook.files("eo")]
    counted = sum(len(regime.instructions) for regime in regimes)
    words = f"{len(regimes)} orders with {counted} instructions, and the vocabularies: nothing wrong"
    return Examined((), words + _replaced(paths))


def check_rules(*, shipped: bool = True) -> Examined:
    """Examine every rules file in force for this process: orders, vocabularies, marks, lists.

    Without `shipped`, patterns and examples of marks are looked at in the user's files only.
    """
    paths, problems = rulebook.files(""), _problems(shipped=shipped)
    if not problems:
        return Examined((), f"{count(len(paths), 'file')} ({_kinds(paths)}): nothing wrong{_replaced(paths)}")
    return Examined(tuple(problems), _count(problems, len(paths), "files"))


def _problems(*, shipped: bool) -> list[str]:
    return [
        *_strangers(),
        *law.complaints(rulebook.files("eo")),
        *_words(),
        *_marks(shipped=shipped),
        *_lists(rulebook.files("")),
        *_assessment(),
    ]


def require() -> None:
    """Examine every rules file before a run with a user's folder. Raises LawError with the first problem."""
    problems = check_rules(shipped=False).problems
    if problems:
        see = f"redaction-audit rules check {rulebook.added()}"
        more = f"\n  and {len(problems) - 1} more; see: {see}" if problems[1:] else ""
        raise LawError(problems[0] + more)


def _count(problems: list[str], files: int, what: str) -> str:
    return f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} in {files} {what}"


def _replaced(paths: Iterable[Path]) -> str:
    place = rulebook.added()
    own = [path.name for path in paths if place is not None and path.parent == place]
    return f"; from {place}: {joined(own) or 'none'}" if place is not None else ""


def _kinds(paths: Iterable[Path]) -> str:
    names = [path.name for path in paths]
    orders = sum(name.startswith("eo") for name in names)
    marks = sum(name.startswith("marks-") for name in names)
    return f"{orders} orders, {marks} of marks, {len(names) - orders - marks} of words and lists"


def _strangers() -> list[str]:
    place = rulebook.added()
    return list(rulebook.strangers(place)) if place is not None else []


def _read(paths: Iterable[Path]) -> tuple[list[tuple[Path, dict[str, Any]]], list[str]]:
    tables, wrong = [], []
    for path in paths:
        try:
            tables.append((path, rulebook.load(path)))
        except LawError as error:
            wrong.append(str(error))
    return tables, wrong


def _entries(path: Path, data: Mapping[str, Any], key: str, type_: type[msgspec.Struct]) -> Iterator[str]:
    """Yield what is wrong with keys and types of the `[[key]]` tables of a file, whose top may hold shared values."""
    shared = {name: data[name] for name in _SHARED if name in data and name in type_.__struct_encode_fields__}
    entries = data.get(key, [])
    if not isinstance(entries, list):
        yield f"{path}, {key}: is one value; an entry is written [[{key}]]"
        return
    for index, raw in enumerate(entries):
        where = f"{key}[{index}]"
        if isinstance(raw, dict):
            yield from (f"{path}, {words}" for words in key_complaints(shared | raw, type_, f"{where}."))
        else:
            yield f"{path}, {where}: is no table"


def _words() -> Iterator[str]:
    """Yield what is wrong with captions, portion marks, stamps and codes."""
    from redaction_audit.law import vocabulary

    wrong: list[str] = []
    for key, (prefix, type_) in vocabulary._FILES.items():
        tables, unread = _read(rulebook.files(prefix))
        wrong += unread
        for path, data in tables:
            found = list(_entries(path, data, key, type_))
            wrong += found
            if key == "stamp" and not found:
                wrong += _stamp_patterns(path, data.get(key, ()))
    if not wrong:
        try:
            vocabulary.validate()
        except LawError as error:
            wrong.append(str(error))
    yield from wrong


def _stamp_patterns(path: Path, stamps: Iterable[Mapping[str, str]]) -> Iterator[str]:
    for index, stamp in enumerate(stamps):
        if said := complaint(stamp["pattern"]):
            yield f"{path}, stamp[{index}].pattern: {said}"


def _marks(*, shipped: bool) -> Iterator[str]:
    """Yield what is wrong with the vocabularies of marks: keys, patterns, and examples that are not found as shown."""
    from redaction_audit.marks.vocabulary import Entry

    tables, wrong = _read(rulebook.files("marks-"))
    fragments: dict[str, tuple[Path, str]] = {}
    for path, data in tables:
        for key in sorted(data.keys() - {"mark", "fragment", "source", "status"}):
            wrong.append(f"{path}, {key}: unknown key; known: fragment, mark, source, status")
        found = data.get("fragment", {})
        if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
            wrong.append(f"{path}, fragment: is no table of patterns")
        else:
            fragments |= {name: (path, text) for name, text in found.items()}
        wrong += _entries(path, data, "mark", Entry)
    wrong += _endless(fragments)
    yield from wrong or _patterns(shipped=shipped)


def _endless(fragments: Mapping[str, tuple[Path, str]]) -> Iterator[str]:
    """Yield the fragments that name themselves, directly or through others, or grow without measure."""
    sizes: dict[str, int] = {}
    waiting = dict(fragments)
    while waiting:
        inner = {name: re.findall("<<([a-z0-9-]{1,40})>>", text) for name, (_, text) in waiting.items()}
        ready = [name for name, named in inner.items() if not any(other in waiting for other in named)]
        for name in ready:
            path, text = waiting.pop(name)
            sizes[name] = len(text) + sum(sizes.get(other, 0) for other in inner[name])
            if sizes[name] > LONGEST:
                yield f"{path}, fragment.{name}: is longer than {LONGEST:,} characters with the fragments it names"
                return
        if not ready:
            yield from (f"{path}, fragment.{name}: comes back to itself" for name, (path, _) in waiting.items())
            return


def _patterns(*, shipped: bool) -> Iterator[str]:
    """Yield what is wrong with patterns and examples, of the shipped files only if `shipped`: tests examine those."""
    from redaction_audit.marks import vocabulary

    try:
        entries = vocabulary.load()
    except LawError as error:
        yield str(error)
        return
    place = f"{rulebook.folder() / 'marks-'}"
    looked = [entry for entry in entries if shipped or not entry.where.startswith(place)]
    wrong = [words for entry in looked for words in _entry_patterns(entry)]
    yield from wrong or _examples(entries, looked)


def _entry_patterns(entry: Any) -> Iterator[str]:
    from redaction_audit.marks import vocabulary

    said = complaint(entry.pattern, caseless=entry.caseless)
    if said:
        yield f"{entry.where}.pattern: {said}"
        return
    try:
        vocabulary.check(entry)
    except LawError as error:
        yield str(error)
    if not entry.source.strip():
        yield f"{entry.where}.source: is empty; every entry names its source"


def _examples(entries: Any, looked: Any) -> Iterator[str]:
    """Yield the examples of marks that the scanner does not find as they are shown."""
    from redaction_audit.marks import Scanner

    scanner = Scanner("re", entries)
    for entry in looked:
        for index, sample in enumerate(entry.example):
            text, spans = sample.plain()
            found = scanner.scan(text)
            marks = found.doubtful if entry.doubtful else found.marks
            if sorted((mark.start, mark.end) for mark in marks if mark.pattern == entry.id) != spans:
                yield f"{entry.where}.example[{index}]: the scanner does not find what stands between the brackets"


def _lists(paths: Iterable[Path]) -> Iterator[str]:
    """Yield what is wrong with a user's file that replaces a list of one name: it must be made as the shipped one is.

    Shipped lists are read whole only where something needs them; here they must be TOML.
    """
    from redaction_audit.law import vocabulary

    families = (*rulebook.FAMILIES, *(prefix for prefix, _ in vocabulary._FILES.values()))
    tables, wrong = _read(path for path in paths if not path.name.startswith(families))
    yield from wrong
    for path, data in tables:
        shipped = rulebook.folder() / path.name
        if path != shipped and rulebook.known(path.name):
            yield from (f"{path}, {words}" for words in _unlike(data, rulebook.parse(shipped, rulebook.text(shipped))))


def _assessment() -> Iterator[str]:
    """Yield what is wrong with the kinds of errors of a user's scorecard beyond keys and types: their weights."""
    from redaction_audit.reports import kinds

    if rulebook.in_force("assessment.toml").parent != rulebook.folder():
        try:
            kinds.kinds()
        except LawError as error:
            yield str(error)


def _unlike(data: Mapping[str, Any], shipped: Mapping[str, Any]) -> Iterator[str]:
    import difflib

    for key in sorted(data.keys() - shipped.keys()):
        near = difflib.get_close_matches(key, shipped, 1, 0.5)
        yield f"{key}: unknown key; " + (f"did you mean {near[0]!r}?" if near else f"known: {', '.join(shipped)}")
    for key, value in shipped.items():
        if key not in data:
            yield f"{key}: is missing"
        else:
            yield from _unlike_value(data[key], value, key)


def _unlike_value(value: Any, shipped: Any, where: str) -> Iterator[str]:
    """Yield where a value has another type than the shipped one; lists hold one type, tables of names too."""
    if type(value) is not type(shipped):
        yield f"{where}: Expected `{type(shipped).__name__}`, got `{type(value).__name__}`"
    elif isinstance(shipped, list) and shipped:
        for index, item in enumerate(value):
            if type(item) is not type(shipped[0]):
                yield f"{where}[{index}]: Expected `{type(shipped[0]).__name__}`, got `{type(item).__name__}`"
    elif isinstance(shipped, dict) and shipped:
        kind = type(next(iter(shipped.values())))
        for key, item in value.items():
            if type(item) is not kind:
                yield f"{where}.{key}: Expected `{kind.__name__}`, got `{type(item).__name__}`"


# -- the table of orders -----------------------------------------------------------------------------------------------


class Order(Frozen, frozen=True):
    """One order as its file states it (machine contract `law/1`)."""

    id: str
    order: str
    number: str
    title: str
    kind: str
    signed: str
    first: str
    last: str | None
    accepted_first: str
    accepted_last: str | None
    levels: tuple[str, ...]
    reasons: str | None
    maximum: int | None
    maximum_said: str
    source: str
    status: str
    path: str


class Orders(Frozen, frozen=True):
    """The orders in force for a run, oldest first."""

    schema: Literal["law/1"]
    digest: str
    orders: tuple[Order, ...]


def rows() -> tuple[Order, ...]:
    """Return the orders in force for this process, oldest first. Raises LawError."""
    found = law.load()
    return tuple(_row(found.regimes[path.stem], path) for path in sorted(found.paths, key=_effective(found)))


def _effective(found: law.Law) -> Any:
    order = list(found.regimes)
    return lambda path: order.index(path.stem)


def _row(regime: Regime, path: Path) -> Order:
    years, said = _maximum(regime)
    return Order(
        id=regime.id,
        order=regime.order,
        number=regime.number,
        title=regime.title,
        kind=regime.kind,
        signed=regime.signed.isoformat(),
        first=regime.effective.isoformat(),
        last=_iso(regime, "until"),
        accepted_first=regime.first.isoformat(),
        accepted_last=_iso(regime, "accepted_until") or _iso(regime, "until"),
        levels=tuple(level.name for level in regime.levels),
        reasons=_reasons(regime),
        maximum=years,
        maximum_said=said,
        source=regime.source,
        status=regime.status,
        path=str(path),
    )


def _iso(head: Head, name: str) -> str | None:
    day = getattr(head, name)
    return day.isoformat() if day else None


def _reasons(regime: Regime) -> str | None:
    """Return the section of reasons, or of categories where the order asks for no reason: `1.4(a)-(h)`."""
    section = next(iter((*regime.reasons, *regime.categories)), None)
    if section is None or not section.letters:
        return section.number if section else None
    first, last = section.letters[0], section.letters[-1]
    return f"{section.number}({first})" + (f"-({last})" if last != first else "")


def _maximum(regime: Regime) -> tuple[int | None, str]:
    """Return the longest term at origin in years, and how the table says it."""
    longest = regime.duration("maximum")
    if longest:
        return longest.years, f"{longest.years} y"
    return None, "schedule" if regime.duration("schedule") else "none set" if regime.levels else "none"


def listing(format_: Literal["text", "json"] = "text", style: Style | None = None) -> str:
    """Return the orders as a table for people, or as one JSON document (`law/1`)."""
    if format_ == "json":
        from redaction_audit.outputs.encoding import encode

        return encode(Orders("law/1", law.load().digest, rows())).decode() + "\n"
    return "\n".join(_table(rows(), style or Style())) + "\n"


def _table(orders: tuple[Order, ...], style: Style) -> Iterator[str]:
    """Yield a line an order, with status and title behind it where there is room and below it where there is none."""
    cells = [("order", "governs", "levels", "reasons", "maximum"), *map(_cells, orders)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    taken = sum(widths) + 2 * len(widths)
    wide = taken + max(len(_behind(order)) for order in orders) <= style.width
    for row, order in zip(cells, (None, *orders), strict=True):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        if order is None:
            yield style.paint("dim", f"{line}  status      title" if wide else line.rstrip())
            continue
        line = style.paint("rule", row[0]) + line[len(row[0]) :]
        yield f"{line}  {_behind(order)}" if wide else line.rstrip()
        if not wide:
            said = wrap(f"{order.status}: {_title(order)}", max(style.width - 2, 20))
            yield from (style.paint("dim", f"  {part}") for part in said)


def _behind(order: Order) -> str:
    return f"{order.status:<10}  {_title(order)}"


def _title(order: Order) -> str:
    """Return the title, with the days beside its window on which a record may be marked under the order."""
    early = f"records from {order.accepted_first} may cite it" if order.accepted_first != order.first else ""
    late = f"records to {order.accepted_last} may cite it" if order.accepted_last != order.last else ""
    return joined((order.title, early, late), "; ")


def _cells(row: Order) -> tuple[str, ...]:
    levels = " ".join(_SHORT.get(level, level) for level in row.levels) or "none"
    return row.id, f"{row.first} to {row.last or 'now'}", levels, row.reasons or "none", row.maximum_said
