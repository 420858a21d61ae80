import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from redaction_audit import intake
from redaction_audit.readers import directory, links
from redaction_audit.readers import members as limits
from tests.readers.inputs import CABLE, read, tarred, texts, zipped


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_zip_members_come_in_the_archives_order_with_their_names(tmp_path: Path) -> None:
    path = put(tmp_path, "batch.zip", zipped({"b/two.txt": "two", "a.txt": "one", "empty/": b""}))
    got, gaps = read(path)
    assert [(r.origin.member, r.text, r.origin.path) for r in got] == [
        ("b/two.txt", "two", str(path)),
        ("a.txt", "one", str(path)),
    ]
    assert gaps == []


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_is_read_plain_and_compressed(tmp_path: Path, mode: str) -> None:
    path = put(tmp_path, "batch.tar" + mode[1:].replace(":", "."), tarred({"./a.txt": CABLE, "d/b.txt": "two"}, mode))
    got, gaps = read(path)
    assert [(r.origin.member, r.text) for r in got] == [("a.txt", CABLE), ("d/b.txt", "two")]
    assert gaps == []


def test_tar_zst_is_read_over_several_frames(tmp_path: Path) -> None:
    data = tarred({"a.txt": CABLE * 300, "b.txt": "two"})
    compressor = zstandard.ZstdCompressor()
    path = put(tmp_path, "batch.tar.zst", compressor.compress(data[:5000]) + compressor.compress(data[5000:]))
    assert texts(path) == [CABLE * 300, "two"]


def test_tgz_is_known_by_its_bytes_under_any_name(tmp_path: Path) -> None:
    data = tarred({"a.txt": CABLE}, "w:gz")
    assert texts(put(tmp_path, "batch.tgz", data), put(tmp_path, "batch", data)) == [CABLE, CABLE]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.txt.gz", gzip.compress),
        ("a.txt.xz", lzma.compress),
        ("a.txt.bz2", bz2.compress),
        ("a.txt.zst", zstandard.ZstdCompressor().compress),
    ],
)
def test_one_compressed_text_is_one_record_without_a_member(tmp_path: Path, name: str, pack: object) -> None:
    got, gaps = read(put(tmp_path, name, pack(CABLE.encode())))  # type: ignore[operator]
    assert [(r.text, r.origin.member) for r in got] == [(CABLE, None)]
    assert gaps == []


def test_compressed_json_lines_are_rows(tmp_path: Path) -> None:
    got, _ = read(put(tmp_path, "a.jsonl.gz", gzip.compress(b'{"id":"x","text":"one"}\n{"id":"y","text":"two"}\n')))
    assert [(r.given_id, r.text, r.origin.row) for r in got] == [("x", "one", 1), ("y", "two", 2)]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress, zstandard.ZstdCompressor().compress])
