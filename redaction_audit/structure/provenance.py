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
def _withheld() -> re.Pattern[str]:
    return fixed(r"\[(?:[^\[\]\r\n]{0,60}\s)?not declassified\.?\]")


@cache
def _code() -> re.Pattern[str]:
    return fixed(r"\(b\) ?\([1-9]\)(?P<alone>[ \t]{0,40}[\r\n])?")


@cache
def _margin() -> re.Pattern[str]:
    """Match State's margin codes, far right of the text."""
    return fixed(r" {6}(?P<mark>B[1-9](?:,B[1-9]){0,3})[ \t]{0,20}(?=[\r\n]|\Z)")


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
    """Return what marks show that decide only where no stamp, head or note does."""
    text, literals = page.text, page.literals
    if "not declassified" in literals and (found := _withheld().search(text)):
        return _shown(page, "frus", found.span())
    if "(b)" in literals and (place := _exemption(page)):
        return _shown(page, "foia", place)
    if "    B" in literals and (found := _margin().search(text)):
        return _shown(page, "foia", found.span("mark"))
    return None


def _shown(page: Page, name: str, place: tuple[int, int]) -> Provenance:
    return Provenance(name, (page.located(f"provenance.{name}", *place),))


def _exemption(page: Page) -> tuple[int, int] | None:
    """Return the place of the first `(b)(6)` that stands apart: behind two blanks or more, or alone on its line."""
    text = page.text
    for at in page.hits("(b)"):
        if (code := _code().match(text, at)) is None:
            continue
        before = text[max(0, at - 3) : at]
        bare = before.rstrip(" \t")
        apart = len(before) - len(bare) > 1
        if apart or (code["alone"] and bare[-1:] in ("\n", "\r")):
            return at, code.end() - len(code["alone"] or "")
    return None
