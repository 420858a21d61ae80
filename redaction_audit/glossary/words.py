"""Pages of captions, portion marks, stamps, codes, mark kinds and cases with rules of their own."""

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from redaction_audit.glossary import codes, levels, phrases
from redaction_audit.glossary.page import Kind, Page, Row, Section, Verdict
from redaction_audit.law import Law, vocabulary
from redaction_audit.law.vocabulary import Caption, MarkKind, Portion, Stamp, Word, fold

_CAPTION = {
    "distribution": "caption of distribution",
    "channel": "channel",
    "handling": "handling word",
    "control": "dissemination control",
    "administrative": "administrative word, unclassified",
    "precedence": "precedence of a message",
}
_PORTION = {
    "level": "portion mark, a level",
    "administrative": "portion mark, unclassified",
    "category": "portion mark, a category beside a level",
    "combined": "portion mark, a level and a category in one",
    "control": "portion mark, a control behind a level",
}


def pages(what: str, law: Law, on: dt.date | None, *, level: bool) -> Iterator[Page]:
    """Yield the pages of the words spelt `what`; `level` says that the page of a level stands before them."""
    key = fold(what)
    caption = vocabulary.captions().get(key)
    portion = vocabulary.portions().get(key)
    if caption:  # it names its portion mark itself
        yield _caption(caption, on)
        portion = None
    if portion and not level:
        yield _portion(portion, on, law)
    elif not portion and not caption and (parts := composite(what)):
        yield _composite(what, parts, on)
    yield from (_stamp(stamp, on) for stamp in vocabulary.stamps() if key in map(fold, stamp.spellings))
    yield from codes.pages(key, law, on)
    yield from (_mark_kind(kind, on) for kind in vocabulary.mark_kinds() if fold(kind.token) == key)
    yield from _cases(key, law, on)


# -- what all words say ------------------------------------------------------------------------------------------------


def _facts(word: Word, *more: Row) -> tuple[Row, ...]:
    rows = (
        Row("also", ", ".join(word.forms)) if word.forms else None,
        Row("who", word.who) if word.who else None,
        Row("in use", days) if (days := phrases.span(word.since, word.until)) else None,
        *more,
        Row("today", word.today) if word.today else None,
        Row("note", word.note) if word.note else None,
        Row("law", "", word.citation),
    )
    return tuple(row for row in rows if row)


def _page(kind: Kind, word: Word, title: str, on: dt.date | None, *more: Row) -> Page:
    return Page(
        kind=kind,
        name=word.token,
        title=title,
        meaning=word.meaning,
        verdict=_verdict(word, on) if on else None,
        facts=_facts(word, *more),
        examples=word.examples,
        wrong=((word.wrong.text, word.wrong.why),) if word.wrong else (),
    )


def _verdict(word: Word, day: dt.date) -> Verdict:
    return _in_use(word.token, word.since, word.until, day)


def _in_use(name: str, since: dt.date | None, until: dt.date | None, day: dt.date) -> Verdict:
    days = phrases.span(since, until)
    if days is None:
        return _open(name, day)
    if phrases.within(day, since, until):
        return Verdict(day, "yes", f"On {day} {name} is in use ({days}).")
    return Verdict(day, "no", f"On {day} {name} is not in use: {days}.")


def _open(name: str, day: dt.date) -> Verdict:
    sentence = f"No source gives a day on which {name} began or ended: nothing known of it depends on {day}."
    return Verdict(day, "open", sentence)


# -- captions and portion marks ----------------------------------------------------------------------------------------


def _caption(caption: Caption, on: dt.date | None) -> Page:
    rows = []
    if not caption.restricts:
        rows.append(Row("restricts", "nothing"))
    if caption.rank:
        rows.append(Row("rank", f"{caption.rank}, 1 the tightest; the tighter one stands first"))
    if caption.short:
        rows.append(Row("portion mark", f"(S//{caption.short})" if caption.kind == "control" else f"({caption.short})"))
    rows.append(Row("level", "none: a level may not be inferred from it"))
    return _page("caption", caption, _CAPTION[caption.kind], on, *rows)


