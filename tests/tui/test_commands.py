"""The registry is the truth: every binding, key, page of help and of the documentation comes from it."""

import ast
import random
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from textual.binding import Binding, BindingsMap
from textual.widgets import OptionList

import redaction_audit.tui.screens
from redaction_audit.errors import UsageError
from redaction_audit.tui import commands, keymap
from redaction_audit.tui.app import AuditApp
from redaction_audit.tui.commands import GROUPS, modes, offered, registry
from redaction_audit.tui.screen import AuditScreen
from tests.review.desk import Desk
from tests.tui.seen import Driven, drive

ROOT = Path(__file__).parents[2]
SCREENS = [mode for mode in modes().values() if isinstance(mode.screen, type) and issubclass(mode.screen, AuditScreen)]


def bound(cls: type) -> list[Binding]:
    """Return the bindings that a screen's class says itself."""
    found = BindingsMap(
        chain.from_iterable(
            vars(base).get("BINDINGS", ()) for base in cls.__mro__ if "redaction_audit" in base.__module__
        )
    )
    return [binding for _, binding in found]


def test_the_record_and_the_queue_are_among_the_screens() -> None:
    assert {"record", "queue"} <= set(modes())


@pytest.mark.parametrize("cls", [AuditApp, *(mode.screen for mode in SCREENS)])
def test_every_binding_is_of_a_command(cls: type) -> None:
    assert bound(cls)
    for binding in bound(cls):
        assert binding.id in registry()
        assert binding.action == f"app.run('{binding.id}')"


def test_every_command_with_keys_is_bound_somewhere() -> None:
    ids = {binding.id for cls in (AuditApp, *(mode.screen for mode in SCREENS)) for binding in bound(cls)}  # type: ignore[arg-type]  # all of these are classes

    assert {command.id for command in registry().values() if command.keys} - ids == set()


def test_every_command_is_done_by_some_method() -> None:
    owners = [AuditApp, *(mode.screen for mode in SCREENS)]
    for command in registry().values():
        assert command.id in modes() or any(hasattr(owner, command.method) for owner in owners), command.id
        assert command.group in GROUPS
        assert command.help.endswith(".")
        assert len(command.title) <= 18


def test_no_key_does_two_things_on_one_screen() -> None:
    everything = registry()

    assert (
        list(keymap.clashes(everything.values(), {command.id: command.keys for command in everything.values()})) == []
    )


def test_the_page_of_keys_is_made_from_the_registry() -> None:
    written = (ROOT / "docs" / "keys.md").read_text("utf-8")

    assert written == commands.document(), "python -m redaction_audit.tui.commands > docs/keys.md"
    for command in registry().values():
        assert f"| `{command.id}` |" in written


@pytest.mark.parametrize("mode", [mode for mode in SCREENS if not mode.modal], ids=lambda mode: mode.id)
def test_every_command_of_a_screen_is_in_its_help_and_its_palette(desk: Desk, mode: commands.Mode) -> None:
    async def act(driven: Driven) -> None:
        await driven.app.go(mode.id)
        await driven.rest()
        wanted = {command.title for command in offered(driven.app.lowest.scopes)}  # type: ignore[union-attr]  # there is one
        await driven.press("question_mark")
        seen = driven.text()
        assert [title for title in wanted if title not in seen] == []
        await driven.press("escape", "colon")
        listed = driven.app.screen.query_one(OptionList)
        ids = {listed.get_option_at_index(index).id for index in range(listed.option_count)}
        assert ids == {command.id for command in offered(driven.app.lowest.scopes)}  # type: ignore[union-attr]  # there is one

    drive(desk.sit("ana"), act, size=(120, 160))


