from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit import splitting
from redaction_audit.lines import Lines
from redaction_audit.model import Gap, Origin, Record
from redaction_audit.splitting import boundaries, split

BODY = (
    "C O N F I D E N T I A L ARVENDA 000{0}\n\nSUBJECT: FERRIES {0}\n\n"
    "1. (C) Nothing moved.\n\n2. (C) Nor did we.\n\nMARLOWE\n"
)
HEAD = "05ARVENDA{0}\n2005-05-12 18:06\n2010-12-12 21:09\nCONFIDENTIAL\nEmbassy Arvenda\n\n"
RAW = "VZCZCXYZ000{0}\nRR RUEHC\nDE RUEHAV #0{0} 1321806\nZNY CCCCC ZZH\nR 121806Z MAY 05\n" + BODY + "NNNN\n"
PAGE = "      UNCLASSIFIED U.S. Department of State Case No. F-2014-00001 Doc No. C0577{0:04} Date: 08/31/2015\n"
MAIL = "RELEASE IN PART\nB6\n\nFrom: A\nSent: Monday\nTo: B\nSubject: Ferries\n\nNothing moved today.\nNor did we.\n"


def cable(number: int) -> str:
    return HEAD.format(number) + BODY.format(number)


def document(number: int, pages: int = 1) -> str:
    return "\n\n".join(PAGE.format(number) + MAIL + PAGE.format(number) for _ in range(pages))


def pieces(text: str) -> list[str]:
    edges = [0, *boundaries(text), len(text)]
    return [text[a:b] for a, b in pairwise(edges)]


@pytest.mark.parametrize("make", [cable, RAW.format, document, BODY.format, lambda n: HEAD.format(n) + RAW.format(n)])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_one_record_is_never_cut(make: object, end: str) -> None:
    assert boundaries(make(1).replace("\n", end)) == []  # type: ignore[operator]


