"""Classification lines.

The level with its controls, the section header and the message number behind it, captions below it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from redaction_audit.expressions import fixed
from redaction_audit.model import Classification, Frozen, Located, Sections
from redaction_audit.structure import levels, posts
from redaction_audit.structure.lexicon import Anchor, Hint
from redaction_audit.structure.page import HEAD, MOST, Page

_NUMBERS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE")
_COUNT = rf"O?\d[\dO]{{0,2}}|{'|'.join(_NUMBERS[1:])}"
_SECTION = rf"(?P<section>(?:FINAL {{1,3}})?SECT?I[O0]N {{0,3}}(?P<n>{_COUNT})? {{0,3}}OF {{0,3}}(?P<of>{_COUNT}))"
_POST = r"(?P<id>(?P<post>[A-Z][A-Z.'-]{1,19}(?: [A-Z][A-Z.'-]{1,19}){0,3}) {1,6}(?P<serial>O{0,4}\d[\dO]{1,7}))"
CAPTION = (
    r"SIPDIS|NODIS|EXDIS|LIMDIS|STADIS|NOFORN|NOCONTRACT|ORCON|ROGER CHANNEL|CHEROKEE|EYES ONLY|SENSITIVE|SPECAT"
    r"|DISSENT CHANNEL"
    r"|DS CHANNEL|AGREMENT CHANNEL|EXCLUSIVE|NO DIS|NO FORN|TERREP|CORRECTED COPY|C O R R E C T E D (?:C O P Y|COPY)"
)
"""Pattern source of caption and distribution words that stand on lines of their own (5 FAH-2 H-250, H-440)."""

_INITIALS = "S[IETP]|NO|E[XY]|LI|OR|RO|CH|CO|C O|TE|D[IS]|AG"
"""First letters of all of them: most lines are left at one look."""

_LEVELLED = Anchor(levels.LEVEL)
_CAPTIONED = Anchor(CAPTION)

_GLUED = Hint(r"(CONFIDENTIAL|SECRET|OFFICIAL USE|UNCLAS)(SECTION [0-9]|[A-Z]{4,20} ([A-Z]{3,20} ){0,3}[0-9]{4})")
_SCANNED = ("CONFIDENTIAL", "SECRET", "OFFICIAL USE", "UNCLAS")
"""The levels whose letters a telegram sets apart."""

_TOP = ("TOP", "T O P")
"""How the first word of the highest level is printed when it has a line of its own."""

_FRAMES = ("[", "(", "*", "-")
"""Signs that open a frame around a level; a stroke begins a table."""
_CLOSING = {"[": "]", "(": ")"}
"""What closes a frame that does not close as it opens."""
_FIRST_LINES = 12
"""Lines of a page, blank ones apart, in which a framed level is that of the page; below it is matter of the text."""
_FIRST_SIGNS = 2_000
"""Characters in which these lines stand."""
_SMALL = ("Secret", "Confidential", "Official Use", "Unclassified")
"""What one of the levels in small letters ends in, or nearly."""
_FOOT, _FEW = 200, 8
"""Characters and words that may stand below the level at the foot of a page."""
_MAIL = 6_000
"""Characters of an e-mail in which the label of its classification is looked for."""

_BELOW = 400
"""Characters behind a message number in which captions stand."""


class Line(Frozen):
    """One classification line: its level, and what follows on the same line."""

    classification: Classification
    section: tuple[int, int, int | None, int] | None = None
    id: tuple[int, int, str, int] | None = None
    captions: tuple[tuple[int, int], ...] = ()


@cache
def _line() -> re.Pattern[str]:
    return fixed(
        # the first letters of all levels come first: most lines are left at one look
        r"\n(?=[ \tTSCULFOR])[ \t]{0,100}+(?=[TSCULFOR][A-Z ])"
        rf"(?P<banner>(?P<level>{levels.LEVEL})(?P<controls>{levels.CONTROLS})?)(?![A-Za-z])"
        rf"(?:[ /]{{1,12}}{_SECTION})?"
        rf"(?:[ /]{{1,12}}(?:AMEMBASSY |USMISSION )?{_POST}(?P<behind>[ /][^a-z\r\n]{{1,120}})?)?"
        rf"(?P<tail>(?:[ /]{{1,6}}(?:{CAPTION})\b){{1,4}})?[ \t.]{{0,80}}(?=\n|\Z)"
    )


@cache
def _framed() -> re.Pattern[str]:
    """`[SECRET]`, `(SECRET)`, `- SECRET -`, `**SECRET**`, `# SECRET`, `Classification: SECRET`; see `_closes`.

    Also `SECRET   Copy 1 of 3`, and in the place of the copy's number the date of the paper, the number of an airgram
    or of a sheet in front, or the date-time group of an agency's cable behind (`SECRET 031430Z APR 65 STAFF`).
    """
    airgram = r"A-\d{1,4}"
    number = r"\d{1,4}[ \t]{5,100}"
    group = r"\d{6}Z[ ]{0,2}[A-Z]{3}[ ]{0,2}(?:19)?\d\d(?!\d)[^\na-z]{0,80}"
    copy = r"(?i:copy (?:no\.? ?)?\d{1,4}(?: of \d{1,4})?(?: copies)?)"
    date = r"(?:[A-Z][A-Za-z]{2,8} \d{1,2}, |\d{1,2} [A-Z][A-Za-z]{2,8} )(?:19|20)\d\d"
    return fixed(
        rf"\n[ \t]{{0,100}}(?P<open>(?i:(?:overall )?classification)[ \t]{{0,3}}:[ \t]{{0,12}}"
        rf"|(?:{copy}|{airgram})[ \t]{{2,100}}|{number}|#{{1,6}} (?=[ST]|CO)"
        r"|(?:\[|(?P<bracket>\()|\*{1,3}|-{1,3})[ ]{0,2}|)"
        rf"(?P<banner>(?P<level>{levels.LEVEL})(?P<controls>{levels.CONTROLS})?)(?(bracket)(?<!\)))(?![A-Za-z])"
        rf"(?P<close>[ \t]{{2,100}}(?:{copy}|{date})|[ \t]{{1,12}}{group}"
        rf"|[ ]{{0,2}}(?:\]|\)|\*{{1,3}}|-{{1,3}})|)[ \t]{{0,80}}(?=\n|\Z)"
    )


@cache
def _mixed() -> re.Pattern[str]:
    return fixed(
        r"\n[ \t]{0,100}(?P<banner>(?P<level>Top Secret|Secret|Confidential"
        r"|(?P<words>Limited Official Use|(?:For )?Official Use Only|Sensitive [Bb]ut Unclassified)))"
        r"[ \t]{0,80}(?=\n|\Z)"
    )


@cache
def _rest() -> re.Pattern[str]:
    return fixed(rf"(?: {{1,12}}{_SECTION})?(?: {{1,12}}{_POST})?\Z")


@cache
def _stamp() -> re.Pattern[str]:
    return fixed(r"[ \t\n]{1,60}(?:U\.? ?S\.? Department of State|B[Yy] [Aa][Uu][Tt][Hh])")


@cache
def _section_alone() -> re.Pattern[str]:
    return fixed(rf"\n[ \t]{{0,40}}{_SECTION}(?:[ ]{{1,12}}{_POST})?[ \t]{{0,80}}(?=\n|\Z)")


@cache
def _caption_line() -> re.Pattern[str]:
    return fixed(
        rf"\n[ \t]{{0,40}}(?=(?:{_INITIALS}))(?P<words>(?:{CAPTION})(?:[ ,/;]{{1,4}}(?:{CAPTION}))*)"
        r"(?=[ \t]{0,80}(?:\n|\Z)"
        r"|[ ]{1,4}E\.?O\.? ?1"
        r"|[ ]{1,2}FOR [A-Z])"
    )


@cache
def _caption() -> re.Pattern[str]:
    return fixed(rf"\b(?:{CAPTION})\b")


def lines(page: Page, start: int = 0) -> Iterator[Line]:
    """Yield the classification lines of the page from `start` on; the first line of a stamp is none.

    That of a State release, and of those who changed the level (`UNCLASSIFIED / By authority of ...`).
    """
    for found in page.openings(_line(), _LEVELLED, start):
        if not _stamp().match(page.padded, found.end()):
            yield _parse(found, page)


@cache
def _glued() -> re.Pattern[str]:
    return fixed(
        r"\n[ \t]{0,100}(?P<banner>(?P<level>CONFIDENTIAL|(?:TOP ?)?SECRET|LIMITED OFFICIAL USE|UNCLAS(?!SIFIED)))"
        rf"(?:{_SECTION} {{1,12}})?(?P<id>(?P<post>[A-Z][A-Z]{{3,19}}(?: [A-Z]{{3,20}}){{0,3}}) {{1,6}}"
        r"(?P<serial>\d{4,8}))[ \t]{0,80}(?=\n|\Z)"
    )


def glued(page: Page) -> Line | None:
    """Return the first classification line of the head that a scan ran together (`CONFIDENTIALARBON 000417`), or None.

    Letters set apart are closed up with the word behind them. Asked only where no line bears a message number.
    """
    if not page.literals.may_match(_GLUED):
        return None
    found = next(filter(_is_message, _glued().finditer(page.padded, 0, HEAD)), None)
    if found is None:
        return None
    start, end = found.start("banner") - 1, found.end("banner") - 1
    own = Classification(start, end, page.text[start:end], levels.level(found["level"]) or found["level"])
    return Line(own, _section(found), _message(found))


def _is_message(found: re.Match[str]) -> bool:
    """Whether what was run together is a level and a message: other words begin with SECRET, too."""
    return found["level"] != "SECRET" or found["section"] is not None or posts.canonical(found["post"]) is not None


def framed(page: Page, mail: int | None = None) -> Line | None:
    """Return the first classification line of the page's head that stands in a frame or behind its label, or None.

    Asked only where no line is bare. `mail` is where the header of an e-mail ends: its own text may end in the label.
    A heading of Markdown is one where the page begins with it: below that it is matter of the text.
    """
    for found in page.openings(_framed(), _LEVELLED, 0, _own_text(page, mail)):
        before, behind = found["open"].strip(), found["close"].strip()
        labelled = before.endswith(":")
        if before[:1] == "#":
            if not behind and not page.padded[: found.start()].strip():
                return Line(_classification(found, page))
            continue
        if not (_closes(before, behind) or (labelled and not behind)):
            continue
        if _is_at_top(page, found.start()) or (labelled and mail is not None):
            return Line(_classification(found, page))
    return None


def mixed(page: Page) -> Line | None:
    """Return the level that heads a page in small letters, as the agencies printed it around 1990, or None.

    Asked only where no line is bare or framed. One word may be a heading: it counts where a line of controls stands
    below it (`Secret`, `NOFORN`), or where the same level stands alone at the page's foot as well. A level of several
    words (`Limited Official Use`) is none.
    """
    if not page.literals.any_of(_SMALL):
        return None
    found = list(islice(_mixed().finditer(page.padded), MOST))
    if not found or not _is_at_top(page, found[0].start()):
        return None
    first, level = found[0], found[0]["level"]
    below = page.lines.rows[page.lines.index(first.start("banner") - 1) + 1 :][:1]
    repeated = found[-1]["level"] == level and found[-1] is not first and _is_at_foot(page, found[-1].end())
    if not (first["words"] or repeated or any(levels.alone(line) for line in below)):
        return None
    start, end = first.start("banner") - 1, first.end("banner") - 1
    return Line(Classification(start, end, page.text[start:end], level.upper()))


def _is_at_foot(page: Page, at: int) -> bool:
    """Whether hardly anything stands behind `at`: a page number, a copy's number."""
    return len(page.padded[at : at + _FOOT].split()) <= _FEW and at + _FOOT >= len(page.padded.rstrip())


