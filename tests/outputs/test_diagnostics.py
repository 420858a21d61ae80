"""stderr: what, where, what next; a progress line that leaves no trace; counts that close a run."""

import io

import pytest

from redaction_audit import diagnostics
from redaction_audit.model import Gap
from redaction_audit.outputs.report import Tally
from redaction_audit.outputs.style import Style

from . import batch


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


def progress(stream: io.StringIO, clock: Clock, **given: object) -> diagnostics.Progress:
    tally = Tally()
    tally.add(batch.audited())
    settings = {"alone": True, "style": Style(), "stream": stream, "clock": clock} | given
    return diagnostics.Progress(tally, **settings)


def test_an_error_says_what_and_what_next_on_one_line_each() -> None:
    stream = io.StringIO()
    diagnostics.error("no such file: a\x1bb\n  try: --help", stream)

    assert stream.getvalue() == "error: no such file: a\\x1bb\n  try: --help\n"


def test_the_progress_line_is_drawn_ten_times_a_second_and_removed() -> None:
    stream, clock = Terminal(), Clock()
    shown = progress(stream, clock)
    for step in range(100):
        clock.now = step / 50
        shown.tick()
    shown.close()
    shown.tick()

    assert 15 <= stream.getvalue().count("\r") - 1 <= 20
    assert stream.getvalue().endswith("\r\x1b[K")
    assert "1 records, 0 files, 0.0 MB/s, 4 findings" in stream.getvalue()


@pytest.mark.parametrize(("command", "said"), [("dates", "1 overdue"), ("inspect", "3 marks"), ("scan", "0 findings")])
def test_the_progress_line_says_what_the_command_looks_for(command: str, said: str) -> None:
    tally = Tally()
    tally.sums.update(records=2, overdue=1, marks=3)

    assert diagnostics.progress_words(tally, 1.0, command) == f"2 records, 0 files, 0.0 MB/s, {said}"


@pytest.mark.parametrize(
    ("stream", "given"),
    [
        (Terminal(), {"quiet": True}),
        (Terminal(), {"alone": False}),
        (io.StringIO(), {}),
        (Terminal(), {"alone": False, "verbose": True}),
    ],
)
def test_no_progress_where_it_would_be_in_the_way(stream: io.StringIO, given: dict[str, bool]) -> None:
    clock = Clock()
    shown = progress(stream, clock, **given)
    clock.now = 60.0
    shown.tick()

    assert stream.getvalue() == ""


def test_a_log_gets_a_line_now_and_then_when_asked() -> None:
    stream, clock = io.StringIO(), Clock()
    shown = progress(stream, clock, verbose=True)
    for clock.now in range(60):
        shown.tick()
    shown.close()

    assert len(stream.getvalue().splitlines()) == 5
    assert "\r" not in stream.getvalue()


def test_a_gap_is_printed_above_the_progress_line() -> None:
    stream, clock = Terminal(), Clock()
    shown = progress(stream, clock)
    clock.now = 1.0
    shown.tick()
    shown.gap(Gap("a.pdf", "PDF is not read yet", "Extract its text."))

    assert stream.getvalue().endswith("\r\x1b[Kgap: a.pdf: PDF is not read yet\n  Extract its text.\n")


def test_many_gaps_of_one_reason_are_counted_not_printed() -> None:
    stream = io.StringIO()
    shown = progress(stream, Clock())
    for number in range(100):
        shown.gap(Gap(f"{number}.pdf", "PDF is not read yet"))
    shown.gap(Gap("a.zip", "encrypted", member="b.txt", line=3))

    lines = stream.getvalue().splitlines()
    assert len(lines) == 7
    assert lines[5].startswith("  more of these")
    assert lines[6] == "gap: a.zip!b.txt:3: encrypted"


@pytest.mark.parametrize(("given", "lines"), [({"quiet": True}, 0), ({}, 1), ({"verbose": True}, 6)])
def test_of_notes_one_is_enough(given: dict[str, bool], lines: int) -> None:
    stream = io.StringIO()
    shown = progress(stream, Clock(), **given)
    for _ in range(9):
        shown.gap(Gap("a.txt", "read as cp1252", severity="note"))

    assert len(stream.getvalue().splitlines()) == lines
    assert stream.getvalue().startswith("note: a.txt: read as cp1252\n" if lines else "")


