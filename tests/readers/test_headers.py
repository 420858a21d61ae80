"""Plain headers of tar archives are read as `tarfile` reads them; whatever is unusual is left to it."""

import io
import random
import tarfile
from collections.abc import Callable, Iterator

import pytest

from redaction_audit.errors import ReadError
from redaction_audit.model import Gap
from redaction_audit.readers import Member, Options, Source, headers, tar

NAMES = (
    "a.txt",
    "d/b.txt",
    "c" * 60 + "/" + "c" * 60 + ".txt",
    "caf\xe9.txt",
    "../out.txt",
    ".hidden",
    "back\\slash.txt",
)
FORMATS = (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)
Change = Callable[[tarfile.TarInfo], None]


def packed(form: int, sizes: Iterator[int], change: Change = lambda _: None, **options: object) -> bytes:
    """Return an archive with a file of every name, a folder and a link, every header changed by `change`."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form, **options) as archive:  # type: ignore[call-overload]
        for number, name in enumerate(NAMES):
            info = tarfile.TarInfo(name)
            info.size, info.mtime = next(sizes), 1_700_000_000
            change(info)
            archive.addfile(info, io.BytesIO(b"%d" % number * info.size))
        for kind in (tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE):
            info = tarfile.TarInfo("kind" + kind.decode())
            info.type, info.linkname = kind, "a.txt"
            archive.addfile(info)
    return out.getvalue()


def found(data: bytes) -> list[object]:
    """Return what an archive holds, as far as it can be read: files with their bytes, gaps, and the failure at its end."""
    seen: list[object] = []
    try:
        seen.extend(
            (item.source, contents(item)) if isinstance(item, Member) else item
            for item in tar.read(io.BytesIO(data), Source("a.tar", "a.tar"), Options())
        )
    except (ReadError, tarfile.TarError, OSError) as error:
        seen.append((type(error), str(error)))
    return seen


def contents(member: Member) -> object:
    with member.stream:
        try:
            return member.stream.read()
        except tarfile.TarError as error:
            return type(error)


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], list[object]]:
    """What `tarfile` finds without any help."""

    def look(data: bytes) -> list[object]:
        with monkeypatch.context() as patch:
            patch.setattr(headers, "read", lambda _: None)
            return found(data)

    return look


def with_times(info: tarfile.TarInfo) -> None:
    info.mtime, info.pax_headers = 1_700_000_000.25, {"atime": "1700000000.5", "ctime": "1700000000"}


def with_a_comment(info: tarfile.TarInfo) -> None:
    info.pax_headers = {"comment": "found in a drawer"}


def with_another_name(info: tarfile.TarInfo) -> None:
    info.mtime, info.pax_headers = 1_700_000_000.25, {"path": f"elsewhere/{info.name}"}


def as_numbers_of_gnu(info: tarfile.TarInfo) -> None:
    info.uid = 8**7 + 1


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("change", [lambda _: None, with_times, with_a_comment, with_another_name])
def test_archives_of_every_format_are_read_as_tarfile_reads_them(
    form: int, change: Change, slowly: Callable[[bytes], list[object]]
) -> None:
    data = packed(form, iter((0, 1, 511, 512, 513, 3_000, 70_000)), change)
    assert found(data) == slowly(data)
    assert (
        sum(isinstance(item, tuple) for item in found(data)) == 5
    )  # neither the hidden one nor the one that leads out


def test_headers_for_all_files_that_follow_are_left_to_tarfile(slowly: Callable[[bytes], list[object]]) -> None:
    data = packed(tarfile.PAX_FORMAT, iter(range(7)), pax_headers={"path": "all/alike.txt"})
    assert found(data) == slowly(data)
    assert [item[0].member for item in found(data) if isinstance(item, tuple)].count("all/alike.txt") == 5


def test_numbers_that_do_not_fit_are_left_to_tarfile(slowly: Callable[[bytes], list[object]]) -> None:
    data = packed(tarfile.GNU_FORMAT, iter(range(7)), as_numbers_of_gnu)
    assert found(data) == slowly(data)


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_answered_as_tarfile_answers_it(seed: int, slowly: Callable[[bytes], list[object]]) -> None:
    dice = random.Random(seed)
    whole = packed(
        dice.choice(FORMATS),
        iter(dice.choices((0, 1, 300, 512, 1024, 1500), k=7)),
        dice.choice((with_times, with_a_comment)),
    )
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(dice.randint(0, 3)):
            block = dice.randrange(len(data) // 512) * 512
            data[block + dice.choice((0, 5, 100, 124, 130, 135, 148, 153, 156, 257, 345, dice.randrange(512)))] = (
                dice.choice((0, 32, 48, 49, 55, 56, 120, 128, 255, dice.randrange(256)))
            )
        cut = bytes(data[: dice.choice((len(data), dice.randrange(len(data))))])
        assert found(cut) == slowly(cut)


def summed(block: bytearray) -> bytes:
    """Return a header with the checksum that it should have."""
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


@pytest.mark.parametrize("seed", range(20))
def test_odd_headers_with_a_right_checksum_are_answered_as_tarfile_answers_them(
    seed: int, slowly: Callable[[bytes], list[object]]
) -> None:
    dice = random.Random(seed)
    whole = packed(dice.choice(FORMATS), iter(dice.choices((0, 1, 300, 512, 1024, 1500), k=7)), with_times)
    blocks = [at for at in range(0, len(whole), 512) if whole[at + 257 : at + 262] == b"ustar"]
    for _ in range(25):
        data = bytearray(whole)
        for at in dice.sample(blocks, 2):
            spoilt = data[at : at + 512]
            for _ in range(dice.randint(1, 3)):
                spoilt[dice.choice((0, 99, 100, 107, 108, 124, 134, 135, 136, 147, 156, 157, 262, 263, 337, 345))] = (
                    dice.choice((0, 32, 46, 47, 48, 49, 55, 56, 120, 103, 128, 255))
                )
            data[at : at + 512] = summed(spoilt)
        assert found(bytes(data)) == slowly(bytes(data))


@pytest.mark.parametrize(
    "records",
    [
        b"28 mtime=1700000000.4140263\n",
        b"20 atime=1700000000\n20 ctime=1700000000\n",
        b"27 mtime=1700000000.4140263\n",
        b"99 mtime=1700000000.4140263\n",
        b"28 mtime=1700000000.4140263\n14 size=00001\n",
        b"28 mtime=1700000000.4140263\0",
        b"00 mtime=1700000000.4140263\n",
        b"",
    ],
)
@pytest.mark.parametrize("beyond", [b"", b"14 path=x.txt\n"])
def test_extended_headers_are_answered_as_tarfile_answers_them(
    records: bytes, beyond: bytes, slowly: Callable[[bytes], list[object]]
) -> None:
    extended = tarfile.TarInfo("extended")
    extended.type, extended.size = tarfile.XHDTYPE, len(records)
    first, plain = tarfile.TarInfo("first.txt"), tarfile.TarInfo("a.txt")
    plain.size = 3
    parts = (
        first.tobuf(),
        extended.tobuf(),
        (records + beyond).ljust(512, b"\0"),
        plain.tobuf(),
        b"abc".ljust(512, b"\0"),
    )
    data = b"".join(parts) + bytes(1024)
    assert found(data) == slowly(data)


def test_plain_headers_are_indeed_read_here() -> None:
    info = tarfile.TarInfo("d/a.txt")
    info.size = 700
    assert (
        headers.read(info.tobuf(tarfile.USTAR_FORMAT))
        == headers.read(info.tobuf(tarfile.GNU_FORMAT))
        == ("d/a.txt", 700, 512)
    )
    info.mtime = 1_700_000_000.25
    assert headers.read(info.tobuf(tarfile.PAX_FORMAT)) == ("d/a.txt", 700, 1536)
    assert headers.read(info.tobuf(tarfile.PAX_FORMAT)[:1535]) is None
    assert headers.read(b"") is None


def test_a_checksum_is_compared_with_all_bytes() -> None:
    info = tarfile.TarInfo("a.txt")
    block = bytearray(info.tobuf(tarfile.USTAR_FORMAT))
    assert headers.read(bytes(block)) is not None
    block[1] ^= 1
    assert headers.read(bytes(block)) is None


def test_gaps_name_what_is_left_out() -> None:
    seen = found(packed(tarfile.GNU_FORMAT, iter(range(7))))
    reasons = [item.reason for item in seen if isinstance(item, Gap)]
    assert reasons[0] == "its name leads out of the archive (absolute or with `..`); refused"
    assert "is a link; left out" in reasons
