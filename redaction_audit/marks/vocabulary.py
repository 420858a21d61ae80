"""Mark vocabularies: `rules/marks-*.toml` read into entries, every mistake named by file and key path."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from redaction_audit import inline, rulebook
from redaction_audit.errors import LawError
from redaction_audit.expressions import fixed
from redaction_audit.marks.places import PLACES
from redaction_audit.marks.values import READINGS
from redaction_audit.model import MARK_KINDS, Confidence

STATUSES = ("verified", "summary", "unverified")
BEGINNINGS = ("here", "bracket", "words")
_PIECE = fixed(r"\\(?P<plain>[^A-Za-z0-9])|\[(?P<one>[^\\^\]])\]|\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|(?P<char>.)")
_FRAGMENT = fixed(r"<<([a-z0-9-]{1,40})>>")


class Sample(msgspec.Struct, frozen=True):
    """An example: `text` with the expected spans between ⟦ and ⟧; without such brackets it must stay silent."""

    text: str

    def plain(self) -> tuple[str, list[tuple[int, int]]]:
        """Return the text without ⟦ ⟧ and the half-open spans they enclosed."""
        return inline.plain(self.text)


class Entry(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    r"""One way a mark is printed.

    `pattern` is exact and begins where the mark begins. `trigger` lists short expressions of fixed length, one of which
    every match holds: at its first character (`begins = "here"`), or at most `reach` characters behind an opening
    bracket of `opens` ("bracket") or the beginning of a word ("words": its first character is one of `lead`, and no
    match holds a sign of `opens`). `behind` is what stands directly before a trigger (or the text begins); it must
    follow from pattern and tests and only spares needless hits. A match counts when every place in `needs` holds; it is
    merely doubtful when one in `sure` does not. `reads` names how codes or amount are taken from it.
    """

    id: str
    kind: str
    pattern: str
    trigger: tuple[str, ...]
    source: str
    status: str
    behind: str = ""
    caseless: bool = False
    begins: str = "here"
    reach: int = 0
    opens: str = "[{"
    lead: str = ""
    reads: str = "none"
    needs: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    confidence: Confidence = "high"
    doubtful: bool = False
    example: tuple[Sample, ...] = ()
    where: str = ""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The exact pattern; letters fold in ASCII only, as in every backend. Raises LawError when it is none."""
        try:
            return fixed(self.pattern, re.ASCII | (re.IGNORECASE if self.caseless else 0))
        except re.error as error:
            raise LawError(f"{self.where}.pattern: not a regular expression ({error})") from error

    @cached_property
    def beginnings(self) -> re.Pattern[str]:
        """Where a word with a first letter of `lead` begins, or one of its other signs stands."""
        letters = "".join(sign for sign in self.lead if sign.isalnum())
        signs = "".join(sign for sign in self.lead if not sign.isalnum())
        words = [f"(?<![A-Za-z0-9])[{letters}]"] if letters else []
        return fixed("|".join(words + ([f"[{re.escape(signs)}]"] if signs else [])))

    @cached_property
    def outside(self) -> bool:
        """Whether the mark never stands behind an open bracket."""
        return "outside-bracket" in self.needs

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """Runs of plain characters (lower case if caseless), none within another; every match holds one of them."""
        runs = dict.fromkeys(_literal(trigger, self.caseless) for trigger in self.trigger)
        return tuple(run for run in runs if not any(other in run for other in runs if other != run))


def _literal(trigger: str, caseless: bool) -> str:
    """Return the longest run of plain characters; a trigger consists of characters and sets only (see `width`)."""
    runs = [""]
    for piece in _PIECE.finditer(trigger):
        plain = piece["plain"] or piece["one"] or piece["char"]
        if plain is not None:
            runs[-1] += plain
        else:
            runs.append("")
    longest = max(runs, key=len)
    return longest.lower() if caseless else longest


def width(trigger: str) -> int:
    """Return the fixed length of a trigger in UTF-8 bytes. Raises ValueError when it is not fixed."""
    total = 0
    for op, value in re._parser.parse(trigger, re.ASCII):  # type: ignore[attr-defined]  # as above
        if str(op) == "LITERAL":
            total += len(chr(value).encode())
        elif str(op) == "IN":
            if not _one_byte(value):
                raise ValueError("a set may hold ASCII characters only")
            total += 1
        else:
            raise ValueError(f"only characters and sets are allowed, not {str(op).lower()}")
    if not total:
        raise ValueError("is empty")
    return total


def _one_byte(members: Iterable[tuple[object, Any]]) -> bool:
    return all(
        (str(op) == "LITERAL" and value < 128) or (str(op) == "RANGE" and value[1] < 128) or str(op) == "CATEGORY"
        for op, value in members
    )


def _expand(pattern: str, fragments: Mapping[str, str], where: str) -> str:
    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name not in fragments:
            raise LawError(f"{where}: fragment <<{name}>> is not defined; known: {', '.join(sorted(fragments))}")
        return f"(?:{_expand(fragments[name], fragments, where)})"

    return _FRAGMENT.sub(put, pattern)


def _check(entry: Entry, where: str) -> None:
    closed = (
        ("kind", (entry.kind,), MARK_KINDS),
        ("status", (entry.status,), STATUSES),
        ("begins", (entry.begins,), BEGINNINGS),
        ("reads", (entry.reads,), tuple(READINGS)),
        ("needs", entry.needs, tuple(PLACES)),
        ("sure", entry.sure, tuple(PLACES)),
    )
    for key, values, known in closed:
        for value in values:
            if value not in known:
                raise LawError(f'{where}.{key}: "{value}" is not known; known: {", ".join(known)}')
    if not entry.trigger:
        raise LawError(f"{where}.trigger: is empty; name at least one short expression that every match holds")


def check(entry: Entry) -> None:
    """Raise LawError when an expression of `entry` is none or a trigger has no fixed length; `load` does not look."""
    for number, trigger in enumerate(entry.trigger):
        try:
            width(trigger)
        except (ValueError, re.error) as error:
            raise LawError(f"{entry.where}.trigger[{number}]: {error}") from error
    try:
        fixed(entry.behind, re.ASCII)
    except re.error as error:
        raise LawError(f"{entry.where}.behind: not a regular expression ({error})") from error
    _ = entry.compiled


def load(paths: list[Path] | None = None) -> tuple[Entry, ...]:
    """Return all entries of the given files (default: `rules/marks-*.toml`) in file order.

    A file holds `source` and `status` for all its entries (each may have its own), optional `[fragment]` strings that
    any pattern of any file may use as `<<name>>`, and `[[mark]]` tables. Raises LawError naming file and key path.
    """
    tables = [(path, rulebook.load(path)) for path in (rulebook.files("marks-") if paths is None else paths)]
    fragments: dict[str, str] = {}
    for _, table in tables:
        fragments.update(table.get("fragment", {}))
    entries: dict[str, Entry] = {}
    for path, table in tables:
        shared = {key: table[key] for key in ("source", "status") if key in table}
        for number, raw in enumerate(table.get("mark", ())):
            where = f"{path}, mark[{number}]"
            try:
                entry = msgspec.convert(shared | raw, Entry)
            except msgspec.ValidationError as error:
                raise LawError(f"{where}: {error}") from error
            entry = msgspec.structs.replace(
                entry, pattern=_expand(entry.pattern, fragments, f"{where}.pattern"), where=where
            )
            _check(entry, where)
            if entries.setdefault(entry.id, entry) is not entry:
                raise LawError(f'{where}.id: "{entry.id}" is already taken')
    return tuple(entries.values())
