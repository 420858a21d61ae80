"""Law as data: which classification order governs a day, and what it allows. A set of orders, never a guess.

Source of the windows: the `effective`, `until` and `accepted_*` keys of `rules/eo*.toml`, each file with its citation.
"""

import contextlib
import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from redaction_audit import rulebook
from redaction_audit.errors import LawError
from redaction_audit.law.reading import read_head, read_heads, read_regime, study, window_complaints
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

__all__ = [
    "Authority", "Deadline", "Delay", "Duration", "Entry", "Head", "Instruction", "Law", "Level", "ReasonSection",
    "Regime", "SideOrder", "Special", "Transition", "Treatment", "Word",
    "complaints", "load",
]  # fmt: skip


class _Regimes(Mapping[str, Regime]):
    """The regimes by id, oldest first; a file is parsed when it is first asked for."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = paths
        self._read: dict[str, Regime] = {}

    def __getitem__(self, id_: str) -> Regime:
        if id_ not in self._read:
            self._read[id_] = read_regime(self._paths[id_])
        return self._read[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class Law:
    """The orders of a rules folder. Built from the tops of the files; a whole file is read when a check asks for it."""

    def __init__(self, paths: Sequence[Path]) -> None:
        found = sorted(zip(paths, read_heads(paths), strict=True), key=lambda item: item[1].effective)
        classifying = [(path, head) for path, head in found if head.kind == "classification"]
        for words in window_complaints(classifying):
            raise LawError(words)
        self.paths = tuple(paths)
        self.heads: tuple[Head, ...] = tuple(head for _, head in classifying)
        self.regimes: Mapping[str, Regime] = _Regimes({head.id: path for path, head in found})
        # the days on which the set of possible orders changes, and the sets before, between and after them
        behind = {head.last + dt.timedelta(days=1) for head in self.heads if head.last < dt.date.max}
        self._turns = sorted(behind | {head.first for head in self.heads})
        self._heads = [(), *(tuple(head for head in self.heads if head.on(turn)) for turn in self._turns)]
        self._ids = [tuple(head.id for head in heads) for heads in self._heads]
        self._regimes: dict[int, tuple[Regime, ...]] = {}
        self._cited: dict[str, tuple[Head, ...]] = {}
        for head in self.heads:
            for number in {head.number, *head.aliases}:
                self._cited[number] = (*self._cited.get(number, ()), head)

    def orders(self, first: dt.date, last: dt.date) -> tuple[str, ...]:
        """Return the ids of the orders possible on any day from `first` to `last` inclusive, oldest first.

        Two on days where two may be cited; none before the first order took effect. Raises ValueError when `last` is
        earlier than `first`.
        """
        if first == last:
            return self._ids[bisect_right(self._turns, first)]
        if last < first:
            raise ValueError(f"{last} lies before {first}")
        return tuple(head.id for head in self.heads if head.first <= last and first <= head.last)

    def regimes_on(self, day: dt.date) -> frozenset[str]:
        """Return the ids of the orders under which a record of `day` may be marked; empty where none governs."""
        return frozenset(self.orders(day, day))

    def heads_on(self, day: dt.date) -> tuple[Head, ...]:
        """Return the heads of the orders under which a record of `day` may be marked, oldest first."""
        return self._heads[bisect_right(self._turns, day)]

    def on(self, day: dt.date) -> tuple[Regime, ...]:
        """Return the regimes of `day`, oldest first."""
        index = bisect_right(self._turns, day)
        if index not in self._regimes:
            self._regimes[index] = tuple(self.regimes[id_] for id_ in self._ids[index])
        return self._regimes[index]

    def cited(self, number: str) -> tuple[Head, ...]:
        """Return the heads of the orders cited by `number` (`12958`), oldest first; amended texts share one number."""
        return self._cited.get(number, ())

    def instructions(self, code: str) -> tuple[tuple[Regime, Instruction], ...]:
        """Return what every order says of a normalised code (`OADR`, `25X1`), oldest first; reads all files whole."""
        return self._instructions.get(code, ())

    @cached_property
    def _instructions(self) -> dict[str, tuple[tuple[Regime, Instruction], ...]]:
        found: dict[str, tuple[tuple[Regime, Instruction], ...]] = {}
        for regime in self.regimes.values():
            for entry in regime.instructions:
                for form in entry.forms:
                    found[form] = (*found.get(form, ()), (regime, entry))
        return found

    def today(self, code: str) -> Treatment | None:
        """Return what is done now with an instruction code found on an older page: the latest order's word, or None."""
        latest = self.regimes[self.heads[-1].id].instruction(code)
        return latest.today if latest else None

    def specials(self) -> tuple[tuple[Regime, Special], ...]:
        """Return every case with rules of its own and the file that states it; reads all files whole."""
        return tuple((regime, entry) for regime in self.regimes.values() for entry in regime.specials)

    def special(self, id_: str) -> Special | None:
        """Return the special case of that id (`restricted-data`, `nato`, `imagery`), or None."""
        return next((entry for _, entry in self.specials() if entry.id == id_), None)

    def turns(self, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
        """Return `first`, `last` and every day between them on which the law changes, sorted.

        A judgement that holds on all of them holds on every day of the range: between two turns nothing changes.
        """
        day = dt.timedelta(days=1)
        days = {first, last}
        for head in self.heads:
            days.update((head.effective, head.first, head.signed))
            days.update(end + day for end in (head.until, head.accepted_until) if end)
        for regime in map(self.regimes.__getitem__, self.orders(first, last)):
            for transition in regime.transitions:
                days.update((transition.first, transition.last + day))
            days.update(section.first for section in regime.reasons if section.first)
            days.update(duration.first for duration in regime.durations if duration.first)
        return tuple(sorted(turn for turn in days if first <= turn <= last))

    def validate(self) -> None:
        """Read every file whole. Raises LawError for the first thing that is wrong."""
        for words in complaints(self.paths):
            raise LawError(words)

    @property
    def digest(self) -> str:
        """A SHA-256 over names and contents of the files."""
        return rulebook.digest(self.paths)


def complaints(paths: Sequence[Path]) -> list[str]:
    """Return everything that is wrong with the orders in `paths`, each with file and key path."""
    wrong: list[str] = []
    heads: list[tuple[Path, Head]] = []
    specials: dict[str, str] = {}
    for path in paths:
        regime, found = study(path)
        wrong += found
        for index, special in enumerate(regime.specials if regime else ()):
            other = specials.setdefault(special.id, path.name)
            if other != path.name:
                wrong.append(f"{path}, special[{index}].id: {special.id!r} already stands in {other}")
        with contextlib.suppress(LawError):
            heads.append((path, regime or read_head(path)))
    if len(heads) == len(paths):  # without the window of one file the others would seem to leave a hole
        wrong += window_complaints((path, head) for path, head in heads if head.kind == "classification")
    return wrong


def load(place: Path | None = None) -> Law:
    """Return the law in force for this process: the shipped files and the user's, or those of the folder `place` alone.

    Read once. Raises LawError naming file and key path when a file is wrong, or the folder when it holds no order.
    """
    paths = rulebook.files("eo", place)
    if not paths:
        raise LawError(f"{place or rulebook.folder()}: holds no eo*.toml; an order is one file there")
    return _read(tuple(paths))


@cache
def _read(paths: tuple[Path, ...]) -> Law:
    return Law(paths)
