"""The TAGS line: subject, country, organisation, programme and person tags, as printed.

Tags stand behind commas or blanks. Blanks also stand inside names (`MEDIA REACTION`), commas may be lost (`PHUMPGOV`),
and page-break text may stand in the list.
"""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Located
from redaction_audit.structure.fields import inline_cut, next_label
from redaction_audit.structure.labels import HEAD, at_line_start, fold, line_before, line_end, own_first, trimmed
from redaction_audit.structure.page import Page
from redaction_audit.structure.vocabulary import word_list

_LONGEST = 8
"""Characters of the longest damaged label in front of its colon, blanks included."""

_LINES = 36
"""Lines of the longest list with the page turns in it."""

_JOINTS = frozenset(("AND", "OF", "THE", "FOR"))
"""Words that are never a tag: they join the words on both sides."""


@cache
def _label() -> re.Pattern[str]:
    """`TAGS:` and its damaged forms; only TAGS and TAG may lack their mark. Runs over lower-case text."""
    return fixed(
        r"(?:tags?(?:[ \t]{0,4}[:;,.]|(?=[ \t\r\n]))|(?:tages|tagss|t[abg]{1,2}s|ags|tgas|atgs|tahs"
        r"|tqgs|ta[cq6]s|tag[85$])[ \t]{0,3}[:;])"
    )


@cache
def _below() -> re.Pattern[str]:
    """Match the breaks between one line of tags and a further one with its label. Runs over lower-case text."""
    return fixed(r"[ \t]{0,80}(?:(?:\r\n|\r|\n)[ \t]{0,40}){1,2}(?=t?ag)")


@cache
def _page_turn() -> re.Pattern[str]:
    """Page-break text that was joined into the list.

    `UNCLASSIFIED    PAGE 02        LIMA  00283  01 OF 05  141200Z`.
    """
    return fixed(
        r"(?:\b(?:UNCLASSIFIED|UNCLAS|CONFIDENTIAL|SECRET"
        r"|LIMITED OFFICIAL USE)[ \t]{2,40})?PAGE[ \t]{1,4}\d{1,3}[ \t]{1,12}"
        r"[A-Z][A-Z ]{1,20}?[ \t]{1,10}\d{3,8}(?:[ \t]{1,6}\d{1,3} OF \d{1,3})?(?:[ \t]{1,6}\d{6}Z)?"
    )


@cache
def _again() -> re.Pattern[str]:
    """Match the label where it is printed again inside the list."""
    return fixed(r"(?:TAGS?|tags?) ?[:;]")


@cache
def _explained() -> re.Pattern[str]:
    """Match a tag with what an archive says it stands for: `PFOR - Political Affairs--Foreign Policy | XX - Quays`."""
    return fixed(r"(?<![A-Z])([A-Z]{2,4}) - [A-Z][a-z][^|\r\n]{0,80}")


@cache
def _joint() -> re.Pattern[str]:
    """Match what stands between tags, outside brackets."""
    return fixed(r"[,;/|.](?![^()]{0,40}\))|\\")


def read(page: Page, above: int = 0) -> tuple[tuple[str, ...], list[Located]]:
    """Return the tags as printed, each once, and the span of every line (`header.tags` or `header.tags_empty`).

    Lines with a label of their own go on with the list where nothing but blank lines stands between. `above` is where a
    third party's or an archive's lines above the telegram end: their list is read where the telegram has none.
    """
    low = page.low
    found: dict[str, None] = {}
    spans: list[Located] = []
    label = next(
        (label for label in own_first(lambda: _labels(low), above) if _stands_as_label(page, low, label)), None
    )
    while label is not None:
        runs = list(_runs(page, low, label.end()))
        own = dict.fromkeys(_split("\n".join(page.text[start:end] for start, end in runs)))
        if own:
            found |= own
            spans.append(page.located("header.tags", *trimmed(page.text, label.start(), runs[-1][1])))
        else:
            spans.append(page.located("header.tags_empty", label.start(), line_end(page.text, label.start())))
        below = _below().match(low, runs[-1][1], HEAD)
        label = _label().match(low, below.end(), HEAD) if below else None
    return tuple(found), spans


def _labels(low: str) -> Iterator[re.Match[str]]:
    """Yield what may be the label in the head, in text order."""
    behind = 0
    for place in _places(low):
        label = _label().match(low, place, HEAD) if place >= behind and low[place] in "ta" else None
        if label is not None:
            behind = label.end()
            yield label


def _places(low: str) -> Iterator[int]:
    """Yield where a label may begin: at `tag`, or shortly before a colon behind an `s`, as in damaged forms."""
    tag = low.find("tag", 0, HEAD)
    for mark in _marks(low):
        if not low[max(0, mark - 4) : mark].rstrip(" \t").endswith("s"):
            continue
        while 0 <= tag < mark - _LONGEST:
            yield tag
            tag = low.find("tag", tag + 1, HEAD)
        yield from range(max(0, mark - _LONGEST), mark - 2)
        if 0 <= tag < mark - 2:
            tag = low.find("tag", mark - 2, HEAD)
    while tag >= 0:
        yield tag
        tag = low.find("tag", tag + 1, HEAD)


