"""How many planted leaks the checks of leaks name, and what they say of records that leak nothing.

    python bench/leaks.py [--each 200] [--seed 1] [--prose FOLDER] [--show KIND]

Writes records of three kinds (telegrams of the 2000s, telegrams in capitals, memoranda) with invented people, posts,
wordings and wraps. Every record has covered names that leak nothing, other people with posts and pronouns of their own,
and at most one planted leak. Prints, a kind a row, how many records name the leak by its rule (with an exact 95 %
interval) and how many say more above a note than was planted. `--prose` draws the paragraphs around from the text files
of a folder instead of from invented sentences.
"""

import argparse
import datetime as dt
import random
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus import table

from redaction_audit import law, marks
from redaction_audit.check import Check, Hit, View, discover
from redaction_audit.model import Origin, Record
from redaction_audit.review.sampling import interval
from redaction_audit.structure import read_pages

RULES = {
    "length": "length-varies",
    "title": "title-left",
    "initial": "initial-left",
    "overlay": "partial-overlay",
    "subject": "mark-in-subject",
    "inconsistent": "open-elsewhere",
    "descriptor": "identity-cluster",
    "pronoun": "identity-cluster",
    "residue": "layout-residue",
    "nothing": "",
}

WORDS = {
    "given": "Alda|Bruno|Cosima|Dario|Elvira|Fausto|Greta|Hamid|Ivana|Joaquim|Kirsten|Leopold|Mirela|Pavel|Yusuf",
    "family": "Abrantes|Belcourt|Castagna|Dragomir|Elsberg|Farouk|Gallardo|Hrabal|Jankovic|Kaltenau|Lindqvist|Moravec"
    "|Norrgard|Olivares|Petrossian|Quental|Rastogi|Silvani|Takahara|Urbanek|Valverde|Wennstrom|Yamanaka|Zielinski",
    "head": "treasurer|director|chairman|secretary-general|president|spokesman|deputy-minister|head|chief|registrar"
    "|comptroller|editor|governor|commissioner|superintendent|curator|chief engineer|legal adviser",
    "body": "the harbor board|the growers' federation|the central bank|the state railways|the port authority"
    "|the lighthouse service|the teachers' union|the provincial council|the grain terminal|the Chamber of Commerce"
    "|the Ministry of Fisheries|the national water board|the customs service|the northern diocese",
    "trade": "journalist|lawyer|economist|physician|geologist|university professor|retired surgeon|soil researcher"
    "|shipping agent and trader|coffee planter|human rights lawyer|newspaper columnist|beekeeper",
    "tie": "a longtime Embassy contact|a long-time contact of the Embassy|a well-placed source|our best source there"
    "|a reliable Embassy interlocutor|a close friend of the Ambassador|a trusted Consulate contact|an old contact",
    "place": "Arvenda|Bellamar|Corvesta|Dunmarch|Estrella|Falkenau|Greyport|Halvena|Issara|Jorvena|Kestrelia|Lomara",
    "officer": "Poloff|Econoff|Emboff|PolCouns|the Ambassador|the DCM",
    "title": "Mr.|Mrs.|Ms.|Dr.|General|Col.|Minister|Senator|Prof.|Sheikh|Captain|Mme.|Bishop|Governor|Gen.|Lt. Col.",
    "when": "on 5/3|on May 3|on the evening of June 11|on 11 March|in early April|on March 13",
    "week": "during the last two weeks of April|in early May|last month|in the first week of June|two weeks ago",
    "clause": "the port would close by winter|the matter was still open|the tariff had been drafted in haste"
    "|nobody had read the second report|the ferries were sold below their price|the audit would find nothing"
    "|the road could not be finished this year|the strike fund was empty|prices would fall before the harvest",
    "said": "said that {clause}|told {officer} that {clause}|argued that {clause}|insisted that {clause}"
    "|complained that {clause}|predicted that {clause}",
    "name": "{given} {family}",
    "letter": "A|B|C|D|E|F|G|H|J|K|L|M|N|P|R|S|T",
}
PLAIN = [
    "The budget of the year was debated at length and put off again.",
    "Rain had cut the road for the better part of a week.",
    "Two of the cranes have been out of order since the autumn.",
    "The newspapers printed the speech in full.",
    "Exports of timber rose by a tenth, those of hides fell.",
    "Most observers expect the talks to go on through the spring.",
    "The committee will meet again when the minutes are ready.",
    "No one could say who had ordered the second survey.",
    "The harbor dues were raised without notice in the same month.",
    "The old quay is to be rebuilt with a loan from abroad.",
]
OTHERS = [
    "{name}, the {post}, declined to comment.",
    "{name} spoke for an hour about his plans for the quay.",
    "Mrs. {family} asked whether the volume would be ready, and she said it would.",
    "According to {name}, {post}, nothing had changed.",
    "{family} noted that his staff had been cut twice.",
    "The {post}, {name}, was abroad and sent his regrets.",
]
COVERED = [
    "{m} {said}.",
    "{m}'s contacts reported no change.",
    "{m}, {post}, {said}.",
    "We heard from {m} that {clause}.",
    "Poloff called on {m} at the ministry.",
    "In the view of {m}, {clause}.",
    "{m} and {m} were both present.",
]
LEAKS = {
    "title": "{title} {m} {said}.|Poloff met {title} {m} at noon.|A letter by {title} {m} was read.",
    "initial": "{letter}. {m} {said}.|Poloff spoke with {letter}. {letter}. {m} about it."
    "|It was {letter}. {m} who asked."
    "|Present were {name} and {letter}. {m}.",
    "pronoun": "{m} {said}. She added that her sister had left.|{m} {said}. He asked for his papers."
    "|{m} {said}. He noted that the roads were bad.|{m} {said}. Her office had been searched.",
    "descriptor": "{m}, {tie}, met {officer} {when} in the capital.|{m}, {tie}, {said}."
    "|{m} {tie} told Poloff {when} that {clause}.|{m}, a {trade}, told Econoff {when} that {clause}."
    "|A {trade}'s recent visit to {=place} {week} found the stores empty.+{m}'s visit to {=place} came after the storm."
    "|A {trade} who visited {=place} {week} found the stores empty.+{m} returned from {=place} with little to show."
    "|From a trip to {place} several weeks earlier, {m} reported that {clause}. {m}, a {trade}, had gone alone."
    "|{m}, a {trade} whose brother owns the mill, {said}.",
}
HERE = ["{m}, {=post}, {said}.", "{m}, the {=post}, {said}.", "The {=post}, {m}, {said}.", "{m} ({=post}) {said}."]
THERE = [
    "{name}, the {=post}, arrived at noon.",
    "{name}, {=post}, was also there.",
    "The {=post}, {name}, had nothing to add.",
    "{name} is the {=post}.",
    "{name}, longtime {=post}, smiled.",
    "It was the {=post} {name} who had asked.",
]


