"""Nothing hidden is repeated: a planted open name is searched for in everything the program prints."""

import base64
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from redaction_audit.sensitive import MASK, Sensitive
from redaction_audit.text.concealing import hidden_words

CANARY = "Zephyrquill"
CABLE = f"""05ARVENDA17
2005-05-12 18:06
2010-12-12 21:09
CONFIDENTIAL
Embassy Arvenda

C O N F I D E N T I A L SECTION 01 OF 02 ARVENDA 000017

SIPDIS

E.O. 12958: DECL: 05/12/2001
TAGS: PGOV
SUBJECT: A TALK WITH XXXXXXXX{CANARY.upper()} ABOUT THE FERRY

Classified By: PolCouns XXXXXXXX{CANARY}. Reason: 1.4 (b,d)

1. (C) Summary: The ferry XXXXXXXXXXXX stopped, and XXXXXXXX{CANARY} said
 so (as {CANARY[:2]}XXXXXXXXXX knew. End Summary.

3. (C) He saw XXXXXXXXXXXX{CANARY} at noon, and [text not declassified] too.

XXXXXXXX{CANARY.upper()}
"""

FORMATS = ("text", "json", "jsonl")


def forms(name: str) -> set[str]:
    """The name and the ways in which it could slip out."""
    raw = name.encode()
    encoded = {base64.b64encode(raw[i:]).decode()[:12] for i in range(3)}
    pieces = {name[i : i + 6] for i in range(len(name) - 5)}
    return {name, raw.hex(), quote(name), name[::-1], *encoded, *pieces}


def assert_silent(printed: bytes) -> None:
    text = printed.decode("utf-8", "replace")
    leaked = {form for form in forms(CANARY) if form.lower() in text.lower()}

    assert not leaked


@pytest.fixture
def cable(tmp_path: Path) -> Path:
    path = tmp_path / "cable.txt"
    path.write_text(CABLE)
    return path


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "redaction_audit.cli", *arguments], capture_output=True, timeout=60)


@pytest.mark.parametrize("command", ["scan", "inspect"])
@pytest.mark.parametrize("format_", FORMATS)
def test_no_command_prints_the_letters_beside_a_mark(cable: Path, command: str, format_: str) -> None:
    done = run(command, str(cable), "--format", format_, "-vv", "--as-of", "2026-01-15")

    assert done.stdout
    assert_silent(done.stdout + done.stderr)
    if format_ == "text" and command == "scan":
        assert MASK.encode() in done.stdout


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
def breaks(self, text):
    raise RuntimeError(text)
marks.Scanner.scan = breaks
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
