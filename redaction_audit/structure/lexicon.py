"""The words that a run asks records for, all of them looked for in one pass.

A record is asked for some two hundred words, and hardly one of them occurs. Hyperscan tells all that do, and where, in
less time than Python takes to look for two. Which words to look for is learned: the first records are searched word by
word, and what they were asked for is compiled, again whenever much more has been read and new words turned up. What is
our own of it is kept for the next run (`learned.py`). Answers do not depend on it, only how fast they come.
"""

import contextlib
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Self

_FIRST = 1_000_000
"""Bytes that are searched word by word: compiling takes as long as it saves of so many more."""
_EARLY = 50_000
"""Bytes that are searched before the words of earlier runs are looked for: to load them takes as long as it saves."""
_NEXT = 40
"""How many times as much has to be read before new words are compiled: most are asked for early, so twice in a run."""
_FEW = 32
"""Kept words to one that is new, from which the kept ones do until much more was read."""
_MOST = 2_000
"""Words that are learned; rules ask for a few hundred."""
_LONGEST = 1 << 20
"""Bytes of the longest text that is looked at: hits in hostile text of many megabytes would fill the memory."""


WHITE = r"[\s\x1c-\x1f]"
"""White space as `re` sees it; what hyperscan alone takes for it is less."""


class Hint:
    """An expression of hyperscan that matches wherever its user would find something.

    It sees a `?` in place of every sign beyond ASCII. `rare` is for `re` while the hint is not learned: it has to match
    in what is left of such a text without its small letters and its white space (`Literals.rare`); without it nothing
    is denied until then. Make it where a module is loaded, beside what it stands for, of nothing that a record holds:
    hints are kept between runs. Whoever makes it again is given the same one. Leave repeats unbounded: hyperscan never
    goes back, and takes longer to compile a repeat with a bound.
    """

    __slots__ = ("expression", "rare")

    def __new__(cls, expression: str, *patterns: str, rare: str | None = None) -> Self:
        """Return the hint that was made of the same before, if one was."""
        made: Self = _MADE.setdefault((cls, expression, patterns, rare), super().__new__(cls))
        return made

    def __init__(self, expression: str, *, rare: str | None = None) -> None:
        self.expression = expression
        self.rare = rare


class Anchor(Hint):
    """An expression whose matches are all wanted, for what stands there; the offsets behind them are told.

    `patterns` tell them to `re`, which is fast where an expression begins with letters; by default it is the expression
    itself. Either may tell more offsets than the other, as hyperscan does where matches overlap: a reader has to look
    around with an exact pattern of its own, in such a way that it does not matter.
    """

    __slots__ = ("given",)

    def __init__(self, expression: str, *patterns: str) -> None:
        super().__init__(expression)
        self.given = patterns

    @property
    def patterns(self) -> tuple[str, ...]:
        """What tells the anchor to `re`."""
        return self.given or (self.expression,)


_MADE: dict[tuple[type[Hint], str, tuple[str, ...], str | None], Any] = {}

Wanted = str | Hint
Known = frozenset[Wanted]
Found = Mapping[Wanted, Sequence[int]]
"""What occurs, with the offsets behind it: all of an anchor, one of anything else."""
Asked = tuple[Wanted, int]
"""What is looked for, and in which way: `PRINTED` or `LOW`."""
Told = tuple[Known, Found]
"""What was looked for in a text, and what of it occurs."""

NOTHING: Told = (frozenset(), {})
PRINTED, LOW = 0, 1
"""The two ways to ask of a text: as it is printed, and in lower case."""