def test_closing() -> None:
    stream = io.StringIO()
    diagnostics.closing(batch.summary(batch.audited(), batch.unreadable()), stream=stream)

    assert stream.getvalue() == CLOSING


def test_closing_a_clean_run_is_short() -> None:
    stream = io.StringIO()
    clean = batch.audited(findings=(), set_aside=(), failed=(), not_judged=(), gaps=())
    diagnostics.closing(batch.summary(clean), stream=stream)

    assert stream.getvalue() == (
        "1 record in 1 file, 295 bytes, 1 page, all read\n"
        "0 reported, 0 set aside, 0 failed, 0 not judged\n"
        "clean (exit 0)\n"
    )


def test_closing_a_clean_run_quietly_says_nothing() -> None:
    stream = io.StringIO()
    diagnostics.closing(batch.summary(batch.audited(failed=(), findings=())), quiet=1, stream=stream)

    assert stream.getvalue() == ""


def test_closing_an_empty_run_says_why_it_is_not_clean() -> None:
    stream = io.StringIO()
    diagnostics.closing(batch.summary(files=0), quiet=2, stream=stream)

    assert stream.getvalue() == "incomplete: there was no record to examine (exit 3)\n"


def test_closing_an_inspection_judges_nothing() -> None:
    stream = io.StringIO()
    diagnostics.closing(batch.summary(batch.audited(failed=())), "inspect", stream=stream)

    assert "reported" not in stream.getvalue()


def test_statistics() -> None:
    stream = io.StringIO()
    diagnostics.closing(batch.summary(batch.audited()), quiet=1, statistics=True, stream=stream)

    assert stream.getvalue().splitlines()[:2] == ["  1  DEC004", "  1  LEK001"]


def test_many_reasons_are_shortened() -> None:
    reasons = {f"reason r{number}": 1 for number in range(7)}
    tally = Tally()
    for reason in reasons:
        tally.add_gap(Gap("x", reason))
    lines = list(diagnostics.summary_lines(tally.summary(), Style(width=200)))

    assert lines[-1].endswith("reason r3 (1), 3 more reasons")


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (7100, "7.1 KB"), (999_960, "1.0 MB"), (2_000_000_000, "2.0 GB")],
)
def test_sizes(size: int, words: str) -> None:
    assert diagnostics.size_words(size) == words


def test_a_share_is_never_rounded_to_all() -> None:
    tally = Tally()
    tally.add(batch.audited(size=10_000_000, gaps=()))
    tally.add_gap(Gap("x", "encrypted", size=1))

    assert diagnostics.share_words(tally.summary()) == "99.9 % read"


@pytest.mark.parametrize(
    ("wishes", "stream", "color"),
    [
        ({}, Terminal(), True),
        ({}, io.StringIO(), False),
        ({"NO_COLOR": "1"}, Terminal(), False),
        ({"TERM": "dumb"}, Terminal(), False),
        ({"FORCE_COLOR": "1"}, io.StringIO(), True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, Terminal(), False),
    ],
)
def test_wishes_about_colour(
    wishes: dict[str, str], stream: io.StringIO, color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in wishes.items():
        monkeypatch.setenv(name, value)

    assert diagnostics.stream_style(stream).color is color


def test_a_stream_that_cannot_be_written_is_not_talked_to() -> None:
    stream = io.StringIO()
    stream.close()

    diagnostics._write(stream, "words")


def test_an_ascii_stream_gets_escapes() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    diagnostics.error("Peña", stream)
    stream.flush()

    assert stream.buffer.getvalue() == b"error: Pe\\xf1a\n"


CLOSING = """\
1 record in 1 file, 1.3 KB, 1 page, 22.7 % read
4 reported (1 error, 2 warnings, 1 note), 1 set aside, 1 failed, 1 not judged, 2 gaps
  set aside   baseline: accepted on 2025-03-01 (1)
  failed      MRK003: KeyError in mrk/banner.py line 12 (1)
  not judged  no date on the page (1)
  gaps        PDF is not read yet (1), bytes that are no UTF-8 were read as cp1252 (1)
incomplete: not everything could be examined (exit 3)
"""