def test_a_command_is_found_and_done_by_its_name(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("colon")
        await driven.type("dismiss\n")
        assert driven.foot == "saved: dismiss"

    drive(desk.sit("ana"), act)


# -- every key does something that can be seen --


ENDING = {"quit", "back", "suspend"}


@pytest.mark.parametrize(
    ("mode", "read_only"), [("record", True), *((mode.id, False) for mode in SCREENS if not mode.modal)]
)
def test_every_key_changes_the_screen_or_says_why_not(desk: Desk, mode: str, read_only: bool) -> None:
    """On every screen: a key changes text or places, or the foot says why nothing happened."""
    unseen: list[str] = []

    async def act(driven: Driven) -> None:
        await driven.press("l")
        await driven.app.go(mode)
        await driven.rest()
        for command in offered(driven.app.lowest.scopes):  # type: ignore[union-attr]  # there is one
            if command.id in ENDING or not command.keys:
                continue
            driven.app.lowest.hush()  # type: ignore[union-attr]  # there is one
            await driven.rest()
            before = driven.cells()
            await driven.press(command.keys[0])
            if driven.cells() == before:
                unseen.append(command.id)
            while len(driven.app.screen_stack) > 1:
                driven.app.pop_screen()
                await driven.rest()
            await driven.app.go(mode)
            await driven.rest()

    drive(desk.sit("ana", read_only=read_only), act, size=(100, 16))
    # there is nothing to leave, and the screen at hand is this one
    assert set(unseen) <= {"cancel", mode}


def test_a_read_only_review_disables_what_writes_and_says_why(desk: Desk) -> None:
    before = desk.path.read_bytes()
    writing = [command for command in registry().values() if command.needs_write]
    keys = [key for command in registry().values() if command.id not in ENDING for key in command.keys]

    async def act(driven: Driven) -> None:
        for command in writing:
            assert "read-only" in (command.disabled(driven.app.session) or "")
        assert "READ-ONLY" in driven.text()
        await driven.press("c")
        assert driven.foot == "Confirm: read-only: opened to be looked at"
        for key in random.Random(7).choices(keys, k=500):
            await driven.pilot.press(key)
            while len(driven.app.screen_stack) > 1:
                await driven.press("escape")
        await driven.app.go("record")
        await driven.rest()
        await driven.press("question_mark")
        assert "not now: read-only" in driven.text()
        await driven.press("escape")

    assert len(writing) > 10
    drive(desk.sit("ana", read_only=True), act, size=(120, 40))
    assert desk.path.read_bytes() == before


# -- keys of the user's own --


def test_keys_can_be_changed_by_the_id_of_their_command(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "keys.toml"
    place.write_text('confirm = ["f5", "z"]\nmaximise = "f6"\n')
    keys = keymap.load(place, registry())

    async def act(driven: Driven) -> None:
        assert "f5 Confirm" in driven.foot
        await driven.press("c")
        assert desk.log() == []
        await driven.press("f5")
        await driven.press("z")
        assert [event.value for event in desk.log()] == ["confirm", "confirm"]
        await driven.press("question_mark")
        assert "f5 z" in driven.text()

    drive(desk.sit("ana"), act, keys=keys)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('# mine\nconfrim = "k"', "line 2: no command 'confrim'; did you mean confirm?"),
        ('undo = "d"', "line 1: d is the key of dismiss and of undo"),
        ('undo = "nokey"', "line 1: 'nokey' is no key"),
        ("undo = 3", "line 1: 3 is no key"),
        ("undo = [", "keys.toml: "),
    ],
)
def test_a_wrong_file_of_keys_says_where(tmp_path: Path, written: str, said: str) -> None:
    place = tmp_path / "keys.toml"
    place.write_text(written)

    with pytest.raises(UsageError) as error:
        keymap.load(place, registry())

    assert str(place) in str(error.value)
    assert said in str(error.value)


def test_without_a_file_keys_are_as_they_are(tmp_path: Path) -> None:
    assert keymap.load(tmp_path / "none.toml", registry())["confirm"] == ("c",)


# -- start-up --


def test_the_command_line_starts_without_a_screen() -> None:
    code = (
        "import sys, redaction_audit.cli as cli; cli.parser();"
        "sys.exit(any(name in sys.modules for name in ('textual', 'rich', 'sqlite3')))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_widget_or_screen_opens_a_database() -> None:
    """Screens speak to the session; what they import of the store is values."""
    for module in (ROOT / "redaction_audit" / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not [
                name for name in names if name.startswith("sqlite3") or name == "redaction_audit.store.store"
            ], module


def test_style_sheets_lie_beside_their_screens() -> None:
    for mode in SCREENS:
        path = getattr(mode.screen, "CSS_PATH", None)
        assert path is None or (Path(redaction_audit.tui.screens.__file__).parent / str(path)).is_file()


def test_a_name_that_no_command_has_is_said(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("colon")
        await driven.type("zzz")
        assert "no command is called so" in driven.text()
        await driven.press("enter", "escape")
        assert driven.foot.startswith("c Confirm")

    drive(desk.sit("ana"), act)


def test_a_filter_is_given_a_name_and_used_by_it_from_the_palette(desk: Desk) -> None:
    session = desk.sit("ana")
    session.set_filter("sev>=error")

    async def act(driven: Driven) -> None:
        await driven.press("colon")
        await driven.type("filter save grave\n")
        assert driven.foot == "saved: this filter is called @grave"
        await driven.press("F", "colon")
        await driven.type("filter gra")
        assert "filter @grave: sev>=error" in driven.text()
        await driven.press("enter")
        assert driven.foot == "2 findings"
        await driven.press("F", "f")
        await driven.type("@grave\n")
        assert session.filter.text == "sev>=error"

    drive(session, act)


def test_the_first_steps_are_shown_once_away_from_the_finding_at_hand(desk: Desk, tmp_path: Path) -> None:
    tips = tmp_path / "state" / "tips-seen"

    async def first(driven: Driven) -> None:
        assert "First steps: l and h go to the next finding" in driven.text()
        assert "Caller gave ▒▒▒▒▒▒▒▒▒▒▒ and left." in driven.text()
        assert ">" in driven.text()
        await driven.press("j")
        assert "First steps" not in driven.text()

    async def then(driven: Driven) -> None:
        assert "First steps" not in driven.text()

    drive(desk.sit("ana"), first, tips=tips, size=(80, 24))
    drive(desk.sit("ana"), then, tips=tips, size=(80, 24))