class Lexicon:
    """What texts were asked for so far, as printed and in lower case, and what looks for all of it.

    Words are those of our source and our rules, never words of a record: they are kept as long as the process lives.
    """

    def __init__(self, first: int = _FIRST, *, kept: bool = False) -> None:
        """`first` is how many bytes are searched word by word before anything is compiled.

        `kept` lexicons begin with what earlier runs learned, and leave to later ones what they learn themselves.
        """
        self._asked: dict[Asked, None] = {}
        self._read = 0
        self._first = first
        self._kept = kept
        self._due = min(_EARLY, first) if kept else first
        self._known: tuple[Known, Known] = (frozenset(), frozenset())
        self._database: Any = None
        self._words: tuple[Asked, ...] = ()

    def note(self, wanted: Wanted, way: int = PRINTED) -> None:
        """Put a word or a hint on the list of what is looked for, if it can be and the list is not full."""
        if (wanted, way) in self._asked or len(self._asked) >= _MOST:
            return
        if isinstance(wanted, Hint) or _can_be_learned(wanted):
            self._asked[wanted, way] = None

    def look(self, flat: bytes) -> tuple[Told, Told]:
        """Return what is told of a text with a `?` for signs beyond ASCII: as it is printed, and in lower case."""
        self._read += len(flat)
        if self._read > self._due:
            self._learn()
        if self._database is None or len(flat) > _LONGEST:
            return NOTHING, NOTHING
        found: tuple[dict[Wanted, list[int]], ...] = ({}, {})
        try:
            self._database.scan([flat], self._note, 0, found, self._database.scratch)
        except sys.modules["hyperscan"].ScanTerminated as error:
            raise KeyboardInterrupt from error  # that is all hyperscan says of one that came while a hit was noted
        return (self._known[PRINTED], found[PRINTED]), (self._known[LOW], found[LOW])

    def _note(
        self, number: int, _start: int, end: int, _flags: int, found: tuple[dict[Wanted, list[int]], ...]
    ) -> None:
        word, way = self._words[number]
        ends = found[way]
        if word in ends:
            ends[word].append(end)
        else:
            ends[word] = [end]

    def _learn(self) -> None:
        """Look for all that was asked for from now on, where hyperscan is loaded anyway."""
        self._due = self._read + self._first
        if "hyperscan" not in sys.modules:
            return
        with contextlib.suppress(Exception):  # whatever an unfit native library raises, the search without it does
            if self._kept and not self._words:
                self._recall()
            fresh = len(self._asked) - len(self._words)
            if not fresh:
                return
            if fresh * _FEW <= len(self._words) and self._read < self._first * _NEXT:
                self._due = self._first * _NEXT
                return
            self._due = self._read * _NEXT
            words = tuple(self._asked)
            self._take(words, _keep(words) if self._kept else compiled(words))

    def _recall(self) -> None:
        from redaction_audit.structure import learned

        words = learned.recall()
        if words:
            self._asked = dict.fromkeys(words) | self._asked
            self._take(words, learned.database(words))

    def _take(self, words: tuple[Asked, ...], database: Any) -> None:
        self._database, self._words = database, words
        self._known = _of(words, PRINTED), _of(words, LOW)


def _keep(words: tuple[Asked, ...]) -> Any:
    from redaction_audit.structure import learned

    return learned.keep(words)


def _of(words: tuple[Asked, ...], way: int) -> Known:
    return frozenset(word for word, asked in words if asked == way)


def _can_be_learned(word: str) -> bool:
    """Whether looking for a word in a flat text tells the same, and sooner: single signs are found at once anyway."""
    return len(word) > 1 and word.isascii() and "?" not in word


def compiled(words: tuple[Asked, ...]) -> Any:
    """Return a database whose expression n stands for `words[n]`. Raises what importing and compiling raise.

    It is one for texts in pieces: one for whole texts holds an automaton for short ones as well, which takes as long to
    compile as all the rest.
    """
    import hyperscan

    database = hyperscan.Database(mode=hyperscan.HS_MODE_VECTORED)
    expressions, flags = sought(words)
    database.compile(expressions=expressions, ids=list(range(len(words))), elements=len(words), flags=flags)
    return database


def sought(words: tuple[Asked, ...]) -> tuple[list[bytes], list[int]]:
    """Return what stands for each word in a database: its expression and its flags. Raises ImportError."""
    import hyperscan

    flags = [
        (0 if isinstance(word, Anchor) else hyperscan.HS_FLAG_SINGLEMATCH)
        | (hyperscan.HS_FLAG_CASELESS if way == LOW else 0)
        for word, way in words
    ]
    return [_expression(word) for word, _ in words], flags


def _expression(word: Wanted) -> bytes:
    if isinstance(word, Hint):
        return word.expression.encode()
    return "".join([f"\\x{byte:02x}" for byte in word.encode("ascii")]).encode()
