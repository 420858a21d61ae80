"""A record's text as the tests of a mark's surroundings see it: lines, margins, and what kind of record it is."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import islice

from redaction_audit.expressions import Expression

_SIDE = 240
BLANK = " \t\x0b\x0c\xa0"
_REST = Expression(r"[ \t\xa0]{0,240}[.,;'’‘`~_]{0,2}[ \t\xa0]{0,240}(?:[\r\n\x0c]|\Z)")
"""What may stand behind a code in the margin: a stop, or what a scanner made of specks."""
_BREAK = Expression(r"\r\n?|\n")
_QUOTED = Expression(r"(?:\A|[\r\n])[> ]{1,11}\Z")
LINE_END = Expression(r"[ \t\xa0]{0,240}(?:[\r\n\x0c]|\Z)")
_STRONG_LABEL = Expression(
    r"Harm to Ongoing (?:Matter|Investigation)|(?:(?:\A|[\r\n]|; )(?:\[\d{1,4}\] ?"
    r"|<FN\d{1,4}>\s?|-\s{1,3})|; )(?:Grand Jury|Investigative Technique|Personal Privacy)(?=[;.,]? ?("
    r"?:[\r\n]|\Z|; | [A-Z\d(]))"
    r"|(?:[a-z,]|\)) Grand Jury(?= ?[\r\n]{1,4}\[\d)|(?:Grand Jury|Investigative Technique"
    r"|Personal Privacy) (?:Grand Jury|Investigative Technique|Personal Privacy)",
)
_PARAGRAPH = Expression(r"(?i)\([acde]\)[ ]?\([1-9]\)|\(b\)[ ]?\([12]\)|\(a\)(?=[ \t])")
_FEW = 8
"""How often a stretch of a text is searched before the whole text is: so many marks ask most records."""
_MARGIN = 16
_ENOUGH = 1000  # openings looked at: a record of nothing else would hold millions
# Words, in lower case, that tell what kind of record this is; one is enough.
_GATES: dict[str, tuple[str, ...]] = {
    "sheet": ("withdrawal", "withdrawn", "pink sheet", "restriction code", "presidential records act"),
    "lettered": ("withdrawal record", "na form 14", "nixon pres", "nixon project", "(a) closed by"),
    "cia": (
        "cia-rdp",
        "approved for release",
        "sanitized copy",
        "statintl",
        "25x1",
        "illegib",
        "central intelligence",
        "86-36",
        "mori docid",
    ),
    "stamped": ("cia-rdp", "approved for release", "sanitized copy"),
    "bureau": ("fbi", "federal bureau", "herein is unclassified", "deleted page"),
    "fbi": ("fbi", "federal bureau", "herein is unclassified", "deleted page", "b7c", "b7d", "b7e"),
    "closed-only": (
        "declassified]",
        "declassified ]",
        "declassified}",
        "declasified]",
        "deciassified]",
        "declassifed]",
    ),
    "released": (
        "release in part",
        "doc no",
        "foia",
        "foi/pa",
        "foipa",
        "freedom of information",
        "(b)(",
        "(b) (",
        "department of state",
    ),
}
_LABEL = Expression(r"Harm to Ongoing|Investigative Technique|Personal Privacy|Grand Jury")
_PATTERNS = {"strong-label": _STRONG_LABEL, "labels": _LABEL}


class Page:
    """A record's text as the tests see it; what concerns the whole record is looked up once.

    `led` says of codes already met, by their starts, whether words of citing lead up to them; `items` how long the item
    of a list is that a stretch of text ends with. Both are gone with the record.
    """

    __slots__ = ("_folded", "_known", "_listed", "_looks", "items", "led", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: str | None = None
        self._known: dict[str, bool] = {}
        self._listed: dict[str, list[int]] = {}
        self._looks = _FEW
        self.led: dict[int, bool] = {}
        self.items: dict[tuple[str, int], int] = {}

    @property
    def folded(self) -> str:
        """The text in lower case, for looking words up; its offsets are not those of `text`."""
        if self._folded is None:
            self._folded = self.text.lower()
        return self._folded

    def has(self, gate: str) -> bool:
        """Return whether the record holds words of the named kind (`sheet`, `cia`, `fbi` ...)."""
        known = self._known.get(gate)
        if known is None:
            pattern = _PATTERNS.get(gate)
            known = any(word in self.folded for word in _GATES.get(gate, ())) or bool(
                pattern and pattern.search(self.text)
            )
            self._known[gate] = known
        return known

    def listed(self, name: str, find: Callable[[str], list[int]]) -> list[int]:
        """Return the places that `find` finds in the whole text, looked up once under `name`."""
        if name not in self._listed:
            self._listed[name] = find(self.text)
        return self._listed[name]

    def listed_within(self, name: str, find: Callable[[str], list[int]], low: int, high: int) -> bool:
        """Return whether `listed` finds a place within low..high: `find` may judge it by 16 signs on either side.

        The first few times that stretch is searched, then the whole text, once.
        """
        if name not in self._listed and self._looks:
            self._looks -= 1
            first = max(0, low - _MARGIN)
            return any(low <= first + at < high for at in find(self.text[first : high + _MARGIN]))
        places = self.listed(name, find)
        return bisect_left(places, high) > bisect_left(places, low)

    @property
    def enumerated(self) -> bool:
        """Whether paragraphs are numbered as in a statute: `(a)(1)` opens a line, or `(a)`, `(b)(1)`, `(b)(2)` do."""
        known = self._known.get("enumerated")
        if known is None:
            found = set(islice(self._openings(), _ENOUGH))
            known = found >= {"(a)", "(b)(1)", "(b)(2)"} or any(len(one) > 3 and one[1] != "b" for one in found)
            self._known["enumerated"] = known
        return known

    def _openings(self) -> Iterator[str]:
        """Yield the numbers of paragraphs that open a line, in lower case, without blanks."""
        for number in _PARAGRAPH.finditer(self.text):
            if self.opens_line(number.start()):
                yield number[0].lower().replace(" ", "")

    def before(self, start: int, size: int = _SIDE) -> str:
        """Return up to `size` characters before `start`."""
        return self.text[max(0, start - size) : start]

    def line_before(self, start: int, size: int = _SIDE) -> str:
        """Return what stands before `start` on its line, at most `size` characters."""
        left = self.text[max(0, start - size) : start]
        return left[max(left.rfind("\n"), left.rfind("\r")) + 1 :]

    def opens_line(self, start: int) -> bool:
        """Return whether only blanks or quotation marks stand before `start` on its line."""
        if start == 0 or self.text[start - 1] in "\r\n":
            return True
        if self.text[start - 1] not in " \t\x0c\xa0>|*":
            return False
        left = self.text[max(0, start - _SIDE) : start].rstrip(" \t\x0c\xa0>|*")
        return left.endswith(("\n", "\r")) or (not left and start < _SIDE)

    def rows_beside(self, start: int, end: int, size: int) -> tuple[str, str]:
        """Return the rows above and below a span, as far as they stand within `size` characters; empty without one."""
        above, below = _rows(self.before(start, size)), _rows(self.text[end : end + size])
        return above[-2] if len(above) > 1 else "", below[1] if len(below) > 1 else ""

    def line_after(self, end: int, size: int = _SIDE) -> str:
        """Return what stands after `end` on its line, at most `size` characters."""
        right = self.text[end : end + size]
        for stop in ("\n", "\r"):
            at = right.find(stop)
            if at >= 0:
                right = right[:at]
        return right


def _rows(text: str) -> list[str]:
    return (_BREAK.sub("\n", text) if "\r" in text else text).split("\n")


Place = Callable[[Page, int, int], bool]


def clear_left(page: Page, start: int, _end: int) -> bool:
    """Nothing stands before it on its line, or at least two blanks (or a tab) do."""
    text = page.text
    if start == 0 or text[start - 1] in "\r\n\t\x0c":
        return True
    if text[start - 1] not in BLANK:
        return False
    return (
        start == 1
        or text[start - 2] in " \t\r\n\x0c\xa0"
        or (text[start - 2] == ">" and _QUOTED.search(page.before(start, 12)) is not None)
    )


def margin(page: Page, start: int, end: int) -> bool:
    """It stands alone on its line, or behind at least two blanks with only codes behind it."""
    return clear_left(page, start, end) and _REST.match(page.text, end) is not None


def alone(page: Page, start: int, end: int) -> bool:
    """It stands alone on its line."""
    return LINE_END.match(page.text, end) is not None and page.opens_line(start)
