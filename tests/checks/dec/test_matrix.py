"""Every mark on every kind of day: the verdict of the checks against a table written out by hand.

The table is the calendar of the orders as a reader of the Federal Register would draw it, and knows nothing of the
files in `rules/`. A line reads: from that day on, that weight; `-` is silence.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

import pytest
from msgspec.structs import replace

from checks.pipeline import checks
from redaction_audit import law, structure
from redaction_audit.check import Check, Hit, View
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.findings import severity
from redaction_audit.model import Marks, Origin, Record

FIRST, LAST = dt.date(1951, 9, 24), dt.date(2030, 12, 31)
BOUNDARIES = (
    "1951-09-24", "1951-10-27", "1953-11-05", "1953-12-15", "1961-09-20", "1972-03-08", "1972-06-01", "1973-01-01",
    "1978-06-28", "1978-12-01", "1979-02-01", "1982-04-02", "1982-08-01", "1982-11-01", "1995-04-17", "1995-10-14",
    "1996-01-01", "2003-03-25", "2003-09-21", "2003-09-22", "2004-01-01", "2006-01-01", "2009-12-29", "2010-06-25",
    "2010-06-27", "2012-01-01",
)  # fmt: skip

START = "1951-09-24"
MATRIX: dict[str, tuple[str, dict[str, str]]] = {
    # What stands on the page: the rule that judges it, and its weight from each day on.
    "order 10290": ("DEC004", {START: "warning", "1951-10-27": "-", "1953-12-15": "warning"}),
    "order 10501": ("DEC004", {START: "error", "1953-11-05": "warning", "1953-12-15": "-", "1972-06-01": "warning"}),
    "order 11652": (
        "DEC004",
        {
            START: "error", "1972-03-08": "warning", "1972-06-01": "-", "1978-12-01": "note", "1979-02-01": "warning",
        },
    ),
    "order 12065": (
        "DEC004",
        {
            START: "error", "1978-06-28": "warning", "1978-12-01": "-", "1982-08-01": "note", "1982-11-01": "warning",
        },
    ),
    "order 12356": (
        "DEC004",
        {
            START: "error", "1982-04-02": "warning", "1982-08-01": "-", "1995-10-14": "note", "1996-01-01": "warning",
        },
    ),
    "order 12958": (
        "DEC004",
        {
            START: "error", "1995-04-17": "warning", "1995-10-14": "-", "2010-06-28": "note", "2012-01-01": "warning",
        },
    ),
    "order 13526": ("DEC004", {START: "error", "2009-12-29": "note", "2010-06-25": "-"}),
    "reason 1.5 (b)": (
        "DEC005", {START: "warning", "1995-10-14": "-", "2003-09-22": "note", "2006-01-01": "warning"},
    ),
    "reason 1.4 (b,d)": ("DEC005", {START: "warning", "2003-03-25": "note", "2003-09-21": "-"}),
    "letter 1.5(h)": ("DEC006", {START: "-", "1995-10-14": "warning", "2006-01-01": "-"}),
    "letter 1.4(i)": ("DEC006", {START: "-", "2003-03-25": "warning"}),
    "mark OADR": (
        "DEC007",
        {START: "-", "1961-09-20": "warning", "1982-08-01": "-", "1995-10-14": "note", "1996-01-01": "warning"},
    ),
    "mark X1": (
        "DEC007",
        {START: "-", "1961-09-20": "warning", "1995-10-14": "-", "2003-09-22": "note", "2004-01-01": "warning"},
    ),
    "mark X9": ("DEC007", {START: "-", "1961-09-20": "warning"}),
    "mark MR": ("DEC007", {START: "-", "1961-09-20": "warning"}),
    "mark GDS": (
        "DEC007",
        {START: "-", "1961-09-20": "warning", "1972-06-01": "-", "1982-08-01": "note", "1982-11-01": "warning"},
    ),
    "mark XGDS-2": (
        "DEC007",
        {START: "-", "1961-09-20": "warning", "1972-06-01": "-", "1978-12-01": "note", "1979-02-01": "warning"},
    ),
    "mark ADS": (
        "DEC007",
        {START: "-", "1961-09-20": "warning", "1972-06-01": "-", "1978-12-01": "note", "1979-02-01": "warning"},
    ),
    "mark RDS-4": (
        "DEC007",
        {START: "-", "1961-09-20": "warning", "1978-12-01": "-", "1982-08-01": "note", "1982-11-01": "warning"},
    ),
    "mark 25X6": ("DEC007", {START: "-", "1961-09-20": "warning", "1995-10-14": "-"}),
    "mark 25X1-human": (
        "DEC007",
        {START: "-", "1961-09-20": "warning", "1995-10-14": "note", "2003-03-25": "-", "2010-06-28": "warning"},
    ),
    "mark 50X1-HUM": ("DEC007", {START: "-", "1961-09-20": "warning", "2010-06-25": "-"}),
    "mark DCI Only": ("DEC007", {START: "-", "1961-09-20": "note", "2010-06-28": "warning"}),
    "mark 10/10/2010": ("DEC007", {START: "-"}),
    "exempt 25X6": ("DEC012", {START: "-", "1995-10-14": "note", "2010-06-25": "warning"}),
    "exempt 25X1": ("DEC012", {START: "-", "1995-10-14": "note"}),
    "exempt 25X1,6": ("DEC012", {START: "-", "1995-10-14": "note", "2010-06-25": "warning"}),
    "exempt 50X1-HUM": ("DEC012", {START: "-"}),
    "exempt 50X3": ("DEC012", {START: "-", "2010-06-25": "warning"}),
    "exempt 25X6, 20700101": ("DEC012", {START: "-", "1995-10-14": "note", "2010-06-25": "warning", "2020-01-01": "-"}),
    "word INDEFINITE": ("DEC014", {START: "-", "1995-10-14": "warning"}),
    "word WHEN APPROPRIATE": ("DEC013", {START: "-", "1995-10-14": "warning"}),
    "word UNTIL FURTHER NOTICE": ("DEC013", {START: "-", "2003-03-25": "note"}),
    "word UPON CLOSURE OF CONSULATE": ("DEC013", {START: "-"}),
    "treaty Subject to treaty or international agreement": ("DEC017", {START: "note", "2010-06-25": "error"}),
    "format 08/26/2050": ("DEC024", {START: "-", "2010-06-25": "note"}),
    "format 20500826": ("DEC024", {START: "-"}),
    "atomic S//RD": ("DEC016", {START: "note", "2010-06-25": "error"}),
    "atomic S//NATO": ("DEC016", {START: "note", "2010-06-25": "warning"}),
    "atomic S//NF": ("DEC016", {START: "-"}),
    "category XGDS-6": ("DEC019", {START: "warning", "1995-10-14": "-"}),
    "category XGDS-1,2": ("DEC019", {START: "-"}),
    "group 4": ("DEC020", {START: "note", "1961-09-20": "-", "1973-01-01": "note", "1995-10-14": "-"}),
    "group 5": ("DEC020", {START: "note", "1995-10-14": "-"}),
    "empty": ("DEC001", {START: "-", "1972-06-01": "note", "1978-12-01": "warning"}),
    "level RESTRICTED": ("DEC023", {START: "-", "1953-12-15": "warning"}),
    "level SECRET": ("DEC023", {START: "-"}),
    "level TOP SECRET": ("DEC023", {START: "-"}),
    "level UNCLASSIFIED": ("DEC023", {START: "-"}),
    "level LIMITED OFFICIAL USE": ("DEC023", {START: "-"}),
    "years -1": ("DEC003", {START: "error"}),
    "years 10": ("DEC008", {START: "-"}),
    "years 11": ("DEC008", {START: "-", "1995-10-14": "warning", "2003-03-25": "note", "2003-09-21": "-"}),
    "years 25": ("DEC008", {START: "-", "1995-10-14": "warning", "2003-03-25": "note", "2003-09-21": "-"}),
    "years 26": ("DEC008", {START: "-", "1995-10-14": "error"}),
    "GDS 6": ("DEC021", {START: "-"}),
    "GDS 7": ("DEC021", {START: "-", "1978-12-01": "warning", "1982-08-01": "-"}),
    "RDS 21": ("DEC021", {START: "-", "1978-12-01": "note", "1982-08-01": "-"}),
    "RDS 30": ("DEC021", {START: "-", "1978-12-01": "note", "1982-08-01": "-"}),
    "RDS 31": ("DEC021", {START: "-", "1978-12-01": "warning", "1982-08-01": "-"}),
    "schedule TOP SECRET 10": ("DEC018", {START: "-"}),
    "schedule SECRET 8": ("DEC018", {START: "-"}),
    "schedule CONFIDENTIAL 6": ("DEC018", {START: "-"}),
    "schedule SECRET 10": ("DEC018", {START: "-", "1972-06-01": "note", "1978-12-01": "-"}),
    "schedule CONFIDENTIAL 8": ("DEC018", {START: "-", "1972-06-01": "note", "1978-12-01": "-"}),
    # On 2015-06-01 the automatic date of 1989 has passed and that of 1990 has not.
    "automatic OADR": ("DEC015", {START: "-", "1982-08-01": "warning", "1990-01-01": "note", "1995-10-14": "-"}),
    "automatic X5": ("DEC015", {START: "-", "1995-10-14": "note", "2003-09-22": "-"}),
    "automatic INDEFINITE": (
        "DEC015", {START: "-", "1951-10-27": "warning", "1990-01-01": "note", "1995-10-14": "-"},
    ),
    "permanent XGDS-2": ("DEC022", {START: "note", "1990-01-01": "-"}),
    "permanent 03/14/2040": ("DEC022", {START: "note", "1990-01-01": "-"}),
    "permanent OADR": ("DEC022", {START: "-"}),
}  # fmt: skip

BY_ID = {check.id: check for check in checks()}
SPACED = {"SECRET": "S E C R E T", "TOP SECRET": "T O P  S E C R E T", "CONFIDENTIAL": "C O N F I D E N T I A L"}
EARLIER = dt.date(2015, 6, 1)
PRINTED = "%m/%d/%Y"


WEEKLY = {FIRST + dt.timedelta(days=7 * n) for n in range((LAST - FIRST).days // 7 + 1)}
EDGES = {dt.date.fromisoformat(day) + dt.timedelta(days=n) for day in BOUNDARIES for n in range(-3, 4)}
DAYS = sorted(day for day in WEEKLY | EDGES if FIRST <= day <= LAST)


def expected(steps: dict[str, str], day: dt.date) -> str:
    """Return the weight that a line of the table gives a day."""
    return list(steps.values())[bisect_right(list(steps), day.isoformat()) - 1]


def page(what: str, day: dt.date) -> str:
    """Return the text of a telegram (or memorandum) that carries what a line of the table names."""
    sort, _, rest = what.partition(" ")
    match sort:
        case "order":
            return telegram(f"E.O. {rest}: DECL: UPON CLOSURE OF CONSULATE", by="")
        case "reason" | "letter":
            return telegram("", by=f"Classified By: DCM Ada Rowe. Reason: {rest}")
        case "atomic":
            level = f"S E C R E T//{rest.split('/')[2]} ARBON 000412"
            return telegram("E.O. 12958: DECL: 20500101", by="", banner=level, portion=rest)
        case "group":
            return f"SECRET\n\nMemorandum for the board\n\nThe quay is new.\n\nGROUP {rest}\n"
        case "empty":
            return telegram("E.O. 12958:", by="")
        case "level":
            return telegram("", by="", banner=f"{SPACED.get(rest, rest)} ARBON 000412")
        case "years":
            return telegram(f"E.O. 12958: DECL: {due(what, day):{PRINTED}}", by="")
        case "GDS" | "RDS":
            return telegram(f"E.O. 12958: {sort} {due(what, day):{PRINTED}}", by="")
        case "schedule":
            level = rest.rsplit(" ", 1)[0]
            return telegram(
                f"E.O. 12958: GDS {due(what, day):{PRINTED}}", by="", banner=f"{SPACED[level]} ARBON 000412"
            )
    return telegram(f"E.O. 12958: DECL: {rest}", by="")


def due(what: str, day: dt.date) -> dt.date:
    """Return the date that a page of that day carries, for the lines whose date depends on the day."""
    years = int(what.rsplit(" ", 1)[1])
    return dt.date(day.year + years, 12, 31) if what.startswith("schedule") else _anniversary(day, years)


def _anniversary(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 2, 28)


def view(what: str, day: dt.date, as_of: dt.date = dt.date(2026, 1, 15), provenance: str | None = None) -> View:
    """Return a view of that page; the number of its order is left out where its window is no matter of the line."""
    text = page(what, day)
    made = structure.read(text)
    if what.split()[0] not in ("order", "empty"):
        made = replace(made, fields=replace(made.fields, order=None))
    record = Record(text=text, origin=Origin("matrix.txt"), id="matrix", size=len(text))
    return View(record, Marks(), lambda _: made, law.load(), as_of, provenance, day.isoformat())


def redated(seen: View, day: dt.date) -> View:
    """Return the view with another date of record and all that was derived thrown away but the page as read."""
    seen._made.clear()
    for name in ("date", "regimes"):
        vars(seen).pop(name, None)
    seen._date = day.isoformat()
    return seen


def due_anew(seen: View, what: str, day: dt.date) -> View:
    """Return the view with the date of its instruction as it would be read from a page of that day."""
    fields = seen.structure.fields
    assert fields.declassify_on is not None
    raw = fields.declassify_on.raw[: -len("MM/DD/YYYY")] + f"{due(what, day):{PRINTED}}"
    instruction = replace(fields.declassify_on, raw=raw, value=due(what, day).isoformat())
    seen.structure = replace(seen.structure, fields=replace(fields, declassify_on=instruction))
    return seen


def weight(check: Check, seen: View) -> str:
    found = [severity(check, hit, seen.provenance) for hit in check.judge(seen) if isinstance(hit, Hit)]
    assert len(found) <= 1
    return found[0] if found else "-"


def runs(what: str) -> Iterator[tuple[dt.date, str, str]]:
    """Yield day, expected weight and weight for every week and all days near a boundary.

    A page whose text depends on the day is read anew on the days near a boundary and every half year; on the days
    between, the date in its instruction alone is another one.
    """
    rule, steps = MATRIX[what]
    sort = what.split()[0]
    as_of, provenance = (EARLIER, "pra") if sort in ("automatic", "permanent") else (dt.date(2026, 1, 15), None)
    seen = view(what, FIRST, as_of, provenance)
    varies = sort in ("years", "GDS", "RDS", "schedule")
    for count, day in enumerate(DAYS):
        if varies and (day in EDGES or count % 26 == 0):
            seen = view(what, day, as_of, provenance)
        elif varies:
            seen = due_anew(seen, what, day)
        yield day, expected(steps, day), weight(BY_ID[rule], redated(seen, day))


@pytest.mark.parametrize("what", ["years 10", "GDS 7", "RDS 30", "schedule SECRET 8"])
def test_a_date_put_in_its_place_is_as_read(what: str) -> None:
    for day in (dt.date(1979, 2, 28), dt.date(1996, 2, 29), dt.date(2010, 12, 31)):
        put = due_anew(redated(view(what, FIRST), day), what, day).structure.fields.declassify_on
        read = view(what, day).structure.fields.declassify_on
        assert put is not None
        assert read is not None
        assert (put.kind, put.value, put.raw, put.codes) == (read.kind, read.value, read.raw, read.codes)


@pytest.mark.parametrize("what", MATRIX)
def test_the_verdict_of_every_day(what: str) -> None:
    wrong = [(str(day), wanted, found) for day, wanted, found in runs(what) if wanted != found]

    assert wrong == []


def test_the_table_covers_the_calendar() -> None:
    assert DAYS[0] == FIRST
    assert len(DAYS) > 4_000
    assert all((late - early).days <= 7 for early, late in pairwise(DAYS))
    assert {rule for rule, _ in MATRIX.values()} <= set(BY_ID)


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("DEC010", "mark 03/14/2012"),
        ("DEC015", "mark OADR"),
        ("DEC015", "mark X5"),
        ("DEC015", "mark INDEFINITE"),
        ("DEC022", "mark XGDS-2"),
        ("DEC022", "mark 03/14/2012"),
    ],
)
@pytest.mark.parametrize("origin", ["1952-03-14", "1976-03-14", "1988-12-31", "1989-01-01", "1999-03-14", "1988"])
def test_what_has_passed_stays_passed(rule: str, what: str, origin: str) -> None:
    """Moving the day of the audit forward never turns a passed date into one that is not due."""
    check, order = BY_ID[rule], ["-", "note", "warning", "error"]
    seen = view(what, FIRST, provenance="pra")
    seen._date, states = origin, []
    for year in range(1990, 2045):
        for edge in ((1, 1), (3, 13), (3, 14), (3, 15), (12, 31)):
            seen.as_of = dt.date(year, *edge)
            seen._made.clear()
            hit = next((item for item in check.judge(seen) if isinstance(item, Hit)), None)
            passed = hit is not None and hit.data.get("passed", True)
            states.append((passed, order.index(severity(check, hit, "pra")) if hit else 0))

    assert states == sorted(states)
