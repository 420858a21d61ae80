"""Pages of executive orders: the regime card, and orders beside it that changed something."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from redaction_audit.glossary import phrases
from redaction_audit.glossary.page import Page, Row, Section, Verdict
from redaction_audit.law import Duration, Head, Instruction, Law, ReasonSection, Regime, SideOrder, Transition
from redaction_audit.model import Citation
from redaction_audit.text.layout import joined

_TOLERATED = {"citation": "order", "reason": "reasons", "instruction": "instructions", "duration": "term"}


def pages(what: str, law: Law, on: dt.date | None) -> Iterator[Page]:
    """Yield the pages of the orders that `what` names by id (`eo13526`) or number (`12958`, `E.O. 13292`)."""
    named = what.strip().lower()
    number = re.fullmatch(r"(?:e\.?\s?o\.?\s{0,2})?(\d{5})", named)
    regimes = [
        regime
        for regime in law.regimes.values()
        if regime.id == named or (number and number[1] in (regime.number, *regime.aliases))
    ]
    yield from (
        _card(regime, law, _judge(regimes, on, law) if on and regime is regimes[0] else None) for regime in regimes
    )
    if number and not regimes:
        beside = [(r, side) for r in law.regimes.values() for side in r.side_orders if side.number == number[1]]
        for regime, side in beside:
            facts = [Row("signed", str(side.signed))] if side.signed else []
            facts += [Row("beside", f"{regime.order} ({regime.id})"), Row("law", "", side.citation)]
            yield Page(
                kind="order",
                name=side.order,
                title="order beside another",
                meaning=side.effect,
                verdict=_signed(side, on) if on else None,
                facts=tuple(facts),
            )


def _card(regime: Regime, law: Law, verdict: Verdict | None) -> Page:
    return Page(
        kind="order",
        name=regime.id,
        title=regime.order,
        meaning=regime.title,
        verdict=verdict,
        facts=tuple(_facts(regime, law)),
        sections=tuple(section for section in _sections(regime) if section.rows),
        examples=_examples(regime),
        wrong=tuple(_wrong(regime, law)),
    )


def _facts(regime: Regime, law: Law) -> Iterator[Row]:
    yield Row("signed", str(regime.signed))
    yield Row("governs" if regime.kind == "classification" else "in force", phrases.window(regime))
    if (regime.first, regime.last) != (regime.effective, regime.until or dt.date.max):
        last = f" to {regime.accepted_until}" if regime.accepted_until else " on"
        yield Row(
            "accepted",
            f"records dated from {regime.first}{last}: authorities differ by days, or marking rules start later",
        )
    if regime.aliases:
        yield Row("also", f"cited as E.O. {phrases.listed(regime.aliases)}")
    ids = [head.id for head in law.heads]
    if regime.id in ids:
        place = ids.index(regime.id)
        near = (
            ("before it", ids[place - 1] if place else None),
            ("after it", ids[place + 1] if place + 1 < len(ids) else None),
        )
        yield from (Row(label, id_) for label, id_ in near if id_)
    yield Row("law", "", regime.citation)


def _sections(regime: Regime) -> Iterator[Section]:
    yield Section("Its dates", tuple(_dated(regime)))
    yield Section("Remarks", tuple(Row("", a.what, a.citation) for a in regime.authorities if not a.date))
    yield Section("Levels", tuple(_levels(regime)))
    words = (
        Row(
            joined((word.kind, phrases.span(word.since, word.until))),
            f"{', '.join(word.names)}: {word.meaning}",
            word.citation,
        )
        for word in regime.words
    )
    yield Section("Words that are no level", tuple(words))
    for section in regime.reasons:
        required = "required on the page" if section.required else "not required on the page"
        yield Section(f"Reasons, section {section.number} ({required})", _topics(section))
    for section in regime.categories:
        yield Section(f"Categories, section {section.number}", _topics(section))
    yield Section("How long a marking runs", tuple(map(_duration, regime.durations)))
    for valid, heading in _HEADINGS:
        found = (entry for entry in regime.instructions if entry.valid == valid)
        yield Section(heading, tuple(_instructions(found)))
    yield Section("What is still or already tolerated", tuple(map(_transition, regime.transitions)))
    yield Section("Automatic declassification", tuple(_calendar(regime)))
    specials = (Row(s.title, joined((s.meaning, s.today), "; today: "), s.citation) for s in regime.specials)
    yield Section("Special cases", tuple(specials))
    sides = (
        Row(s.order, joined((str(s.signed) if s.signed else None, s.effect), ": "), s.citation)
        for s in regime.side_orders
    )
    yield Section("Orders beside it", tuple(sides))
    yield Section("Sources", tuple(_sources(regime)))


_HEADINGS = (
    ("yes", "Declassification instructions a new document may carry"),
    ("legacy", "Instructions carried over from a source only"),
    ("no", "Instructions a new document never carries"),
)


def _levels(regime: Regime) -> Iterator[Row]:
    for citation, group in groupby(regime.levels, key=lambda level: level.citation):
        levels = [*group]
        notes = (f"{level.name}: {level.note}" for level in levels if level.note)
        yield Row("", joined((phrases.listed(level.name for level in levels), *notes), "; "), citation)


def _dated(regime: Regime) -> list[Row]:
    rows = (Row(str(known.date), known.what, known.citation) for known in regime.authorities if known.date)
    return sorted(rows, key=lambda row: row.label)


def _topics(section: ReasonSection) -> tuple[Row, ...]:
    rows = [Row(f"({letter})", section.topics.get(letter, "not described")) for letter in section.letters]
    if section.first:
        rows.append(Row("from", f"records dated from {section.first}"))
    if section.note:
        rows.append(Row("note", section.note))
    return (*rows, Row("law", "", section.citation))


def _duration(entry: Duration) -> Row:
    counted = f"{entry.years} years from the {entry.counted_from}"
    words = (
        f"every {counted}" if entry.repeats else counted,
        "to 31 December of that year" if entry.year_end else None,
        f"for records from {entry.first}" if entry.first else None,
        f"never before {entry.floor}" if entry.floor else None,
        entry.note,
    )
    label = joined((entry.code, _WHAT.get(entry.what), entry.level, f"to {entry.to}" if entry.to else None), " ")
    return Row(label, joined(words, "; "), entry.citation)


_WHAT = {
    "default": "default",
    "maximum": "maximum",
    "exempt": "exempt",
    "automatic": "automatic",
    "ceiling": "ceiling",
    "downgrade": "down",
}


def _instructions(entries: Iterable[Instruction]) -> Iterator[Row]:
    """Yield a row for each instruction; those that say the same share one."""
    said: dict[str, list[Instruction]] = {}
    for entry in entries:
        said.setdefault(_words(entry), []).append(entry)
    for words, alike in said.items():
        if len(alike) == 1:
            yield Row(alike[0].token, words, alike[0].citation)
        else:
            yield Row("", f"{phrases.listed(entry.token for entry in alike)}: {words}", _together(alike))


def _words(entry: Instruction) -> str:
    dated = {True: "with a date or event", False: "without a date", None: None}[entry.dated]
    within = f"not past 31 December of the {entry.within}th year" if entry.within else None
    return joined(
        (entry.meaning, dated, within, entry.approval, phrases.span(entry.since, entry.until), entry.note), "; "
    )


def _together(entries: list[Instruction]) -> Citation:
    """Return one citation for several entries, with the status of the least checked."""
    worst = max((entry.status for entry in entries), key=_STATUSES.index)
    return Citation("; ".join(dict.fromkeys(entry.source for entry in entries)), worst)


_STATUSES = ("verified", "summary", "unverified")


def _transition(entry: Transition) -> Row:
    what = joined(
        (_TOLERATED[entry.what], phrases.listed(entry.values), f"up to {entry.years} years" if entry.years else None),
        " ",
    )
    return Row(f"{entry.first} to {entry.last}", joined((what, entry.note), ": "), entry.citation)


def _calendar(regime: Regime) -> Iterator[Row]:
    for deadline in regime.deadlines:
        yield Row(f"{deadline.date}{' on' if deadline.yearly else ''}", deadline.what, deadline.citation)
    for delay in regime.delays:
        years = f"{delay.years} {'year' if delay.years == 1 else 'years'}" if delay.years else None
        yield Row("put off", joined((delay.what, joined((years, delay.counted_from), " from ")), ": "), delay.citation)


def _sources(regime: Regime) -> Iterator[Row]:
    """Yield how well the statements of the file were checked: counts, and what was checked least."""
    entries = [
        *regime.authorities, *regime.levels, *regime.words, *regime.durations, *regime.reasons, *regime.categories,
        *regime.instructions, *regime.transitions, *regime.deadlines, *regime.delays, *regime.specials,
        *regime.side_orders,
    ]  # fmt: skip
    for status, words in (
        ("verified", "checked against primary text"),
        ("summary", "checked against an official summary or released records"),
        ("unverified", "general knowledge, never enough for an error"),
    ):
        found = [entry for entry in entries if entry.status == status]
        if found:
            yield Row(status, f"{len(found)} of {len(entries)} statements, {words}")


def _examples(regime: Regime) -> tuple[str, ...]:
    """Return order lines with a code and with a date of the order."""
    found = (e for e in regime.instructions if e.valid == "yes" and e.kind in {"code", "date"})
    shown = [text for entry in found for text in entry.examples[:1] if not text.endswith("X")]
    label = "DECL: " if int(regime.number) > _DECL else ""
    return tuple(f"E.O. {regime.number}: {label}{text}" for text in shown[:2]) or tuple(
        word.names[0] for word in regime.words[:1]
    )


_DECL = 12065
"""Order lines say DECL: from the next order on."""


def _wrong(regime: Regime, law: Law) -> Iterator[tuple[str, str]]:
    """Yield a record that cites the order too late: a day behind the last one on which that is tolerated."""
    if regime.until is None:
        return
    last = regime.last
    for other in law.regimes.values():
        if other.number == regime.number and other.effective > regime.effective:
            return
        ends = (t.last for t in other.transitions if t.what == "citation" and regime.number in t.values)
        last = max((last, *(end for end in ends if other.effective > regime.effective)))
    day = last + dt.timedelta(days=1)
    yield f"E.O. {regime.number} on a record of {day}", f"out of force since {regime.until}"


# -- the verdict for a day ---------------------------------------------------------------------------------------------


def _signed(side: SideOrder, day: dt.date) -> Verdict:
    if side.signed is None:
        return Verdict(day, "open", f"The day on which {side.order} was signed is not known.")
    if day < side.signed:
        return Verdict(day, "no", f"On {day} {side.order} did not exist: it was signed on {side.signed}.")
    return Verdict(day, "yes", f"On {day} {side.order} had been signed ({side.signed}).")


def _judge(regimes: list[Regime], day: dt.date, law: Law) -> Verdict:
    """Return whether a record of `day` may cite the order that `regimes` (texts of one number, oldest first) are."""
    head = regimes[-1]
    orders = law.orders(day, day)
    if head.kind == "control":
        return _control(head, day, orders)
    name = head.order if len(regimes) == 1 else f"E.O. {head.number}"
    main = phrases.governing(day, law)
    if main is None:
        return Verdict(day, "open", f"On {day} {phrases.governs(day, law)}.", orders)
    if holding := next((r for r in regimes if r.id in orders), None):
        words = "governs" if holding.id == main.id else "may be cited"
        return Verdict(day, "yes", f"On {day} {holding.order} {words}: {_why(holding, main)}.", orders)
    tolerated = next((t for r in law.on(day) if (t := r.tolerates("citation", day, head.number))), None)
    if tolerated:
        why = f" ({tolerated.note})" if tolerated.note else ""
        sentence = (
            f"On {day} {name} is tolerated until {tolerated.last}{why}, a note at most: {phrases.governs(day, law)}."
        )
        return Verdict(day, "tolerated", sentence, orders)
    return Verdict(day, "no", _stale(name, regimes, day, law), orders)


def _why(holding: Head, main: Head) -> str:
    if holding.id == main.id:
        return phrases.window(holding)
    return f"accepted {phrases.span(holding.first, holding.accepted_until or holding.until)}; {main.order} governs"


def _stale(name: str, regimes: list[Regime], day: dt.date, law: Law) -> str:
    first, last = regimes[0], regimes[-1]
    governs = phrases.governs(day, law)
    if day < first.signed:
        return f"On {day} {name} did not exist: it was signed on {first.signed}; {governs}. To cite it is impossible."
    if day < first.first:
        return f"On {day} {name} is signed and not in effect before {first.effective}: {governs}."
    ended = f"it governed from {first.effective} to {last.until}"
    return (
        f"On {day} {name} is out of force: {ended}; {governs}. The number is no required mark: a stale one is a "
        "warning and never an error."
    )


def _control(head: Regime, day: dt.date, orders: tuple[str, ...]) -> Verdict:
    if day < head.effective:
        return Verdict(day, "no", f"On {day} {head.order} is not in force: it begins on {head.effective}.", orders)
    sentence = (
        f"On {day} {head.order} is in force ({phrases.window(head)}); it classifies nothing and is no order to cite."
    )
    return Verdict(day, "yes", sentence, orders)
