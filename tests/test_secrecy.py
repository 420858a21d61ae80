"""Nothing hidden is repeated: a planted open name is searched for in everything the program prints."""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from redaction_audit import outputs
from redaction_audit.outputs import calendar
from redaction_audit.reports import FORMATS
from redaction_audit.sensitive import MASK, Sensitive
from redaction_audit.store import Store
from redaction_audit.text.concealing import hidden_words
from tests.canary import CANARY, cable, forms

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
GIVEN, OPEN = "Jorvexandra", "Wolkenbrunt"
"""The name that stands open in one paragraph and is covered in another, never to be seen in any report."""
PRIVATE = ("219-09-9999", "4111 1111 1111 1111", "nobody.at.all.0000@gmail.com", "(202) 555-0143")
"""Numbers and an address of a private person, which rules of personal data hide."""
CABLE = cable(
    f"""1. (C) Summary: The ferry XXXXXXXXXXXX stopped, and XXXXXXXX{CANARY} said
 so (as {CANARY[:2]}XXXXXXXXXX knew. End Summary.

3. (C) He saw XXXXXXXXXXXX{CANARY} at noon, and [text not declassified] too.

4. (C) XXXXXXXXXXXX, treasurer of the ferry guild, told Poloff
that the accounts were lost. {OPEN} was said to know more.

5. (C) Later Dr. {GIVEN}
{OPEN}, treasurer of the ferry guild, sent us a note. The
pilots called it a forgery, and {OPEN[:6]}
{OPEN[6:]} did not deny it. "{OPEN.upper()} MUST GO," says a wall.

6. (C) His number is {PRIVATE[0]}, he pays by {PRIVATE[1]}, writes
from {PRIVATE[2]}, and answers at home: {PRIVATE[3]}.

XXXXXXXX{CANARY.upper()}
""",
    subject=f"A TALK WITH XXXXXXXX{CANARY.upper()} ABOUT THE FERRY",
)


def unpacked(written: bytes) -> Iterator[bytes]:
    """What was written, and what is packed in it: members of archives, compressed streams of PDF files."""
    yield written
    if written.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            yield from map(archive.read, archive.namelist())
    if written.startswith(b"%PDF") and (reader := shutil.which("pdftotext")):  # its letters are numbers of glyphs
        yield subprocess.run([reader, "-", "-"], input=written, capture_output=True, check=True).stdout
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", written, re.DOTALL) if b"%PDF" in written[:8] else ():
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(stream)


def assert_silent(printed: bytes) -> None:
    for part in unpacked(printed):
        text = part.decode("utf-8", "replace").lower()
        leaked = {form for name in (CANARY, GIVEN, OPEN, *PRIVATE) for form in forms(name) if form in text}

        assert not leaked


@pytest.fixture
def cable(tmp_path: Path) -> Path:
    path = tmp_path / "cable.txt"
    path.write_text(CABLE)
    return path


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "redaction_audit.cli", *arguments],
        capture_output=True,
        timeout=60,
        input=stdin,
        env={**os.environ, "CI": "", **environment},
    )


COMMANDS = [
    *(("scan", name) for name in outputs.formats("Findings")),
    *(("inspect", name) for name in outputs.formats("Inspections")),
    *(("dates", name) for name in calendar.formats()),
]


@pytest.mark.parametrize(("command", "format_"), COMMANDS, ids=[f"{one}-{other}" for one, other in COMMANDS])
def test_no_format_of_any_command_holds_what_is_hidden(cable: Path, command: str, format_: str) -> None:
    report = cable.parent / "report"
    done = run(command, str(cable), "-f", format_, "-vv", "--as-of", "2026-01-15", "-o", str(report))

    assert_silent(report.read_bytes() + done.stdout + done.stderr)
    if format_ == "text" and command == "scan":
        assert MASK.encode() in report.read_bytes()


