"""Waivers: somebody answers for a finding, says why, and until when."""

from pathlib import Path

import pytest

from .records import CLEAN, IN_FULL, bad, put, run, scan

FILE = "waivers.toml"
WHY = 'reason = "the agency confirmed the date"\nauthor = "J. Quill"\n'


def waive(*tables: str) -> None:
    put(FILE, "\n".join(f"[[waiver]]\n{table}" for table in tables))


def print_of(rule: str) -> str:
    [found] = [item["fingerprint"] for item in scan("--format=jsonl").findings if item["rule"] == rule]
    return str(found)


@pytest.fixture(autouse=True)
def batch(folder: Path) -> Path:
    """Two bad records and a clean one."""
    put("batch/a.txt", bad(17))
    put("batch/old/c.txt", bad(19))
    put("batch/z.txt", CLEAN.format(number=18))
    return folder


@pytest.mark.parametrize(
    ("table", "records"),
    [
        ('rule = "DEC003"\nrecord = "ARVENDA 17"\n', {"ARVENDA 17"}),
        ('rule = "declassified-before-written"\nrecord = "ARVENDA 17"\n', {"ARVENDA 17"}),
        ('rule = "DEC"\npath = "old"\n', {"ARVENDA 19"}),
        ('rule = "DEC003"\npath = "batch/old/*"\n', {"ARVENDA 19"}),
        ('rule = "DEC003"\npath = "*.txt"\n', {"ARVENDA 17", "ARVENDA 19"}),
        ('rule = "DEC003"\nrecord = "ARVENDA 17"\npath = "old"\n', set()),
        ('rule = "TRN"\nrecord = "ARVENDA 17"\n', set()),
    ],
)
def test_a_waiver_covers_a_rule_in_a_record_or_in_paths(table: str, records: set[str]) -> None:
    waive(table + WHY)

    done = scan(f"--waivers={FILE}", "--format=json", "--select=DEC003")

    assert {aside["finding"]["record"] for aside in done.report["set_aside"]} == records
    assert len(done.report["findings"]) == 2 - len(records)
    assert {(aside["by"], aside["why"], aside["author"]) for aside in done.report["set_aside"]} <= {
        ("waiver", "the agency confirmed the date", "J. Quill")
    }


def test_a_waiver_by_fingerprint_covers_one_finding() -> None:
    Path("batch/old/c.txt").unlink()
    waive(f'fingerprint = "{print_of("DEC003")}"\n{WHY}expires = 2026-06-30\n')

    done = scan(f"--waivers={FILE}", "--format=json")

    [aside] = done.report["set_aside"]
    assert done.code == 0
    assert (aside["finding"]["rule"], aside["expires"]) == ("DEC003", "2026-06-30")
    assert "waiver of J. Quill: the agency confirmed the date (1)" in done.err


@pytest.mark.parametrize(("expires", "holds"), [("2026-01-15", True), ("2026-01-14", False), ('"2026-01-14"', False)])
def test_a_waiver_holds_through_its_last_day_then_the_finding_fires_again_and_that_is_said(
    expires: str, holds: bool
) -> None:
    waive(f'rule = "DEC003"\npath = "batch"\n{WHY}expires = {expires}\n')

    done = scan(f"--waivers={FILE}", "--format=jsonl", "--select=DEC003")

    assert done.code == (0 if holds else 1)
    words = "waiver: expired on 2026-01-14 (J. Quill: the agency confirmed the date)"
    assert {item["data"]["refused"] for item in done.findings} == (set() if holds else {words})
    assert (f"not silenced: DEC003: {words}: 2 findings reported" in done.err) is not holds


def test_of_two_waivers_the_one_that_still_holds_counts() -> None:
    table = f'rule = "DEC003"\npath = "batch"\n{WHY}'
    waive(table + "expires = 2020-01-01\n", table + "expires = 2026-12-31\n")

    done = scan(f"--waivers={FILE}", "--select=DEC003")

    assert done.code == 0
    assert "expired" not in done.err


def test_a_waiver_that_meets_nothing_is_listed() -> None:
    waive(f'rule = "TRN"\nrecord = "ARVENDA 17"\n{WHY}', f'rule = "RED"\npath = "x"\n{WHY}expires = 2001-01-01\n')

    done = scan(f"--waivers={FILE}", "--fail-on=never", "--fail-on-stale", "--format=json")

    assert done.code == 1
    assert done.report["summary"]["verdict"] == "stale"
    assert "unused: waiver waivers.toml:1: TRN ARVENDA 17 (J. Quill: the agency confirmed the date)" in done.err
    assert "expired: waiver waivers.toml:7: RED x (J. Quill:" in done.err


