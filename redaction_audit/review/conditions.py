"""Filters, orders and blindness as SQL over the store's tables; every value is a parameter.

What a second reviewer must not know is kept from their conditions too: what is hidden counts as open for them, whatever
they filter, sort or count by.
"""

# ruff: noqa: S608 - pieces of SQL are put together here; what a reviewer typed only ever becomes a parameter

import re
from collections.abc import Callable
from typing import cast

from redaction_audit.model import Severity
from redaction_audit.review.filters import STATE_WORDS, Filter, Sort, Term
from redaction_audit.review.policy import Policy, person
from redaction_audit.review.viewer import Viewer

Condition = tuple[str, tuple[object, ...]]
"""A piece of SQL and its parameters, in order."""


_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_BY_NEED = ("disputed", "second", "open", "first", "agreed", "settled")
RANKS: dict[Severity, int] = {"error": 3, "warning": 2, "note": 1}
"""Severities as the store sorts them."""
_CONFIDENCES = {"high": 3, "medium": 2, "low": 1}
_FIRST_BY, _SECOND_BY = "f.first_by", "f.second_by"
_OWN = "f.state = 'second' AND f.first_by = ?"


def condition(given: Filter, viewer: Viewer) -> Condition:
    """Return the condition of a filter for `Store.ids` (f: findings, r: records, s: what is said); "" for none."""
    pieces = [_condition(term, viewer) for term in given.terms]
    return " AND ".join(sql for sql, _ in pieces), tuple(value for _, values in pieces for value in values)


def _condition(term: Term, viewer: Viewer) -> Condition:
    sql, values = _ASKED[term.field](term, viewer)
    # what is absent matches nothing, so that its negation matches it
    return f"{'NOT ' if term.negated else ''}COALESCE({sql}, 0)", values


def order(sort: Sort, group: str, viewer: Viewer) -> Condition:
    """Return what follows ORDER BY: the group first, then the sort, then the place in the batch."""
    state, values = visible_state(viewer)
    ranks = " ".join(f"WHEN '{word}' THEN {rank}" for rank, word in enumerate(_BY_NEED))
    by: dict[str, Condition] = {
        "record": ("f.record_row", ()),
        "severity": ("f.severity DESC", ()),
        "rule": ("f.rule", ()),
        "date": ("f.date NULLS LAST", ()),
        "state": (f"CASE {state} {ranks} END", values),
    }
    chosen = [by[key] for key in dict.fromkeys((group, sort)) if key in by]
    place = ("f.row", ())  # rows are in order of reading, those of a record by their place
    return ", ".join(sql for sql, _ in (*chosen, place)), tuple(v for _, values in chosen for v in values)


def hidden(viewer: Viewer) -> Condition:
    """Return when what others said of a finding is hidden from the viewer (`policy.hides`, in SQL)."""
    if not (viewer.policy.blind and viewer.policy.two_person):
        return "0", ()
    two, values = needs_two(viewer.policy)
    me = viewer.reviewer
    first = "f.state = 'first' AND f.first_by <> ?"
    second = "f.state = 'second' AND f.second_by IS NOT ?"
    return f"({two} AND ({first} OR {second}))", (*values, me, me)


def needs_two(policy: Policy) -> Condition:
    """Return when a finding needs two people (`Policy.needs_two`, in SQL)."""
    asked: list[str] = []
    values: list[object] = []
    if policy.severity is not None:
        asked.append(f"f.severity >= {RANKS[policy.severity]}")
    for pattern in policy.rules:
        asked.append("f.rule GLOB ?")
        values.append(pattern)
    return f"({' OR '.join(asked) or '0'})", tuple(values)


def visible_state(viewer: Viewer) -> Condition:
    """Return the state of a finding as the viewer may see it."""
    concealed, values = hidden(viewer)
    if concealed == "0":
        return "f.state", ()
    own = f"CASE WHEN {_OWN} THEN 'second' ELSE 'open' END"
    return f"CASE WHEN {concealed} THEN {own} ELSE f.state END", (*values, viewer.reviewer)


def _visible(column: str, viewer: Viewer) -> Condition:
    """Return a column of heads as the viewer may see it: of their own request for a second look, their own words."""
    concealed, values = hidden(viewer)
    if concealed == "0":
        return column, ()
    if column == _SECOND_BY:
        return f"CASE WHEN NOT {concealed} THEN {column} END", values
    own = f"CASE WHEN {_OWN} THEN {column} END"
    return f"CASE WHEN {concealed} THEN {own} ELSE {column} END", (*values, viewer.reviewer)


def visible_decision(viewer: Viewer) -> Condition:
    """Return the decision in force, as the viewer may see it."""
    return _visible("f.decision", viewer)


def undecided(viewer: Viewer) -> Condition:
    """Return what still asks this reviewer for a decision (`policy.awaits` of what is visible, in SQL)."""
    state, seen = visible_state(viewer)
    first_by, by = _visible(_FIRST_BY, viewer)
    mine = f"({first_by}) IS NOT ?"
    if not viewer.policy.two_person:
        return f"({state} = 'open' OR ({state} = 'second' AND {mine}))", (*by, viewer.reviewer)
    two, values = needs_two(viewer.policy)
    sql = f"(({state}) = 'open' OR (({state}) = 'second' AND {mine}) OR (({state}) = 'first' AND {two} AND {mine}))"
    me = viewer.reviewer
    return sql, (*seen, *seen, *by, me, *seen, *values, *by, me)


_DECLASSIFIED = "json_extract(CAST(r.rest AS TEXT), '$[5].calendar.date')"
"""The day that governs the declassification of a finding's record, by the calendar kept with it (`values.Rest`)."""


