"""Editions of one release: what was accepted stays accepted through every change but one of the words around it."""

import codecs
import json
import random
import re
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .records import DAY, put, run

RULE = "RED003"
HEAD = """\
C O N F I D E N T I A L ARVENDA 000017

SIPDIS

E.O. 12958: DECL: 05/12/2015
TAGS: PGOV
SUBJECT: A TALK ABOUT THE FERRY

Classified By: PolCouns Jane Delmore. Reason: 1.4 (b,d)

"""
BEFORE = "1. (C) The ferry stopped at noon and the crew went ashore to wait for news of the strike in the capital."
AROUND = """\
2. (C) At the harbour office we were told that XXXXXXXXhurst had paid the wages of all the men out of his own \
pocket since Easter, and that nobody in Arvenda would say so before the election was over and done with."""
BEHIND = "3. (C) Comment: it is too early to say who will win. The rain has not stopped for a week. End comment."
PARAGRAPHS = (BEFORE, AROUND, BEHIND)
TAIL = "\n\nDELMORE\n"
RECORD = HEAD + "\n\n".join(PARAGRAPHS) + TAIL

Edit = Callable[[str], str]


def wrapped(width: int) -> Edit:
    def edit(text: str) -> str:
        body = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
        return text.replace("\n\n".join(PARAGRAPHS), body)

    return edit


