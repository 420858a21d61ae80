"""Two people decide alone; a third settles what they differ on; nobody is two people."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.errors import UsageError
from redaction_audit.review.events import Event, Head, fold
from redaction_audit.review.policy import Policy, act, done, load, may_adjudicate, person
from redaction_audit.review.session import ReviewSession
from redaction_audit.review.viewer import Viewer
from tests.review.desk import Desk

ERRORS = Policy(severity="error")


def shown(session: ReviewSession) -> str:
    """Everything a face can learn from a session."""
    rows = session.store.ids()
    items = session.items(rows)
    parts: list[object] = [items, session.spans(), session.progress(), session.overview()]
    parts += [(session.head(item), session.history(item)) for item in items]
    parts += [session.count(text) for text in (
        "state:open", "state:first", "state:second", "undecided", "decided", "by:ana", "decision:confirm", "noted",
        "decision:dismiss", "note:secret", "disputed",
    )]  # fmt: skip
    for sort in ("state", "severity"):
        session.set_sort(sort)  # type: ignore[arg-type]  # both are sorts
        parts.append(list(session.queue))
    session.set_sort("record")
    return repr(parts)


@pytest.mark.parametrize("value", ["confirm", "dismiss", "second", "refer"])
def test_the_second_reviewer_sees_no_trace_of_the_first(desk: Desk, value: str) -> None:
    ana, bo = desk.sit("ana", ERRORS), desk.sit("bo", ERRORS)
    before = shown(bo)
    ana.decide(value, "secret")
    ana.go(ana.queue[0])
    ana.annotate("a secret at the first")
    bo.refresh()
    after = shown(bo)
    assert "secret" not in after
    assert "ana" not in after
    assert re.sub(r"seq=\d", "seq=None", after) == before  # a head's number tells that, not what, was said
    bo.go(bo.queue[0])
    assert bo.decide("dismiss").saved  # upon a picture without ana's decision, and no conflict gives her away
    assert "secret" in shown(bo)


def test_what_needs_one_person_is_open_to_all(desk: Desk) -> None:
    ana, bo = desk.sit("ana", ERRORS), desk.sit("bo", ERRORS)
    ana.move(1)
    ana.decide("confirm", "plain to see")
    bo.refresh()
    [item] = bo.items(bo.queue[1:2])
    assert (item.decision, item.first_by) == ("confirm", "ana")
    assert "plain to see" in repr(bo.history(item))
    assert not bo.awaits(item)


def test_both_must_decide_and_then_it_is_done(desk: Desk) -> None:
    ana, bo = desk.sit("ana", ERRORS), desk.sit("bo", ERRORS)
    ana.decide("confirm")
    assert ana.progress().done == 1  # nothing more is asked of her
    bo.refresh()
    assert bo.progress().done == 0
    bo.decide("confirm")
    [item] = bo.items(bo.queue[:1])
    assert item.state == "agreed"
    assert bo.progress().done == 1


def test_a_dispute_is_settled_by_a_third_or_by_a_change_of_mind(desk: Desk) -> None:
    ana, bo, cy = (desk.sit(name, ERRORS) for name in ("ana", "bo", "cy"))
    for session, value in ((ana, "confirm"), (bo, "dismiss")):
        session.refresh()
        session.go(session.queue[0])
        assert session.decide(value).saved
    cy.refresh()
    [item] = cy.items(cy.queue[:1])
    assert item.state == "disputed"
    assert ana.refresh() == (item.key,)
    ana.go(ana.queue[0])
    assert ana.adjudicate("confirm").why == "it needs a third person or a lead"
    assert cy.decide("dismiss", "no number").saved
    assert desk.log()[-1].kind == "adjudicated"
    for session in (ana, bo):
        session.refresh()
        session.go(session.queue[0])
        outcome = session.decide("confirm")
        assert outcome.why == "settled by cy; a lead can settle it anew"
    lead = desk.sit("Dee", Policy(severity="error", leads=("dee",)))
    assert lead.adjudicate("confirm").saved
    assert lead.undo().saved
    assert cy.refresh() == ()  # settled as cy had it


def test_agreement_is_counted_for_each_rule(desk: Desk) -> None:
    policy = Policy(rules=("MRK*",))
    ana, bo = desk.sit("ana", policy), desk.sit("bo", policy)
    rows = [item.row for item in ana.items(ana.queue) if item.rule == "MRK001"]
    for session, values in ((ana, ("confirm", "confirm", "dismiss")), (bo, ("confirm", "dismiss", "dismiss"))):
        session.refresh()
        for row, value in zip(rows, values, strict=True):
            session.go(row)
            session.decide(value)
    [(rule, agreement)] = bo.agreement().items()
    assert (rule, agreement.pairs, agreement.agreed) == ("MRK001", 3, 2)
    assert agreement.raw == pytest.approx(2 / 3)
    assert agreement.kappa == pytest.approx(0.4)


NAMES = ("ana", "Ana", " ANA ", "bo", "cy")
ACTS = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(["decided", "decided", "decided", "disposed", "cleared", "undone", "annotated", "revealed"]),
    st.sampled_from(["confirm", "dismiss", "second", "refer"]),
)


def events(acts: list[tuple[str, str, str]]) -> list[Event]:
    log: list[Event] = []
    for seq, (name, kind, value) in enumerate(acts, 1):
        own = [event.seq for event in log if event.reviewer == person(name)]
        undoes = own[-1] if kind == "undone" and own else None
        log.append(
            Event(
                key="k", kind=kind, reviewer=person(name), session=str(seq), at="", value=value, undoes=undoes, seq=seq
            )
        )  # type: ignore[arg-type]  # drawn from the kinds
    return log


@given(st.lists(ACTS, max_size=12))
def test_one_person_is_never_two(acts: list[tuple[str, str, str]]) -> None:
    head = fold("k", events(acts))
    assert head.first_by is None or head.first_by != head.second_by
    if head.state in {"agreed", "disputed"}:
        assert len({verdict.reviewer for verdict in head.verdicts}) >= 2
    if len({person(name) for name, *_ in acts}) < 2:
        assert head.state in {"open", "first", "second"}


@given(st.lists(ACTS, max_size=12), st.sampled_from(["ana", "bo", "cy"]), st.booleans())
def test_a_decider_is_no_judge_of_the_own_dispute(acts: list[tuple[str, str, str]], name: str, lead: bool) -> None:
    head = fold("k", events(acts))
    policy = Policy(severity="note", leads=(name,) if lead else ())
    if head.of(name) is not None and not lead:
        assert may_adjudicate(head, name, policy) is not None
        assert act(head, name, policy) == "decided"


@given(st.lists(ACTS, max_size=12), st.sampled_from(["ana", "bo", "cy"]))
def test_blind_heads_hold_nothing_of_others(acts: list[tuple[str, str, str]], name: str) -> None:
    head = fold("k", events(acts))
    seen = Viewer(name, Policy()).head(head, needs_two=True)
    assert Viewer(name, Policy()).head(head, needs_two=False) == head
    assert Viewer(name, Policy(blind=False)).head(head, needs_two=True) == head
    own = head.of(name)
    if head.state in {"first", "second"} and (own is None or own.word == "second"):
        others = {verdict.reviewer for verdict in seen.verdicts} | {seen.first_by, seen.second_by, *seen.noted_by}
        assert others <= {name, None}


def test_undoing_an_undo_and_undoing_again() -> None:
    def event(seq: int, kind: str, undoes: int | None = None) -> Event:
        value = "confirm" if kind == "decided" else None
        return Event(key="k", kind=kind, reviewer="ana", session="", at="", value=value, undoes=undoes, seq=seq)  # type: ignore[arg-type]  # kinds by name

    log = [event(1, "decided"), event(2, "undone", 1), event(3, "undone", 2), event(4, "undone", 3)]
    assert [fold("k", log[:n]).state for n in range(5)] == ["open", "first", "open", "first", "open"]
    assert fold("k", log).seq == 4


def test_a_request_for_a_second_look_is_answered_by_one_opinion() -> None:
    def said(*words: tuple[str, str]) -> Head:
        return fold("k", [Event(key="k", kind="decided", reviewer=who, session="", at="", value=word, seq=seq)
                          for seq, (who, word) in enumerate(words, 1)])  # fmt: skip

    assert said(("ana", "second")).state == "second"
    answered = said(("ana", "second"), ("bo", "confirm"))
    assert (answered.state, answered.decision, answered.first_by) == ("first", "confirm", "bo")
    assert done(answered.state, needs_two=False)
    again = said(("ana", "confirm"), ("bo", "second"))
    assert (again.state, again.first_by, again.second_by) == ("second", "bo", "ana")
    assert said(("ana", "confirm"), ("bo", "dismiss"), ("cy", "second")).state == "disputed"


def test_a_policy_file_says_what_is_wrong_in_it(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "policy.toml"
    path.write_text(
        '[two-person]\nseverity = "warning"\nrules = ["LEK*"]\n[notes]\nrequired = ["dismiss"]\n[roles]\nlead = ["Dee"]\n'
        "[masking]\nreveal-seconds = 5\n"
    )
    policy = load(str(path))
    assert (policy.severity, policy.rules, policy.leads, policy.reveal_seconds) == ("warning", ("LEK*",), ("dee",), 5)
    assert policy.needs_two("LEK001", "note")
    assert not policy.needs_two("MRK001", "note")
    for wrong, words in (
        ("[two-person]\nseverity = 'huge'\n", "huge"),
        ("[two_person]\n", "two_person"),
        ("[notes]\nrequired = ['perhaps']\n", "no decision 'perhaps'"),
        ("[masking]\nreveal-seconds = 0\n", "1 or more"),
        ("x =", "Invalid value"),
    ):
        path.write_text(wrong)
        with pytest.raises(UsageError, match=words):
            load(str(path))
    with pytest.raises(UsageError, match="No such file"):
        load(str(path) + ".not")


@pytest.mark.parametrize("name", ["", "  ", "\x1b[2J", "\u202eana"])
def test_a_name_must_be_a_name(name: str) -> None:
    with pytest.raises(UsageError):
        person(name)
