"""Everything said on stderr: errors, gaps, the progress line, the closing summary. stdout is data, this is talk."""

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TextIO

from redaction_audit.model import Gap
from redaction_audit.outputs.report import Bucket, Cause, Summary
from redaction_audit.outputs.style import Role, Style
from redaction_audit.text.layout import joined, wrap
from redaction_audit.text.sanitise import plain

EXIT_CODES = """\
exit codes:
  0    clean: nothing at or above --fail-on
  1    findings at or above --fail-on
  2    usage, configuration or law data wrong
  3    incomplete: something was unreadable, a check failed, or there was no input
  4    internal error
  130  interrupted; what was found so far was printed
"""

UPDATES_A_SECOND = 10
LINES_EVERY_SECONDS = 10.0  # progress with -v into a file or a CI log
GAPS_A_REASON = 5
REASONS_A_BUCKET = 4
_MEGABYTE = 1_000_000


class Voice:
    """Speaks on stderr: prints lines above a progress line that comes and goes.

    `live` is for terminals: one line, rewritten at most ten times a second and removed at the end. `steady` prints a
    line of progress every ten seconds instead. Whoever writes to stdout on the same terminal calls `clear` first.
    A stream that cannot be written is not talked to: findings matter more than talk about them.
    """

    def __init__(
        self,
        style: Style,
        stream: TextIO | None = None,
        *,
        live: bool = False,
        steady: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._style, self._clock = style, clock
        self._stream = stream if stream is not None else sys.stderr
        self._live, self._steady = live, steady and not live
        self._began = self._last = clock()
        self._shown = False
        self._gaps: Counter[str] = Counter()

    def say(self, line: str) -> None:
        """Print one line above the progress line."""
        self.clear()
        self._write(line + "\n")

    def error(self, message: str) -> None:
        """Print an error: what is wrong, where, and what to do next."""
        head, _, rest = message.partition("\n")
        self.say(f"{self._style.paint('error', 'error')}: {self._plain(head)}")
        for line in rest.split("\n") if rest else ():
            self.say(f"  {self._plain(line.strip())}")

    def gap(self, gap: Gap) -> None:
        """Print a gap and what to do about it; of many with one reason the first five, the rest is counted."""
        self._gaps[gap.reason] += 1
        if self._style.quiet > 1 or (gap.severity == "note" and not self._style.verbose):
            return
        if self._gaps[gap.reason] <= GAPS_A_REASON:
            for line in gap_lines(gap, self._style):
                self.say(line)
        elif self._gaps[gap.reason] == GAPS_A_REASON + 1:
            self.say(self._style.paint("dim", f"  more like this are counted, not printed: {self._plain(gap.reason)}"))

    def progress(self, records: int, files: int, total_files: int | None, size: int, findings: int) -> None:
        """Show how far the run is: `size` bytes of `files` files are done; nothing when it was shown just now."""
        if not (self._live or self._steady):
            return
        now = self._clock()
        if now - self._last < (1 / UPDATES_A_SECOND if self._live else LINES_EVERY_SECONDS):
            return
        self._last = now
        speed = size / _MEGABYTE / max(now - self._began, 1e-3)
        total = f"/{total_files:,}" if total_files is not None else ""
        line = f"{records:,} records, {files:,}{total} files, {speed:.1f} MB/s, {findings:,} findings"
        if self._live:
            self._write(f"\r{self._style.paint('dim', line[: max(self._style.width - 1, 20)])}\x1b[K")
            self._shown = True
        else:
            self._write(line + "\n")

    def clear(self) -> None:
        """Remove the progress line, if one is shown."""
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = False

    def summary(self, summary: Summary) -> None:
        """Print the counts that close a run."""
        for line in summary_lines(summary, self._style):
            self.say(line)

    def statistics(self, summary: Summary) -> None:
        """Print findings by rule, the most frequent first."""
        for line in statistics_lines(summary, self._style):
            self.say(line)

    def _plain(self, text: str) -> str:
        return plain(text, ascii_only=self._style.ascii)

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):  # ValueError: the stream is closed
            try:
                self._stream.write(text)
            except UnicodeEncodeError:
                self._stream.write(text.encode("ascii", "backslashreplace").decode("ascii"))
            self._stream.flush()


