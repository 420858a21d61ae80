"""The filter language: what SQL finds is what a plain reading of the same words finds, for every viewer."""

import fnmatch
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.model import Audited, Frozen, Marking, Profile, Severity
from redaction_audit.model import Dated as Due
from redaction_audit.review import conditions
from redaction_audit.review.events import Event, Head, fold
from redaction_audit.review.filters import FIELDS, FilterError, Term, parse
from redaction_audit.review.policy import Policy, awaits
from redaction_audit.review.viewer import Viewer
from redaction_audit.store import Item, Store
from tests.review.desk import FINDINGS, TEXTS, Desk

RANK = {"note": 0, "warning": 1, "error": 2}
PEOPLE = ("ana", "bo", "cy")
POLICIES = (Policy(), Policy(severity="error"), Policy(severity="note"), Policy(rules=("MRK*", "DEC004")))


class Row(Frozen):
    """All that a filter may ask of a finding, read in the plainest way."""

    item: Item
    head: Head
    date: str | None
    decl: str | None
    path: str
    log: tuple[Event, ...]
    marks: frozenset[str]


DECLASSIFIED = {"05QUARRELL1": "2015-05-01", "06QUARRELL2": "2016", "07QUARRELL3": None}


class Dated(Desk):
    """A desk whose records have a line in the calendar, the third one without a day."""

    def audited(self, record: str, text: str, found: Sequence[tuple[str, str, Severity, str]], key: bytes) -> Audited:
        made = super().audited(record, text, found, key)
        due = Due("dated", DECLASSIFIED[record], None, None, "", "")
        profile = Profile(len(text), 0, {}, {}, Marking(), None, None, due)
        return msgspec.structs.replace(made, about=made.about and msgspec.structs.replace(made.about, profile=profile))


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[Row]]]:
    desk = Dated(Path(str(tmp_path_factory.mktemp("batch"))), _many())
    chance = random.Random(7)
    sessions = [desk.sit(name) for name in PEOPLE]
    for _ in range(90):
        session = chance.choice(sessions)
        session.refresh()
        session.go(chance.choice(session.queue))
        value = chance.choice(["confirm", "dismiss", "second", "refer"])
        act = chance.random()
        if act < 0.6:
            session.decide(value, chance.choice([None, "ask State", "done [twice]"]))
        elif act < 0.7:
            session.dispose("exempt", "(b)(6)")
        elif act < 0.8:
            session.annotate(chance.choice(["Ask state", "see B"]))
        elif act < 0.87:
            session.mark()
        elif act < 0.92:
            session.assign(chance.choice(PEOPLE))
        else:
            session.undo()
    store = sessions[0].store
    yield store, list(_rows(store))
    desk.close()


def _many() -> list[tuple[str, str, str, str]]:
    found = list(FINDINGS)
    for record, text in TEXTS.items():
        for number, word in enumerate(re.findall(r"[a-z]{3,}", text)):
            rule, severity = [("MRK001", "note"), ("TRN002", "warning"), ("LEK007", "error")][number % 3]
            found.append((record, rule, severity, word))
    return [
        item for index, item in enumerate(found) if item[:2] + item[3:] not in [f[:2] + f[3:] for f in found[:index]]
    ]  # type: ignore[return-value]  # severities by name


def _rows(store: Store) -> Iterator[Row]:
    marked = {name: {item.key for item in store.items(store.ids(), name) if item.marked} for name in PEOPLE}
    for item in store.items(store.ids()):
        record = store.record(item.record_row)
        assert record is not None
        log = tuple(store.history(item.key))
        marks = frozenset(name for name in PEOPLE if item.key in marked[name])
        decl = DECLASSIFIED[item.record]
        yield Row(item, fold(item.key, log), record.date, decl, record.origin.path, log, marks)


# -- the plain reading --


def holds(term: Term, row: Row, viewer: Viewer) -> bool:
    return any(_one(term, value, row, viewer) for value in term.values) != term.negated


