"""References in the text (`Ref E`, `(Refs A - D)`, `reftel`) and telegraphic emphasis (`not/not`)."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from redaction_audit.expressions import fixed
from redaction_audit.model import Located
from redaction_audit.structure.lexicon import Anchor
from redaction_audit.structure.page import MOST, Page

_JOINT = r"\s{0,3}(?:-|–|,|;|&|/|AND\b|and\b|OR\b|or\b|THROUGH\b|through\b|TO\b|to\b|,\s{0,2}(?:AND|and)\b)\s{0,3}"


@cache
def _cite() -> re.Pattern[str]:
    small = r"(?<![A-Za-z])[a-m](?=\)?\s{0,3}(?:[),.;:&/–-]|and\b|\Z))"  # `ref a cable` names none, `Ref. p` a page
    letter = rf"\(?(?:[A-Z]|{small})\)?(?![A-Za-z'’])"
    more = rf"(?:{_JOINT}{letter})"
    return fixed(
        rf"(?:Ref|REF|ref)(?:(?:tel|TEL)[sS]?(?![A-Za-z])"
        rf"(?: {{1,2}}(?P<listed>(?![AI] ){letter}{more}{{0,12}}|A{more}{{1,12}}))?"
        rf"|(?:[sS]|erences?)?[ .:]{{0,2}}\s{{0,2}}(?P<letters>{letter}{more}{{0,12}}))"
    )


_CITED = Anchor(
    r"ref(?:tel|erence|s|[a-rt-z]?[^a-z]|[a-rt-z]\z)",
    r"ref(?:tel|erence|s|[a-rt-z]?[^a-z]|[a-rt-z]\Z)",
)
"""What a citation begins with, in lower case; `refuse` and `reform` are none."""


@cache
def _emphasis() -> re.Pattern[str]:
    return fixed(r"/(?P<word>[A-Za-z]{2,12})(?![A-Za-z/])")


def read(page: Page, start: int) -> list[Located]:
    """Return a `ref.cite` span for every citation of a listed reference from `start` on (the end of the REF list).

    Brackets that hold the citation alone belong to it. The value lists the letters, ranges expanded (`A,B,C,D`); it is
    `reftel` where no letter is named.
    """
    return list(islice(_cites(page, start), MOST))


def _cites(page: Page, body: int) -> Iterator[Located]:
    text = page.text
    for behind in page.low_literals.ends(_CITED):
        at = page.low.rfind("ref", 0, behind)
        if at < body or text[at - 1 : at].isalpha() or (found := _cite().match(text, at)) is None:
            continue
        start, end = found.span()
        letters = found["letters"] or found["listed"]
        if letters and letters.endswith(")") and letters.count("(") < letters.count(")"):
            end -= 1
            letters = letters[:-1]
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
            start, end = start - 1, end + 1
        yield page.located("ref.cite", start, end, ",".join(_expand(letters)) if letters else "reftel")


def _expand(letters: str) -> list[str]:
    """Return the letters named, every range in full and each letter once."""
    out: list[str] = []
    parts = re.findall(r"(?<![A-Z])[A-Z](?![A-Z])|-|–|THROUGH|TO\b", letters.upper())
    for at, part in enumerate(parts):
        if len(part) == 1 and part.isalpha():
            out.append(part)
        elif out and at + 1 < len(parts) and len(parts[at + 1]) == 1 and parts[at + 1].isalpha():
            out += [chr(code) for code in range(ord(out[-1]) + 1, ord(parts[at + 1]))]
    return list(dict.fromkeys(out))


def emphasis(page: Page) -> list[Located]:
    """Return a `telegram.emphasis` span for every word doubled with a stroke: deliberate, no damage."""
    text, spans = page.text, []
    for at in islice(page.hits("/"), 5 * MOST):
        if not text[at - 1 : at].isalpha() or (found := _emphasis().match(text, at)) is None:
            continue
        word = found["word"]
        before = text[max(0, at - len(word) - 1) : at]
        if before[-len(word) :].lower() == word.lower() and not before[: -len(word)].isalpha():
            spans.append(page.located("telegram.emphasis", at - len(word), found.end(), word.lower()))
    return spans
