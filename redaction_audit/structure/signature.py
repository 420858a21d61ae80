"""The signer of a telegram: a surname in capitals on the last line, before terminators, page lines and stamps."""

import re
from functools import cache, lru_cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Located, Signature
from redaction_audit.structure.labels import at_line_start
from redaction_audit.structure.page import Page
from redaction_audit.structure.telegram import text_end
from redaction_audit.structure.vocabulary import word_list

_NEAR = 120
"""Characters at the end of a line in which a name behind the text stands."""

_ABBREVIATED = 2
"""Letters of words that may be cut short; longer ones that are cut short are titles."""

_TAIL = 60
"""Lines from the end in which the signature is looked for: stamps and page lines behind it take fewer."""


PREFIX = r"(?:Ma?c|De|Di|Du|La|Le|Van|Von|Fitz)"
"""Pattern source of what a surname in capitals may begin with in small letters: `McALLISTER`, `DeMEER`."""

_BEGINNINGS = (
    "NNN", "BT", "YY", "ZZZ", "TOP", "SECRET", "CONFIDENTIAL", "UNCLAS", "SENSITIVE", "SBU", "LOU", "FOUO", "SIPDIS",
    "NODIS", "EXDIS", "LIMDIS", "STADIS", "NOFORN", "EFTO", "STAT",
)  # fmt: skip
"""How the words of `_behind` begin that may stand alone on a line."""


@cache
def _behind() -> re.Pattern[str]:
    """Lines that follow a signature.

    Terminators, banners, captions, notes of the communications centre, release stamps.
    """
    return fixed(
        r"[ \t\f]{0,120}(?:#{0,4}\s?(?:N{3,4}|BT|Y{2,4}|Z{3,4})\s?#{0,4}\d{0,6}"
        r"|[#@*=_.\-]{0,80}\s{0,4}(?:CABLE ENDS|END (?:OF )?(?:CABLE|MESSAGE|TELEGRAM))\s{0,4}[#@*=_.\-]{0,80}"
        r"|[#@*=_.\-]{1,80}|#?\d{4}|"
        r"(?:TOP ?)?SECRET[^a-z\r\n]{0,40}|CONFIDENTIAL[^a-z\r\n]{0,40}|UNCLAS(?:SIFIED)?[^a-z\r\n]{0,60}"
        r"|LIMITED OFFICIAL USE[^a-z\r\n]{0,40}|"
        r"(?:[A-Z] ){5,24}[A-Z]|SENSITIVE(?: BUT UNCLASSIFIED)?|SBU|LOU|FOUO|(?:SIPDIS|NODIS|EXDIS|LIMDIS|STADIS"
        r"|NOFORN|EFTO)[ A-Z]{0,30}|"
        r"NOTE(?: BY|:)[^\r\n]{0,200}|\*{1,3}[^\r\n]{0,120}|PAGE \d[^\r\n]{0,120}|UNCLASSIFIED U\.?S[^\r\n]{0,200}"
        r"|RELEASE[D]? [^\r\n]{0,120}|"
        r"[^\r\n]{0,80}Declassified[^\r\n]{0,160}|[^\r\n]{0,40}Approved [Ff]or [Rr]elease[^\r\n]{0,160}"
        r"|REVIEW AUTHORITY[^\r\n]{0,160}"
        r"|(?![^\r\n]{0,40}\b(?:BE|BEEN|IS|ARE|WAS|WERE|NOT) DECLASS)[^\r\n]{0,40}DECLASSIFIED[^\r\n]{0,120}"
        r"|STAT(?:INTL|SPEC)?|"
        r"(?:B\d{1,2}|\(b\)\(\d\)|1\.4\([A-H]\))(?:[ ,]{1,3}(?:B\d{1,2}|1\.4\([A-H]\)))*)[ \t\f\\]{0,120}\Z"
    )


@cache
def _terminator() -> re.Pattern[str]:
    return fixed(r"(?:[ \t]{0,4}(?:#{1,6}\d{0,6}|\bN{4}|\bBT|\bY{2,4}|\bUNQUOTE\b\.?|\(ACTING\))){1,6}[ \t]{0,40}\Z")


@cache
def _surname() -> re.Pattern[str]:
    return fixed(
        r"(?:(?:MC|MAC|DE|DI|VAN|VON|DER|LA|LE|DEL"
        r"|ST\.?) )?[^\W\d_a-z][^\W\d_a-z'’`\-.]{0,24}(?:[ '’`\-.][^\W\d_a-z][^\W\d_a-z'’`\-.]{0,24}){0,2}\.?\Z"
    )


@cache
def _prefix() -> re.Pattern[str]:
    return fixed(rf"\b{PREFIX}(?=[A-Z]{{2}})")


@cache
def _inline() -> re.Pattern[str]:
    """Match a surname behind a sentence's end on the last line."""
    return fixed(rf"""[.?!"”)][ \t]{{1,4}}(?P<name>{PREFIX}?[A-Z][A-Z'’-]{{2,24}})[ \t]{{0,8}}\Z""")


@cache
def _joint() -> re.Pattern[str]:
    """Match what stands between two signers on one line."""
    return fixed(r"[/,&]| AND ")


def _is_mail(page: Page) -> bool:
    """Whether the page is an e-mail: its last line in capitals is no signature."""
    if "Original Message" in page.literals and page.text.find("Original Message", 0, 20_000) >= 0:
        return True
    if "From:" not in page.literals:
        return False
    head = page.text[:20_000]
    sent = head.find("Sent:")
    return sent >= 0 and at_line_start(head, sent) and "From:" in head