def test_cut_off_compression_is_a_gap(tmp_path: Path, pack: object) -> None:
    data = pack(tarred({f"{n}.txt": CABLE * 40 + str(n) for n in range(40)}))  # type: ignore[operator]
    got, gaps = read(put(tmp_path, "batch.bin", data[: len(data) * 2 // 3]))
    assert [gap.severity for gap in gaps if gap.severity == "error"]
    assert all(record.text.startswith(CABLE) for record in got)


PACKERS = {"gz": gzip.compress, "xz": lzma.compress, "bz2": bz2.compress, "zst": zstandard.ZstdCompressor().compress}


@pytest.mark.parametrize("ending", PACKERS)
@pytest.mark.parametrize("padding", [b"", b"\0" * 4, b"\0" * 1000])
def test_parts_that_stand_one_behind_the_other_are_one_text(tmp_path: Path, ending: str, padding: bytes) -> None:
    half = len(CABLE) // 2
    parts = [PACKERS[ending](part.encode()) for part in (CABLE[:half], "", CABLE[half:])]
    assert texts(put(tmp_path, f"a.txt.{ending}", padding.join([*parts, b""]))) == [CABLE]


@pytest.mark.parametrize("ending", PACKERS)
@pytest.mark.parametrize("behind", [b"x", b"trailing", "part"])
def test_what_stands_behind_compressed_data_is_a_gap_and_what_came_before_is_read(
    tmp_path: Path, ending: str, behind: bytes | str
) -> None:
    if behind == "part":  # a second part whose signature is damaged: its text must not be missing in silence
        behind = b"?" + PACKERS[ending](CABLE.encode())[1:]
    assert isinstance(behind, bytes)
    got, gaps = read(put(tmp_path, f"a.txt.{ending}", PACKERS[ending](CABLE.encode()) + behind))
    assert [record.text for record in got] == [CABLE]
    assert [(gap.severity, "behind the end" in gap.reason) for gap in gaps] == [("error", True)]


@pytest.mark.parametrize("ending", PACKERS)
def test_a_compressed_text_is_read_up_to_where_it_is_damaged(tmp_path: Path, ending: str) -> None:
    good, bad = PACKERS[ending](CABLE.encode()), bytearray(PACKERS[ending](CABLE.encode() * 50))
    bad[len(bad) // 2] ^= 0xFF
    got, gaps = read(put(tmp_path, f"a.txt.{ending}", good + bytes(bad)), put(tmp_path, f"b.txt.{ending}", bytes(bad)))
    assert got[0].text.startswith(CABLE)
    assert [gap.path.rpartition("/")[2] for gap in gaps if gap.severity == "error"] == [
        f"a.txt.{ending}",
        f"b.txt.{ending}",
    ]
    assert all("damaged" in gap.reason for gap in gaps if gap.severity == "error")


def test_a_zstandard_file_may_begin_with_a_frame_that_holds_nothing(tmp_path: Path) -> None:
    frame = b"\x50\x2a\x4d\x18\x04\0\0\0note"
    assert texts(put(tmp_path, "a.txt.zst", frame + PACKERS["zst"](CABLE.encode()))) == [CABLE]


def test_a_dictionary_that_is_not_there_is_said(tmp_path: Path) -> None:
    words = zstandard.ZstdCompressionDict(CABLE.encode() * 3, zstandard.DICT_TYPE_RAWCONTENT)
    data = zstandard.ZstdCompressor(dict_data=words).compress(CABLE.encode())
    got, gaps = read(put(tmp_path, "a.txt.zst", data))
    assert got == []
    assert ["dictionary" in gap.reason for gap in gaps] == [True]


def test_truncated_tar_gz_keeps_the_records_before_the_cut(tmp_path: Path) -> None:
    import random

    noise = random.Random(1)
    body = {f"{n}.txt": "".join(noise.choices("abcdefgh \n", k=9000)) for n in range(30)}
    data = tarred(body, "w:gz")
    got, gaps = read(put(tmp_path, "batch.tar.gz", data[: len(data) // 2]))
    assert 10 <= len(got) < 30
    assert [record.text for record in got] == list(body.values())[: len(got)]
    assert {gap.severity for gap in gaps} == {"error"}


@pytest.mark.parametrize(("cut", "whole"), [(512, 0), (700, 1), (1024, 1), (1300, 1), (1536, 1), (2048, 2)])
def test_a_tar_cut_anywhere_says_so(tmp_path: Path, cut: int, whole: int) -> None:
    data = tarred({"a.txt": "one", "b.txt": "two"})
    got, gaps = read(put(tmp_path, "batch.tar", data[:cut]))
    assert [gap for gap in gaps if gap.severity == "error"]
    assert [record.text for record in got] == ["one", "two"][:whole]


def test_a_tar_header_that_is_damaged_in_the_middle_is_a_gap(tmp_path: Path) -> None:
    data = bytearray(tarred({"a.txt": "one", "b.txt": "two", "c.txt": "three"}))
    data[1024 + 150] ^= 0xFF
    got, gaps = read(put(tmp_path, "batch.tar", bytes(data)))
    assert [record.text for record in got] == ["one"]
    assert [gap.severity for gap in gaps] == ["error"]


@pytest.mark.parametrize(
    "name", ["../up.txt", "/etc/abs.txt", "a/../../up.txt", "C:/up.txt", "..\\up.txt", "\\abs.txt"]
)
def test_names_that_lead_out_of_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    inside = {name: "out", "in.txt": "in"}
    for path in (put(tmp_path, "a.zip", zipped(inside)), put(tmp_path, "a.tar", tarred(inside))):
        got, gaps = read(path)
        assert [record.text for record in got] == ["in"]
        assert [gap.severity for gap in gaps] == ["error"]
        assert "leads out" in gaps[0].reason
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tar", "a.zip"]


def test_an_encrypted_member_is_a_gap_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": "locked", "b.txt": "open"}))
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", struct.unpack_from("<H", data, at)[0] | 1)
    got, gaps = read(put(tmp_path, "a.zip", bytes(data)))
    assert [record.text for record in got] == ["open"]
    assert [(gap.member, gap.reason, gap.severity) for gap in gaps] == [("a.txt", "is encrypted", "error")]


def test_a_member_with_a_wrong_checksum_is_a_gap_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": "aaaa", "b.txt": "bbbb"}, zipfile.ZIP_STORED))
    data[data.index(b"aaaa")] = ord("x")
    got, gaps = read(put(tmp_path, "a.zip", bytes(data)))
    assert [record.text for record in got] == ["bbbb"]
    assert [(gap.member, gap.severity) for gap in gaps] == [("a.txt", "error")]


def test_a_zip_without_its_end_is_a_gap(tmp_path: Path) -> None:
    data = zipped({"a.txt": CABLE})
    got, gaps = read(put(tmp_path, "a.zip", data[:-30]), put(tmp_path, "b.zip", b"no archive"))
    assert got == []
    assert [gap.severity for gap in gaps] == ["error", "error"]


def test_an_empty_archive_is_a_gap(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "a.zip", zipped({})), put(tmp_path, "a.tar", tarred({})))
    assert got == []
    assert [gap.severity for gap in gaps] == ["error", "error"]


def nested(depth: int) -> bytes:
    data: bytes | str = CABLE
    name = "a.txt"
    for level in range(depth):
        data, name = zipped({name: data}), f"level{level}.zip"
    return data  # type: ignore[return-value]


def test_archives_are_opened_three_deep_and_no_further(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "three.zip", nested(3)))
    assert [(r.text, r.origin.member) for r in got] == [(CABLE, "level1.zip/level0.zip/a.txt")]
    assert gaps == []
    got, gaps = read(put(tmp_path, "four.zip", nested(4)))
    assert got == []
    assert [(gap.severity, gap.member) for gap in gaps] == [("error", "level2.zip/level1.zip/level0.zip")]


def test_compression_in_compression_ends(tmp_path: Path) -> None:
    data = CABLE.encode()
    for _ in range(40):
        data = gzip.compress(data)
    got, gaps = read(put(tmp_path, "a.gz", data))
    assert got == []
    assert [gap.severity for gap in gaps] == ["error"]


def test_a_tar_in_a_zip_in_a_tar_gz_streams(tmp_path: Path) -> None:
    inner = zipped({"x.tar": tarred({"y.txt": CABLE})})
    got, gaps = read(put(tmp_path, "a.tar.gz", tarred({"z.zip": inner}, "w:gz")))
    assert [(r.text, r.origin.member) for r in got] == [(CABLE, "z.zip/x.tar/y.txt")]
    assert gaps == []


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    from redaction_audit.readers import zip as zip_reader

    monkeypatch.setattr(intake, "FREE", 100_000)
    monkeypatch.setattr(zip_reader, "FREE", 100_000)


@pytest.mark.usefixtures("small_limits")
def test_zip_bomb_is_refused_and_its_neighbours_are_read(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "a.zip", zipped({"a.txt": "one", "bomb.txt": b"x" * 400_000, "b.txt": "two"})))
    assert [record.text for record in got] == ["one", "two"]
    assert [(gap.member, gap.severity) for gap in gaps] == [("bomb.txt", "error")]


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress, zstandard.ZstdCompressor().compress])
def test_compressed_bomb_is_refused(tmp_path: Path, pack: object) -> None:
    got, gaps = read(put(tmp_path, "a.txt.bin", pack(b"x" * 3_000_000)))  # type: ignore[operator]
    assert got == []
    assert len(gaps) == 1
    assert "refused" in gaps[0].reason


@pytest.mark.usefixtures("small_limits")
def test_nested_bomb_is_counted_as_a_whole(tmp_path: Path) -> None:
    level = zipped({f"{n}.txt": b"x" * 90_000 for n in range(20)})
    data = zipped({f"{n}.zip": level for n in range(20)})
    got, gaps = read(put(tmp_path, "a.zip", data))
    assert len(got) < 400
    assert [gap.severity for gap in gaps] == ["error"]
    assert "unpacks to more than" in gaps[0].reason


@pytest.mark.usefixtures("small_limits")
def test_bomb_of_tars_in_one_gzip_is_refused(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "a.tgz", tarred({f"{n}.txt": b"x" * 90_000 for n in range(60)}, "w:gz")))
    assert len(got) < 60
    assert "unpacks to more than" in gaps[-1].reason


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from redaction_audit.readers import zip as zip_reader

    monkeypatch.setattr(intake, "MEMBERS", 3)
    monkeypatch.setattr(zip_reader, "MEMBERS", 3)
    many = {f"{n}.txt": "x" for n in range(9)}
    for path in (put(tmp_path, "a.zip", zipped(many)), put(tmp_path, "a.tar", tarred(many))):
        got, gaps = read(path)
        assert len(got) <= 3
        assert [gap.severity for gap in gaps] == ["error"]


def test_links_and_devices_are_left_out_with_a_note(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo(f"thing{kind.decode()}")
            info.type, info.linkname = kind, "a.txt"
            archive.addfile(info)
        info = tarfile.TarInfo("a.txt")
        info.size = 3
        archive.addfile(info, io.BytesIO(b"one"))
    got, gaps = read(put(tmp_path, "a.tar", out.getvalue()))
    assert [record.text for record in got] == ["one"]
    assert [gap.severity for gap in gaps] == ["note"] * 4


def link_in(form: str, name: str, target: str) -> bytes:
    """Return an archive of a text and of a link."""
    out = io.BytesIO()
    if form == "zip":
        with zipfile.ZipFile(out, "w") as archive:
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o120777 << 16
            archive.writestr(info, target)
            archive.writestr("a.txt", "one")
        return out.getvalue()
    with tarfile.open(fileobj=out, mode="w") as packed:
        link = tarfile.TarInfo(name)
        link.type, link.linkname = (tarfile.SYMTYPE if form == "tar" else tarfile.LNKTYPE), target
        packed.addfile(link)
        text = tarfile.TarInfo("a.txt")
        text.size = 3
        packed.addfile(text, io.BytesIO(b"one"))
    return out.getvalue()


@pytest.mark.parametrize("form", ["zip", "tar"])
@pytest.mark.parametrize(
    ("name", "target", "severity"),
    [
        ("b.txt", "a.txt", "note"),
        ("d/b.txt", "../a.txt", "note"),
        ("b.txt", "d/../a.txt", "note"),
        ("b.txt", "gone.txt", "error"),
        ("b.txt", "b.txt", "error"),
        ("b.txt", "/etc/passwd", "error"),
        ("d/b.txt", "../../a.txt", "error"),
        ("b.txt", ".git/annex/objects/Xx/Yy/SHA256E-s7--00ff.txt", "error"),
        ("d/b.txt", "../.git/annex/objects/Xx/Yy/SHA256E-s7--00ff.txt", "error"),
    ],
)
def test_a_link_to_what_is_in_no_archive_is_a_gap_and_no_note(
    tmp_path: Path, form: str, name: str, target: str, severity: str
) -> None:
    got, gaps = read(put(tmp_path, f"a.{form}", link_in(form, name, target)))
    assert [record.text for record in got] == ["one"]
    assert [(gap.member, gap.severity) for gap in gaps] == [(name, severity)]


@pytest.mark.parametrize(("target", "severity"), [("a.txt", "note"), (".a.txt", "error")])
def test_a_hard_link_names_its_file_from_the_top(tmp_path: Path, target: str, severity: str) -> None:
    _, gaps = read(put(tmp_path, "a.tar", link_in("hard", "d/b.txt", target)))
    assert [gap.severity for gap in gaps] == [severity]


@pytest.mark.parametrize("target", ["d", "d/e", "d/e/a.txt", "d/e/link"])
def test_a_link_may_lead_to_a_folder_or_a_link_of_the_archive(tmp_path: Path, target: str) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        for name, leads in (("first", target), ("d/e/link", "a.txt")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, leads
            packed.addfile(link)
        text = tarfile.TarInfo("d/e/a.txt")
        text.size = 3
        packed.addfile(text, io.BytesIO(b"one"))

    _, gaps = read(put(tmp_path, "a.tar", out.getvalue()))

    assert [(gap.member, gap.severity) for gap in gaps] == [("first", "note"), ("d/e/link", "note")]


def test_more_links_than_can_wait_are_a_gap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_MOST", 2)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        for number in range(4):
            link = tarfile.TarInfo(f"{number}.txt")
            link.type, link.linkname = tarfile.SYMTYPE, f"{number + 1}.txt"
            packed.addfile(link)

    _, gaps = read(put(tmp_path, "a.tar", out.getvalue()))

    assert [(gap.member, gap.severity) for gap in gaps] == [("0.txt", "note"), ("1.txt", "note"), (None, "error")]


def appended(old: bytes, new: bytes) -> bytes:
    """Return the zip archive `new` with the members of `old` before them, but without their directory."""
    return old[: old.find(b"PK\1\2")] + new


@pytest.mark.parametrize("count", [1, 3])
def test_members_that_the_directory_does_not_name_are_a_gap(tmp_path: Path, count: int) -> None:
    left = zipped({f"old{n}.txt": CABLE for n in range(count)})
    got, gaps = read(put(tmp_path, "a.zip", appended(left, zipped({"new.txt": "new"}))))

    assert [record.text for record in got] == ["new"]
    assert [(gap.severity, gap.reason.partition(" that")[0]) for gap in gaps] == [("error", f"holds {count} file(s)")]


def test_what_zip_writers_put_between_members_is_no_leftover(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        plain = zipfile.ZipInfo("b.txt")
        plain.extra = struct.pack("<HH40s", 0x7075, 40, b"x" * 40)
        archive.writestr(plain, CABLE)
        with archive.open("c.txt", "w", force_zip64=True) as member:
            member.write(CABLE.encode())
        archive.writestr("d.txt", CABLE)
    stub = b"#!/bin/sh\nexec unzip $0\n" * 20

    assert texts(put(tmp_path, "a.zip", stub + out.getvalue())) == [CABLE] * 3


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_what_stands_behind_the_end_of_a_tar_is_a_gap(tmp_path: Path, mode: str) -> None:
    got, gaps = read(put(tmp_path, "a.bin", tarred({"a.txt": "one"}, mode) + tarred({"b.txt": "two"}, mode)))

    assert [record.text for record in got] == ["one"]
    assert [(gap.severity, gap.reason.partition(":")[0]) for gap in gaps] == [
        ("error", "holds more behind the end mark of the archive")
    ]


def test_a_tar_may_be_padded(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.tar", tarred({"a.txt": "one"}) + bytes(100_000))) == ["one"]


def test_hidden_members_are_left_out_and_counted_once(tmp_path: Path) -> None:
    inside = {".DS_Store": "x", "__MACOSX/._a.txt": "x", "d/.git/config": "x", "a.txt": "one", "a_b..c.txt": "two"}
    for path in (put(tmp_path, "a.zip", zipped(inside)), put(tmp_path, "a.tar", tarred(inside))):
        got, gaps = read(path)
        assert [record.text for record in got] == ["one", "two"]
        assert [(gap.severity, gap.reason[:1]) for gap in gaps] == [("note", "3")]


def test_a_tar_header_that_claims_a_huge_extension_is_a_gap(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 8 * 1024**3 - 1
    got, gaps = read(put(tmp_path, "a.tar", info.tobuf(tarfile.GNU_FORMAT) + b"\0" * 4096))
    assert got == []
    assert [gap.severity for gap in gaps] == ["error"]


def test_tar_headers_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []
    real = tarfile.TarFile.next

    def spy(self: tarfile.TarFile) -> tarfile.TarInfo | None:
        kept.append(len(self.members))  # type: ignore[attr-defined]
        return real(self)

    monkeypatch.setattr(tarfile.TarFile, "next", spy)
    texts(put(tmp_path, "a.tar", tarred({f"{n}.txt": "x" for n in range(50)})))
    assert max(kept) <= 1


def test_a_large_directory_is_read_in_slices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "BLOCK", 1000)
    monkeypatch.setattr(directory, "_LONGEST", 1000)
    inside = {f"{n}.txt": f"text {n}" for n in range(200)}
    for before in (b"", b"a program that unpacks itself"):
        assert texts(put(tmp_path, "a.zip", before + zipped(inside))) == list(inside.values())


def test_a_directory_damaged_in_a_later_slice_keeps_the_records_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "BLOCK", 1000)
    monkeypatch.setattr(directory, "_LONGEST", 1000)
    data = bytearray(zipped({f"{n}.txt": f"text {n}" for n in range(200)}))
    data[data.rindex(b"PK\1\2", 0, len(data) - 2000)] = 0
    got, gaps = read(put(tmp_path, "a.zip", bytes(data)))
    assert 100 < len(got) < 200
    assert [gap.severity for gap in gaps] == ["error"]


def test_a_directory_that_lost_entries_is_a_gap(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": "one", "b.txt": "two"}))
    at = data.rindex(b"PK\5\6")
    data[at + 8 : at + 12] = struct.pack("<2H", 3, 3)
    got, gaps = read(put(tmp_path, "a.zip", bytes(data)))
    assert [record.text for record in got] == ["one", "two"]
    assert [gap.severity for gap in gaps] == ["error"]


@pytest.mark.parametrize("make", [lambda m: tarred(m, "w:gz"), tarred, zipped])
def test_memory_does_not_grow_with_the_archive(tmp_path: Path, make: object, monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    monkeypatch.setattr(directory, "BLOCK", 1000)
    monkeypatch.setattr(directory, "_LONGEST", 1000)

    from redaction_audit.intake import Request, Unit, records, units

    def peak(count: int) -> int:
        data = make({f"{n}.txt": CABLE * 200 for n in range(count)})  # type: ignore[operator]
        request = Request((str(put(tmp_path, f"{count}.bin", data)),))
        del data
        (unit,) = (unit for unit in units(request) if isinstance(unit, Unit))
        tracemalloc.start()
        try:
            assert sum(1 for _ in records(unit, request)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1)
    assert peak(400) < 1.5 * peak(100)


def test_names_of_members_are_valid_unicode(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", encoding="latin-1", format=tarfile.GNU_FORMAT) as archive:
        info = tarfile.TarInfo("caf\xe9.txt")
        info.size = 3
        archive.addfile(info, io.BytesIO(b"one"))
    got, _ = read(put(tmp_path, "a.tar", out.getvalue()))
    assert [record.origin.member for record in got] == ["caf\\xe9.txt"]


def test_limits_stand_where_the_documentation_says() -> None:
    assert (limits.DEPTH, limits.RATIO, limits.MEMBERS) == (3, 250, 1_000_000)
