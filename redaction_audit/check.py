"""The shape of a check: a descriptor, examples that are its tests, and one plain function from a `View` to `Hit`s."""

import datetime as dt
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, wraps
from itertools import chain
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec

from redaction_audit import inline, plugins
from redaction_audit.errors import CheckError, PluginError
from redaction_audit.lazy import lazy
from redaction_audit.model import (
    SEVERITIES,
    Citation,
    Confidence,
    Frozen,
    Mark,
    Marks,
    Origin,
    Record,
    Severity,
    Structure,
)

if TYPE_CHECKING:
    from redaction_audit.law import Law
    from redaction_audit.structure.geometry import Geometry
    from redaction_audit.structure.page import Page

Bounds = tuple[dt.date, dt.date]
T = TypeVar("T")
_UNMADE: Any = object()


class Hit(Frozen):
    """What a check saw: one primary span, words about it, and what else belongs to it.

    `kind` names the thing flagged (a mark or field kind) for the fingerprint; `related` holds (start, end, words).
    `hidden` are spans whose text must be masked wherever the record is shown. `severity` and `confidence` override the
    descriptor's downwards. `message`, `evidence` and `data` never hold text that ought to be hidden.
    """

    start: int
    end: int
    message: str
    kind: str = "text"
    data: Mapping[str, Any] = {}
    related: tuple[tuple[int, int, str], ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()
    evidence: str | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None


class Skip(Frozen):
    """Yielded instead of hits when the inputs of a check are absent; `reason` is counted in the summary."""

    reason: str


class View:
    """All that a check may see of one record. Derived parts are computed once and shared by all checks.

    `withheld` are the marks that stand for withheld text (release stamps left out).
    `date` is the record's date as first and last possible day, or None. `regimes` are the ids of the classification
    orders possible on it. `provenance` is the name in force (detected, or given by the user). `structure` reads the
    record when the first check asks.
    """

    def __init__(
        self,
        record: Record,
        marks: Marks,
        structure: Callable[["View"], Structure],
        law: "Law",
        as_of: dt.date,
        provenance: str | None = None,
        date: str | None = None,
    ) -> None:
        self.record = record
        self.text = record.text
        self.marks = marks
        self.law = law
        self.as_of = as_of
        self._read = structure
        self._provenance = provenance
        self._date = date
        self._made: dict[Callable[[View], Any], Any] = {}
        self.withheld: tuple[Mark, ...] = tuple([mark for mark in marks.marks if mark.kind != "release-stamp"])

    @lazy
    def kinds(self) -> frozenset[str]:
        """The kinds of the marks that stand for withheld text."""
        return frozenset([mark.kind for mark in self.withheld])

    @lazy
    def page(self) -> "Page":
        """The text with its line table, in lower case, behind a break, and what occurs in it at all (`Page.literals`).

        Made when the structure is read or a check asks; a check of marks alone does without.
        """
        from redaction_audit.structure.page import Page

        return Page(self.text)

    @lazy
    def structure(self) -> Structure:
        """Header fields, paragraphs and located things; parsed when the first check asks."""
        return self._read(self)

    @property
    def was_read(self) -> bool:
        """Whether the structure is there already."""
        return "structure" in vars(self)

    @lazy
    def geometry(self) -> "Geometry":
        """How the body is wrapped; measured when the first check asks."""
        from redaction_audit.structure import geometry

        return geometry.read(self.page)

    @lazy
    def provenance(self) -> str | None:
        """Provenance name in force: the user's word first, then what the page says."""
        if self._provenance:
            return self._provenance
        found = self.structure.provenance
        return found.name if found else None

    @lazy
    def date(self) -> Bounds | None:
        """First and last possible day of the record's date of origin."""
        from redaction_audit.dates import bounds

        iso = self._date or self.structure.date
        return bounds(iso) if iso else None

    @lazy
    def regimes(self) -> tuple[str, ...]:
        """Ids of the classification orders possible on the record's date; empty without a date."""
        return self.law.orders(*self.date) if self.date else ()

    def once(self, make: Callable[["View"], T]) -> T:
        """Return `make(self)`, made once: what several checks derive from the same record in the same way."""
        made: T = self._made.get(make, _UNMADE)
        if made is _UNMADE:
            made = self._made[make] = make(self)
        return made


class Example(Frozen):
    """A text with its expected primary spans between ⟦ and ⟧ (none in a `passes` example)."""

    text: str
    as_of: dt.date = dt.date(2026, 1, 15)
    provenance: str | None = None
    date: str | None = None
    also: tuple[str, ...] = ()

    def plain(self) -> tuple[str, list[tuple[int, int]]]:
        """Return the text without brackets and the spans they enclosed."""
        return inline.plain(self.text)


Judge = Callable[[View], Iterator[Hit | Skip]]
Watch = Callable[[str, Origin], Iterator[Hit]]


class Check(msgspec.Struct, frozen=True):
    """A rule: identity, weight, authority, examples and its function. The function's docstring is its documentation."""

    id: str
    name: str
    severity: Severity
    confidence: Confidence
    cites: tuple[Citation, ...]
    basis: tuple[str, ...]
    by_provenance: Mapping[str, Severity]
    flags: tuple[Example, ...]
    passes: tuple[Example, ...]
    judge: Callable[..., Any]
    scope: Literal["record", "batch"] = "record"
    marks_only: bool = False
    hides: bool = False
    once: bool = False
    when: str | None = None

    @property
    def family(self) -> str:
        """The three letters before the number."""
        return self.id[:3]

    @property
    def doc(self) -> str:
        """The documentation, as written in the function's docstring."""
        return self.judge.__doc__ or ""

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.doc.strip().splitlines()[0] if self.doc.strip() else self.name

    @property
    def help(self) -> str:
        """The documentation below its first line, as Markdown."""
        return self.doc.replace("\n    ", "\n").partition("\n")[2].strip()


def weighed(check: Check, weights: Mapping[str, Severity]) -> Check:
    """Return a check with the severity that the settings give it.

    What the check itself calls lighter on a page stays lighter, and where the records' provenance makes it lighter, a
    lighter weight does not undo that; the engine never lets an unverified basis yield an error.
    """
    given = weights.get(check.id)
    if given is None:
        return check
    lowered = SEVERITIES.index(given) > SEVERITIES.index(check.severity)
    kept = {name: max(level, given, key=SEVERITIES.index) for name, level in check.by_provenance.items()}
    return msgspec.structs.replace(check, severity=given, by_provenance=kept if lowered else {})


def record_check(
    id_: str,
    name: str,
    *,
    severity: Severity,
    confidence: Confidence = "high",
    cites: tuple[Citation, ...],
    basis: tuple[str, ...] = (),
    by_provenance: Mapping[str, Severity] | None = None,
    flags: tuple[Example, ...] = (),
    passes: tuple[Example, ...] = (),
    marks_only: bool = False,
    hides: bool = False,
    once: bool = False,
    when: str | None = None,
) -> Callable[[Judge], Check]:
    """Turn a function from `View` to hits into a `Check`.

    `by_provenance` replaces the severity for records of that provenance. `marks_only` promises that the function never
    touches `view.structure`, so that a run of such checks alone stays as fast as the scanner. `hides` says that its
    hits may name hidden spans: `inspect` runs such checks too, to mask what they name. `once` says that one finding
    speaks for a whole batch: the first in the order of the inputs is reported, the others are dropped. `when` names a
    gate (`gates.py`) without which the function yields nothing, neither hits nor skips: it is not called then.
    """

    def wrap(judge: Judge) -> Check:
        return Check(
            id=id_, name=name, severity=severity, confidence=confidence, cites=cites, basis=basis,
            by_provenance=by_provenance or {}, flags=flags, passes=passes, judge=judge,
            marks_only=marks_only, hides=hides, once=once, when=when,
        )  # fmt: skip

    return wrap


def batch_check(
    id_: str,
    name: str,
    *,
    severity: Severity,
    confidence: Confidence = "high",
    cites: tuple[Citation, ...],
    basis: tuple[str, ...] = (),
) -> Callable[[Callable[[], Watch]], Check]:
    """Turn a function that starts a watch over a batch into a `Check`.

    It is called once a run and returns a function from record id and origin to hits, called for every record in the
    order of the inputs; whatever it remembers must stay small, for a batch may hold a quarter of a million records.
    """

    def wrap(start: Callable[[], Watch]) -> Check:
        return Check(
            id=id_, name=name, severity=severity, confidence=confidence, cites=cites, basis=basis,
            by_provenance={}, flags=(), passes=(), judge=start, scope="batch",
        )  # fmt: skip

    return wrap


def discover() -> tuple[Check, ...]:
    """Import every module below `redaction_audit.checks` and return its checks in id order, with those of plug-ins.

    Raises CheckError when a module does not load or two checks share an id or a name: a gate never runs on part of
    its rules.
    """
    return _discovered(plugins.used())


@cache
def _discovered(with_plugins: bool) -> tuple[Check, ...]:
    found: dict[str, Check] = {}
    names: dict[str, str] = {}
    for source, check in chain(_built_in(), _foreign() if with_plugins else ()):
        taken = found.setdefault(check.id, check)
        if taken is check:
            taken = found[names.setdefault(check.name, check.id)]
        if taken is not check:
            raise CheckError(f"{source}: {check.id} {check.name} is already taken by {taken.id} {taken.name}")
    return tuple(found[id_] for id_ in sorted(found))


def _built_in() -> Iterator[tuple[str, Check]]:
    package = importlib.import_module("redaction_audit.checks")
    for module in sorted(m.name for m in pkgutil.walk_packages(package.__path__, "redaction_audit.checks.")):
        try:
            loaded = importlib.import_module(module)
        except Exception as error:
            raise CheckError(f"{module}: cannot be loaded ({type(error).__name__}: {error})") from error
        yield from ((module, value) for value in vars(loaded).values() if isinstance(value, Check))


def _foreign() -> Iterator[tuple[str, Check]]:
    """Yield the checks of plug-ins: an entry point names one, or a module that defines some."""
    for plugin in plugins.found("checks"):
        source = f"plug-in {plugin.owner}"
        checks = [one for one in _members(plugin.loaded) if isinstance(one, Check)]
        if not checks:
            raise CheckError(f"{source}: {plugin.name} is neither a check nor a module that defines one")
        for check in checks:
            if not re.fullmatch("[A-Z]{3}[0-9]{3}", check.id):
                raise CheckError(f"{source}: {check.id!r} is no rule id; write three capital letters and three digits")
            yield source, msgspec.structs.replace(check, judge=_guarded(check, plugin.owner))


def _members(loaded: object) -> list[object]:
    """Return what an entry point names, or what was made in the module it names: not what that imported."""
    if not isinstance(loaded, ModuleType):
        return [loaded]
    return [one for one in vars(loaded).values() if isinstance(one, Check) and one.judge.__module__ == loaded.__name__]


def _guarded(check: Check, owner: str) -> Callable[..., Any]:
    """Return a foreign check's function under guard; a watch over the batch that breaks ends the run."""
    if check.scope == "record":
        return plugins.guarded(_heard(check.judge), owner)
    start = plugins.guarded(check.judge, owner, PluginError)
    return wraps(check.judge)(lambda: plugins.guarded(start(), owner, PluginError))


def _heard(judge: Judge) -> Judge:
    """Return a foreign check's function, which raises ValueError for what is no hit, or one beyond the text."""

    @wraps(judge)
    def look(view: View) -> Iterator[Hit | Skip]:
        for said in judge(view):
            if not isinstance(said, Skip):
                hit = msgspec.convert(msgspec.to_builtins(said), Hit)
                if not 0 <= hit.start <= hit.end <= len(view.text):
                    raise ValueError("a hit beyond the text")
            yield said

    return look
