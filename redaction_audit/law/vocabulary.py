"""The words of marking as data: captions, portion marks, stamps and codes, each read when it is first asked for.

Source: `rules/captions.toml`, `portions.toml`, `stamps.toml`, `codes-*.toml`, `mark-kinds.toml`. Every entry names its
own source and how well that was checked; the meanings are in our own words.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

import msgspec

from redaction_audit import rulebook
from redaction_audit.errors import LawError
from redaction_audit.expressions import fixed
from redaction_audit.law.pattern import complaint
from redaction_audit.law.regime import Status
from redaction_audit.model import Citation, Frozen

_KEPT = fixed(r"(?<=\d)\.(?=\d)|[A-Z0-9<>]")


class Wrong(Frozen, frozen=True, forbid_unknown_fields=True):
    """A bad example, and why it is bad."""

    text: str
    why: str


class Word(Frozen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every entry says of a printed word or code.

    `token` is its usual spelling, `forms` are further ones (both found by `fold`). `since` and `until` are the first
    and the last day of its use, None where no source says. `who` may use it; `today` is what a reviewer does with it
    now. `examples` are printed lines that hold it, `wrong` one that does not do.
    """

    token: str
    meaning: str
    source: str
    status: Status
    forms: tuple[str, ...] = ()
    section: str | None = None
    who: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    today: str | None = None
    note: str | None = None
    examples: tuple[str, ...] = ()
    wrong: Wrong | None = None

    @property
    def citation(self) -> Citation:
        """The source as a finding cites it."""
        return Citation(self.source, self.status)

    @property
    def spellings(self) -> tuple[str, ...]:
        """The usual spelling and all others."""
        return (self.token, *self.forms)

    def on(self, day: dt.date) -> bool:
        """Say whether `day` lies within the known days of its use."""
        return (self.since or dt.date.min) <= day <= (self.until or dt.date.max)


class Caption(Word, frozen=True, kw_only=True):
    """A word beside a level, never a level itself.

    `kind`: `distribution` (who of the Department gets it), `channel`, `handling`, `control` (dissemination control),
    `administrative` (unclassified, yet not public), `precedence`. `restricts` is False where it permits instead. `rank`
    orders distribution captions, 1 the tightest; None where no source ranks it. `short` is its portion mark.
    """

    kind: Literal["distribution", "channel", "handling", "control", "administrative", "precedence"]
    restricts: bool = True
    rank: int | None = None
    short: str | None = None


class Portion(Word, frozen=True, kw_only=True):
    """A word of portion marks.

    `kind`: `level`, `administrative` (unclassified), `category` (atomic energy, foreign or NATO information),
    `combined` (a level and a category in one word), `control`. `rank` compares levels: U 0, administrative words 1,
    C 2, S 3, TS 4; None for what never compares. `banner` is its form in a banner, `level` and `category` the parts of
    a combined one.
    """

    kind: Literal["level", "administrative", "category", "combined", "control"]
    rank: int | None = None
    banner: str | None = None
    level: str | None = None
    category: str | None = None


class Stamp(Word, frozen=True, kw_only=True, dict=True, gc=True):  # a dict is made for cached properties
    """A stamp of release or declassification: how it is printed and what follows from it.

    `released` and `declassified` say which of the two it states; `extent` is `full`, `part`, `none` (denied) or None
    where the stamp does not say. `kind`: `release`, `declassification`, `denial`, `review` (somebody looked, nothing
    follows), `equity` (another agency had no more to say). `pattern` holds the groups `date`, `authority`, `number`
    where the stamp carries them; every match holds one of `literals`, letter for letter.
    """

    kind: Literal["release", "declassification", "denial", "review", "equity"]
    pattern: str
    literals: tuple[str, ...]
    agency: str | None = None
    released: bool = False
    declassified: bool = False
    extent: Literal["full", "part", "none"] | None = None

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled on first use. Raises LawError when it is none."""
        try:
            return fixed(self.pattern, re.ASCII)
        except re.error as error:
            raise LawError(f"stamps.toml, {self.token}.pattern: not a regular expression ({error})") from error

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the stamps of this form in `text`, between two code points; where there is none, a literal search."""
        stop = len(text) if end is None else end
        if any(text.find(literal, start, stop) >= 0 for literal in self.literals):
            yield from self.compiled.finditer(text, start, stop)