@pytest.mark.parametrize(
    "make", [cable, RAW.format, document, lambda n: HEAD.format(n) + RAW.format(n), lambda n: document(n, 3)]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", ["", "\n\n", "=" * 40 + "\n", "\n--\nCable 2 of 3\n\n"])
def test_records_one_after_the_other_are_cut_apart(make: object, end: str, between: str) -> None:
    parts = [make(n) + between for n in (1, 2, 3)]  # type: ignore[operator]
    text = "".join(parts).replace("\n", end)
    assert [piece.split("Doc No")[0].lstrip() for piece in pieces(text)] == [
        part.replace("\n", end).split("Doc No")[0].lstrip() for part in parts
    ]


def test_kinds_mix() -> None:
    parts = [RAW.format(2), cable(1), RAW.format(6), cable(4)]
    assert pieces("".join(parts)) == parts
    parts = [cable(1), document(2), cable(3), RAW.format(4), document(5)]
    assert pieces("".join(parts)) == parts
    parts = [document(3), cable(4), document(5, 2), RAW.format(6)]
    assert pieces("".join(parts)) == parts


@pytest.mark.parametrize("quote", ["> ", "| ", "    ", ">>", "* "])
def test_quoted_heads_never_cut(quote: str) -> None:
    for other in (cable(2), RAW.format(2), PAGE.format(2).lstrip()):
        inside = "".join(quote + line for line in other.splitlines(keepends=True))
        if quote.strip() or "Doc No" not in inside:
            text = cable(1) + "Begin text:\n" + inside + "End text.\nThat was it.\nNothing else.\nReally.\nMARLOWE\n"
            assert boundaries(text) == []


@pytest.mark.parametrize(
    "near_miss",
    [
        "05ARVENDA2\n2005-05-12 18:06\nCONFIDENTIAL\n",  # one date
        "05ARVENDA2\nReceived 2005-05-12\n2010-12-12\n",  # words beside the date
        "Ref 05ARVENDA2\n2005-05-12 18:06\n2010-12-12 21:09\n",  # words beside the id
        "05ARVENDA2\n\n\n2005-05-12 18:06\n2010-12-12 21:09\n",  # apart
        "2005-05-12 18:06\n2010-12-12 21:09\n",  # no id
        "He wrote VZCZC and NNNN in one line.\n",
        "NNNNN\n",
        "See Doc No. C05770002 for the rest.\n",  # not a page heading
    ],
)
def test_what_only_resembles_a_head_does_not_cut(near_miss: str) -> None:
    assert boundaries(cable(1) + near_miss + BODY.format(2)) == []


def test_a_title_above_the_first_head_belongs_to_it() -> None:
    assert boundaries("Ferries, a collection\n\n" + cable(1)) == []
    assert len(pieces("Ferries, a collection\n\n" + cable(1) + cable(2))) == 2


@pytest.mark.parametrize("between", ["\n", "\t"])
def test_the_labels_of_a_head_belong_to_it(between: str) -> None:
    labels = between.join(("Reference ID", "Created", "Released", "Classification", "Origin")) + "\n"
    assert boundaries(labels + cable(1)) == []
    assert pieces(labels + cable(1) + labels + cable(2)) == [labels + cable(1), labels + cable(2)]


def test_a_record_without_head_before_the_first_head_is_one_of_its_own() -> None:
    assert pieces(BODY.format(7) + cable(1)) == [BODY.format(7), cable(1)]
    assert pieces(BODY.format(7) + RAW.format(1)) == [BODY.format(7), RAW.format(1)]


def test_stamps_behind_the_tail_stay_with_their_telegram() -> None:
    text = RAW.format(1) + "\nDeclassified/Released\nUS Department of State\nEO Systematic Review\n"
    assert boundaries(text) == []
    assert len(pieces(text + RAW.format(2))) == 2


def test_a_tail_parts_telegrams_without_heads() -> None:
    body = BODY.format(1) + "NNNN\n\n"
    assert pieces(body + body + BODY.format(3)) == [body, body, BODY.format(3)]


def test_sections_of_one_telegram_stay_together() -> None:
    def section(n: int, number: int) -> str:
        return (
            RAW.format(n)
            .replace("C O N F I D E N T I A L ARVENDA", f"C O N F I D E N T I A L SECTION 0{n} OF 03 ARVENDA")
            .replace(f"000{n}\n\nSUB", f"000{number}\n\nSUB")
        )

    one, other = "".join(section(n, 7) for n in (1, 2, 3)), "".join(section(n, 8) for n in (1, 2, 3))
    assert pieces(one) == [one]
    assert pieces(one + other) == [one, other]


def test_a_telegram_between_the_sections_of_another_is_its_own() -> None:
    one, other = (
        RAW.format(n)
        .replace("L ARVENDA 0001", "L SECTION 01 OF 02 ARVENDA 0001")
        .replace("L ARVENDA 0002", "L SECTION 02 OF 02 ARVENDA 0001")
        for n in (1, 2)
    )
    assert pieces(one + other) == [one + other]
    assert pieces(one + RAW.format(3) + other) == [one, RAW.format(3), other]


def test_a_tail_in_front_of_the_first_telegram_begins_nothing() -> None:
    assert boundaries("NNNN\n\n" + RAW.format(1)) == []
    assert pieces("NNNN\n\n" + RAW.format(1) + RAW.format(2)) == ["NNNN\n\n" + RAW.format(1), RAW.format(2)]


def test_a_number_whose_figures_a_scan_took_for_letters_is_the_same_number() -> None:
    misread = document(2).replace("C05770002", "CO577OOO2")
    assert pieces(document(1) + misread) == [document(1), misread]
    assert boundaries(document(2) + "\f" + misread) == []


def test_the_page_heading_takes_the_form_feed_before_it() -> None:
    first, second = document(1), document(2)
    assert pieces(first + "\f" + second) == [first + "\f", second]
    assert pieces(first + "\f" + cable(2)) == [first + "\f", cable(2)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_pages_that_bear_their_number_at_the_foot_belong_to_it(end: str) -> None:
    pages = [MAIL + "\n" + PAGE.format(number).rstrip() for number in (1, 1, 2, 3, 3)]
    text = "\n\f".join(pages).replace("\n", end)
    parts = ["\n\f".join(pages[:2]) + "\n\f", pages[2] + "\n\f", "\n\f".join(pages[3:])]
    assert pieces(text) == [part.replace("\n", end) for part in parts]
    assert boundaries("\f".join(pages[:2])) == []


def test_byte_order_marks_left_between_joined_files_do_not_hide_a_head() -> None:
    assert pieces(cable(1) + "\ufeff" + cable(2)) == [cable(1) + "\ufeff", cable(2)]
    assert pieces(RAW.format(1) + "\ufeff" + RAW.format(2))[-1] == RAW.format(2)


def test_a_number_misread_on_one_page_does_not_cut() -> None:
    wrong = document(1, 3)
    at = wrong.index("C05770001", len(wrong) // 2)
    wrong = wrong[:at] + "C05770007" + wrong[at + 9 :]
    assert boundaries(wrong) == []


def test_a_document_whose_first_heading_is_lost_is_whole() -> None:
    assert boundaries(document(1, 2)[len(PAGE.format(1)) :]) == []
    assert boundaries(RAW.format(1).replace("NNNN\n", "") + PAGE.format(1) + document(1)) == []


def test_a_telegram_on_release_pages_stays_with_its_document() -> None:
    page = PAGE.format(1) + MAIL + RAW.format(1) + MAIL + RAW.format(2) + PAGE.format(1)
    assert boundaries(page) == []


def test_each_record_says_on_which_line_of_the_file_it_begins() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = (cable(1) + "\n" + cable(2) + cable(3)).replace("\n", end)
        note = Gap("a.txt", "odd", None, "note")
        whole = Record(text, Origin("a.txt", "m"), encoding="utf-8", size=len(text), gaps=(note,))
        got = list(split(whole))
        assert "".join(r.text for r in got) == text
        table = Lines(text)
        at = 0
        for record in got:
            assert record.origin == Origin("a.txt", "m", None, table.index(at) + 1)
            at += len(record.text)
        assert sum(r.size for r in got) == len(text)
        assert [r.gaps for r in got] == [(note,), (), ()]


SCRAPS = st.sampled_from(
    [
        "\n",
        "\r",
        "\r\n",
        "\f",
        "VZCZCXYZ01",
        "NNNN",
        "05ARVENDA1",
        "2005-05-12 18:06",
        "Doc No. C05770001",
        "Case No",
        "x",
        " ",
        ">",
    ]
)


@given(st.lists(SCRAPS, max_size=60))
def test_pieces_tile_any_text_and_begin_where_lines_do(scraps: list[str]) -> None:
    text = "".join(scraps)
    starts = boundaries(text)
    assert starts == sorted(set(starts))
    assert all(0 < start < len(text) and text[start - 1] in "\r\n\f\ufeff" for start in starts)
    assert "".join(pieces(text)) == text


@given(st.lists(SCRAPS, max_size=60))
def test_hyperscan_changes_nothing(scraps: list[str]) -> None:
    pytest.importorskip("hyperscan")
    text = "".join(scraps)
    with pytest.MonkeyPatch.context() as patch:
        found = boundaries(text)
        patch.setattr(splitting, "_plain", lambda *_: False)
        assert boundaries(text) == found


def test_hyperscan_passes_over_texts_without_hints_only(monkeypatch: pytest.MonkeyPatch) -> None:
    hyperscan = pytest.importorskip("hyperscan")
    assert splitting._plain(BODY.format(1))
    for text in (cable(1), cable(1).replace("\n", "\r"), cable(1).replace("\n", "\r\n"), RAW.format(1), document(1)):
        assert not splitting._plain(text)
    monkeypatch.delitem(splitting.sys.modules, "hyperscan")
    assert not splitting._plain(BODY.format(1))
    assert hyperscan


def test_the_real_records_are_whole(shared: Path) -> None:
    cut = [
        path.name
        for path in sorted(shared.rglob("*.txt"))
        if boundaries(path.read_text(encoding="utf-8", errors="surrogateescape"))
    ]
    assert cut == []


def test_real_records_joined_are_cut_apart(shared: Path) -> None:
    seed = (shared / "seed" / "05LIMA2158.txt").read_text(encoding="utf-8")
    mails = [
        path.read_text(encoding="utf-8") for path in sorted((shared / "corpora/documents").glob("state-foia-*.txt"))
    ]
    parts = [seed, *mails, seed]
    edges = [len("".join(parts[:n])) for n in range(1, len(parts))]
    found = boundaries("".join(parts))
    assert len(set(found) & set(edges)) >= 0.95 * len(edges)
    assert len(set(found) - set(edges)) <= 0.02 * len(edges)


LIST = "Cable ID: 05ARVENDA{0}\nDate: 2005-05-12 18:06\nClassification: CONFIDENTIAL\nOrigin: Embassy Arvenda\n\n"
TABLE = (
    "| Reference ID | Created | Classification |\n|---|:---:|---|\n"
    "| 05ARVENDA{0} | 2005-05-12 18:06 | CONFIDENTIAL |\n\n"
)


@pytest.mark.parametrize("head", [LIST, TABLE])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_heads_with_labels_begin_records(head: str, end: str) -> None:
    parts = [(head.format(n) + BODY.format(n)).replace("\n", end) for n in (1, 2, 3)]
    assert pieces("".join(parts)) == parts
    assert pieces("".join([*parts, cable(4)])) == [*parts, cable(4)]


@pytest.mark.parametrize(
    "near_miss",
    [
        "Cable ID: 05ARVENDA2\nOrigin: Embassy Arvenda\n",  # no date
        "Cable ID: none\nDate: 2005-05-12\n",  # no id
        "> Cable ID: 05ARVENDA2\n> Date: 2005-05-12\n",  # quoted
        "The Cable ID: 05ARVENDA2\nDate: 2005-05-12\n",  # in a sentence
        "| Cable ID | Created |\n| 05ARVENDA2 | 2005-05-12 |\n",  # a table of many rows may have no ruled line
    ],
)
def test_what_only_resembles_a_head_with_labels_does_not_cut(near_miss: str) -> None:
    assert boundaries(LIST.format(1) + BODY.format(1) + near_miss + BODY.format(2)) == []
