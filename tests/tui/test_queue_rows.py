"""Rows of the queue say severity, decision, place and people in text alone, in exactly their columns."""

from collections.abc import Sequence
from itertools import product

import msgspec
import pytest

from redaction_audit.store.values import Item
from redaction_audit.text.sanitise import width
from redaction_audit.tui.screens.help import signs
from redaction_audit.tui.widgets.queue_list import initials, lay_out, place

ITEM = Item(
    row=7, key="ra1:aa", record_row=3, record="05ANKARA000001", rule="DEC004", name="order-out-of-force",
    severity="error", confidence="high", start=0, end=4, line=46, column=1, page=None, paragraph=2,
    message="The order cited was not in force on 12 May 2005.", state="first", decision="confirm", first_by="ana b",
    second_by=None, noted=False, assigned=None, seq=1, leased_by="bo", marked=False,
)  # fmt: skip


def row(item: Item, columns: int, previous: Item | None = None, **how: object) -> str:
    return "".join(text for text, _ in lay_out(item, previous, columns, **how))  # type: ignore[arg-type]  # passed on


def test_a_wide_row_holds_everything() -> None:
    drawn = row(ITEM, 120, current=True)

    assert drawn.startswith(
        ">■✔  05ANKARA000001   order-out-of-force         ¶2 l.46        The order cited was not in"
    )
    assert drawn.split()[-2:] == ["ab", "@bo"]


def test_a_narrow_row_leaves_the_least_out() -> None:
    assert row(ITEM, 60) == " ■✔  05ANKARA000… order-out-of-fo… The order cited was not… "


@pytest.mark.parametrize("columns", [60, 79, 80, 99, 100, 140, 200])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_row_fits(columns: int, ascii_only: bool) -> None:
    item = msgspec.structs.replace(ITEM, record="文字" * 20, message="\x1b]0;owned\x07 " + "wide 文 " * 40)

    drawn = row(item, columns, ascii_only=ascii_only)

    assert width(drawn) == columns
    assert "\x1b" not in drawn
    assert drawn.isascii() or not ascii_only


@pytest.mark.parametrize("decision", ["confirm", "dismiss", "second", "refer", "pass", "exempt", "exclude"])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_what_was_decided_has_the_sign_of_the_legend(decision: str, ascii_only: bool) -> None:
    drawn = row(msgspec.structs.replace(ITEM, decision=decision), 100, ascii_only=ascii_only)

    assert drawn[2] in {sign for sign, _ in signs(ascii_only=ascii_only)}


@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_state_reads_differently_without_colour(ascii_only: bool) -> None:
    seen: Sequence[str] = [
        row(
            msgspec.structs.replace(ITEM, severity=severity, decision=decision, state=state),
            100,
            current=current,
            ascii_only=ascii_only,
        )
        for severity, (decision, state), current in product(
            ("error", "warning", "note"),
            (
                (None, "open"),
                ("confirm", "first"),
                ("dismiss", "first"),
                ("second", "second"),
                ("refer", "first"),
                ("confirm", "disputed"),
            ),
            (False, True),
        )
    ]

    assert len(set(seen)) == len(seen)


def test_a_group_is_named_once() -> None:
    second = msgspec.structs.replace(ITEM, row=8, line=47)

    assert "05ANKARA" in row(second, 80, ITEM)
    assert "05ANKARA" not in row(second, 80, ITEM, group="record")
    assert "05ANKARA" in row(second, 80, ITEM, group="record", current=True)
    assert "order-out" not in row(second, 80, ITEM, group="rule")


def test_a_place_is_cited_as_far_as_known() -> None:
    assert place(ITEM) == "¶2 l.46"
    assert place(msgspec.structs.replace(ITEM, page=3, paragraph=None)) == "p.3 l.46"


@pytest.mark.parametrize(
    ("name", "short"), [("ana", "an"), ("ana bell", "ab"), ("j.doe", "jd"), (None, ""), ("x", "x")]
)
def test_initials(name: str | None, short: str) -> None:
    assert initials(name) == short
