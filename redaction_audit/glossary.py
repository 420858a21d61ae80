"""Pages of `explain` that are no rules: orders, declassification instructions, classification reasons, exemption codes.

Everything said here stands in `rules/`, with its source and how well that was checked.
"""

import re
from collections.abc import Iterator

from redaction_audit.law import Duration, Head, Instruction, Law, ReasonSection, Regime, vocabulary
from redaction_audit.law import load as load_law
from redaction_audit.outputs.report import cited
from redaction_audit.outputs.style import Style
from redaction_audit.text.layout import joined, wrap

_VALID = {"yes": "valid", "no": "not valid", "legacy": "only carried over from a source"}
_LABEL = 12


def pages(what: str, style: Style, law: Law | None = None) -> str | None:
    """Return what `rules/` says of an order (`eo13526`, `12958`) or a code (`OADR`, `B6`), None for anything else."""
    law = law or load_law()
    found = [_order_page(law.regimes[head.id], style) for head in _orders(what, law)]
    for form in spellings(what):
        found += [page for page in (_instruction_page(form, law, style), _reason_page(form, law, style)) if page]
        found += [_code_page(code, style) for code in vocabulary.codes().get(vocabulary.fold(form), ())]
        if found:
            break
    return "\n".join("\n".join(page) + "\n" for page in map(list, found)) or None


def names(law: Law | None = None) -> tuple[str, ...]:
    """Return everything that has a page, for suggestions."""
    law = law or load_law()
    forms = {form for regime in law.regimes.values() for entry in regime.instructions for form in entry.forms}
    forms |= {code.token for known in vocabulary.codes().values() for code in known}
    return (*law.regimes, *sorted(forms))


def spellings(what: str) -> tuple[str, ...]:
    """Return the spellings under which a code may be listed, the one as given first."""
    from redaction_audit.marks.values import code

    given = " ".join(what.upper().split())
    packed = given.replace(" ", "").replace("JFKACT", "JFK").replace("JFKLAW", "JFK")
    return tuple(dict.fromkeys(form for form in (given, code(what), packed, given.replace(" ", "-")) if form))


def _orders(what: str, law: Law) -> tuple[Head, ...]:
    given = what.strip().lower()
    number = re.fullmatch(r"(?:e\.?\s?o\.?\s{0,2})?(\d{5})", given)
    return tuple(head for head in law.heads if head.id == given or (number and head.number == number[1]))


# -- orders ------------------------------------------------------------------------------------------------------------


def _order_page(regime: Regime, style: Style) -> Iterator[str]:
    yield from _strong(f"{regime.id} {regime.order}", style)
    yield from wrap(regime.title, _width(style))
    yield ""
    yield from _row("signed", str(regime.signed), style)
    yield from _row("governs", _window(regime), style)
    if (regime.first, regime.last) != (regime.effective, regime.until or regime.last):
        last = f" to {regime.accepted_until}" if regime.accepted_until else " on"
        yield from _row("accepted", f"records dated from {regime.first}{last} may cite it", style)
    yield from _row("law", cited(regime.citation), style)
    if regime.levels:
        yield from _row("levels", joined(level.name for level in regime.levels), style)
    for section in regime.reasons:
        yield ""
        yield from _reason_lines(section, style)
    if regime.durations:
        yield ""
        yield style.paint("strong", "How long a marking runs")
        for duration in regime.durations:
            yield from _row(duration.what, _duration(duration), style)
    if regime.instructions:
        yield ""
        yield style.paint("strong", "Declassification instructions")
        for entry in regime.instructions:
            yield f"  {entry.token}"
            yield from wrap(_instruction(entry), _width(style), "    ")


def _window(head: Head) -> str:
    return f"{head.effective} to {head.until}" if head.until else f"from {head.effective}"


def _duration(entry: Duration) -> str:
    parts = (
        f"{entry.years} years from the {entry.counted_from}",
        "to the end of that year" if entry.year_end else None,
        f"for {entry.level}" if entry.level else None,
        f"for records from {entry.first}" if entry.first else None,
        f"never before {entry.floor}" if entry.floor else None,
        entry.note,
    )
    return f"{joined(parts)}; {cited(entry.citation)}"


# -- instructions and reasons ------------------------------------------------------------------------------------------


def _instruction_page(form: str, law: Law, style: Style) -> Iterator[str] | None:
    known = law.instructions(form)
    return _instruction_lines(form, known, style) if known else None


def _instruction_lines(form: str, known: tuple[tuple[Regime, Instruction], ...], style: Style) -> Iterator[str]:
    yield f"{style.paint('rule', form)} declassification instruction"
    yield ""
    for regime, entry in known:
        yield from _strong(f"{regime.order}, {_window(regime)}", style, "  ")
        yield from wrap(_instruction(entry), _width(style), "    ")


def _instruction(entry: Instruction) -> str:
    dated = {True: "with a date or event", False: "without a date", None: None}[entry.dated]
    within = f"at most {entry.within} years after the document" if entry.within else None
    words = joined((_VALID[entry.valid], dated, within))
    return f"{joined((words, entry.meaning, entry.approval), '; ')}; {cited(entry.citation)}"


def _reason_page(form: str, law: Law, style: Style) -> Iterator[str] | None:
    found = re.fullmatch(r"(\d\.\d)(?:\(([A-Za-z])\))?", form)
    if not found:
        return None
    sections = [
        (regime, section)
        for regime in law.regimes.values()
        for section in regime.reasons
        if section.number == found[1] and (not found[2] or found[2].lower() in section.letters)
    ]
    return _reason_in_orders(form, found[2], sections, style) if sections else None


def _reason_in_orders(
    form: str, letter: str | None, sections: list[tuple[Regime, ReasonSection]], style: Style
) -> Iterator[str]:
    yield f"{style.paint('rule', form)} reason for classification"
    yield ""
    for regime, section in sections:
        yield from _strong(f"{regime.order}, {_window(regime)}", style, "  ")
        topic = section.topics.get(letter.lower(), "not described") if letter else None
        letters = topic or f"letters {joined(section.letters)}"
        yield from wrap(f"{letters}; {cited(section.citation)}", _width(style), "    ")


def _reason_lines(section: ReasonSection, style: Style) -> Iterator[str]:
    required = "required" if section.required else "not required"
    yield from _strong(f"Reasons for classification, section {section.number} ({required})", style)
    for letter in section.letters:
        yield from _row(letter, section.topics.get(letter, "not described"), style)
    yield from _row("law", cited(section.citation), style)


# -- codes -------------------------------------------------------------------------------------------------------------


def _code_page(code: vocabulary.Code, style: Style) -> Iterator[str]:
    yield from _strong(f"{code.token} {code.family}", style)
    yield from wrap(code.meaning, _width(style), "  ")
    if code.note:
        yield from wrap(code.note, _width(style), "  ")
    yield ""
    yield from _row("law", cited(code.citation), style)


def _strong(text: str, style: Style, indent: str = "") -> Iterator[str]:
    return (style.paint("strong", line) for line in wrap(text, _width(style), indent))


def _row(label: str, value: str, style: Style) -> Iterator[str]:
    for index, line in enumerate(wrap(value, _width(style) - _LABEL - 3)):
        yield f"  {style.paint('dim', (label if not index else '').ljust(_LABEL))} {line}"


def _width(style: Style) -> int:
    return max(min(style.width, 100), 40)