class Writer:
    """Makes the sentences of one record; a field that begins with `=` is the same wherever it stands in the record."""

    def __init__(self, chance: random.Random, mark: str) -> None:
        self.chance = chance
        self.mark = mark
        self._same: dict[str, str] = {}
        self._posts: set[str] = set()

    def filled(self, pattern: str) -> str:
        """Return a pattern with its fields filled."""
        return re.sub(r"\{(=?)(\w+)\}", lambda field: self._field(field[2], same=bool(field[1])), pattern)

    def any(self, patterns: list[str]) -> str:
        """Return one of several patterns, filled."""
        return self.filled(self.chance.choice(patterns))

    def _field(self, name: str, *, same: bool) -> str:
        if same:
            if name not in self._same:
                self._same[name] = self._field(name, same=False)
            return self._same[name]
        if name == "m":
            return self.mark
        if name == "post":
            post = self._post()
            while post in self._posts:
                post = self._post()
            self._posts.add(post)
            return post
        return self.any(WORDS[name].split("|"))

    def _post(self) -> str:
        return f"{self.any(WORDS['head'].split('|'))} of {self.any(WORDS['body'].split('|'))}"

    def planted(self, kind: str) -> list[str]:
        """Return the sentences that leak."""
        if kind in LEAKS:
            return self.filled(self.chance.choice(LEAKS[kind].split("|"))).split("+")
        if kind == "inconsistent":
            pair = [self.any(HERE), self.any(THERE)]
            return pair if self.chance.random() < 0.7 else pair[::-1]
        if kind == "length":
            names = [self.filled("{name}") for _ in range(3)]
            if len({len(name) for name in names}) == 1:
                return self.planted(kind)
            return [f"{'X' * len(name)} {self.filled('{said}')}." for name in names]
        if kind == "overlay":
            name, cut = self.filled("{family}"), self.chance.randint(2, 4)
            return [f"{'X' * 8}{name[-cut:].lower()} {self.filled('{said}')}."]
        return []


def record(kind: str, number: int, seed: int, prose: list[str]) -> str:
    """Return one record with one leak of a kind (`nothing`: none)."""
    chance = random.Random(f"{seed}:{kind}:{number}")  # noqa: S311 - a benchmark draws cases
    era = chance.choice(["telegram", "telegram", "telegram", "capitals", "memorandum"])
    brackets = era == "memorandum" and kind in ("title", "initial", "inconsistent", "descriptor", "pronoun")
    writer = Writer(chance, "[name not declassified]" if brackets else "XXXXXXXXXXXX")
    around = prose if prose and chance.random() < 0.8 else PLAIN
    quiet = [writer.any(COVERED) for _ in range(2)] if kind != "length" else []
    if kind in ("descriptor", "pronoun"):
        quiet = [sentence for sentence in quiet if sentence.count(writer.mark) == 1][:1]
    sentences = [*writer.planted(kind), *quiet, *(writer.any(OTHERS) for _ in range(3)), ""]
    if kind not in ("descriptor", "pronoun"):
        chance.shuffle(sentences)
    width, blank = chance.choice([(61, " "), (63, ""), (65, " "), (70, "")])
    mark = "" if era == "memorandum" else "(C) "
    paragraphs = [
        _wrapped(f"{at}. {mark}{chance.choice(around)} {sentence} {chance.choice(around)}", width, blank)
        for at, sentence in enumerate(sentences, 1)
    ]
    if kind == "residue":
        paragraphs.append(_broken_anew(writer, len(paragraphs) + 1, width, blank))
    body = "\n\n".join(paragraphs)
    subject = "MEETING WITH XXXXXXXXXXXX ON THE QUAY" if kind == "subject" else "HARBOR BOARD MEETS ON NEW QUAYS"
    return f"{_head(era, number, subject, blank)}{body.upper() if era == 'capitals' else body}\n\nROWE\n"


