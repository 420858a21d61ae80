"""Results kept between runs: the same reports, whatever is in the folder, and nothing in it that ought to be hidden."""

import base64
import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from acceptance.records import CLEAN, IN_FULL, Done, bad, put, run

from redaction_audit.engine import Auditor
from redaction_audit.errors import OutputError
from redaction_audit.model import Audited, Gap, Record
from redaction_audit.shelf import Shelf
from tests.canary import CANARY

OPEN = f"05ARVENDA21\n\n1. (C) We met XXXXXXXX{CANARY} at noon. XXXXXXXXXXXX left; {CANARY} did not.\n"


@pytest.fixture(autouse=True)
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    put("batch/a.txt", bad(17))
    put("batch/b.txt", CLEAN.format(number=18))
    put("batch/c.txt", IN_FULL.format(number=19))
    put("batch/d.txt", OPEN)
    put("batch/e.txt", "")
    return tmp_path


def scan(*arguments: str, cached: bool = True) -> Done:
    given = ["--cache=kept"] if cached else []
    return run("scan", "batch", "--as-of=2026-01-15", "--format=json", *given, *arguments)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many records were judged by each scan: not those that the shelf had."""
    counts: list[int] = []
    audit_all = Auditor.audit_all

    def counting(self: Auditor, items: Sequence[Record | Gap]) -> list[Audited]:
        counts.append(sum(isinstance(item, Record) for item in items))
        return audit_all(self, items)

    monkeypatch.setattr(Auditor, "audit_all", counting)
    return counts


def test_what_did_not_change_is_not_judged_again_and_reads_the_same(judged: list[int]) -> None:
    plain = scan(cached=False)

    assert [scan(), scan(), scan()] == [plain] * 3
    assert judged == [4, 4, 0, 0]


def test_what_changed_is_judged_again(judged: list[int]) -> None:
    scan()
    put("batch/a.txt", bad(17) + "\n")
    Path("batch/b.txt").rename("batch/z.txt")

    assert scan() == scan(cached=False)
    assert judged == [4, 2, 4]


@pytest.mark.parametrize(
    "other",
    [
        ["--as-of=2001-01-01"],
        ["--severity=DEC003=note"],
        ["--select=DEC"],
        ["--ignore=RED"],
        ["--provenance=frus"],
        ["--date=1984-03-01"],
        ["--encoding=cp1252"],
        ["--format=text"],
        ["--store=batch.store"],
    ],
)
def test_everything_that_judges_is_part_of_the_key(other: list[str]) -> None:
    scan()

    first, again = scan(*other), scan(*other)

    assert first[:2] == again[:2] == scan(*other, cached=False)[:2]


def test_other_rules_and_another_program_judge_anew(judged: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    scan()
    monkeypatch.setattr("redaction_audit.rulebook.digest", lambda _files: "other")
    scan()
    monkeypatch.setattr("redaction_audit.caches.sources", lambda _folder: ["other"])
    scan()

    assert judged == [4, 4, 4]


def test_baseline_and_waivers_are_asked_anew() -> None:
    scan()
    run("baseline", "write", "batch", "--as-of=2026-01-15")

    assert scan("--baseline=redaction-audit.baseline") == scan("--baseline=redaction-audit.baseline", cached=False)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_cache_is_as_if_it_were_not_there(seed: int) -> None:
    plain = scan(cached=False)
    scan()
    rng = random.Random(seed)
    for path in sorted(Path("kept").glob("*.*")):
        content = bytearray(path.read_bytes())
        for _ in range(rng.randint(0, 20)):
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content[: rng.randint(0, len(content))] if rng.random() < 0.5 else content)

    assert scan() == plain
    assert scan() == plain


def test_nothing_hidden_is_kept_nor_a_digest_that_anybody_could_make() -> None:
    scan("--format=text", "-vv")
    scan("--store=batch.store")
    kept = b"".join(path.read_bytes() for path in sorted(Path("kept").iterdir()))
    raw = OPEN.encode()
    digests = {
        made
        for name in ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s")
        for text in (raw, CANARY.encode())
        for made in (hashlib.new(name, text).digest()[:16], hashlib.new(name, text).hexdigest()[:32].encode())
    } | {hashlib.blake2b(text, digest_size=16).digest() for text in (raw, CANARY.encode())}
    pieces = {CANARY[i : i + 6].lower().encode() for i in range(len(CANARY) - 5)}
    coded = {base64.b64encode(CANARY.encode()[i:])[:12] for i in range(3)}

    assert len(kept) > 1000
    assert not [piece for piece in pieces if piece in kept.lower()]
    assert not [piece for piece in digests | coded if piece in kept]
    assert CANARY.encode().hex().encode() not in kept


def test_the_same_records_have_other_keys_in_another_folder() -> None:
    scan()
    run("scan", "batch", "--as-of=2026-01-15", "--format=json", "--cache=other")
    keys = [{Path(path).read_bytes()[:16] for path in Path(name).glob("*.index")} for name in ("kept", "other")]

    assert keys[0]
    assert not keys[0] & keys[1]
    assert Path("kept/key").stat().st_mode & 0o077 == 0
    assert Path("kept").stat().st_mode & 0o077 == 0


def test_a_cache_inside_the_batch_holds_no_records() -> None:
    plain = scan(cached=False)

    for _ in range(2):
        assert scan("--cache=batch/results", cached=False) == plain


def test_a_folder_that_holds_something_else_is_refused_and_left_alone() -> None:
    done = run("scan", "batch", "--cache=batch")

    assert done.code == 2
    assert "--cache: batch holds other files; give a folder of its own" in done.err
    assert sorted(path.name for path in Path("batch").iterdir()) == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]


def test_a_folder_that_cannot_be_made_is_said() -> None:
    put("file", "")

    done = run("scan", "batch", "--cache=file/below")

    assert done.code == 3
    assert "--cache: file/below: cannot be used" in done.err


def test_what_is_revealed_is_never_kept() -> None:
    run("scan", "batch", "--cache=kept", "--reveal")

    assert not Path("kept").exists()


def test_processes_share_a_cache() -> None:
    for number in range(250):
        put(f"batch/{number:03}.txt", bad(number))
    plain = scan("--jobs=1", cached=False)

    assert scan("--jobs=2") == plain
    assert scan("--jobs=1") == plain
    assert len(list(Path("kept").glob("*.pack"))) <= 3


def test_the_oldest_packs_go_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redaction_audit.shelf.MOST", 3)
    for number in range(6):
        put("batch/a.txt", bad(30 + number))
        scan()

    assert len(list(Path("kept").glob("*.pack"))) == 4
    assert len(list(Path("kept").glob("*.index"))) == 4


def test_a_shelf_gives_back_what_was_put(tmp_path: Path) -> None:
    shelf = Shelf.open(str(tmp_path / "shelf"))
    for number in range(100):
        shelf.put(number.to_bytes(16, "big"), bytes([number]) * number)
    shelf.flush()

    again = Shelf.open(str(tmp_path / "shelf"))

    assert [again.get(number.to_bytes(16, "big")) for number in range(100)] == [bytes([n]) * n for n in range(100)]
    assert again.get(b"\xff" * 16) is None
    assert again.secret == shelf.secret


def test_a_secret_that_was_cut_off_is_said(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")

    with pytest.raises(OutputError, match="delete the folder"):
        Shelf.open(str(tmp_path))
