import io
import os
import pickle
import random
import socket
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit import intake
from redaction_audit.errors import UsageError
from redaction_audit.intake import Request, Unit, records, units
from redaction_audit.model import Gap, Record
from redaction_audit.patterns import Patterns
from redaction_audit.readers import Member, Source, asked, readers
from tests.readers.inputs import CABLE, read, tarred, zipped


def names(*paths: object, **options: object) -> list[str]:
    """Return the paths of all units as shown; there must be no gap but for what was hidden."""
    found = list(units(Request(tuple(map(str, paths)), **options)))  # type: ignore[arg-type]
    assert [item for item in found if isinstance(item, Gap) and item.severity != "note"] == []
    return [item.shown for item in found if isinstance(item, Unit)]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plant(tmp_path, "b/2.txt", "b/10.txt", "a.txt", "b/c/d.txt", "z.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def hiding(tree: Path) -> Path:
    plant(tree, ".hidden.txt", ".git/config", "b/.keep")
    return tree


def plant(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CABLE)


ALL = ["a.txt", "b/10.txt", "b/2.txt", "b/c/d.txt", "z.txt"]


@pytest.mark.usefixtures("hiding")
def test_folders_are_walked_in_name_order_without_hidden_files() -> None:
    assert names(".") == names("./") == ALL
    assert names("b") == names("b/") == names("./b") == ["b/10.txt", "b/2.txt", "b/c/d.txt"]


def test_absolute_paths_stay_absolute(tree: Path) -> None:
    assert names(tree) == [f"{tree}/{name}" for name in ALL]


@pytest.mark.parametrize(
    ("exclude", "told"),
    [
        ((), [(".", "3 hidden file(s) or folder(s) in it were left out")]),
        ((".git", ".keep"), [(".", "1 hidden file(s) or folder(s) in it were left out")]),
        ((".*",), []),
    ],
)
@pytest.mark.usefixtures("hiding")
def test_what_is_hidden_is_left_out_and_said_once_a_folder(
    exclude: tuple[str, ...], told: list[tuple[str, str]]
) -> None:
    gaps = [item for item in units(Request((".",), exclude)) if isinstance(item, Gap)]

    assert [(gap.path, gap.reason) for gap in gaps] == told
    assert {gap.severity for gap in gaps} <= {"note"}


@pytest.mark.parametrize("paths", [("b/c/d.txt", "b/c"), ("b/c", "b"), ("b", "link"), ("b/c/d.txt", "twin")])
def test_a_folder_of_which_all_was_read_before_is_not_called_empty(tree: Path, paths: tuple[str, ...]) -> None:
    (tree / "b" / "2.txt").unlink()
    (tree / "b" / "10.txt").unlink()
    (tree / "link").symlink_to("b/c")
    (tree / "twin").mkdir()
    (tree / "twin" / "d.txt").symlink_to("../b/c/d.txt")

    assert names(*paths) == ["b/c/d.txt"]


@pytest.mark.usefixtures("hiding")
def test_paths_keep_the_order_given_and_hidden_ones_can_be_named() -> None:
    assert names("z.txt", ".hidden.txt", "a.txt") == ["z.txt", ".hidden.txt", "a.txt"]
    assert names(".git") == [".git/config"]


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (("a.txt", "a.txt", "./a.txt", "b/../a.txt"), ["a.txt"]),
        (("b", "."), ["b/10.txt", "b/2.txt", "b/c/d.txt", "a.txt", "z.txt"]),
        ((".", "b", "b/c/d.txt", "z.txt"), ALL),
        (("b/2.txt", "."), ["b/2.txt", "a.txt", "b/10.txt", "b/c/d.txt", "z.txt"]),
        ((".", ".hidden.txt", ".hidden.txt"), [*ALL, ".hidden.txt"]),
    ],
)
@pytest.mark.usefixtures("hiding")
def test_every_file_is_read_once(paths: tuple[str, ...], found: list[str]) -> None:
    assert names(*paths) == found


