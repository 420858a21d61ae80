"""What `inspect` shows: a record as read, without judgement."""

from redaction_audit.model.base import Confidence, Frozen, Located
from redaction_audit.model.fields import Fields, Paragraph
from redaction_audit.model.records import Gap, Group, Mark, Origin


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
