"""The events of declassification instructions, and whether anybody could see them happen."""

import re
from functools import cache
from typing import Literal

from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify
from redaction_audit.structure.due.days import date_form

_SPAN = r"(?:\d{1,2}|five|six|ten|fifteen|twenty(?:[ \-]five)?|thirty) years (?:from|after|of)\b"
"""A term that counts from a day: the day beside it is the one it counts from, and no due date."""


@cache
def counted() -> re.Pattern[str]:
    """Match the beginning of a term that counts from a day: `25 years from`."""
    return fixed(_SPAN)


@cache
def _definite() -> re.Pattern[str]:
    """Words with which an event begins that somebody could see happen."""
    return fixed(
        r"(?:up ?on|after|following|when|once|until|at|on|with|by)\b"
        rf"|{_SPAN}"
        r"|(?:completion|closure|closing|departure|termination|conclusion|end|ending|release|announcement|publication"
        r"|ratification|signing|entry into force|implementation|withdrawal|resignation|death|retirement|arrival|removal"
        r"|separation|cessation|deployment|transfer|delivery|opening|signature|expiry|lifting"
        r"|adoption|approval|cancellation|dissolution|election|evacuation|expiration|inauguration|normali[sz]ation"
        r"|restoration|(?:re)?unification) of\b"
    )


@cache
def _vague() -> re.Pattern[str]:
    """Set phrases that name nothing that could be seen to happen."""
    return fixed(
        r"\b(?:(?:when|as|if|where|once) (?:deemed |considered |so )?"
        r"(?:appropriate|necessary|needed|required|possible|warranted|feasible|practicable)"
        r"|(?:when|once|until) (?:it is |information is |the information is )?no longer "
        r"(?:sensitive|needed|required|necessary|applicable|relevant|warrant\w{0,4}|classified)"
        r"|(?:upon|when|on|until) (?:determin|notif|direct|instruct|request|review|further)\w{0,8}"
        r"|to be (?:determined|decided|announced)|tbd"
        r"|at (?:a )?(?:later|future) (?:date|time)|some ?day|until further notice)\b"
        r"|\A(?:unknown|unspecified)\b|\b(?:unknown|unspecified|open(?:[ \-]ended)?)\W{0,3}\Z"
    )


@cache
def _endless() -> re.Pattern[str]:
    return fixed(
        r"\W{0,3}(?:indefinite(?:ly)?|never|permanent(?:ly)?|no (?:declassification|date)|do not declassify"
        r"|not to be declassified|impdet|impossible to determine)\b"
    )


def event_sort(words: str) -> Literal["definite", "vague", "endless"] | None:
    """Return what kind of event `words` name, None for words that begin like no event.

    "definite": it opens as a thing that occurs does (UPON CLOSURE OF CONSULATE). "vague": a set phrase that nobody
    could see happen (WHEN NO LONGER SENSITIVE). "endless": it never ends (INDEFINITE).
    """
    low = " ".join(words.lower().split())
    if _endless().match(low):
        return "endless"
    if _vague().search(low):
        return "vague"
    found = _definite().match(low)
    return "definite" if found and re.search(r"[^\W\d_]{3}|\d{4}", low[found.end() :]) else None


def event_behind(low: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the event of an exemption stands whose code ends at `start`, None when other words follow."""
    found = _opening().match(low, start, end)
    if found is None:
        return None
    first = found.end()
    last = _closed(low, first, end)
    return (first, last) if event_sort(low[first:last]) in ("definite", "vague") else None


@cache
def _opening() -> re.Pattern[str]:
    """What stands between an exemption and its event; a person who classified is none (`25X1 by`)."""
    return fixed(r"[\s:;,.\-–(]{1,6}(?:(?:or|and) )?(?=[a-z])(?!by |with )")


def _closed(low: str, start: int, end: int) -> int:
    """Return where words end without blanks, marks and what closes a bracket or quotation opened before them."""
    ending = ' \t\r\n\f.;,"”|*' + ("" if "(" in low[start:end] else ")")
    while end > start and low[end - 1] in ending:
        end -= 1
    return end


def read_event(text: str, low: str, start: int, end: int) -> Declassify | None:
    """Return the words of an event, or a date that no calendar has as printed; None when neither stands there."""
    end = _closed(low, start, end)
    words = " ".join(text[start:end].split())
    if not re.search(r"[^\W\d_]{3}", words) and not date_form().search(words.lower()):
        return None
    return Declassify("event", start, end, text[start:end], words)