def lowered(text: str) -> str:
    """Return `text` with A-Z in lower case and nothing else changed: what SQLite's lower() does."""
    return text.translate(_LOWER)


def glob(value: str) -> str:
    """Return a filter's value as a GLOB pattern: `*` and `?` are wild, brackets are text."""
    return re.sub(r"\*+", "*", lowered(value)).replace("[", "[[]")


def _like(columns: tuple[str, ...], values: tuple[str, ...], *, within: bool = False) -> Condition:
    patterns = tuple(f"*{glob(value)}*" if within else glob(value) for value in values)
    asked = (f"coalesce(lower({column}) GLOB ?, 0)" for column in columns for _ in patterns)
    return f"({' OR '.join(asked)})", patterns * len(columns)


def _in(column: Condition, values: tuple[object, ...]) -> Condition:
    sql, given = column
    return f"(({sql}) IN ({', '.join('?' for _ in values)}))", (*given, *values)


def _ask_text(term: Term, _viewer: Viewer) -> Condition:
    return _like(("r.record || ' ' || f.rule || ' ' || s.name || ' ' || s.message",), term.values, within=True)


def _ask_rule(term: Term, _viewer: Viewer) -> Condition:
    return _like(("f.rule", "s.name"), term.values)


def _ask_record(term: Term, _viewer: Viewer) -> Condition:
    return _like(("r.record",), term.values)


def _ask_path(term: Term, _viewer: Viewer) -> Condition:
    return _like(("CAST(r.path AS TEXT)",), term.values)


def _ask_severity(term: Term, _viewer: Viewer) -> Condition:
    ranks = tuple(RANKS[cast(Severity, value.lower())] for value in term.values)
    if term.operator in {":", "="}:
        return _in(("f.severity", ()), ranks)
    return f"(f.severity {term.operator} ?)", ranks


def _ask_confidence(term: Term, _viewer: Viewer) -> Condition:
    return _in(("f.confidence", ()), tuple(_CONFIDENCES[value.lower()] for value in term.values))


def _ask_state(term: Term, viewer: Viewer) -> Condition:
    states = tuple(dict.fromkeys(state for value in term.values for state in STATE_WORDS[value.lower()]))
    return _in(visible_state(viewer), states)


def _ask_decision(term: Term, viewer: Viewer) -> Condition:
    return _in(visible_decision(viewer), tuple(value.lower() for value in term.values))


def _ask_by(term: Term, viewer: Viewer) -> Condition:
    names = tuple(person(value) for value in term.values)
    first, second = _visible(_FIRST_BY, viewer), _visible(_SECOND_BY, viewer)
    one, other = _in(first, names), _in(second, names)
    return f"(COALESCE({one[0]}, 0) OR COALESCE({other[0]}, 0))", (*one[1], *other[1])


def _ask_assigned(term: Term, _viewer: Viewer) -> Condition:
    return _in(("f.assigned", ()), tuple(person(value) for value in term.values))


def _ask_day(column: str) -> "Callable[[Term, Viewer], Condition]":
    def ask(term: Term, _viewer: Viewer) -> Condition:
        if term.operator in {":", "="}:
            asked = " OR ".join(f"{column} GLOB ?" for _ in term.values)
            return f"({asked})", tuple(f"{value}*" for value in term.values)
        # ISO dates sort as text; "~" sorts behind every day of a month or year given in part
        return f"({column} {term.operator} ?)", (term.values[0] + ("~" if term.operator in {"<=", ">"} else ""),)

    return ask


def _ask_number(column: str) -> "Callable[[Term, Viewer], Condition]":
    def ask(term: Term, _viewer: Viewer) -> Condition:
        numbers = tuple(map(int, term.values))
        if term.operator in {":", "="}:
            return _in((column, ()), numbers)
        return f"({column} {term.operator} ?)", numbers

    return ask


def _ask_note(term: Term, viewer: Viewer) -> Condition:
    concealed, values = hidden(viewer)
    liked, patterns = _like(("event.note",), term.values, within=True)
    seen = f"(event.reviewer = ? OR NOT {concealed})"
    sql = f"EXISTS (SELECT 1 FROM event WHERE event.key = f.key AND {liked} AND {seen})"
    return sql, (*patterns, viewer.reviewer, *values)


def _ask_flag(term: Term, viewer: Viewer) -> Condition:
    [flag] = term.values
    if flag in STATE_WORDS:
        return _in(visible_state(viewer), STATE_WORDS[flag])
    if flag == "mine":
        return _ask_by(Term("by", ":", (viewer.reviewer,)), viewer)
    if flag == "noted":
        concealed, values = hidden(viewer)
        return f"(f.noted AND NOT {concealed})", values
    sql = "EXISTS (SELECT 1 FROM mark WHERE mark.key = f.key AND mark.reviewer = ?)"
    return sql, (viewer.reviewer,)


_ASKED: dict[str, Callable[[Term, Viewer], Condition]] = {
    "sev": _ask_severity,
    "conf": _ask_confidence,
    "rule": _ask_rule,
    "record": _ask_record,
    "path": _ask_path,
    "state": _ask_state,
    "decision": _ask_decision,
    "by": _ask_by,
    "assigned": _ask_assigned,
    "note": _ask_note,
    "date": _ask_day("f.date"),
    "decl": _ask_day(_DECLASSIFIED),
    "page": _ask_number("f.page"),
    "para": _ask_number("f.paragraph"),
    "text": _ask_text,
    "is": _ask_flag,
}
