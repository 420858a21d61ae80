"""The identity of a finding (`ra1:`): stable when a release is edited elsewhere, re-wrapped, moved or re-ordered.

A fingerprint covers the rule id, the record id, the kind of thing flagged and the eight lower-case words on either
side within its block (a run of text without a blank line). Capitalised words, digits and anything that touches a mark
are never hashed, so that no name can be probed through it. Findings of one rule and kind that look alike are told apart
by wider context, and by a count only when the record repeats itself word for word; `how` says so.

The scheme is final: any change is `ra2:` and needs a migration of baselines and decisions.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from redaction_audit.expressions import Expression, fixed
from redaction_audit.lazy import lazy
from redaction_audit.model import Frozen

SCHEME = "ra1"
FORM = Expression(r"ra1:[0-9a-f]{24}")
"""What every fingerprint looks like."""

_REACH = (8, 16, 32, 64)

# In a record typed in capitals only, words and names look the same. There, and only there, this closed list of words
# that are no names gives context: articles, prepositions, conjunctions, auxiliaries and pronouns.
_PLAIN_WORDS = frozenset(
    """
    a about above after against all also among an and any are as at be because been before being below between
    both but by can could did do does during each either for from further had has have he her here his how however
    if in into is it its least less more most much neither no nor not of off on only or other our out over own
    same several shall she should since so some such than that the their them then there these they this those
    through thus to too toward under until up upon us very was we were what when where whether which while who
    whom whose why with within without would you your
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


class Place(Frozen):
    """What a fingerprint is asked for: rule id, kind of thing, half-open span in code points."""

    rule: str
    kind: str
    start: int
    end: int


class Print(Frozen):
    """A fingerprint and how it became unique: `context`, `wide-context` or `count`."""

    value: str
    how: str


_TOKENS = fixed(r"[^\W_]+").findall
_APART = bytes(byte if chr(byte).isalnum() else 0x20 for byte in range(128)) + b" " * 128
_CASES = bytes(byte if chr(byte).islower() else 0x30 if chr(byte).isalnum() else 0x20 for byte in range(128)) + bytes(
    128
)
"""ASCII with `0` for every letter or digit that is not lower case: a run without one may be hashed."""

_FIGURE = fixed(r"\d").search
_Filter = Callable[[list[str]], list[str]]
_BLANK_LINE = fixed(r"(?:\r\n|\r(?!\n)|\n)[ \t\f\v]*(?=[\r\n])")
_EMPTY_LINE = fixed(r"\n[^\S\n]*(?=\n)")
_FURTHEST = 4_096  # code points looked at on either side; only text almost without words reaches it
_GLANCES = (80, 320)  # code points in which eight words mostly stand


