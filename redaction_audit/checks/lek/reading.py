"""Sentences as they are read: words with their places, line ends folded, words that a line end divided closed.

Nothing is copied out of a record for longer than it is looked at: a word knows where it stands.
"""

import re
from functools import cache

from msgspec.structs import replace

from redaction_audit.checks.lek.vocabulary import known
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen

AHEAD, BEHIND = 240, 360
"""Characters in front of a place and behind it that are read: four lines of a telegram, and six."""

POSSESSIVE = ("'s", "’s", ",s", "`s")
"""Endings of possessives, as captures print them."""

_GIANT = 4_000
"""Characters on either side of a place beyond which no end of its paragraph is looked for."""
_WORD = 40
_NARROWEST, _COLUMN = 30, 200
"""Widths of lines that may be cut at one column."""
_HYPHENS = ("-", "‐", "\u00ad", "¬")
"""Signs that divide a word at a line end, soft hyphens as scans print them among them."""
_STOPS = frozenset('.,;:!?()[]—–"“”')
_SENTENCE = frozenset(".!?")


class Word(Frozen):
    """A word of a sentence: `text` as printed without outer signs, `low` the same in lower case without `'s`.

    `lead` holds the signs between the word before and this one, `trail` those directly behind it. `owns` says that it
    is a possessive: `researcher's`, or `,s` in a capture that lost its apostrophes.
    """

    text: str
    low: str
    start: int
    end: int
    lead: str
    trail: str
    owns: bool

    @property
    def stopped(self) -> bool:
        """Whether a comma, bracket, quotation mark or full stop stands in front."""
        return not _STOPS.isdisjoint(self.lead)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def last_word(text: str, at: int) -> str:
    """Return the word in front of a place as printed, with its signs; the empty string where none is near."""
    found = text[max(0, at - _WORD) : at].rsplit(None, 1)
    return found[-1] if found else ""


def behind(text: str, at: int, end: int | None = None) -> list[Word]:
    """Return the words of text[at:end], at most `BEHIND` characters and to the end of the paragraph.

    A word that the limit cuts is left out.
    """
    stop = min(len(text) if end is None else end, at + BEHIND)
    blank = _blank().search(text, at, stop) if "\n" in text[at:stop] or "\r" in text[at:stop] else None
    if blank:
        return _read(text, at, blank.start())
    if at < stop < len(text) and not (text[stop - 1].isspace() or text[stop].isspace()):
        stop = max(text.rfind(" ", at, stop), text.rfind("\n", at, stop), at)
    return _read(text, at, stop)


def before(text: str, at: int, begin: int = 0) -> list[Word]:
    """Return the words of text[begin:at], at most `AHEAD` characters and from the beginning of the paragraph.

    A word that the limit cuts is left out.
    """
    start = max(begin, at - AHEAD)
    cut = start
    for blank in _blank().finditer(text, start, at):
        cut = blank.end()
    if cut == start > 0 and not (text[start - 1].isspace() or text[start : start + 1].isspace()):
        gap = _white().search(text, start, at)
        cut = gap.end() if gap else at
    return _read(text, cut, at)


def around(text: str, at: int, reach: int = AHEAD) -> tuple[list[Word], int]:
    """Return the words on both sides of an offset that begins a word, and that word's index."""
    ahead, after = before(text, at, max(0, at - reach)), behind(text, at, min(len(text), at + reach))
    if ahead and after:
        after[0] = replace(after[0], lead=ahead[-1].trail + after[0].lead)
    return [*ahead, *after], len(ahead)


def paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the half-open bounds of what stands around a place without a blank line; of a giant, the part around."""
    low, high = max(0, start - _GIANT), min(len(text), end + _GIANT)
    for blank in _blank().finditer(text, low, start):
        low = blank.end()
    blank_behind = _blank().search(text, end, high)
    return low, blank_behind.start() if blank_behind else high


def is_one_paragraph(text: str, start: int, end: int) -> bool:
    """Return whether no blank line stands in text[start:end]."""
    return _blank().search(text, start, end) is None


def ends_sentence(words: list[Word], index: int) -> bool:
    """Return whether the sentence ends before `words[index]`: full stop and capital, no initial or title."""
    word = words[index]
    if _SENTENCE.isdisjoint(word.lead) or not (word.capital or word.text[:1].isdigit()):
        return False
    if not index:
        return True
    last = words[index - 1]
    return not (last.trail[:1] == "." and (len(last.text) == 1 or last.low in _abbreviations()))


@cache
def _abbreviations() -> frozenset[str]:
    from redaction_audit.checks.lek.vocabulary import words

    short = {word for word in words("courtesies", "ranks", "suffixes", "months") if len(word) < 5}
    return frozenset(short | {"messrs", "prof", "ste", "st", "no", "dept", "u.s", "u.n", "vs", "etc", "approx"})


def _read(text: str, start: int, end: int) -> list[Word]:
    found: list[Word] = []
    lead = ""
    for token in _tokens().finditer(text, start, end):
        ahead, core, trail = token.groups()
        if core is None:  # signs alone
            lead += token.group()
            continue
        lead += ahead
        first, stop = token.span(2)
        while not core.isalnum() and (joint := _joint().search(core)):
            at = first + joint.start()
            _add(found, text, core[: joint.start()], (first, at), lead, joint[0])
            core, first, lead = core[joint.end() :], at + 1, joint[0]
        _add(found, text, core, (first, stop), lead, trail)
        lead = trail
    return found


def _add(found: list[Word], text: str, core: str, span: tuple[int, int], lead: str, trail: str) -> None:
    """Append a word, or close the last one with it where a line end divided one word."""
    first, stop = span
    if found and not lead and text[first - 1] in "\r\n" and _is_cut(text, found[-1], first, core):
        last = found.pop()
        core, first, lead = last.text + core, last.start, last.lead
    elif found and lead in _HYPHENS and _is_divided(text, found[-1].end, first):
        last = found.pop()
        core, first, lead = _undivided(last.text, lead, core), last.start, last.lead
    low = core.lower()
    owns = low[-2:] in POSSESSIVE and len(low) > 2
    found.append(Word(core, low[:-2] if owns else low, first, stop, lead, trail, owns))


def _is_cut(text: str, last: Word, at: int, core: str) -> bool:
    """Return whether a line end cut one word in two.

    No blank stands beside it, and either the halves make a word of ours, or the lines are cut at one column.
    """
    if text[last.end : at] not in ("\n", "\r\n", "\r") or not core[0].islower():
        return False
    if last.low in known() and core.lower() in known():
        return False
    return (last.text + core).lower() in known() or _is_column(text, last.end, at)


def _is_divided(text: str, end: int, start: int) -> bool:
    """Return whether a hyphen stands at `end`, and the next line begins at `start`."""
    gap = text[end + 1 : start]
    return "\n" in gap or "\r" in gap


def _undivided(head: str, hyphen: str, rest: str) -> str:
    """Return a word that was divided at a line end; its hyphen stays where it may belong to the word."""
    whole, kept = head + rest, f"{head}-{rest}"
    if kept.lower() in known():
        return kept
    return whole if hyphen != "-" or rest[0].islower() or whole.lower() in known() else kept


def _is_column(text: str, end: int, start: int) -> bool:
    """Return whether the line that ends at `end` is exactly as long as the lines near it: a column, not a margin."""
    *before_, this = map(len, text[max(0, end - 3 * _COLUMN) : end].splitlines())
    following = text[start : start + 2 * _COLUMN].splitlines()[:2]
    near = [*before_[-2:], *map(len, following)]
    return this >= _NARROWEST and near.count(this) >= min(3, len(near)) > 1


@cache
def _tokens() -> re.Pattern[str]:
    """Match what stands between blanks: signs, the word up to its last letter or figure, signs."""
    return fixed(r"([^\w\s]{0,40})(\w(?:\S{0,60}\w)?)([^\w\s]{0,40})|[^\w\s]{1,40}")


@cache
def _joint() -> re.Pattern[str]:
    """Match the sign between two words that lost their blank: `close.Rowe`, `board,left`; not `Ph.D`, `tool,s`."""
    return fixed(r"(?<=[a-zà-öø-ÿ]{2})(?:[.](?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])|[,;:!?](?=[^\W\d_]{2}))")


@cache
def _white() -> re.Pattern[str]:
    return fixed(r"\s+")


@cache
def _blank() -> re.Pattern[str]:
    """Match a blank line."""
    return fixed(r"(?:\r\n|\r(?!\n)|\n)[ \t\f]{0,200}[\r\n]\s{0,200}")
