"""Accepted findings: the file, what it sets aside, what is new beside it, what of it is gone."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.acceptance.baseline import HEADER, Baseline, column, load, written
from redaction_audit.acceptance.writing import Pruned, Written
from redaction_audit.errors import ConfigError, CutOffError
from redaction_audit.outputs.report import Tally

from .records import CLEAN, IN_FULL, bad, git, put, run, scan

FILE = "redaction-audit.baseline"
PRINTS = st.integers(0, 2**96 - 1).map(lambda number: f"ra1:{number:024x}")
ENTRIES = st.lists(st.tuples(st.text(min_size=1, max_size=12), st.sampled_from(["DEC004", "TRN001"]), PRINTS))


def write(*arguments: str) -> int:
    return run("baseline", "write", "batch", "--as-of=2026-01-15", "--date=2005-05-12", *arguments).code


def against(command: str, *arguments: str) -> tuple[int, list[str], str]:
    done = run("baseline", command, "batch", "--as-of=2026-01-15", "--date=2005-05-12", *arguments)
    return done.code, done.out.splitlines(), done.err


@given(ENTRIES, st.randoms(use_true_random=False))
def test_what_was_written_is_read_again_in_any_order_and_however_often(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, str, str]], rng: random.Random
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "a"
    content = written((column(record), rule, print_) for record, rule, print_ in entries)
    lines = content.decode("utf-8", "surrogateescape").split("\n")[1:-1]
    assert lines == sorted(set(lines))
    shuffled = [*lines, *lines, "", "# a remark"]
    rng.shuffle(shuffled)
    path.write_text("\r\n".join(shuffled), "utf-8", "surrogateescape", newline="")

    read = load(str(path)).entries

    assert {(entry.record, entry.rule) for entry in read.values()} <= {(column(r), rule) for r, rule, _ in entries}
    assert set(read) == {print_ for _, _, print_ in entries}


@given(st.text(max_size=30), st.text(max_size=30))
def test_two_records_never_share_a_column_and_none_breaks_a_line(one: str, other: str) -> None:
    assert (column(one) == column(other)) == (one == other)
    assert not set(column(one)) & set("\t\n\r\x85\u2028\u202e")
    assert column(one)[:1] not in {"#", "<", "=", ">"} or not one


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A\tDEC004\n", ":1: is no accepted finding"),
        (f"{HEADER}\nA\tDEC004\tra1:12\n", ":2: is no accepted finding"),
        ("A DEC004 ra1:0123456789abcdef01234567\n", ":1: is no accepted finding"),
        ("<<<<<<< ours\n", ":1: an unfinished merge"),
        ("A\tDEC004\tra1:0123456789abcdef01234567\n||||||| base\n", ":2: an unfinished merge"),
        ("A\tDEC004\tra1:0123456789abcdef01234567\n=======\n", ":2: an unfinished merge"),
        ("\xff\xfe", "byte 0 is not UTF-8"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused_with_its_line(text: str, said: str) -> None:
    put("accepted", "").write_bytes(text.encode("latin-1"))

    with pytest.raises(ConfigError, match="accepted") as error:
        load("accepted")

    assert said in str(error.value)
    put("batch/a.txt", CLEAN.format(number=17))
    assert scan("--baseline=accepted").code == 2


def test_accepting_makes_a_run_clean_and_nothing_vanishes() -> None:
    put("batch/a.txt", bad(17))
    put("batch/b.txt", CLEAN.format(number=18))
    before = scan("--format=jsonl")
    assert before.code == 1

    assert write() == 0
    after = scan("--format=json", f"--baseline={FILE}")

    assert after.code == 0
    assert after.report["findings"] == []
    assert [aside["finding"] for aside in after.report["set_aside"]] == before.findings
    assert {aside["by"] for aside in after.report["set_aside"]} == {"baseline"}
    assert after.report["run"]["baseline"] == FILE
    assert f"baseline: accepted in {FILE} ({len(before.findings)})" in after.err


def test_the_file_holds_no_time_and_no_line_and_is_the_same_every_time() -> None:
    put("batch/a.txt", bad(17))
    write()
    first = Path(FILE).read_bytes()
    put("batch/a.txt", "\n\n" + bad(17))
    put("batch/0.txt", CLEAN.format(number=18))

    write("--jobs=2")

    assert Path(FILE).read_bytes() == first
    assert first.splitlines()[0].decode() == HEADER


def test_only_what_is_new_counts_and_what_is_gone_is_listed() -> None:
    put("batch/a.txt", bad(17))
    write()
    assert against("diff")[0] == 0
    put("batch/c.txt", bad(19))
    put("batch/a.txt", bad(17).replace("05/12/1995", "05/12/2010"))

    code, lines, _ = against("diff")

    assert code == 1
    assert [line.split()[0] for line in lines] == ["new"] * (len(lines) - 1) + ["gone"]
    assert "DEC003" in lines[-1]
    assert lines[-1].endswith(f"({FILE}:2)")
    assert any("batch/c.txt" in line and "DEC003" in line for line in lines)


@pytest.mark.parametrize(("fails", "code"), [("--fail-on-stale", 1), ("--no-fail-on-stale", 0)])
def test_a_stale_entry_is_listed_and_fails_the_run_where_that_is_asked(fails: str, code: int) -> None:
    put("batch/a.txt", bad(17))
    write()
    put("batch/a.txt", bad(17).replace("05/12/1995", "05/12/2010"))

    done = scan(f"--baseline={FILE}", fails, "--select=DEC003")

    assert done.code == code
    assert f"stale: baseline {FILE}:2: ARVENDA 17 DEC003 ra1:" in done.err


def test_records_that_were_not_read_and_rules_that_did_not_run_make_no_entry_stale() -> None:
    put("batch/a.txt", bad(17))
    put("batch/c.txt", bad(19))
    write()
    Path("batch/c.txt").unlink()

    done = scan(f"--baseline={FILE}", "--fail-on-stale", "--format=json")
    other = scan(f"--baseline={FILE}", "--fail-on-stale", "--select=TRN")

    assert (done.code, other.code) == (0, 0)
    assert {left["state"] for left in done.report["summary"]["leftovers"]} == {"absent"}
    assert "accepted findings of records that were not read" in done.err
    assert "stale" not in other.err


def test_pruning_takes_out_what_is_gone_and_keeps_the_rest() -> None:
    put("batch/a.txt", bad(17))
    put("batch/c.txt", bad(19))
    write()
    before = Path(FILE).read_text().splitlines()
    put("batch/a.txt", bad(17).replace("05/12/1995", "05/12/2010"))
    Path("batch/c.txt").unlink()

    assert against("prune")[0] == 0
    kept = Path(FILE).read_text().splitlines()
    assert against("prune", "--absent")[0] == 0
    less = Path(FILE).read_text().splitlines()

    assert kept == [line for line in before if "ARVENDA 17\tDEC003" not in line]
    assert less == [line for line in kept if "ARVENDA 19" not in line]


def test_findings_of_locked_rules_are_never_accepted() -> None:
    put("batch/c.txt", IN_FULL.format(number=19))

    done = run("baseline", "write", "batch", "--as-of=2026-01-15")

    assert "findings of locked rules are not accepted: 1 left out" in done.err
    assert "(exit" not in done.err
    assert "FOI010" not in Path(FILE).read_text()
    assert scan(f"--baseline={FILE}").code == 1


def test_a_locked_finding_written_in_by_hand_is_reported_all_the_same() -> None:
    put("batch/c.txt", IN_FULL.format(number=19))
    [print_] = [item["fingerprint"] for item in scan("--format=jsonl").findings if item["rule"] == "FOI010"]
    put(FILE, f"C06011219\tFOI010\t{print_}\n")

    done = scan(f"--baseline={FILE}", "--format=jsonl")

    assert done.code == 1
    [refused] = [item["data"]["refused"] for item in done.findings if "refused" in item["data"]]
    assert refused == f"baseline: the rule is locked (accepted in {FILE})"
    assert "not silenced: FOI010: baseline: the rule is locked" in done.err


def test_an_incomplete_run_writes_what_it_saw_and_says_3() -> None:
    put("batch/a.txt", bad(17))
    put("batch/empty.txt", "")

    assert write() == 3
    assert "DEC003" in Path(FILE).read_text()


def test_pruning_and_comparing_need_a_file() -> None:
    put("batch/a.txt", bad(17))

    for command in ("diff", "prune"):
        code, lines, said = against(command)

        assert (code, lines) == (2, [])
        assert "redaction-audit baseline write" in said


def test_a_baseline_and_a_configuration_inside_the_batch_are_no_records() -> None:
    put("batch/a.txt", bad(17))
    put("batch/redaction-audit.toml", 'baseline = "accepted.baseline"\nwaivers = "waivers.toml"\n')
    put("batch/waivers.toml", "")
    put("batch/accepted.baseline", HEADER + "\n")

    done = scan("--format=json")

    assert done.report["summary"]["records"] == 1
    assert done.report["run"]["baseline"] == "batch/accepted.baseline"


def test_two_branches_that_accept_different_findings_merge_in_git() -> None:
    def accept(branch: str, number: int) -> None:
        git("checkout", "-q", "-b", branch, "main")
        put(f"batch/{branch}.txt", bad(number))
        write()
        git("add", ".")
        git("commit", "-qm", branch)

    git("init", "-q", "-b", "main")
    put(".gitattributes", "*.baseline merge=union\n")
    put("batch/a.txt", bad(17))
    write()
    git("add", ".")
    git("commit", "-qm", "begin")
    accept("one", 18)
    accept("two", 19)

    git("merge", "-q", "-m", "both", "one")

    assert scan(f"--baseline={FILE}").code == 0
    assert {line.split("\t")[0] for line in Path(FILE).read_text().splitlines()[1:]} == {
        "ARVENDA 17",
        "ARVENDA 18",
        "ARVENDA 19",
    }


def test_an_interrupted_scan_leaves_the_file_as_it_was() -> None:
    summary = Tally()
    summary.interrupted = True

    for renderer in (Written(frozenset()), Pruned(load_text(f"{HEADER}\n"), ("DEC003",), absent=True)):
        with pytest.raises(CutOffError, match="interrupted"):
            renderer.end(summary.summary())


def load_text(text: str) -> Baseline:
    put("accepted", text)
    return load("accepted")
