r"""One record's text as its parsers see it: lines, page-break lines to skip, and where the body begins.

Only `\n`, `\r\n` and `\r` break lines. Patterns that must begin at a line start begin with `\n` and run over
`Page.padded` (one break before the text, every break a line feed): then `m.start()` is the offset of that line in the
text itself, and the search leaps from break to break.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.lazy import lazy
from redaction_audit.lines import Lines
from redaction_audit.model import Located, Value
from redaction_audit.structure.lexicon import Anchor
from redaction_audit.structure.literals import beyond_ascii, both, coded, flattened, is_odd

HEAD = 16_000
"""Characters in which a header is looked for: the longest routing blocks seen take 6,000."""

LINES = 400_000
"""Lines that are tried for line-shaped things.

The longest record that is structured at all (16 MB) has fewer when it is text.
"""

MOST = 10_000
"""Things of one kind that are located in one record; hostile text holds millions."""

LONGEST_BREAK = 400
"""A line longer than this is text, whatever it holds; centred footers stand behind some 100 blanks."""

_TURN = 24
"""Lines of a page turn with its blank ones: some prints leave a third of a page free."""

_BANNER = (
    r"(?:T ?O ?P ?[ ]?)?S ?E ?C ?R ?E ?T|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|UNCLASSIFIED|UNCLAS|LIMITED OFFICIAL USE"
)


_BREAKS = {
    # PAGE 02 RIYADH 00905 01 OF 03 060018Z
    "PAGE ": r"PAGE[ \t]{1,10}\d{1,3}[ \t]{1,20}[A-Z][A-Z ]{1,24}?[ \t]{1,12}\d{2,8}\b.{0,60}",
    # LIMA 00002158  001.2 OF 003
    " OF 0": r"[A-Z][A-Z ]{2,24}?[ \t]{1,6}\d{4,8}[ \t]{1,6}\d{3}(?:\.\d)? OF \d{3}[ \t]{0,80}",
    # the document's number is printed over the word UNCLASSIFIED, and scans make anything of it
    "Department of State": r".{0,40}?\bU\.? ?S\.? Department of State[ \t]{1,20}Case No.{0,160}",
    "Case No": r"Case No\.?:?[ \t]{0,6}[A-Z]{1,4}-\d{4}-\d{3,6}.{0,200}",
    'UNCLASSIFIED"': r"FL-\d{4}-\d{5}[ \t]{1,40}[A-Z]-\d{11}[ \t].{0,160}",
    "Doc No": r"Doc No\.?:?[ \t]{0,6}C[0-9OolIS]{8}.{0,200}",
    "RELEASE UNDER THE": r".{0,40}20[12]\d[ \t]{1,3}RELEASE UNDER THE.{0,120}",
    "DocId:": r"(?:[A-Z]{2}[ \t]{1,4}\d{3,6}[ \t]{1,4})?DocId:[ \t]{0,4}\d{6,9}.{0,40}",
    "Docld:": r"(?:[A-Z]{2}[ \t]{1,4}\d{3,6}[ \t]{1,4})?Docld:[ \t]{0,4}\d{6,9}.{0,40}",
    "13-00000": r"13-00000.{0,12}",
    "RDP": r".{0,40}(?:Declassified|Approved|Sanitized).{0,80}CIA-?[ ]?RDP.{0,60}",
    "bjection": r".{0,40}No Objection [Tt]o Declassification.{0,120}",
    "Declassified/Released": r".{0,60}Declassified/Released.{0,160}",
    "FRUS p": r"FRUS p\. [ivxlc\d]{1,8}",
    "## Page ": r"## Page \d{1,4}",
    "[Page ": r"\[Page \d{1,4}\]",
    "- Page ": r"-{2,5} Page \d{1,4} -{2,5}",
    "- PAGE ": r"-{2,5} PAGE \d{1,4} -{2,5}",
    "Declassification Authority": r"Declassification Authority:.{0,120}",
    "REVIEW AUTHORITY": r"\W?REVIEW AUTHORITY:.{0,80}",
    "DATE/CASE ID": r"DATE/CASE ID:.{0,60}",
}
"""Lines that a page turn leaves behind: a literal that must occur, and the pattern of the whole line.