def test_waivers_of_what_was_not_read_or_not_judged_are_no_stale_ones() -> None:
    waive(
        f'rule = "DEC003"\nrecord = "ARVENDA 44"\n{WHY}',
        f'rule = "DEC003"\npath = "elsewhere/*"\n{WHY}',
        f'rule = "TRN"\nrecord = "ARVENDA 17"\n{WHY}',
    )

    done = scan(f"--waivers={FILE}", "--fail-on-stale", "--fail-on=never", "--select=DEC", "--format=json")

    assert done.code == 0
    assert [left["state"] for left in done.report["summary"]["leftovers"]] == ["absent", "absent"]
    assert "unused: waiver waivers.toml:1: DEC003 ARVENDA 44 (J. Quill: " in done.err
    assert done.err.count(": not among the inputs") == 2


def test_a_locked_rule_cannot_be_waived_and_the_attempt_is_said() -> None:
    put("batch/d.txt", IN_FULL.format(number=20))
    waive(f'rule = "FOI010"\npath = "batch"\n{WHY}', f'rule = "DEC003"\npath = "batch"\n{WHY}')

    done = scan(f"--waivers={FILE}", "--format=json")

    assert done.code == 1
    [locked] = [item for item in done.report["findings"] if item["rule"] == "FOI010"]
    words = "waiver: the rule is locked (J. Quill: the agency confirmed the date)"
    assert locked["data"]["refused"] == words
    assert done.report["summary"]["refused"] == {"total": 1, "why": [{"rule": "FOI010", "reason": words, "count": 1}]}
    assert f"not silenced: FOI010: {words}: 1 finding reported" in done.err
    assert "not silenced" in scan(f"--waivers={FILE}", "-qq").err
    twice = scan(f"--waivers={FILE}", "--ignore=FOI010", "--format=json").report["summary"]["refused"]["why"]
    assert [cause["reason"] for cause in twice] == [f"ignore: the rule is locked (--ignore); {words}"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('[[waiver]]\nrule = "DEC003"\nrecord = "A"\nauthor = "J"\n', "waivers.toml:1: the waiver has no reason: say why"),
        ('[[waiver]]\nrule = "DEC003"\nrecord = "A"\nreason = "r"\n', "waivers.toml:1: the waiver has no author: say who"),
        ('[[waiver]]\nrule = "DEC"\nrecord = "A"\nreason = ""\nauthor = "J"\n', "waivers.toml:4: the waiver has no reason"),
        ('[[waiver]]\nrule = "DEC"\nrecord = "A"\nreason = "r"\nauthor = " "\n', "waivers.toml:5: the waiver has no author"),
        (f"[[waiver]]\nfingerprint = 'ra1:x'\n{WHY}", "waivers.toml:2: is no fingerprint"),
        (f"[[waiver]]\nrule = 'DEC003'\n{WHY}", "waivers.toml:1: the waiver names no finding"),
        (f"[[waiver]]\nrecord = 'A'\n{WHY}", "waivers.toml:1: the waiver names no finding"),
        (f"[[waiver]]\nrule = 'DEX'\nrecord = 'A'\n{WHY}", "waivers.toml:2: rule DEX: there is no such rule; did you mean"),
        (f"[[waiver]]\nrule = 'DEC'\nrecord = 3\n{WHY}", "waivers.toml:3: record: write a text in quotes"),
        (f"[[waiver]]\nrule = 'DEC'\nrecord = 'A'\n{WHY}expiry = 2026-01-01\n", "waivers.toml:6: there is no key expiry; did you mean expires?"),
        (f"[[waiver]]\nrule = 'DEC'\nrecord = 'A'\n{WHY}expires = 'soon'\n", "waivers.toml:6: expires: 'soon' is no day"),
        (f"[[waiver]]\nrule = 'DEC'\nrecord = 'A'\n{WHY}expires = 20260101\n", "waivers.toml:6: expires: 20260101 is no day"),
        (f"[[waiver]]\nrule = 'DEC'\nrecord = 'A'\n{WHY}expires = 12:00:00\n", "waivers.toml:6: expires: 12:00:00 is no day"),
        ("[[waivers]]\n", "waivers.toml:1: there is no key waivers; a waiver is written [[waiver]]"),
        ("[waiver]\n", "waivers.toml:1: a waiver is written [[waiver]]"),
        ("waiver = [1]\n", "waivers.toml:1: a waiver is written [[waiver]]"),
        ("[[waiver]\n", "waivers.toml:1: is no TOML"),
    ],
)  # fmt: skip
def test_a_waiver_that_lacks_something_is_refused_with_file_and_line(written: str, said: str) -> None:
    put(FILE, written)

    done = scan(f"--waivers={FILE}")

    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_settings_may_ask_every_waiver_for_an_end() -> None:
    waive(f'rule = "DEC003"\npath = "batch"\n{WHY}')

    assert scan(f"--waivers={FILE}", "--select=DEC003").code == 0
    done = scan(f"--waivers={FILE}", "--profile=foia-release")

    assert done.code == 2
    assert "waivers.toml:1: the waiver has no expires" in done.err


