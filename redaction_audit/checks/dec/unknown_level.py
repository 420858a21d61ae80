"""DEC: a classification line that claims a level the order of the day did not have."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LATER_HANDS, Verdict, law, said
from redaction_audit.checks.dec.sources import LEVEL_WORDS
from redaction_audit.checks.dec.terms import governing
from redaction_audit.expressions import fixed
from redaction_audit.model import Classification


@record_check(
    "DEC023",
    "unknown-level",
    severity="warning",
    confidence="medium",
    cites=(LEVEL_WORDS,),
    basis=("EO-20",),
    by_provenance=LATER_HANDS,
    flags=(
        Example("⟦RESTRICTED⟧\n\nMemorandum for the board\n\nThe quay is new.\n", date="1990-03-14"),
        Example("⟦R E S T R I C T E D⟧ ARBON 000412\n\nThe quay is new.\n", date="1953-12-15"),
    ),
    passes=(
        Example("RESTRICTED SECURITY INFORMATION\n\nThe quay is new.\n", date="1952-03-14"),
        Example("RESTRICTED\n\nThe quay is new.\n", date="1953-12-14"),
        Example("UNCLAS ARBON 000412\n\nThe quay is new.\n", date="1990-03-14"),
        Example("LIMITED OFFICIAL USE\n\nThe quay is new.\n", date="1990-03-14"),
        Example("SENSITIVE BUT UNCLASSIFIED\n\nThe quay is new.\n", date="2005-03-14"),
        Example("SECRET\nRESTRICTED DATA\n\nThe quay is new.\n", date="1990-03-14"),
        Example("NATO RESTRICTED\n\nThe quay is new.\n", date="1990-03-14"),
        Example("RESTRICTED\nNATO\n\nThe quay is new.\n", date="1990-03-14"),
        Example("RESTRICTED\nMinistry of Ports of the Kingdom of Arbon\n\nThe quay is new.\n", date="1990-03-14"),
    ),
)
def unknown_level(view: View) -> Iterator[Hit | Skip]:
    """The classification line claims a level that the order of the day did not have.

    ## Why it matters
    Since 1953-12-15 there are three levels, TOP SECRET, SECRET and CONFIDENTIAL; RESTRICTED was a fourth until then. A
    page with another word as its level is not classified by it, or carries the marking of another government.

    ## What to do
    Look whose marking it is. A foreign or NATO RESTRICTED is protected by its owner and equals no level of the United
    States; RESTRICTED DATA stands beside a level and is another matter.

    ## Known limits
    UNCLASSIFIED, LOU, SBU, FOUO and the like claim no level. Where the lines around the word name NATO or a foreign
    government the page is passed over.
    """
    banner = view.structure.fields.classification
    if banner is None or banner.value != "RESTRICTED":
        return
    if "NATO" in banner.controls or _foreign().search(view.text, max(0, banner.start - 200), banner.end + 300):
        return
    yield from said(view, (banner.start, banner.end), "marking.banner", lambda day: _judge(view, day, banner))


def _judge(view: View, day: dt.date, banner: Classification) -> Verdict | None:
    regimes = governing(view, day)
    if not regimes or any(entry.name == banner.value for regime in regimes for entry in regime.levels):
        return None
    ended = max(
        (head.last for head in view.law.heads if head.last < day and _has(view, head.id, banner.value)), default=None
    )
    known = [entry for regime in regimes for entry in regime.levels]
    words = f"{banner.value} is no level on {day}; the order has {', '.join(dict.fromkeys(e.name for e in known))}"
    data = {"level": banner.value, "known": [entry.name for entry in known], "law": law(*regimes)}
    steps = f"{banner.value} was a level to {ended}" if ended else f"{banner.value} stands in no order"
    steps += f"; the record: {day}"
    return Verdict(words, data, None, steps)


def _has(view: View, id_: str, name: str) -> bool:
    return any(entry.name == name for entry in view.law.regimes[id_].levels)


@cache
def _foreign() -> re.Pattern[str]:
    return fixed(
        r"\b(?:NATO|COSMIC|ATOMAL|RESTRICTED DATA|Restricted Data|UK|U\.K\.|CANADA|CANADIAN|BRITISH|AUSTRALIAN?|AUSTEO"
        r"|H\.? ?M\.? Government|Ministry|MINISTRY|Embassy of|EMBASSY OF|Kingdom|KINGDOM|Commonwealth|COMMONWEALTH)\b"
    )