Forms as in released telegrams, State and CIA releases, the JFK collection, the State history series, and what programs
that take the text out of PDF files put between pages.
"""

_BREAK_WORDS = tuple(_BREAKS)


@cache
def _break(literal: str) -> re.Pattern[str]:
    return fixed(rf"[ \t\f]{{0,200}}(?:{_BREAKS[literal]})[ \t\f]{{0,80}}")


@cache
def _banner_line() -> re.Pattern[str]:
    return fixed(
        rf"[ \t]{{0,80}}(?:{_BANNER}|U\.? ?S\.? Department of State|UNITED STATES DEPARTMENT OF STATE|- ?\d{{1,3}} ?-"
        rf"|Date: ?\d\d/\d\d/\d{{4}}(?:[ \t]{{3}}.{{0,200}})?)[ \t]{{0,80}}\Z"
    )


@cache
def _page_alone() -> re.Pattern[str]:
    return fixed(r"[ \t\f]{0,80}PAGE[ \t]{1,10}\d{1,3}[ \t]{0,80}\Z")


@cache
def _message_alone() -> re.Pattern[str]:
    """Match the message of a page turn: `RIYADH 00905`, `RIYADH 00905  01 OF 03  060018Z`."""
    return fixed(
        r"[ \t]{0,80}[A-Z][A-Z ]{1,24}?[ \t]{1,12}\d{2,8}(?:[ \t]{1,12}\d\d OF \d\d)?(?:[ \t]{1,12}\d{6}[Z2])?"
        r"[ \t]{0,80}\Z"
    )


@cache
def _first_paragraph() -> re.Pattern[str]:
    return fixed(r"\n\f?[ \t]{0,8}(?:[¶(]?[ ]?1[.)][ \t]{0,8}(?=[^\s\d])|¶ ?1 (?=\())")


@cache
def _label() -> re.Pattern[str]:
    return fixed(
        # two letters of each come first: most lines are left at one look
        # an order with its section is a reviewer's stamp
        r"\n[ \t]{0,40}(?=E[ .O]|TA|SU|RE|CL|DE)(?:(?:E ?\. ?O ?\.|EO )(?![ ]{0,2}1\d{4}[.,;]?[ ]{1,2}SEC)|TAGS?\b"
        r"|SUBJ(?:ECT)?\b|REFS?\b"
        r"|CLASSIFIED BY\b|DECLAS(?!SIFIED)|REASON\b|DERIVED FROM\b)",
        re.IGNORECASE,
    )


@cache
def _listed() -> re.Pattern[str]:
    return fixed(r"[ \t]{0,40}[¶(]?[A-Z][.)]")


def _lowered(text: str, utf8: bytes, beyond: str) -> str:
    """Return `text` in lower case with every offset kept; `beyond` holds its signs beyond ASCII.

    The few letters whose lower case is longer than one code point stay as they are.
    """
    if beyond.lower() == beyond:
        return utf8.lower().decode("utf-8", "surrogatepass")
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low


class Table(Lines):
    """The line table with the lines themselves, cut once for all readers.

    `rows` are the lines without their breaks, `widths` their lengths.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        if "\r" in text:
            self.rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self.widths = list(map(len, self.rows))
        else:
            self.rows = text.split("\n")
            self.starts, self.widths = _measured(self.rows)

    def bounds(self, index: int) -> tuple[int, int]:
        """Return start and end of line `index`, its line break left out."""
        start = self.starts[index]
        return start, start + self.widths[index]

    def line(self, index: int) -> str:
        """Return the text of line `index` without its line break."""
        return self.rows[index]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of `offset`; nothing need be counted."""
        index = self.index(offset)
        return index + 1, offset - self.starts[index] + 1


def _measured(rows: list[str]) -> tuple[list[int], list[int]]:
    """Return where the rows begin in a text that has one sign between them, and how long they are."""
    starts: list[int] = []
    widths: list[int] = []
    at = 0
    for row in rows:
        width = len(row)
        starts.append(at)
        widths.append(width)
        at += width + 1
    return starts, widths


class Page:
    """A text with its line table. Pure; what not every reader needs is made when it is asked for.

    `lines` is the line table, `padded` the text with one break in front (offsets of groups are one too large,
    `m.start()` is a line start as it is), `low` the text in lower case, which patterns with a literal in front search
    several times faster than they would search the text with IGNORECASE. `literals` and `low_literals` tell what occurs
    at all in `text` and in `low`: ask them before searching. `noise` holds the indexes of page-break lines,
    `body_start` is the offset where paragraph 1 or else the body begins.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.padded = "\n" + text.replace("\r", "\n")
        utf8 = coded(text)
        beyond = beyond_ascii(utf8)
        self.low = _lowered(text, utf8, beyond)
        self.lines = Table(text)
        self.literals, self.low_literals = both(text, self.low, flattened(utf8), is_odd(beyond))

    @lazy
    def noise(self) -> frozenset[int]:
        """0-based indexes of lines that a page turn left behind, and of lone banners and stamp parts next to them."""
        if not self.literals.any_of(_BREAK_WORDS):
            return frozenset()
        found = {
            index
            for literal in _BREAK_WORDS
            if literal in self.literals
            for index in self._lines_with(literal, _break(literal))
        }
        if "PAGE " in self.literals:
            found |= set(self._divided_turns())
        return frozenset(found | {beside for index in found for beside in self._banners_beside(index)})

    def _lines_with(self, literal: str, form: re.Pattern[str]) -> Iterator[int]:
        """Yield the lines that hold `literal` and match `form` as a whole; each line is tried once."""
        at = self.text.find(literal)
        while at >= 0:
            index = self.lines.index(at)
            start, end = self.lines.bounds(index)
            if end - start <= LONGEST_BREAK and form.fullmatch(self.text, start, end):
                yield index
            at = self.text.find(literal, max(end, at + 1))

    def _divided_turns(self) -> Iterator[int]:
        """Yield both lines of page turns whose page number and message stand on lines of their own."""
        for at in self.hits("PAGE "):
            index = self.lines.index(at)
            if self.lines.widths[index] <= LONGEST_BREAK and _page_alone().match(self.lines.rows[index]):
                for beside in (index + 1, index - 1):
                    if 0 <= beside < len(self.lines) and _message_alone().match(self.lines.rows[beside]):
                        yield from (index, beside)
                        break

    def _banners_beside(self, index: int) -> Iterator[int]:
        """Yield lone banners and page numbers, and the other lines of a stamp set in a column, next to a page break.

        They stand within five lines before and after it with nothing but blank lines and their like between.
        """
        for step in (-1, 1):
            for beside in range(index + step, index + 6 * step, step):
                if not 0 <= beside < len(self.lines):
                    break
                line = self.lines.line(beside)
                if _banner_line().match(line):
                    yield beside
                elif line.strip():
                    break

    def behind_turn(self, index: int) -> int | None:
        """Return the first line behind the page turn that begins with blank line `index`, None where it begins none."""
        turned = False
        for behind in range(index, min(index + _TURN, len(self.lines))):
            if behind in self.noise:
                turned = True
            elif self.lines.rows[behind].strip():
                return behind if turned else None
        return None

    @lazy
    def body_start(self) -> int:
        """Offset of the line of paragraph 1, else of the first line after the header's labels; 0 without a header."""
        first = _first_paragraph().search(self.padded, 0, HEAD)
        return first.start() if first else self._after_labels()

    def _after_labels(self) -> int:
        labels = [m.start() for m in _label().finditer(self.padded, 0, HEAD)]
        if not labels:
            return 0
        index = self.lines.index(labels[-1])
        blank = False
        while index + 1 < len(self.lines):
            index += 1
            line = self.lines.line(index)
            if blank and line.strip() and not _listed().match(line) and index not in self.noise:
                return self.lines.starts[index]
            blank = not line.strip() or (blank and index in self.noise)
        return len(self.text)

    def kept(self, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield the indexes of the lines that begin in `start <= offset < end`, page-break lines left out."""
        stop = len(self.text) if end is None else end
        index = self.lines.index(start)
        if self.lines.starts[index] < start:
            index += 1
        while index < len(self.lines) and self.lines.starts[index] < stop:
            if index not in self.noise:
                yield index
            index += 1

    def content(self, index: int) -> tuple[int, int]:
        """Return start and end of line `index` without the white space at either end (both at its start when blank)."""
        start, end = self.lines.bounds(index)
        line = self.text[start:end]
        left = len(line) - len(line.lstrip())
        return (start + left, start + len(line.rstrip())) if left < len(line) else (start, start)

    def fold(self, start: int, end: int) -> str:
        """Return `text[start:end]` as one line: every run of white space a blank, none at the ends."""
        return " ".join(self.text[start:end].split())

    @lazy
    def reach(self) -> int:
        """Offset in `padded` behind the first `LINES` lines, all that are tried for line-shaped things."""
        if len(self.text) < LINES or len(self.lines) < LINES:
            return len(self.padded)
        return self.lines.starts[LINES - 1]

    def openings(
        self, pattern: re.Pattern[str], anchor: Anchor, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """Yield the matches in `padded[start:end]` of a pattern that begins with a line break and stays on its line.

        The anchor matches on every line that the pattern does: where it is known at once, only those lines are tried.
        """
        stop = self.reach if end is None else end
        told = self.literals.told(anchor)
        if told is None:
            yield from pattern.finditer(self.padded, start, stop)
            return
        last = start - 1
        for number in range(bisect_right(told, start), len(told)):
            line = self.lines.starts[self.lines.index(told[number] - 1)]
            if line >= stop:
                return
            if line > last and (found := pattern.match(self.padded, line, stop)):
                yield found
            last = line

    def hits(self, *literals: str) -> Iterator[int]:
        """Yield the offset of every occurrence of each literal.

        Patterns are tried there only, which is many times faster.
        """
        for literal in literals:
            at = self.text.find(literal)
            while at >= 0:
                yield at
                at = self.text.find(literal, at + len(literal))

    def low_hits(self, word: str, start: int = 0) -> Iterator[int]:
        """Yield the offset of every occurrence from `start` on of a word in lower case, however it is printed."""
        at = self.low.find(word, start) if word in self.low_literals else -1
        while at >= 0:
            yield at
            at = self.low.find(word, at + len(word))

    def value(self, start: int, end: int, value: str | None = None) -> Value:
        """Return the field at `start:end`; its value is the folded text when none is given."""
        printed = self.text[start:end]
        return Value(start, end, printed, " ".join(printed.split()) if value is None else value)

    def located(self, kind: str, start: int, end: int, value: str | None = None) -> Located:
        """Return the located thing of `kind` at `start:end`."""
        return Located(kind, start, end, self.text[start:end], value)