def _one(term: Term, value: str, row: Row, viewer: Viewer) -> bool:
    item = row.item
    head = viewer.head(row.head, needs_two=viewer.policy.needs_two(item.rule, item.severity))
    secret = head != row.head
    seen = [event.note or "" for event in row.log if not secret or event.reviewer == viewer.reviewer]
    compared = {
        "sev": lambda: _compare(term.operator, RANK[item.severity], RANK[value]),
        "date": lambda: row.date is not None and _date(term.operator, row.date, value),
        "decl": lambda: row.decl is not None and _date(term.operator, row.decl, value),
        "page": lambda: item.page is not None and _compare(term.operator, item.page, int(value)),
        "para": lambda: item.paragraph is not None and _compare(term.operator, item.paragraph, int(value)),
        "conf": lambda: item.confidence == value,
        "rule": lambda: _like(item.rule, value) or _like(item.name, value),
        "record": lambda: _like(item.record, value),
        "path": lambda: _like(row.path, value),
        "state": lambda: _state(head, value),
        "decision": lambda: head.decision == value,
        "assigned": lambda: row.item.assigned == value.lower(),
        "by": lambda: value.lower() in {head.first_by, head.second_by},
        "note": lambda: any(_like(note, f"*{value}*") for note in seen if note),
        "text": lambda: _like(f"{item.record} {item.rule} {item.name} {item.message}", f"*{value}*"),
        "is": lambda: _flag(value, row, head, viewer, secret),
    }
    return compared[term.field]()


def _state(head: Head, value: str) -> bool:
    if value == "decided":
        return head.state in {"first", "agreed", "disputed", "settled"}
    return head.state in {"open", "second"} if value == "undecided" else head.state == value


def _flag(value: str, row: Row, head: Head, viewer: Viewer, secret: bool) -> bool:
    if value == "noted":
        return row.head.noted and not secret
    if value == "marked":
        return viewer.reviewer in row.marks
    return viewer.reviewer in {head.first_by, head.second_by} if value == "mine" else _state(head, value)


def _like(text: str, pattern: str) -> bool:
    return fnmatch.fnmatchcase(text.lower(), pattern.lower().replace("[", "[[]"))


def _compare(operator: str, one: int, other: int) -> bool:
    return {":": one == other, "=": one == other, "<": one < other, "<=": one <= other, ">": one > other}.get(
        operator, one >= other
    )


def _date(operator: str, date: str, value: str) -> bool:
    """Compare at the precision of what was asked for."""
    cut = date[: len(value)]
    return {":": cut == value, "=": cut == value, "<": cut < value, "<=": cut <= value, ">": cut > value}.get(
        operator, cut >= value
    )


# -- filters drawn --

WORDS = ("mrk001", "QUARRELL", "the", "*", "??", "r*l", "wrong", "[", "x", "ask state", "portion-mark-missing")
VALUES = {
    "sev": ("error", "warning", "note"),
    "conf": ("high", "low"),
    "rule": ("MRK*", "lek007", "*-gap", "zzz"),
    "record": ("05*", "06quarrell2", "*[*"),
    "path": ("*.txt", "05*"),
    "state": ("open", "first", "second", "agreed", "disputed", "settled", "decided", "undecided"),
    "decision": ("confirm", "dismiss", "second", "refer", "exempt"),
    "by": ("ana", "BO", "cy", "dee"),
    "assigned": ("ana", "Bo"),
    "note": ("state", "[twice]", "see*b", "zzz"),
    "date": ("2005", "2006-05", "2006-05-01", "2007"),
    "decl": ("2015", "2016-02", "2015-05-01", "2017"),
    "page": ("1", "2"),
    "para": ("1", "3"),
}
ORDERED = {"sev", "date", "decl", "page", "para"}


