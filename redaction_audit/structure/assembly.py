"""Puts the readers of one page together into its `Structure`."""

from collections.abc import Callable, Sequence
from itertools import islice
from operator import attrgetter

from redaction_audit.model import Classification, Fields, Located, Span, Structure, Value
from redaction_audit.structure import (
    agency_number,
    banner,
    blocks,
    card,
    cites,
    classified_by,
    cover,
    due_banner,
    due_place,
    frus,
    head,
    labels,
    levels,
    mail,
    memo,
    order_line,
    paragraphs,
    parties,
    provenance,
    received,
    references,
    review_strip,
    signature,
    stamps,
    subject,
    summary,
    tags,
    telegram,
    teletype,
    title_page,
)  # fmt: skip
from redaction_audit.structure.page import HEAD, MOST, Page


class Reading:
    """What the readers saw of one page so far: each step reads one thing, spans are gathered on the way."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.spans: list[Located] = []

    def _read_head(self) -> None:
        self.head = head.read(self.page)
        self.notice = head.notice(self.page)

    def _read_stamps(self) -> None:
        self.stamps = list(stamps.find(self.page.text, literals=self.page.literals))

    def _read_cover(self) -> None:
        self.cover = cover.read(self.page)
        self.number = cover.page_number(self.page)
        self.volume = frus.read(self.page)

    def _read_banners(self) -> None:
        page = self.page
        self.banners = list(islice(banner.lines(page, self.head.end if self.head else 0), MOST))
        self.message = any(line.id or line.section for line in self.banners)
        if not self.message:
            self._add(banner.glued(page))
        self.mail = None if self.head or self.volume or self.message else mail.read(page)
        if not (self.banners or self.head or self.cover or self.volume):
            self._add(banner.framed(page, self.mail.end if self.mail else None) or banner.mixed(page))
        if not (self.banners or self.mail or self.cover or self.volume):
            self._add(banner.damaged(page, self.head.end if self.head else 0))

    def _add(self, line: banner.Line | None) -> None:
        if line is not None:
            self.banners.append(line)
            self.message = bool(line.id or line.section)

    def _transmission_end(self) -> int:
        """Return where the transmission lines end: above the body, else above the first line with a message number."""
        body = self.page.body_start or HEAD
        return max(body, next((line.classification.start for line in self.banners if line.id), 0))

    def _read_group(self) -> None:
        self.released_in = self._released_in()
        has_attributes = self.page.literals.any_of(telegram.ATTRIBUTES)
        self.printed = telegram.printed_id(self.page.text) if has_attributes else None
        self.transmission_end = self._transmission_end()
        year = self._id_year()
        self.group = telegram.read_group(self.page, self.transmission_end, near=year, released=self.released_in)
        self.created = self.head.created if self.head else self._drafted()
        self.year = year or (int(self.group.dtg.value[:4]) if self.group and self.group.dtg.value else None)

    def _drafted(self) -> Value | None:
        """Return the day among an archive's attributes, for want of a date-time group."""
        return telegram.drafted(self.page, self.printed) if self.printed and self.group is None else None

    def _id_year(self) -> int | None:
        if self.head:
            return telegram.year_of(self.head.id.raw)
        return telegram.year_of(self.printed[2]) if self.printed else None

    def _released_in(self) -> int | None:
        if self.head and self.head.released:
            return int(self.head.released.raw[:4])
        return stamps.release_year(self.page, self.stamps)

    def _read_dates(self) -> None:
        self.message_id = self._find_message_id()
        self.dates = self._find_dates()
        self.written = self.year or (int(self.dates[0][1][:4]) if self.dates else None)

    def _read_review(self) -> None:
        self.review, self._review_spans = review_strip.read(self.page, self.written)
        strips = [span for span in self._review_spans if span.kind == "review"]
        if strips:
            own = (line for line in self.banners if not any(_within(line.classification, strip) for strip in strips))
            self.banners = list(own)

    def _read_sections(self) -> None:
        self.sections, spans = banner.sections(self.page, self.banners)
        self.captions, caption_spans = banner.captions(self.page, self.banners)
        self.spans += spans + caption_spans

    def _above_telegram(self) -> int:
        """Return where a third party's labels or an archive's attributes end above the telegram, 0 without them."""
        if self.head:
            return self.head.end if self.head.labelled else 0
        if self.printed is None:
            return 0
        above = next((line.classification.start for line in self.banners if line.id), 0)
        return above if self.printed[0] < above else 0

    def _read_order(self) -> None:
        self.order, self.declassify_on, spans = order_line.read(self.page, self.written)
        self.spans += spans
        if self.declassify_on is None or self.declassify_on.kind == "empty":
            self._read_banner_due()

    def _read_banner_due(self) -> None:
        """Read the instruction of the classification line, where nothing else on the page gives one."""
        due = due_banner.read(self.page, self.classification())
        if due is not None:
            self.declassify_on = due
            self.spans += due_place.spans(due)

    def _read_tags(self) -> None:
        self.above = self._above_telegram()
        self.tags, spans = tags.read(self.page, self.above)
        self.spans += spans

    def _read_subject(self) -> None:
        self.subject, spans = subject.read(self.page, self.above)
        self.spans += spans

    def _read_references(self) -> None:
        self.references, spans = references.read(self.page, self.year, self.above)
        self.spans += spans

    def _read_author(self) -> None:
        self.author, self.derived_from, self.reason, spans = classified_by.read(self.page)
        self.spans += spans + self._review_spans

    def _read_signature(self) -> None:
        # a text of no known form may be the end of a telegram; other forms end in lines of capitals that sign nothing
        self.signature, spans = signature.read(self.page) if self.form() in ("telegram", None) else (None, [])
        self.spans += spans

    def _read_summary(self) -> None:
        self.spans += summary.spans(self.page)

    def _read_transmission(self) -> None:
        page, mail_ = self.page, self.mail
        sender, addressee = telegram.read_lines(page, self.transmission_end)
        if mail_ is not None:
            self.sender = sender or mail_.sender
            self.addressee = addressee if self.sender is None else mail_.addressee
        elif sender is None and not (self.head or self.message or self.cover or self.volume):
            self.sender, other = parties.read(page)
            self.addressee = other or addressee
        else:
            self.sender, self.addressee = sender, addressee
        self.spans += telegram.spans(page, self.group, self.sender, self.addressee)

    def _read_paragraphs(self) -> None:
        self.body = paragraphs.read(self.page, self.signature.start if self.signature else telegram.text_end(self.page))
        listed, behind = [(reference.start, reference.end) for reference in self.references], self._behind_list()
        self.spans += [
            span for span in self.body.spans if span.start >= behind or not labels.inside(listed, span.start)
        ]

    def _read_blocks(self) -> None:
        self.spans += blocks.read(self.page, [paragraph.body for paragraph in self.body.paragraphs])

    def _read_cites(self) -> None:
        self.spans += cites.read(self.page, self._behind_list()) + cites.emphasis(self.page)

    def _read_provenance(self) -> None:
        self.provenance = provenance.read(self.page, self.stamps, self.volume, self.head, self.notice, self.number)
        if self.provenance:
            self.spans += [part for part in self.provenance.evidence if part.kind.startswith("provenance.")]

    def _read_fields(self) -> None:
        head_, group = self.head, self.group
        released = head_.released if head_ else None
        self.fields = Fields(
            message_id=self.message_id, document_id=self.number or self.stamped("document_id"),
            case_number=self.stamped("case_number"), created=self.created, released=released,
            classification=self.classification(), origin=head_.origin if head_ else None,
            precedence=group.precedence if group else None, dtg=group.dtg if group else None, from_=self.sender,
            to=self.addressee, order=self.order, declassify_on=self.declassify_on, classified_by=self.author,
            derived_from=self.derived_from, reason=self.reason, captions=self.captions, tags=self.tags,
            subject=self.subject, references=self.references, sections=self.sections, signature=self.signature,
            review=self.review, release_date=self.stamp_day() or released,
        )  # fmt: skip
        self._note_header(self.fields)

    def note(self, kind: str, value: Value | Classification | None) -> None:
        """Put a field among the located things, when it is there."""
        if value is not None:
            self.spans.append(Located(kind, value.start, value.end, value.raw, value.value))

    def stamped(self, name: str) -> Value | None:
        """Return the first value of that name on a stamp."""
        found = stamps.part(self.stamps, name) if self.stamps else None
        return self.page.value(*found) if found else None

    def stamp_day(self) -> Value | None:
        """Return the day of the first stamp that bears one."""
        found = stamps.day(self.stamps, self.written) if self.stamps else None
        return self.page.value(*found) if found else None

    def _find_message_id(self) -> Value | None:
        """Return the reference id of the head, else the message number behind the first classification line."""
        if self.head:
            return self.head.id
        if self.printed is not None:
            return self.page.value(*self.printed)
        for line in self.banners:
            if line.id:
                start, end, post, serial = line.id
                canonical = f"{post} {serial}" if self.year is None else f"{self.year % 100:02}{post}{serial}"
                return self.page.value(start, end, canonical)
        numbered = self.page.literals.any_of(agency_number.WORDS) and agency_number.find(self.page.text)
        return self.page.value(*numbered) if numbered else None

    def classification(self) -> Classification | None:
        """Return the record's own level.

        The line with the message number, else the first alone, else what a head says.
        """
        numbered = [line.classification for line in self.banners if line.id or line.section]
        if numbered or self.banners:
            return (numbered or [self._own_banner().classification])[0]
        if self.volume and self.volume.level:
            return self.volume.level
        if self.cover and (part := self.cover.level) and part.value:
            return Classification(part.start, part.end, part.raw, part.value)
        if self.head and (part := self.head.classification) and part.value:
            return Classification(part.start, part.end, part.raw, part.value, controls=levels.controls(part.raw))
        return None

    def _own_banner(self) -> banner.Line:
        """Return the first classification line; UNCLASSIFIED beside a stamp of release is the stamp's, if one follows.

        Pages that State released until about 2010 bear the new level above the struck one.
        """
        first = self.banners[0]
        if first.classification.value == "UNCLASSIFIED" and any(stamp.kind == "foia" for stamp in self.stamps):
            return next((line for line in self.banners if line.classification.value in _CLASSIFIED), first)
        return first

    def form(self) -> str | None:
        """Return what kind of document the page is: telegram, e-mail, frus, cover-sheet, or None."""
        if self.volume:
            return "frus"
        if self.cover:
            return "cover-sheet"
        if self.head or self.message or self.received:
            return "telegram"
        if self.mail:
            return "e-mail"
        return "telegram" if self.order is not None or self.tags or self.group is not None else None

    def _find_dates(self) -> list[tuple[str, str]]:
        """Return (source, ISO date) of every source on the page, the one that counts first; stamps never count."""
        latest = telegram.last_year(self.released_in)
        self.received: Value | None = None
        dateline = self.volume.dateline if self.volume else None
        sources: list[tuple[str, Value | None]] = [
            ("dtg", self.group.dtg if self.group else None),
            ("created", self.created),
            ("sent", self.mail.sent if self.mail else None),
            ("dateline", dateline),
            ("cover", self.cover.date if self.cover else self._described()),
        ]
        told = [(source, value.value[:10]) for source, value in sources if value and value.value]
        if (
            not told
            and not self.mail
            and (dateline := frus.dateline(self.page, self._head_end() or _TOP, latest))
            and dateline.value
        ):
            self.note("header.dateline", dateline)
            told.append(("dateline", dateline.value))
        if self.message_id and (year := telegram.year_of(self.message_id.raw)):
            told.append(("id", str(year)))
        if not (told or self.mail or self.cover):
            told += self._dated_by_line(latest)
        return told

    def _dated_by_line(self, latest: int) -> list[tuple[str, str]]:
        """Return source and day of the line that dates a page without any other date, the most certain one alone."""
        readers: tuple[tuple[str, Callable[[], Value | None]], ...] = (
            ("memo", lambda: memo.date(self.page, latest)),
            ("memo", lambda: teletype.date(self.page, latest)),
            ("received", self._read_received),
            ("cover", lambda: title_page.month(self.page) if self.banners else None),
        )
        for source, read in readers:
            if (line := read()) and line.value:
                self.note("header.date", line)
                return [(source, line.value)]
        return []

    def _read_received(self) -> Value | None:
        self.received = received.read(self.page)
        return self.received

    def _described(self) -> Value | None:
        """Return the day that an archive's description above the record names."""
        day = card.date(self.page)
        self.note("header.date", day)
        return day

    def _head_end(self) -> int:
        """Return where the head ends, 0 where none is seen.

        A stamp above it has labels too (E.O., CLASSIFIED BY): what follows its last one is the head, and no body, but
        for a numbered paragraph. The line that would begin the body may be the dateline below a block.
        """
        end = self._behind_level(self.page.body_start) if self.page.body_start else 0
        numbered = self.page.text[end : end + _NUMBER].lstrip(" \t\f¶(").startswith("1")
        behind = not numbered and any(stamp.start < end < stamp.end + _BELOW for stamp in self.stamps)
        return 0 if behind or not end else labels.line_end(self.page.text, end) + 1

    def _behind_level(self, at: int) -> int:
        """Return where the first line begins that is no classification line, from the line of `at` on."""
        lines = self.page.lines
        ranks = {lines.index(line.classification.start) for line in self.banners}
        first = index = lines.index(at)
        while index in ranks:
            index = next((row for row in range(index + 1, len(lines)) if lines.rows[row].strip()), -1)
        return at if index in (first, -1) else lines.starts[index]

    def _note_header(self, fields: Fields) -> None:
        """Put heads, banners and stamp numbers among the located things."""
        if self.head:
            self.note("header.id", self.head.id)
            self.note("header.released", self.head.released)
            self.note("header.class", self.head.classification)
            self.note("header.origin", self.head.origin)
        self.note("header.created", self.created)
        if self.notice:
            self.spans.append(self.notice)
        for line in self.banners:
            self.note("marking.banner", line.classification)
            if line.id:
                start, end, post, serial = line.id
                self.spans.append(self.page.located("header.id_in_banner", start, end, f"{post} {serial}"))
        self.note("header.document_id", fields.document_id)
        self.note("header.case_number", fields.case_number)
        self.note("header.release_date", self.stamp_day())
        if self.mail:
            self.note("header.sent", self.mail.sent)
        if self.cover:
            self.note("header.date", self.cover.date)
            self.note("header.class", self.cover.level)
        if self.volume:
            self.note("header.class", self.volume.level)
            self.note("header.dateline", self.volume.dateline)

    def _behind_list(self) -> int:
        """Return where citations may begin: behind the REF list (a summary may precede paragraph 1), else the body."""
        return max((reference.end for reference in self.references), default=self.page.body_start)

    def done(self) -> Structure:
        """Return the structure, when every step was taken."""
        page = self.page
        page_lines = tuple(Span(*page.lines.bounds(index)) for index in sorted(page.noise))
        between = [Span(part.start, part.end) for part in self.spans if part.kind in _BETWEEN]
        heads = sorted([*between, *page_lines], key=lambda span: span.start)
        told = self.dates
        return Structure(
            fields=self.fields,
            spans=_in_order(self.spans),
            paragraphs=paragraphs.cut(self.body.paragraphs, page, heads),
            provenance=self.provenance,
            form=self.form(),
            date=told[0][1] if told else None,
            date_source=told[0][0] if told else None,
            other_dates=tuple(told[1:]),
            entire_text=self.body.entire_text,
            page_lines=page_lines,
        )

    STEPS: tuple[Callable[["Reading"], None], ...] = (
        _read_head, _read_stamps, _read_cover, _read_banners, _read_group, _read_dates, _read_review, _read_sections,
        _read_order, _read_tags, _read_subject, _read_references, _read_author, _read_signature, _read_summary,
        _read_transmission, _read_fields, _read_paragraphs, _read_blocks, _read_cites, _read_provenance,
    )  # fmt: skip
    """All that is read of a page, in this order: a step needs what earlier ones found."""


