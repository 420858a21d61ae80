"""What `explain` knows that is no rule: orders, duties, instructions, reasons, levels, captions, marks, stamps, codes.

Everything said here stands in `rules/`, with its source and how well that was checked; nothing is judged but the day
that was asked about.
"""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.glossary import instructions, levels, orders, reasons, rows, words
from redaction_audit.glossary.drawing import draw
from redaction_audit.glossary.page import Explained, Page, Row, Section, Verdict
from redaction_audit.law import Law, vocabulary
from redaction_audit.law import load as load_law
from redaction_audit.outputs.style import Style

__all__ = ["Explained", "Page", "Row", "Section", "Verdict", "drawn", "explained", "hint", "names", "pages"]


def explained(what: str, on: dt.date | None = None, law: Law | None = None) -> tuple[Page, ...]:
    """Return the pages of an order, a mark or a code in any spelling, empty for what is not known.

    `on` asks for the verdict of that day. Raises LawError when the rules folder is wrong.
    """
    return tuple(_found(what, on, law or load_law())) if what.strip() else ()


def pages(what: str, style: Style, law: Law | None = None, on: dt.date | None = None) -> str | None:
    """Return those pages drawn for people, or None for what is not known."""
    found = explained(what, on, law)
    return drawn(found, style) if found else None


def drawn(found: tuple[Page, ...], style: Style) -> str:
    """Return pages drawn for people, with a rule between two of them."""
    line = style.paint("dim", ("-" if style.ascii else "─") * max(min(style.width, 100), 40))
    return f"\n{line}\n".join("\n".join(draw(page, style)) + "\n" for page in found)


def names(law: Law | None = None) -> tuple[str, ...]:
    """Return everything that has a page, for suggestions."""
    law = law or load_law()
    found = {form for form in instructions.forms(law).values() if form not in {"DATE", "EVENT"}}
    found |= {f"{number}({letter})" if letter else number for number, letter in reasons.forms(law).values()}
    found |= {*levels.names(law).values(), *law.regimes, *rows.names()}
    found |= {code.token for known in vocabulary.codes().values() for code in known}
    entries = (*vocabulary.captions().values(), *vocabulary.portions().values(), *vocabulary.mark_kinds())
    found |= {entry.token for entry in entries}
    found |= {stamp.token for stamp in vocabulary.stamps()}
    found |= {entry.id for _, entry in law.specials()}
    return tuple(sorted(found))


def hint(what: str, law: Law | None = None) -> str | None:
    """Return why a code that looks like one is none (`1.5(h)`, `X9`, `25X0`), or None."""
    return reasons.hint(what, law or load_law()) or instructions.hint(what)


def _found(what: str, on: dt.date | None, law: Law) -> Iterator[Page]:
    whole = (*orders.pages(what, law, on), *rows.pages(what, law, on))
    yield from whole
    if whole:
        return
    yield from instructions.pages(what, law, on)
    yield from reasons.pages(what, law, on)
    level = tuple(levels.pages(what, law, on))
    yield from level
    yield from words.pages(what, law, on, level=bool(level))
