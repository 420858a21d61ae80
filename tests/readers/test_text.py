import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.lines import Lines
from redaction_audit.readers import Source, decoding, text
from tests.readers.inputs import CABLE, read, texts

SOURCE = Source("a.txt", "a.txt")


def put(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.txt", "README", "05ARVENDA123", "a.unknown", "a.b.c", "UPPER.TXT"])
def test_text_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    got, gaps = read(put(tmp_path, CABLE.encode(), name))
    assert [(r.text, r.encoding, r.size, r.id, r.given_id) for r in got] == [(CABLE, "utf-8", len(CABLE), "", None)]
    assert (got[0].origin.row, got[0].origin.line, gaps) == (None, 1, [])


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_gone_before_offset_0(tmp_path: Path, bom: bytes, encoding: str) -> None:
    body = "1. (C) Café ½ █████\r\n"
    got, gaps = read(put(tmp_path, bom + body.encode(encoding)))
    assert [(r.text, r.encoding) for r in got] == [(body, encoding)]
    assert gaps == []


def test_utf_16_that_begins_with_a_nul_is_not_taken_for_utf_32(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, b"\xff\xfe" + ("\0" + CABLE + "x" * (len(CABLE) % 2)).encode("utf-16-le")))
    assert [r.text[1:].rstrip("x") for r in got] == [CABLE]
    assert [gap.severity for gap in gaps] == ["note"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_nuls(tmp_path: Path, encoding: str) -> None:
    got, gaps = read(put(tmp_path, CABLE.encode(encoding)))
    assert [(r.text, r.encoding) for r in got] == [(CABLE, encoding)]
    assert gaps == []


def test_a_file_that_is_utf_16_in_part_is_not_garbled(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, CABLE.encode("utf-16-le") * 40 + CABLE.encode() * 200))
    assert all(character.isascii() for record in got for character in record.text)
    assert gaps


def test_utf_16_of_odd_length_is_read_up_to_its_last_character(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, b"\xff\xfe" + CABLE.encode("utf-16-le") + b"x"))
    assert [r.text for r in got] == [CABLE]
    assert [gap.severity for gap in gaps] == ["note"]


def test_damaged_utf_16_is_a_gap(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, b"\xff\xfe" + "ab".encode("utf-16-le") + b"\x00\xdc" + "cd".encode("utf-16-le")))
    assert got == []
    assert [gap.severity for gap in gaps] == ["error"]


def test_bytes_that_do_not_decode_make_the_whole_file_cp1252(tmp_path: Path) -> None:
    data = "one\ntwo “quoted” café ".encode("cp1252") + b"\x81\x8d\x8f\x90\x9d and \xe2\x80\x9c\n"
    got, gaps = read(put(tmp_path, data))
    assert [r.text for r in got] == ["one\ntwo “quoted” café \x81\x8d\x8f\x90\x9d and â€œ\n"]
    assert [r.encoding for r in got] == ["cp1252"]
    assert [(gap.severity, gap.line) for gap in gaps] == [("note", 2)]
    assert len(got[0].text) == len(data)


def test_every_byte_survives_cp1252() -> None:
    every = decoding.as_cp1252(bytes(range(256)))
    assert len(set(every)) == 256
    assert "\ufffd" not in every
    assert every.encode("latin-1", "ignore")[:128] == bytes(range(128))


def test_the_users_encoding_wins(tmp_path: Path) -> None:
    path = put(tmp_path, "Łódź".encode("cp1250"))
    got, gaps = read(path, encoding="cp1250")
    assert [(r.text, r.encoding) for r in got] == [("Łódź", "cp1250")]
    assert gaps == []


def test_the_users_encoding_that_does_not_fit_is_said_so(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, "Café au lait".encode("cp1252")), encoding="ascii")
    assert [r.text for r in got] == ["Café au lait"]
    assert [gap.severity for gap in gaps] == ["note"]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \n\t\r\n", b"\0\0\0\0\0\0\0\0"])
def test_a_file_without_text_is_an_error_gap(tmp_path: Path, data: bytes) -> None:
    got, gaps = read(put(tmp_path, data))
    assert got == []
    assert [gap.severity for gap in gaps] == ["error"]
    assert gaps[0].path.endswith("a.txt")


def test_a_few_nuls_are_audited_and_noted(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, b"one\0two\0 three\n" + CABLE.encode()))
    assert got[0].text.startswith("one\0two\0 three\n")
    assert [(gap.severity, gap.reason[:7]) for gap in gaps] == [("note", "holds 2")]


def test_lone_carriage_returns_are_kept_and_noted(tmp_path: Path) -> None:
    got, gaps = read(put(tmp_path, b"one\rtwo\r\nthree\n"))
    assert [r.text for r in got] == ["one\rtwo\r\nthree\n"]
    assert [(gap.severity, gap.reason[:7]) for gap in gaps] == [("note", "holds 1")]


@pytest.mark.parametrize(
    "start", ["BZh9 is a post", "ID3 and ID4", "PK is a country", "OggS", "MZ", "II* III", "%P", "{"]
)
def test_texts_that_begin_like_something_else_are_texts(tmp_path: Path, start: str) -> None:
    for name in ("a.txt", "a", "05ARVENDA1"):
        assert texts(put(tmp_path, start.encode() + b"\n" + CABLE.encode(), name)) == [start + "\n" + CABLE]


@pytest.mark.parametrize("data", [random.Random(1).randbytes(50_000), bytes(range(256)) * 40, b"\0" * 400 + b"x" * 100])
def test_binary_is_a_gap(tmp_path: Path, data: bytes) -> None:
    got, gaps = read(put(tmp_path, b"q" + data, "thing"))
    assert got == []
    assert [(gap.severity, gap.reason[:6]) for gap in gaps] == [("error", "binary")]


