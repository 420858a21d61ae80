"""Puts the readers of one page together into its `Structure`."""

from collections.abc import Iterator
from itertools import islice
from operator import attrgetter

from redaction_audit.model import Classification, Fields, Located, Span, Structure, Value
from redaction_audit.structure import (
    banner,
    blocks,
    cites,
    classified_by,
    cover,
    frus,
    geometry,
    head,
    levels,
    mail,
    order_line,
    paragraphs,
    provenance,
    references,
    review_strip,
    signature,
    stamps,
    subject,
    summary,
    tags,
    telegram,
)  # fmt: skip
from redaction_audit.structure.page import MOST, Page


class Reading:
    """What the readers saw of one page; every attribute is read once, spans are gathered on the way."""

    def __init__(self, page: Page) -> None:
        self.page, text = page, page.text
        self.spans: list[Located] = []
        self.head = head.read(page)
        self.notice = head.notice(page)
        self.stamps = list(stamps.find(text, literals=page.literals))
        self.cover = cover.read(page)
        number = cover.number(text)
        self.number = page.value(*number) if number else None
        self.volume = frus.read(page)
        self.banners = list(islice(banner.lines(page, self.head.end if self.head else 0), MOST))
        self.message = any(line.id or line.section for line in self.banners)
        self.mail = None if self.head or self.volume or self.message else mail.read(page)
        if not (self.banners or self.mail or self.cover or self.volume):
            self._add_damaged()
        self.released_in = self._released_in()
        year = self._id_year()
        self.group = telegram.read_group(page, near=year, latest=self.released_in)
        self.year = year or (int(self.group.dtg.value[:4]) if self.group and self.group.dtg.value else None)

    def _add_damaged(self) -> None:
        line = banner.damaged(self.page, self.head.end if self.head else 0)
        if line is not None:
            self.banners.append(line)
            self.message = bool(line.id or line.section)

    def _id_year(self) -> int | None:
        if self.head:
            return telegram.year_of(self.head.id.raw)
        printed = telegram.printed_id(self.page.text)
        return telegram.year_of(printed[2]) if printed else None

    def _released_in(self) -> int | None:
        if self.head and self.head.released:
            return int(self.head.released.raw[:4])
        return stamps.release_year(self.page, self.stamps)

    def note(self, kind: str, value: Value | Classification | None) -> None:
        """Put a field among the located things, when it is there."""
        if value is not None:
            self.spans.append(self.page.located(kind, value.start, value.end, value.value))

    def stamped(self, name: str) -> Value | None:
        """Return the first value of that name on a stamp."""
        found = stamps.part(self.stamps, name)
        return self.page.value(*found) if found else None

    def message_id(self) -> Value | None:
        """Return the reference id of the head, else the message number behind the first classification line."""
        if self.head:
            return self.head.id
        if (printed := telegram.printed_id(self.page.text)) is not None:
            return self.page.value(*printed)
        for line in self.banners:
            if line.id:
                start, end, post, serial = line.id
                canonical = f"{post} {serial}" if self.year is None else f"{self.year % 100:02}{post}{serial}"
                return self.page.value(start, end, canonical)
        return None

    def classification(self) -> Classification | None:
        """Return the record's own level.

        The line with the message number, else the first alone, else what a head says.
        """
        numbered = [line.classification for line in self.banners if line.id or line.section]
        if numbered or self.banners:
            return (numbered or [self.banners[0].classification])[0]
        if self.volume and self.volume.level:
            return self.volume.level
        if self.cover and (part := self.cover.level) and part.value:
            return Classification(part.start, part.end, part.raw, part.value)
        if self.head and (part := self.head.classification) and part.value:
            return Classification(part.start, part.end, part.raw, part.value, controls=levels.controls(part.raw))
        return None

    def form(self, telegraphic: bool) -> str | None:
        """Return what kind of document the page is: telegram, e-mail, frus, cover-sheet, or None."""
        if self.volume:
            return "frus"
        if self.cover:
            return "cover-sheet"
        if self.head or self.message:
            return "telegram"
        if self.mail:
            return "e-mail"
        return "telegram" if telegraphic else None

    def dates(self, message_id: Value | None) -> list[tuple[str, str]]:
        """Return (source, ISO date) of every source on the page, the one that counts first; stamps never count."""
        dateline = self.volume.dateline if self.volume else None
        sources: list[tuple[str, Value | None]] = [
            ("dtg", self.group.dtg if self.group else None),
            ("created", self.head.created if self.head else None),
            ("sent", self.mail.sent if self.mail else None),
            ("dateline", dateline),
            ("cover", self.cover.date if self.cover else None),
        ]
        told = [(source, value.value[:10]) for source, value in sources if value and value.value]
        if (
            not told
            and not self.mail
            and (memo := frus.dateline(self.page, self.page.body_start or 3_000, self.released_in))
            and memo.value
        ):
            self.note("header.dateline", memo)
            told.append(("dateline", memo.value))
        if message_id and (year := telegram.year_of(message_id.raw)):
            told.append(("id", str(year)))
        return told