@st.composite
def words(draw: st.DrawFn) -> str:
    minus = draw(st.sampled_from(["", "", "-"]))
    kind = draw(st.sampled_from(["text", "flag", *VALUES, "state", "by", "decision"]))
    if kind == "text":
        value = draw(st.sampled_from(WORDS))
        return f'{minus}"{value}"'
    if kind == "flag":
        return minus + draw(st.sampled_from(["disputed", "open", "decided", "undecided", "noted", "marked", "mine"]))
    operator = draw(st.sampled_from([":", "=", *(("<", "<=", ">", ">=") if kind in ORDERED else ())]))
    size = 1 if operator not in {":", "="} else draw(st.integers(1, 2))
    values = [draw(st.sampled_from(VALUES[kind])) for _ in range(size)]
    return f"{minus}{kind}{operator}{','.join(f'{chr(34)}{value}{chr(34)}' for value in values)}"


VIEWERS = st.builds(
    Viewer,
    st.sampled_from((*PEOPLE, "dee")),
    st.sampled_from([msgspec.structs.replace(policy, blind=blind) for policy in POLICIES for blind in (True, False)]),
)


@given(st.lists(words(), max_size=4).map(" ".join), VIEWERS)
def test_sql_finds_what_a_plain_reading_finds(batch: tuple[Store, list[Row]], text: str, viewer: Viewer) -> None:
    store, rows = batch
    given_ = parse(text)
    where, values = conditions.condition(given_, viewer)
    expected = [row.item.row for row in rows if all(holds(term, row, viewer) for term in given_.terms)]
    assert sorted(store.ids(where, values)) == sorted(expected)


@given(VIEWERS)
def test_sql_knows_what_awaits_a_reviewer(batch: tuple[Store, list[Row]], viewer: Viewer) -> None:
    store, rows = batch
    expected = []
    for row in rows:
        two = viewer.policy.needs_two(row.item.rule, row.item.severity)
        head = viewer.head(row.head, needs_two=two)
        if awaits(head.state, head.first_by, viewer.reviewer, two):
            expected.append(row.item.row)
    assert sorted(store.ids(*conditions.undecided(viewer))) == sorted(expected)


@given(st.sampled_from(["record", "severity", "rule", "date", "state"]), VIEWERS)
def test_every_order_holds_every_finding_once(batch: tuple[Store, list[Row]], sort: str, viewer: Viewer) -> None:
    store, rows = batch
    order, values = conditions.order(sort, "none", viewer)  # type: ignore[arg-type]  # drawn from the sorts
    assert sorted(store.ids("", values, order)) == sorted(row.item.row for row in rows)


def test_the_batch_holds_every_state(batch: tuple[Store, list[Row]]) -> None:
    states = {row.head.state for row in batch[1]}
    assert states == {"open", "first", "second", "agreed", "disputed", "settled"}
    assert any(row.marks for row in batch[1])


@pytest.mark.parametrize(
    ("text", "column", "words_"),
    [
        ("sev>=huge", 0, "no severity 'huge'; known: error, warning, note"),
        ("open color:red", 5, "no field 'color'"),
        ("state:open,maybe", 0, "no state 'maybe'"),
        ("-rule:", 0, "nothing follows rule:"),
        ("rule>MRK", 0, "rule has no order"),
        ("date<soon", 0, "'soon' is no date"),
        ("page:one", 0, "'one' is no number"),
        ("sev>=error,note", 0, "one value after >="),
        ('open note:"ask', 5, "a quotation mark is not closed"),
        ("rule:*a*b*c*d*e*f", 0, "at most 5 stars"),
        ("open -", 5, "a word is missing"),
        ("note:\x1b[2J", 0, "a control character"),
        ('by:" "', 0, "a name is missing"),
        ("x" * 1001, 1000, "at most 1000 characters"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(text: str, column: int, words_: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse(text)
    assert caught.value.column == column
    assert words_ in caught.value.words


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        terms = parse(text).terms
    except FilterError as error:
        place = error.column
    else:
        place = 0
        assert all(term.values for term in terms)
    assert 0 <= place <= len(text)


def test_words_are_taken_as_quoted() -> None:
    assert parse(r'note:"a \"b\" c",d -"x y"').terms == (
        Term("note", ":", ('a "b" c', "d")),
        Term("text", ":", ("x y",), negated=True),
    )
    assert "sev" in FIELDS
