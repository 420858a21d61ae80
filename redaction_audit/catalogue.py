"""The rules as people meet them: selection by prefix, `explain`, `rules list`, and what is promised but not built."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from redaction_audit.check import Check, Example, discover
from redaction_audit.config.options import LOCKED
from redaction_audit.errors import UsageError
from redaction_audit.model import Frozen, Span
from redaction_audit.outputs.report import Rule, cited
from redaction_audit.outputs.style import Style
from redaction_audit.text.layout import draw, joined, wrap

if TYPE_CHECKING:
    from redaction_audit.glossary import Page

ALL = "ALL"
"""The prefix of every rule."""
_PASSING_LINES = 8


class Planned(Frozen, frozen=True):
    """Something the product promises and does not have yet."""

    kind: Literal["rules", "command", "format", "input"]
    name: str
    what: str


PLANNED: tuple[Planned, ...] = (
    Planned("rules", "REL (more)", "the batch: one record released twice, manifest, missing pages, reference closure"),
    Planned("rules", "DOC", "documents: text under boxes, hidden layers, revisions, metadata"),
    Planned("input", "pdf", "PDF with text layer"),
    Planned("input", "docx", "Word documents with their revisions"),
    Planned("input", "eml", "mail with headers and parts"),
    Planned("input", "html", "HTML and TEI"),
)


# -- selection ---------------------------------------------------------------------------------------------------------


def select(checks: Sequence[Check], select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Check, ...]:
    """Return the checks that run, in id order: chosen by id prefix or name, the longest matching prefix decides.

    `select` empty means all. Where both match equally long, `ignore` wins. Items may hold several prefixes divided by
    commas. Raises UsageError, naming the nearest rule, for a prefix that matches none.
    """
    wanted, unwanted = prefixes(select) or [ALL], prefixes(ignore)
    require(checks, wanted, "--select")
    require(checks, unwanted, "--ignore")
    return tuple(check for check in checks if best(check, wanted) > best(check, unwanted))


def require(checks: Sequence[Check], wanted: Iterable[str], label: str) -> None:
    """Raise UsageError, which begins with `label` and names the nearest rule, for a prefix that matches no check."""
    for prefix in prefixes(wanted):
        if not any(weight(check, prefix) >= 0 for check in checks):
            raise UsageError(f"{label} {prefix}: {_unknown(prefix, checks)}")


def prefixes(items: Iterable[str]) -> list[str]:
    """Return the prefixes of items that may hold several, divided by commas."""
    return [part.strip() for item in items for part in item.split(",") if part.strip()]


def weight(check: Check, prefix: str) -> int:
    """Return how closely a prefix names a check: its length, or -1 where it does not."""
    if prefix.upper() == ALL:
        return 0
    if prefix.lower() == check.name:
        return len(check.id)
    return len(prefix) if check.id.startswith(prefix.upper()) else -1


def best(check: Check, wanted: Iterable[str]) -> int:
    """Return how closely the closest of some prefixes names a check, -1 where none does."""
    return max((weight(check, prefix) for prefix in wanted), default=-1)


def _unknown(what: str, checks: Sequence[Check], others: Sequence[str] = ()) -> str:
    for item in PLANNED:
        if item.kind == "rules" and what.upper().startswith(item.name):
            return "these rules are planned, not built yet; see: redaction-audit rules list --planned"
    near = nearest(what, checks, others)
    hint = f"did you mean {near}? " if near else ""
    known = "rule, order, mark or code" if others else "rule"
    return f"there is no such {known}; {hint}redaction-audit rules list shows all rules"


def nearest(what: str, checks: Sequence[Check], others: Sequence[str] = ()) -> str | None:
    """Return the rule id, name or family, or whatever else is known, most like `what`; None when nothing is."""
    from rapidfuzz import fuzz, process

    names = sorted({name for check in checks for name in (check.id, check.name, check.family)} | set(others))
    cutoff = 70 if others else 60  # among the many short codes something is always a little alike
    found = process.extractOne(what.lower(), names, scorer=fuzz.ratio, processor=str.lower, score_cutoff=cutoff)
    return found[0] if found else None


# -- explain -----------------------------------------------------------------------------------------------------------


def explain(
    what: str,
    style: Style | None = None,
    checks: Sequence[Check] | None = None,
    *,
    on: dt.date | None = None,
    format_: Literal["text", "json"] = "text",
) -> str:
    """Return all that is known of a rule, an order or a mark, as text or as one JSON document (`explain/1`).

    A rule is named by id or name, an order by id or number (`eo13526`, `12958`), a mark or code as printed (`OADR`,
    `25X1`, `B6`, `S//NF`); a family lists its rules. `on` asks for the verdict of that day. Raises UsageError, naming
    the nearest thing, for anything else, and for a day asked of a rule.
    """
    from redaction_audit import glossary

    style = style or Style()
    rules: list[Check] = []
    pages = () if _may_be_rule(what) else glossary.explained(what, on)
    if not pages:
        known = discover() if checks is None else checks
        rules = [check for check in known if what.upper() in {check.id, check.family} or what.lower() == check.name]
        pages = tuple(map(_as_page, rules)) or glossary.explained(what, on)
        if not pages:
            raise UsageError(f"explain {what}: {glossary.hint(what) or _unknown(what, known, glossary.names())}")
    if rules and on:
        raise UsageError(f"--on: {what} names rules; a day is asked of an order, a mark or a code")
    if format_ == "json":
        return _json(glossary.Explained("explain/1", what, on, pages))
    if len(rules) == 1 and what.upper() != rules[0].family:
        return "\n".join(_page(rules[0], style)) + "\n"
    return rules_table(rules, "text", style) if rules else glossary.drawn(pages, style)


def _may_be_rule(what: str) -> bool:
    """Say whether `what` has the form of a rule id or family; anything else spares the loading of all rules."""
    return len(what) in {3, 6} and what[:3].isalpha() and what[3:].isdecimal() == bool(what[3:])


def _as_page(check: Check) -> "Page":
    """Return a rule as the JSON of `explain` carries it."""
    from redaction_audit.glossary import Page, Row, Section

    title, sections = _sections(check.doc)
    others = (Row(f"severity, {name}", severity) for name, severity in sorted(check.by_provenance.items()))
    facts = (
        Row("severity", check.severity),
        *others,
        Row("confidence", check.confidence),
        Row("looks at", "the whole batch" if check.scope == "batch" else "one record"),
        *(Row("law", "", citation) for citation in check.cites),
        *((Row("basis", joined(check.basis)),) if check.basis else ()),
    )
    return Page(
        kind="rule",
        name=check.id,
        title=check.name,
        meaning=title.rstrip("."),
        facts=facts,
        sections=tuple(Section(head, tuple(Row("", words) for words in text)) for head, text in sections),
        examples=tuple(example.plain()[0] for example in check.passes[:1]),
        wrong=tuple((example.plain()[0], check.summary) for example in check.flags[:1]),
    )


def _page(check: Check, style: Style) -> Iterator[str]:
    width = max(min(style.width, 100), 40)
    title, sections = _sections(check.doc)
    yield f"{style.paint(check.severity, check.id)} {style.paint('rule', check.name)}"
    yield from wrap(title, width)
    yield ""
    for label, value in _facts(check):
        for index, line in enumerate(wrap(value, width - 14)):
            yield f"  {style.paint('dim', (label if not index else '').ljust(11))} {line}"
    for heading, paragraphs in sections:
        yield ""
        yield style.paint("strong", heading)
        for index, paragraph in enumerate(paragraphs):
            if index:
                yield ""
            yield from wrap(paragraph, width, "  ")
    yield from _example("Flagged, for example", check.flags, style, width)
    yield from _example("Not flagged, for example", check.passes, style, width)


def _facts(check: Check) -> Iterator[tuple[str, str]]:
    others = joined(f"{severity} for {name}" for name, severity in sorted(check.by_provenance.items()))
    yield "severity", joined((check.severity, others), "; ")
    yield "confidence", check.confidence
    if check.scope == "batch":
        yield "looks at", "the whole batch"
    for index, citation in enumerate(check.cites):
        yield "" if index else "law", cited(citation)
    if check.basis:
        yield "basis", joined(check.basis)
    yield "select", f"--select {check.id}, --select {check.family} for its family"
    if check.name in LOCKED:
        yield (
            "locked",
            "no ignore, severity, baseline or waiver silences it, unless the setting `locked` says otherwise",
        )
    else:
        yield "ignore", f"--ignore {check.id}"


def _sections(doc: str) -> tuple[str, list[tuple[str, list[str]]]]:
    """Split a docstring at its `##` headings into the title and (heading, unwrapped paragraphs)."""
    from inspect import cleandoc

    title, *rest = cleandoc(doc).split("\n## ")
    sections = []
    for part in rest:
        heading, _, body = part.partition("\n")
        sections.append((heading.strip(), [" ".join(block.split()) for block in body.split("\n\n") if block.strip()]))
    return " ".join(title.split()), sections


def _example(heading: str, examples: tuple[Example, ...], style: Style, width: int) -> Iterator[str]:
    if not examples:
        return
    from redaction_audit.text.frames import frames

    text, spans = examples[0].plain()
    bar = style.paint("gutter", "|" if style.ascii else "│")
    yield ""
    given = _given(examples[0])
    yield style.paint("strong", heading)
    if given:
        yield from (style.paint("dim", line) for line in wrap(given, width, "  "))
    if spans:
        shown = frames(text, [Span(*spans[0])], (), context=2)[0]
    else:
        shown = frames(text, [Span(0, 0)], (), context=_PASSING_LINES - 1)[0]
    for line in shown:
        drawn = draw(line, width - 4, ascii_only=style.ascii)
        yield f"  {bar} {''.join(run for _, run in drawn.runs)}".rstrip()
        if spans and drawn.underline:
            bare = drawn.underline.lstrip()
            yield f"  {bar} {' ' * (len(drawn.underline) - len(bare))}{style.paint('warning', bare)}"


def _given(example: Example) -> str:
    default = Example("")
    return joined(
        (
            f"record of {example.date}" if example.date else None,
            f"provenance {example.provenance}" if example.provenance else None,
            f"as of {example.as_of.isoformat()}" if example.as_of != default.as_of else None,
        )
    )


# -- lists -------------------------------------------------------------------------------------------------------------


def rule(check: Check) -> Rule:
    """Return a check as reports carry it."""
    return Rule(
        id=check.id,
        name=check.name,
        family=check.family,
        severity=check.severity,
        confidence=check.confidence,
        by_provenance=dict(check.by_provenance),
        summary=check.summary,
        citations=check.cites,
        basis=check.basis,
        help=check.help,
    )


def rules_table(checks: Sequence[Check], format_: Literal["text", "json"] = "text", style: Style | None = None) -> str:
    """Return the rules as a table for people, or as one JSON document (`rules/1`)."""
    if format_ == "json":
        return _json({"schema": "rules/1", "rules": tuple(map(rule, checks))})
    rows = [(check.id, check.name, check.severity, check.summary) for check in checks]
    return _table(rows, style or Style())


def planned(format_: Literal["text", "json"] = "text", style: Style | None = None) -> str:
    """Return what is promised and not built yet, as a table or as one JSON document (`planned/1`)."""
    if format_ == "json":
        return _json({"schema": "planned/1", "planned": PLANNED})
    return _table([(item.kind, item.name, item.what) for item in PLANNED], style or Style())


def _table(rows: Sequence[tuple[str, ...]], style: Style) -> str:
    """Align columns; the last one takes what is left of the width and is wrapped under itself."""
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    indent = sum(widths) + 2 * len(widths)
    room = max(min(style.width, 140) - indent, 24)
    lines = []
    for row in rows:
        head = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        first, *more = wrap(row[-1], room)
        lines.append(f"{style.paint('rule', row[0])}{head[len(row[0]) :]}  {first}".rstrip())
        lines.extend(" " * indent + line for line in more)
    return "\n".join(lines) + "\n"


def _json(document: object) -> str:
    from redaction_audit.outputs.encoding import encode

    return encode(document).decode() + "\n"