def read(page: Page) -> tuple[Signature | None, list[Located]]:
    """Return the signers and their span (`signature`); None when the tail is prose or the page is an e-mail."""
    if _is_mail(page):
        return None, []
    index = _last_line(page)
    if index is None:
        return None, []
    names = _names(page, index)
    if not names:
        return _behind_text(page, index)
    if _is_prose(page, index, names):
        return None, []
    first = index
    above = _above(page, index)
    while above is not None and index - above < 4 and above == first - 1 and _stacked(page, above):
        first, names = above, _names(page, above) + names
        above = _above(page, above)
    start = page.lines.bounds(first)[0]
    end = page.lines.bounds(index)[1]
    raw = page.text[start:end]
    start += len(raw) - len(raw.lstrip())
    raw = _terminator().sub("", raw).strip().rstrip(".,;") if first == index else raw.strip()
    found = Signature(start, start + len(raw), raw, tuple(names))
    return found, [page.located("signature", found.start, found.end, ", ".join(names))]


def _behind_text(page: Page, index: int) -> tuple[Signature | None, list[Located]]:
    """Return the signer whose name stands behind the text on its last line, as telegrams of the seventies print it.

    Where all is in capitals the name may be the first word of a sentence that was cut, unless more lines follow.
    """
    end = page.lines.bounds(index)[1]
    near = page.lines.line(index)[-_NEAR:]
    found = _inline().search(_terminator().sub("", near))
    if found is None or not _surnames(found["name"]):
        return None, []
    if near.isupper() and not page.text[end:].strip():
        return None, []
    at = end - len(near) + found.start("name")
    place = Signature(at, at + len(found["name"]), found["name"], (found["name"],))
    return place, [page.located("signature", place.start, place.end, found["name"])]


def _last_line(page: Page) -> int | None:
    """Return the index of the last line that is neither blank nor something that follows a signature."""
    end = text_end(page)
    last = len(page.lines) - 1 if end == len(page.text) else page.lines.index(end) - 1
    for index in range(last, max(-1, last - _TAIL), -1):
        line = page.lines.line(index)
        if not line.strip(" \t\f\\") or index in page.noise or (len(line) < 400 and _is_behind(line)):
            continue
        return index
    return None


def _is_behind(line: str) -> bool:
    """Whether a line follows signatures; most signatures are one word in capitals, which few beginnings rule out."""
    if line.isalpha() and line.isupper() and "CLASS" not in line and not line.startswith(_BEGINNINGS):
        return False
    return _behind().match(line) is not None


def _names(page: Page, index: int) -> list[str]:
    """Return the surnames of a line, empty when the line is anything else."""
    return list(_surnames(page.lines.line(index))) if page.lines.widths[index] <= 160 else []


@lru_cache(maxsize=4096)  # one signer signs many records of a collection
def _surnames(printed: str) -> tuple[str, ...]:
    line = _terminator().sub("", printed).strip(" \t\f\\").rstrip(",;")
    if not line or len(line) > 60 or not (line.isupper() or _prefix().sub("", line).isupper()):
        return ()
    parts = [part.strip() for part in _joint().split(line)]
    if len(parts) > 4 or not all(part and _surname().match(_prefix().sub("", part)) for part in parts):
        return ()
    if any(
        not word_list("not_signatures").isdisjoint(part.replace(".", " ").split(" "))
        or _is_initials(part)
        or "XXX" in part
        for part in parts
    ):
        return ()
    return tuple(part.rstrip(".") for part in parts)


def _is_initials(part: str) -> bool:
    """Whether `part` is too short for a surname: two letters need a vowel, `NG` apart."""
    return len(part) < 2 or (len(part) == 2 and part != "NG" and not set(part) & set("AEIOUY"))


def _above(page: Page, index: int) -> int | None:
    """Return the index of the next line above that is not left by a page turn, None at the top."""
    for above in range(index - 1, max(-1, index - 12), -1):
        if above not in page.noise:
            return above
    return None


def _is_prose(page: Page, index: int, names: list[str]) -> bool:
    """Whether the line ends a sentence that began above it.

    It does when no blank line stands between, the line above has no stop, and its first word would not have fitted
    there.
    """
    above = _above(page, index)
    if above is None:
        return False
    line = page.lines.line(above).strip(" \t\f\\")
    if page.lines.line(index).rstrip().endswith(".") and line and not _ends_sentence(line):
        return True
    if not line or line.endswith((".", "!", "?", '"', ")", "”", "-", "#", "*", "YYY")):
        return False
    width = max(len(page.lines.line(i).rstrip()) for i in range(max(0, above - 40), above + 1))
    return len(line) + 1 + len(names[0].split()[0]) > min(width, 75)


def _ends_sentence(line: str) -> bool:
    """Whether a line ends in a stop that is none of an abbreviation: `MR.`, `U.S.`, `CAPT.`."""
    last = line.rsplit(None, 1)[-1].rstrip("\"')”’")
    if not last.endswith((".", "!", "?")):
        return False
    word = last.strip('.!?("“')
    return word.isdigit() or ("." not in word and len(word) > _ABBREVIATED and word.lower() not in word_list("titles"))


def _stacked(page: Page, index: int) -> bool:
    """Whether a line above a signature is one more signer.

    One surname alone, under a blank line or a sentence's end.
    """
    names = _names(page, index)
    above = _above(page, index)
    if len(names) != 1 or " " in names[0] or above is None:
        return False
    line = page.lines.line(above).strip(" \t\f\\")
    return not line or line.endswith((".", '"', ")")) or bool(_names(page, above))