def test_text_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LIMIT", 100)
    import gzip

    plain = put(tmp_path, b"x" * 101)
    packed = put(tmp_path, gzip.compress(b"x" * 101), "b.txt.gz")
    got, gaps = read(plain, packed)
    assert got == []
    assert [gap.severity for gap in gaps] == ["error", "error"]


def test_a_large_file_is_one_record(tmp_path: Path) -> None:
    body = "é" + "x" * 3_000_000
    assert texts(put(tmp_path, body.encode())) == [body]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "ascii"]
printable = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)
lines = st.lists(printable, min_size=1, max_size=6)


@given(lines=lines, ends=st.sampled_from(["\n", "\r\n", "\r"]), encoding=st.sampled_from(ENCODINGS))
def test_offsets_survive_every_encoding_and_line_end(lines: list[str], ends: str, encoding: str) -> None:
    body = ends.join(lines).lstrip("\ufeff")
    try:
        data = body.encode(encoding)
    except UnicodeEncodeError:
        body = body.encode("ascii", "ignore").decode()
        data = body.encode(encoding)
    told = encoding if encoding in ("utf-16-le", "utf-16-be", "latin-1", "cp1252") else None
    found = decoding.decode(data, SOURCE, told)
    assert found.text == body
    assert Lines(found.text).starts == Lines(body).starts


@given(data=st.binary(max_size=300))
def test_no_bytes_break_the_decoder_and_none_is_replaced(data: bytes) -> None:
    found = decoding.decode(data, SOURCE)
    assert found.text is not None or found.gaps
    if found.text is not None:
        assert "\ufffd" not in found.text or b"\xef\xbf\xbd" in data or b"\xfd\xff" in data or b"\xff\xfd" in data
        found.text.encode()
        if found.encoding == "cp1252":
            assert len(found.text) == len(data)


@given(data=st.binary(max_size=200), encoding=st.sampled_from([*ENCODINGS, "utf-7", "shift_jis", "cp037", "hz"]))
def test_no_bytes_break_a_named_encoding(data: bytes, encoding: str) -> None:
    found = decoding.decode(data, SOURCE, encoding)
    assert (found.text is None) <= bool(found.gaps)
    (found.text or "").encode()


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "pdftotext"),
        ("a.txt", b"%PDF-1.7 ...", "pdftotext"),
        ("a.docx", b"PK\3\4....", "plain text"),
        ("word", b"PK\3\4" + b"x" * 26 + b"[Content_Types].xml", "plain text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plain text"),
        ("a.eml", b"From: someone\n\nHello", "plain text"),
        ("a.msg", b"anything", "plain text"),
        ("page", b"<!DOCTYPE html><html>", "plain text"),
        ("a.html", b"<p>Hello", "plain text"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "OCR"),
        ("scan", b"II*\0....", "OCR"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "Unpack"),
        ("tool", b"\x7fELF\2\1\1", "--exclude"),
    ],
)
def test_formats_without_a_reader_say_what_to_do(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    got, gaps = read(put(tmp_path, data, name))
    assert got == []
    assert [(gap.severity, gap.path) for gap in gaps] == [("error", str(tmp_path / name))]
    assert word in (gaps[0].advice or "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_text_without_a_nul_is_not_taken_for_utf_16_although_it_would_decode(tmp_path: Path, encoding: str) -> None:
    (record,), gaps = read(put(tmp_path, CABLE.encode() + b" " * (-len(CABLE) % 4)), encoding=encoding)

    assert record.text.startswith(CABLE)
    assert [gap.severity for gap in gaps] == ["note"]


@pytest.mark.parametrize("encoding", ["cp037", "cp500", "cp1140"])
@pytest.mark.parametrize("told", [None, "utf-8"])
def test_ebcdic_is_no_text_until_its_encoding_is_named(tmp_path: Path, encoding: str, told: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(CABLE.encode(encoding))
    got, gaps = read(path, encoding=told)
    assert got == []
    assert [(gap.severity, "EBCDIC" in gap.reason, "--encoding" in (gap.advice or "")) for gap in gaps] == [
        ("error", True, True)
    ]
    assert texts(path, encoding=encoding) == [CABLE]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Паром стоит в гавани, и никто не знает, когда он уйдет.\n" * 9, "cp1251"),
        ("Паром стоит в гавани, и никто не знает, когда он уйдет.\n" * 9, "koi8-r"),
        ("Το πλοίο έμεινε στο λιμάνι.\n" * 9, "iso-8859-7"),
        ("a@b.example, c@d.example: café\n" * 9, "cp1252"),
        ("渡し船は港に留まった。\n" * 9, "shift-jis"),
    ],
)
def test_other_encodings_of_eight_bits_are_no_ebcdic(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    got, gaps = read(path)
    assert [record.encoding for record in got] == ["cp1252"]
    assert [gap.severity for gap in gaps] == ["note"]


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl", "a.zip", "a.tar.gz", "a"])
@pytest.mark.parametrize(
    ("pointer", "fetch"),
    [
        ("version https://git-lfs.github.com/spec/v1\noid sha256:00ff\nsize 7145\n", "git lfs pull"),
        ("/annex/objects/SHA256E-s7145--00ff.txt\n", "git annex get"),
        (".git/annex/objects/Xx/Yy/SHA256E-s7145--00ff.txt", "git annex get"),
    ],
)
def test_a_pointer_in_the_place_of_a_file_is_a_gap_that_says_how_to_fetch_it(
    tmp_path: Path, name: str, pointer: str, fetch: str
) -> None:
    path = tmp_path / name
    path.write_text(pointer)
    got, gaps = read(path)
    assert got == []
    assert [(gap.severity, gap.advice) for gap in gaps] == [("error", f"Fetch it with `{fetch}`.")]