class Turn(Frozen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day from which a code is read otherwise: `before` and `since` say how."""

    day: dt.date
    before: str
    since: str
    source: str
    status: Status

    @property
    def citation(self) -> Citation:
        """The source as a finding cites it."""
        return Citation(self.source, self.status)


class Sunset(Frozen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An end that a code has: `years` from one day (`counted_from`) to another (`counted_to`).

    `what` is the part of the code that ends; it holds where the second day lies after `after` (None: always).
    """

    years: int
    counted_from: str
    counted_to: str
    what: str
    source: str
    status: Status
    after: dt.date | None = None
    rest: str | None = None

    @property
    def citation(self) -> Citation:
        """The source as a finding cites it."""
        return Citation(self.source, self.status)


class Code(Word, frozen=True, kw_only=True):
    """What a code beside withheld text protects, and whose code it is (`family`).

    `kind`: `exemption` (a reason for withholding), `label` (printed where text is cut, no reason by itself), `statute`
    (a law named beside (b)(3)), `privilege` (named beside (b)(5)), `procedure`, `sheet` (on a withdrawal sheet only).
    """

    family: str
    kind: Literal["exemption", "label", "statute", "privilege", "procedure", "sheet"] = "exemption"
    turn: Turn | None = None
    sunset: Sunset | None = None


class MarkKind(Word, frozen=True, kw_only=True):
    """A kind of redaction mark, as `inspect` prints it: whether it says how much is withheld, and why."""

    amount: str
    exemption: str


_W = TypeVar("_W", bound=Word)
_FILES: dict[str, tuple[str, type[Word]]] = {
    "caption": ("captions", Caption),
    "portion": ("portions", Portion),
    "stamp": ("stamps", Stamp),
    "code": ("codes-", Code),
    "kind": ("mark-kinds", MarkKind),
}


def fold(printed: str) -> str:
    """Return the key of a printed spelling: letters and digits in capitals, and points between digits.

    `(b)(6)`, `b6` and `B 6` are one, `1.4(d)` and `1.4 d`, `XGDS-2` and `xgds 2`.
    """
    key = "".join(_KEPT.findall(printed.upper()))
    return "JFK" + key[6:] if key.startswith(("JFKACT", "JFKLAW")) else key


@cache
def captions() -> Mapping[str, Caption]:
    """Return captions, channels and dissemination controls by the fold of every spelling. Raises LawError."""
    return _index(_read("captions", "caption", Caption))


@cache
def portions() -> Mapping[str, Portion]:
    """Return the words of portion marks by the fold of every spelling. Raises LawError."""
    return _index(_read("portions", "portion", Portion))


@cache
def stamps() -> tuple[Stamp, ...]:
    """Return the stamps in the order of the file, the more telling before the less. Raises LawError."""
    return _read("stamps", "stamp", Stamp)


@cache
def codes() -> Mapping[str, tuple[Code, ...]]:
    """Return the codes by the fold of every spelling; one spelling may be the code of several families.

    Raises LawError.
    """
    found: dict[str, tuple[Code, ...]] = {}
    for code in _read("codes-", "code", Code):
        for key in dict.fromkeys(map(fold, code.spellings)):
            found[key] = (*found.get(key, ()), code)
    return MappingProxyType(found)


@cache
def mark_kinds() -> tuple[MarkKind, ...]:
    """Return what is known of every kind of redaction mark, in the order of the published list. Raises LawError."""
    return _read("mark-kinds", "kind", MarkKind)


def caption(printed: str) -> Caption | None:
    """Return the caption spelt `printed`, or None."""
    return captions().get(fold(printed))


def portion(printed: str) -> Portion | None:
    """Return the word of a portion mark spelt `printed` (`S`, `NF`, `NOFORN`, `SRD`), or None."""
    return portions().get(fold(printed))


def validate(place: Path | None = None) -> None:
    """Read every vocabulary of a folder (default: the one in force). Raises LawError for the first that is wrong."""
    for table, (prefix, type_) in _FILES.items():
        found = _read(prefix, table, type_, place, closely=True)
        if table in {"caption", "portion"}:
            _index(found)


def _read(
    prefix: str, table: str, type_: type[_W], place: Path | None = None, *, closely: bool = False
) -> tuple[_W, ...]:
    """Return the entries of `[[table]]` in all files that begin with `prefix`; `closely` looks into patterns too.

    `source` and `status` at the top of a file hold for all its entries that have none of their own.
    """
    found: list[_W] = []
    for path in rulebook.files(prefix, place):
        data = rulebook.load(path)
        shared = {key: data.pop(key) for key in [*data] if key in {"source", "status", "family"}}
        entries = data.pop(table, [])
        if data:
            raise LawError(f"{path}, {_nearest(min(data), [table, 'source', 'status', 'family'])}")
        if not isinstance(entries, list):
            raise LawError(f"{path}, {table}: is one table; an entry is written [[{table}]]")
        for number, raw in enumerate(entries):
            entry = _entry(shared, raw, type_, f"{path}, {table}[{number}]")
            if closely and isinstance(entry, Stamp):
                _check_pattern(entry, f"{path}, {table}[{number}]")
            found.append(entry)
    return tuple(found)


def _entry(shared: Mapping[str, Any], raw: Any, type_: type[_W], where: str) -> _W:
    if not isinstance(raw, dict):
        raise LawError(f"{where}: is no table")
    known = [field.encode_name for field in msgspec.structs.fields(type_)]
    data = {key: value for key, value in shared.items() if key in known} | raw
    try:
        entry = msgspec.convert(data, type_)
    except msgspec.ValidationError as error:
        raise LawError(f"{where}{_complaint(str(error), known)}") from error
    for key in ("token", "meaning", "source"):
        if not getattr(entry, key).strip():
            raise LawError(f"{where}.{key}: is empty")
    if entry.since and entry.until and entry.since > entry.until:
        raise LawError(f"{where}.until: {entry.until} lies before since {entry.since}")
    return entry


def _complaint(message: str, known: list[str]) -> str:
    """Rewrite a conversion error as `.key.path: what is wrong`."""
    said, _, path = message.partition(" - at `")
    path = re.sub(r"^\$|`$", "", path)
    if unknown := re.search(r"unknown field `([^`]*)`", said):
        return f"{path}.{_nearest(unknown[1], known if not path else [])}"
    if missing := re.search(r"missing required field `([^`]*)`", said):
        return f"{path}.{missing[1]}: is missing"
    return f"{path}: {said}"


def _nearest(key: str, known: Iterable[str]) -> str:
    import difflib

    known = sorted(known)
    near = difflib.get_close_matches(key, known, 1, 0.5)
    hint = (
        f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}" if known else "not a key of this table"
    )
    return f"{key}: unknown key; {hint}"


def _check_pattern(stamp: Stamp, where: str) -> None:
    if said := complaint(stamp.pattern):
        raise LawError(f"{where}.pattern: {said}")
    if not stamp.literals:
        raise LawError(f"{where}.literals: is empty; name the words of which every match holds one")


def _index(entries: tuple[_W, ...]) -> Mapping[str, _W]:
    found: dict[str, _W] = {}
    for entry in entries:
        for spelling in entry.spellings:
            if found.setdefault(fold(spelling), entry) is not entry:
                raise LawError(
                    f"{type(entry).__name__.lower()}s.toml, {entry.token}.forms: {spelling!r} is already a spelling of "
                    f"{found[fold(spelling)].token}"
                )
    return MappingProxyType(found)
