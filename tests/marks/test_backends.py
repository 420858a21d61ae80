"""Both backends find equal marks, whatever the text; the cache of the fast one may be missing, damaged or out of reach."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaction_audit import caches
from redaction_audit.marks import Scanner, vocabulary

pytest.importorskip("hyperscan", reason="the fast backend is not installed")

ENTRIES = vocabulary.load()
SLOW = Scanner("re", ENTRIES)


@pytest.fixture(scope="module", autouse=True)
def fast(tmp_path_factory: pytest.TempPathFactory) -> Scanner:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        made = Scanner("hyperscan", ENTRIES)
    FAST.append(made)
    return made


FAST: list[Scanner] = []
PIECES = [sample.plain()[0] for entry in ENTRIES for sample in entry.example]
OTHERS = ("", "(", "x", "\u3000", " ", "-", "9")
"""What a sign of an example is made: nothing, or what most expressions tell from their own."""
PARTS = st.one_of(
    st.sampled_from(PIECES),
    st.sampled_from(PIECES).flatmap(
        lambda piece: st.tuples(st.integers(0, len(piece)), st.integers(0, len(piece))).map(
            lambda ends: piece[min(ends) : max(ends)]
        )
    ),
    st.sampled_from(
        [
            "\n",
            "\r\n",
            "\r",
            " ",
            "  ",
            "   ",
            "\t",
            "\0",
            "\ud800",
            "é",
            "½",
            "█",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "XXXX",
            "B6",
            "1.4(D)",
            "(b)(6)",
            "not declassified",
            "redacted",
        ]
    ),
    st.text(max_size=6),
)


@given(st.lists(PARTS, max_size=9).map("".join))
def test_backends_agree_on_any_text(text: str) -> None:
    assert FAST[0].scan(text) == SLOW.scan(text)


def test_backends_agree_where_one_sign_of_an_example_is_another() -> None:
    texts = [
        piece[:at] + OTHERS[at % len(OTHERS)] + piece[at + 1 :]
        for piece in dict.fromkeys(PIECES)
        for at in range(len(piece))
    ]
    for text, one, other in zip(texts, FAST[0].scan_all(texts), SLOW.scan_all(texts), strict=True):
        assert one == other, text


@given(st.lists(PARTS, max_size=9).map("".join))
def test_spans_are_true_ordered_and_numbered(text: str) -> None:
    found = SLOW.scan(text)
    for mark in (*found.marks, *found.doubtful):
        assert text[mark.start : mark.end] == mark.raw != ""
    assert [m.start for m in found.marks] == sorted(m.start for m in found.marks)
    numbers = [m.group for m in found.marks if m.group is not None]
    assert sorted(set(numbers)) == list(range(len(found.groups)))
    assert numbers == sorted(numbers)
    assert all(m.kind == "release-stamp" for m in found.marks if m.group is None)
    for group in found.groups:
        assert group.extent is None or text[group.extent.start : group.extent.end].isspace()


def test_the_fast_backend_is_in_use(fast: Scanner) -> None:
    assert fast._fast is not None
    assert fast._fast != fast._plain


def test_backends_agree_on_the_data_with_truth(shared: Path) -> None:
    for name in ("redaction_marks.jsonl", "hard_negatives.jsonl"):
        for line in (shared / "corpora" / name).read_text(encoding="utf-8").splitlines()[::5]:
            text = json.loads(line)["text"]
            assert FAST[0].scan(text) == SLOW.scan(text)


TEXT = "He met XXXXXXXXXXXX there.           B6\n"


def test_a_stored_database_is_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Scanner("hyperscan", ENTRIES)
    (stored,) = caches.folder().glob("triggers-*.hs")
    before = stored.stat().st_mtime_ns
    assert Scanner("hyperscan", ENTRIES).scan(TEXT) == SLOW.scan(TEXT)
    assert stored.stat().st_mtime_ns == before


@pytest.mark.parametrize("content", [b"", b"x" * 100, None])
def test_a_damaged_cache_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Scanner("hyperscan", ENTRIES)
    (stored,) = caches.folder().glob("triggers-*.hs")
    whole = stored.read_bytes()
    stored.write_bytes(whole[:500] + b"\0\0" + whole[502:] if content is None else content)
    again = Scanner("hyperscan", ENTRIES)
    assert again._fast != again._plain
    assert again.scan(TEXT) == SLOW.scan(TEXT)
    assert stored.read_bytes() == whole


def test_a_cache_out_of_reach_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    made = Scanner("hyperscan", ENTRIES)
    assert made._fast != made._plain
    assert made.scan(TEXT) == SLOW.scan(TEXT)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_no_match_of_a_pattern_escapes_its_triggers(
    entry: vocabulary.Entry, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "single"))
        quick, plain = Scanner("hyperscan", (entry,)), Scanner("re", (entry,))

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(["", " ", "  ", "\n", "a ", "so.  "]), st.from_regex(entry.compiled))
    def agree(before: str, text: str) -> None:
        assert quick.scan(before + text) == plain.scan(before + text)

    agree()
