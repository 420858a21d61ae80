"""Two runs compared: what is new, fixed, unchanged or set aside, from every kind of file that holds a run."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from redaction_audit import schemas
from redaction_audit.acceptance.changes import Seen, Side, compare
from redaction_audit.cli import main

from .records import CLEAN, DAY, bad, put, run, scan

FORMS = ("jsonl", "json", "store", "baseline")
PRINTS = st.sets(st.integers(0, 30).map("ra1:{:024x}".format))


def kept(name: str, form: str) -> str:
    """Scan the batch and keep the run in a file."""
    if form == "store":
        scan(f"--store={name}.store")
    elif form == "baseline":
        run("baseline", "write", "batch", DAY, "--date=2005-05-12", "-o", f"{name}.baseline")
    else:
        scan(f"--output={form}={name}.{form}")
    return f"{name}.{form}"


def side(name: str, reported: set[str], aside: Iterable[str] = ()) -> Side:
    return Side(name, {print_: Seen(print_, f"TRN{len(print_) % 3}", "A") for print_ in reported}, frozenset(aside))


@given(PRINTS, PRINTS, PRINTS)
def test_every_finding_has_one_fate(old: set[str], new: set[str], aside: set[str]) -> None:
    changes = compare(side("old", old), side("new", new, aside))

    prints = [{seen.fingerprint for seen in found} for found in (changes.added, changes.fixed, changes.set_aside)]
    assert prints == [new - old, old - new - aside, (old - new) & aside]
    assert changes.unchanged == len(old & new)
    assert sum(count.new + count.unchanged for count in changes.rules) == len(new)
    assert sum(count.fixed + count.unchanged + count.set_aside for count in changes.rules) == len(old)


@pytest.mark.parametrize("old", FORMS)
@pytest.mark.parametrize("new", FORMS)
def test_every_kind_of_file_can_stand_on_either_side(old: str, new: str) -> None:
    put("batch/a.txt", bad(17))
    put("batch/b.txt", bad(18))
    first = kept("old", old)
    put("batch/a.txt", bad(17).replace("05/12/1995", "05/12/2035"))
    put("batch/c.txt", bad(19))
    second = kept("new", new)

    done = run("diff", first, second, "--format=json")
    same = run("diff", second, second)

    assert done.code == 1
    by_rule = {(seen["record"], seen["rule"]) for seen in done.report["added"]}
    assert ("ARVENDA 19", "DEC003") in by_rule
    assert not any(record == "ARVENDA 18" for record, _ in by_rule)
    assert ("ARVENDA 17", "DEC003") in {(seen["record"], seen["rule"]) for seen in done.report["fixed"]}
    assert (same.code, same.out) == (0, "")


def test_the_difference_reads_as_lines_and_counts() -> None:
    put("batch/a.txt", bad(17))
    first = kept("old", "jsonl")
    put("batch/c.txt", bad(19))
    Path("batch/a.txt").unlink()
    second = kept("new", "jsonl")

    done = run("diff", first, second, "--statistics")

    [line] = [line for line in done.out.splitlines() if "DEC003" in line and line.startswith("new")]
    assert line.startswith("new  batch/c.txt:5:19: DEC003 declassified-before-written [error] ")
    assert done.err.splitlines()[-1].endswith("new, 2 fixed, 0 unchanged")
    assert any(line.split() == ["1", "1", "0", "0", "DEC003"] for line in done.err.splitlines())


def test_what_was_set_aside_since_is_not_called_fixed() -> None:
    put("batch/a.txt", bad(17))
    first = kept("old", "json")
    put("waivers.toml", '[[waiver]]\nrule = "DEC003"\npath = "batch"\nreason = "known"\nauthor = "J. Quill"\n')
    for form in ("json", "store"):
        where = f"--store=new.{form}" if form == "store" else f"--output={form}=new.{form}"
        scan("--waivers=waivers.toml", where)

        done = run("diff", first, f"new.{form}", "--format=json")

        assert [seen["rule"] for seen in done.report["set_aside"]] == ["DEC003"]
        assert done.report["fixed"] == []
        assert done.code == 0


def test_a_run_that_is_not_whole_proves_nothing_fixed() -> None:
    put("batch/a.txt", bad(17))
    first = kept("old", "json")
    put("batch/a.txt", "")
    second = kept("new", "json")

    done = run("diff", first, second)

    assert done.code == 3
    assert "the new run is incomplete" in done.err


@pytest.mark.parametrize(
    "content",
    [b"", b"{}\n", b'{"schema":"inspect/1"}\n', b"\xff\xfe\0", b'{"schema":"scan-report/1"}', b"SQLite format 3\0"],
)
def test_what_is_no_run_is_refused(content: bytes) -> None:
    put("batch/a.txt", CLEAN.format(number=17))
    first = kept("old", "json")
    put("other", "").write_bytes(content)

    done = run("diff", first, "other")

    if content:
        assert done.code == 2
        assert "error: other: " in done.err
    else:
        assert done.code == 0  # no findings at all: what JSON Lines of a clean run look like


def test_a_file_that_is_not_there_is_refused() -> None:
    done = run("diff", "none", "none")

    assert done.code == 2
    assert "none: cannot be read" in done.err


def test_a_comparison_can_be_written_to_a_file() -> None:
    put("batch/a.txt", bad(17))
    first = kept("old", "jsonl")

    done = run("diff", first, first, "--format=json", "-o", "difference.json")

    assert (done.code, done.out) == (0, "")
    assert json.loads(Path("difference.json").read_text())["unchanged"] > 1


def test_the_document_keeps_its_contract() -> None:
    put("batch/a.txt", bad(17))
    first = kept("old", "baseline")
    put("batch/c.txt", bad(19))
    second = kept("new", "json")

    document = run("diff", first, second, "--format=json").report

    Draft202012Validator(schemas.load("diff/1")).validate(document)
    Draft202012Validator(schemas.load("settings/1")).validate(scan("--show-settings", "--format=json").report)


def test_diff_prints_nothing_of_a_forged_report_that_acts_on_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.txt").write_text("1. (C) The ferry left with XXXXXXXXXXXX and XXXXXith on board.\n")
    main(["scan", str(tmp_path / "page.txt"), "--format", "jsonl"])
    finding = json.loads(capsys.readouterr().out.splitlines()[0])
    forged = finding | {"fingerprint": "ra1:\x1b[1m", "rule": "RED\x1b[1m", "name": "n\x1b[1m", "message": "m\x9b"}
    (tmp_path / "old.jsonl").write_text("")
    (tmp_path / "new.jsonl").write_text(json.dumps(forged) + "\n")

    assert main(["diff", str(tmp_path / "old.jsonl"), str(tmp_path / "new.jsonl"), "-v"]) == 1

    assert not set("\x1b\x9b") & set(capsys.readouterr().out)
