"""Rules of the user's own: what `--rules` brings in, everywhere it must reach; what the check commands say."""

import datetime as dt
import json
import os
import subprocess
import sys
import tomllib
import warnings
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction_audit import caches, rulebook, ruleset
from redaction_audit.errors import LawError
from redaction_audit.outputs.style import Style
from redaction_audit.schemas import load

PROGRAM = [sys.executable, "-m", "redaction_audit.cli"]
RECORD = """\
C O N F I D E N T I A L ARVENDA 000017

SIPDIS

E.O. 12958: DECL: 05/12/2028
TAGS: PGOV
SUBJECT: A TALK ABOUT THE FERRY

Classified By: PolCouns Jane Delmore. Reason: 1.4 (b,d)

1. (C) The ferry stopped. ~~cut by the museum~~ It left again.

DELMORE
"""
MARK = """\
source = "house style of the museum"
status = "unverified"

[[mark]]
id = "museum"
kind = "bracket"
pattern = '~~cut by the [a-z]{1,20}~~'
trigger = ['~~cut']
example = [{ text = "It ⟦~~cut by the museum~~⟧ left." }, { text = "It was ~~cut~~ short." }]
"""


def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_COLOR": "1", "REDACTION_AUDIT_RULES": "", **environment}
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, timeout=100, input=stdin, env=env, encoding="utf-8"
    )


