"""A record as read, where it comes from and what could not be read; the marks that stand on it."""

from typing import Literal

from redaction_audit.model.base import Confidence, Frozen, Span

# The closed, published list of mark kinds (`inspect` prints no other).
MARK_KINDS = (
    "x-run",  # XXXXXXXXXXXX and other overtyping by letters
    "overtype",  # overtyping by other characters (****, ####, ----) where a mark is certain
    "block",  # runs of U+2588 and its kin
    "bracket",  # [Redacted], (excised), [[DELETED]], [Restricted]
    "not-declassified",  # FRUS and its kin: bracketed, unclosed or bare "... not declassified"
    "foia-code",  # (b)(6), (b)(7)(C), b7E inline or as an overlay
    "margin-code",  # B6, 1.4(D), B3 CIA PERS/ORG by its place on the line
    "eo-code",  # EO 13526 3.3(b)(1)>25Yrs and other section codes beside a gap
    "statute-code",  # JFK Act 5 (g)(2)(D), 50 USC 3605
    "archive-label",  # 25X1, STATINTL, ILLEGIB, OGA
    "pra-code",  # P1..P6, b(1) on a withdrawal sheet
    "label",  # printed inside a box: Grand Jury, Harm to Ongoing Matter
    "tag",  # <REDACTED>
    "gap",  # [   ] and other ruled blanks
    "page-denied",  # Page Denied, deleted-page sheets
    "release-stamp",  # RELEASE IN PART B6: outside inventory, share and RED
)


class Origin(Frozen):
    """Places a record in its file: `row` counts table rows from 1, `line` is the file line its first line stands on."""

    path: str
    member: str | None = None
    row: int | None = None
    line: int | None = 1


class Gap(Frozen):
    """Something that could not be read or had to be read otherwise.

    `severity` "error" makes the run incomplete (exit 3); "note" is only said. `advice` is what to do next.
    """

    path: str
    reason: str
    advice: str | None = None
    severity: Literal["error", "note"] = "error"
    member: str | None = None
    line: int | None = None
    size: int | None = None


class Record(Frozen):
    """One document as read. `id` is final (see `identity.py`); `given_id` is the id a table row brought along.

    `utf8` is the text as bytes, where a small file was read as such: who needs them is spared the encoding.
    """

    text: str
    origin: Origin
    id: str = ""
    given_id: str | None = None
    encoding: str = "utf-8"
    size: int = 0
    gaps: tuple[Gap, ...] = ()
    utf8: bytes | None = None


class Amount(Frozen):
    """What a mark says of its extent: `2½ lines` is n 2.5, unit `line`; `less than 1 line` has `less_than`."""

    n: float | None
    unit: str
    less_than: bool = False


class Mark(Frozen):
    """One printed token or bracket that stands for withheld text. A fact on the page, no opinion."""

    kind: str
    start: int
    end: int
    raw: str
    codes: tuple[str, ...] = ()
    amount: Amount | None = None
    confidence: Confidence = "high"
    group: int | None = None
    pattern: str = ""


class Group(Frozen):
    """Marks of one withheld portion; `extent` is the white space the codes stand for, where there is one."""

    index: int
    extent: Span | None = None


class Marks(Frozen):
    """All marks of one record in text order; `doubtful` ones (bracketed ellipses ...) never count."""

    marks: tuple[Mark, ...] = ()
    doubtful: tuple[Mark, ...] = ()
    groups: tuple[Group, ...] = ()
