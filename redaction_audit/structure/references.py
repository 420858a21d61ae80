"""The REF list: cables, mails, calls and reports, lettered or not, over lines, blank lines and page breaks.

`value` is what is printed with its letter off, blanks folded and zero padding dropped (`LIMA 2055`); `id` is the
canonical message id (`05LIMA2055`), None where the year is unknown. A missing year is the record's own.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import structs

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen, Located, Reference
from redaction_audit.structure import posts
from redaction_audit.structure.fields import inline_cut
from redaction_audit.structure.labels import HEAD, at_line_start
from redaction_audit.structure.page import Page
from redaction_audit.structure.vocabulary import word_list

_FIRST_YEAR = 1950
"""Cables referred to are no older; two digits that would make them so are no year (`LIMA 4321-36`)."""

_LINES = 60
"""Lines of the longest list that is read."""


class _Run(Frozen):
    """The text of a list without page turns, and where each of its characters stands on the page."""

    text: str
    places: list[int]
    gap: int | None
    """Offset on the page where a blank line splits the list."""


class _Token(Frozen):
    kind: str
    text: str
    start: int
    end: int


class _Cable(Frozen):
    start: int
    end: int
    value: str
    post: str
    serial: str
    year: str | None


@cache
def _label() -> re.Pattern[str]:
    """`REF:`, `REFS:`, `Ref(s):`, `REFS :`, `REF A.`, `REF. LIMA 2055`; runs over lower-case text."""
    return fixed(
        r"ref(?:s|\(s\)|erences?|tels?)?[ \t]{0,3}(?:[:;]|(?=[ \t]{1,8}\(?[a1] ?[.):])"
        r"|\.?(?=[ \t]{1,8}(?:\d\d )?[a-z]{3,20} \d{2,7}\b))"
    )


_MISREADINGS = ("PEF:", "REP:", "R EF:", "RE F:", "REE:", "BEF:", "HEF:", "KEF:", "PEFS:", "REPS:", "REFi", "REF|")
"""How the label looks where a scan misread it; it counts where it introduces a cable."""


@cache
def _misread() -> re.Pattern[str]:
    """Match such a label; runs over lower-case text."""
    return fixed(r"(?:[pbhk]ef|re[pe]|r ef|re f)s?:|ref[i|](?=[ \t])")


@cache
def _ends() -> re.Pattern[str]:
    """Match a line that cannot belong to a list: a paragraph, a field, a heading, a rule, a banner.

    Runs over lower-case text.
    """
    return fixed(
        r"[ \t\f]{0,60}(?:cl?ass?i?fied by|reason|derived|summary|begin summary|e\.? ?o\.? ?1|tags?\b|subj"
        r"|sensitive|unclassified|siprnet|this (?:is|message|cable)"
        r"|[-_=*]{4,}|1[.)][ \t]{0,4}(?:\(|[a-z\"])|1 ?\.[ \t]*\(?[a-z]|\((?:u|sbu|s/nf|c/nf)\) "
        r"|\((?:c|s|ts)\) {1,3}(?:(?:begin )?summary|classified by|introduction|comment)\b"
        r"|[a-z] [a-z] [a-z] [a-z] |s e c|u n c l|comment\b|introduction\b|action request)"
    )


@cache
def _item() -> re.Pattern[str]:
    """Match a letter or bracketed number in front of an item: `A.`, `A)`, `(A)`, `A:`, `A.)`, `A -`, `¶B.`, `(1)`."""
    return fixed(
        r"(?<![\w.'’/])(?:¶[ ]?)?(?:\(([A-Za-z]|\d{1,2})\)|([A-Za-z])(?:\.\)|[.):]| -(?=\s))|(\d{1,2})\))(?=[\s(]"
        r"|[A-Za-z\d])[ \t]{0,8}"
    )


@cache
def _page_turn() -> re.Pattern[str]:
    """`ARBON 00000417 001.2 OF 002` joined into the list, with or without a line break inside."""
    return fixed(
        r"\b[A-Z]{2,}(?: [A-Z]{1,12}){0,3} {1,4}\d{6,8}\s{1,8}\d{3}(?:\.\d)? OF \d{3}\b"
        r"|(?<=\d) {1,4}[A-Z]{2,}(?: [A-Z]{1,12}){0,3} {1,4}000\d{5}\s{0,8}\Z"
    )


@cache
def _tokens() -> re.Pattern[str]:
    return fixed(
        r"\((?P<paren>(?:19|20)?\d\d)\)|(?P<number>(?<![A-Za-z\d])[Oo]?\d{1,8}(?!\d)|(?<=[A-Za-z])\d{2,8}(?!\d))"
        r"|(?P<word>[^\W\d_](?:[^\W\d_]|[.'’\-](?=[^\W\d_])){0,30}(?:0[^\W\d_]{1,20}){0,3}\.?)|(?P<mark>[,;/&:()\-–])"
    )


def read(page: Page, year: int | None = None) -> tuple[tuple[Reference, ...], list[Located]]:
    """Return the references in order of the list and their spans (`ref`; `ref.gap` where a blank line splits the list).

    `year` is the record's year; it dates references that print none.
    """
    low = page.low
    for label in _labels(page, low):
        if not _stands_as_label(page, low, label):
            continue
        run = _gather(page, low, label.end())
        found = tuple(_read(page, run, year))
        if not found or (label.re is _misread() and not any(ref.kind == "cable" for ref in found)):
            continue
        spans = [page.located("ref", ref.start, ref.end, ref.value) for ref in found]
        gap = _gap(page, label.start(), run, found)
        return found, [*gap, *spans]
    return (), []


def _labels(page: Page, low: str) -> Iterator[re.Match[str]]:
    """Yield what may be the label in the head, whole ones first, then those of which a scan misread a letter."""
    yield from _label().finditer(low, 0, HEAD)
    if page.literals.any_of(_MISREADINGS):
        yield from (label for label in _misread().finditer(low, 0, HEAD) if page.text[label.start()].isupper())


def _gap(page: Page, start: int, run: _Run, found: tuple[Reference, ...]) -> list[Located]:
    """Return the part of a list before the blank line that splits it."""
    before = [ref for ref in found if run.gap is not None and ref.end <= run.gap]
    if not before or len(before) == len(found):
        return []
    return [page.located("ref.gap", start, before[-1].end)]


def _stands_as_label(page: Page, low: str, label: re.Match[str]) -> bool:
    at = label.start()
    if at and low[at - 1].isalnum():
        return False
    if at_line_start(page.text, at):
        return True
    return (
        label.group()[-1] in ":;"
        and low[at - 1] in " \t)"
        and (page.text[at].isupper() and (page.body_start == 0 or at <= page.body_start))
    )


def _gather(page: Page, low: str, start: int) -> _Run:
    """Return the text of the list that begins at `start`."""
    first = page.lines.index(start)
    chosen: list[tuple[int, int]] = []
    gap, blank = None, False
    for index in range(first, min(first + _LINES, len(page.lines))):
        at, end = page.lines.bounds(index)
        at = max(at, start)
        end = min(end, at + 4000)
        line = page.text[at:end]
        if index in page.noise and index > first:
            continue
        if not line.strip(" \t\f\\-"):
            blank = blank or bool(chosen)
            continue
        if index > first and (
            _ends().match(low, at, end)
            or (blank and not _goes_on(page, chosen, line))
            or (len(chosen) == 1 and _whole().fullmatch(page.text, *chosen[0]) and not _adds().match(line))
        ):
            break
        if blank and gap is None:
            gap = at
        cut = inline_cut(low, at, end)
        chosen.append((at, cut if cut is not None else end))
        blank = False
        if cut is not None:
            break
    return _joined(page, chosen, gap)


def _goes_on(page: Page, chosen: list[tuple[int, int]], line: str) -> bool:
    """Whether `line` behind a blank line belongs to the list.

    A lettered item, or the rest of an item without its number.
    """
    if _lettered().match(line):
        return True
    if _serial().match(line) is None:
        return False
    before = page.text[chosen[-1][0] : chosen[-1][1]].rstrip(" \t\\")
    return _unfinished().search(before) is not None


@cache
def _whole() -> re.Pattern[str]:
    """Match a first line of cables without letters that lacks nothing: `LIMA 2055`, `STATE 1234 (NOTAL), LIMA 2055`."""
    cable = r"(?:(?:\d\d )?[A-Za-z]{3}[A-Za-z .]{0,22}|\d{1,2} FAM) ?\d{2,8}(?: \([^()]{2,40}\))?"
    return fixed(rf"\s{{0,20}}{cable}(?:(?:[,;]| AND) {{0,3}}{cable}){{0,5}}[.\s]{{0,8}}")


@cache
def _adds() -> re.Pattern[str]:
    """Match a line that adds to such a list: an item with a number, a figure, an aside, a word or sign that joins."""
    return fixed(
        r"[ \t]{0,20}(?:\d|[(,;/&]|(?i:and|notal)\b|[^\r\n]{0,20}[A-Z]{3}[ ]{1,4}\d{2,8}\b"
        r"|[^\r\n]{0,60}\b(?i:e-?mail|telcon))"
    )


@cache
def _lettered() -> re.Pattern[str]:
    """Match the beginning of a line that begins with an item."""
    return fixed(r"[ \t]{0,20}-?[ \t]{0,8}¶?[ ]?\(?[A-Za-z](?:\.|\)|:)(?![A-Za-z]\.)")


@cache
def _serial() -> re.Pattern[str]:
    """Match a line that may hold the post and serial of an item whose letter stands above."""
    return fixed(r"[ \t]{0,20}[A-Z\d][A-Z ]{0,24}\d{2,8}\b")


@cache
def _unfinished() -> re.Pattern[str]:
    """Match the end of a line whose list goes on: a letter, a comma, `and`, a post without its number."""
    return fixed(r"(?:\(?\b[A-Z][.)]|[,;:/&]|\b(?:and|AND)|\b[A-Z]\)?\s[A-Z ]{2,20})\Z")


def _joined(page: Page, chosen: list[tuple[int, int]], gap: int | None) -> _Run:
    pieces: list[str] = []
    places: list[int] = []
    for at, end in chosen:
        pieces.append(page.text[at:end])
        places.extend(range(at, end))
        pieces.append("\n")
        places.append(end)
    text = "".join(pieces)
    if " OF " in text or "000" in text:
        text = _page_turn().sub(_blanked, text)
    if "(" in text:
        text = _aside().sub(_blanked_aside, text)
    return _Run(text, places, gap)


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _blanked_aside(found: re.Match[str]) -> str:
    """Return blanks in the place of an aside; a post in brackets of its own, `A. (LIMA) 2055`, loses only these."""
    behind_letter = _lettered().search(found.string[max(0, found.start() - 8) : found.start()].rsplit("\n", 1)[-1])
    if behind_letter and _numbered().match(found.string, found.end()):
        return f" {found.group()[1:-1]} "
    return _blanked(found)


@cache
def _numbered() -> re.Pattern[str]:
    return fixed(r" {1,4}\d{2,8}\b")


@cache
def _aside() -> re.Pattern[str]:
    """Words in brackets behind a reference: `(NOTAL)`, the title of the cable."""
    return fixed(r"\((?!\d{2,4}\))[^()]{3,400}\)")


def _read(page: Page, run: _Run, year: int | None) -> Iterator[Reference]:
    """Yield the references of a list, item by item."""
    for letter, start, body, end in _items(run.text):
        lead = start
        for at, stop in _parts(run.text, body, end):
            cables = list(_cables(run.text, at, stop, year))
            for cable in cables:
                yield _reference(page, run, cable, lead if lead < cable.start else cable.start, letter, year)
                lead = cable.end
            if not cables:
                other = _other(page, run, max(lead, start) if lead == start else at, at, stop, letter)
                if other:
                    yield other
                lead = stop


def _items(text: str) -> Iterator[tuple[str | None, int, int, int]]:
    """Yield letter, start, start of the body and end of every item; letters follow each other (initials do not)."""
    marks: list[tuple[str, int, int]] = []
    for found in _item().finditer(text):
        letter = (found[1] or found[2] or found[3]).upper()
        before = marks[-1][0] if marks else None
        if letter == before and text[marks[-1][2] : found.start()].strip().lower() in ("", "ref", "refs", "ref."):
            marks[-1] = (letter, marks[-1][1], found.end())
        elif _follows(letter, before) or (not marks and letter in ("B", "2") and text[: found.start()].strip()):
            marks.append((letter, found.start(), found.end()))
    if not marks:
        lone = fixed(r"\s{0,4}A\s{1,3}(?=[A-Z\d])").match(text)
        commas = list(re.finditer(r"[,;]\s{0,3}([B-Z])\s{1,3}(?=[A-Z\d])", text)) if lone else []
        if lone and commas:
            marks = [
                ("A", lone.end() - len(lone.group().lstrip()), lone.end()),
                *((m.group(1), m.start(1), m.end()) for m in commas),
            ]
    if not marks or text[: marks[0][1]].strip():
        yield None, 0, 0, marks[0][1] if marks else len(text)
    for number, (letter, start, body) in enumerate(marks):
        end = marks[number + 1][1] if number + 1 < len(marks) else len(text)
        yield letter, start, _behind_label(text, letter, body, end), end


def _behind_label(text: str, letter: str, body: int, end: int) -> int:
    """Return the offset behind a label that is printed again behind an item's letter (`A. REF A:`), else `body`."""
    if "ref" not in text[body : body + 7].lower():
        return body
    again = re.compile(rf"\s{{0,4}}refs?[ .]{{0,2}}\(?{letter}\b[:.)]{{0,2}}\s{{0,4}}", re.IGNORECASE)
    found = again.match(text, body, end)
    return found.end() if found else body


