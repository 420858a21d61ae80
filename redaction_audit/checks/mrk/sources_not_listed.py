"""MRK: "Multiple Sources" without a list of them."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.mrk.reason_on_derivative import _QUOTING
from redaction_audit.checks.mrk.sources import DERIVATIVE
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.expressions import fixed


@record_check(
    "MRK017",
    "sources-not-listed",
    severity="note",
    cites=(DERIVATIVE,),
    basis=("PM-04",),
    when="derived",
    flags=(
        Example(telegram(by="Classified By: PolCouns Ada Rowe\nDerived From: ⟦Multiple Sources⟧")),
        Example("CONFIDENTIAL\n\n14 March 2006\n\nDerived From: ⟦MULTIPLE SOURCES⟧\nDeclassify On: 20160314\n"),
    ),
    passes=(
        Example(telegram(by="Derived From: Multiple Sources", tail="ROWE\n\nSources: DSCG 05-01; ARBON 388")),
        Example(telegram(by="Derived From: Multiple Sources (list attached)")),
        Example(telegram(by="Derived From: DSCG 05-01")),
        Example("The study was derived from multiple sources.\n"),
    ),
)
def sources_not_listed(view: View) -> Iterator[Hit | Skip]:
    """A record is derived from "Multiple Sources" and does not list them.

    ## Why it matters
    Without the list nobody can find the instruction that runs longest, which is the one that counts. The list has to be
    on the record or with its file copy.

    ## What to do
    Ask for the file copy. Carry the sources, not the words "Multiple Sources", to whatever is derived from this record.

    ## Known limits
    A list in the agency's files cannot be seen on the page. Any later mention of a list, or a heading Sources, is taken
    for one.
    """
    source = view.structure.fields.derived_from
    if source is None or view.structure.form in _QUOTING or not _multiple().search(source.raw):
        return
    if _list().search(view.text, 0, source.start) or _list().search(view.text, source.end):
        return
    if _list().search(view.text, source.start, source.end):
        return
    yield Hit(
        source.start, source.end, "derived from multiple sources, and no list of them", kind="header.derived-from"
    )


@cache
def _multiple() -> re.Pattern[str]:
    return fixed(r"\bmult(?:iple|i)?\.?[ -]sources?\b", re.IGNORECASE)


@cache
def _list() -> re.Pattern[str]:
    return fixed(
        r"[Ss](?:ource|OURCE)s?(?:S)?[ ](?:[Ll]ist|LIST)|[\r\n][ \t]{0,40}(?:[Ll]ist of |LIST OF )?"
        r"(?:[Ss]ources|SOURCES)[ \t]{0,4}(?::|[\r\n])|(?:[Ll]ist|LIST|[Ss]ources|SOURCES)[ ](?:is |are |IS |ARE )?"
        r"(?:[Aa]ttached|ATTACHED|[Oo]n |ON )|[Ss]ee (?:attached|list)"
    )
