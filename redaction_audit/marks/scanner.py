"""The scanner: a text goes in, all its marks come out; the same marks whichever backend found them."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Literal

from redaction_audit.marks import grouping, vocabulary
from redaction_audit.marks.amounts import amount
from redaction_audit.marks.page import Page
from redaction_audit.marks.places import GATED, PLACES
from redaction_audit.marks.values import CODE, READINGS
from redaction_audit.marks.vocabulary import Entry
from redaction_audit.model import Mark, Marks

Backend = Literal["auto", "re", "hyperscan"]
Candidate = tuple[int, int, int]
Finder = Callable[[Sequence[str], Sequence[bytes | None]], list[list[Candidate]]]

# Compiling or loading the database costs as much as scanning this many characters with `re`.
_WARM_UP = 50_000
_NONE = Marks()
_SHORTEST_RUN = 4  # no two codes with a sign between them fit into so little


class Scanner:
    """Finds every mark of a text. Holds compiled patterns only; two scans of one text give equal results.

    `backend` "re" runs each exact pattern once; "hyperscan" finds triggers in one pass and confirms each with the same
    exact pattern; "auto" starts with `re` and changes over after 50,000 characters where hyperscan can be imported.
    """

    def __init__(self, backend: Backend = "auto", entries: tuple[Entry, ...] | None = None) -> None:
        self.backend = backend
        self.entries = vocabulary.load() if entries is None else entries
        self._tests = [
            (entry, tuple(PLACES[name] for name in entry.needs), tuple(PLACES[name] for name in entry.sure))
            for entry in self.entries
        ]
        self._gates = [tuple(GATED[name] for name in entry.needs if name in GATED) for entry in self.entries]
        self._seen = 0
        self._fast: Finder | None = None
        if backend == "hyperscan":
            self._change_over()

    def scan(self, text: str) -> Marks:
        """Return the marks of `text` in order (half-open code points), the doubtful ones apart, and their groups."""
        return self.scan_all((text,))[0]

    def scan_all(self, texts: Sequence[str], encoded: Sequence[bytes | None] | None = None) -> list[Marks]:
        """Return the marks of several texts: faster than one by one, for what has just run runs again at once.

        `encoded` holds the same texts in UTF-8, as far as the caller has them so.
        """
        find = self._finder(sum(map(len, texts)))
        pairs = zip(texts, find(texts, encoded or [None] * len(texts)), strict=True)
        return [self._settled(text, candidates) if candidates else _NONE for text, candidates in pairs]

    def _settled(self, text: str, candidates: list[Candidate]) -> Marks:
        found: list[Mark] = []
        doubtful: list[Mark] = []
        page = Page(text)
        for start, end, index in candidates:
            entry, needs, sure = self._tests[index]
            for place in needs:
                if not place(page, start, end):
                    break
            else:
                marks = doubtful if entry.doubtful else found
                for place in sure:
                    if not place(page, start, end):
                        marks = doubtful
                        break
                if entry.reads == "none":
                    marks.append(
                        Mark(entry.kind, start, end, text[start:end], (), None, entry.confidence, None, entry.id)
                    )
                else:
                    marks.extend(_read(text, start, end, entry))
        return grouping.settle(text, found, doubtful)

    def _finder(self, size: int) -> Finder:
        if self._fast is not None:
            return self._fast
        if self.backend == "auto":
            self._seen += size
            if self._seen > _WARM_UP:
                self._change_over()
                return self._finder(0)
        return self._plain

    def _change_over(self) -> None:
        """Use hyperscan from now on; where it is missing or fails, `re` for ever."""
        from redaction_audit.marks import hyper

        self._fast = hyper.finder(self.entries) or self._plain

    def _plain(self, texts: Sequence[str], _encoded: Sequence[bytes | None]) -> list[list[Candidate]]:
        return [self._searched(text) for text in texts]

    def _searched(self, text: str) -> list[Candidate]:
        """Return (start, end, entry index) of every match: each pattern once, and only if a literal of it occurs."""
        page = Page(text)
        found = [
            (match.start(), match.end(), index)
            for index, entry in enumerate(self.entries)
            if any(literal in (page.folded if entry.caseless else text) for literal in entry.literals)
            and all(page.has(gate) for gate in self._gates[index])
            for match in entry.compiled.finditer(text)
        ]
        found.sort()
        return found


def _read(text: str, start: int, end: int, entry: Entry) -> list[Mark]:
    """Return the mark at a place, or one mark per code where an entry reads a run of codes."""
    raw = text[start:end]
    confidence, reads = entry.confidence, entry.reads
    if reads == "amount":
        return [Mark(entry.kind, start, end, raw, (), amount(raw), confidence, None, entry.id)]
    codes = READINGS[reads]
    if reads == "each-code" and len(raw) > _SHORTEST_RUN:
        return [
            Mark(entry.kind, start + m.start(), start + m.end(), m[0], codes(m[0]), None, confidence, None, entry.id)
            for m in CODE.finditer(raw)
        ]
    return [Mark(entry.kind, start, end, raw, codes(raw), None, confidence, None, entry.id)]


@cache
def scanner(backend: Backend = "auto") -> Scanner:
    """Return this process's scanner for `backend`. Raises LawError when a vocabulary file is wrong."""
    return Scanner(backend)
