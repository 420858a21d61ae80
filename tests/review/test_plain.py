"""Plain lines: the same session, the same events, nothing that is masked, nothing that moves a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.cli import main
from redaction_audit.plain import Plain
from redaction_audit.plain.commands import COMMANDS, help_lines
from redaction_audit.review.events import Event
from redaction_audit.review.policy import Policy
from redaction_audit.review.session import ReviewSession
from redaction_audit.store import Store
from tests.review.desk import CANARY, FINDINGS, NAMES, TEXTS, Desk


def play(session: ReviewSession, *lines: str, ascii_only: bool = False) -> str:
    """Type lines and return what was printed."""
    printed: list[str] = []
    waiting = list(lines)

    def read(prompt: str) -> str | None:
        printed.append(prompt + "\n")
        return waiting.pop(0) if waiting else None

    Plain(session, read, printed.append, ascii_only=ascii_only).run()
    return "".join(printed)


def what(log: list[Event]) -> list[tuple[object, ...]]:
    """Events without what differs from session to session: times, sessions, random names, digests."""
    groups: dict[str | None, int] = {None: 0}
    return [
        (e.key if not e.key.startswith("ra1-hand:") else "hand", e.kind, e.reviewer, e.value, e.detail, e.note,
         groups.setdefault(e.group, len(groups)), e.undoes, e.start, e.end, e.prev)
        for e in log
    ]  # fmt: skip


def test_a_finding_is_asked_for_in_one_line(desk: Desk) -> None:
    said = play(desk.sit("ana"), "j")
    ask = "[c,d,s,r,p,x,a,u,w,j,k,b,t,i,/,g,f,q,?]? "
    assert said.split("\n")[:5] == [
        "reviewer ana, 6 findings, 6 of 6 to decide",
        '[1/6] ERROR LEK007 open-elsewhere 05QUARRELL1 line 3: "SUBJECT: FERRY PILOTS  1. (C) Caller gave <<▒▒▒>> and left. 2. (U) Nothing more was said. " a number is open (open)',
        ask,
        '[2/6] NOTE MRK001 portion-mark-missing 05QUARRELL1 line 4: "...TS  1. (C) Caller gave ▒▒▒ and left. 2. <<(U)>> Nothing more was said. " this is wrong: (U) (open)',
        ask,
    ]
    assert said.endswith("saved\n")


SCRIPT = ("c fits", "d", "u", "redo", "C", "with a note", "p exempt (b)(6)", "j", "x", "k", "s", "a ask state", ".", "U 1",
          "v 1-3 d dup", "u", "+ 3 (S)", "m", "w", "W", "G", "r", "g 1", "b", "q", "c never read")  # fmt: skip


def steps(session: ReviewSession) -> None:
    """The same script, done to the session itself, as the screens do it."""
    session.decide("confirm", "fits")
    session.decide("dismiss")
    session.undo()
    session.redo()
    session.decide("confirm", "with a note")
    session.dispose("exempt", "(b)(6)")
    session.move(1)
    session.clear()
    session.move(-1)
    session.decide("second")
    session.annotate("ask state")
    session.repeat()
    session.undo(session.undo_list()[0])
    session.decide("dismiss", "dup", session.queue[0:3])
    session.undo()
    text = session.text() or ""
    start = text.index("(S)") if "(S)" in text else -1
    if start >= 0 and text.count("\n", 0, start) == 2:
        session.add(start, start + 3)
    session.mark()
    session.reveal_span()
    session.reveal_record()
    session.go(session.queue[-1])
    session.decide("refer")
    session.go(session.queue[0])
    session.previous_undecided()


def test_lines_and_screens_write_the_same_log(tmp_path: Path) -> None:
    logs = []
    for name, play_ in (("plain", lambda session: play(session, *SCRIPT)), ("screen", steps)):
        folder = tmp_path / name
        folder.mkdir()
        desk = Desk(folder)
        play_(desk.sit("ana", Policy(rules=("DEC*",))))
        logs.append(what(desk.log()))
        desk.close()
    assert logs[0] == logs[1]
    assert len(logs[0]) > 10


def test_nothing_masked_is_printed_until_it_is_revealed(desk: Desk) -> None:
    looks = (
        "t",
        "t 40",
        "i",
        f"/ {CANARY}",
        "/ Caller",
        "U",
        "%",
        "j",
        "k",
        "f sev>=note",
        "o severity",
        "g 1",
        f"a see {CANARY[:3]}",
    )
    said = play(desk.sit("ana"), *looks)
    assert CANARY not in said
    assert CANARY.encode() not in desk.path.read_bytes()
    ana = desk.sit("ana")
    said = play(ana, "g 1", "w", "t")
    assert CANARY in said
    assert desk.log()[-1].kind == "revealed"
    desk.clock.pass_(21)
    assert CANARY not in play(ana, "t", "i")


def test_a_second_reviewer_reads_nothing_of_the_first(desk: Desk) -> None:
    policy = Policy(severity="error")
    script = ("t", "i", "j", "k", "%", "f disputed", "f by:ana", "f decided", "F", "f noted", "F", "o state", "U")
    before = play(desk.sit("bo", policy), *script)
    ana = desk.sit("ana", policy)
    ana.decide("dismiss", "secret")
    after = play(desk.sit("bo", policy), *script)
    assert after == before
    said = play(desk.sit("bo", policy), "c", "g 1", "i")
    assert "secret" in said
    assert "disputed by ana, bo" in said


def test_a_conflict_names_who_and_what(desk: Desk) -> None:
    ana, bo = desk.sit("ana"), desk.sit("bo")
    bo.items(bo.queue)
    face = Plain(bo, lambda _prompt: None, lambda _text: None)
    ana.decide("dismiss", "not a number")
    said: list[str] = []
    face._write = said.append
    face._do("c")
    assert (
        said[0] == "NOT SAVED: ana decided this finding in the meantime: 12:00 UTC ana decided dismiss: not a number\n"
    )
    face._do("c")
    assert said[-1] == "saved: confirm LEK007\n"


def test_wrong_lines_are_answered_and_nothing_ends(desk: Desk) -> None:
    said = play(desk.sit("ana"), "zz", "v 9-12 c", "v x c", "p maybe", "p exempt", "f sev>=huge", "g 99", "U 7", "+ 1", "o x",
                "+ 99 x", "! confirm", "! maybe", "/ ", "/ \\v(", "@ ", "t x", "}", "K", "redo", ".", "x", "a", "  ")  # fmt: skip
    for words in (
        "no command 'zz'; ? lists them", "give a number from 1 to 6", "p takes pass, exempt, refer, exclude",
        "NOT SAVED: exempt needs a code", "filter, column 1: no severity 'huge'", "that text is not on line 1",
        "o takes record, severity, rule, date, state", "NOT SAVED: only a dispute can be settled", "0 found",
        "\nnot a regular expression", "'' is no name of a reviewer", "no other finding is at this place", "this is the first record", "NOT SAVED: there is nothing to redo",
        "NOT SAVED: nothing was decided yet", "NOT SAVED: you have decided nothing here", "NOT SAVED: the note is empty",
    ):  # fmt: skip
        assert words in said
    assert desk.log() == []


def test_hostile_text_and_names_stay_harmless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "A \x1b]0;owned\x07\x1b[2J HARBOR \u202eevil\x9b31m\r\nNUL\0 end\n"
    monkeypatch.setitem(TEXTS, "06QUARRELL2", hostile)
    desk = Desk(tmp_path, [("06QUARRELL2", "DEC004", "error", "HARBOR")])
    (tmp_path / "06QUARRELL2.txt").write_bytes(hostile.encode())
    ana = desk.sit("ana")
    ana.store.append([], {})
    for ascii_only in (False, True):
        said = play(ana, "t", "i", "/ evil", "a \x1b[31mred", "U", ascii_only=ascii_only)
        assert not [
            char for char in said if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 or char == "\u202e"
        ]
        assert said.isascii() or not ascii_only
    desk.close()


def test_agreement_the_quality_of_a_sample_and_orphans_are_told(desk: Desk) -> None:
    policy = Policy(rules=("MRK*",))
    ana, bo = desk.sit("ana", policy), desk.sit("bo", policy)
    ana.set_filter("rule:MRK001")
    ana.decide("confirm", rows=list(ana.queue))
    said = play(bo, "f rule:MRK001", "g 1", "c", "d", "c", "%", "O")
    assert "MRK001: two people agree on 2 of 3, kappa 0.00" in said
    assert "of 3 decided twice in this queue, 33% differ (0.8% to 90.6% at 95%)" in said
    assert "every decision has its finding" in said
    with Store.open(desk.path) as store:
        desk.scan(store, FINDINGS[:1])
    said = play(desk.sit("cy", policy), "O")
    assert "3 findings that were decided are not there any more; O lists them" in said
    assert "05QUARRELL1 ra1:05QUARRELL1-MRK001-67: agreed confirm" in said


def test_a_read_only_review_says_so(desk: Desk) -> None:
    said = play(desk.sit("ana", read_only=True), "c", "w", "m")
    assert said.count("read-only") == 4
    assert desk.log() == []


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    f"{key} {word}"
                    for command in COMMANDS
                    for key in command.keys
                    for word in ("", "1", "1-2 c", "pass", "sev:note")
                )
            ]
        ),
        max_size=12,
    )
)
def test_any_lines_leave_a_whole_log(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    desk = Desk(Path(str(tmp_path_factory.mktemp("any"))))
    said = play(desk.sit("ana"), *lines)
    assert said.endswith("saved\n")
    assert CANARY not in said or any(event.kind == "revealed" for event in desk.log())
    assert [event.seq for event in desk.log()] == list(range(1, len(desk.log()) + 1))
    desk.close()


def test_help_lists_every_key_once() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert len(list(help_lines())) == len(COMMANDS)
    assert set(NAMES)  # the desk's rules have names


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_is_said(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.close()
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "redaction_audit.cli", "review", "--store", str(desk.path), "--plain"],
            stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        3,
        "error: standard output: cannot be written (No space left on device)\n",
    )


def test_the_command_reviews_in_a_pipe_and_resumes(tmp_path: Path) -> None:
    folder = tmp_path / "batch"
    folder.mkdir()
    sample = Path(__file__).resolve().parents[2] / "samples" / "cable-x-runs" / "cable-x-runs.txt"
    (folder / "cable.txt").write_bytes(sample.read_bytes())
    environment = {
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "REDACTION_AUDIT_REVIEWER": "Ana",
        "PATH": "/usr/bin:/bin",
    }

    def run(*arguments: str, said: str = "") -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "redaction_audit.cli", "review", *arguments]
        return subprocess.run(command, input=said, capture_output=True, text=True, encoding="utf-8",
                              env={**environment, "PYTHONUTF8": "1"}, timeout=60, check=False)  # fmt: skip

    first = run(str(folder), said="c it is so\nq\n")
    assert first.returncode == 0, first.stderr
    assert "saved: confirm" in first.stdout
    again = run(said="%\nu\n")
    assert "batch: 1 of" in again.stdout
    assert "saved: undone" in again.stdout
    (folder / "07QUARRELL3.txt").write_text("SUBJECT: LADDERS\n\n1. (S) NEW.\n")
    third = run(str(folder), "--reviewer", "bo", said="f path:*07QUARRELL3*\n")
    assert "reviewer bo" in third.stdout
    place = tmp_path / "kept" / "batch.store"
    assert "saved: dismiss" in run(str(folder), "--store", str(place), said="d\n").stdout
    place.with_name("batch.store.policy.toml").write_text('[notes]\nrequired = ["dismiss"]\n')
    said = run(said="d\nd seen twice\n%\n").stdout
    assert "NOT SAVED: dismiss needs a note" in said
    assert "saved: dismiss" in said
    drawn = run("--store", str(place), "--filter", "decided", "--sample", "1", "--seed", "x", "--read-only").stdout
    assert "reviewer ana, 1 findings" in drawn
    assert "--policy" in run("--store", str(place), "--policy", str(tmp_path / "none.toml")).stderr
    assert run("-").returncode == 2
    assert run("--store", str(tmp_path / "none.store")).returncode == 2
    assert run(str(folder), "--filter", "sev>=huge").returncode == 2
    assert run(str(folder), "--select", "NOPE").returncode in {2, 3}
    assert "reviewer ana" in run(said="q\n").stdout  # what could not be opened is not the last store
    del environment["REDACTION_AUDIT_REVIEWER"]
    nobody = run(said="c\n")
    assert nobody.returncode == 2
    assert "others reviewed here, but not" in nobody.stderr
    assert "reviewer cy" in run("--reviewer", "cy", said="q\n").stdout


def test_a_misspelt_store_is_refused_and_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--plain", "--store", str(tmp_path / "bach.store")]) == 2
    assert "bach.store: nothing was scanned into this store" in capsys.readouterr().err
    assert not (tmp_path / "bach.store").exists()