def test_every_file_is_read_once_by_whatever_path(tree: Path) -> None:
    assert names(tree, ".") == [f"{tree}/{name}" for name in ALL]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["a.txt", "z.txt"]),
        ("b/*.txt", ["b/10.txt", "b/2.txt"]),
        ("**/*.txt", ["a.txt", "b/10.txt", "b/2.txt", "b/c/d.txt", "z.txt"]),
        ("[az].txt", ["a.txt", "z.txt"]),
    ],
)
@pytest.mark.usefixtures("tree")
def test_globs_are_expanded(pattern: str, found: list[str]) -> None:
    assert names(pattern) == found


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tree: Path) -> None:
    (tree / "[x].txt").write_text(CABLE)
    assert names("[x].txt") == ["[x].txt"]


@pytest.mark.parametrize(
    ("exclude", "found"),
    [
        (("b",), ["a.txt", "z.txt"]),
        (("b/",), ["a.txt", "z.txt"]),
        (("b/*",), ["a.txt", "z.txt"]),
        (("b/c/*",), ["a.txt", "b/10.txt", "b/2.txt", "z.txt"]),
        (("?.txt", "d.*"), ["b/10.txt"]),
        (("nothing",), ALL),
    ],
)
@pytest.mark.usefixtures("tree")
def test_what_is_excluded_is_not_read(exclude: tuple[str, ...], found: list[str]) -> None:
    assert names(".", exclude=exclude) == found