def assemble(pages: Sequence[Page]) -> list[Structure]:
    """Return the structure of every page (see `structure.read`).

    A step is taken on all pages before the next one: code that has just run runs again up to three times faster.
    """
    readings = [Reading(page) for page in pages]
    for step in Reading.STEPS:
        for reading in readings:
            step(reading)
    return [reading.done() for reading in readings]


_CLASSIFIED = frozenset({"TOP SECRET", "SECRET", "CONFIDENTIAL"})

_BETWEEN = frozenset({"marking.banner", "section.header", "header.id_in_banner", "header.caption", "block.heading"})
"""Kinds of things that stand between paragraphs and belong to none."""


_TOP = 3_000
"""Characters in which a dateline stands where no head is seen."""
_NUMBER = 12
"""Characters in which the number of paragraph 1 begins."""
_BELOW = 300
"""Characters from the words of a stamp to the first line that is none of its own."""


def _within(part: Classification, strip: Located) -> bool:
    return strip.start <= part.start < strip.end


def _in_order(spans: list[Located]) -> tuple[Located, ...]:
    """Return the located things by place and kind, each once; what two readers saw alike stands side by side."""
    kept: list[Located] = []
    start, end, kind, first = -1, -1, "", 0
    for span in sorted(spans, key=attrgetter("start", "end", "kind")):
        if span.start != start or span.end != end or span.kind != kind:
            start, end, kind, first = span.start, span.end, span.kind, len(kept)
            kept.append(span)
        elif span not in kept[first:]:
            kept.append(span)
    return tuple(kept)