def test_a_template_lists_what_is_reported_and_counts_only_when_filled_in() -> None:
    done = run("waivers", "template", "batch", "--as-of=2026-01-15", "--date=2005-05-12", "-o", FILE)
    assert done.code == 0
    drafted = Path(FILE).read_text()

    empty = scan(f"--waivers={FILE}")
    put(FILE, drafted.replace('reason = ""', 'reason = "seen"').replace('author = ""', 'author = "J. Quill"'))
    filled = scan(f"--waivers={FILE}", "--format=json")

    assert empty.code == 2
    assert "the waiver has no reason" in empty.err
    assert (filled.code, filled.report["findings"]) == (0, [])
    assert len(filled.report["set_aside"]) == drafted.count("[[waiver]]") > 2
    assert filled.report["summary"]["leftovers"] == []


def test_nothing_is_ever_written_into_a_record() -> None:
    before = {path: path.read_bytes() for path in Path("batch").rglob("*") if path.is_file()}
    waive(f'rule = "DEC003"\npath = "batch"\n{WHY}')

    scan(f"--waivers={FILE}")
    run("baseline", "write", "batch")
    run("baseline", "prune", "batch")
    run("waivers", "template", "batch")

    assert {path: path.read_bytes() for path in Path("batch").rglob("*") if path.is_file()} == before


def test_a_finding_that_is_both_waived_and_accepted_is_set_aside_by_its_waiver() -> None:
    run("baseline", "write", "batch", "--date=2005-05-12", "--as-of=2026-01-15")
    waive(f'rule = "DEC003"\npath = "batch"\n{WHY}')

    done = scan(f"--waivers={FILE}", "--baseline=redaction-audit.baseline", "--fail-on-stale", "--format=json")

    by = {aside["finding"]["rule"]: aside["by"] for aside in done.report["set_aside"]}
    assert done.code == 0
    assert by["DEC003"] == "waiver"
    assert set(by.values()) == {"waiver", "baseline"}
    assert done.report["summary"]["leftovers"] == []


def test_what_was_set_aside_can_be_shown() -> None:
    waive(f'rule = "DEC003"\npath = "batch"\n{WHY}expires = 2026-03-01\n')

    shown = scan(f"--waivers={FILE}", "--select=DEC003", "--show-set-aside").out
    hidden = scan(f"--waivers={FILE}", "--select=DEC003").out

    words = "set aside by waiver of J. Quill, until 2026-03-01: the agency confirmed the date"
    assert shown.count(words) == 2
    assert words not in hidden
    assert "2 set aside" in hidden


def test_what_is_reported_keeps_its_own_frame_when_another_finding_is_set_aside() -> None:
    Path("batch/old/c.txt").unlink()
    put("batch/a.txt", bad(17).replace("DELMORE\n", "We met XXXXXXXXhurst at noon.\n\nDELMORE\n"))
    waive(f'rule = "DEC003"\nrecord = "ARVENDA 17"\n{WHY}')
    rules = "--select=DEC003,RED003"

    both, one = scan(rules).out, scan(rules, f"--waivers={FILE}").out

    framed = "│ We met XXXXXXXX▒"
    assert (framed in both, "DECL: 05/12/1995" in both) == (True, True)
    assert (framed in one, "DECL: 05/12/1995" in one) == (True, False)