def _marks(low: str) -> Iterator[int]:
    """Yield the colons and semicolons of the head."""
    colon, semicolon = low.find(":", 0, HEAD), low.find(";", 0, HEAD)
    while colon >= 0 or semicolon >= 0:
        if semicolon < 0 or 0 <= colon < semicolon:
            yield colon
            colon = low.find(":", colon + 1, HEAD)
        else:
            yield semicolon
            semicolon = low.find(";", semicolon + 1, HEAD)


def _stands_as_label(page: Page, low: str, label: re.Match[str]) -> bool:
    """Whether a match is the label: at its line's start, or with its colon behind the order line."""
    if label.start() and low[label.start() - 1].isalnum():
        return False
    marked = label.group()[-1] in ":;,."
    if at_line_start(page.text, label.start()):
        return marked or label.start() < page.body_start or page.body_start == 0
    before = line_before(low, label.start(), 60)
    return label.group()[-1] in ":;" and re.search(r"e\. ?o\.|\beo 1|decl|n/a|oadr|gds", before) is not None


def _runs(page: Page, low: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text that hold tags: the rest of the label's line and the lines that go on with tags."""
    first = page.lines.index(start)
    end = min(page.lines.bounds(first)[1], start + 4000)
    cut = inline_cut(low, start, end)
    yield start, end if cut is None else cut
    if cut is not None:
        return
    before, behind = page.text[start:end], 0
    for index in range(first + 1, min(first + _LINES, len(page.lines))):
        at, end = page.lines.bounds(index)
        line = page.text[at:end]
        if index in page.noise or index < behind:
            continue
        if not line.strip() and before.rstrip().endswith(",") and (turned := page.behind_turn(index)):
            behind = turned
            continue
        if not line.strip() or next_label().match(low, max(0, at - 1), end) or not _goes_on(before, line):
            return
        cut = inline_cut(low, at, end)
        yield at, end if cut is None else cut
        before = line


def _goes_on(before: str, line: str) -> bool:
    """Whether `line` continues a list: the line before ended in a comma, or its first words are short capitals."""
    words = re.split(r"[\s,;()]+", line.strip())
    if before.rstrip().endswith(",") or before.count("(") > before.count(")"):
        return len(line) < 120 and not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", line)
    return (
        bool(before.strip()) and all(word.isupper() and len(word) <= 5 for word in words[:2] if word) and line.isupper()
    )


def _split(text: str) -> Iterator[str]:
    """Yield the tags of one stretch of text."""
    if ":" in text or ";" in text:
        text = _again().sub(",", text)
    if " - " in text:
        text = _explained().sub(r"\1", text)
    if "PAGE" in text:
        text = _page_turn().sub(" , ", text)
    for piece in _joint().split(fold(text)):
        word = piece.strip()
        if len(word) <= 4 and word.isalpha():  # most tags
            yield word
            continue
        for part in piece.replace("(", ")").split(")"):
            words = part.split()
            if "," in part:
                yield " ".join(words)
            else:
                yield from _words(words)


def _words(words: list[str]) -> Iterator[str]:
    """Yield the tags of words between two commas: short ones alone, long ones joined to names."""
    name: list[str] = []
    short: list[str] = []
    for word in words:
        tags = _tags_of(word)
        if word.upper() in _JOINTS and short and not name:
            name = [short.pop(), word]
            continue
        if name and name[-1].upper() in _JOINTS:
            name.append(word)
            continue
        if tags is None or (name and not _is_subject(word) and word.upper() in word_list("tag_links")):
            if not name and len(short) >= 2 and short[-1].upper() in word_list("tag_links"):
                name = short[-2:]
                short = short[:-2]
            name.append(word)
            continue
        if name:
            yield from (*short, *_names(name))
            name, short = [], []
        short.extend(tags)
    yield from (*short, *_names(name))


def _names(words: list[str]) -> Iterator[str]:
    """Yield the names in a run of long words: a country or its adjective opens a new one, unless it ends the run."""
    start = 0
    for at in range(1, len(words) - 1):
        if words[at].upper() in word_list("nationals") and words[at - 1].upper() not in word_list("tag_links"):
            yield " ".join(words[start:at])
            start = at
    if words:
        yield " ".join(words[start:])


def _is_subject(word: str) -> bool:
    return word.upper() in word_list("tags") or word.upper() in word_list("organisations")


def _tags_of(word: str) -> tuple[str, ...] | None:
    """Return the tags that `word` holds (several when glued), or None when it is a word of a name."""
    if not word.strip("-.") or not any(c.isalpha() for c in word):
        return () if not any(c.isalnum() for c in word) else (word,)
    if len(word) <= 5 or _is_subject(word):
        return (word,) if len(word) <= 4 or _is_subject(word) or any(c.isdigit() for c in word) else None
    return _unglue(word)


def _unglue(word: str) -> tuple[str, ...] | None:
    """Cut glued tags: fours from the left with a country of two at the end or in front; half of the fours are known."""
    if not word.isalpha() or len(word) > 400:
        return None
    for head in (0, 2):
        body = word[head:]
        fours = [body[at : at + 4] for at in range(0, len(body), 4)]
        known = sum(_is_subject(four) for four in fours)
        if len(fours[-1]) in (2, 4) and known * 2 >= max(1, sum(len(four) == 4 for four in fours)):
            return (*((word[:head],) if head else ()), *fours)
    return None
