"""Old line ends bound what a mark hides: no length that fits is ruled out, and nothing else is told."""

import json
import random
import re
import textwrap

import pytest

from checks.pipeline import view
from redaction_audit.check import Example, View
from redaction_audit.checks.lek.wraps import POSSIBLE, Residue, bits, residues

from .judging import said

WIDTH = 61
WORDS = [
    "the",
    "board",
    "of",
    "islands",
    "met",
    "again",
    "and",
    "spoke",
    "about",
    "cranes",
    "quays",
    "harbor",
    "dues",
    "nets",
    "boats",
    "lamps",
    "rope",
    "timber",
    "grain",
    "salt",
    "ferries",
]
HEAD = "C O N F I D E N T I A L ARBON 000412 \n\nE.O. 12958: DECL: 03/14/2016 \nTAGS: PGOV \nSUBJECT: CRANES \n\n"


def prose(chance: random.Random, count: int) -> list[str]:
    return [chance.choice(WORDS) for _ in range(count)]


def wrapped(words: list[str]) -> list[str]:
    return textwrap.wrap(" ".join(words), WIDTH, break_on_hyphens=False)


def record(chance: random.Random, length: int) -> tuple[str, list[str], int]:
    """A telegram with one paragraph that was wrapped with a name, covered, and broken anew; the words, the name's index."""
    words = ["4.", "(C)", *prose(chance, 50)]
    at = chance.randrange(12, 30)
    words[at:at] = ["N" * length]
    lines = wrapped(words)
    joined = "  ".join(lines).replace("N" * length, "XXXXXXXXXXXX")
    anew, line = [], ""
    for piece in re.split(r"( +)", joined):
        if len(line + piece) > WIDTH - 9 and piece.strip():
            anew.append(line.rstrip())
            line = ""
        line += piece
    clean = "\n\n".join(" \n".join(wrapped([f"{n}.", "(C)", *prose(chance, 60)])) + " " for n in (1, 2, 3))
    return f"{HEAD}{clean}\n\n" + "\n".join([*anew, line]) + " \n\nROWE\n", words, at


def seen(text: str) -> View:
    return view(text, Example(""))


def possible(words: list[str], at: int) -> int:
    """Count the lengths with which the same line ends come out: the slow and certain way."""

    def ends(length: int) -> list[int]:
        return [len(line.split()) for line in wrapped([*words[:at], "N" * length, *words[at + 1 :]])]

    true = ends(len(words[at]))
    return sum(ends(length) == true for length in range(3, 31))


def residue(text: str) -> list[Residue]:
    return list(residues(seen(text)))


@pytest.mark.parametrize("seed", range(60))
def test_no_length_that_wraps_the_same_way_is_ruled_out(seed: int) -> None:
    chance = random.Random(seed)
    text, words, at = record(chance, chance.randint(4, 24))

    for found in residue(text):
        for left in found.left:
            # the line of the mark alone is looked at: the lines behind it may rule out more
            assert possible(words, at) <= left <= POSSIBLE


def test_most_of_them_are_found() -> None:
    made = [record(random.Random(seed), 4 + seed % 20)[0] for seed in range(60)]

    assert sum(bool(residue(text)) for text in made) >= 55
    assert sum(any(found.left for found in residue(text)) for text in made) >= 25


def test_what_is_said_is_the_same_for_names_of_every_length_that_fits() -> None:
    """The finding depends on the page only; the hidden length is no longer there to be told."""
    text, _, _ = record(random.Random(3), 11)
    [hit] = said(text)["layout-residue"]

    assert set(hit.data) == {"marks", "lengths_left", "bits"}
    assert len(hit.data["lengths_left"]) <= 1
    assert not re.search(r"\b(?:between|at most|at least|up to|longer|shorter|characters)\b", hit.message)


def test_bits_fall_with_the_lengths_that_are_left() -> None:
    assert bits(POSSIBLE) == 0
    assert bits(7) == 2
    assert bits(1) > bits(2) > bits(3)


@pytest.mark.parametrize(
    "tail",
    [
        "4. (C) XXXXXXXXXXXX said so, and went home to the islands again. ",
        "4. (C) XXXXXXXXXXXX said so.  It went home.  It was late.  So be it. ",
    ],
)
def test_ordinary_paragraphs_leave_nothing(tail: str) -> None:
    chance = random.Random(1)
    clean = "\n\n".join(" \n".join(wrapped([f"{n}.", "(C)", *prose(chance, 60)])) + " " for n in (1, 2, 3))

    assert residue(f"{HEAD}{clean}\n\n{tail}\n\nROWE\n") == []


def test_double_blanks_all_over_the_record_are_a_habit() -> None:
    text, _, _ = record(random.Random(5), 9)
    spread = re.sub(r"(\w) (and|of|the) ", r"\1  \2 ", text)

    assert residue(text)
    assert residue(spread) == []


def test_gaps_of_one_width_say_nothing_and_of_two_do() -> None:
    alike = "He met [          ] at noon, and later saw [          ] in the park.\n"
    [hit] = said(alike.replace("[          ]", "[     ]", 1))["layout-residue"]

    assert "layout-residue" not in said(alike)
    assert hit.data["lengths_left"] == [3]
    assert not {"5", "10"} & set(json.dumps(hit.data).replace(",", " ").replace("]", " ").split())
