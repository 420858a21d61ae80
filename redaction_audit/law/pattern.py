"""Regular expressions of rules files, held to what stays linear on any text: bounded repeats, none inside another.

A repeat of one sign or set without upper bound is allowed where it never gives back (`X*+`): it costs one look a sign.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

MOST = 10_000
"""The highest upper bound of a repeat."""

WAYS = 20_000
"""In how many ways a text may at most be shared out among the rounds of a repeat of a repeat."""

LONGEST = 4_000
"""Characters above which a pattern is taken for a mistake."""

_LAST = 255
_ALPHABET = frozenset(range(_LAST + 1))  # compared one by one; of the others those that a pattern names
_OTHERS = -1
_SIMPLE = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY"}
_MOST_TEXTS = 200
"""Texts of alternatives that are compared with one another."""

_Node = tuple[Any, Any]
_Text = tuple[frozenset[int], ...]


def complaint(pattern: str, *, caseless: bool = False) -> str | None:
    """Return what is wrong with a pattern, None when it compiles and every repeat in it is bounded and alone.

    A repeat inside another is allowed where each round of the outer one needs a sign that the inner one cannot take
    (`(?:, ?[0-9]{1,2}){0,5}` can be read in one way only), or where both bounds are small. Alternatives that can
    read one text in two ways are allowed where few of them stand in a row (`(a|a){0,30}`, `(a|aa){0,30}` are refused).
    """
    if len(pattern) > LONGEST:
        return f"is longer than {LONGEST:,} characters"
    flags = re.ASCII | (re.IGNORECASE if caseless else 0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what a later Python may read otherwise is no pattern to rely on
            parsed = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]  # the parser is stable but unlisted
    except (re.error, OverflowError, Warning) as error:
        return f"not a regular expression ({error})"
    except RecursionError:
        return "is nested too deeply"
    folds = caseless or bool(parsed.state.flags & re.IGNORECASE)
    said = next(_complaints(parsed, folds), None)
    if said is None and _choices(parsed, folds) > WAYS:
        return "repeats alternatives that can read one text in two ways"
    return said


def _complaints(parsed: Iterable[_Node], folds: bool) -> Iterator[str]:
    for op, value in parsed:
        if str(op).endswith("_REPEAT"):
            least, most, body = value
            yield from _repeat(str(op), least, int(most), list(body), folds)
        for part in _parts(str(op), value):
            yield from _complaints(part, folds)


def _repeat(op: str, least: int, most: int, body: list[_Node], folds: bool) -> Iterator[str]:
    single = len(body) == 1 and str(body[0][0]) in _SIMPLE
    if most > MOST and not (single and op == "POSSESSIVE_REPEAT"):
        yield f"repeats without a bound; write {{{least},80}} and the like, {MOST:,} at most"
    elif most > 1 and not single and not _alone(body, most, folds):
        yield "repeats a repeat; each round needs a sign that the inner repeat cannot take"


def _alone(body: list[_Node], most: int, folds: bool) -> bool:
    """Say whether it is clear where each of `most` rounds ends, or the ways to tell them apart are few.

    Where repeats inside can take what makes up a whole round, a text may be shared out among the rounds in many ways.
    """
    ways = 1
    for first, last, inner in _varying(body):
        if _could_be(body, _signs(inner, folds), folds):
            ways *= last - first + 1
    return bool(ways ** min(most, 20) <= WAYS)


def _choices(nodes: Iterable[_Node], folds: bool) -> int:
    """Return in how many ways alternatives may be chosen for one text, those of known length, round by round."""
    ways = 1
    for op, value in nodes:
        name = str(op)
        inner = max((_choices(part, folds) for part in _parts(name, value)), default=1)
        if name == "BRANCH":
            texts = [_texts(part, folds) or [] for part in value[1]]
            inner *= max(sum(_same(one, other) for other in texts) for one in texts) or 1
        elif name.endswith("_REPEAT") and int(value[1]) > 1:
            inner = max(inner, 1 + _ambiguous(_texts(value[2], folds) or []))
            inner **= min(int(value[1]), 20)
        ways = min(ways * inner, WAYS + 1)
    return ways


def _texts(nodes: Iterable[_Node], folds: bool) -> list[_Text] | None:
    """Return all that elements can match, where nothing in them varies in length; None where something does.

    More than `_MOST_TEXTS` are not listed; anchors and looks around take no sign.
    """
    texts: list[_Text] = [()]
    for op, value in nodes:
        name = str(op)
        if name in _SIMPLE:
            more: list[_Text] | None = [(_signs([(op, value)], folds),)]
        elif name.startswith("ASSERT") or name == "AT":
            continue
        elif name.endswith("_REPEAT"):
            more = _texts(list(value[2]) * value[0], folds) if value[0] == value[1] <= _MOST_TEXTS else None
        elif name in {"SUBPATTERN", "BRANCH", "ATOMIC_GROUP"}:
            found = [_texts(part, folds) for part in _parts(name, value)]
            more = None if None in found else [text for texts_ in found for text in texts_ or []]
        else:
            more = None
        if more is None or len(texts) * len(more) > _MOST_TEXTS:
            return None
        texts = [one + other for one in texts for other in more]
    return texts


def _same(one: list[_Text], other: list[_Text]) -> bool:
    """Say whether two alternatives can match one text from end to end."""
    return any(len(first) == len(second) and all(map(_meet, first, second)) for first in one for second in other)


def _ambiguous(texts: list[_Text]) -> bool:
    """Say whether some text can be cut into a row of these in two ways (Sardinas and Patterson's test)."""
    rests = {
        long[len(short) :]
        for at, long in enumerate(texts)
        for index, short in enumerate(texts)
        if at != index and len(short) <= len(long) and all(map(_meet, short, long))
    }
    seen: set[_Text] = set()
    while rests:
        if () in rests or len(seen) > _MOST_TEXTS:
            return True
        seen |= rests
        pairs = ((rest, text) for rest in rests for text in texts if all(map(_meet, rest, text)))
        rests = {max(pair, key=len)[min(map(len, pair)) :] for pair in pairs} - seen
    return False


def _could_be(nodes: Iterable[_Node], taken: frozenset[int], folds: bool) -> bool:
    """Say whether the elements can match a text made of the signs `taken` alone; an over-estimate, never an under-."""
    return all(_element_could_be(str(op), value, taken, folds) for op, value in nodes)


def _element_could_be(op: str, value: Any, taken: frozenset[int], folds: bool) -> bool:
    if op.endswith("_REPEAT"):
        return value[0] == 0 or _could_be(value[2], taken, folds)
    if op in _SIMPLE:
        return _meet(_signs([(op, value)], folds), taken)
    if op in {"SUBPATTERN", "BRANCH", "ATOMIC_GROUP"}:
        return any(_could_be(part, taken, folds) for part in _parts(op, value))
    return True  # a look around or an anchor takes no sign


def _varying(nodes: Iterable[_Node]) -> Iterator[tuple[int, int, list[_Node]]]:
    """Yield bounds and body of the repeats of unequal bounds that stand anywhere in the elements."""
    for op, value in nodes:
        name = str(op)
        if name.endswith("_REPEAT") and name != "POSSESSIVE_REPEAT" and value[0] != value[1]:
            yield value[0], int(value[1]), list(value[2])
        if not name.startswith("ASSERT"):
            for part in _parts(name, value):
                yield from _varying(part)


def _parts(op: str, value: Any) -> list[Any]:
    """Return the expressions within one element of a parsed expression."""
    if op.endswith("_REPEAT"):
        return [value[2]]
    if op == "SUBPATTERN":
        return [value[3]]
    if op == "BRANCH":
        return list(value[1])
    if op in {"ASSERT", "ASSERT_NOT"}:
        return [value[1]]
    if op == "ATOMIC_GROUP":
        return [value]
    return [part for part in value[1:] if part] if op == "GROUPREF_EXISTS" else []


def _signs(nodes: Iterable[_Node], folds: bool) -> frozenset[int]:
    """Return the code points that elements can take anywhere, in both cases if `folds`; `_OTHERS`: all beyond 255."""
    found: set[int] = set()
    for op, value in nodes:
        name = str(op)
        if name == "LITERAL":
            found.add(value)
        elif name == "IN":
            found |= _set(tuple(value))
        elif name == "NOT_LITERAL":
            found |= {*_ALPHABET, _OTHERS} - {value}
        elif name in {"ANY", "CATEGORY"} or name.startswith("GROUPREF"):
            found |= {*_ALPHABET, _OTHERS}
        if not name.startswith("ASSERT"):
            for part in _parts(name, value):
                found |= _signs(part, folds)
    return frozenset(_cases(found) if folds else found)


@cache
def _set(items: tuple[_Node, ...]) -> frozenset[int]:
    return frozenset({point for point in _ALPHABET if _within(point, items)} | _beyond(items))


def _meet(one: frozenset[int], other: frozenset[int]) -> bool:
    """Say whether two sets of code points share one."""
    if one & other:
        return True
    return any(_OTHERS in a and any(point > _LAST for point in b) for a, b in ((one, other), (other, one)))


def _cases(points: set[int]) -> set[int]:
    """Add the other case of every letter."""
    return points | {
        ord(sign[0]) for point in points if point >= 0 for sign in (chr(point).lower(), chr(point).upper())
    }


def _within(point: int, items: tuple[_Node, ...]) -> bool:
    """Say whether a set holds a code point."""
    held = any(_holds(point, str(op), value) for op, value in items)
    return held != (str(items[0][0]) == "NEGATE")


def _holds(point: int, op: str, value: Any) -> bool:
    if op == "LITERAL":
        return bool(point == value)
    if op == "RANGE":
        return bool(value[0] <= point <= value[1])
    if op != "CATEGORY":
        return False
    name, sign = str(value), chr(point)
    kinds = {
        "DIGIT": "0" <= sign <= "9",
        "SPACE": sign in " \t\n\r\f\v",
        "WORD": sign == "_" or (sign.isascii() and sign.isalnum()),
    }
    return kinds[name.rpartition("_")[2]] != ("NOT" in name)


def _beyond(items: tuple[_Node, ...]) -> set[int]:
    """Return the code points above 255 that a set holds, or `_OTHERS` where they are too many to list."""
    if str(items[0][0]) == "NEGATE" or any(str(op) == "CATEGORY" and "NOT" in str(value) for op, value in items):
        return {_OTHERS}
    ends = [(value, value) if str(op) == "LITERAL" else value for op, value in items if str(op) in {"LITERAL", "RANGE"}]
    if sum(last - first for first, last in ends) > MOST:
        return {_OTHERS}
    return {point for first, last in ends for point in range(max(first, _LAST + 1), last + 1)}
