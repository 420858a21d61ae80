"""How a record came to be public, told by the words on its pages (withholding codes and fact table.

Provenance profile).
"""

import re
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Located, Provenance, Value
from redaction_audit.structure.frus import Volume
from redaction_audit.structure.head import Head
from redaction_audit.structure.page import Page
from redaction_audit.structure.stamps import Stamp

STAMPED = ("cia_crest", "foia", "systematic", "mdr", "pra")
"""Provenances that a stamp of an agency shows, strongest first.

The JFK collection and the history series come before.
"""


@cache
def _weak() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Provenance, literal and pattern of marks that decide only where no stamp, head or note does."""
    code = r"\(b\) ?\([1-9]\)"
    alone = rf"[\r\n](?=[ \t]{{0,120}}{code}[ \t]{{0,40}}[\r\n])"
    return (
        ("frus", "not declassified", fixed(r"\[(?:[^\[\]\r\n]{0,60}\s)?not declassified\.?\]")),
        ("foia", "(b)", fixed(rf"(?:[ \t]{{2}}|{alone})[ \t]{{0,120}}(?P<mark>{code})")),
        # State's margin codes, far right of the text
        ("foia", "    B", fixed(r" {6}(?P<mark>B[1-9](?:,B[1-9]){0,3})[ \t]{0,20}(?=[\r\n]|\Z)")),
    )


def read(
    page: Page,
    stamps: list[Stamp],
    volume: Volume | None,
    head: Head | None,
    notice: Located | None,
    number: Value | None,
) -> Provenance | None:
    """Return the provenance that the page shows with its evidence, or None when nothing shows it.

    Stamps of an agency outweigh a third party's head, whose text may quote anything; loose marks come last. `number`
    is a record number of the JFK collection on a form or alone at the top, whose shape no other collection shares.
    """
    if volume is not None:
        return Provenance("frus", (volume.evidence,))
    for name in ("jfk", *STAMPED):
        seen = [stamp for stamp in stamps if stamp.kind == name]
        if name == "jfk" and number is not None and not seen:
            return Provenance(name, (page.located("provenance.jfk", number.start, number.end),))
        if seen:
            return Provenance(name, tuple(page.located(f"provenance.{name}", s.start, s.end) for s in seen))
    if head is not None or notice is not None:
        evidence = [page.located("provenance.unofficial", head.id.start, head.end)] if head else []
        return Provenance("unofficial", tuple(evidence + ([notice] if notice else [])))
    return _loose(page)


def _loose(page: Page) -> Provenance | None:
    for name, literal, pattern in _weak():
        if literal in page.literals and (found := pattern.search(page.text)):
            place = found.span("mark") if "mark" in pattern.groupindex else found.span()
            return Provenance(name, (page.located(f"provenance.{name}", *place),))
    return None
