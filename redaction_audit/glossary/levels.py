"""Pages of levels and of words that are none: SECRET, RESTRICTED, UNCLASSIFIED."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from redaction_audit.glossary import phrases
from redaction_audit.glossary.page import Page, Row, Section, Verdict
from redaction_audit.law import Law, Regime, vocabulary
from redaction_audit.law.vocabulary import fold
from redaction_audit.model import Citation


def names(law: Law) -> dict[str, str]:
    """Return every level of every order by the fold of its spelling."""
    return {fold(level.name): level.name for regime in law.regimes.values() for level in regime.levels}


def pages(what: str, law: Law, on: dt.date | None) -> Iterator[Page]:
    """Yield the page of a level, if `what` is one in full (`S` is a portion mark)."""
    name = names(law).get(fold(what))
    if name is None:
        return
    mark = vocabulary.portion(name)
    facts = [Row("portion mark", f"({mark.token})")] if mark else []
    now = law.regimes[law.heads[-1].id]
    known = phrases.listed(level.name for level in now.levels)
    facts.append(Row("levels today", known, now.levels[0].citation if now.levels else None))
    last = next(r for r in reversed(list(law.regimes.values())) if any(level.name == name for level in r.levels))
    ended = last.until
    spaced = "  ".join(" ".join(word) for word in name.split())
    yield Page(
        kind="level",
        name=name,
        title="level of classification",
        meaning=_meaning(name, law),
        verdict=judge(name, on, law) if on else None,
        facts=tuple(facts),
        sections=(Section("Order by order", tuple(_merged(name, law))),),
        examples=(name, spaced),
        wrong=((f"{name} on a record of {ended + dt.timedelta(days=1)}", "the level had been abolished"),)
        if ended
        else (),
    )


def _meaning(name: str, law: Law) -> str | None:
    """Return what the portion mark of a level says, else the note of the last order that knew it."""
    if mark := vocabulary.portion(name):
        return mark.meaning
    notes = [level.note for regime in law.regimes.values() for level in regime.levels if level.name == name]
    return notes[-1] if notes else None


def _merged(name: str, law: Law) -> Iterator[Row]:
    """Yield what each order says of the word; neighbours that say the same share a row."""
    for (kind, words), group in groupby(_said(name, law), key=lambda said: said[1:3]):
        regimes, citations = zip(*((regime, citation) for regime, _, _, citation in group), strict=True)
        orders = phrases.listed(regime.order for regime in regimes)
        days = phrases.span(regimes[0].effective, regimes[-1].until)
        text = f"{orders}, {days}"
        yield Row(kind, f"{text}: {words}" if words else text, citations[-1])


def _said(name: str, law: Law) -> Iterator[tuple[Regime, str, str | None, Citation]]:
    for regime in law.regimes.values():
        level = next((level for level in regime.levels if level.name == name), None)
        word = next((word for word in regime.words if name in word.names), None)
        if level:
            yield regime, "level", level.note, level.citation
        elif word:
            yield regime, word.kind, word.meaning, word.citation


def judge(name: str, day: dt.date, law: Law) -> Verdict:
    """Return whether `name` is a level on `day`."""
    orders = law.orders(day, day)
    main = phrases.governing(day, law)
    if main is None:
        return Verdict(day, "open", f"On {day} {phrases.governs(day, law)}.", orders)
    known = phrases.listed(level.name for level in main.levels)
    if any(level.name == name for regime in law.on(day) for level in regime.levels):
        note = next((level.note for level in main.levels if level.name == name and level.note), None)
        words = f"; {note}" if note else ""
        return Verdict(day, "yes", f"On {day} {name} is a level: {phrases.governs(day, law)}{words}.", orders)
    meaning = next((word.meaning for word in main.words if name in word.names), None)
    words = f"; {meaning}" if meaning else ""
    sentence = f"On {day} {name} is no level: {phrases.governs(day, law)} and knows {known}{words}."
    return Verdict(day, "no", sentence, orders)
