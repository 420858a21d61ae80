"""TRN: a paragraph or the record ends in the middle of a sentence."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.located import located
from redaction_audit.checks.trn.body import NOT_NUMBERED, Block, is_unnumbered, numbered
from redaction_audit.checks.trn.prose import is_prose, listed
from redaction_audit.checks.trn.sources import AMOUNT, TELEGRAM
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.expressions import fixed
from redaction_audit.structure.signature import PREFIX

_WORDS = 8
"""A block of fewer words is a heading, a signature or a list item."""
_ENDS = frozenset('.?!:;…)]"”')
"""Signs that end a block as a sentence does."""
_MARK = 180
"""Characters at the end of a block in which an end mark begins."""
_HABIT = 0.75
"""Share of the record's blocks that must end in a full stop before a missing one says anything."""
_BLOCK = (
    "marking.classified_by", "marking.derived_from", "marking.reason", "marking.declassify_on", "marking.eo_line",
    "review",
)  # fmt: skip
"""What an author's block of classification or a reviewer's is made of: labels and values, no sentences."""
_HANGING = frozenset(
    ("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "of", "on", "or", "our",
     "that", "the", "their", "to", "was", "were", "which", "with")
)  # fmt: skip


@record_check(
    "TRN006",
    "cut-sentence",
    severity="warning",
    cites=(TELEGRAM, AMOUNT),
    basis=("CV-12", "FX-10"),
    by_provenance={"unofficial": "note", "jfk": "note", "cia_crest": "note"},
    flags=(
        Example(
            telegram(
                "1. (C) The board met in the old harbor office and voted on the quay.",
                "2. (C) It then heard two members who had seen the new cranes and ⟦the⟧",
                "3. (C) It adjourned at noon, after the chair had thanked the members.",
            )
        ),
        Example(
            telegram(
                "1. (C) The board met in the old harbor office and voted on the quay.",
                "2. (C) It adjourned at noon, after the chair had thanked the members.",
                "3. (C) The chair told Poloff that two new cranes would come to it ⟦with⟧",
                tail="Classified By: Ada Rowe, Director of the Harbor Board\nReason: 1.4(b)\nDeclassify On: 20160314\n",
            )
        ),
        Example(
            telegram(
                "1. (C) The board met in the old harbor office and voted on the quay.",
                "2. (C) It adjourned at noon, after the chair had thanked the mem\nbers.",
                "3. (C) The chair told Poloff that the two new cranes would be ⟦deliv⟧",
                tail="",
            )
        ),
    ),
    passes=(
        Example(
            telegram(
                "1. (C) The board met in the old harbor office and voted on:\n\n- the quay built in May and\n- cranes",
                "2. (C) It adjourned at noon, after the chair had thanked the members.\nPage 1 of 2\n\nQuays",
                "3. (C) It may meet again in the new harbor office before the year ends.\nROWE",
                tail="",
            )
        ),
        Example(
            telegram(
                "1. (C) The board met in the old harbor office and voted on the quay.",
                "2. (C) It adjourned at noon, after the chair had thanked the members.\nPAGE 01\nARBON 00417 02 OF 02"
                "\nACTION QUA-03\nR 141520Z MAR 06\nFM AMEMBASSY ARBON\nNO DISTRIBUTION OUTSIDE THE BOARD OF ARBON",
                "3. (C) It may meet again in the new harbor office before the year ends.",
            )
        ),
        Example(
            telegram(
                "1. (C) The board met in the old harbor office and voted on the quay",
                "2. (C) It adjourned at noon, after the chair had thanked the members",
                "3. (C) It may meet again in the new harbor office before the year ends",
            )
        ),
        Example(
            telegram(
                "1. (C) The board met in the old harbor office and voted on the quay.",
                "2. (C) It adjourned at noon, and later that day the chair met XXXXXXXXXXXX",
                "3. (C) It may meet again in the new harbor office before the year ends.",
            )
        ),
        Example(
            telegram(
                "1. (C) The board met in the old harbor office and voted on the quay.",
                "2. (C) It adjourned at noon, after the chair had thanked the members.",
                tail="FM AMEMBASSY ARBON\nTO SECSTATE WASHDC IMMEDIATE 4121\nINFO AMEMBASSY BELMAR 12\n",
            )
        ),
        *(
            Example(
                telegram(
                    "1. (C) The board met in the old harbor office and voted on the quay.",
                    "2. (C) It adjourned at noon, after the chair had thanked the members.",
                    "3. (C) It may meet again in the new harbor office before the year ends.",
                    tail=tail,
                )
            )
            for tail in (
                "Classified By: Ada Rowe, Director of the Harbor Board\nReason: 1.4(b)\nDeclassify On: 20160314\n",
                "Classified by: Ada Rowe\nDerived from: Guide of the Harbor Board, March 14, 2005\n",
                "Attachment: Plan of the new quay and of the lamp at its far end\n",
                "Declassified by Ida Roe, Chief of the Archive of the Board, August 17, 2011\n",
                "DECLASSIFIED\nAuthority NND 123456\nBy IR NARA Date 9/2/2011\n",
                "ALL INFORMATION CONTAINED\nHEREIN IS UNCLASSIFIED\nDATE 3/4/2011 BY 1234 ABC/DEF\n",
                "Classified By: Director, Harbor Board\nReason: 1.4(b)\nClassification extended in 2015 by Ida Roe\n",
            )
        ),
        Example(
            telegram(
                "1. (C) Summary: The board met in the old harbor office and voted on the quay. End Summary",
                "2. (C) It adjourned at noon, and heard:\n\nAda Rowe, Clerk of the Board\nIda Hall, Pilot\nArbon",
                "3. (C) It may meet again in the new harbor office before the year ends.",
                "4. (C) It paid:\n\nQuay    1200   1400   1600\nCranes   300    320    330\nOffice    40     41     45",
                "5. (C) It thanked the members who had seen the new cranes before it rose.\n\n"
                "THE NEW CRANES OF THE OLD HARBOR",
                "6. (C) It saw:\n\nAda Rowe, Clerk of the Board of the Harbor of Arbon\n"
                "Ida Hall, Pilot of the Guild of the Harbor of Arbon\nMax Finch, Carter of the Guild of Arbon",
                "7. (C) For the minutes of the board write to clerk@arbon.example\nROWE",
            )
        ),
        Example("1. Open the box and take out the board, the cable and the\n\n2. Read the manual.\n"),
    ),
)
def cut_sentence(view: View) -> Iterator[Hit | Skip]:
    """A paragraph or the record ends in mid-sentence.

    ## Why it matters
    Text that stops without its full stop was cut: by a page turn, by a capture of fixed length or by a deletion that
    left no mark. The amount of a deletion has to be shown at its place.

    ## What to do
    Compare the end of the paragraph with the original, and mark the deletion or restore the text.

    ## Known limits
    Says nothing where the record itself seldom ends paragraphs with a full stop. Headings, list items and signatures
    are told by their length, lists, tables and addresses by lines that end before they are full. A full stop that the
    drafter forgot looks the same. In text from character recognition, full stops are lost by the way, so collections
    of scans get a note.
    """
    if is_unnumbered(view):
        yield NOT_NUMBERED
    yield from capped(_cuts(view))