def test_what_is_hidden_was_there_to_be_found(cable: Path) -> None:
    text = cable.read_text()
    found = [json.loads(line) for line in run("scan", str(cable), "--format", "jsonl").stdout.splitlines()]

    assert OPEN in text
    assert {"RED003", "LEK004"} <= {row["rule"] for row in found}
    assert sum(row["rule"].startswith("PII") for row in found) >= 3


def test_what_stays_on_the_disk_holds_nothing_hidden(cable: Path) -> None:
    kept = cable.parent / "cache"
    place, store = cable.parent / "kept", cable.parent / "kept" / "run.store"
    env = {"XDG_CACHE_HOME": str(kept), "XDG_STATE_HOME": str(place)}
    place.mkdir()
    reports = [f"--output={name}={place / name}" for name in FORMATS]
    # Tables of words come from a package and hold common names; they are the same whatever record is read.
    run("scan", str(SAMPLES), **env)
    tables = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    said = [
        run("scan", str(cable), "--store", str(store), "-vv", **env),
        run("report", "--store", str(store), "--no-text", "-o", str(place / "short.html"), **env),
        run("report", "--store", str(store), *reports, **env),
        run("baseline", "write", str(cable), "-o", str(place / "accepted"), **env),
        run("waivers", "template", str(cable), "-o", str(place / "waivers"), **env),
        run("scan", str(cable), "--baseline", str(place / "accepted"), "--show-set-aside", **env),
        run("scan", str(cable), "--cache", str(place / "results"), "-vv", **env),
        run("diff", str(place / "accepted"), str(store), **env),
        run("verify", "--store", str(store), **env),
        run("review", "--store", str(store), "--plain", "--reviewer", "ana", stdin=b"n\nn\nn\nn\nn\nq\n", **env),
        run("store", "list", str(store), **env),
        run("store", "prune", str(store), "--keep", "1", **env),
    ]
    written = [path for folder in (kept, place) for path in folder.rglob("*") if path.is_file()]
    written = [path for path in written if tables.get(path) != path.read_bytes()]

    assert tables
    assert {"run.store", "short.html", "accepted", "waivers", "review.log", "key", *FORMATS} <= {
        path.name for path in written
    }
    for path in written:
        assert_silent(path.read_bytes())
    for done in said:
        assert done.returncode in (0, 1)
        assert_silent(done.stdout + done.stderr)


def test_what_a_rule_that_is_not_selected_would_hide_is_masked_all_the_same(cable: Path) -> None:
    for chosen in (["--select", "DEC,TRN,MRK,FOI"], ["--select", "RED001"], ["--ignore", "RED,LEK"]):
        done = run("scan", str(cable), "--show-notes", "--as-of", "2026-01-15", *chosen)

        assert MASK.encode() in done.stdout
        assert_silent(done.stdout + done.stderr)


# -- --reveal ----------------------------------------------------------------------------------------------------------


def test_reveal_prints_the_open_name_and_says_so(cable: Path) -> None:
    done = run("scan", str(cable), "--reveal", "--select", "LEK004")

    assert f"open  {GIVEN} {OPEN}".encode() in done.stdout
    assert b"--reveal: what findings say is hidden is printed below" in done.stderr
    assert_silent(done.stderr)


