"""Pages of the duties and conventions that rules name in their `basis`: `EO-07`, `CV-05`, `FX-04`."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from redaction_audit.glossary import phrases
from redaction_audit.glossary.page import Page, Row, Section, Verdict
from redaction_audit.law import Law

if TYPE_CHECKING:
    from redaction_audit.check import Check
    from redaction_audit.coverage import Row as Duty


def pages(what: str, law: Law, on: dt.date | None) -> Iterator[Page]:
    """Yield the page of a row of `rules/rows.toml` with the rules that judge it. Raises LawError for a wrong file."""
    id_ = what.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,9}", id_):
        return
    from redaction_audit import coverage
    from redaction_audit.check import discover

    for table in coverage.tables():
        if (row := table.rows.get(id_)) is not None:
            verdict = _verdict(id_, on, law) if on else None
            yield _page(id_, row, (table.title, verdict), coverage.builders(id_, discover()))


def names() -> tuple[str, ...]:
    """Return the ids of all rows, for suggestions."""
    from redaction_audit import coverage

    return tuple(id_ for table in coverage.tables() for id_ in table.rows)


def _verdict(id_: str, day: dt.date, law: Law) -> Verdict:
    sentence = (
        f"{id_} asks the same of every day; what it is measured by changes: on {day} {phrases.governs(day, law)}."
    )
    return Verdict(day, "open", sentence, law.orders(day, day))


def _page(id_: str, duty: "Duty", above: tuple[str, Verdict | None], judges: tuple["Check", ...]) -> Page:
    facts = [
        Row("checked", {"verified": "against primary text", "summary": "against a summary"}.get(duty.status, "not"))
    ]
    if duty.held:
        facts.append(Row("held back", duty.held))
    facts += (Row("read by", f"rules/{name}") for name in duty.files)
    rules = tuple(
        Row(check.id, f"{check.name}: {check.severity} at most", next(iter(check.cites), None)) for check in judges
    )
    return Page(
        kind="row",
        name=id_,
        title=above[0],
        verdict=above[1],
        meaning=duty.row,
        facts=tuple(facts),
        sections=(Section("Judged by", rules),) if rules else (),
    )