def _cuts(view: View) -> Iterator[Hit]:
    bodies = numbered(view)
    text = view.text
    everything = [block for _, found in bodies for block in found]
    open_ = frozenset([block for block in everything if text[block.end - 1] not in _ENDS and not _ends(text, block)])
    if not open_:
        return
    first = {found[0] for _, found in bodies if found}
    blocks = [
        block
        for block in everything
        if _is_long(text, block) and (block in first or not listed().match(text, block.start))
    ]
    unended = [block for block in blocks if block in open_]
    if unended:
        marks = [span.start for kind in _BLOCK for span in located(view, kind)]
        others = {block for block in unended if not is_prose(view, block) or _is_marking(view, block, marks)}
        blocks = [block for block in blocks if block not in others]
        unended = [block for block in unended if block not in others]
    if not unended or len(unended) > max(1, (1 - _HABIT) * len(blocks)):
        return
    covered = {mark.end for mark in view.withheld}
    following = dict(pairwise(everything))
    sure = len(blocks) - len(unended) > 1
    for block in unended:
        after = following.get(block)
        last = _last_word().search(text, max(block.start, block.end - 41), block.end)
        if last is None or block.end in covered or (after and _goes_on(text, after)):
            continue
        hanging = last.group().lower() in _HANGING
        if not (sure or hanging):
            continue
        yield Hit(
            last.start(),
            block.end,
            "the text stops in mid-sentence" if hanging else "the text stops without a full stop",
            kind="paragraph.end",
            confidence=None if hanging else "medium",
        )


def _is_marking(view: View, block: Block, marks: list[int]) -> bool:
    """Return whether the first or last line of a block says who classified, why, from what or until when.

    `marks` are the places where a reader found that; of several blocks on a page it keeps the first.
    """
    lines = view.page.lines
    first, last = lines.bounds(lines.index(block.start))[1], lines.bounds(lines.index(block.end - 1))[0]
    if any(block.start <= mark < first or last <= mark < block.end for mark in marks):
        return True
    return _label().match(view.text, block.start) is not None


