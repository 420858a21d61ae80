"""The calendar for people: a table by governing date, what no date governs, and a bar a year."""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import groupby

from redaction_audit.calendar.choice import Choice
from redaction_audit.calendar.entry import STATUSES, Due, Status
from redaction_audit.model import Frozen, Gap
from redaction_audit.outputs.calendar import words
from redaction_audit.outputs.calendar.counts import Counts
from redaction_audit.outputs.calendar.shelf import Shelf
from redaction_audit.outputs.report import Run, Summary, cited
from redaction_audit.outputs.style import Role, Style
from redaction_audit.outputs.telling import origin_path
from redaction_audit.text.counting import count
from redaction_audit.text.layout import joined, wrap
from redaction_audit.text.sanitise import plain, width

_ROLES: dict[Status, Role] = {
    "overdue": "error", "due": "warning", "not-due": "good", "exempt": "note", "refer": "note",
    "not-classified": "dim", "unknown": "dim",
}  # fmt: skip
_LISTED: tuple[Status, ...] = ("not-classified", "unknown")
"""Statuses that get a list of record ids instead of lines of the table."""

_GAP = "  "
_ID = 2  # the column that gives way first, then takes what is left
_SHORTEST_ID, _LONGEST_ID = 18, 40
_BAR = 40


class Column(Frozen, frozen=True):
    """A column of the table: those of the highest `rank` go first where the terminal is too narrow."""

    title: str
    cell: Callable[[Due], str]
    rank: int


COLUMNS = (
    Column("governs", lambda entry: words.day(entry.governing), 0),
    Column("status", words.status, 0),
    Column("record", lambda entry: entry.record, 0),
    Column("dated", lambda entry: entry.date or "-", 2),
    Column("order", lambda entry: joined(map(words.order, entry.orders or ()), "|") or "-", 3),
    Column("level", lambda entry: words.SHORT.get(entry.level or "", "-"), 4),
    Column("says", words.says, 1),
    Column("lawful", lambda entry: words.day(entry.lawful), 5),
    Column("automatic", lambda entry: words.day(entry.automatic), 6),
    Column("released", lambda entry: "yes" if entry.released else "-", 7),
    Column("by", lambda entry: entry.governing.basis if entry.governing else entry.reason or "-", 8),
)


