"""A small batch as an engine would hand it over: own words, invented names, every kind of outcome."""

import datetime as dt

from redaction_audit.lines import Lines
from redaction_audit.model import (
    Amount,
    Audited,
    Citation,
    Classification,
    Declassify,
    Failed,
    Fields,
    Finding,
    Gap,
    Group,
    Inspection,
    Located,
    Mark,
    NotJudged,
    Origin,
    Paragraph,
    Reason,
    Reference,
    Related,
    Sections,
    SetAside,
    Value,
)
from redaction_audit.outputs.report import Rule, Run, Summary, Tally
from redaction_audit.text.frames import frames

TEXT = """\
CONFIDENTIAL QUITO 000412
TAGS: PREL, EC
E.O. 12356: DECL: OADR
SUBJECT: MEETING WITH XXXXXXXXXXXXmarten ON FISHING RIGHTS

1. (C) Summary: Mr. XXXXXXXXXXXX said the fleet would stay in
port until the talks resume. End summary.

2. (C) Comment: \u202eNothing\u202c new. 会議は\t延期 \x1b[31mred\x1b[0m.
"""
NAME = "marten"

OADR = Citation("E.O. 12958 § 1.6(d)")
EXAMPLE = Citation("a manual of style", status="summary")


def finding(text: str, needle: str, **given: object) -> Finding:
    """A finding on the first occurrence of `needle`."""
    start = text.index(needle)
    line, column = Lines(text).line_column(start)
    origin = given.pop("origin", Origin("batch/quito.txt"))
    values = {
        "schema": "scan/1",
        "rule": "DEC004",
        "name": "order-out-of-force",
        "severity": "warning",
        "confidence": "high",
        "message": "E.O. 12356 had been replaced when this record was written",
        "record": "95QUITO412",
        "path": origin.path,
        "origin": origin,
        "start": start,
        "end": start + len(needle),
        "line": line,
        "column": column,
        "page": None,
        "paragraph": None,
        "related": (),
        "evidence": None,
        "citations": (OADR,),
        "basis": ("EO-01",),
        "fingerprint": "ra1:0123456789abcdef",
        "data": {},
    }
    return Finding(**(values | given))


def audited(**given: object) -> Audited:
    """One record with an error, two warnings and a note; a name in it is hidden."""
    findings = (
        finding(
            TEXT,
            "DECL: OADR",
            severity="error",
            related=(Related(0, 12, 1, 1, "the banner the instruction belongs to"),),
            data={"arithmetic": ["1995-10-14 + 10 years = 2005-10-14", "2005-10-14 is 7,400 days before 2026-01-15"]},
        ),
        finding(
            TEXT, NAME, rule="RED002", name="partial-overlay", message="part of a word is left beside a mark", page=1
        ),
        finding(TEXT, "Mr. XXXXXXXXXXXX", rule="LEK001", name="title-left", paragraph=1, citations=(EXAMPLE,)),
        finding(
            TEXT, "Nothing\u202c new. 会議は\t延期 \x1b[31mred", rule="TRN007", name="garbled-text", severity="note"
        ),
    )
    start = TEXT.index(NAME)
    values = {
        "record": "95QUITO412",
        "origin": Origin("batch/quito.txt"),
        "size": len(TEXT.encode()),
        "pages": 1,
        "findings": findings,
        "set_aside": (SetAside(finding(TEXT, "QUITO 000412"), "baseline", "accepted on 2025-03-01"),),
        "failed": (Failed("MRK003", "95QUITO412", "batch/quito.txt", "KeyError in mrk/banner.py line 12"),),
        "not_judged": (NotJudged("DEC010", "95QUITO412", "no date on the page"),),
        "gaps": (Gap("batch/quito.txt", "bytes that are no UTF-8 were read as cp1252", severity="note"),),
        "frames": frames(TEXT, findings, [(start, start + len(NAME))]),
        "marks": 2,
    }
    return Audited(**(values | given))


def unreadable() -> Audited:
    """An input that yields no record."""
    gap = Gap("batch/scan.pdf", "PDF is not read yet", "extract its text and scan that", size=1000)
    return Audited("", Origin("batch/scan.pdf"), gaps=(gap,))


def inspection() -> Inspection:
    """One record as read."""
    return Inspection(
        schema="inspect/1",
        record="95QUITO412",
        path="batch/quito.txt",
        origin=Origin("batch/quito.txt"),
        provenance="foia",
        provenance_evidence=(Located("notice", 0, 12, "CONFIDENTIAL"),),
        document_id="C05550123",
        form="telegram",
        date="1995-11-02",
        date_source="dtg",
        orders=["eo12958"],
        marks=(
            Mark("x-run", 70, 82, "XXXXXXXXXXXX", group=0, pattern="x-run"),
            Mark("bracket", 90, 110, "[less than 1 line]", (), Amount(1, "line", True), group=1),
            Mark("foia-code", 112, 118, "(b)(6)", ("(b)(6)",), group=2),
        ),
        doubtful=(Mark("bracket", 120, 125, "[...]"),),
        groups=(Group(0), Group(1), Group(2)),
        fields=Fields(
            message_id=Value(13, 25, "QUITO 000412", "95QUITO412"),
            classification=Classification(0, 12, "CONFIDENTIAL", "CONFIDENTIAL"),
            order=Value(41, 52, "E.O. 12356", "12356"),
            declassify_on=Declassify("code", 54, 64, "DECL: OADR", None, ("OADR",)),
            reason=Reason(0, 1, "C", "1.4", ("b", "d")),
            tags=("PREL", "EC"),
            references=(Reference(0, 1, "C", "LIMA 2055", "A", "05LIMA2055"), Reference(0, 1, "C", "STATE 12", "B")),
            sections=Sections((1,), 3),
        ),
        paragraphs=(Paragraph(1, "C", 125, 230, 132), Paragraph(2, "C", 230, 300, 236)),
        spans=(Located("marking.banner", 0, 12, "CONFIDENTIAL", "CONFIDENTIAL"),),
        gaps=(),
        size=10,
    )


def run(command: str = "scan") -> Run:
    rule = Rule(
        "DEC004",
        "order-out-of-force",
        "DEC",
        "warning",
        "high",
        {"frus": "note"},
        "An order out of force.",
        (OADR,),
        ("EO-01",),
    )
    return Run("0.1.0", "ab12", dt.date(2026, 1, 15), command, ("batch",), ("DEC004",), (rule,))


def summary(*outcomes: Audited, files: int = 1) -> Summary:
    tally = Tally()
    tally.add_file(files)
    for outcome in outcomes:
        tally.add(outcome)
    return tally.summary()