@cache
def _label() -> re.Pattern[str]:
    """Match the beginning of a block of classification, of a list behind the text and of a stamp of release."""
    return fixed(
        r"(?:Classified by|Cl by|Derived from|Drv from|Reason(?=:)|Declassify on|Decl on"
        r"|(?:Sources?|Attachments?|Enclosures?|Encl|Distribution|b?cc|Tabs?)(?: [A-Z\d]{1,2})?(?=:)"
        r"|Declassified(?: by| on| and| in|(?=[ \t]{0,8}[\r\n/]))|Authority NND|Approved for release"
        r"|All information contained|Document number \d{1,6})(?!\w)",
        re.IGNORECASE,
    )


def _is_long(text: str, block: Block) -> bool:
    return len(text[block.start : block.end].split(None, _WORDS)) > _WORDS


def _ends(text: str, block: Block) -> bool:
    """Return whether a block that ends in no stop ends a sentence: one with an end mark, or with a signature below."""
    if _ends_at(text, block.start, block.end):
        return True
    for pattern in (_signed(), _signed_inline()):
        signed = pattern.search(text, max(block.start, block.end - 60), block.end)
        if signed and _ends_at(text, block.start, signed.start()):
            return signed.group().strip().lower() not in _HANGING
    return False


def _ends_at(text: str, start: int, end: int) -> bool:
    """Return whether what begins at `start` and stops at `end` ends in a sentence's end or an end mark."""
    if _ended().search(text, max(start, end - 8), end):
        return True
    return _end_mark().search(text, max(start, end - _MARK), end) is not None


def _goes_on(text: str, after: Block) -> bool:
    """Return whether the next block continues the sentence: it is a list, or does not begin as a sentence does."""
    first = text[after.start]
    begins = first.isupper() or first.isdigit() or first in "\"'“‘(["
    return not begins or listed().match(text, after.start) is not None


@cache
def _ended() -> re.Pattern[str]:
    """Match the end of a sentence at the end of a block."""
    return fixed(r"""[.?!:;…][\s"'”’)\]*#-]{0,6}\Z|[)\]"”]\Z""")


@cache
def _end_mark() -> re.Pattern[str]:
    """Match what ends a block without a full stop: `End Summary` and its kin, `Unquote`, an address of the network."""
    parts = (
        "summary|comments?|notes?|text|quot(?:e|es|ation)|unquote|translation|excerpts?|message|points?|bio(?:graphy)?|list"
        "|remarks?|statement|letter|article|communique|action|requests?|guidance|introduction|background|analysis|table"
    )
    end = r"(?:End|END)(?:[ \t-]{1,4}|[ \t]{0,4}[\r\n]{1,2}[ \t]{0,4})(?:(?:of|OF)\s{1,4})?(?:(?:the|THE)\s{1,4})?"
    said = rf"(?i:(?:[a-z]{{1,20}}[\s/&-]{{1,4}}){{0,3}}(?:{parts}))"
    # as a sentence of its own it may end anything; its noun may stand alone on the next line, as a heading does
    apart = r"(?<=[.?!:;)]\s)(?:End|END)(?:[ \t\r\n-]{1,4}[A-Za-z]{1,20}){0,3}"
    address = r"\S{0,80}(?:://|www\.|@)\S{1,100}"
    return fixed(
        r"(?:\A|(?<=[\s\"”)(\[*–—-]))"
        rf"(?:{end}{said}|(?i:end-?sum|end-?com|unquote)|{apart}|{address})[\s\"'”’)\]*#–—-]{{0,8}}\Z"
    )


@cache
def _last_word() -> re.Pattern[str]:
    """Match the last word of a block."""
    return fixed(r"\w{1,40}[,;-]?\Z")


@cache
def _signed() -> re.Pattern[str]:
    """Match a signature or a page number on the last line of a block."""
    name = rf"{PREFIX}?[A-Z][A-Z.'-]{{1,24}}(?:[ ][A-Z.'-]{{1,24}}){{0,2}}[ \t#]{{0,8}}"
    return fixed(
        rf"[ \t]{{0,8}}[\r\n]{{1,2}}[ \t]{{0,40}}(?:{name}|(?:Page|PAGE|page) \d{{1,4}} (?:of|OF) \d{{1,4}})\Z"
    )


@cache
def _signed_inline() -> re.Pattern[str]:
    """Match a surname behind the last sentence of a block, where telegrams of the seventies print it."""
    return fixed(rf"[ \t]{{1,4}}{PREFIX}?[A-Z][A-Z'-]{{2,24}}[ \t#]{{0,8}}\Z")
