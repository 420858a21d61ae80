"""The values that every room shares: records, marks, structure and findings. Frozen; imports the mask and nothing else.

Offsets are half-open, in code points of `Record.text`. Lines and columns are 1-based. What is absent is `None`, never
guessed.
`raw` is always `text[start:end]`; `value` is the same thing normalised (folded lines, stripped marks, ISO dates).
"""

from collections.abc import Mapping
from typing import Any, Literal, dataclass_transform

import msgspec

from redaction_audit.sensitive import Sensitive

Severity = Literal["error", "warning", "note"]
Confidence = Literal["high", "medium", "low"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
PROVENANCES = ("foia", "mdr", "systematic", "cia_crest", "frus", "jfk", "pra", "unofficial")

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


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.Struct, frozen=True, gc=False):
    """Base of all values; made before anything that could refer back to them, they are never part of a cycle."""


class Span(Frozen):
    """A half-open stretch of a record's text."""

    start: int
    end: int


class Located(Frozen):
    """One located thing of the page: `kind` as published (`marking.banner`, `header.subject`, `ref`, ...)."""

    kind: str
    start: int
    end: int
    raw: str
    value: str | None = None


# -- where a record comes from --


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


# -- marks --


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


# -- structure --


class Value(Frozen):
    """A located field with its normalised value."""

    start: int
    end: int
    raw: str
    value: str | None = None


class Classification(Frozen):
    """A banner or classification line: the level or administrative word, and the controls beside it."""

    start: int
    end: int
    raw: str
    value: str
    spaced: bool = False
    controls: tuple[str, ...] = ()


class Declassify(Frozen):
    """A declassification instruction. `value` is an ISO date for kind `date`, the event's words, or None."""

    kind: Literal["date", "event", "code", "not-applicable", "empty"]
    start: int
    end: int
    raw: str
    value: str | None = None
    codes: tuple[str, ...] = ()


class ClassifiedBy(Frozen):
    """Who classified; `names` holds every name as printed, `name` the first."""

    start: int
    end: int
    raw: str
    name: str | None = None
    title: str | None = None
    names: tuple[str, ...] = ()


class Reason(Frozen):
    """A classification reason: `section` "1.4" and sorted lower-case `letters`."""

    start: int
    end: int
    raw: str
    section: str | None = None
    letters: tuple[str, ...] = ()


class Reference(Frozen):
    """One item of a REF list: `value` as printed (`LIMA 2055`), `id` canonical (`05LIMA2055`), None without a year."""

    start: int
    end: int
    raw: str
    value: str
    letter: str | None = None
    id: str | None = None
    kind: str = "cable"


class Sections(Frozen):
    """Telegram sections: the numbers seen and how many there should be."""

    seen: tuple[int, ...]
    of: int | None


class Signature(Frozen):
    """The signer or signers of a telegram."""

    start: int
    end: int
    raw: str
    names: tuple[str, ...] = ()


class Review(Frozen):
    """The strip of a later review (State FOIA of 2015-16, FBI stamps); never the author's own block."""

    start: int
    end: int
    raw: str
    classified_by: str | None = None
    date: str | None = None
    class_: str | None = msgspec.field(default=None, name="class")
    reason: Reason | None = None
    declassify_on: Declassify | None = None


class Fields(Frozen):
    """Header fields of a record; what is not on the page is None or empty."""

    message_id: Value | None = None
    document_id: Value | None = None
    case_number: Value | None = None
    created: Value | None = None
    released: Value | None = None
    classification: Classification | None = None
    origin: Value | None = None
    precedence: Value | None = None
    dtg: Value | None = None
    from_: Value | None = msgspec.field(default=None, name="from")
    to: Value | None = None
    order: Value | None = None
    declassify_on: Declassify | None = None
    classified_by: ClassifiedBy | None = None
    derived_from: Value | None = None
    reason: Reason | None = None
    captions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    subject: Value | None = None
    references: tuple[Reference, ...] = ()
    sections: Sections | None = None
    signature: Signature | None = None
    review: Review | None = None
    release_date: Value | None = None


class Paragraph(Frozen):
    """A numbered paragraph: `start` at its number, `end` before the next one; `body` is where its text starts.

    `portion` is the mark without parentheses, upper case (`C`, `S/NF`), None where the page has none.
    """

    number: int
    portion: str | None
    start: int
    end: int
    body: int


class Provenance(Frozen):
    """How a record came to be public, and the words on the page that say so."""

    name: str
    evidence: tuple[Located, ...] = ()


