"""The filter language: words of a reviewer to a condition the store can evaluate.

    sev>=warning rule:decl-* state:open,second by:ana record:05LIMA* date<2010 note:"ask state" disputed -rule:ssn

Words are joined by "and", values after a comma by "or"; a leading `-` turns a word round. `*` and `?` stand for any
text and any one character; case does not matter. A word without a field looks for itself in record, rule, name and
message as they stand beside each other.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, cast, get_args

from redaction_audit.errors import UsageError
from redaction_audit.model import SEVERITIES, Frozen
from redaction_audit.review.events import DISPOSITIONS, STATES, VALUES

Operator = Literal[":", "=", "<", "<=", ">", ">="]
Sort = Literal["record", "severity", "rule", "date", "state"]

SORTS: tuple[Sort, ...] = get_args(Sort)
GROUPS: tuple[str, ...] = ("none", "record", "rule", "severity")
FLAGS = ("disputed", "open", "decided", "undecided", "noted", "marked", "mine")
"""Words that stand for themselves."""

STATE_WORDS: dict[str, tuple[str, ...]] = {
    **{state: (state,) for state in STATES},
    "decided": ("first", "agreed", "disputed", "settled"),
    "undecided": ("open", "second"),
}
_DATE = re.compile(r"\d{4}(-\d\d){0,2}\Z", re.ASCII)
_WORD = re.compile(r'(-?)(?:([a-z]{1,12})(>=|<=|[:=<>]))?((?:"(?:[^"\\]|\\.)*"|[^\s",]|,)*)')
_PART = re.compile(r'((?:"(?:[^"\\]|\\.)*"|[^",])*)(?:,|\Z)')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
NAME = re.compile(r"[\w.-]{1,40}")
"""What a filter may be called."""
_LONGEST = 1000
_STARS = 5


class FilterError(UsageError):
    """A filter that cannot be read; `column` is the 0-based place of the word that is wrong in it."""

    def __init__(self, column: int, words: str) -> None:
        super().__init__(f"filter, column {column + 1}: {words}")
        self.column = column
        self.words = words


class Term(Frozen):
    """One word of a filter: any of `values`; `field` "text" looks everywhere, "is" asks a flag."""

    field: str
    operator: Operator
    values: tuple[str, ...]
    negated: bool = False


class Filter(Frozen):
    """A filter as read, and as it was typed."""

    text: str = ""
    terms: tuple[Term, ...] = ()


def parse(text: str) -> Filter:
    """Read a filter; raise FilterError at the first word that means nothing."""
    if len(text) > _LONGEST:
        raise FilterError(_LONGEST, f"a filter has at most {_LONGEST} characters")
    return Filter(text.strip(), tuple(_terms(text)))


def laid_out(text: str) -> str:
    """Return a filter as it is given to a person to type on: behind a blank the next word is one of its own."""
    return f"{text} " if text else ""


def expand(text: str, named: Mapping[str, str]) -> str:
    """Return the filter that `@NAME` stands for, any other text as it is; raise FilterError for an unknown name."""
    name = text.strip().removeprefix("@")
    if not text.strip().startswith("@"):
        return text
    if name not in named:
        known = f"; known: {', '.join(sorted(named))}" if named else ""
        raise FilterError(0, f"no filter is called {name!r}{known}")
    return named[name]


def _terms(text: str) -> Iterator[Term]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        word = _WORD.match(text, place)
        if word is None or word.end() == place or (word.end() < len(text) and text[word.end()] == '"'):
            raise FilterError(place, "a quotation mark is not closed")
        yield _term(word, place)
        place = word.end()


def _term(word: "re.Match[str]", place: int) -> Term:
    minus, field, operator, rest = word.groups()
    values = [_unquoted(part.group(1)) for part in _PART.finditer(rest) if part.group(1)]
    if not values:
        raise FilterError(place, f"nothing follows {field}{operator}" if field else "a word is missing")
    if any(not value.isprintable() for value in values):
        raise FilterError(place, "a control character cannot be looked for")
    if field is None:
        if rest in FLAGS:
            return Term("is", ":", (rest,), bool(minus))
        term = Term("text", ":", tuple(values), bool(minus))
        if problem := _pattern(term):
            raise FilterError(place, problem)
        return term
    if field not in _FIELDS:
        raise FilterError(place, f"no field {field!r}; known: {', '.join(_FIELDS)}")
    term = Term(field, cast(Operator, operator), tuple(values), bool(minus))
    if problem := _FIELDS[field](term):
        raise FilterError(place + len(minus), problem)
    return term


def _unquoted(part: str) -> str:
    return _QUOTED.sub(lambda m: re.sub(r"\\(.)", r"\1", m.group(1)), part)


# -- what every field may be asked --


def _one_of(*known: str) -> Callable[[Term], str | None]:
    def problem(term: Term) -> str | None:
        wrong = next((value for value in term.values if value.lower() not in known), None)
        if wrong is not None:
            return f"no {term.field} {wrong!r}; known: {', '.join(known)}"
        return _equal(term)

    return problem


def _severity(term: Term) -> str | None:
    wrong = next((value for value in term.values if value.lower() not in SEVERITIES), None)
    return f"no severity {wrong!r}; known: {', '.join(SEVERITIES)}" if wrong is not None else _single(term)


def _date(term: Term) -> str | None:
    wrong = next((value for value in term.values if not _DATE.match(value)), None)
    return f"{wrong!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD" if wrong is not None else _single(term)


def _number(term: Term) -> str | None:
    wrong = next(
        (value for value in term.values if not (value.isascii() and value.isdigit() and len(value) < 10)), None
    )
    return f"{wrong!r} is no number" if wrong is not None else _single(term)


def _equal(term: Term) -> str | None:
    return None if term.operator in {":", "="} else f"{term.field} has no order; write {term.field}:"


def _name(term: Term) -> str | None:
    return _equal(term) if all(value.strip() for value in term.values) else "a name is missing"


def _single(term: Term) -> str | None:
    ordered = term.operator not in {":", "="}
    return f"one value after {term.operator}" if ordered and len(term.values) > 1 else None


def _pattern(term: Term) -> str | None:
    if any(value.count("*") > _STARS for value in term.values):
        return f"at most {_STARS} stars in one value"
    return _equal(term)


_FIELDS: dict[str, Callable[[Term], str | None]] = {
    "sev": _severity,
    "conf": _one_of("high", "medium", "low"),
    "rule": _pattern,
    "record": _pattern,
    "path": _pattern,
    "state": _one_of(*STATE_WORDS),
    "decision": _one_of(*dict.fromkeys((*VALUES, *DISPOSITIONS))),
    "by": _name,
    "assigned": _name,
    "note": _pattern,
    "date": _date,
    "decl": _date,
    "page": _number,
    "para": _number,
}
FIELDS = tuple(_FIELDS)
"""What may stand before a colon or a comparison."""
