"""FOI: a Presidential restriction whose twelve years are over."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.presidents import YEARS, Term, in_office, named, row_date, sheet_date
from redaction_audit.checks.foi.release import NO_DECISION, NO_PRESIDENT, around, plural, told
from redaction_audit.checks.foi.sources import LETTERS, PRESIDENTIAL
from redaction_audit.expressions import fixed
from redaction_audit.law.anniversary import add_years
from redaction_audit.model import Mark

_SHEET = "                        WITHDRAWAL SHEET\n                 {} Library\n\nArchivist: tmk      Date: {}\n\n"
_ROW = "1. memo           A to B re tolls (2 pp.)       {}     {}\n"


@record_check(
    "FOI015",
    "restriction-expired",
    severity="note",
    confidence="medium",
    cites=(PRESIDENTIAL, LETTERS),
    basis=("FX-17",),
    when="withdrawn",
    flags=(
        Example(_SHEET.format("George Bush", "5/6/2014") + _ROW.format("3/14/90", "⟦P5⟧")),
        Example(_SHEET.format("Example Presidential", "3/22/2001") + _ROW.format("3/14/84", "⟦P1⟧")),
    ),
    passes=(
        Example(_SHEET.format("George Bush", "5/6/2002") + _ROW.format("3/14/90", "P5")),
        Example(_SHEET.format("George Bush", "5/6/2014") + _ROW.format("3/14/90", "b(1)")),
        Example(_SHEET.format("George Bush", "5/6/2014") + _ROW.format("3/14/90", "P1/b(1)")),
        Example(_SHEET.format("Nixon", "5/6/2014") + _ROW.format("3/14/71", "P1")),
    ),
)
def restriction_expired(view: View) -> Iterator[Hit | Skip]:
    """A Presidential restriction is the only code though its twelve years are over.

    ## Why it matters
    The six restrictions of the Presidential Records Act end at most twelve years after the President left office. Then
    a record is withheld under the Freedom of Information Act or not at all; P2 and P5 have no counterpart there.

    ## What to do
    Ask for a new review of the item. A privilege of the Constitution may remain, and has to be claimed.

    ## Known limits
    The President is read from the name of the library, else from the date of the item or record; the release from the
    date of the sheet or stamp. A sheet made before the twelve years were over is not judged by what came later. Records
    of Vice Presidents and agencies may lie in the same folder. Papers from before 1981-01-20 are not under the Act.
    """
    found = [mark for mark in view.withheld if _restricts(mark) and not _joined(view, mark)]
    if not found:
        return
    released = sheet_date(view)
    if released is None:
        yield NO_DECISION
        return
    library = named(view.text)
    owned = [(mark, term) for mark in found if (term := library or _term(view, mark))]
    if not owned:
        yield NO_PRESIDENT
        return
    late = [(mark, term) for mark, term in owned if released > add_years(term.last, YEARS)]
    if late:
        yield _hit(late[0][1], [mark for mark, _ in late], released)


def _restricts(mark: Mark) -> bool:
    return mark.kind == "pra-code" and any(code[:1] == "P" and code[1:].isdigit() for code in mark.codes)


def _joined(view: View, mark: Mark) -> bool:
    """Return whether an exemption of the Freedom of Information Act stands on the line of a restriction."""
    left, right = around(view.text, mark.start, mark.end, 0)
    return _exemption().search(view.text, left, right) is not None


@cache
def _exemption() -> re.Pattern[str]:
    return fixed(r"(?<![A-Za-z0-9])(?:[bB]\(?[1-9]|\([bB]\)[ ]?\([1-9])")


def _term(view: View, mark: Mark) -> Term | None:
    day = row_date(view.text, mark.start) or (view.date[0] if view.date else None)
    return in_office(day) if day else None


def _hit(term: Term, marks: list[Mark], released: dt.date) -> Hit:
    end = add_years(term.last, YEARS)
    codes = sorted({code for mark in marks for code in mark.codes})
    return Hit(
        marks[0].start, marks[0].end,
        f"{plural(len(marks), 'item')} under {', '.join(codes)} alone on {released}; such restrictions ended on {end}",
        kind="pra-code", related=told(marks, "here as well"),
        data={
            "arithmetic": f"{term.last} + {YEARS} y = {end}; released {released}", "ended": end.isoformat(),
            "released": released.isoformat(), "president": term.president, "codes": codes, "count": len(marks),
        },
    )  # fmt: skip