class Structure(Frozen):
    """A record as read: fields with places, numbered paragraphs, every located thing, date and provenance.

    `date` is ISO at the precision known (`2005-05-12`, `2005-05`, `2005`); `date_source` says where it stands:
    dtg | created | sent | dateline | cover | id | memo | given. `entire_text` is the portion of "1. C - ENTIRE TEXT".
    """

    fields: Fields = Fields()
    spans: tuple[Located, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    provenance: Provenance | None = None
    form: str | None = None
    date: str | None = None
    date_source: str | None = None
    other_dates: tuple[tuple[str, str], ...] = ()
    entire_text: str | None = None
    page_lines: tuple[Span, ...] = ()


# -- findings --


class Citation(Frozen):
    """Where a rule comes from, and how well that was checked."""

    text: str
    status: Literal["verified", "summary", "unverified"] = "verified"


class Related(Frozen):
    """Another place that belongs to a finding."""

    start: int
    end: int
    line: int
    column: int
    message: str = ""


class FrameLine(Frozen):
    """One line of a code frame, already masked.

    `marks` are half-open 0-based columns of `text` to underline, `related` those of places that belong to the finding.
    """

    number: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    cut_left: bool = False
    cut_right: bool = False
    related: tuple[tuple[int, int], ...] = ()


class Finding(Frozen):
    """One judgement about one place. Holds no hidden text: message, evidence and data are safe to print."""

    schema: str
    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    record: str
    path: str
    origin: Origin
    start: int
    end: int
    line: int
    column: int
    page: int | None
    paragraph: int | None
    related: tuple[Related, ...]
    evidence: str | None
    citations: tuple[Citation, ...]
    basis: tuple[str, ...]
    fingerprint: str
    data: Mapping[str, Any]


class NotJudged(Frozen):
    """A check that could not examine a record, and why."""

    rule: str
    record: str
    reason: str


class Failed(Frozen):
    """A check or reader that broke; the message holds the exception's type and place, never record text."""

    what: str
    record: str | None
    path: str
    message: str


class SetAside(Frozen):
    """A finding that is not reported, by whom or what, and why.

    `by` is baseline, waiver, configuration (a rule ignored for some paths) or reviewer; `why` is in words for people.
    `author` and `expires` (ISO) are what a waiver says of itself.
    """

    finding: Finding
    by: str
    why: str
    author: str | None = None
    expires: str | None = None


class Marking(Frozen):
    """How the withheld portions of a record are marked, as 5 U.S.C. 552(b) asks.

    Of `portions`, so many show the `amount` deleted, name an `exemption` (there, or on a release stamp), and name it at
    the `place` of the deletion.
    """

    portions: int = 0
    amount: int = 0
    exemption: int = 0
    place: int = 0


class Dated(Frozen):
    """A record's line of the calendar as a store keeps it: `calendar.entry.Due` without what is printed on the page.

    `date` governs (ISO, None where none does), `automatic` is the automatic date of a permanent record.
    """

    status: str
    date: str | None
    basis: str | None
    automatic: str | None
    arithmetic: str
    why: str
    citations: tuple[Citation, ...] = ()


class Profile(Frozen):
    """A record in numbers and codes, for reports: `marks` by kind and `codes` as often as they stand there.

    `withheld` counts the code points that marks, and the white space that they stand for, take of `characters`.
    Release stamps are among the codes only. `calendar` is None where it could not be worked out.
    """

    characters: int
    withheld: int
    marks: dict[str, int]
    codes: dict[str, int]
    marking: Marking
    provenance: str | None
    form: str | None
    calendar: Dated | None


class About(Frozen):
    """What a store keeps of a record instead of its text.

    `date` as in `Structure`, `orders` possible on it, `level` the classification as printed (normalised); `digest` is
    HMAC-SHA256 of the text in UTF-8 under `Settings.seal`.
    """

    date: str | None
    orders: tuple[str, ...] | None
    level: str | None
    digest: bytes
    profile: Profile | None = None


class Audited(Frozen):
    """Everything one record yielded: the three buckets, what was not judged, its gaps and the masked frames.

    `hidden` holds, in order, the half-open spans of its text that some finding says should not be visible, and those
    where the same words stand open; one may lie within another. `about` is there when `Settings.seal` is. `revealed`
    holds, by fingerprint, what findings say is hidden; there only when `Settings.reveal` asks for it, and never in
    another process.
    """

    record: str
    origin: Origin
    size: int = 0
    pages: int | None = None
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    failed: tuple[Failed, ...] = ()
    not_judged: tuple[NotJudged, ...] = ()
    gaps: tuple[Gap, ...] = ()
    frames: tuple[tuple[FrameLine, ...], ...] = ()
    marks: int = 0
    hidden: tuple[tuple[int, int], ...] = ()
    about: About | None = None
    revealed: Mapping[str, tuple[Sensitive, ...]] = {}


class Inferred(Frozen):
    """A marking that was read through damage: `raw` as printed, `value` what it is taken for.

    `likeness` is 1 where nothing but look-alikes differ (0 and O, 1 and I), else the share of letters that agree.
    """

    kind: str
    start: int
    end: int
    raw: str
    value: str
    likeness: float
    confidence: Confidence


class Card(Frozen):
    """What kind of record it is, at a glance: how well it reads, how it is laid out, how much of it is withheld.

    `words_read` estimates the share of words that are words (1 for clean text), None where there are too few to tell.
    `withheld` is the share of the text under marks, `portions` counts what they withhold. `leak_clusters` counts the
    masked persons of whom more is said than is worth a note.
    """

    characters: int
    words_read: float | None
    wrap: int | None
    trailing_blanks: bool
    withheld: float
    portions: int
    portions_per_paragraph: float | None
    leak_clusters: int


class Inspection(Frozen):
    """`inspect`: a record as read, no judgement (machine contract `inspect/1`)."""

    schema: str
    record: str
    path: str
    origin: Origin
    provenance: str | None
    provenance_evidence: tuple[Located, ...]
    document_id: str | None
    form: str | None
    date: str | None
    date_source: str | None
    orders: list[str] | None
    marks: tuple[Mark, ...]
    doubtful: tuple[Mark, ...]
    groups: tuple[Group, ...]
    fields: Fields
    paragraphs: tuple[Paragraph, ...]
    spans: tuple[Located, ...]
    gaps: tuple[Gap, ...]
    size: int
    card: Card | None = None
    inferred: tuple[Inferred, ...] = ()
