"""Cut words: telegrams are made of ordinary prose, damaged as hands and machines damage them, and judged.

    python bench/damage.py FOLDER... [--cases 500] [--seed 1] [--noise 0.0] [--only KIND] [--show 20]

FOLDER holds text (`.txt`, `.rst`, `.md`, also gzipped), for instance the documentation of the machine. Every paragraph
becomes a numbered paragraph of an invented telegram, wrapped at 50 to 80 characters. Then, as seen in captures: names
become twelve X; paragraphs with a mark are broken anew by hand, old breaks staying as double blanks; at some new breaks
the next line keeps its blank, and the sign before it is lost or not (kind `letters`). Other telegrams are cut off at a
column (`columns`), and some stay whole, with the lines of their source (`clean`). `--noise` swaps that share of all
letters that look alike, as character recognition does.

Printed are precision and recall of `cut-word` above a note, with exact (Clopper-Pearson) intervals of 95 percent.
A lost comma or full stop is no lost letter: a finding there counts as wrong.
"""

import argparse
import datetime as dt
import gzip
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from redaction_audit import law, marks, structure
from redaction_audit.check import Check, Hit, View, discover
from redaction_audit.model import Origin, Record
from redaction_audit.review.sampling import interval

KINDS = ("letters", "letters", "letters", "columns", "clean")
MARK = "X" * 12
HEAD = "C O N F I D E N T I A L ARBON {serial:06}"
LINES = (
    "SIPDIS",
    "E.O. 12958: DECL: 03/14/2016",
    "TAGS: PGOV, PREL, XX",
    "SUBJECT: HARBOR BOARD MEETS ON NEW QUAYS",
    "Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)",
)
NAMES = ("Ada Rowe", "Jonas Albrecht Veit", "M. Okoro", "Lindqvist", "General Paolo Trevisani", "Dr. Ines Amaral")
LEADING, LOST = 0.2, 0.6
"""Share of new breaks that keep their blank, and of those that lost a sign: six and four of 33 in the capture seen."""
LOOKS = str.maketrans("oIlSeacBtn", "01I5cou8fm")
PRINTED = re.compile(r"[\w ,.;:'\"()/&%$!?-]{250,1200}")


class Case(NamedTuple):
    """A telegram, and the half-open offsets of the words that lost letters."""

    kind: str
    text: str
    cut: tuple[tuple[int, int], ...]


def paragraphs(folders: list[str]) -> dict[str, str]:
    """Return the paragraphs of prose in all files below the folders: each as one line, and as its file lays it out."""
    found: dict[str, str] = {}
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*") if path.is_file()):
        if not re.search(r"\.(txt|rst|md)(\.gz)?$|README|NEWS|changelog", path.name):
            continue
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for part in re.split(r"\n\s*\n", content.decode("utf-8", "replace")):
            line = " ".join(part.replace("``", "").replace("*", "").split())
            if PRINTED.fullmatch(line) and sum(c.islower() or c == " " for c in line) > 0.92 * len(line):
                found[line] = part.strip()
    return found


def case(prose: dict[str, str], kind: str, serial: int, noise: float) -> Case:
    """Return the case with this number; the same kind, number and prose make the same case."""
    chance = random.Random(serial)  # noqa: S311 - no secret
    blank = " " if chance.random() < 0.8 or kind == "letters" else ""
    width = chance.randint(50, 80)
    column = width - chance.randint(2, 9)
    shout = chance.random() < 0.15
    text = "\n\n".join(f"{line}{blank}" for line in (HEAD.format(serial=serial), *LINES)) + "\n\n"
    cut: list[tuple[int, int]] = []
    for number, body in enumerate(chance.sample(list(prose), chance.randint(4, 9)), 1):
        words = (f"{number}. (C) " + (body.upper() if shout else body)).split()
        if noise:
            words[2:] = [_noisy(word, noise, chance) for word in words[2:]]
        if kind == "columns":
            made, lost = _at_column(words, width, column, blank)
        elif kind == "letters" and chance.random() < 0.6:
            made, lost = _broken_anew(words, width, blank, chance)
        else:
            lost = []
            lines = prose[body].splitlines() if kind == "clean" and not noise else _wrapped(words, width)
            made = "".join(f"{line}{blank}\n" for line in lines)
            made = made if made.startswith(f"{number}. ") else f"{number}. (C) {made}"
        cut += [(len(text) + start, len(text) + end) for start, end in lost]
        text += made + "\n"
    return Case(kind, text + "ROWE\n", tuple(cut))


def _wrapped(words: list[str], width: int) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += (" " if lines[-1] else "") + word
    return lines