class Dates:
    """Keeps the entries, for their columns are as wide as their widest cell, and prints them at the end."""

    def __init__(self, style: Style, choice: Choice) -> None:
        self._style, self._choice = style, choice
        self._table, self._others = Shelf(choice.sort or "date"), Shelf("date")
        self._counts = Counts()
        self._widths = [len(column.title) for column in COLUMNS]
        self._as_of = ""
        self._year = 0

    def begin(self, run: Run) -> bytes:
        """Return nothing: the first line is the head of the table."""
        self._as_of, self._year = run.as_of.isoformat(), run.as_of.year
        return b""

    def record(self, entry: Due | Gap) -> bytes:
        """Put the entry away; nothing is printed before all are known."""
        if isinstance(entry, Gap):
            return b""
        wanted = self._choice.wants(entry)
        self._counts.add(entry, listed=wanted)
        if wanted and self._style.quiet < 2:
            if entry.status in _LISTED:
                self._others.put(entry)
            else:
                self._table.put(entry)
                self._widths = [
                    max(known, width(cell)) for known, cell in zip(self._widths, _cells(entry), strict=True)
                ]
        return b""

    def end(self, summary: Summary) -> bytes:
        """Return the table, the lists, the bars and the closing lines."""
        whole = BytesIO()  # joining would keep every line of a long table twice
        for line in self._lines(summary):
            whole.write(f"{line}\n".encode("utf-8", "backslashreplace"))
        return whole.getvalue()

    def _lines(self, summary: Summary) -> Iterator[str]:
        if self._style.quiet < 2:
            if len(self._table):
                yield from self._rows()
                yield ""
            if not self._style.quiet:
                yield from self._lists()
                yield from self._bars()
        yield from self._closing(summary)

    # -- the table -----------------------------------------------------------------------------------------------------

    def _rows(self) -> Iterator[str]:
        widths = self._fitted()
        chosen = [index for index, room in enumerate(widths) if room]
        last = chosen[-1]
        head = _GAP.join(self._cell(COLUMNS[i].title, 0 if i == last else widths[i]) for i in chosen)
        yield self._style.paint("dim", head.rstrip())
        for entry in self._table.take():
            cells = _cells(entry)
            pieces = (
                self._painted(i, entry, self._cell(cells[i], 0 if i == last else widths[i], widths[i])) for i in chosen
            )
            yield _GAP.join(pieces).rstrip()
            if self._style.verbose:
                yield from self._details(entry)

    def _fitted(self) -> list[int]:
        """Return the width of every column, 0 for those that a narrow terminal has no room for."""
        widths, own = list(self._widths), self._widths[_ID]
        if not self._style.width:
            return widths
        widths[_ID] = min(own, _SHORTEST_ID)
        for index in sorted(range(len(COLUMNS)), key=lambda i: -COLUMNS[i].rank):
            if not COLUMNS[index].rank or self._room(widths) >= 0:
                break
            widths[index] = 0
        widths[_ID] = max(min(own, widths[_ID] + self._room(widths), _LONGEST_ID), min(own, 8))
        return widths

    def _room(self, widths: list[int]) -> int:
        """Return the columns that are left of the terminal, negative where the table does not fit."""
        return self._style.width - sum(widths) - len(_GAP) * (sum(map(bool, widths)) - 1)

    def _cell(self, text: str, pad: int, most: int = 0) -> str:
        shown = plain(text, ascii_only=self._style.ascii)
        if most and width(shown) > most:
            dots = "..." if self._style.ascii else "…"
            half = (most - len(dots)) // 2
            shown = shown[: most - len(dots) - half] + dots + shown[len(shown) - half :]
        return shown + " " * (pad - width(shown))

    def _painted(self, index: int, entry: Due, cell: str) -> str:
        if index == 1:
            bare = cell.rstrip()
            return self._style.paint(_ROLES[entry.status], bare) + cell[len(bare) :]
        return self._style.paint("strong", cell) if index == 2 else cell

    def _details(self, entry: Due) -> Iterator[str]:
        room = max(min(self._style.width or 120, 140), 40) - 20
        for label, text in _remarks(entry):
            for number, line in enumerate(wrap(plain(text, ascii_only=self._style.ascii), room)):
                head = self._style.paint("dim", ("" if number else label).ljust(9))
                yield f"         {head} {line}".rstrip()

    # -- what has no line ----------------------------------------------------------------------------------------------

    def _lists(self) -> Iterator[str]:
        """Yield the records that no date governs, by reason; every id is named."""
        room = max(min(self._style.width or 120, 140), 40)
        for (status, reason), group in groupby(self._others.take(), key=lambda entry: (entry.status, entry.reason)):
            ids = [plain(entry.record, ascii_only=self._style.ascii) for entry in group]
            head = f"{status.replace('-', ' ')}: {reason}"
            yield f"{self._style.paint('strong', head)} ({len(ids):,})"
            yield from wrap(joined(ids), room, "  ")
            yield ""

    # -- bars ----------------------------------------------------------------------------------------------------------

    def _bars(self) -> Iterator[str]:
        years = list(self._counts.by_year())
        if not years:
            return
        full, light = ("#", "-") if self._style.ascii else ("█", "░")
        most = max(behind + ahead for _, behind, ahead in years)
        room = min(_BAR, max((self._style.width or 100) - 20, 10))
        legend = f"{full} overdue  {light} ahead"
        yield f"{self._style.paint('strong', 'governing dates by year')}  {self._style.paint('dim', legend)}"
        before = None
        for year, behind, ahead in years:
            if before is not None and year > before + 1:
                yield self._style.paint("dim", "   :" if self._style.ascii else "   ⋮")
            before = year
            first, second = _share(behind, ahead, most, room)
            bar = self._style.paint("error", full * first) + light * second
            yield f"  {year:04} {bar} {behind + ahead:,}"
        yield ""

    def _closing(self, summary: Summary) -> Iterator[str]:
        counts = self._counts
        split = joined(self._counted(status) for status in STATUSES if counts.statuses[status])
        stop = {"incomplete": "; incomplete", "interrupted": "; interrupted"}.get(summary.verdict, "")
        head = f"{count(summary.records, 'record')} as of {self._as_of}"
        yield joined((head, split), ": ") + stop + "."
        if counts.unlisted:
            yield f"{count(counts.unlisted, 'record')} of other status not listed."
        if counts.released:
            released = f"Released at least in part (stamp, or official print): {counts.released:,} of the overdue."
            yield from wrap(released, self._style.width or 120)
        if counts.statuses["overdue"]:
            yield from wrap(words.VERIFY, self._style.width or 120)

    def _counted(self, status: Status) -> str:
        name = f"due by {self._choice.until}" if status == "due" else status.replace("-", " ")
        return self._style.paint(_ROLES[status], f"{self._counts.statuses[status]:,} {name}")


def _remarks(entry: Due) -> Iterator[tuple[str, str]]:
    """Yield what stands below a line of the table, label and words; instructions as printed, masked as read."""
    governing, lawful = entry.governing, entry.lawful
    yield "why", entry.why
    if governing:
        yield "sum", governing.arithmetic
    if lawful and (not governing or lawful.date != governing.date):
        yield "lawful", f"{words.BASES[lawful.basis]}: {lawful.arithmetic}"
    if entry.automatic and (not governing or governing.basis != "automatic"):
        yield "automatic", entry.automatic.arithmetic
    yield from (("law", cited(citation)) for citation in entry.citations)
    for label, said in (("reads", entry.instruction), ("review", entry.review)):
        if said and said.raw:
            yield label, " ".join(said.raw.split()) + (f" (decided {said.date})" if said.date else "")
    if entry.date:
        yield "dated", f"{entry.date} ({entry.date_source})"
    if entry.released:
        yield "released", "a stamp of release stands on the page, or it is printed in an official series"
    yield "from", origin_path(entry.origin)


def _cells(entry: Due) -> list[str]:
    return [column.cell(entry) for column in COLUMNS]


def _share(behind: int, ahead: int, most: int, room: int) -> tuple[int, int]:
    """Return the lengths of both parts of a bar; what is there is never shorter than one sign."""
    scale = room / most if most > room else 1.0
    return (max(round(behind * scale), 1) if behind else 0, max(round(ahead * scale), 1) if ahead else 0)