def swapped(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert text.count(old) == 1
        return text.replace(old, new)

    return edit


KEPT: dict[str, Edit] = {
    "as it is": lambda text: text,
    "wrapped at 72": wrapped(72),
    "wrapped at 40": wrapped(40),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old Macs": lambda text: text.replace("\n", "\r"),
    "two blanks for one": lambda text: text.replace(AROUND, AROUND.replace(" ", "  ")),
    "blanks at line ends": lambda text: re.sub(r"(?<=\w)\n", "   \n", text),
    "an indent": lambda text: text.replace("\n2. (C)", "\n   2. (C)"),
    "a name beside it": swapped("Arvenda would", "Corvesta would"),
    "a feast beside it": swapped("Easter", "Christmas"),
    "a figure beside it": swapped("since Easter", "since 1998"),
    "what the mark leaves open": swapped("XXXXXXXXhurst", "XXXXXXXXgalloway"),
    "the length of the mark": swapped("XXXXXXXXhurst", "XXXXXXXXXXXXhurst"),
    "other signs over the same word": swapped("XXXXXXXXhurst", "\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588hurst"),
    "a word ten words away": swapped("over and done with", "over and finished"),
    "the paragraph before": swapped(BEFORE, "1. (C) The ferry sailed again."),
    "the paragraph behind": swapped(BEHIND, "3. (C) Comment: the rain has stopped. End comment."),
    "a paragraph more": swapped("\n\n3. (C)", "\n\n4. (C) Nobody came to the pier.\n\n3. (C)"),
    "the number of the paragraph": swapped("2. (C) At", "7. (C) At"),
    "the portion mark": swapped("2. (C) At", "2. (S) At"),
    "the subject": swapped("A TALK ABOUT THE FERRY", "FERRIES"),
    "the instruction": swapped("05/12/2015", "05/12/2010"),
    "a release stamp above": lambda text: "RELEASED IN PART B6\n\n" + text,
    "a line below": lambda text: text + "\nUNCLASSIFIED\n",
    "quotation marks": swapped("his own pocket", "his \u201cown\u201d pocket"),
    "a comma more": swapped("told that", "told, that"),
}
FALLEN: dict[str, Edit] = {
    "a word just before": swapped("told that XXX", "told how XXX"),
    "a word just behind": swapped("had paid", "had earned"),
    "a word less": swapped("all the men", "the men"),
    "two words changing places": swapped("we were told", "were we told"),
    "the eighth word before": swapped("harbour office", "harbour bureau"),
    "a blank line in between": swapped("had paid", "had\n\npaid"),
    "the id of the record": swapped("ARVENDA 000017", "ARVENDA 000018"),
    "the mark moved": lambda text: text.replace("XXXXXXXXhurst", "he").replace("all the men", "XXXXXXXXhurst"),
}


@pytest.fixture
def accepted() -> str:
    """The first edition, with its finding in a baseline and in a waivers file; returns the fingerprint."""
    put("batch/a.txt", RECORD)
    found = run("scan", "batch", DAY, "--select", RULE, "--format=jsonl").findings
    assert [item["rule"] for item in found] == [RULE]
    run("baseline", "write", "batch", DAY, "--select", RULE)
    put(
        "waivers.toml",
        f'[[waiver]]\nfingerprint = "{found[0]["fingerprint"]}"\nreason = "known"\nauthor = "J. Quill"\n',
    )
    return str(found[0]["fingerprint"])


def outcomes(*paths: str) -> set[tuple[int, int]]:
    """Return (reported, set aside) with the baseline, and with the waivers."""
    found = set()
    for given_ in ("--baseline=redaction-audit.baseline", "--waivers=waivers.toml"):
        report = run("scan", *(paths or ("batch",)), DAY, "--select", RULE, "--format=json", given_).report
        found.add((len(report["findings"]), len(report["set_aside"])))
    return found


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize("edit", KEPT.values(), ids=KEPT.keys())
def test_what_was_accepted_survives_a_change_elsewhere(edit: Edit) -> None:
    put("batch/a.txt", "").write_bytes(edit(RECORD).encode())

    assert outcomes() == {(0, 1)}


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize("edit", FALLEN.values(), ids=FALLEN.keys())
def test_what_was_accepted_falls_with_a_change_of_its_context(edit: Edit) -> None:
    put("batch/a.txt", edit(RECORD))

    assert outcomes() == {(1, 0)}


@pytest.mark.usefixtures("accepted")
def test_what_was_accepted_falls_with_its_mark() -> None:
    put("batch/a.txt", RECORD.replace("XXXXXXXXhurst", "he"))

    done = run("scan", "batch", DAY, "--baseline=redaction-audit.baseline", "--fail-on-stale", "--fail-on=never")

    assert outcomes() == {(0, 0)}
    assert done.code == 1


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize("form", ["renamed", "folder", "archive", "table", "bom", "utf-16", "both"])
def test_the_form_in_which_a_record_arrives_changes_nothing(form: str) -> None:
    Path("batch/a.txt").unlink()
    other = RECORD.replace("000017", "000099").replace("XXXXXXXXhurst", "he")
    if form == "renamed":
        put("batch/other-name.cable", RECORD)
    elif form == "folder":
        put("batch/box 7/folder 3/a.txt", RECORD)
    elif form == "archive":
        with zipfile.ZipFile("batch/release.zip", "w") as archive:
            archive.writestr("x/a.txt", RECORD)
    elif form == "table":
        rows = [{"id": "ARVENDA 17", "text": RECORD}, {"id": "other", "text": other}]
        put("batch/rows.jsonl", "".join(json.dumps(row) + "\n" for row in reversed(rows)))
    elif form == "bom":
        put("batch/a.txt", "").write_bytes(codecs.BOM_UTF8 + RECORD.encode())
    elif form == "utf-16":
        put("batch/a.txt", "").write_bytes(RECORD.encode("utf-16"))
    else:
        put("batch/a.txt", RECORD)
        put("batch/0.txt", other)

    assert outcomes() == {(0, 1)}


WORDS = [
    f"{first}{second}" for first in ("ta", "mo", "ri", "ne", "lu", "so") for second in ("len", "dar", "pit", "gon")
]
MARKED = "XXXXXXXXhurst"


@given(st.integers(0, 2**32))
def test_random_insertions_wraps_and_orders_keep_every_accepted_finding(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    rng, folder, blocks, before = _first_edition(tmp_path_factory.mktemp("edition"), seed)

    width, newline, gap = rng.choice([20, 55, 200]), rng.choice(["\n", "\r\n", "\r"]), rng.choice([" ", "  "])
    edited = [gap.join(block.split(" ")) if newline != "\r" else block for block in blocks]
    edited = [textwrap.fill(block, width, break_long_words=False, break_on_hyphens=False) for block in edited]
    for _ in range(rng.randint(0, 3)):
        edited.insert(rng.randint(0, len(edited)), " ".join(rng.choices([*WORDS, "Delmore", "1998"], k=30)))
    after = _edition(folder / "b", edited, newline)

    assert len(before) == len(blocks)
    assert before == after


@given(st.integers(0, 2**32))
def test_a_changed_word_within_reach_lets_that_finding_fall_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    rng, folder, blocks, before = _first_edition(tmp_path_factory.mktemp("edition"), seed)

    chosen = rng.randrange(len(blocks))
    words = blocks[chosen].split(" ")
    at = words.index(MARKED)
    words[at + rng.choice([-1, 1]) * rng.randint(1, 8)] = "unlike"
    blocks[chosen] = " ".join(words)
    after = _edition(folder / "b", blocks)

    assert len(before - after) == len(after - before) == 1


def _first_edition(folder: Path, seed: int) -> tuple[random.Random, Path, list[str], set[str]]:
    """Return where the draw goes on, the folder, and the blocks of a record with what a baseline of it holds."""
    rng = random.Random(seed)
    blocks = [_block(rng) for _ in range(rng.randint(1, 4))]
    return rng, folder, blocks, _edition(folder / "a", blocks)


def _block(rng: random.Random) -> str:
    words = rng.choices(WORDS, k=24)
    words.insert(rng.randint(8, 16), MARKED)
    return " ".join(words)


def _edition(folder: Path, blocks: list[str], newline: str = "\n") -> set[str]:
    """Write a record and return the fingerprints that a baseline of it holds."""
    (folder / "batch").mkdir(parents=True)
    text = HEAD + "\n\n".join(blocks) + TAIL
    (folder / "batch" / "a.txt").write_bytes(text.replace("\n", newline).encode())
    run("baseline", "write", str(folder / "batch"), "--select", RULE, "-o", str(folder / "accepted"), "--jobs=1")
    return {line.split("\t")[2] for line in (folder / "accepted").read_text().splitlines()[1:]}