def _portion(portion: Portion, on: dt.date | None, law: Law) -> Page:
    rows = []
    if portion.banner:
        rows.append(Row("in a banner", portion.banner))
    if portion.rank is not None:
        same = "still unclassified" if portion.rank < 2 else "above U" if portion.rank == 2 else "above C"
        rows.append(Row("rank", f"{portion.rank} of 4, {same}" if portion.rank else "0 of 4, the lowest"))
    else:
        rows.append(Row("rank", "none: levels never compare with controls or categories"))
    page = _page("portion", portion, _PORTION[portion.kind], on, *rows)
    if on and portion.banner and portion.kind == "level" and portion.banner in levels.names(law).values():
        return msgspec.structs.replace(page, verdict=levels.judge(portion.banner, on, law))
    return page


def composite(what: str) -> tuple[Portion, ...]:
    """Return the words of a portion mark in several parts (`S//NF`, `(TS//SI/TK//NF)`), none when one is not known."""
    bare = what.strip().strip("()").strip()
    if not re.search(r"[/-]", bare):
        return ()
    parts = [part for part in re.split(r"//|/|-", bare) if part.strip()]
    found = [vocabulary.portion(re.sub(r"(?i)^(REL TO|FGI|REL)\b.*", r"\1", part.strip())) for part in parts]
    if (
        len(found) < 2
        or not all(found)
        or found[0] is None
        or found[0].kind not in {"level", "administrative", "combined"}
    ):
        return ()
    return tuple(portion for portion in found if portion)


def _composite(what: str, parts: tuple[Portion, ...], on: dt.date | None) -> Page:
    name = what.strip().strip("()").upper()
    banner = "//".join((parts[0].banner or parts[0].token, "/".join(part.banner or part.token for part in parts[1:])))
    strokes = "one stroke is a legacy form, fine before 2010" if "//" not in name else None
    facts = [Row("in a banner", banner)]
    if strokes:
        facts.append(Row("form", f"{strokes}; since then {name.replace('-', '/').replace('/', '//', 1)}"))
    rows = tuple(Row(part.token, part.meaning, part.citation) for part in parts)
    return Page(
        kind="portion",
        name=name,
        title="portion mark",
        meaning=phrases.listed(part.meaning.split(":")[0].split(";")[0] for part in parts),
        verdict=_open(name, on) if on else None,
        facts=tuple(facts),
        sections=(Section("Its parts", rows),),
        examples=(f"({name})",),
    )


# -- stamps ------------------------------------------------------------------------------------------------------------


def _stamp(stamp: Stamp, on: dt.date | None) -> Page:
    states = {True: "yes", False: "not said"}
    extent = {"full": "in full", "part": "in part", "none": "nothing is released", None: "not said"}[stamp.extent]
    rows = [Row("whose", stamp.agency)] if stamp.agency else []
    rows += [
        Row("released", states[stamp.released]),
        Row("declassified", states[stamp.declassified]),
        Row("extent", extent),
    ]
    return _page("stamp", stamp, _STAMP[stamp.kind], on, *rows)


_STAMP = {
    "release": "stamp of release",
    "declassification": "stamp of declassification",
    "denial": "stamp of denial",
    "review": "stamp of review: neither release nor declassification",
    "equity": "stamp of another agency's share",
}


# -- mark kinds and special cases --------------------------------------------------------------------------------------


def _mark_kind(kind: MarkKind, on: dt.date | None) -> Page:
    rows = (Row("says amount", kind.amount), Row("says why", kind.exemption))
    return _page("mark-kind", kind, "kind of redaction mark", on, *rows)


def _cases(key: str, law: Law, on: dt.date | None) -> Iterator[Page]:
    for regime, entry in law.specials():
        if key in {fold(entry.id), fold(entry.title)} or (
            entry.words and key in map(fold, entry.words) and len(key) > 1
        ):
            days = phrases.span(entry.since, entry.until)
            rows = (
                Row("words", ", ".join(entry.words)) if entry.words else None,
                Row("in force", days) if days else None,
                Row("today", entry.today) if entry.today else None,
                Row("stated with", regime.id),
                Row("law", "", entry.citation),
            )
            yield Page(
                kind="case",
                name=entry.id,
                title=entry.title,
                meaning=entry.meaning,
                verdict=_in_use(entry.id, entry.since, entry.until, on) if on else None,
                facts=tuple(row for row in rows if row),
            )
