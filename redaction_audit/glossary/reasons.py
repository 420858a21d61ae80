"""Pages of reasons for classification (`1.4(d)`) and of categories an order lists (`1.3(a)(5)`, `5(B)(2)`)."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.glossary import phrases
from redaction_audit.glossary.page import Page, Row, Section, Verdict
from redaction_audit.law import Law, ReasonSection, Regime
from redaction_audit.law.vocabulary import fold
from redaction_audit.text.layout import joined

Cited = tuple[Regime, ReasonSection]


@cache
def forms(law: Law) -> dict[str, tuple[str, str | None]]:
    """Return every section and every letter of every order by the fold of its spelling, as (number, letter)."""
    found: dict[str, tuple[str, str | None]] = {}
    for _, section in (*_sections(law, "reasons"), *_sections(law, "categories")):
        found.setdefault(fold(section.number), (section.number, None))
        for letter in section.letters:
            if not letter.startswith("X"):
                found.setdefault(fold(f"{section.number}({letter})"), (section.number, letter))
    return found


def hint(what: str, law: Law) -> str | None:
    """Return which letters a section has, for a letter it has not, or None."""
    key = fold(what)
    for _, section in reversed(_sections(law, "reasons") + _sections(law, "categories")):
        number = fold(section.number)
        if key.startswith(number) and key[len(number) :].isalnum() and len(key) <= len(number) + 2:
            ends = f"{section.letters[0]} to {section.letters[-1]}" if len(section.letters) > 1 else section.letters[0]
            return f"section {section.number} has no such letter; it has {ends}"
    return None


def _sections(law: Law, which: str) -> list[Cited]:
    return [(regime, section) for regime in law.regimes.values() for section in getattr(regime, which)]


def pages(what: str, law: Law, on: dt.date | None) -> Iterator[Page]:
    """Yield the pages of a section, of one of its letters or of several (`1.4 (b,d)`), if `what` is that."""
    known = forms(law)
    for key in (fold(what),) if fold(what) in known else _listed(what, known):
        yield from _pages(*known[key], law, on)


def _listed(what: str, known: dict[str, tuple[str, str | None]]) -> tuple[str, ...]:
    """Return the keys of a list of letters behind one section, none where anything else is in it."""
    section = re.match(r"\s*(?:reasons?\s?:?\s*)?(\d\.\d)", what, re.IGNORECASE)
    if section is None:
        return ()
    rest = re.sub(r"\band\b", " ", what[section.end() :].replace(section[1], ","), flags=re.IGNORECASE)
    letters = [part for part in re.split(r"[\s(),/.&;]", rest) if part]
    keys = [fold(f"{section[1]}({letter})") for letter in letters]
    return tuple(dict.fromkeys(keys)) if all(key in known for key in keys) else ()


def _pages(number: str, letter: str | None, law: Law, on: dt.date | None) -> Iterator[Page]:
    name = f"{number}({letter})" if letter else number
    reasons = [
        (r, s) for r, s in _sections(law, "reasons") if s.number == number and (not letter or letter in s.letters)
    ]
    listed = [
        (r, s) for r, s in _sections(law, "categories") if s.number == number and (not letter or letter in s.letters)
    ]
    if reasons:
        yield _page(name, letter, reasons, judge(number, letter, on, law) if on else None, law)
    if listed:
        yield _category(name, letter, listed, on)


def _page(name: str, letter: str | None, cited: list[Cited], verdict: Verdict | None, law: Law) -> Page:
    last = cited[-1][1]
    meaning = last.topics.get(letter, "not described") if letter else f"the letters {phrases.run(last.letters)}"
    sections = [Section("Order by order", tuple(_row(regime, section, letter, meaning) for regime, section in cited))]
    if letter:
        others = tuple(_same(letter, {regime.id for regime, _ in cited}, law))
        sections += [Section("The same letter elsewhere", others)] if others else []
    else:
        sections += [_letters(regime, section) for regime, section in cited]
    return Page(
        kind="reason",
        name=name,
        title="reason for classification",
        meaning=meaning,
        verdict=verdict,
        sections=tuple(sections),
        examples=_examples(cited, letter),
        wrong=_wrong(name, cited, law),
    )


def _wrong(name: str, cited: list[Cited], law: Law) -> tuple[tuple[str, str], ...]:
    """Return a record that cites the section too late, or too early where it is still in force; tolerances apart."""
    (regime, section), (last, _) = cited[0], cited[-1]
    day = dt.timedelta(days=1)
    known = (t for r in law.regimes.values() for t in r.transitions if t.what == "reason")
    tolerated = [t for t in known if section.number in t.values]
    start = section.first or regime.first
    if last.until is None:
        early = min((start, *(t.first for t in tolerated))) - day
        return ((f"Reason: {name} on a record of {early}", f"section {section.number} holds reasons from {start}"),)
    late = max((last.last, *(t.last for t in tolerated))) + day
    return ((f"Reason: {name} on a record of {late}", f"section {section.number} held reasons until {last.last}"),)


def _examples(cited: list[Cited], letter: str | None) -> tuple[str, ...]:
    shown = [text for _, section in cited for text in section.forms if not letter or f"({letter}" in text.lower()]
    return tuple(dict.fromkeys(f"Reason: {text}" for text in shown))[:2] or (
        f"Reason: {cited[-1][1].number}({letter or cited[-1][1].letters[0]})",
    )


def _row(regime: Regime, section: ReasonSection, letter: str | None, meaning: str | None = None) -> Row:
    """Return what an order says of a letter, or which letters it has; a meaning that stands above is left out."""
    start = f", on records from {section.first}" if section.first else ""
    topic = section.topics.get(letter, "not described") if letter else phrases.run(section.letters)
    words = joined((topic if topic != meaning else None, section.note), "; ")
    where = f"{regime.order}, {phrases.window(regime)}{start}"
    return Row(section.number, f"{where}: {words}" if words else where, section.citation)


def _same(letter: str, known: set[str], law: Law) -> Iterator[Row]:
    for regime, section in _sections(law, "reasons"):
        if regime.id not in known and letter in section.topics:
            yield Row(
                f"{section.number}({letter})",
                f"{section.topics[letter]} ({regime.order}, {phrases.window(regime)})",
                section.citation,
            )


def _letters(regime: Regime, section: ReasonSection) -> Section:
    rows = (Row(letter, section.topics.get(letter, "not described")) for letter in section.letters)
    return Section(f"Letters of {section.number}, {regime.order}", tuple(rows))


def _category(name: str, letter: str | None, cited: list[Cited], on: dt.date | None) -> Page:
    """Return the page of a category; with a day, the words of orders that came later are left out."""
    shown = [(r, s) for r, s in cited if on is None or max(r.effective, s.first or r.effective) <= on]
    known = [(regime, section) for regime, section in shown if not letter or letter in section.topics]
    meaning = known[-1][1].topics.get(letter) if known and letter else None
    later = [regime for regime, _ in cited if on and regime.effective > on]
    rows = [_row(regime, section, letter, meaning) for regime, section in shown]
    rows += [
        Row("later", f"the words of {regime.order} hold from {regime.effective} and are not given") for regime in later
    ]
    sections = [Section("Order by order", tuple(rows))]
    if not letter:
        sections += [_letters(regime, section) for regime, section in shown]
    return Page(
        kind="category",
        name=name,
        title="category of an order; a page need not cite it",
        meaning=meaning,
        verdict=_category_verdict(name, cited, on) if on else None,
        sections=tuple(sections),
        examples=tuple(dict.fromkeys(text for _, section in shown for text in section.forms))[:3],
    )


def _category_verdict(name: str, cited: list[Cited], on: dt.date) -> Verdict:
    holding = next((r for r, s in cited if r.on(on) and (s.first or on) <= on), None)
    if holding:
        return Verdict(
            on, "yes", f"On {on} {name} is a category of {holding.order} ({phrases.window(holding)}).", (holding.id,)
        )
    first, last = cited[0][0], cited[-1][0]
    days = phrases.span(first.first, None if last.until is None else last.last)
    return Verdict(on, "no", f"On {on} {name} is no category of the order in force: it is one {days}.")


# -- the verdict for a day ---------------------------------------------------------------------------------------------


def judge(number: str, letter: str | None, day: dt.date, law: Law) -> Verdict:
    """Return whether a record of `day` may cite the section and letter, and which one it should cite."""
    name = f"{number}({letter})" if letter else number
    orders = law.orders(day, day)
    main = phrases.governing(day, law)
    if main is None:
        return Verdict(day, "open", f"On {day} {phrases.governs(day, law)}.", orders)
    sections = [(r, s) for r in law.on(day) for s in r.reasons if (s.first or day) <= day]
    right = next(((r, s) for r, s in sections if s.number == number), None)
    if right and (letter is None or letter in right[1].letters):
        return Verdict(day, "yes", f"On {day} {name} is the right citation: {phrases.governs(day, law)}.", orders)
    if right:
        known = f"{right[1].letters[0]} to {right[1].letters[-1]}"
        sentence = f"On {day} {name} does not exist: section {number} of {right[0].order} has the letters {known}."
        return Verdict(day, "no", sentence, orders)
    tolerated = next((t for r in law.on(day) if (t := r.tolerates("reason", day, number))), None)
    instead = _instead(letter, sections)
    if tolerated:
        why = f" ({tolerated.note})" if tolerated.note else ""
        sentence = f"On {day} {name} is tolerated until {tolerated.last}{why}, a note at most"
        return Verdict(day, "tolerated", f"{sentence}: {phrases.governs(day, law)}; {instead}.", orders)
    sentence = f"On {day} {name} is the wrong section: {phrases.governs(day, law)}; {instead}."
    return Verdict(day, "no", sentence, orders)


def _instead(letter: str | None, sections: list[Cited]) -> str:
    if not sections:
        return "a page of that day cites no reason"
    _, section = sections[-1]
    if letter is None or letter not in section.letters:
        return f"its reasons stand in section {section.number}"
    topic = section.topics.get(letter)
    return f"its reasons stand in section {section.number}, where ({letter}) is {topic}" if topic else section.number