def test_reveal_is_recorded_in_the_store_which_holds_no_name(cable: Path) -> None:
    store = cable.parent / "run.store"
    done = run("scan", str(cable), "--reveal", "--store", str(store), REDACTION_AUDIT_REVIEWER="ana")
    with Store.open(store, read_only=True) as opened:
        events = opened.events()

    assert OPEN.encode() in done.stdout
    assert {(event.kind, event.reviewer) for event in events} == {("revealed", "ana")}
    assert len(events) == len({event.key for event in events}) > 1
    assert_silent(store.read_bytes())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "json"), "text on standard output only"),
        (("--format", "text", "-o", "report"), "text on standard output only"),
        (("--output", "text=-", "--output", "jsonl=found"), "text on standard output only"),
        (("-q",), "leaves out what it would show"),
    ],
)
def test_reveal_is_refused_where_something_would_keep_it(
    cable: Path, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(cable.parent)
    done = run("scan", str(cable), "--reveal", *arguments)

    assert done.returncode == 2
    assert said.encode() in done.stderr
    assert [path.name for path in cable.parent.iterdir()] == [cable.name]
    assert_silent(done.stdout + done.stderr)


def test_reveal_is_refused_in_a_job_of_continuous_integration(cable: Path) -> None:
    done = run("scan", str(cable), "--reveal", CI="true")

    assert done.returncode == 2
    assert b"CI job" in done.stderr
    assert_silent(done.stdout + done.stderr)


# -- what breaks -------------------------------------------------------------------------------------------------------


def test_the_overlays_were_seen(cable: Path) -> None:
    done = run("scan", str(cable), "--format", "jsonl", "--as-of", "2026-01-15", "--select", "RED003")

    assert len(done.stdout.splitlines()) >= 4


def test_a_check_that_breaks_does_not_quote_the_record(cable: Path) -> None:
    code = f"""
import sys
from redaction_audit import check, cli, engine
def breaks(view):
    raise ValueError(view.text)
    yield
broken = check.record_check("ZZZ001", "breaks", severity="error", cites=())(breaks)
found = (broken, *check.discover())
import redaction_audit.standing, redaction_audit.jobs
redaction_audit.standing.roster = redaction_audit.jobs.roster = lambda: found
sys.exit(cli.main(["scan", {str(cable)!r}, "-vv"]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)

    assert done.returncode == 3
    assert b"ZZZ001" in done.stderr
    assert b"ValueError" in done.stderr
    assert_silent(done.stdout + done.stderr)


def test_an_internal_error_does_not_quote_the_record(cable: Path) -> None:
    code = f"""
import sys
from redaction_audit import cli, marks
def breaks(self, *texts):
    raise RuntimeError(texts)
marks.Scanner.scan_all = breaks
sys.exit(cli.main(["scan", {str(cable)!r}]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)

    assert done.returncode == 4
    assert b"RuntimeError" in done.stderr
    assert b"Traceback" not in done.stderr
    assert_silent(done.stdout + done.stderr)


def test_fingerprints_do_not_depend_on_the_name(cable: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(CABLE.replace(CANARY, "Oakhurst").replace(CANARY.upper(), "OAKHURST").replace("ZeX", "OaX"))
    prints = [
        [json.loads(line)["fingerprint"] for line in run("scan", str(path), "--format", "jsonl").stdout.splitlines()]
        for path in (cable, other)
    ]

    assert prints[0] == prints[1]


def test_sensitive_text_formats_as_a_mask() -> None:
    hidden = Sensitive(CANARY)

    assert f"{hidden} {hidden!r} {hidden:>5} {[hidden]}" == f"{MASK} Sensitive({MASK})   {MASK} [Sensitive({MASK})]"
    assert json.dumps({"a": hidden}, default=str) == json.dumps({"a": MASK})
    assert hidden.reveal() == CANARY
    assert hidden != Sensitive(CANARY)


def test_hidden_words_show_a_number_and_mask_what_they_find() -> None:
    words = hidden_words(f"XXXX{CANARY} left", [(4, 4 + len(CANARY))])
    assert words is not None

    assert_silent(repr(words).encode() + repr(vars(words)).encode())
    assert words.mask(f"so did {CANARY.upper()}.") == f"so did {MASK}."
    assert list(words.spans(f"a {CANARY}")) == [(2, 2 + len(CANARY))]


def test_sensitive_text_stays_in_its_process() -> None:
    import pickle

    with pytest.raises(TypeError, match="does not leave") as error:
        pickle.dumps(Sensitive(CANARY))

    assert CANARY not in str(error.value)