def _closes(before: str, behind: str) -> bool:
    """Whether what stands beside a level frames it: brackets, dashes, bold type, a number, a date."""
    if before[:1] in _FRAMES:
        return behind == _CLOSING.get(before, before)
    if before.endswith(":") or bool(before) == bool(behind):
        return False
    return (before or behind)[:1] in "cCA" or before.isdecimal() or behind[-1:].isdigit() or behind[:6].isdecimal()


def _own_text(page: Page, mail: int | None) -> int:
    """Return the end of a line up to which framed lines are looked for: in an e-mail that of its own text."""
    stop = page.padded.find("\nFrom:", mail, _MAIL) if mail is not None else -1
    if stop < 0:
        stop = page.padded.find("\n", _FIRST_SIGNS if mail is None else _MAIL)
    return stop if stop >= 0 else len(page.padded)


def _is_at_top(page: Page, at: int) -> bool:
    """Whether a line is one of the page's first that are not blank."""
    above = page.lines.rows[: page.lines.index(at)]
    return at <= _FIRST_SIGNS and sum(1 for row in above if row.strip()) < _FIRST_LINES


def messages(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield post, serial (without zeros) and offset of the classification lines with a message number.

    Cheap: looks at the head only and builds no line table.
    """
    padded = "\n" + text[:HEAD].replace("\r", "\n")
    numbered = False
    for found in _line().finditer(padded):
        if found["id"]:
            numbered = True
            yield _closed(found["post"]), _serial(found), found.start()
    if not numbered and any(word in padded for word in _SCANNED):
        for found in filter(_is_message, _glued().finditer(padded)):
            yield _closed(found["post"]), _serial(found), found.start()


def _serial(found: re.Match[str]) -> str:
    """Return the serial of a message number without its zeros, some of which a scan takes for letters."""
    return found["serial"].replace("O", "0").lstrip("0") or "0"


def _closed(post: str) -> str:
    """Return a post's name without blanks and points, as ids write it."""
    return post if post.isalpha() else "".join(c for c in post if c.isalpha())


def _parse(found: re.Match[str], page: Page) -> Line:
    return Line(
        _classification(found, page),
        _section(found),
        _message(found),
        (*_captions_behind(found, "behind"), *_captions_behind(found, "tail")),
    )


def _classification(found: re.Match[str], page: Page) -> Classification:
    """Return the level and the controls of a line of the padded text."""
    start, end = found.start("banner") - 1, found.end("banner") - 1
    printed, behind = found.group("level", "controls")
    level = levels.level(printed) or printed
    if level == "SECRET" and (above := _top_above(page, start)) is not None:
        start, level = above, "TOP SECRET"
    return Classification(
        start, end, page.text[start:end], level, spaced=printed[1:2] == " ",
        controls=levels.controls(behind) if behind else (),
    )  # fmt: skip


def _top_above(page: Page, at: int) -> int | None:
    """Return where TOP stands alone above the line of `at`, at most one blank line between; None when it does not."""
    index = page.lines.index(at)
    for above in range(index - 1, max(-1, index - 3), -1):
        words = page.lines.line(above).strip()
        if words:
            return page.content(above)[0] if words in _TOP else None
    return None


def _captions_behind(found: re.Match[str], part: str) -> Sequence[tuple[int, int]]:
    """Return the places of the captions in one part of a line of the padded text."""
    if not found[part]:
        return ()
    at = found.start(part) - 1
    return [(at + first, at + behind) for first, behind in _captions_in(found[part])]


def _section(found: re.Match[str], shift: int = 1) -> tuple[int, int, int | None, int] | None:
    """Return start, end, number and total of a section header; a FINAL SECTION is the last one.

    `shift` is what the offsets of the match are too large by: 1 for matches in the padded text.
    """
    if found["section"] is None:
        return None
    total = _count(found["of"])
    number = _count(found["n"]) if found["n"] else (total if found["section"].startswith("FINAL") else None)
    return found.start("section") - shift, found.end("section") - shift, number, total


def _count(word: str) -> int:
    return _NUMBERS.index(word) if word in _NUMBERS else int(word.replace("O", "0"))


def _message(found: re.Match[str], shift: int = 1) -> tuple[int, int, str, int] | None:
    """Return start, end, post without blanks and serial of the message number (`shift` as in `_section`)."""
    if found["id"] is None:
        return None
    post = _closed(found["post"])
    return found.start("id") - shift, found.end("id") - shift, post, int(_serial(found))


def sections(page: Page, banners: list[Line]) -> tuple[Sections | None, list[Located]]:
    """Return which sections the page shows and of how many, with `section.header` and `section.missing` spans.

    Where sections were merged and their headers stripped, the lines of page turns still name them. A missing section is
    located at the last header in front of it (the first header when nothing stands in front).
    """
    heads = {line.section[:2]: line.section for line in banners if line.section}
    for at in islice(page.hits("SECT") if "SECT" in page.literals else (), MOST):
        found = _section_alone().match(page.padded, page.lines.starts[page.lines.index(at)])
        if found and (head := _section(found)) and page.lines.index(at) not in page.noise:
            heads.setdefault(head[:2], head)
    shown = [head for _, head in sorted(heads.items()) if head[2] and head[2] <= head[3] <= 99]
    if not shown:
        return None, []
    total = max(of for *_, of in shown)
    numbers = {n for _, _, n, _ in shown if n}
    if len(numbers) < total:
        numbers |= _turned(page, total)
    seen = sorted(numbers)
    spans = [page.located("section.header", start, end, f"{n}/{of}") for start, end, n, of in shown]
    missing: dict[tuple[int, int], list[int]] = {}
    for number in sorted(set(range(1, total + 1)) - set(seen)):
        before = [head for head in shown if head[2] and head[2] < number] or shown[:1]
        missing.setdefault(before[-1][:2], []).append(number)
    spans += [page.located("section.missing", *place, ",".join(map(str, gone))) for place, gone in missing.items()]
    return Sections(tuple(seen), total), spans


def _turned(page: Page, total: int) -> set[int]:
    """Return the sections of `total` that lines of page turns name."""
    found = (_turn().search(page.lines.line(index)) for index in page.noise)
    return {int(turn["n"]) for turn in found if turn and int(turn["of"]) == total and 0 < int(turn["n"]) <= total}


@cache
def _turn() -> re.Pattern[str]:
    """`LIMA 00002158  001.2 OF 003`, `PAGE 02 RIYADH 00905 01 OF 03 060018Z`: the section stands behind the serial."""
    return fixed(r"[A-Z] {1,12}\d{2,8} {1,12}(?P<n>\d{2,3})(?:\.\d{1,2})? OF (?P<of>\d{2,3})(?!\d)")


def captions(page: Page, banners: list[Line]) -> tuple[tuple[str, ...], list[Located]]:
    """Return the captions below (or behind) the message number, each once, and a `header.caption` span for each."""
    places = {place for line in banners for place in line.captions}
    for start, end in _headers(page, banners):
        for found in page.openings(_caption_line(), _CAPTIONED, start, end):
            at = found.start("words") - 1
            places |= {(at + first, at + behind) for first, behind in _captions_in(found["words"])}
    spans = [page.located("header.caption", *place, page.fold(*place)) for place in sorted(places)]
    return tuple(dict.fromkeys(span.value for span in spans if span.value)), spans


def _headers(page: Page, banners: list[Line]) -> list[tuple[int, int]]:
    """Return where captions stand: above the body, and shortly behind each message number."""
    regions = [(0, page.body_start or HEAD)]
    for start in [line.classification.end for line in banners if line.id]:
        first, end = regions[-1]
        if start <= end:
            regions[-1] = (first, max(end, start + _BELOW))
        else:
            regions.append((start, start + _BELOW))
    return regions


@lru_cache(maxsize=256)  # lines of captions are few
def _captions_in(words: str) -> tuple[tuple[int, int], ...]:
    return tuple(m.span() for m in _caption().finditer(words))


def damaged(page: Page, start: int = 0) -> Line | None:
    """Return the first line from `start` on that begins with a level whose letters are damaged, or None.

    Asked only where no level is whole; reads 4,000 characters.
    """
    for index in page.kept(start, min(len(page.text), start + 4_000)):
        at, end = page.content(index)
        line = page.text[at:end]
        if not 5 <= len(line) <= 80 or sum(c.islower() for c in line) > 2:
            continue
        behind = _rest().search(page.text, at, end)
        words = page.text[at : behind.start()] if behind else line
        level, _, rest = words.partition("/")
        controls = levels.alone(rest)
        if (found := levels.likeness(level if controls else words)) is not None:
            own = Classification(at, at + len(words), words, found[0], spaced=words[1:2] == " ", controls=controls)
            return Line(own, _section(behind, 0), _message(behind, 0)) if behind else Line(own)
    return None
