"""Everything said on stderr: errors, gaps, the progress line, the closing summary. stdout is data, this is talk."""

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from redaction_audit.model import Gap
from redaction_audit.outputs.report import Bucket, Cause, Summary, Tally, sort_of
from redaction_audit.outputs.style import Role, Style
from redaction_audit.terminal import colored, columns
from redaction_audit.text.counting import count as counted
from redaction_audit.text.layout import joined, wrap
from redaction_audit.text.sanitise import plain

WIDTH = 100
"""Columns where nothing tells how wide the terminal is."""
UPDATES_A_SECOND = 10
LINES_EVERY_SECONDS = 10.0  # progress with -v into a file or a CI log
GAPS_A_REASON = 5
REASONS_A_BUCKET = 4
LEFTOVERS = 10  # attempts, stale entries and unused waivers named at the end of a run
_INDENT = 14  # columns before a reason
_MEGABYTE = 1_000_000


class Progress:
    """Speaks on stderr while a run goes on: gaps as they come, and a progress line that comes and goes.

    The line is rewritten at most ten times a second and removed at the end; it is shown on a terminal only, and only
    when nothing else is printed there: `alone` says so (default: stdout is not a terminal). With `verbose`, streams
    that are no terminal get a line every ten seconds instead. A stream that cannot be written is not talked to:
    findings matter more than talk about them.
    """

    def __init__(
        self,
        tally: Tally,
        *,
        command: str = "scan",
        quiet: bool = False,
        verbose: bool = False,
        alone: bool | None = None,
        stream: TextIO | None = None,
        style: Style | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tally, self._command, self._clock = tally, command, clock
        self._stream = stream if stream is not None else sys.stderr
        self._style = style if style is not None else stream_style(self._stream)
        alone = not sys.stdout.isatty() if alone is None else alone
        terminal = self._stream.isatty()
        self._live = terminal and alone and not quiet
        self._every = 1 / UPDATES_A_SECOND if self._live else LINES_EVERY_SECONDS
        self._silent = quiet or not (self._live or (verbose and not terminal))
        self._quiet, self._verbose = quiet, verbose
        self._began = self._last = clock()
        self._shown = False
        self._gaps: Counter[str] = Counter()

    def gap(self, gap: Gap) -> None:
        """Print a gap and what to do about it; of many with one reason the first five, the rest is counted.

        Of notes (something was read otherwise) one is enough, unless `verbose`; `quiet` leaves them out.
        """
        if gap.severity == "note" and self._quiet:
            return
        printed = GAPS_A_REASON if gap.severity == "error" or self._verbose else 1
        sort = sort_of(gap.reason)
        self._gaps[sort] += 1
        if self._gaps[sort] <= printed:
            self._say(gap_lines(gap, self._style))
        elif self._gaps[sort] == printed + 1 and printed > 1:
            words = f"  more of these are counted, not printed: {plain(sort, ascii_only=self._style.ascii)}"
            self._say([self._style.paint("dim", words)])

    def tick(self) -> None:
        """Show how far the run is; nothing when that was shown just now."""
        if self._silent:
            return
        now = self._clock()
        if now - self._last < self._every:
            return
        self._last = now
        line = progress_words(self._tally, now - self._began, self._command)
        if self._live:
            _write(self._stream, f"\r{self._style.paint('dim', line[: max(self._style.width - 1, 20)])}\x1b[K")
            self._shown = True
        else:
            _write(self._stream, line + "\n")

    def clear(self) -> None:
        """Remove the progress line, if one is shown."""
        if self._shown:
            _write(self._stream, "\r\x1b[K")
            self._shown = False

    def close(self) -> None:
        """End: nothing of the progress line stays behind. May be called twice."""
        self.clear()
        self._silent = True

    def _say(self, lines: Iterable[str]) -> None:
        self.clear()
        _write(self._stream, "".join(line + "\n" for line in lines))


def error(message: str, stream: TextIO | None = None) -> None:
    """Print an error: what is wrong, where, and (on further lines) what to do next."""
    stream = stream if stream is not None else sys.stderr
    style = stream_style(stream)
    head, *rest = (plain(line.strip(), ascii_only=style.ascii) for line in message.split("\n"))
    _write(
        stream, "".join(f"{line}\n" for line in (f"{style.paint('error', 'error')}: {head}", *("  " + r for r in rest)))
    )


def note(message: str, stream: TextIO | None = None) -> None:
    """Print something worth knowing that is no error."""
    stream = stream if stream is not None else sys.stderr
    style = stream_style(stream)
    _write(stream, f"{style.paint('note', 'note')}: {plain(message, ascii_only=style.ascii)}\n")


def say(line: str, stream: TextIO | None = None) -> None:
    """Print a line that needs no word before it: a count."""
    _write(stream if stream is not None else sys.stderr, line + "\n")


def closing(
    summary: Summary,
    command: str = "scan",
    *,
    quiet: int = 0,
    statistics: bool = False,
    judged: bool = True,
    stream: TextIO | None = None,
) -> None:
    """Print the counts that close a run; `quiet` leaves what was to be silenced, and the verdict of a run not whole.

    `judged` is False where the run asks no verdict: what it found became a file.
    """
    stream = stream if stream is not None else sys.stderr
    style = stream_style(stream)
    lines = list(_refused_lines(summary, style, quiet=quiet > 0))
    if statistics:
        lines += statistics_lines(summary, style)
    if not quiet:
        lines += _leftover_lines(summary, style)
        lines += summary_lines(summary, style) if command == "scan" else inspected_lines(summary, style)
    if summary.verdict in {"incomplete", "interrupted"} or (command == "scan" and judged and not quiet):
        lines.append(verdict_line(summary, style))
    _write(stream, "".join(line + "\n" for line in lines))


def stream_style(stream: TextIO) -> Style:
    """Return how to write on `stream`: in colour where that is wanted, in the letters of its encoding."""
    encoding = (getattr(stream, "encoding", None) or "ascii").lower().replace("-", "")
    terminal = stream.isatty()
    width = columns(WIDTH) if terminal else WIDTH
    return Style(color=colored(terminal), width=width, ascii=not encoding.startswith("utf"))


def _write(stream: TextIO, text: str) -> None:
    with contextlib.suppress(OSError, ValueError):  # ValueError: the stream is closed
        try:
            stream.write(text)
        except UnicodeEncodeError:
            stream.write(text.encode("ascii", "backslashreplace").decode("ascii"))
        stream.flush()


# -- words -------------------------------------------------------------------------------------------------------------


def progress_words(tally: Tally, seconds: float, command: str = "scan") -> str:
    """Return what the progress line says after so many seconds: how far the run is, and what `command` found so far."""
    speed = tally.sums["bytes_read"] / _MEGABYTE / max(seconds, 1e-3)
    parts = (
        f"{tally.sums['records']:,} records",
        f"{tally.sums['files']:,} files",
        f"{speed:.1f} MB/s",
        _so_far(tally, command),
    )
    return joined(parts)


def _so_far(tally: Tally, command: str) -> str:
    if command == "dates":
        return f"{tally.sums['overdue']:,} overdue"
    return f"{tally.sums['marks']:,} marks" if command == "inspect" else f"{tally.severities.total():,} findings"


def gap_lines(gap: Gap, style: Style) -> Iterator[str]:
    """Return a gap as lines: where and what, then what to do next."""
    where = joined((gap.path, gap.member), "!") + (f":{gap.line}" if gap.line is not None and gap.line > 1 else "")
    role: Role = "error" if gap.severity == "error" else "note"
    word = "gap" if gap.severity == "error" else "note"
    place = style.paint("place", plain(where, ascii_only=style.ascii))
    yield f"{style.paint(role, word)}: {place}: {plain(gap.reason, ascii_only=style.ascii)}"
    if gap.advice:
        yield f"  {plain(gap.advice, ascii_only=style.ascii)}"


def size_words(size: int) -> str:
    """Return a number of bytes for people: `950 bytes`, `7.1 KB`, `2.0 GB` (powers of 1,000)."""
    if size < 1000:
        return f"{size} bytes"
    scaled = float(size)
    for unit in ("KB", "MB", "GB", "TB"):
        scaled /= 1000
        if scaled < 999.95 or unit == "TB":
            break
    return f"{scaled:,.1f} {unit}"


def share_words(summary: Summary) -> str:
    """Return the share of bytes that was read; never `100 %` when something was not."""
    if summary.bytes_read >= summary.bytes:
        return "all read"
    return f"{int(1000 * summary.share_read) / 10:.1f} % read"


def summary_lines(summary: Summary, style: Style) -> Iterator[str]:
    """Return what was looked at, the four counts (and the gaps), and the reasons where there are any."""
    split = joined(counted(number, name) for name, number in summary.reported.by_severity.items() if number)
    counts: list[tuple[int, str, Role]] = [
        (summary.reported.total, "reported", "strong"),
        (summary.set_aside.total, "set aside", "strong"),
        (summary.failed.total, "failed", "error"),
        (summary.not_judged.total, "not judged", "strong"),
    ]
    words = [f"{style.paint(role, f'{count:,}') if count else count} {name}" for count, name, role in counts]
    words[0] += f" ({split})" if split else ""
    if summary.gaps:
        role: Role = "error" if summary.gap_errors else "strong"
        words.append(f"{style.paint(role, f'{summary.gaps:,}')} gap{'s'[: summary.gaps != 1]}")
    yield _looked_at(summary)
    yield joined(words)
    yield from _reason_lines(
        (
            ("set aside", _why(summary.set_aside)),
            ("failed", _broken(summary.failed)),
            ("not judged", _why(summary.not_judged)),
            ("gaps", _gap_words(summary)),
        ),
        style,
    )


def _refused_lines(summary: Summary, style: Style, *, quiet: bool) -> Iterator[str]:
    """Return what was to set findings aside and did not: nobody may miss that, where there were any to silence."""
    why = [cause for cause in summary.refused.why if cause.count or not quiet]
    for cause in why[:LEFTOVERS]:
        of = f"{counted(cause.count, 'finding')} reported" if cause.count else "nothing found"
        words = plain(joined((cause.rule, cause.reason), ": "), ascii_only=style.ascii)
        yield f"{style.paint('warning', 'not silenced')}: {words}: {of}"
    if (more := len(why) - LEFTOVERS) > 0:
        yield f"{style.paint('warning', 'not silenced')}: {more:,} more; the json report lists them all"


def _leftover_lines(summary: Summary, style: Style) -> Iterator[str]:
    """Return the entries and waivers that set nothing aside; of a baseline's records that were not read the number."""
    shown = [item for item in summary.leftovers if item.state != "absent" or item.kind == "waiver"]
    for item in shown[:LEFTOVERS]:
        absent = item.state == "absent"
        words = f"{item.kind} {item.place}: {item.what}{': not among the inputs' if absent else ''}"
        word = style.paint("note", "unused") if absent else style.paint("warning", item.state)
        yield f"{word}: {plain(words, ascii_only=style.ascii)}"
    if (more := len(shown) - LEFTOVERS) > 0:
        yield f"{style.paint('warning', 'stale')}: {more:,} more; the json report lists them all"
    if rest := len(summary.leftovers) - len(shown):
        yield f"{style.paint('note', 'note')}: {counted(rest, 'accepted finding')} of records that were not read"


def inspected_lines(summary: Summary, style: Style) -> Iterator[str]:
    """Return what was looked at and the gaps: an inspection judges nothing."""
    yield _looked_at(summary)
    yield from _reason_lines((("gaps", _gap_words(summary)),), style)


def _gap_words(summary: Summary) -> str:
    return _listed(tuple(Cause(None, reason, count) for reason, count in _by_count(summary.gap_reasons)))


def _looked_at(summary: Summary) -> str:
    files = f" in {counted(summary.files, 'file')}" if summary.files else ""
    pages = f", {counted(summary.pages, 'page')}" if summary.pages else ""
    size = f", {size_words(summary.bytes)}{pages}, {share_words(summary)}" if summary.bytes else pages
    return f"{counted(summary.records, 'record')}{files}{size}"


def _reason_lines(rows: Iterable[tuple[str, str]], style: Style) -> Iterator[str]:
    for label, text in rows:
        lines = wrap(plain(text, ascii_only=style.ascii), max(style.width, 40) - _INDENT) if text else ()
        for index, line in enumerate(lines):
            yield f"  {style.paint('dim', ('' if index else label).ljust(_INDENT - 4))}  {line}"


def statistics_lines(summary: Summary, style: Style) -> Iterator[str]:
    """Return a table of findings by rule, the most frequent first."""
    width = max((len(f"{count:,}") for count in summary.reported.by_rule.values()), default=0)
    for rule, count in _by_count(summary.reported.by_rule):
        yield f"  {f'{count:,}'.rjust(width)}  {style.paint('rule', rule)}"


def verdict_line(summary: Summary, style: Style) -> str:
    """Return whether the batch is clean, with the exit code."""
    words = {
        "clean": "clean",
        "findings": "findings at or above the threshold",
        "stale": "stale entries in the baseline or the waivers",
        "incomplete": "incomplete: not everything could be examined",
        "interrupted": "interrupted: the rest was not examined",
    }[summary.verdict]
    if summary.verdict == "incomplete" and not summary.records and not summary.gap_errors:
        words = "incomplete: there was no record to examine"
    roles: dict[str, Role] = {"clean": "good", "findings": "warning", "stale": "warning"}
    role = roles.get(summary.verdict, "error")
    return f"{style.paint(role, words)} (exit {summary.exit_code})"


def _broken(bucket: Bucket) -> str:
    """Say what broke and how: here the name of the check matters most."""
    return _listed(tuple(Cause(None, joined((cause.rule, cause.reason), ": "), cause.count) for cause in bucket.why))


def _why(bucket: Bucket) -> str:
    """Join reasons over rules: why matters in a summary, which rule is in the report."""
    merged: Counter[str] = Counter()
    for reason in bucket.why:
        merged[reason.reason] += reason.count
    return _listed(tuple(Cause(None, words, count) for words, count in _by_count(merged)))


def _listed(why: tuple[Cause, ...]) -> str:
    shown = joined(f"{reason.reason} ({reason.count:,})" for reason in why[:REASONS_A_BUCKET])
    more = len(why) - REASONS_A_BUCKET
    return f"{shown}, {counted(more, 'more reason')}" if more > 0 else shown


def _by_count(counts: dict[str, int] | Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
