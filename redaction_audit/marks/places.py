"""Where a mark may stand: named tests of the surroundings, a closed table for the vocabularies.

Every test looks at a bounded stretch on either side, so that a record of one endless line costs no more than any other.
"""

import re
from collections.abc import Callable

from redaction_audit.marks.expression import Expression

_SIDE = 240
_BLANK = " \t\x0b\x0c\xa0"
_REST = Expression(r"[ \t\x0c\xa0]{0,240}[.,;]?[ \t\x0c\xa0]{0,240}(?:[\r\n]|\Z)")
_QUOTED = Expression(r"(?:\A|[\r\n])[> ]{1,11}\Z")
_LINE_END = Expression(r"[ \t\x0c\xa0]{0,240}(?:[\r\n]|\Z)")
_REASON = Expression(
    r"(?i)\breasons?\b(?:[\s:;,.&/()—–-]|\d|[A-H](?![A-Za-z])|and\b|or\b|for\b|section\b|sec\b|e\.?o\b){0,80}\Z"
)
_INSTRUCTION = Expression(
    r"(?i)\bdecl?(?:as)?(?:s(?:if(?:y|ied|ication))?)?\b[^\r\n]{0,80}\Z|\bdecl\b"
    r"|exempt(?:ion)?s?\s{0,3}:?\s{0,3}\Z|(?:25|50)X\d[A-Z]?\s{0,2}[,;&]\s{0,3}\Z"
)
_AFTER_INSTRUCTION = Expression(
    r"\s{0,2}[-,]\s{0,2}(?:human|wmd|hum|\d{4,8}\b)|\s{0,2}(?:,|and|or|to|through)\s{0,2}(?:25"
    r"|50)?X\d|[ ]?(?:exempt|date|event)",
    re.IGNORECASE,
)
_CITING = frozenset(
    [
        "section",
        "sections",
        "sec",
        "sec.",
        "secs",
        "secs.",
        "para",
        "para.",
        "paragraph",
        "paragraphs",
        "subsection",
        "subsections",
        "sub-section",
        "subparagraph",
        "subparagraphs",
        "subdivision",
        "subdivisions",
        "subpart",
        "subpart.",
        "subclause",
        "exemption",
        "exemptions",
        "exempted",
        "clause",
        "clauses",
        "rule",
        "rules",
        "article",
        "articles",
        "title",
        "part",
        "chapter",
        "under",
        "pursuant",
        "act",
        "acts",
        "statute",
        "statutes",
        "code",
        "codes",
        "regulation",
        "regulations",
        "item",
        "items",
        "schedule",
        "see",
        "cf.",
        "per",
        "foia",
        "exclusion",
        "exclusions",
        "provision",
        "provisions",
        "criterion",
        "criteria",
        "category",
        "categories",
        "except",
        "notwithstanding",
        "§",
        "§§",
        "usc",
        "u.s.c.",
        "u.s.c",
        "u.s.c.a.",
        "c.",
        "cfr",
        "c.f.r.",
        "c.f.r",
    ]
)
_CITING_PAIRS = frozenset(
    (
        "pursuant to",
        "accordance with",
        "defined in",
        "described in",
        "required by",
        "authorized by",
        "specified in",
        "contained in",
        "forth in",
        "of subsection",
    )
)
_MAY_CITE = _CITING | frozenset(["to", "with", "in", "by", "of", "forth", "and", "or", "through"])
_NUMERAL = Expression(r"§?[\dlIO]{1,5}[a-z]?")
_LISTED = Expression(
    r"(?:(?:(?<![A-Za-z])\(?b\)?\s?)?(?:\([A-Za-z0-9]{1,3}\)\s?){1,3}|\([^()]{0,60}\))[\s,;]{0,3}(?:an"
    r"d|or|through|to|&|-|–)?(?:/or)?[\s,;]{0,3}\Z",
    re.IGNORECASE,
)
_CITED_AFTER = Expression(
    r"[ \t]{0,3}(?:[-–]\(|,?\s?of\s(?:this|the|section|title|that|such|5|foia)"
    r"|\(?\s?exemption|applies|does\snot|shall|may\sbe|protects|permits|exempts"
    r"|provides|et\sseq|,?\sas\samended)",
    re.IGNORECASE,
)
_WORD_AFTER = Expression(r"[ \t\xa0]{1,4}[\"“'(]?[A-Za-z]{2}")
_LOWER_TAIL = Expression(r"[a-z][a-z'’]{1,20}(?![A-Za-z0-9_])")
_TASK = frozenset(
    [
        "rfc",
        "page",
        "pages",
        "year",
        "port",
        "no.",
        "no",
        "number",
        "bug",
        "issue",
        "ticket",
        "version",
        "cve",
        "nr",
        "nr.",
        "volume",
        "vol",
        "vol.",
        "room",
        "box",
        "line",
        "chapter",
        "figure",
        "table",
        "step",
        "todo",
        "fixme",
        "and",
    ]
)
_COMMENT = ("#", "//", "/*", "*", "--", ";", "%", "<!--", '"', "'", "`", "“", "‘")
_CAPITAL_SENTENCE = Expression(r"[:?!]|[ \t]{1,2}[A-Z][a-z]{1,12} (?!said\b|told\b)[a-z]")
_MASK = Expression(r"[\dXx$€£#]\Z")
_X_ROW = Expression(r"[\sXx]{0,240}\Z")
_NOUN = Expression(
    r"[ \t]{1,2}(?:testimon|subpoena|indict|proceeding|investigat(?:ion|or)s?\b(?! into)"
    r"|material|secrecy|transcript|witness|minutes|process|rules?\b|information"
    r"|matters?\b|act\b|system|room|report|found\b|return|convene"
    r"|hear|charg|foreman|foreperson|members?\b|juror|service|duty|presentment"
    r"|and\s(?:the|a)\b|protection|polic|laws?\b|rights?\b|exemption|redaction"
    r"|concern|interest|issues?\b|statement|notice|of\s[a-z])"
    r"|['’]s\b|s\b|-[a-z]|\s?\((?![\d(])",
    re.IGNORECASE,
)
_DETERMINER = Expression(
    r"(?:\b(?:the|a|an|this|that|each|any|such|federal|special|county|state|d\.c\."
    r"|first|second|new|regular|petit|statewide|before|of|u\.s\.|our|his|her|their"
    r"|its|every|no|by"
    r"|former|sitting|local|district|superior|circuit|court|legal|or|protecting"
    r"|regarding)|['’]s)[ \t\r\n]{1,3}\Z|[-“\"‘'(/\\_]\Z",
    re.IGNORECASE,
)
_PROGRAM_LEFT = Expression(r"[\"'`=%|\[\]▏▐▕░▒▓□▯▪▫─━]\s?\Z|\d%[ \t]{0,3}\|?\Z")
_PROGRAM_RIGHT = Expression(
    r"[\"'`%|\[\]▏▌▍▎▐▕░▒▓□▯▪▫─━]|"
    r"[ \t]{0,60}[|\]]?[ \t]{0,3}\d{1,3}(?:\.\d{1,3})?[ \t]?%|[ \t]{0,60}\|"
)
_COMPOUND = Expression(
    r"['’]s\b|s\b|-[a-z]|[ \t]{1,2}(?:testimon|subpoena|indictment|proceeding|material|secrecy|transcript|Act\b)",
    re.IGNORECASE,
)
_STRONG_LABEL = Expression(
    r"Harm to Ongoing (?:Matter|Investigation)|(?:(?:\A|[\r\n]|; )(?:\[\d{1,4}\] ?"
    r"|<FN\d{1,4}>\s?|-\s{1,3})|; )(?:Grand Jury|Investigative Technique|Personal Privacy)(?=[;.,]? ?("
    r"?:[\r\n]|\Z|; | [A-Z\d(]))"
    r"|(?:[a-z,]|\)) Grand Jury(?= ?[\r\n]{1,4}\[\d)|(?:Grand Jury|Investigative Technique"
    r"|Personal Privacy) (?:Grand Jury|Investigative Technique|Personal Privacy)",
)
_RUN = Expression(r"X*+")
_CONVENTION = frozenset(
    [
        "bracket",
        "brackets",
        "bracketed",
        "insertion",
        "insertions",
        "phrase",
        "phrases",
        "notation",
        "notations",
        "marked",
        "indicated",
        "shown",
        "designated",
        "replaced",
        "read",
        "reads",
        "reading",
        "term",
        "terms",
        "labeled",
        "labelled",
        "printed",
    ]
)
_LINKING = frozenset(["as", "by", "with", "like", "or", "and", "of", "the", "word", "words"])
_NEAR_CODE = Expression(
    r"(?:^|[ \t\r\n])(?:1\.[3-7]\([A-H]\)|B[1-9](?:\([A-F]\))?|B3 [A-Z/ ]{2,20})[ \t]{0,40}(?=[\r\n]|$)"
)

