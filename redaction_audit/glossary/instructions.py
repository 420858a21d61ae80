"""Pages of declassification instructions: `OADR`, `X1`, `25X1`, `XGDS-2`, `GROUP-4`."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from redaction_audit.glossary import phrases, sums
from redaction_audit.glossary.page import Answer, Page, Row, Section, Verdict
from redaction_audit.law import Instruction, Law, Regime, Transition
from redaction_audit.law.vocabulary import fold
from redaction_audit.model import Citation
from redaction_audit.text.layout import joined

_EXEMPTION = re.compile(r"(?:25|50|75)X")
_LABEL = re.compile(
    r"(?i)^\s{0,9}(?:E\.?\s?O\.?\s?1\d{4}\s?:?\s{0,3})?(?:(?:declassify|declas{0,2}|decl)\.?\s{0,3}(?:on\b)?\s{0,3}:?\s{0,9})?"
)
_CARRIED = "Source Marked"
_LONGEST = 200
_PAGES = 3
"""Instructions of one line that get a page: lists are long and alike."""
_VALID = {"yes": "valid", "no": "not valid", "legacy": "source only"}
_MANY = 4
"""From so many on, orders are named by the first and the last."""
_EXTRA = {
    "DCIONLY": "DCI ONLY", "DNIONLY": "DNI ONLY", "MANUALREVIEW": "MR", "NOTAPPLICABLE": "N/A", "NONE": "INDEFINITE",
}  # fmt: skip
_EVENTS = {"definite": "EVENT", "vague": "VAGUE EVENT", "endless": "INDEFINITE"}
"""The entry of the law for every sort of words that stand in the place of a date."""


@cache
def forms(law: Law) -> dict[str, str]:
    """Return every instruction of every order by the fold of its spelling."""
    found: dict[str, str] = {}
    for regime in law.regimes.values():
        for entry in regime.instructions:
            found |= {fold(form): form for form in entry.forms}
            if len(entry.forms) == 1:
                found |= {fold(text): entry.forms[0] for text in (entry.token, *entry.examples[:2])} | found
    return {key: form for key, form in found.items() if key}


def pages(what: str, law: Law, on: dt.date | None) -> Iterator[Page]:
    """Yield the pages of the instructions that `what` is: a code, or a line as printed (`DECL ON: X1, X6`)."""
    key = fold(what)
    form = forms(law).get(key) or _EXTRA.get(key)
    for one in (form,) if form else dict.fromkeys(_printed(what, law)):
        if known := law.instructions(one):
            yield _page(one, known, law, on)


def _page(form: str, known: tuple[tuple[Regime, Instruction], ...], law: Law, on: dt.date | None) -> Page:
    return Page(
        kind="instruction",
        name=form,
        title="declassification instruction",
        meaning=_meaning(known),
        verdict=judge(form, on, law) if on else None,
        facts=tuple(_facts(form, known, law)),
        sections=tuple(_sections(form, known, law, on)),
        examples=_examples(form, known),
        wrong=tuple(_wrong(form, known, law)),
    )


def _printed(what: str, law: Law) -> tuple[str, ...]:
    """Return the codes of an instruction as printed, read like one on a page; none unless it is that and no more."""
    from redaction_audit.structure.due import event_sort, read_due

    bare = _LABEL.sub("", what[:_LONGEST]).strip().rstrip(",.; ")
    known = forms(law)
    carried = fold(_CARRIED)
    if fold(bare).startswith(carried) and carried in known:
        return (known[carried], *_printed(re.sub(r"(?i)^source marked|[\"“”,]", " ", bare), law))
    if fold(bare) in known:
        return (known[fold(bare)],)
    due = read_due(bare, bare.lower(), 0, len(bare), None, None) if bare else None
    if due is None or due.end < len(bare):
        return ()
    if due.kind == "date" and due.value:
        return ("DATE",)
    if due.kind == "event" and not due.codes:
        sort = event_sort(bare)
        return (_EVENTS[sort],) if sort is not None else ()
    codes = dict.fromkeys(code for code in due.codes if law.instructions(code))
    return tuple(codes)[:_PAGES] if due.kind == "code" else ()


def hint(what: str) -> str | None:
    """Return which digits a code of a numbered family has, for a digit it has not, or None."""
    found = re.fullmatch(r"(25X|50X|75X|X|XGDS|RDS|GROUP)\d{1,3}", fold(what))
    last = {"X": "X1 to X8", "XGDS": "XGDS-1 to XGDS-4", "RDS": "RDS-1 to RDS-4", "GROUP": "GROUP-1 to GROUP-4"}
    return f"no such code; known: {last.get(found[1], f'{found[1]}1 to {found[1]}9')}" if found else None


def exempts(form: str) -> bool:
    """Say whether a code is one of 25X, 50X, 75X: what approves it stands on no page."""
    return bool(_EXEMPTION.match(form))


def _meaning(known: tuple[tuple[Regime, Instruction], ...]) -> str | None:
    """Return the meaning under the first order that allows it, else the last one said."""
    allowed = [entry.meaning for _, entry in known if entry.valid == "yes" and entry.meaning]
    if len(allowed) > 1 and exempts(known[0][1].forms[0]):
        return allowed[-1]
    return next(iter(allowed), None) or next((entry.meaning for _, entry in reversed(known) if entry.meaning), None)


def _facts(form: str, known: tuple[tuple[Regime, Instruction], ...], law: Law) -> Iterator[Row]:
    allowed = [(regime, entry) for regime, entry in known if entry.valid == "yes"]
    word = "well formed" if exempts(form) else "allowed"
    if allowed:
        yield Row(word, "; ".join(_windows(allowed)))
    else:
        yield Row("allowed", "never, by any order")
    for who in dict.fromkeys(entry.who for _, entry in allowed if entry.who):
        yield Row("who", who)
    if exempts(form):
        yield Row("approval", "cannot be seen on a page: a code is well formed or not, no more can be said")
    if treated := law.today(form):
        yield Row("today", f"on a derivative document: {treated.derivative}", treated.citation)
        yield Row("", f"in review: {treated.reviewer}", treated.citation)


def _windows(allowed: list[tuple[Regime, Instruction]]) -> Iterator[str]:
    """Yield the days on which orders allow an instruction; orders that follow one another share a window."""
    runs: list[list[tuple[Regime, Instruction]]] = []
    for item in allowed:
        if runs and (item[1].since or item[0].first) <= _next_day(_last(*runs[-1][-1])):
            runs[-1].append(item)
        else:
            runs.append([item])
    for run in runs:
        (first, since), last = run[0], _last(*run[-1])
        days = phrases.span(since.since or first.first, None if last == dt.date.max else last)
        orders = [regime.order for regime, _ in run]
        yield f"{days}, {phrases.listed(orders) if len(orders) < _MANY else f'{orders[0]} to {orders[-1]}'}"


def _next_day(day: dt.date) -> dt.date:
    return day if day == dt.date.max else day + dt.timedelta(days=1)


def _days(regime: Regime, entry: Instruction) -> str:
    since, until = entry.since or regime.first, entry.until or (regime.last if regime.last != dt.date.max else None)
    return phrases.span(since, until) or ""


def _sections(
    form: str, known: tuple[tuple[Regime, Instruction], ...], law: Law, on: dt.date | None
) -> Iterator[Section]:
    categories = tuple(_categories(form, law, on))
    if categories:
        yield Section("What it covers", categories)
    yield Section("Order by order", tuple(_order_rows(form, known, _meaning(known))))
    special = [Row(entry.title, entry.meaning, entry.citation) for _, entry in law.specials() if form in entry.words]
    if special:
        yield Section("Special cases", tuple(special))


def _order_rows(form: str, known: tuple[tuple[Regime, Instruction], ...], meaning: str | None) -> Iterator[Row]:
    """Yield what each order says; neighbours that say the same share a row."""
    for key, group in groupby(known, key=lambda item: _said(form, item[1], meaning)):
        entries = [*group]
        (first, entry), (last, _) = entries[0], entries[-1]
        days = _days(first, entry) if entry.since or entry.until else phrases.window(first)
        if len(entries) > 1:
            days = phrases.span(first.effective, last.until) or ""
        orders = phrases.listed(regime.order for regime, _ in entries)
        valid, words, citation = key
        yield Row(valid, f"{orders}, {days}: {words}" if words else f"{orders}, {days}", citation)


def _said(form: str, entry: Instruction, meaning: str | None) -> tuple[str, str, Citation]:
    """Return how an order takes the instruction, in words, leaving out a meaning that stands above."""
    valid = "well formed" if entry.valid == "yes" and exempts(form) else _VALID[entry.valid]
    dated = {True: "with a date or event", False: "without a date", None: None}[entry.dated]
    within = f"not past 31 December of the {entry.within}th year" if entry.within else None
    own = entry.meaning if entry.meaning != meaning else None
    return valid, joined((own, dated, within, entry.approval, entry.note), "; "), entry.citation


def _categories(form: str, law: Law, on: dt.date | None) -> Iterator[Row]:
    """Yield what the digit of a code covers, order by order; words that did not hold on the day are not given."""
    found = re.fullmatch(r"(25X|XGDS-)?(X?\d{1,2})(?:-HUMAN)?", form)
    if not found:
        return
    for regime in law.regimes.values():
        for section in regime.categories:
            if not any(fold(example).startswith(fold(found[1] or "X")) for example in section.forms):
                continue
            topic = section.topics.get(found[2])
            since = max(section.first or regime.effective, regime.effective)
            if topic and (on is None or since <= on):
                yield Row(f"{section.number}", f"{topic} ({regime.order}, {phrases.window(regime)})", section.citation)
    if found[1] == "25X" and on and (last := law.regimes[law.heads[-1].id]).effective > on:
        yield Row("", f"the words of {last.order} hold from {last.effective} and are not given for {on}")
    if re.fullmatch(r"X[2-8]", form):
        yield Row("not said", "what this one covers was not read in a primary text; only the token is known")


def _examples(form: str, known: tuple[tuple[Regime, Instruction], ...]) -> tuple[str, ...]:
    allowed = [entry for _, entry in known if entry.valid == "yes"] or [entry for _, entry in known]
    shown = (text for e in allowed for text in e.examples if len(e.forms) == 1 or fold(form) in fold(text))
    return tuple(dict.fromkeys(shown))[:3] or (form,)


def _wrong(form: str, known: tuple[tuple[Regime, Instruction], ...], law: Law) -> Iterator[tuple[str, str]]:
    """Yield bad examples: without the date it needs, and on a new record after or before the orders that allow it."""
    undated = next((r for r, e in known if e.valid == "yes" and e.dated), None)
    if undated and form != "25X1":  # what is undated there may be a human source
        yield f"{form} alone, on a record of {undated.first}", "it needs a date or event"
    allowed = [(regime, entry) for regime, entry in known if entry.valid == "yes"]
    if not allowed:
        yield f"{form} on a new record of {known[-1][0].effective}", f"{known[-1][0].order} does not allow it"
    elif (last := max(_last(*item) for item in allowed)) < dt.date.max:
        tolerated = (t.last for r in law.regimes.values() for t in r.transitions if form in t.values)
        day = max((last, *tolerated)) + dt.timedelta(days=1)
        later = phrases.governing(day, law)
        yield f"{form} on a new record of {day}", f"{later.order if later else 'no order'} does not allow it"
    elif known[0][1].valid != "yes":
        day = min(regime.first for regime, _ in allowed) - dt.timedelta(days=1)
        yield f"{form} on a record of {day}", f"{allowed[0][0].order} introduced it"


def _last(regime: Regime, entry: Instruction) -> dt.date:
    return entry.until or regime.last


# -- the verdict for a day ---------------------------------------------------------------------------------------------


def judge(form: str, day: dt.date, law: Law) -> Verdict:
    """Return what holds of an instruction on a new document of `day`, with what counts instead."""
    main = phrases.governing(day, law)
    orders = law.orders(day, day)
    if main is None:
        return Verdict(day, "open", f"On {day} {phrases.governs(day, law)}.", orders, sums.automatic(day, law))
    found = [(regime, entry) for regime in law.on(day) if (entry := regime.instruction(form))]
    allowed = next(((r, e) for r, e in found if e.valid == "yes" and phrases.within(day, e.since, e.until)), None)
    if allowed:
        return Verdict(day, "yes", _allowed(form, day, *allowed, law), orders, _sums_allowed(form, day, *allowed, law))
    tolerated = next((t for regime in law.on(day) if (t := regime.tolerates("instruction", day, form))), None)
    answer: Answer = "tolerated" if tolerated else "no"
    rows = (*sums.new_document(day, law), *sums.today(day, law, form))
    return Verdict(day, answer, _forbidden(form, day, found, tolerated, law), orders, rows)


def _allowed(form: str, day: dt.date, regime: Regime, entry: Instruction, law: Law) -> str:
    dated = {True: " with a date or event", False: " without a date", None: ""}[entry.dated]
    word = "well formed" if exempts(form) else "allowed"
    main = phrases.governing(day, law)
    follows = f", and {regime.order} may be followed" if main and regime.id != main.id else ""
    unseen = " Whether it was approved cannot be seen on a page." if exempts(form) else ""
    governs = f"{(main or regime).order} governs ({phrases.window(main or regime)})"
    return f"On {day} {form} is {word}{dated}: {governs}{follows}.{unseen}"


def _sums_allowed(form: str, day: dt.date, regime: Regime, entry: Instruction, law: Law) -> tuple[Row, ...]:
    rows = [*sums.scheduled(day, regime, form)]
    if entry.within:
        rows.append(Row("not past", sums.end_of_year(day, entry.within), entry.citation))
    rows += sums.today(day, law, form) or sums.automatic(day, law)
    if exempts(form):  # the automatic date is what the exemption puts off
        rows = [Row("unless exempt", row.text, row.citation) if row.label == "automatic" else row for row in rows]
    return tuple(rows)


def _forbidden(
    form: str,
    day: dt.date,
    found: list[tuple[Regime, Instruction]],
    tolerated: Transition | None,
    law: Law,
) -> str:
    carried = any(entry.valid == "legacy" for _, entry in found)
    if tolerated:
        why = f" ({tolerated.note})" if tolerated.note else ""
        opening = f"On {day} {form} is no longer right but tolerated until {tolerated.last}{why}, a note at most"
    elif carried:
        opening = f"On {day} {form} is not allowed on a new document, only carried over from an older source"
    else:
        opening = f"On {day} {form} is not allowed"
    longest = sums.terms(day, law, "maximum")
    wants = f"a date or event at most {longest[-1].years} years away counts instead" if longest else ""
    return f"{opening}: {phrases.governs(day, law)}{'; ' + wants if wants else ''}."
