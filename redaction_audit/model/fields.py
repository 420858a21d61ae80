"""What stands on a page besides marks: header fields, paragraphs, provenance. What is not there is None or empty."""

from typing import Literal

import msgspec

from redaction_audit.model.base import Frozen, Located, Span

PROVENANCES = ("foia", "mdr", "systematic", "cia_crest", "frus", "jfk", "pra", "unofficial")


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