_BREAK = Expression(r"\r\n?|\n")
_FIGURE_AFTER = Expression(r"[ \t]{0,2}[\d&/+-]")
_NOTE_NUMBER = Expression(r"(?:\A|[\r\n])(?:\[\d{1,4}\] ?)?\Z")
_STACKED = Expression(r"(?:^|[\r\n])[ \t]{0,120}[Bb][1-9](?:\([A-F]\)|[A-F])?[ \t]{0,9}(?:$|[\r\n\0])|1\.4\([A-H]\)")
_RESTRICTIONS = Expression(r"(?i)restrictions?\s{0,3}[:;]?[\s—–-]{0,8}(?:[\dA-C; ()]{1,40})?\Z")
_NAMED = Expression(r"(?i)\b(?:under|pursuant\sto|section|sections|of|the|with|by|see)[ \t]{1,3}\Z")

# Words, in lower case, that tell what kind of record this is; one is enough.
_GATES: dict[str, tuple[str, ...]] = {
    "sheet": ("withdrawal", "withdrawn", "pink sheet", "restriction code", "presidential records act"),
    "nixon": ("withdrawal record", "na form 14", "nixon pres", "nixon project"),
    "cia": (
        "cia-rdp",
        "approved for release",
        "sanitized copy",
        "statintl",
        "25x1",
        "illegib",
        "central intelligence",
        "86-36",
    ),
    "fbi": ("fbi", "federal bureau", "herein is unclassified", "deleted page", "b7c", "b7d", "b7e"),
    "released": ("release in part", "doc no", "foia", "freedom of information", "(b)(", "(b) (", "department of state"),
}
_LABEL = Expression(r"Harm to Ongoing|Investigative Technique|Personal Privacy|Grand Jury")
_PATTERNS = {"strong-label": _STRONG_LABEL, "labels": _LABEL}


