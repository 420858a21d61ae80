"""TRN: words of the transmission, not of the text, were left in the record."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.trn.body import is_telegram, openings, padded
from redaction_audit.checks.trn.sources import CAPTURE
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.expressions import fixed
from redaction_audit.structure.lexicon import Hint

_BEGUN = Hint(
    r"\b(?:END|EO[FM]|NNNN|QQQQ|VVVV|V?ZCZC|BT|ZN[RY] |DE RUE|(?:OO|PP|RR|ZZ) RUE)"
    r"|#[#0-9]+[ \t>\])*=-]*(?:[\r\n]|\z)|[\x03\x04\x1a]"
)
"""How a token begins, wherever it stands; an expression that looks for the beginning of its line takes longer."""


@record_check(
    "TRN011",
    "transmission-token",
    severity="note",
    cites=(CAPTURE,),
    basis=("CV-12",),
    flags=(
        Example(telegram("1. (C) The board met.", "2. (C) It adjourned.", tail="ROWE\n\n⟦END OF FILE⟧\n")),
        Example(telegram("1. (C) The board met.", "2. (C) It adjourned.", tail="ROWE\n⟦NNNN⟧\n")),
        Example(telegram("1. (C) The board met.\n⟦<<END OF TRANSMISSION>>⟧", "2. (C) It adjourned.")),
        Example(telegram("1. (C) The board met.\n⟦ZNY CCCCC ZZH⟧\n⟦DE RUEHAB #0412 0731412⟧", "2. (C) It adjourned.")),
    ),
    passes=(
        Example(telegram("1. (C) The board met.", "2. (C) It adjourned.", tail="ROWE ##\n")),
        Example(
            "VZCZCXRO4127\nPP RUEHAR\nDE RUEHAB #0412 0731412\nZNY CCCCC ZZH\nP 141412Z MAR 06\n"
            + telegram("1. (C) The board met.", "2. (C) It adjourned.", tail="ROWE\n\n\nNNNN\n")
        ),
        Example(telegram("1. (C) The end of file 7 is torn.", "2. (C) The end of message traffic was noted.")),
        Example("Read until\nEND OF FILE\nand stop.\n"),
    ),
)
def transmission_token(view: View) -> Iterator[Hit | Skip]:
    """A word of the transmission was left in the text.

    ## Why it matters
    Such tokens come from the machine that sent or stored the text. They show where a capture begins or ends, and that
    two captures may have been joined.

    ## What to do
    Nothing, if it stands at the very end. Within the text, look whether something follows that belongs elsewhere.

    ## Known limits
    A telegram that kept its transmission head (`VZCZC`, a date-time group) may well keep its `NNNN`, and a page
    released by an agency shows what the teletype printed: no finding.
    """
    if not is_telegram(view) or not view.page.literals.may_match(_BEGUN):
        return
    found = [match for at in openings(view) if (match := _token().match(padded(view), at))]
    if not found:
        return
    paragraphs = view.structure.paragraphs
    first = paragraphs[0].start if paragraphs else len(view.text)
    raw = (
        view.provenance not in (None, "unofficial")
        or view.structure.fields.dtg is not None
        or _head().search(view.text, 0, first) is not None
    )
    yield from capped(
        Hit(
            match.start(1) - 1,
            match.end(1) - 1,
            "a word of the transmission was left in the text",
            kind="transmission",
            data={"token": " ".join(match[1].split())},
        )
        for match in found
        if not (raw and match[1].isprintable())
    )


@cache
def _head() -> re.Pattern[str]:
    return fixed(r"(?:VZCZC|ZCZC)[A-Z0-9]")


@cache
def _token() -> re.Pattern[str]:
    """Match a line that holds nothing but one token (behind a line break, so search with one in front of the text)."""
    words = (
        r"END OF (?:FILE|MESSAGE|TRANSMISSION|TELEGRAM|CABLE|TEXT)|END (?:MESSAGE|TRANSMISSION)|EOF|EOM"
        r"|NNNN|QQQQ|VVVV|V?ZCZC[A-Z0-9 ]{0,24}|BT|#{2,6}|#\d{3,5}|[\x03\x04\x1a]"
        r"|ZN[RY] [A-Z]{5} ZZ[HK]|DE RUE[A-Z]{1,6} ?#\d{1,6}[/\d ]{0,16}|(?:OO|PP|RR|ZZ) RUE[A-Z ]{1,60}"
    )
    opened, closed = r"[<\[(*=-]", r"[>\])*=-]"
    alone = rf"{opened}{{0,4}}[ ]?(?:{words})[ ]?{closed}{{0,4}}|{opened}{{1,4}}[ ]?END[ ]?{closed}{{1,4}}"
    return fixed(rf"\n[ \t]{{0,40}}({alone})[ \t]{{0,40}}(?=\n|\Z)")
