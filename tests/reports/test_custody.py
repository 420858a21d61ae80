"""The chain of custody: one flipped byte anywhere is found and named; what is whole says so, wherever it stands."""

import hashlib
import hmac
import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from redaction_audit import rulebook
from redaction_audit.cli import main
from redaction_audit.schemas import load
from redaction_audit.store import Store
from tests.reports import released

PAGE, BOOK, MANIFEST, STORE = "report.html", "tables.xlsx", "manifest.json", "batch.store"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with records, rules of its own, store, reports and manifest, as somebody would hand it over."""
    folder = tmp_path_factory.mktemp("custody")
    rules = folder / "rules"
    rules.mkdir()
    shutil.copy(rulebook.folder() / "codes-foia.toml", rules)
    try:
        released.scanned(folder, "--rules", str(rules))
        released.reviewed(folder / STORE)
        outputs = [f"html={folder / PAGE}", f"xlsx={folder / BOOK}", f"manifest={folder / MANIFEST}"]
        more = [item for output in outputs for item in ("--output", output)]
        assert main(["report", "--store", str(folder / STORE), "--rules", str(rules), *more]) == 0
    finally:
        rulebook.use(None)
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A copy of it that may be harmed; its inputs were scanned under an absolute path and stay where they were."""
    return Path(shutil.copytree(kept, tmp_path / "copy"))


def verify(*arguments: object, rules: Path) -> int:
    try:
        return main(["verify", *map(str, arguments), "--rules", str(rules)])
    finally:
        rulebook.use(None)


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_what_is_whole_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(folder / MANIFEST, folder / PAGE, folder / STORE, rules=folder / "rules") == 0
    said = capsys.readouterr().out

    assert f"{folder / MANIFEST}: as it was written; " in said
    assert f"{folder / PAGE}: as it was written; " in said
    assert f"{folder / STORE}: whole; 4 events" in said


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
@pytest.mark.parametrize(("name", "sort"), [(PAGE, "report"), (MANIFEST, "manifest")])
def test_a_flipped_byte_in_page_or_manifest_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, sort: str, share: float
) -> None:
    at = int(share * (folder / name).stat().st_size)
    flip(folder / name, at + 40 if share == 0.0 else at)

    assert verify(folder / name, rules=folder / "rules") == 5
    assert f"{folder / name}: {sort} {name}: " in capsys.readouterr().out


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75, 0.999])
def test_a_flipped_byte_in_a_report_beside_the_manifest_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str], share: float
) -> None:
    flip(folder / BOOK, int(share * (folder / BOOK).stat().st_size))

    assert verify(folder / MANIFEST, rules=folder / "rules") == 5
    assert f"report {BOOK}: is not what was written" in capsys.readouterr().out


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
@pytest.mark.parametrize("name", ["cable.txt", "plain.txt"])
def test_a_flipped_byte_in_an_input_is_found_by_page_and_manifest(
    kept: Path, folder: Path, capsys: pytest.CaptureFixture[str], name: str, share: float
) -> None:
    cable = kept / "batch" / name
    content = cable.read_bytes()
    try:
        flip(cable, int(share * len(content)))
        for file in (MANIFEST, PAGE):
            assert verify(folder / file, rules=folder / "rules") == 5
            assert f"input {cable}: has changed since the manifest was written" in capsys.readouterr().out
    finally:
        cable.write_bytes(content)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_flipped_byte_in_a_rules_file_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str], share: float
) -> None:
    place = folder / "rules" / "codes-foia.toml"
    flip(place, int(share * place.stat().st_size))

    assert verify(folder / MANIFEST, rules=folder / "rules") == 5
    assert "rules codes-foia.toml: is not that of the audit" in capsys.readouterr().out