def error(message: str) -> None:
    """Print an error on stderr without a voice: for what goes wrong before there is one."""
    Voice(Style()).error(message)


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
    return f"{min(int(1000 * summary.share_read) / 10, 99.9):.1f} % read"


def summary_lines(summary: Summary, style: Style) -> Iterator[str]:
    """Return what was looked at, the four counts with their reasons, the gaps, and the verdict."""
    split = joined(
        f"{count:,} {name}{'s'[: count != 1]}" for name, count in summary.reported.by_severity.items() if count
    )
    rows: list[tuple[str, int, str, Role]] = [
        ("reported", summary.reported.total, split, "strong"),
        ("set aside", summary.set_aside.total, _why(summary.set_aside), "strong"),
        ("failed", summary.failed.total, _why(summary.failed), "error"),
        ("not judged", summary.not_judged.total, _why(summary.not_judged), "strong"),
    ]
    if summary.gaps:
        why = tuple(Cause(None, reason, count) for reason, count in _by_count(summary.gap_reasons))
        rows.append(("gaps", summary.gaps, _listed(why), "error" if summary.gap_errors else "strong"))
    files = f" in {summary.files:,} file{'s'[: summary.files != 1]}" if summary.files else ""
    pages = f", {summary.pages:,} page{'s'[: summary.pages != 1]}" if summary.pages else ""
    records = f"{summary.records:,} record{'s'[: summary.records != 1]}"
    yield f"{records}{files}, {size_words(summary.bytes)}{pages}, {share_words(summary)}"
    column = max(len(f"{row[1]:,}") for row in rows)
    for label, count, text, role in rows:
        number = f"{count:,}".rjust(column)
        head = f"  {label:<10}  {style.paint(role, number) if count else style.paint('dim', number)}"
        room = max(style.width, 40) - column - 16
        lines = list(wrap(plain(text, ascii_only=style.ascii), room)) if text else [""]
        yield (head + "  " + lines[0]).rstrip()
        for line in lines[1:]:
            yield " " * (column + 16) + line
    yield _verdict(summary, style)


def statistics_lines(summary: Summary, style: Style) -> Iterator[str]:
    """Return a table of findings by rule, the most frequent first."""
    width = max((len(f"{count:,}") for count in summary.reported.by_rule.values()), default=0)
    for rule, count in _by_count(summary.reported.by_rule):
        yield f"  {f'{count:,}'.rjust(width)}  {style.paint('rule', rule)}"


def _verdict(summary: Summary, style: Style) -> str:
    words = {
        "clean": "clean",
        "findings": "findings at or above the threshold",
        "incomplete": "incomplete: not everything could be examined",
        "interrupted": "interrupted: the rest was not examined",
    }[summary.verdict]
    if summary.verdict == "incomplete" and not summary.records and not summary.gap_errors:
        words = "incomplete: there was no record to examine"
    roles: dict[str, Role] = {"clean": "good", "findings": "warning"}
    role = roles.get(summary.verdict, "error")
    return f"{style.paint(role, words)} (exit {summary.exit_code})"


def _why(bucket: Bucket) -> str:
    """Join reasons over rules: why matters in a summary, which rule is in the report."""
    merged: Counter[str] = Counter()
    for reason in bucket.why:
        merged[reason.reason] += reason.count
    return _listed(tuple(Cause(None, words, count) for words, count in _by_count(merged)))


def _listed(why: tuple[Cause, ...]) -> str:
    shown = joined(f"{reason.reason} ({reason.count:,})" for reason in why[:REASONS_A_BUCKET])
    more = len(why) - REASONS_A_BUCKET
    return f"{shown}, {more:,} more reason{'s'[: more != 1]}" if more > 0 else shown


def _by_count(counts: dict[str, int] | Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