def _head(era: str, number: int, subject: str, blank: str) -> str:
    if era == "memorandum":
        return f"Memorandum of Conversation\n\nWashington, May 5, 1979\n\nSUBJECT: {subject}\n\n"
    lines = [f"C O N F I D E N T I A L ARBON {number:06}", "", "E.O. 12958: DECL: 03/04/2015", "TAGS: PGOV"]
    if era == "capitals":
        lines = [
            "CONFIDENTIAL",
            "",
            f"PAGE 01        ARBON  {number:05}  141200Z",
            "",
            "E.O. 11652: GDS",
            "TAGS: PFOR, XX",
        ]
    lines += [f"SUBJECT: {subject}", ""]
    if era == "telegram":
        lines += ["Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)", ""]
    return "".join(f"{line}{blank if line else ''}\n" for line in lines)


def _wrapped(text: str, width: int, blank: str) -> str:
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return (blank + "\n").join(lines) + blank


def _broken_anew(writer: Writer, number: int, width: int, blank: str) -> str:
    """Return a paragraph that was wrapped with a name, covered, and broken anew by hand around the mark."""
    name = writer.filled("{name}")
    plain = writer.chance.sample(PLAIN, 4)
    text = f"{number}. (C) {' '.join(plain[:2])} {name} {writer.filled('{said}')}. {' '.join(plain[2:])}"
    folded = "  ".join(textwrap.wrap(text, width, break_on_hyphens=False))
    folded = re.sub(name.replace(" ", " {1,2}"), "XXXXXXXXXXXX", folded)
    room, lines, line = width - writer.chance.randint(6, 20), [], ""
    for piece in re.split(r"( {1,2})", folded):
        if len(line) + len(piece) > room and piece.strip():
            lines.append(line.rstrip(" "))
            line = ""
        line += piece
    made = "\n".join([*lines, line.strip() + blank])
    return made if re.search(r"\w  \w", made) else _broken_anew(writer, number, width, blank)


# -- judging -----------------------------------------------------------------------------------------------------------


@cache
def checks() -> tuple[Check, ...]:
    """The checks of leaks, and those of marks that name leaks."""
    return tuple(check for check in discover() if check.family == "LEK" or check.name in RULES.values())


def judged(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and severity of everything that is said of a record."""
    seen = View(
        Record(text, Origin("made.txt"), id="made"),
        marks.scanner().scan(text),
        lambda view: read_pages([view.page])[0],
        law.load(),
        dt.date(2026, 1, 15),
    )
    for check in checks():
        for hit in check.judge(seen):
            if isinstance(hit, Hit):
                yield check.name, hit.severity or check.severity


def main() -> None:
    """Make records, judge them, print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--each", type=int, default=200, help="records of every kind")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--prose", type=Path, help="folder of text files for the paragraphs around")
    options.add_argument("--show", help="print the records of a kind that were missed, or of which more was said")
    chosen = options.parse_args()
    prose = _paragraphs(chosen.prose) if chosen.prose else []
    rows = []
    for kind, rule in RULES.items():
        named, firm, loud, more = 0, 0, 0, Counter[str]()
        for number in range(chosen.each):
            text = record(kind, number, chosen.seed, prose)
            found = set(judged(text))
            above = {name for name, severity in found if severity != "note"}
            named += any(name == rule for name, _ in found)
            firm += rule in above
            loud += bool(above - {rule})
            more.update(above - {rule})
            if chosen.show == kind and (above - {rule} or not any(name == rule for name, _ in found)):
                print(text, sorted(found), "\n" + "=" * 80)
        bounds = interval(named, chosen.each)
        share = f"{bounds.share:.3f} ({bounds.low:.3f} to {bounds.high:.3f})" if rule else "-"
        which = ", ".join(f"{name} {count}" for name, count in more.items())
        rows.append((kind, rule or "-", chosen.each, share, firm if rule else "-", loud, which))
    table(("planted", "rule", "records", "named", "above a note", "more above a note", "which"), rows)


def _paragraphs(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.rglob("*.txt")):
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8", errors="replace")):
            folded = " ".join(re.sub(r"^\d+\. \(\w+\) ", "", block).split())
            if 120 < len(folded) < 1500 and "XXXX" not in folded and folded[-1:] == ".":
                found.append(folded)
    if not found:
        sys.exit(f"{folder}: no paragraphs")
    return found


if __name__ == "__main__":
    main()