@pytest.mark.parametrize("words", [b"DEC007", b"2026-02-03T09:15", b"05ARVENDA17", b"ra1:"])
def test_a_changed_byte_in_the_store_is_found_from_the_manifest(
    folder: Path, capsys: pytest.CaptureFixture[str], words: bytes
) -> None:
    content = (folder / STORE).read_bytes()
    at = content.find(words)
    flip(folder / STORE, at if at >= 0 else len(content) // 2)

    assert verify(folder / MANIFEST, rules=folder / "rules") == 5
    assert f"ledger {STORE}: " in capsys.readouterr().out


def test_another_store_in_its_place_is_found(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").mkdir()
    other = released.scanned(tmp_path / "other")

    assert verify(folder / MANIFEST, "--store", other, rules=folder / "rules") == 5
    said = capsys.readouterr().out
    assert "run 1 is not the one that the manifest names" in said
    assert "event 4 is not the one that was published" in said


def test_a_later_decision_leaves_the_manifest_right(folder: Path) -> None:
    with Store.open(folder / STORE) as opened:
        key = opened.items(opened.ids("f.rule = 'TRN002'"))[0].key
        opened.append([released.event(key, "ana", "dismiss")], {key: None})

    assert verify(folder / MANIFEST, rules=folder / "rules") == 0


def test_a_page_alone_verifies_without_store_and_inputs(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = tmp_path / "alone" / PAGE
    alone.parent.mkdir()
    written = (folder / PAGE).read_bytes()
    alone.write_bytes(written)

    assert verify(alone, rules=folder / "rules") == 0
    assert f"{STORE}: the store is not here: not compared" in capsys.readouterr().out
    flip(alone, len(written) // 3)
    assert verify(alone, rules=folder / "rules") == 5


def test_inputs_that_are_elsewhere_are_found_there_and_else_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    released.batch(tmp_path)
    released.scan(Path("batch/cable.txt"), Path("a.store"))
    assert main(["report", "--store", "a.store", "-f", "manifest", "-o", "m.json"]) == 0
    (tmp_path / "archive").mkdir()
    (tmp_path / "batch").rename(tmp_path / "archive" / "batch")
    capsys.readouterr()

    assert main(["verify", "m.json"]) == 0
    assert "1 of 1 inputs are not here: not compared" in capsys.readouterr().out
    assert main(["verify", "m.json", "--records", "archive"]) == 0
    assert "not here" not in capsys.readouterr().out


def test_a_file_with_hidden_text_has_a_keyed_digest_only(kept: Path, folder: Path) -> None:
    cable = kept / "batch" / "cable.txt"
    plain = hashlib.sha256(cable.read_bytes()).hexdigest()
    [one] = [one for one in json.loads((folder / MANIFEST).read_text())["inputs"] if one["path"] == str(cable)]
    with Store.open(folder / STORE, read_only=True) as opened:
        keyed = hmac.digest(opened.key, cable.read_bytes(), "sha256").hex()

    assert (one["sha256"], one["keyed"]) == (None, keyed)
    assert all(plain.encode() not in (folder / name).read_bytes() for name in (MANIFEST, PAGE))


def test_without_the_store_a_keyed_digest_is_not_compared_and_that_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / STORE).unlink()

    assert verify(folder / MANIFEST, rules=folder / "rules") == 0
    assert "1 input with hidden text not compared: the digests are keyed, see --store" in capsys.readouterr().out


def test_a_manifest_says_what_was_read_and_by_whom_it_was_reviewed(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    jsonschema.validate(manifest, load("manifest/1"))
    states = {Path(one["path"]).name: one["state"] for one in manifest["inputs"]}

    assert states == {
        "cable.txt": "as-audited", "empty.txt": "unread", "hostile <b>.txt": "as-audited", "plain.txt": "as-audited",
    }  # fmt: skip
    assert [(one["name"], one["events"]) for one in manifest["reviewers"]] == [("ana", 2), ("ben", 2)]
    assert [one["file"] for one in manifest["reports"]] == [PAGE, BOOK]
    assert {one["name"] for one in manifest["rules"]} >= {"codes-foia.toml", "eo13526.toml"}


def test_a_record_that_changed_before_the_manifest_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = released.scanned(tmp_path)
    (tmp_path / "batch" / "plain.txt").write_text("MEMORANDUM\n\nThe ladder is old.\n")
    released.report(store, "manifest", tmp_path / MANIFEST)

    assert main(["verify", str(tmp_path / MANIFEST)]) == 5
    assert "plain.txt: had changed between the audit and the manifest" in capsys.readouterr().out


def test_verify_wants_something_to_look_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 2
    assert "name a store, a report or a manifest" in capsys.readouterr().err


def test_a_manifest_of_another_version_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from redaction_audit.reports.sealing import DOCUMENT, sealed

    written = (folder / MANIFEST).read_bytes().rpartition(b'"sha256":')[0]
    other = b"".join(sealed([written.replace(b'"version":"', b'"version":"9.', 1)], DOCUMENT))
    (folder / MANIFEST).write_bytes(other)

    assert verify(folder / MANIFEST, rules=folder / "rules") == 0
    assert "rules: not compared; they came with version 9." in capsys.readouterr().out