@pytest.mark.parametrize("exclude", [(".*",), ("..",), (".",), ("./",)])
def test_hidden_names_can_be_excluded_by_a_pattern_that_would_match_the_way_there(
    tree: Path, exclude: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names(".", exclude=exclude) == ALL
    monkeypatch.chdir(tree / "b" / "c")
    assert names("..", exclude=exclude) == ["../10.txt", "../2.txt", "../c/d.txt"]
    assert names("../2.txt", exclude=exclude) == ["../2.txt"]
    assert names("..", exclude=("../2.*", *exclude)) == ["../10.txt", "../c/d.txt"]
    assert names("..", exclude=("*/2.*", *exclude)) == ["../10.txt", "../c/d.txt"]
    written = Request(("..",), excluded=(Patterns.of(exclude, tree),))
    assert [unit.shown for unit in units(written) if isinstance(unit, Unit)] == ["../10.txt", "../2.txt", "../c/d.txt"]


def test_where_all_that_was_named_is_excluded_that_is_said(tree: Path) -> None:
    told = [
        [(gap.path, gap.severity) for gap in units(Request(paths, ("*.txt",))) if isinstance(gap, Gap)]
        for paths in ((f"{tree}/a.txt",), (f"{tree}/a.txt", f"{tree}/z.txt"), (f"{tree}/a.txt", "-"))
    ]

    assert told == [[(f"{tree}/a.txt", "error")], [(f"{tree}/a.txt", "error")], []]


def test_folders_above_the_one_named_are_not_for_exclude_to_judge(tree: Path) -> None:
    assert names(tree, exclude=(tree.parent.name, tree.parent.parent.name)) == [f"{tree}/{name}" for name in ALL]
    assert names(tree / "b", exclude=("c",)) == [f"{tree}/b/10.txt", f"{tree}/b/2.txt"]
    assert names(tree, exclude=(f"{tree}/b/*",)) == [f"{tree}/a.txt", f"{tree}/z.txt"]


@pytest.mark.usefixtures("tree")
def test_what_is_excluded_is_not_read_even_when_named() -> None:
    assert names("a.txt", "b/c/d.txt", "z.txt", exclude=("c", "z*")) == ["a.txt"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("a.text", "did you mean a.txt?"),
        ("b/c/e.txt", "did you mean b/c/d.txt?"),
        ("nowhere/at/all.txt", "no such file"),
        ("*.pdf", "no file matches"),
        ("", "not a path"),
        ("a\0b", "not a path"),
    ],
)
@pytest.mark.usefixtures("tree")
def test_a_path_that_does_not_exist_is_a_usage_error_before_anything_is_read(path: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        units(Request(("a.txt", path)))
    assert words in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13", "", "utf-8\0"])
@pytest.mark.usefixtures("tree")
def test_an_unknown_encoding_is_a_usage_error(encoding: str) -> None:
    with pytest.raises(UsageError, match="encoding"):
        units(Request(("a.txt",), encoding=encoding))


def test_a_folder_without_records_is_an_error_gap(tmp_path: Path) -> None:
    (tmp_path / "empty" / "below").mkdir(parents=True)
    (tmp_path / "empty" / ".hidden").write_text("x")
    got, gaps = read(tmp_path / "empty")
    assert got == []
    assert [(gap.path, gap.severity) for gap in gaps] == [
        (str(tmp_path / "empty"), level) for level in ("note", "error")
    ]


def test_a_link_loop_is_a_gap_and_the_walk_ends(tree: Path) -> None:
    (tree / "b" / "c" / "up").symlink_to(tree / "b")
    got, gaps = read(".")
    assert len(got) == len(ALL)
    assert [gap.path for gap in gaps] == ["b/c/up"]


def test_a_link_to_itself_and_a_broken_link_are_gaps(tree: Path) -> None:
    (tree / "self").symlink_to("self")
    (tree / "gone").symlink_to("nowhere")
    got, gaps = read(".")
    assert len(got) == len(ALL)
    assert [(gap.path, gap.severity) for gap in gaps] == [("gone", "error"), ("self", "error")]
    got, gaps = read("self", "gone")
    assert got == []
    assert [gap.path for gap in gaps] == ["self", "gone"]


def test_links_are_followed_but_nothing_is_read_twice(tree: Path) -> None:
    outside = tree / ".outside"
    outside.mkdir()
    (outside / "o.txt").write_text(CABLE)
    (tree / "link.txt").symlink_to("a.txt")
    (tree / "twin").symlink_to("b")
    (tree / "far").symlink_to(".outside")
    (tree / "far.txt").symlink_to(".outside/o.txt")
    assert names(".") == ["a.txt", "b/10.txt", "b/2.txt", "b/c/d.txt", "far/o.txt", "z.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_and_a_socket_are_gaps_and_never_block(tree: Path) -> None:
    os.mkfifo(tree / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock")
        got, gaps = read(".")
        assert len(got) == len(ALL)
        assert [(gap.path, gap.severity) for gap in gaps] == [("pipe", "error"), ("sock", "error")]
        assert [gap.path for gap in read("pipe")[1]] == ["pipe"]
        unit = Unit("pipe", "pipe")
        assert [type(item) for item in records(unit, Request(()))] == [Gap]
        assert [type(item) for item in records(Unit("sock", "sock"), Request(()))] == [Gap]
        assert [type(item) for item in records(Unit("b", "b"), Request(()))] == [Gap]


def test_a_device_is_a_gap() -> None:
    got, gaps = read("/dev/null")
    assert got == []
    assert [gap.path for gap in gaps] == ["/dev/null"]


@pytest.mark.usefixtures("tree")
def test_a_file_that_cannot_be_read_is_a_gap_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: str, flags: int) -> int:
        if path == "b/2.txt":
            raise PermissionError(13, "Permission denied", path)
        return real(path, flags)

    monkeypatch.setattr(intake.os, "open", refuse)
    (found,) = [unit for unit in units(Request(("b/2.txt",))) if isinstance(unit, Unit)]
    (gap,) = records(found, Request(()))
    assert isinstance(gap, Gap)
    assert (gap.path, gap.severity, gap.reason) == ("b/2.txt", "error", "cannot be read: Permission denied")


def test_a_file_that_vanishes_before_it_is_read_is_a_gap(tree: Path) -> None:
    walk = units(Request((".",)))
    first = next(walk)
    assert isinstance(first, Unit)
    (tree / "a.txt").unlink()
    (gap,) = records(first, Request(()))
    assert isinstance(gap, Gap)
    assert gap.path == "a.txt"


@pytest.mark.usefixtures("tree")
def test_a_folder_that_cannot_be_listed_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def refuse(path: str) -> object:
        if path == "b":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    got, gaps = read(".")
    assert len(got) == 2
    assert [(gap.path, gap.severity) for gap in gaps] == [("b", "error")]
    got, _ = read("b", "b/2.txt")
    assert [record.origin.path for record in got] == ["b/2.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_file_names_that_are_no_unicode_are_read_and_escaped(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(CABLE)
    got, gaps = read(tmp_path)
    assert [record.origin.path for record in got] == [f"{tmp_path}/caf\\xe9.txt"]
    assert gaps == []


def test_units_are_small_and_picklable(tree: Path) -> None:
    for unit in units(Request((str(tree),))):
        assert len(pickle.dumps(unit)) < 400
        assert pickle.loads(pickle.dumps(unit)) == unit  # noqa: S301 - our own value


def test_units_are_made_one_at_a_time(tree: Path) -> None:
    walk = units(Request((".",)))
    next(walk)
    (tree / "b" / "c" / "late.txt").write_text(CABLE)
    assert "b/c/late.txt" in [item.shown for item in walk if isinstance(item, Unit)]


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_is_read_once_under_the_name_given(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b'{"id":"a","text":"one"}\n')
    got, gaps = read("-", "-", stdin_filename="batch.jsonl")
    assert [(r.given_id, r.text, r.origin.path) for r in got] == [("a", "one", "batch.jsonl")]
    assert gaps == []
    feed(monkeypatch, CABLE.encode())
    got, _ = read("-")
    assert [(r.text, r.origin.path) for r in got] == [(CABLE, "-")]


@pytest.mark.parametrize("make", [lambda m: tarred(m, "w:gz"), zipped])
def test_archives_are_read_from_standard_input(monkeypatch: pytest.MonkeyPatch, make: object) -> None:
    feed(monkeypatch, make({"a.txt": CABLE * 100, "b.txt": "two"}))  # type: ignore[operator]
    got, gaps = read("-")
    assert [(r.text, r.origin.member) for r in got] == [(CABLE * 100, "a.txt"), ("two", "b.txt")]
    assert gaps == []


def test_a_bomb_from_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip

    monkeypatch.setattr(intake, "FREE", 100_000)
    feed(monkeypatch, gzip.compress(b"x" * 100_000_000))
    got, gaps = read("-")
    assert got == []
    assert ["unpacks to more than 250 times its size" in gap.reason for gap in gaps] == [True]


def test_closed_and_empty_standard_input_are_gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert [gap.path for gap in read("-")[1]] == ["-"]
    feed(monkeypatch, b"")
    assert [gap.path for gap in read("-")[1]] == ["-"]


def test_files_are_closed(tree: Path) -> None:
    (tree / "big.txt").write_text("x" * 3_000_000)
    (tree / "a.zip").write_bytes(zipped({"a.txt": "x" * 2_000_000}, 0))
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("no /proc here")
    before = len(list(folder.iterdir()))
    read(".")
    for item in units(Request((".",))):
        assert isinstance(item, Unit)
        found = records(item, Request(()))
        next(found)
        found.close()  # type: ignore[attr-defined]  # an abandoned generator closes its file
    assert len(list(folder.iterdir())) == before


def test_a_file_of_several_cables_is_several_records(tmp_path: Path) -> None:
    head = "05ARVENDA{0}\n2005-05-12 18:06\n2010-12-12 21:09\nCONFIDENTIAL\n\nBody.\n"
    (tmp_path / "a.txt").write_text(head.format(1) + head.format(2))
    (tmp_path / "a.zip").write_bytes(zipped({"m.txt": head.format(3) + head.format(4)}))
    got, gaps = read(tmp_path)
    assert [(r.text[:10], r.origin.member, r.origin.line) for r in got] == [
        ("05ARVENDA1", None, 1),
        ("05ARVENDA2", None, 7),
        ("05ARVENDA3", "m.txt", 1),
        ("05ARVENDA4", "m.txt", 7),
    ]
    assert gaps == []


def test_every_released_document_is_one_record_without_an_error(shared: Path) -> None:
    got, gaps = read(shared / "corpora" / "documents", exclude=("truth.jsonl",))
    assert len(got) == len(list((shared / "corpora" / "documents").glob("*.txt")))
    assert [gap for gap in gaps if gap.severity == "error"] == []


HEADS = [
    b"",
    CABLE.encode(),
    b"%PDF-1.4",
    b"PK\3\4",
    b"\x1f\x8b\x08",
    b'{"id":"a","text":"b"}\n',
    b"\xff\xfea\0",
    b"<html>",
]
HEADS += [
    tarred({"a": "b"}),
    b"BZh9",
    b"\x28\xb5\x2f\xfd",
    b"\xfd7zXZ\0",
    b"PK\3\4[Content_Types].xml",
    b"\x89PNG\r\n",
    b"id,text\na,b\n",
]
ENDS = [
    ".txt",
    ".csv",
    ".tsv",
    ".jsonl",
    ".ndjson",
    ".json",
    ".zip",
    ".tar",
    ".gz",
    ".tgz",
    ".tar.gz",
    ".xz",
    ".zst",
    ".bz2",
    ".pdf",
    ".docx",
    ".eml",
    ".html",
    ".png",
    ".exe",
    ".unknown",
]


@pytest.mark.parametrize("end", ["", *ENDS])
def test_no_two_readers_claim_a_file_equally(end: str) -> None:
    for head in HEADS:
        scores = sorted((reader.probe(head[:4096], "a" + end) for reader in readers()), reverse=True)
        assert scores[0] > scores[1]


@pytest.mark.parametrize("end", ["", ".txt", *ENDS])
def test_readers_that_are_not_asked_would_not_claim_the_file(end: str) -> None:
    openings = [bytes([first]) + b"X" * rest for first in range(256) for rest in (0, 9, 600)]
    for head in (*HEADS, *openings):
        spared = set(readers()) - set(asked(head[:4096], "a" + end))
        assert [reader.probe(head[:4096], "a" + end) for reader in spared] == [0] * len(spared)


def test_most_readers_are_not_asked_about_plain_text() -> None:
    assert [reader.__name__.rpartition(".")[2] for reader in asked(CABLE.encode(), "a.txt")] == ["tar", "text"]


@pytest.mark.usefixtures("tree")
def test_a_tie_and_a_broken_reader_are_gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    class Plug:
        __name__ = "plug"

        def __init__(self, score: int) -> None:
            self.score = score

        def probe(self, _head: bytes, _name: str) -> int:
            return self.score

        def read(self, *_: object) -> list[Record | Gap | Member]:
            raise ZeroDivisionError("secret of the record")

    monkeypatch.setattr(intake, "asked", lambda *_: (*readers(), Plug(45)))
    assert ["claimed by two" in gap.reason for gap in read("a.txt")[1]] == [True]
    monkeypatch.setattr(intake, "asked", lambda *_: (*readers(), Plug(99)))
    (gap,) = read("a.txt")[1]
    assert "ZeroDivisionError" in gap.reason
    assert "secret" not in str(gap)


def test_gaps_never_quote_what_a_parser_says() -> None:
    gap = intake.unreadable(ValueError("Mr. Marlowe"), Source("a.txt", "a.txt"))
    assert "Marlowe" not in str(gap)


BATCH = {f"{n}.txt": CABLE * n for n in range(1, 5)} | {"rows.jsonl": '{"id":"a","text":"one"}\n' * 3}
VICTIMS = {
    "a.zip": zipped(BATCH),
    "a.tar": tarred(BATCH),
    "a.tar.gz": tarred(BATCH, "w:gz"),
    "a.tar.xz": tarred(BATCH, "w:xz"),
    "a.jsonl": b'{"id":"a","text":"one"}\n' * 20,
    "a.csv": b"id,text\n" + b'a,"one\ntwo"\n' * 20,
    "a.txt": CABLE.encode("utf-16") * 3,
    "nest.zip": zipped({"a.tar.gz": tarred(BATCH, "w:gz"), "b.zip": zipped(BATCH)}),
}


@pytest.mark.parametrize("name", VICTIMS)
@given(seed=st.integers(0, 2**32), cut=st.booleans())
def test_damaged_files_yield_records_and_gaps_and_nothing_else(name: str, seed: int, cut: bool) -> None:
    noise = random.Random(seed)
    data = bytearray(VICTIMS[name])
    for _ in range(noise.randint(0, 8)):
        data[noise.randrange(len(data))] ^= 1 << noise.randrange(8)
    if cut:
        del data[noise.randrange(len(data)) :]
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"intake-fuzz-{os.getpid()}-{name}"  # noqa: S108 - removed below
    try:
        path.write_bytes(data)
        got, gaps = read(path)
    finally:
        path.unlink()
    assert got or [gap for gap in gaps if gap.severity == "error"]
    assert all(gap.path == str(path) and gap.reason for gap in gaps)
    for record in got:
        record.text.encode()
    assert stat.S_ISDIR(path.parent.stat().st_mode)


def test_scanning_imports_no_heavy_library() -> None:
    import subprocess

    code = (
        "import sys; from redaction_audit.intake import *; from redaction_audit.readers import readers; readers();"
        "r = Request(('.',)); [list(records(u, r)) for u in units(r) if isinstance(u, Unit)];"
        "late = ('zipfile', 'tarfile', 'csv', 'zstandard', 'lzma', 'difflib', 'hyperscan');"
        "print([m for m in late if m in sys.modules])"
    )
    folder = Path(__file__).parent / "readers"
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