def _follows(letter: str, before: str | None) -> bool:
    if before is None:
        return letter in ("A", "1")
    if letter.isdigit() != before.isdigit():
        return False
    step = int(letter) - int(before) if letter.isdigit() else ord(letter) - ord(before)
    return 0 <= step <= 2


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of an item between semicolons."""
    at = start
    while (stop := text.find(";", at, end)) >= 0:
        yield at, stop
        at = stop + 1
    yield at, end


def _cables(text: str, start: int, end: int, year: int | None) -> Iterator[_Cable]:
    """Yield the cables of one part: `[year] POST serial`, `POST (year) serial`, further serials of the same post."""
    if (simple := _simple().fullmatch(text, start, end)) and (cable := _lone(simple)):
        yield cable
        return
    tokens = [_Token(m.lastgroup or "", m.group(), m.start(), m.end()) for m in _tokens().finditer(text, start, end)]
    plain = _kind(text[start:end]) == "other"
    used = 0
    last: _Cable | None = None
    for at, token in enumerate(tokens):
        if token.kind != "number" or at < used:
            continue
        if text[token.end : token.end + 1].isalpha() and not posts.canonical(_word_at(tokens, at + 1)):
            last = None
            continue
        cable = (
            _ahead(text, tokens, at, used, plain)
            or (_more(text, tokens, at, last) if last else None)
            or _reversed(tokens, at)
        )
        if cable is None:
            continue
        tail = _suffix(tokens, at, year)
        if tail and cable.year is None:
            cable = structs.replace(
                cable,
                year=tail.text[-2:],
                end=tail.end,
                value=f"{cable.value}{'-' if text[token.end] == '-' else ' '}{tail.text}",
            )
        used = at + (3 if tail and tokens[at + 1].kind == "mark" else 2 if tail else 1)
        last = cable
        yield cable


@cache
def _simple() -> re.Pattern[str]:
    """Match the commonest item: one word and a serial."""
    return fixed(r"\s{0,20}(?P<name>[A-Z][A-Za-z]{1,19}) (?P<serial>\d{2,8})[\s.,]{0,20}")


def _lone(found: re.Match[str]) -> _Cable | None:
    """Return the cable that the two words of an item are, None when its name is none of a post."""
    name, serial = found.groups()
    post = _lone_post(name)
    if not post:
        return None
    number = _number(serial)
    return _Cable(found.start("name"), found.end("serial"), f"{name} {number}", post, number, None)


@lru_cache(maxsize=4096)  # the names of posts stand in record after record
def _lone_post(name: str) -> str | None:
    """Return the post that a word in front of a serial names, also one that is not in the vocabulary."""
    return posts.canonical(name) or (_post_name(name) if _may_be_post(name) else None)


def _post_name(printed: str) -> str | None:
    """Return the name of a post that is not in the vocabulary as ids spell it, None when it is no name."""
    name = posts.squeezed(printed)
    return name if 3 <= len(name) <= 24 else None


def _word_at(tokens: list[_Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) and tokens[at].kind == "word" else ""


def _ahead(text: str, tokens: list[_Token], at: int, used: int, plain: bool) -> _Cable | None:
    """Read the cable whose serial is token `at`: its post stands in front, in a `plain` item also an unknown one."""
    serial = tokens[at]
    back, year = at - 1, None
    if back >= used and tokens[back].kind == "mark" and tokens[back].text in ",-" and back - 1 >= used:
        back -= 1
    if back >= used and tokens[back].kind == "paren":
        year, back = tokens[back].text.strip("()"), back - 1
    first = back + 1
    while first - 1 >= used and tokens[first - 1].kind == "word" and back - first < 4:
        first -= 1
    if first > back:
        return None
    for begin in range(first, back + 1):
        name = text[tokens[begin].start : tokens[back].end]
        post = posts.canonical(name)
        if post:
            break
    else:
        begin, name = first, text[tokens[first].start : tokens[back].end]
        post = _unknown(tokens, first, back, at) if plain else None
    if not post:
        return None
    start = tokens[begin].start
    printed = f"{' '.join(name.split())} {f'({year}) ' if year else ''}{_number(serial.text)}"
    if year is None and begin - 1 >= used and tokens[begin - 1].kind in ("number", "paren"):
        lead = tokens[begin - 1]
        digits = lead.text.strip("()").upper().replace("O", "0")
        if len(digits) in (2, 4):
            year, start = digits, lead.start
            glued = "" if lead.end == tokens[begin].start else " "
            tight = "" if glued == "" and serial.start == tokens[back].end else " "
            printed = f"{lead.text}{glued}{' '.join(name.split())}{tight}{_number(serial.text)}"
    return _Cable(start, serial.end, printed, post, _number(serial.text), year[-2:] if year else None)


def _unknown(tokens: list[_Token], first: int, back: int, at: int) -> str | None:
    """Return the name of a post that is not in the vocabulary: one or two words in capitals, alone in their item.

    A serial of one figure has to have a year in front: `ROUND 7` is none.
    """
    words = [token.text for token in tokens[first : back + 1]]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if len(tokens[at].text) < 2 and not (first and len(tokens[first - 1].text.strip("()")) in (2, 4)):
        return None
    if len(words) > 3 or not all(word[0].isupper() and len(word) > 1 for word in words):
        return None
    if not all(_may_be_post(word) for word in words):
        return None
    if after is not None and after.kind == "word" and after.text.lower() not in ("and", "notal"):
        return None
    return _post_name("".join(words))


@lru_cache(maxsize=4096)  # the names of posts stand in record after record
def _may_be_post(word: str) -> bool:
    """Whether `word` is none of the words of titles, dates and other kinds of references."""
    return word.upper().strip(".") not in word_list("not_posts") and "." not in word and _kind(word) == "other"


def _more(text: str, tokens: list[_Token], at: int, last: _Cable) -> _Cable | None:
    """Read a further serial of the post before: `ARBON 2101 AND 2102`, `Arbon 210/211`."""
    serial = tokens[at]
    joint = text[last.end : serial.start].strip().lower()
    if joint not in (",", ", and", "/", "and", "&", "-", "–") or len(serial.text) < 2:
        return None
    behind = _word_at(tokens, at + 1)
    if len(serial.text) in (2, 4) and behind and behind.lower() not in ("and", "notal", "previous"):
        return None
    if joint in "-–" and len(serial.text) < 3:
        return None
    name = last.value[: len(last.value) - len(last.serial)].rstrip()
    return _Cable(
        serial.start, serial.end, f"{name} {_number(serial.text)}", last.post, _number(serial.text), last.year
    )


def _reversed(tokens: list[_Token], at: int) -> _Cable | None:
    """Read `870 Ottawa`: the serial in front and nothing behind."""
    words = []
    for token in tokens[at + 1 : at + 5]:
        if token.kind != "word":
            break
        words.append(token)
    behind = tokens[at + 1 + len(words)] if at + 1 + len(words) < len(tokens) else None
    if not words or len(tokens[at].text) < 3 or at > 0 or (behind is not None and behind.kind in ("number", "paren")):
        return None
    name = " ".join(word.text for word in words)
    post = posts.canonical(name)
    if post is None:
        return None
    number = _number(tokens[at].text)
    return _Cable(tokens[at].start, words[-1].end, f"{number} {name}", post, number, None)


def _suffix(tokens: list[_Token], at: int, year: int | None) -> _Token | None:
    """Return a year behind the serial: `ARBON 4321-01`, `ARBON 04321 99`."""
    following = tokens[at + 1 : at + 4]
    if following and following[0].text == "-":
        following = following[1:]
    if not following or following[0].kind != "number" or len(following[0].text) != 2:
        return None
    if len(following) > 1 and following[1].kind != "mark":
        return None
    written = dates.full_year(int(following[0].text), latest=(year or 2030) + 1)
    return following[0] if written and written >= _FIRST_YEAR else None


def _number(printed: str) -> str:
    return printed.upper().replace("O", "0").lstrip("0") or "0"


def _reference(page: Page, run: _Run, cable: _Cable, lead: int, letter: str | None, year: int | None) -> Reference:
    own = cable.year or (f"{year % 100:02}" if year is not None else None)
    first = lead if letter and not _word().search(run.text, lead, cable.start) else cable.start
    while run.text[first].isspace() or run.text[first] in ",;-¶":
        first += 1
    start, end = run.places[min(first, cable.start)], run.places[cable.end - 1] + 1
    value = " ".join(cable.value.split())
    ident = f"{own}{cable.post}{cable.serial}" if own else None
    return Reference(start, end, page.text[start:end], value, letter, ident, "cable")


def _other(page: Page, run: _Run, lead: int, at: int, end: int, letter: str | None) -> Reference | None:
    """Return a reference that is no cable; None for a remnant (`and previous`, a post without its number)."""
    printed = run.text[at:end]
    left = at + len(printed) - len(printed.lstrip(" \t\r\n,;.-¶&"))
    right = at + len(printed.rstrip(" \t\r\n,;.-¶&\\"))
    if right - left < 3 or right - left > 300:
        return None
    start, stop = run.places[left], run.places[right - 1] + 1
    value = " ".join(page.text[start:stop].split())
    if not re.search(r"[^\W\d_]{2}", value) or re.fullmatch(
        r"(?:and )?(?:previous|notal|none|n/a)\.?", value, re.IGNORECASE
    ):
        return None
    if posts.canonical(value) and not any(c.isdigit() for c in value):
        return None
    first = (
        run.places[lead + len(run.text[lead:at]) - len(run.text[lead:at].lstrip())] if letter and lead < left else start
    )
    return Reference(first, stop, page.text[first:stop], value, letter, None, _kind(value))


def _kind(value: str) -> str:
    low = value.lower()
    if _kind_word().search(low) is None:
        return "other"
    return next((kind for kind, pattern in _kinds() if pattern.search(low)), "other")


@cache
def _kind_word() -> re.Pattern[str]:
    """Match a word of which one must stand in a reference that is no cable."""
    return fixed(r"mail|gram|telcon|phone|report|iir|osc|fbis")


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return (
        ("mail", fixed(r"e-?\s?mails?\b|e-gram")),
        ("telcon", fixed(r"telcons?\b|telephone|phone call|phonecon")),
        ("report", fixed(r"\breports?\b|\biir\b|\bosc\b|\bfbis\b")),
    )


@cache
def _word() -> re.Pattern[str]:
    """Match three letters or figures of one word: more than the letter of an item."""
    return fixed(r"\w{3}")
