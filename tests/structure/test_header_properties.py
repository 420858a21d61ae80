"""Whatever the text: nothing is raised, every span is the text it names, and long hostile input takes linear time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.structure import (
    classified_by,
    order_line,
    references,
    review_strip,
    signature,
    subject,
    summary,
    tags,
)
from redaction_audit.structure.page import Page

READERS = (order_line, tags, subject, references, classified_by, review_strip, signature, summary)

FRAGMENTS = (
    "E.O. 12958: DECL: 03/14/2016", "E.O. 12065: RDS-4 6/5/99 (ROE) OR-M", "DECL ON: X1,X3", "DECLASSIFY ON: 25X1,6", "E.O. 12958:", "TAGS: PREL, PGOV",
    "TAGS:     ", "TAGS", "SUBJECT: QUAYS AND", "SUBJ:", "CRANES", "REF: A. LIMA 2055", "B. 04 QUITO 12 AND 13", "REF", "(C) ", "Classified By: PolCouns",
    "Ada Rowe", "Reason: 1.4 (b,d)", "for re", "asons 1.4 (b) a", "nd (d)", "Classified by DAS, A/GIS, DoS on 01/02/2015 — Class:", "CONFIDENTIAL — Reason: 1.4(B),",
    "1.4(D) — Declassify", "on: 01/02/2030", "CLASSIFIED BY 1234 ABC", "1. (C) Summary:", "End Summary.", "The quay is built.", "ROWE", "NNNN", "##", "BT",
    "PAGE 02        ARBON  00417  141200Z", "XXXXXXXXXXXX", "From: Roe", "Sent: Monday", "İ", "\0", "\x85", "\u2028", "\f", "(", ")", ",", ";", "1.", "é", "😀",
)  # fmt: skip
JOINTS = ("\n", "\r\n", "\r", " ", "", " \n", "\n\n", "      ")

mixtures = st.lists(
    st.tuples(st.sampled_from(FRAGMENTS) | st.text(max_size=8), st.sampled_from(JOINTS)), max_size=24
).map(lambda parts: "".join(fragment + joint for fragment, joint in parts))


def parts_of(outcome):
    for value in outcome:
        for part in value if isinstance(value, (list, tuple)) else [value]:
            if hasattr(part, "raw"):
                yield part
            for name in ("reason", "declassify_on"):
                if getattr(part, name, None) is not None:
                    yield getattr(part, name)


@given(mixtures)
def test_every_span_is_the_text_it_names(text):
    for reader in READERS:
        for part in parts_of(reader.read(Page(text))):
            assert 0 <= part.start <= part.end <= len(text)
            assert part.raw == text[part.start : part.end]


@given(mixtures)
def test_line_ends_do_not_change_what_is_read(text):
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for reader in (tags, classified_by, signature):
        one, other = (reader.read(Page(plain.replace("\n", end)))[0] for end in ("\n", "\r\n"))
        assert getattr(one, "names", one) == getattr(other, "names", other)


@given(mixtures)
def test_names_and_tags_stand_on_the_page(text):
    squeezed = "".join(text.split())
    by, signed = classified_by.read(Page(text))[0], signature.read(Page(text))[0]
    for word in (*tags.read(Page(text))[0], *(by.names if by else ()), *(signed.names if signed else ())):
        assert "".join(word.split()) in squeezed


@pytest.mark.parametrize(
    "unit",
    [
        "E.O. 12958: ", "E.O. 12958:\n", "TAGS: PREL,\n", "TAGS: (", "SUBJECT: ", "REF: ", "A. LIMA 1 ", "B. LIMA 1\n", "LIMA ", "Classified by ",
        "Classified By: Ada Rowe\n", "Classified by DAS, A/GIS, DoS on\n", "declassify ", "— declassify\n", "Reason: 1.4(b),", "— Reason: 1.4(B), ",
        "CLASSIFIED BY 1234 ", "DECL ON: X1,", "25X1,", "OADR ", "XGDS 1,", "DRV ", "Summary:\n", "end summary ", "ROWE\n", "S-", "NNNN\n", "#", "\r", " \n",
        "(", "1/", "İ", "\0", "a",
    ],
)  # fmt: skip
def test_hostile_input_takes_linear_time(unit):
    def seconds(size):
        page = Page((unit * (size // len(unit) + 1))[:size])
        started = time.perf_counter()
        for reader in READERS:
            reader.read(page)
        return time.perf_counter() - started

    short, long = seconds(20_000), seconds(160_000)
    assert long < 24 * short + 0.5  # eight times the text; a square law would take sixty-four times as long