def shipped(name: str) -> str:
    return (rulebook.folder() / name).read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder that shortens the longest term of one order and adds a vocabulary of marks."""
    place = tmp_path / "own"
    place.mkdir()
    text = shipped("eo12958_am.toml").replace('what = "maximum"\nyears = 25', 'what = "maximum"\nyears = 20', 1)
    assert "years = 20" in text
    (place / "eo12958_am.toml").write_text(text, encoding="utf-8")
    (place / "marks-museum.toml").write_text(MARK, encoding="utf-8")
    return place


@pytest.fixture(autouse=True)
def nothing_added() -> None:
    rulebook.use(None)


def overlong(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [found["message"] for found in map(json.loads, done.stdout.splitlines()) if found["rule"] == "DEC010"]


# -- what --rules reaches ----------------------------------------------------------------------------------------------


def test_an_order_of_the_users_own_judges(own: Path) -> None:
    options = ("scan", "-", "--date", "2005-05-12", "--as-of", "2026-01-15", "--select", "DEC", "--format", "jsonl")
    before, after = run(*options, stdin=RECORD), run(*options, "--rules", str(own), stdin=RECORD)
    named = run(*options, stdin=RECORD, REDACTION_AUDIT_RULES=str(own))

    assert before.stdout != after.stdout
    assert "20 years" in after.stdout
    assert named.stdout == after.stdout


def test_a_vocabulary_of_the_users_own_finds_marks(own: Path) -> None:
    before, after = (
        json.loads(run("inspect", "-", "--format", "jsonl", *more, stdin=RECORD).stdout)
        for more in ((), ("--rules", str(own)))
    )

    assert [mark["raw"] for mark in before["marks"]] == []
    assert [mark["raw"] for mark in after["marks"]] == ["~~cut by the museum~~"]
    for backend in ("re", "hyperscan"):
        again = run("inspect", "-", "--format", "jsonl", "--rules", str(own), "--backend", backend, stdin=RECORD)
        assert json.loads(again.stdout)["marks"] == after["marks"]


def test_worker_processes_judge_by_them_too(own: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    rows = (json.dumps({"id": f"{n:04}", "text": RECORD}) for n in range(30))
    files = tmp_path / "batch"
    files.mkdir()
    for n in range(210):  # more than one process is handed at once
        (files / f"{n:04}.txt").write_text(RECORD, encoding="utf-8")
    batch.write_text("\n".join(rows), encoding="utf-8")
    options = (
        "scan",
        str(files),
        "--date",
        "2005-05-12",
        "--as-of",
        "2026-01-15",
        "--select",
        "DEC",
        "--format",
        "jsonl",
    )

    one, two = (run(*options, "--rules", str(own), "--jobs", jobs).stdout for jobs in ("1", "2"))

    assert one == two
    assert one.count("20 years") >= 210


def test_the_digest_of_a_report_follows_them(own: Path) -> None:
    def digest(*more: str) -> str:
        report = json.loads(run("scan", "-", "--format", "json", *more, stdin=RECORD).stdout)
        found: str = report["rules_digest"] if "rules_digest" in report else report["run"]["rules_digest"]
        return found

    assert digest() == digest()
    assert digest() != digest("--rules", str(own))


def test_explain_and_law_list_speak_of_them(own: Path) -> None:
    listed = json.loads(run("law", "list", "--format", "json", "--rules", str(own)).stdout)
    row = next(order for order in listed["orders"] if order["id"] == "eo12958_am")

    assert (row["maximum"], row["path"]) == (20, str(own / "eo12958_am.toml"))
    assert "20 years" in run("explain", "eo12958_am", "--rules", str(own)).stdout
    assert "20 years" not in run("explain", "eo12958_am").stdout


def test_a_shipped_list_is_replaced_where_it_is_read_by_its_name(own: Path) -> None:
    (own / "posts.toml").write_text(shipped("posts.toml").replace("ABIDJAN", "ABIDJAN ARVENDA", 1), encoding="utf-8")
    rulebook.use(own)

    assert "ARVENDA" in rulebook.load(rulebook.folder() / "posts.toml")["posts"].split()


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [["scan", "-"], ["inspect", "-"], ["dates", "-"], ["explain", "OADR"], ["law", "list"], ["rules", "list"]],
)
def test_a_wrong_file_of_the_users_is_exit_2_with_file_and_key(own: Path, command: list[str]) -> None:
    path = own / "eo12958_am.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("signed =", "singed =", 1), encoding="utf-8")

    done = run(*command, "--rules", str(own), stdin=RECORD)

    assert done.returncode == 2
    assert done.stdout == ""
    assert f"{path}, singed: unknown key; did you mean 'signed'?" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("place", "said"),
    [("nowhere", "is no folder"), ("empty", "holds no TOML file"), ("own/marks-museum.toml", "is no folder")],
)
def test_a_folder_that_is_none_is_exit_2(own: Path, place: str, said: str) -> None:
    (own.parent / "empty").mkdir()

    for done in (run("scan", "-", "--rules", str(own.parent / place)), run("rules", "check", str(own.parent / place))):
        assert done.returncode == 2
        assert said in done.stderr + done.stdout


def test_a_file_that_nothing_reads_is_named_with_the_nearest(own: Path) -> None:
    (own / "captoins.toml").write_text("", encoding="utf-8")

    with pytest.raises(
        LawError, match=r"captoins\.toml: nothing reads a file of this name; did you mean captions\.toml\?"
    ):
        rulebook.use(own)


# -- law check, rules check --------------------------------------------------------------------------------------------


def test_what_we_ship_is_sound() -> None:
    assert ruleset.check_law().problems == ()
    assert ruleset.check_rules().problems == ()
    done = run("rules", "check")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert "nothing wrong" in done.stdout


def test_sound_rules_of_the_users_are_counted(own: Path) -> None:
    for command in ("law", "rules"):
        done = run(command, "check", str(own))
        assert done.returncode == 0
        assert f"nothing wrong; from {own}: eo12958_am.toml" in done.stdout


@pytest.mark.parametrize("command", ["law", "rules"])
@pytest.mark.parametrize("name", ["codes-foia.toml", "stamps.toml", "captions.toml", "marks-foia.toml"])
def test_a_wrong_vocabulary_is_told_by_either_command(command: str, name: str, tmp_path: Path) -> None:
    text = shipped(name).replace('status = "', 'status = "well ', 1)
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = run(command, "check", str(tmp_path))

    assert done.returncode == 2
    assert f"{tmp_path / name}, " in done.stdout + done.stderr
    assert "status: " in done.stdout + done.stderr


def test_all_problems_are_told_not_only_the_first(own: Path) -> None:
    (own / "eo12356.toml").write_text(
        shipped("eo12356.toml").replace('valid = "yes"', 'valid = "so"', 1), encoding="utf-8"
    )
    (own / "eo12065.toml").write_bytes(b"\x00\x01")
    (own / "eo13526.toml").mkdir()
    (own / "marks-museum.toml").write_text(MARK.replace("kind =", "knid ="), encoding="utf-8")
    (own / "captions.toml").write_text(shipped("captions.toml").replace("token =", "tokne =", 1), encoding="utf-8")
    (own / "posts.toml").write_text(shipped("posts.toml").replace("prefixes =", "prefix =", 1), encoding="utf-8")
    (own / "stray.toml").write_text("", encoding="utf-8")

    done = run("rules", "check", str(own))

    *problems, summary = done.stdout.splitlines()
    assert done.returncode == 2
    assert (
        summary == f"{len(problems)} problems in {len(rulebook.files('')) + 2} files"
    )  # a vocabulary of marks, and the stray
    for said in (
        "eo12356.toml, instruction[0].valid: Invalid enum value 'so'; known: yes, no, legacy",
        "eo12065.toml: is binary",
        "eo13526.toml: is a folder, not a file",
        "marks-museum.toml, mark[0].knid: unknown key; did you mean 'kind'?",
        "marks-museum.toml, mark[0].kind: is missing",
        "captions.toml, caption[0].tokne: unknown key; did you mean 'token'?",
        "captions.toml, caption[0].token: is missing",
        "posts.toml, prefix: unknown key; did you mean 'prefixes'?",
        "posts.toml, prefixes: is missing",
        "stray.toml: nothing reads a file of this name",
    ):
        assert any(said in problem for problem in problems), said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{1,20}", "+", "mark[0].pattern: repeats without a bound"),
        ("[a-z]{1,20}", "(?:[a-z]{1,20}){1,20}", "mark[0].pattern: repeats a repeat"),
        ("[a-z]{1,20}", "[a-z", "mark[0].pattern: not a regular expression"),
        ("['~~cut']", "['~{1,3}cut']", "mark[0].trigger[0]: "),
        ("['~~cut']", "[]", "mark[0].trigger: is empty"),
        ('kind = "bracket"', 'kind = "brackte"', 'mark[0].kind: "brackte" is not known'),
        ('source = "house style of the museum"', 'source = " "', "mark[0].source: is empty"),
        ("⟦~~cut by", "~~cut by ⟦", "mark[0].example[0]: the scanner does not find"),
        ("pattern = '", "pattern = '<<nowhere>>", "fragment <<nowhere>> is not defined"),
        ('id = "museum"', 'id = "x-run"', '"x-run" is already taken'),
        ("[[mark]]", "[fragment]\na = '<<b>>'\nb = '<<a>>'\n[[mark]]", "fragment.a: comes back to itself"),
        ("[[mark]]", "[fragment]\n" + "\n".join(f"f{n} = '<<f{n + 1}>><<f{n + 1}>>'" for n in range(40)) + "\n[[mark]]", "is longer than"),
        ("[[mark]]", "[mark]", "mark: is one value; an entry is written [[mark]]"),
        ("[[mark]]", "[[marks]]", "marks: unknown key"),
    ],
)  # fmt: skip
def test_a_wrong_mark_is_named_with_its_key(own: Path, old: str, new: str, said: str) -> None:
    assert old in MARK
    (own / "marks-museum.toml").write_text(MARK.replace(old, new), encoding="utf-8")
    rulebook.use(own)
    problems = ruleset.check_rules(shipped=False).problems

    assert any("marks-" in problem and said in problem for problem in problems), problems


LINES = [
    (path.name, at)
    for path in rulebook.files("")
    if not path.name.startswith("eo")
    for at, line in enumerate(path.read_text(encoding="utf-8").split("\n"))
    if line.strip() and not line.startswith("#")
]


@settings(max_examples=20)
@given(st.sampled_from(LINES), st.sampled_from(["lost", "doubled", "value", "key", "sign"]), st.data())
def test_any_change_of_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, line: tuple[str, int], how: str, data: st.DataObject
) -> None:
    name, at = line
    lines = shipped(name).split("\n")
    if how == "lost":
        del lines[at]
    elif how == "doubled":
        lines.insert(at, lines[at])
    elif how == "value":
        new = data.draw(st.sampled_from(['""', "1", "[]", '["a"]', "{}", '"a(b"', '"(a+)+"', "2003-02-30"]))
        lines[at] = lines[at].partition(" = ")[0] + " = " + new
    elif how == "key":
        lines[at] = data.draw(st.sampled_from(["x", "kind", "pattern"])) + " = " + lines[at].partition(" = ")[2]
    else:
        cut = data.draw(st.integers(0, len(lines[at])))
        lines[at] = lines[at][:cut] + data.draw(st.sampled_from("()[]{}*+\\?|\"'\0")) + lines[at][cut:]
    place = tmp_path_factory.mktemp("changed")
    (place / name).write_text("\n".join(lines), encoding="utf-8")
    rulebook.use(place)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        problems = ruleset.check_rules(shipped=False).problems

    assert all(".toml" in problem for problem in problems)


# -- law list ----------------------------------------------------------------------------------------------------------


def test_the_list_of_orders_is_a_table_that_fits() -> None:
    for width in (80, 100, 120, 200):
        lines = ruleset.listing("text", Style(width=width)).splitlines()
        assert max(map(len, lines)) <= width
        for id_ in ("eo10290", "eo12958_am", "eo13556"):
            assert sum(line.startswith(id_ + " ") for line in lines) == 1


def test_the_list_of_orders_names_window_levels_reasons_term_and_status() -> None:
    rows = {row.id: row for row in ruleset.rows()}

    assert list(rows)[:2] == ["eo10290", "eo10501"]
    row = rows["eo12958_am"]
    assert (row.first, row.last, row.accepted_last) == ("2003-03-25", "2010-06-26", "2010-06-27")
    assert row.levels == ("TOP SECRET", "SECRET", "CONFIDENTIAL")
    assert (row.reasons, row.maximum, row.status) == ("1.4(a)-(h)", 25, "unverified")
    assert rows["eo12356"].maximum_said == "none set"
    assert rows["eo11652"].maximum_said == "schedule"
    assert rows["eo13526"].last is None
    assert rows["eo13556"].kind == "control"


def test_the_list_of_orders_in_json_keeps_its_schema() -> None:
    jsonschema.Draft202012Validator(load("law/1")).validate(json.loads(ruleset.listing("json")))


# -- what is kept between runs -----------------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return caches.folder()


@pytest.mark.parametrize("path", rulebook.files(""), ids=lambda path: path.stem)
def test_what_is_kept_of_a_file_equals_what_its_text_says(path: Path, kept: Path) -> None:
    written = tomllib.loads(path.read_text(encoding="utf-8"))

    assert rulebook.load(path) == written
    assert len(list(kept.glob(f"rules-{path.stem}-*"))) == 1
    assert rulebook.load(path) == written


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x81\xa1a\xc7\x02\x09ab", b"\x81\xa1a\xc7\x02\x01ab", b"\x91" * 5000])
def test_a_kept_file_that_is_damaged_is_passed_over(tmp_path: Path, kept: Path, junk: bytes) -> None:
    path = tmp_path / "captions.toml"
    path.write_text("a = 2003-09-22\n", encoding="utf-8")
    assert rulebook.load(path) == {"a": dt.date(2003, 9, 22)}
    [file] = kept.glob("rules-captions-*")

    for spoil in (file.write_bytes, lambda content: caches.store(file.name, content)):
        spoil(junk)
        assert rulebook.load(path) == {"a": dt.date(2003, 9, 22)}


@pytest.mark.parametrize("value", ["2003-09-22T10:00:00", "10:00:00", "99999999999999999999999"])
def test_what_cannot_be_kept_is_read_every_time(tmp_path: Path, kept: Path, value: str) -> None:
    path = tmp_path / "captions.toml"
    path.write_text(f"a = {value}\n", encoding="utf-8")

    assert rulebook.load(path) == rulebook.load(path) == tomllib.loads(f"a = {value}")
    assert not list(kept.glob("rules-*"))


def test_a_cache_that_cannot_be_written_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    assert rulebook.load(rulebook.folder() / "posts.toml")["posts"]