class Context:
    """The words of one record that may be hashed, by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._around: dict[tuple[int, int, int], str] = {}
        self._returns = "\r" in text

    def around(self, start: int, end: int, reach: int) -> str:
        """Return the words left and right of a span as they are hashed; several rules often flag one place."""
        key = start, end, reach
        known = self._around.get(key)
        if known is None:
            known = self._near(start, end) if reach == _REACH[0] else None
            if known is None:
                low, high = self.block(start, end) if reach == _REACH[0] else (0, len(self.text))
                known = _side_by_side(*self.words(start, end, low, high, reach))
            self._around[key] = known
        return known

    def _near(self, start: int, end: int) -> str | None:
        """Return `around` of a span within its block where a glance shows it, else None.

        It does for most spans, which touch no other word and have nothing but ASCII and either eight words or an empty
        line close by: then neither the ends of the block nor those of any word have to be looked for.
        """
        text, reach, size = self.text, _REACH[0], len(self.text)
        if self._returns or start >= end or _joined(text, start) or _joined(text, end):
            return None
        for width in _GLANCES:
            low, high = start - width, end + width
            opened, closed = low <= 0, high >= size
            if opened:
                low = 0
            while (line := _EMPTY_LINE.search(text, low, start)) is not None:
                low, opened = line.end(), True
            if (line := _EMPTY_LINE.search(text, end - 1, high)) is not None:
                high, closed = line.end(), True
            before, after = text[low:start], text[end:high]
            if not (before.isascii() and after.isascii()):
                return None
            left, right = _lower_ascii(before, 0 if opened else 1), _lower_ascii(after, 0, None if closed else -1)
            if (opened or len(left) >= reach) and (closed or len(right) >= reach):
                if not (left or right):
                    return _side_by_side(_plain(_tokens(before))[-reach:], _plain(_tokens(after))[:reach])
                return b"\x1f".join((b" ".join(left[-reach:]), b" ".join(right[:reach]))).decode()
        return None

    @lazy
    def _breaks(self) -> list[int]:
        """Offsets at which a new block begins."""
        return [0, *(match.end() for match in _BLANK_LINE.finditer(self.text))]

    def block(self, start: int, end: int) -> tuple[int, int]:
        """Return the bounds of the block (or blocks) that hold a span."""
        if "\r" in self.text:
            first = bisect_right(self._breaks, start) - 1
            last = bisect_right(self._breaks, max(start, end - 1))
            return self._breaks[first], self._breaks[last] if last < len(self._breaks) else len(self.text)
        return self._block_start(start), self._block_end(max(start, end - 1))

    def _block_start(self, offset: int) -> int:
        """Return the line break behind the last blank line before `offset`, 0 where there is none.

        An empty line is found at once; only the few lines behind it can be blank without being empty.
        """
        low = self.text.rfind("\n\n", 0, offset) + 1
        at = self.text.rfind("\n", low, offset)
        if at > low:
            for line in reversed(self.text[low + 1 : at].split("\n") if low else self.text[:at].split("\n")[1:]):
                if line.isspace():
                    return at
                at -= len(line) + 1
        return low

    def _block_end(self, offset: int) -> int:
        """Return the line break that ends the next blank line, or the length of the text."""
        high = self.text.find("\n\n", offset)
        at = self.text.find("\n", offset, high if high >= 0 else None)
        if at >= 0:
            lines = self.text[at + 1 : high].split("\n") if high >= 0 else self.text[at + 1 :].split("\n")[:-1]
            for line in lines:
                at += len(line) + 1
                if line.isspace():
                    return at
        return high + 1 if high >= 0 else len(self.text)

    def words(self, start: int, end: int, low: int, high: int, reach: int) -> tuple[list[str], list[str]]:
        """Return up to `reach` hashable words left and right of a span, in text order, within low..high.

        Lower-case words count; where low..high has none at all, the plain words of text in capitals do. A word that
        runs into the span (the open letters of a partial overlay) belongs to what is flagged and never counts.
        """
        low, high = max(low, start - _FURTHEST), min(high, end + _FURTHEST)
        for hashable in (_lower, _plain):
            left = self._left(start, low, reach, hashable)
            right = self._right(end, high, reach, hashable)
            if left or right:
                return [word.lower() for word in left], [word.lower() for word in right]
        return [], []

    def _left(self, start: int, low: int, reach: int, hashable: _Filter) -> list[str]:
        """Return the last `reach` hashable words of text[low:start], looking no further back than needed."""
        width = 12 * reach
        while True:
            at = max(low, start - width)
            found = hashable(self._whole(at, start))
            if len(found) >= reach or at == low:
                return found[-reach:]
            width *= 4

    def _right(self, end: int, high: int, reach: int, hashable: _Filter) -> list[str]:
        """Return the first `reach` hashable words of text[end:high]."""
        width = 12 * reach
        while True:
            at = min(high, end + width)
            found = hashable(self._whole(end, at))
            if len(found) >= reach or at == high:
                return found[:reach]
            width *= 4

    def _whole(self, start: int, end: int) -> list[str]:
        """Return the runs of letters and digits of text[start:end] that neither end cuts through."""
        text = self.text
        tokens = _tokens(text[start:end])
        if tokens and end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            tokens.pop()
        if tokens and start and text[start].isalnum() and text[start - 1].isalnum():
            del tokens[0]
        return tokens


def _tokens(text: str) -> list[str]:
    """Return the runs of letters and digits; in plain ASCII, bytes find them three times faster than `re`."""
    return text.encode().translate(_APART).decode().split() if text.isascii() else _TOKENS(text)


def _joined(text: str, offset: int) -> bool:
    """Return whether a run of letters and digits goes across `offset`."""
    return 0 < offset < len(text) and text[offset - 1 : offset + 1].isalnum()


def _side_by_side(left: Iterable[str], right: Iterable[str]) -> str:
    """Return words left and right of a span as they are hashed."""
    return f"{' '.join(left)}\x1f{' '.join(right)}"


def _lower_ascii(text: str, first: int, last: int | None = None) -> list[bytes]:
    """Return the words of lower-case letters among the runs first:last of a text in plain ASCII."""
    return list(filter(bytes.isalpha, text.encode().translate(_CASES).split()[first:last]))


def _lower(tokens: list[str]) -> list[str]:
    """Return those runs of letters and digits that are words of lower-case letters."""
    found = [token for token in tokens if token.islower()]
    return found if "".join(found).isalpha() else [token for token in found if _FIGURE(token) is None]


def _plain(tokens: list[str]) -> list[str]:
    """Return in lower case those runs of letters and digits that are words of the closed list."""
    return list(filter(_PLAIN_WORDS.__contains__, map(str.lower, tokens)))


def fingerprints(text: str, record: str, places: Sequence[Place]) -> list[Print]:
    """Return one fingerprint per place, in the order given.

    A fingerprint depends only on the record and on the places of the same rule and kind, so it is the same whichever
    other rules are selected, and in whatever order or process they ran.
    """
    context = Context(text)
    values = [_value(context, record, place, _REACH[0]) for place in places]
    found = [Print(value, "context") for value in values]
    if len(set(values)) < len(values):
        for index, printed in _told_apart(context, record, places, values):
            found[index] = printed
    return found


def _told_apart(
    context: Context, record: str, places: Sequence[Place], values: Sequence[str]
) -> Iterable[tuple[int, Print]]:
    """Yield index and fingerprint for places with one value, as only those of one rule and kind have, by wider context.

    Those that look alike even then are counted.
    """
    alike = _by_value(enumerate(values))
    for reach in _REACH[1:]:
        open_ = [index for same in alike.values() if len(same) > 1 for index in same]
        alike = _by_value((index, _value(context, record, places[index], reach)) for index in open_)
        yield from ((same[0], Print(value, "wide-context")) for value, same in alike.items() if len(same) == 1)
    for same in alike.values():
        if len(same) > 1:
            for count, index in enumerate(sorted(same, key=lambda i: (places[i].start, places[i].end)), 1):
                yield index, Print(_value(context, record, places[index], _REACH[-1], count), "count")


def _by_value(values: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, value in values:
        found.setdefault(value, []).append(index)
    return found


def _value(context: Context, record: str, place: Place, reach: int, count: int = 0) -> str:
    around = context.around(place.start, place.end, reach)
    parts = f"{place.rule}\x1f{record}\x1f{place.kind}\x1f{reach}\x1f{around}\x1f{count}"
    return f"{SCHEME}:{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
