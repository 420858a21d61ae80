"""A day at the workbench, in a real terminal: three people, the keys they press, and the log they leave."""

import csv
import re
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from redaction_audit.store import Store
from tests.tui.panes import ROOT, Pane, needs_tmux

SAMPLES = ("cable-damaged/cable-damaged.txt", "cables-declassify-on/cables-declassify-on.jsonl")
FROM_THE_START = ("--filter", "")
"""What a filter holds is looked through from its beginning, whatever a scan that goes on has found by then."""
POLICY = '[two-person]\nseverity = "error"\n\n[notes]\nrequired = ["refer"]\n'
FIRST, LAST = "07DUNMARCH1330", "before-the-record"
SELECTED = "FOI011,TRN001,TRN002,DEC002,DEC003,DEC004,DEC008,DEC010"
"""Rules of the day: what others come to say of these samples is no matter of this test."""
KEPT = Path(__file__).parent / "day"
"""Screens of the day; `UPDATE_GOLDEN=1` keeps them anew."""

pytestmark = needs_tmux


def batch(home: Path) -> None:
    """Lay out two samples, the second release of one of them, and a policy."""
    folder = home / "batch"
    (folder / "second").mkdir(parents=True)
    for sample in SAMPLES:
        shutil.copy(ROOT / "samples" / sample, folder)
    page = (folder / "cable-damaged.txt").read_text("utf-8")
    (folder / "second" / "cable-damaged.txt").write_text(page.replace("harbor court", "[REDACTED]"), "utf-8")
    (home / "batch.store.policy.toml").write_text(POLICY)


def log(home: Path) -> list[tuple[str, ...]]:
    """Return who said what of which finding, and their note."""
    with Store.open(home / "batch.store", read_only=True) as store:
        events = store.events()
        rows = store.rows_for({event.key for event in events})
        items = {item.key: item for item in store.items(list(rows.values()))}
        assert store.verify() == []
    return [
        (
            event.reviewer,
            event.kind,
            event.value or "",
            items[event.key].record,
            items[event.key].rule,
            event.note or "",
        )
        for event in events
    ]


class Day(Pane):
    """The program with its clock standing still; screens are held against those that are kept."""

    def __init__(self, home: Path, *options: str, size: tuple[int, int] = (100, 30)) -> None:
        super().__init__(home, *options, name="day", size=size, module="tests.tui.frozen")

    def keep(self, name: str) -> None:
        self.hold(KEPT / f"{name}.txt")


def test_a_day(tmp_path: Path) -> None:
    batch(tmp_path)
    said = [*ana_in_the_morning(tmp_path), *ana_goes_on(tmp_path), *bo_is_told_nothing(tmp_path), *cy_settles(tmp_path)]

    assert log(tmp_path) == said
    exported(tmp_path / "decisions.csv")


def ana_in_the_morning(home: Path) -> Sequence[tuple[str, ...]]:
    """Decide, note, undo, compare, search, filter, look at every screen, and go."""
    scan = ("batch", "--store", "batch.store", "--as-of", "2026-03-02", "--select", SELECTED)
    with Day(home, *scan, *FROM_THE_START, "--reviewer", "ana") as pane:
        pane.wait_for(FIRST, "1 of 35", "0/4 decided", "Confirm")
        pane.keep("01-opened")
        pane.press("c", then=("1/4 decided", "saved: confirm"))
        pane.keep("02-confirmed")
        pane.press("D", then=("dismiss, note", "Enter saves"))
        pane.type("the form is older")
        pane.keep("03-note")
        pane.press("Enter", then=("2/4 decided", "saved: dismiss"))
        pane.press("u", then=("1/4 decided", "saved: undone", "ana undid"))
        pane.keep("04-undone")
        pane.press("s", then=("2/4 decided", "saved: second"))
        pane.press("a", then=("Enter saves",))
        pane.type("ask the registry")
        pane.press("Enter", then=("saved: note",))

        pane.press("=", then=("newly redacted",))
        pane.keep("05-compare")
        pane.press("q", then=("2/4 decided", "Confirm"))
        pane.press("/", then=("Enter searches",))
        pane.type("booms")
        pane.press("Enter", then=("match 1/2", "»"))
        pane.keep("06-search")
        pane.press("Escape", then=("Confirm",), without="»")

        pane.press("f", then=("Enter filters",))
        pane.type("sev>=error")
        pane.keep("07-filter")
        pane.press("Enter", then=("filtered", "1 of 3"))
        pane.press("c", then=("2 of 3", "saved: confirm"))
        pane.press("d", then=("3 of 3", "saved: dismiss", LAST))
        pane.keep("08-filtered")
        pane.press("2", then=("3 of 35", "Open", "order-out-of-force"))
        pane.keep("09-queue")
        pane.press("1", then=("Resume", "on 2"))
        pane.keep("10-overview")
        pane.press("4", then=("19 of 19 records read", "D"))
        pane.keep("11-timeline")
        pane.press("3", then=(LAST, "Confirm"))
        pane.send("Q")
        assert pane.ended()
    return (
        ("ana", "decided", "confirm", FIRST, "FOI011", ""),
        ("ana", "decided", "dismiss", FIRST, "TRN001", "the form is older"),
        ("ana", "undone", "", FIRST, "TRN001", ""),
        ("ana", "decided", "second", FIRST, "TRN001", ""),
        ("ana", "annotated", "", FIRST, "DEC010", "ask the registry"),
        ("ana", "decided", "confirm", "order-not-yet-signed", "DEC004", ""),
        ("ana", "decided", "dismiss", "longer-than-25-years", "DEC008", ""),
    )