def assemble(page: Page) -> Structure:
    """Return the structure of a page (see `structure.read`)."""
    seen = Reading(page)
    fields, telegraphic = _fields(seen)
    body_end = fields.signature.start if fields.signature else len(page.text)
    body = paragraphs.read(page, body_end)
    seen.spans += body.spans
    seen.spans += blocks.read(page, [p.body for p in body.paragraphs])
    seen.spans += cites.read(page, _behind_list(seen.spans, page)) + cites.emphasis(page)
    page_lines = tuple(Span(*page.lines.bounds(index)) for index in sorted(page.noise))
    between = [Span(part.start, part.end) for part in seen.spans if part.kind in _BETWEEN]
    heads = sorted([*between, *page_lines], key=lambda span: span.start)
    origin = provenance.read(page, seen.stamps, seen.volume, seen.head, seen.notice, seen.number)
    if origin:
        seen.spans += [part for part in origin.evidence if part.kind.startswith("provenance.")]
    told = seen.dates(fields.message_id)
    shape = geometry.read(page)
    return Structure(
        fields=fields,
        spans=tuple(_in_order(seen.spans)),
        paragraphs=paragraphs.cut(body.paragraphs, page, heads),
        provenance=origin,
        form=seen.form(telegraphic),
        date=told[0][1] if told else None,
        date_source=told[0][0] if told else None,
        other_dates=tuple(told[1:]),
        entire_text=body.entire_text,
        wrap=shape.wrap,
        trailing_blanks=shape.trailing_blanks,
        page_lines=page_lines,
    )


def _in_order(spans: list[Located]) -> Iterator[Located]:
    """Yield the located things by place and kind, each once; what two readers saw alike stands side by side."""
    before: list[Located] = []
    for span in sorted(spans, key=attrgetter("start", "end", "kind")):
        if before and (before[0].start != span.start or before[0].end != span.end or before[0].kind != span.kind):
            before.clear()
        if span not in before:
            before.append(span)
            yield span


_BETWEEN = frozenset({"marking.banner", "section.header", "header.id_in_banner", "header.caption", "block.heading"})
"""Kinds of things that stand between paragraphs and belong to none."""


def _fields(seen: Reading) -> tuple[Fields, bool]:
    """Return the header fields of the page and whether it is headed like a telegram."""
    page = seen.page
    review, review_spans = review_strip.read(page)
    strips = [span for span in review_spans if span.kind == "review"]
    if strips:
        own = (line for line in seen.banners if not any(_within(line.classification, strip) for strip in strips))
        seen.banners = list(own)
    message_id = seen.message_id()
    sections, section_spans = banner.sections(page, seen.banners)
    captions, caption_spans = banner.captions(page, seen.banners)
    order, declassify_on, order_spans = order_line.read(page, seen.year)
    tag_words, tag_spans = tags.read(page)
    title, subject_spans = subject.read(page)
    listed, reference_spans = references.read(page, seen.year)
    author, derived_from, reason, author_spans = classified_by.read(page)
    signer, signature_spans = signature.read(page)
    for spans in (
        section_spans, caption_spans, order_spans, tag_spans, subject_spans, reference_spans, author_spans,
        review_spans, signature_spans, summary.spans(page),
    ):  # fmt: skip
        seen.spans += spans
    mail_, head_, group = seen.mail, seen.head, seen.group
    sender = telegram.read_line(page, "FM") or (mail_.sender if mail_ else None)
    addressee = telegram.read_line(page, "TO") if sender is None or not mail_ else mail_.addressee
    seen.spans += telegram.spans(page, seen.group, sender, addressee)
    document_id = seen.number or seen.stamped("document_id")
    released = head_.released if head_ else None
    fields = Fields(
        message_id=message_id, document_id=document_id, case_number=seen.stamped("case_number"),
        created=head_.created if head_ else None, released=released, classification=seen.classification(),
        origin=head_.origin if head_ else None, precedence=group.precedence if group else None,
        dtg=group.dtg if group else None, from_=sender, to=addressee, order=order, declassify_on=declassify_on,
        classified_by=author, derived_from=derived_from, reason=reason, captions=captions, tags=tag_words,
        subject=title,
        references=listed, sections=sections, signature=signer, review=review,
        release_date=seen.stamped("date") or released,
    )  # fmt: skip
    _note_header(seen, fields)
    return fields, order is not None or bool(tag_words) or seen.group is not None


def _behind_list(spans: list[Located], page: Page) -> int:
    """Return where citations may begin: behind the REF list (a summary may precede paragraph 1), else at the body."""
    return max((span.end for span in spans if span.kind == "ref"), default=page.body_start)


def _within(part: Classification, strip: Located) -> bool:
    return strip.start <= part.start < strip.end


def _note_header(seen: Reading, fields: Fields) -> None:
    """Put heads, banners and stamp numbers among the located things."""
    if seen.head:
        seen.note("header.id", seen.head.id)
        seen.note("header.created", seen.head.created)
        seen.note("header.released", seen.head.released)
        seen.note("header.class", seen.head.classification)
        seen.note("header.origin", seen.head.origin)
    if seen.notice:
        seen.spans.append(seen.notice)
    for line in seen.banners:
        seen.note("marking.banner", line.classification)
        if line.id:
            start, end, post, serial = line.id
            seen.spans.append(seen.page.located("header.id_in_banner", start, end, f"{post} {serial}"))
    for kind, part in (
        ("header.document_id", fields.document_id), ("header.case_number", fields.case_number),
        ("header.release_date", seen.stamped("date")), ("header.sent", seen.mail.sent if seen.mail else None),
        ("header.date", seen.cover.date if seen.cover else None),
        ("header.class", seen.cover.level if seen.cover else None),
        ("header.class", seen.volume.level if seen.volume else None),
        ("header.dateline", seen.volume.dateline if seen.volume else None),
    ):  # fmt: skip
        seen.note(kind, part)