def _template(text: str) -> bool:
    """Return whether runs of X also stand for a part of some identifier (`id=XXXXXX`) or beside runs of Y."""
    if "YYYY" in text:
        return True
    at = text.find("XXXX")
    while at >= 0:
        run = _RUN.match(text, at)
        end = run.end() if run else at + 4
        left = text[at - 1 : at]
        if (left.isalnum() or left in ("=", "_", "/", ".")) and end - at <= 8 and not text[end : end + 1].isalpha():
            return True
        at = text.find("XXXX", end)
    return False


class Page:
    """A record's text as the tests see it; what concerns the whole record is looked up once."""

    __slots__ = ("_folded", "_known", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: str | None = None
        self._known: dict[str, bool] = {}

    @property
    def folded(self) -> str:
        """The text in lower case, for looking words up; its offsets are not those of `text`."""
        if self._folded is None:
            self._folded = self.text.lower()
        return self._folded

    def has(self, gate: str) -> bool:
        """Return whether the record holds words of the named kind (`sheet`, `cia`, `fbi` ...)."""
        known = self._known.get(gate)
        if known is None:
            pattern = _PATTERNS.get(gate)
            known = any(word in self.folded for word in _GATES.get(gate, ())) or bool(
                pattern and pattern.search(self.text)
            )
            self._known[gate] = known
        return known

    @property
    def enumerated(self) -> bool:
        """Whether a line begins with `(a)` and words, as the paragraphs of a statute do."""
        known = self._known.get("enumerated")
        if known is None:
            known = self._known["enumerated"] = any(self._opens_paragraph(letter) for letter in ("(a)", "(A)"))
        return known

    def _opens_paragraph(self, letter: str) -> bool:
        at = self.text.find(letter)
        while at >= 0:
            if self.opens_line(at) and self.text[at + 3 : at + 4] in (" ", "\t", "("):
                return True
            at = self.text.find(letter, at + 3)
        return False

    def before(self, start: int, size: int = _SIDE) -> str:
        """Return up to `size` characters before `start`."""
        return self.text[max(0, start - size) : start]

    def line_before(self, start: int, size: int = _SIDE) -> str:
        """Return what stands before `start` on its line, at most `size` characters."""
        left = self.text[max(0, start - size) : start]
        return left[max(left.rfind("\n"), left.rfind("\r")) + 1 :]

    def opens_line(self, start: int) -> bool:
        """Return whether only blanks or quotation marks stand before `start` on its line."""
        if start == 0 or self.text[start - 1] in "\r\n":
            return True
        if self.text[start - 1] not in " \t\x0c\xa0>|*":
            return False
        left = self.text[max(0, start - _SIDE) : start].rstrip(" \t\x0c\xa0>|*")
        return left.endswith(("\n", "\r")) or (not left and start < _SIDE)

    def line_after(self, end: int, size: int = _SIDE) -> str:
        """Return what stands after `end` on its line, at most `size` characters."""
        right = self.text[end : end + size]
        for stop in ("\n", "\r"):
            at = right.find(stop)
            if at >= 0:
                right = right[:at]
        return right


Place = Callable[[Page, int, int], bool]


def clear_left(page: Page, start: int, _end: int) -> bool:
    """Nothing stands before it on its line, or at least two blanks (or a tab) do."""
    text = page.text
    if start == 0 or text[start - 1] in "\r\n\t\x0c":
        return True
    if text[start - 1] not in _BLANK:
        return False
    return (
        start == 1
        or text[start - 2] in " \t\r\n\x0c\xa0"
        or (text[start - 2] == ">" and _QUOTED.search(page.before(start, 12)) is not None)
    )


def margin(page: Page, start: int, end: int) -> bool:
    """It stands alone on its line, or behind at least two blanks with only codes behind it."""
    return clear_left(page, start, end) and _REST.match(page.text, end) is not None


def alone(page: Page, start: int, end: int) -> bool:
    """It stands alone on its line."""
    return _LINE_END.match(page.text, end) is not None and page.opens_line(start)


def not_reason_line(page: Page, start: int, _end: int) -> bool:
    """It is not the reason of a classification: nothing but other sections stands between it and the word `Reason`."""
    return _REASON.search(" ".join(page.before(start).split())) is None


def not_instruction(page: Page, start: int, end: int) -> bool:
    """It is not a declassification instruction (`Declassify On: 25X1, 20301231`)."""
    if _AFTER_INSTRUCTION.match(page.text, end):
        return False
    before = page.before(start, 90)
    told = before.lower()
    return not ("decl" in told or "exempt" in told or "X" in before) or _INSTRUCTION.search(before) is None


def not_cited(page: Page, start: int, end: int) -> bool:
    """It is applied here and not merely cited (`section 552(b)(6)`, `under exemptions (b)(1) and (b)(3)`)."""
    head, blank, tail = page.before(start, 24).rpartition(" ")
    if blank and not tail and (word := head.rpartition(" ")[2]).isalpha() and word.lower() not in _MAY_CITE:
        return _CITED_AFTER.match(page.text, end) is None
    if alone(page, start, end):
        left = page.line_before(start, 160)
        if not left.strip():
            return _CITED_AFTER.match(page.text, end) is None
    else:
        left = page.before(start, 160)
    if left.endswith((*"0123456789", ")", "]", "§")) or _CITED_AFTER.match(page.text, end):
        return False
    for _ in range(12):
        if not left.rstrip(" \t\r\n,;&-–").endswith((")", "and", "or", "through", "to")):
            break
        listed = _LISTED.search(left)
        if listed is None:
            break
        left = left[: listed.start()]
    words = [word.strip(":,(“\"'’") for word in left[-48:].split()]
    for _ in range(2):
        if (
            words
            and words[-1]
            and words[-1][-1] in "0123456789lIOa"
            and _NUMERAL.fullmatch(words[-1])
            and words.pop().startswith("§")
        ):
            return False
    return not _cites(words)


def _cites(words: list[str]) -> bool:
    if not words:
        return False
    last = words[-1].lower()
    return last in _CITING or last.startswith("§") or " ".join(words[-2:]).lower() in _CITING_PAIRS


def not_designator(page: Page, start: int, end: int) -> bool:
    """It does not number a paragraph of a statute: it opens a line before words, and so does an `(a)` elsewhere."""
    if _WORD_AFTER.match(page.text, end) is None or not page.opens_line(start):
        return True
    return not page.enumerated


def not_in_word(page: Page, start: int, end: int) -> bool:
    """No letter or digit touches it on either side."""
    text = page.text
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(c.isalnum() or c == "_" for c in around)


_OPEN = frozenset(("", " ", "\n", ",", ";"))


def overtyped(page: Page, start: int, end: int) -> bool:
    """A run of X that hides something: no number mask, template, identifier or part of a word, but a name's tail."""
    text, size = page.text, end - start
    left, right = text[start - 1 : start], text[end : end + 1]
    if size > 7 and left in _OPEN and right in _OPEN:
        return True
    if left and (left.isalnum() or left in "_$#\\@%=+*~^&<{|!?"):
        return False
    if (
        left in ("-", "/", ".", ":", "–")
        and (size < 8 or _MASK.search(text[max(0, start - 2) : start - 1]))
        and not _joined(text, start, size)
    ):
        return False
    if right:
        if right.isalnum():
            return (
                size >= 5
                and _LOWER_TAIL.match(text, end) is not None
                and (not left or left.isspace() or left in "(\"“'")
            )
        if right in "_=@*\\(+<{|%$^~" or text[end : end + 3] in ("://", "://"):
            return False
        if right in "-/.:" and size < 8 and text[end + 1 : end + 2].isalnum():
            return False
    return size > 7 or not _placeholder(page, start, end)


def _joined(text: str, start: int, size: int) -> bool:
    """Two long runs joined by one character hide two words."""
    return size >= 8 and text[max(0, start - 9) : start - 1] == "X" * 8


def _placeholder(page: Page, start: int, end: int) -> bool:
    """A short run that stands for work to do (`# XXXX fix this`, `RFC XXXX`)."""
    before = page.line_before(start, 32).rstrip()
    if before.endswith(_COMMENT) or before.rpartition(" ")[2].lower() in _TASK:
        return True
    if _template(page.text[max(0, start - 1000) : end + 1000]):
        return True
    return not before and _CAPITAL_SENTENCE.match(page.text, end) is not None


def not_row(page: Page, start: int, end: int) -> bool:
    """It is not a row of its own with nothing but blank lines or other rows around it (borders, struck-out lines)."""
    after = page.text[end : end + 2]
    if after[:1] not in ("", " ", "\n", "\r", "\t") or after[1:2].isalnum() or _LINE_END.match(page.text, end) is None:
        return True
    if not page.opens_line(start):
        return True
    left = page.before(start, 160)
    above = _BREAK.sub("\n", left).split("\n")
    below = _BREAK.sub("\n", page.text[end : end + 160]).split("\n")
    return _worded(above[-2] if len(above) > 1 else "") or _worded(below[1] if len(below) > 1 else "")


def _worded(line: str) -> bool:
    return bool(line.strip(" \tXx\x0c\xa0.,'s"))


def not_convention(page: Page, start: int, end: int) -> bool:
    """It is not quoted as a convention (`bracketed insertions reading "[text not declassified]"`)."""
    if page.text[start - 1 : start] in ("“", '"', "‘", "'", "`") and page.text[end : end + 1] in (
        "”",
        '"',
        "’",
        "'",
        "`",
        ",",
        ".",
    ):
        return False
    last = page.before(start, 16).rpartition(" ")
    if (
        last[2] == ""
        and last[1]
        and (word := last[0].rpartition(" ")[2]).isalpha()
        and word not in _LINKING
        and word.lower() not in _CONVENTION
    ):
        return True
    words = [word.strip(":,(“\"'‘") for word in page.before(start, 48).lower().split()[-3:]]
    while words and words[-1] in _LINKING:
        words.pop()
    return not (words and words[-1] in _CONVENTION)


def not_program(page: Page, start: int, end: int) -> bool:
    """It is no progress bar or sample in program text."""
    return _PROGRAM_LEFT.search(page.before(start, 12)) is None and _PROGRAM_RIGHT.match(page.text, end) is None


def not_prose(page: Page, start: int, end: int) -> bool:
    """It does not run on as prose (`the Grand Jury testimony`); where labels abound only what follows tells."""
    if page.has("strong-label"):
        return _COMPOUND.match(page.text, end) is None
    return _NOUN.match(page.text, end) is None and _DETERMINER.search(page.before(start, 24)) is None


def not_bracketed(page: Page, start: int, _end: int) -> bool:
    """No opening bracket stands directly before it."""
    return page.text[start - 1 : start] not in ("[", "(", "{", "<")


def in_sentence(page: Page, start: int, end: int) -> bool:
    """Words stand on both sides of it on its line."""
    left, right = page.line_before(start, 24).rstrip()[-2:], page.line_after(end, 24).lstrip()[:2]
    return (left[-1:].isalpha() or left[-1:] == ",") and right[:1].isalpha() and right[:1].islower()


def outside_bracket(page: Page, start: int, _end: int) -> bool:
    """No square bracket opened on the last hundred characters is still open before it."""
    left = page.before(start, 100)
    return left.rfind("[") <= left.rfind("]")


def begins_sentence(page: Page, start: int, _end: int) -> bool:
    """It does not run on from a lower-case word or a comma."""
    left = page.before(start, 24).rstrip()
    word = left.rpartition(" ")[2].rpartition("\n")[2].lstrip("([“\"'‘")
    return not left.endswith(",") and not (word.isalpha() and word.islower())


def short_label(page: Page, start: int, end: int) -> bool:
    """It stands like a printed label: no figure behind, no article before it; `IT` only behind a note number."""
    if _NOUN.match(page.text, end) or _DETERMINER.search(page.before(start, 24)) or _FIGURE_AFTER.match(page.text, end):
        return False
    if page.text[start:end] != "IT":
        return True
    return _NOTE_NUMBER.search(page.before(start, 12)) is not None and not page.text[end : end + 4].strip().isupper()


def in_stack(page: Page, start: int, end: int) -> bool:
    """Another code stands on a neighbouring line, or many blanks before it, or the record is of such an agency."""
    left = page.before(start, 40)
    if len(left) - len(left.rstrip(_BLANK)) >= 12 or page.has("released") or page.has("fbi"):
        return True
    near = page.before(start, 120) + "\0" + page.text[end : end + 120]
    return _STACKED.search(near) is not None


def not_sheet_field(page: Page, start: int, _end: int) -> bool:
    """It does not fill the field `RESTRICTIONS:` of a record sheet."""
    return _RESTRICTIONS.search(page.before(start, 60)) is None


def not_named(page: Page, start: int, _end: int) -> bool:
    """It is not cited in a sentence: no `under`, `section`, `of` ... stands directly before it on its line."""
    return _NAMED.search(page.line_before(start, 40)) is None


def intelligence_place(page: Page, start: int, end: int) -> bool:
    """It stands in the margin, or the record bears a release stamp of an intelligence agency."""
    return margin(page, start, end) or page.has("cia")


def order_place(page: Page, start: int, end: int) -> bool:
    """It stands in the margin, or says how old the record is (`>25Yrs`)."""
    return margin(page, start, end) or page.text[end - 3 : end].lower().rstrip("s").endswith("yr")


def sheet_row(page: Page, start: int, end: int) -> bool:
    """It ends a row of a withdrawal sheet: at least two blanks before it, a figure or date earlier on the line."""
    return margin(page, start, end) and any(c.isdigit() for c in page.line_before(start))


def sheet_line(page: Page, start: int, end: int) -> bool:
    """It fills its line, but for a number or blanks."""
    left, right = page.line_before(start, 60), page.line_after(end, 60)
    return not any(c.isalpha() for c in left) and not any(c.isalpha() for c in right)


def no_code_near(page: Page, start: int, end: int) -> bool:
    """No whole code stands on the same or a neighbouring line."""
    near = page.before(start, 160) + "\n" + page.text[end : end + 160]
    return _NEAR_CODE.search(near) is None


# Tests of the whole record, by the words that `Page.has` looks up.
GATED = {
    "withdrawal-sheet": "sheet",
    "nixon-sheet": "nixon",
    "intelligence-release": "cia",
    "labelled": "labels",
    "released": "released",
}


def _gate(name: str) -> Place:
    def place(page: Page, _start: int, _end: int) -> bool:
        return page.has(name)

    return place


PLACES: dict[str, Place] = {
    "not-sheet-field": not_sheet_field,
    "not-named": not_named,
    "no-code-near": no_code_near,
    "intelligence-place": intelligence_place,
    "order-place": order_place,
    "sheet-row": sheet_row,
    "sheet-line": sheet_line,
    "margin": margin,
    "begins-sentence": begins_sentence,
    "outside-bracket": outside_bracket,
    "short-label": short_label,
    "in-stack": in_stack,
    "in-sentence": in_sentence,
    "not-reason-line": not_reason_line,
    "not-instruction": not_instruction,
    "not-cited": not_cited,
    "not-designator": not_designator,
    "not-in-word": not_in_word,
    "not-row": not_row,
    "not-convention": not_convention,
    "not-program": not_program,
    "not-prose": not_prose,
    "not-bracketed": not_bracketed,
    "overtyped": overtyped,
    **{place: _gate(name) for place, name in GATED.items()},
}