def ana_goes_on(home: Path) -> Sequence[tuple[str, ...]]:
    """Without any arguments: the same record, finding and filter; also in a window of another size."""
    with Day(home, "--reviewer", "ana", size=(80, 24)) as pane:
        screen = pane.wait_for(LAST, "3 of 3", "declassified-before-written", "Confirm")
        assert "0/2 decided" in screen
        pane.keep("12-resumed")
        pane.press("F", then=(" of 35",))
        pane.send("Q")
        assert pane.ended()
    return ()


def bo_is_told_nothing(home: Path) -> Sequence[tuple[str, ...]]:
    """The second person meets what the first decided as if nobody had."""
    with Day(home, "--reviewer", "bo", "--filter", "sev>=error") as pane:
        told = [pane.wait_for("order-not-yet-signed", "1 of 3", "0/3 decided", "Confirm")]
        told += [pane.press("2", then=("3 of 35", "Open", "order-out-of-force"))]
        for screen in told:
            assert not re.search(r"\bana\b|✔|✘", screen), screen
        pane.press("3", then=("1 of 3", "Confirm"))
        pane.press("c", then=("2 of 3", "saved: confirm"))
        pane.press("c", then=("3 of 3", "saved: confirm", LAST))
        pane.keep("13-second-reviewer")
        pane.press("h", then=("2 of 3", "disputed by ana and bo"))
        pane.keep("14-disputed")
        pane.send("Q")
        assert pane.ended()
    return (
        ("bo", "decided", "confirm", "order-not-yet-signed", "DEC004", ""),
        ("bo", "decided", "confirm", "longer-than-25-years", "DEC008", ""),
    )


def cy_settles(home: Path) -> Sequence[tuple[str, ...]]:
    """A third person settles what two saw differently, and writes it all to a file."""
    with Day(home, "--reviewer", "cy", "--filter", "state:disputed") as pane:
        pane.wait_for("longer-than-25-years", "1 of 1", "disputed by ana and bo")
        pane.press("!", then=("settle the dispute",))
        pane.keep("15-settling")
        pane.press("d", then=("saved: settled: dismiss",))
        pane.press("F", then=(" of 35",))
        pane.press("E", then=("decisions.csv", "35 findings, masked"))
        pane.keep("16-export")
        pane.press("Enter", then=("written: 35 findings",))
        pane.send("Q")
        assert pane.ended()
    return (("cy", "adjudicated", "dismiss", "longer-than-25-years", "DEC008", ""),)


def exported(path: Path) -> None:
    """The file says of each finding what the log says."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))

    assert len(rows) == 35
    decided = {(row["record"], row["rule"]): row["decision"] for row in rows if row["decision"]}
    assert decided == {
        (FIRST, "FOI011"): "confirm",
        (FIRST, "TRN001"): "second",
        ("order-not-yet-signed", "DEC004"): "confirm",
        ("longer-than-25-years", "DEC008"): "dismiss",
    }


WORDS = {"c": "confirm", "d": "dismiss", "s": "second", "r": "refer"}


@pytest.mark.parametrize("source", ["samples", "seed"])
def test_sixty_findings_one_after_the_other(tmp_path: Path, request: pytest.FixtureRequest, source: str) -> None:
    """One key each; what is painted as saved is in the log, in the order of the queue. The seed: all it has."""
    folder = ROOT / "samples" if source == "samples" else request.getfixturevalue("shared") / "seed"
    options = ("--store", "batch.store", "--as-of", "2026-03-02", "--exclude", "*.md", "--exclude", "*.json*")
    with Pane(tmp_path, str(folder), *options, *FROM_THE_START, "--reviewer", "ana", name=f"sixty-{source}") as pane:
        pane.wait_for("1 of ", "Confirm")
        keys = "".join(WORDS) * 15
        with Store.open(tmp_path / "batch.store", read_only=True) as store:
            while not store.runs()[-1].ended:
                time.sleep(0.05)
            queue = [item.key for item in store.items(store.ids())]
        pane.wait_for(f"1 of {len(queue):,} ")  # the queue has taken up what the scan found since
        for key in keys[: len(queue)]:
            pane.press(key, then=(f"saved: {WORDS[key]}",))
        pane.send("Q")
        assert pane.ended()

    with Store.open(tmp_path / "batch.store", read_only=True) as store:
        assert [(event.key, event.value) for event in store.events()] == [
            (finding, WORDS[key]) for finding, key in zip(queue, keys, strict=False)
        ]
        assert store.verify() == []
