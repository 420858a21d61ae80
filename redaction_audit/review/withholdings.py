"""What is withheld in a record, portion by portion, and who wrote it to whom: what an index of withholdings lists."""

from bisect import bisect_right
from collections.abc import Sequence

from redaction_audit.lines import Lines
from redaction_audit.marks.showing import portions, stamped
from redaction_audit.model import Amount, Frozen, Mark
from redaction_audit.outputs.telling import file_line
from redaction_audit.review.inspecting import Sight


class Withholding(Frozen):
    """One withheld portion: where it stands, the exemptions named for it, and how much its mark says is gone.

    `codes` stand at the place itself; they are empty where only a release stamp, or nothing, names one.
    """

    page: int | None
    paragraph: int | None
    line: int
    kinds: tuple[str, ...]
    codes: tuple[str, ...]
    amount: str | None


class Document(Frozen):
    """A record as counsel lists it. What is not on the page is None; nothing here is guessed."""

    number: str | None
    case: str | None
    form: str | None
    pages: int | None
    date: str | None
    released: str | None
    author: str | None
    recipient: str | None
    subject: str | None
    stamp: str | None
    stamp_codes: tuple[str, ...]
    withheld: tuple[Withholding, ...]


def document(sight: Sight) -> Document:
    """Return a record as counsel lists it."""
    text, seen = sight
    fields = seen.fields
    lines, feeds = Lines(text), [at for at, char in enumerate(text) if char == "\f"] if "\f" in text else []
    stamps = [mark for mark in seen.marks if mark.kind == "release-stamp"]
    names = fields.signature.names if fields.signature else ()
    released = fields.release_date or fields.released
    return Document(
        number=seen.document_id or seen.record,
        case=_value(fields.case_number),
        form=seen.form,
        pages=len(feeds) + 1 if feeds else None,
        date=seen.date,
        released=_value(released),
        author="; ".join(names) or _value(fields.from_) or _value(fields.origin),
        recipient=_value(fields.to),
        subject=_value(fields.subject),
        stamp=" ".join(stamps[0].raw.split()) if stamps else None,
        stamp_codes=stamped(seen.marks),
        withheld=tuple(
            Withholding(
                page=bisect_right(feeds, portion.marks[0].start) + 1 if feeds else None,
                paragraph=_paragraph(sight, portion.marks[0].start),
                line=file_line(seen.origin, lines.line_column(portion.marks[0].start)[0]),
                kinds=tuple(dict.fromkeys(mark.kind for mark in portion.marks)),
                codes=portion.codes,
                amount=_amount(portion.marks),
            )
            for portion in portions(seen.marks)
        ),
    )


def _value(field: object) -> str | None:
    value = getattr(field, "value", None) or getattr(field, "raw", None)
    return " ".join(str(value).split()) if value else None


def _paragraph(sight: Sight, offset: int) -> int | None:
    held = (paragraph for paragraph in sight.seen.paragraphs if paragraph.start <= offset < paragraph.end)
    return next((paragraph.number for paragraph in held), None)


def _amount(marks: Sequence[Mark]) -> str | None:
    said: list[Amount] = [mark.amount for mark in marks if mark.amount is not None]
    return "; ".join(map(_words, said)) or None


def _words(amount: Amount) -> str:
    number = "" if amount.n is None else f"{amount.n:g} "
    return f"{'less than ' if amount.less_than else ''}{number}{amount.unit}{'s' if amount.n not in (None, 1) else ''}"
