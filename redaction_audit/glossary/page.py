"""What `explain` answers, as plain values: pages of rows and sections, and the verdict for a day."""

import datetime as dt
from typing import Literal

from redaction_audit.model import Citation, Frozen

Kind = Literal[
    "rule", "order", "instruction", "reason", "category", "level", "caption", "portion", "stamp", "code", "mark-kind",
    "case", "row",
]  # fmt: skip
Answer = Literal["yes", "tolerated", "no", "open"]


class Row(Frozen, frozen=True):
    """One statement: a label, words, and what they rest on (None where it stands elsewhere on the page)."""

    label: str
    text: str
    citation: Citation | None = None


class Section(Frozen, frozen=True):
    """A heading and its rows."""

    heading: str
    rows: tuple[Row, ...]


class Verdict(Frozen, frozen=True):
    """What holds on one day.

    `answer`: `yes` (allowed, in force), `tolerated` (of another order, a note at most), `no`, `open` (cannot be said,
    or nothing known depends on the day). `sums` are rows whose text is arithmetic on that day.
    """

    day: dt.date
    answer: Answer
    sentence: str
    orders: tuple[str, ...] = ()
    sums: tuple[Row, ...] = ()


class Page(Frozen, frozen=True, kw_only=True):
    """All that is known of one thing: an order, an instruction, a code.

    `meaning` is one sentence without its point. `examples` show it as printed; `wrong` pairs a bad example with why it
    is bad.
    """

    kind: Kind
    name: str
    title: str
    meaning: str | None = None
    verdict: Verdict | None = None
    facts: tuple[Row, ...] = ()
    sections: tuple[Section, ...] = ()
    examples: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()


class Explained(Frozen, frozen=True):
    """The document of `explain --format json`."""

    schema: Literal["explain/1"]
    asked: str
    on: dt.date | None
    pages: tuple[Page, ...]