def _broken_anew(words: list[str], width: int, blank: str, chance: random.Random) -> tuple[str, list[tuple[int, int]]]:
    """Return the paragraph with a name masked and lines broken anew behind it, and the words that lost a letter."""
    at = chance.randrange(3, max(4, len(words) - 10))
    name = chance.choice(NAMES)
    old = _wrapped([*words[:at], *name.split(), *words[at:]], width)
    flat = f"{blank or ' '}\n".join(old).replace(name, MARK, 1)
    head, _, rest = flat.partition(MARK)
    again = chance.randint(width - 12, width + 8)
    pieces = rest.replace("\n", " ").split(" ")  # a blank and a break: two blanks survive
    out, line, lost = head + MARK, len(head.rpartition("\n")[2]) + len(MARK), []
    for word, following in zip(pieces, [*pieces[1:], ""], strict=True):
        out, line = out + word, line + len(word)
        if not following or line + 1 + len(following) <= again or not word:
            out, line = out + " ", line + 1
        elif chance.random() < LEADING:
            if chance.random() < LOST and len(word.strip('("')) > 1 and not word.endswith("X"):
                out = out[:-1]
                if word[-1].isalpha():
                    lost.append((len(out) - len(word) + 1, len(out)))
            out, line = out + "\n ", 1
        else:
            out, line = out + "\n", 0
    return out.rstrip() + f"{blank}\n", lost


def _at_column(words: list[str], width: int, column: int, blank: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the paragraph with every line cut off at a column, and the words that lost their ends."""
    out, lost = "", []
    for line in (f"{line}{blank}" for line in _wrapped(words, width)):
        kept = line[:column]
        word = kept.rpartition(" ")[2]
        if word and len(kept) < len(line) and line[len(kept)].isalpha() and kept[-1].isalpha():
            lost.append((len(out) + len(kept) - len(word), len(out) + len(kept)))
        out += kept + "\n"
    return out, lost


def _noisy(word: str, noise: float, chance: random.Random) -> str:
    return "".join(c.translate(LOOKS) if chance.random() < noise else c for c in word)


def said(check: Check, text: str) -> list[Hit]:
    """Return what the check says above a note."""
    record = Record(text=text, origin=Origin(path="case.txt"), id="case", size=len(text))
    view = View(
        record,
        marks.scanner().scan(text),
        lambda _: structure.read(text),
        law.load(),
        dt.date(2026, 1, 15),
    )
    return [hit for hit in check.judge(view) if isinstance(hit, Hit) and hit.severity != "note"]


def _figure(hits: int, of: int) -> str:
    found = interval(hits, of)
    return f"{hits}/{of} = {found.share:.3f} [{found.low:.3f}, {found.high:.3f}]"


def judged(
    prose: dict[str, str], kinds: Sequence[str], cases: int, seed: int, noise: float
) -> Iterator[tuple[Case, list[Hit]]]:
    """Yield every case with what `cut-word` says of it."""
    check = next(check for check in discover() if check.name == "cut-word")
    for number in range(cases):
        made = case(prose, kinds[number % len(kinds)], seed * 1_000_000 + number, noise)
        yield made, said(check, made.text)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+")
    options.add_argument("--cases", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--noise", type=float, default=0.0)
    options.add_argument("--only", choices=sorted(set(KINDS)))
    options.add_argument("--show", type=int, default=0)
    chosen = options.parse_args()
    prose = paragraphs(chosen.folders)
    if len(prose) < 50:
        sys.exit(
            f"skipped: {len(prose)} paragraphs of prose in {', '.join(chosen.folders)}; name folders with more text"
        )
    kinds = (chosen.only,) if chosen.only else KINDS
    count: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    for made, hits in judged(prose, kinds, chosen.cases, chosen.seed, chosen.noise):
        found = {span for span in made.cut if any(hit.start < span[1] and span[0] < hit.end for hit in hits)}
        right = [hit for hit in hits if any(hit.start < end and start < hit.end for start, end in made.cut)]
        for name, n in (("cases", 1), ("lines", made.text.count("\n")), ("cut", len(made.cut)), ("found", len(found)),
                        ("said", len(hits)), ("right", len(right))):  # fmt: skip
            count[made.kind, name] += n
        if len(wrong) < chosen.show:
            missed = [("missed", *span) for span in made.cut if span not in found]
            false = [("false", hit.start, hit.end) for hit in hits if hit not in right]
            wrong += [f"{word}: {made.text[max(0, start - 30) : end + 25]!r}" for word, start, end in missed + false]
    for kind in dict.fromkeys(kinds):
        lines = f"{count[kind, 'cases']} telegrams, {count[kind, 'lines']} lines"
        precision = _figure(count[kind, "right"], count[kind, "said"])
        recall = _figure(count[kind, "found"], count[kind, "cut"])
        print(
            f"{kind:8} {lines}: precision {precision}, recall {recall}"
            if count[kind, "cut"]
            else f"{kind:8} {lines}: {count[kind, 'said']} findings"
        )
    print("\n".join(wrong[: chosen.show]), end="\n" if wrong else "")


if __name__ == "__main__":
    main()
