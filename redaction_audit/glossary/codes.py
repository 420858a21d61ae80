"""Pages of codes beside withheld text: `(b)(6)`, `P5`, `STATINTL`, `JFK Act 6 (1)(B)`."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.glossary import phrases
from redaction_audit.glossary.page import Page, Row, Section, Verdict
from redaction_audit.law import Law, vocabulary
from redaction_audit.law.anniversary import add_years
from redaction_audit.law.vocabulary import Code, Sunset

_KIND = {
    "exemption": "exemption",
    "label": "label",
    "statute": "statute",
    "privilege": "privilege",
    "procedure": "procedure",
    "sheet": "restriction on a withdrawal sheet",
}


def pages(key: str, law: Law, on: dt.date | None) -> Iterator[Page]:
    """Yield a page for every family that has a code with this fold, else for codes known by this section alone."""
    for code in vocabulary.codes().get(key) or _by_section(key):
        yield Page(
            kind="code",
            name=code.token,
            title=f"{code.family}, {_KIND[code.kind]}",
            meaning=code.meaning,
            verdict=judge(code, on, law) if on else None,
            facts=tuple(_facts(code)),
            sections=tuple(_sections(code)),
            examples=code.examples,
            wrong=((code.wrong.text, code.wrong.why),) if code.wrong else (),
        )


def _by_section(key: str) -> tuple[Code, ...]:
    """Return the codes whose section has this fold: `10(a)2` is printed as `JFK Law 10(a)2`."""
    known = (code for codes in vocabulary.codes().values() for code in codes if code.section)
    return tuple(dict.fromkeys(code for code in known if vocabulary.fold(code.section or "") == key))


def _facts(code: Code) -> Iterator[Row]:
    if code.forms:
        yield Row("also", ", ".join(code.forms))
    if code.who:
        yield Row("who", code.who)
    if days := phrases.span(code.since, code.until):
        yield Row("in use", days)
    if code.today:
        yield Row("today", code.today)
    if code.note:
        yield Row("note", code.note)
    yield Row("law", "", code.citation)


def _sections(code: Code) -> Iterator[Section]:
    if turn := code.turn:
        citation = turn.citation
        rows = (Row(f"before {turn.day}", turn.before), Row(f"from {turn.day}", turn.since, citation))
        yield Section("What changed", rows)
    if end := code.sunset:
        after = f" later than {end.after}" if end.after else ""
        counted = f", for a {end.counted_to}{after}" if end.counted_to != "release" else ""
        most = "at most " if end.counted_to == "release" else ""
        words = f"{end.what} ends {most}{end.years} years after {_the(end.counted_from)}{counted}"
        rows = (Row("ends", words, end.citation), *((Row("then", end.rest),) if end.rest else ()))
        yield Section("Its end", rows)


def _the(words: str) -> str:
    return words if words.startswith("the ") else f"the {words}"


def judge(code: Code, day: dt.date, law: Law) -> Verdict:
    """Return what holds of a code in a decision, or for a request, of `day`."""
    if code.turn:
        late = day >= code.turn.day
        words = code.turn.since if late else code.turn.before
        side = "from" if late else "before"
        return Verdict(day, "yes", f"On {day} {code.token} is read as it is {side} {code.turn.day}: {words}.")
    if code.sunset:
        return _sunset(code, day)
    if vocabulary.fold(code.token) == "B1":
        return _classified(code, day, law)
    days = phrases.span(code.since, code.until)
    if days is None:
        sentence = f"Nothing known of {code.token} depends on {day}: no source gives a day on which it began or ended."
        return Verdict(day, "open", sentence)
    if code.on(day):
        return Verdict(day, "yes", f"On {day} {code.token} is in use ({days}).")
    old = "its order has ended, though old stamps outlive it" if code.until and day > code.until else "it begins later"
    return Verdict(day, "no", f"On {day} {code.token} is not in use ({days}): {old}.")


def _sunset(code: Code, day: dt.date) -> Verdict:
    end = code.sunset
    assert end is not None  # noqa: S101 - the caller asked
    if code.since and day < code.since:
        return Verdict(day, "no", f"On {day} {code.token} does not exist: it begins on {code.since}.")
    if end.after and day <= end.after:
        sentence = f"For a {end.counted_to} of {day} {end.what} has no end: the limit holds after {end.after}."
        return Verdict(day, "yes", sentence)
    last = add_years(day, -end.years)
    rest = f"; {end.rest}" if end.rest else ""
    row = Row("counted back", f"{day} - {end.years} y = {last}", end.citation)
    if end.counted_to == "request":
        sentence = f"For a request of {day} {end.what} does not reach records made on or before {last}{rest}."
        return Verdict(day, "open", sentence, (), (row,))
    sentence = f"On {day} {end.what} has ended where the President left office on or before {last}{rest}."
    return Verdict(day, "open", sentence, (), (row, *_presidents(end, day)))


def _presidents(end: Sunset, day: dt.date) -> Iterator[Row]:
    """Yield when the restriction ends, or has ended, for every President under the Act who has left office by `day`."""
    from redaction_audit.checks.foi.presidents import terms

    for term in terms():
        if term.last <= day:
            over = add_years(term.last, end.years)
            words = "ended" if over <= day else "still running"
            yield Row(term.president, f"{term.last} + {end.years} y = {over}: {words}")


def _classified(code: Code, day: dt.date, law: Law) -> Verdict:
    orders = law.orders(day, day)
    main = phrases.governing(day, law)
    if main is None:
        return Verdict(day, "open", f"On {day} {phrases.governs(day, law)}.", orders)
    sections = [s for r in law.on(day) for s in r.reasons if (s.first or day) <= day] or [*main.categories]
    section = sections[-1] if sections else None
    cites = f"; its reasons are {section.number}({section.letters[0]}) to ({section.letters[-1]})" if section else ""
    sentence = f"On {day} {code.token} rests on the order of the final decision: {phrases.governs(day, law)}{cites}."
    return Verdict(day, "yes", sentence, orders)
