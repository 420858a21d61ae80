"""Markings under damage: levels, order lines, portion marks and stamps, and the words that look like them and are none."""

import random

import pytest

from redaction_audit import structure
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.model import Structure
from redaction_audit.structure import levels
from redaction_audit.structure.inferred import inferred
from redaction_audit.structure.likeness import nearest, shape, sure

LEVELS = ("TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", "LIMITED OFFICIAL USE", "RESTRICTED")
LOOKS = {"O": "0QC", "I": "1l|", "S": "5$", "E": "CG", "C": "GO", "T": "I", "L": "I1"}
HEAD = "C O N F I D E N T I A L ARBON 000412\n\n{}\nTAGS: PGOV, PREL\nSUBJECT: HARBOR\n\n1. (C) It met.\n\n2. (C) It rose.\n"


def read_as(found: Structure) -> list[tuple[str, str, str]]:
    return [(reading.raw, reading.value, reading.confidence) for reading in inferred(found)]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("wrong", [1, 2])
def test_a_level_is_read_whichever_of_its_letters_a_scan_took_for_another(level: str, wrong: int) -> None:
    draw = random.Random(level)
    for _ in range(40):
        signs = list(level)
        for at in draw.sample([at for at, sign in enumerate(signs) if sign in LOOKS], wrong):
            signs[at] = draw.choice(LOOKS[signs[at]])
        found = levels.likeness("".join(signs))

        assert found is not None
        assert found == (level, 1.0)


@pytest.mark.parametrize(
    ("printed", "level"),
    [
        ("SECREI", "SECRET"),
        ("SECRT", "SECRET"),
        ("C O N F I D N T I A L", "CONFIDENTIAL"),
        ("CONFIDENTTAL", "CONFIDENTIAL"),
        ("UNCLASSFIED", "UNCLASSIFIED"),
        ("TOP SECBET", "TOP SECRET"),
        ("LIMITED OFFlCIAL USF", "LIMITED OFFICIAL USE"),
    ],
)
def test_a_level_with_a_letter_lost_or_wrong_is_read(printed: str, level: str) -> None:
    found = levels.likeness(printed)

    assert found is not None
    assert found[0] == level
    assert found[1] >= 0.8


@pytest.mark.parametrize(
    "printed",
    [
        "CLASSIFIED", "SECURED", "SECRETS", "RECLASSIFIED", "DECLASSIFIED", "CONFIDENTIALLY", "CONFIDENTIALITY",
        "UNRESTRICTED", "RETRACTED", "DESTRUCTED", "UNCLES", "SECRETARY OF STATE", "CONTINENTAL", "CLASSIFIED ADS",
        "STOP SECRET", "SECTION 02 OF 03", '"SECRET', ": SECRET", "", "01234", "5" * 40, "S" * 40,
    ],
)  # fmt: skip
def test_another_word_is_no_damaged_level(printed: str) -> None:
    assert levels.likeness(printed) is None


@pytest.mark.parametrize(
    ("line", "order", "date"),
    [
        ("E.O. l2958: DEC1: 03/14/2O16", "12958", "2016-03-14"),
        ("E,0. 1295B: DCCL: 03/14/2016", "12958", "2016-03-14"),
        ("C.O. I2g58: DECL: 03/14/2016", "12958", "2016-03-14"),
        ("E.O. 1235b: DECL: OADR", "12356", None),
        ("E.O. 135Zb: DECL: 03/14/2016", "13526", "2016-03-14"),
        ("E0 12958", "12958", None),
        ("E.O. 12958", "12958", None),
        ("E.O. 1235b: DECL: XXIII", "12356", None),
    ],
)
@pytest.mark.parametrize("frame", [HEAD, "{}\n"])
def test_a_damaged_order_line_is_read(line: str, order: str, date: str | None, frame: str) -> None:
    fields = structure.read(frame.format(line)).fields

    assert fields.order is not None
    assert fields.order.value == order
    assert (fields.declassify_on.value if fields.declassify_on else None) == date


@pytest.mark.parametrize("line", ["E.O. 12953: DECL: 03/14/2016", "E.O. 13626: DECL: 03/14/2016"])
def test_a_number_in_figures_is_what_it_says(line: str) -> None:
    order = structure.read(HEAD.format(line)).fields.order

    assert order is not None
    assert order.value == order.raw


@pytest.mark.parametrize(
    "text",
    [
        "DECLASSIFIED\nE.O. 12958\nBy the archivist\n",
        "Under\nE.O. 12958\nrecords of that age are reviewed.\n",
        "E.O. 12356\nE.O. 12958\nE.O. 13526\n",
        "EO I2958 is an order, and\nso is EO l2356, Sec. 1.3\n",
    ],
)
def test_an_order_in_a_stamp_or_in_prose_is_no_order_line(text: str) -> None:
    assert structure.read(text).fields.order is None


@pytest.mark.parametrize(
    ("printed", "portion"),
    [
        ("(G)", "C"),
        ("(0)", "C"),
        ("(C1", "C"),
        ("{C)", "C"),
        ("[C>", "C"),
        ("(5)", "S"),
        ("(GOP)", None),
        ("(A)", None),
        ("C", None),
    ],
)
def test_a_damaged_portion_mark_is_read_as_one_of_the_others(printed: str, portion: str | None) -> None:
    text = telegram("1. (C) It met.", "2. (S) It voted.", f"3. {printed} It rose.", "4. (C) It left.")

    assert structure.read(text).paragraphs[2].portion == portion


@pytest.mark.parametrize("others", [(), ("2. It voted.", "3. It rose.", "4. It left.")])
def test_without_other_marked_paragraphs_a_bracketed_sign_is_no_mark(others: tuple[str, ...]) -> None:
    found = structure.read(telegram("1. (G) It met.", *others))

    assert [paragraph.portion for paragraph in found.paragraphs] == [None] * (1 + len(others))


@pytest.mark.parametrize(
    ("stamp", "kind"),
    [
        ("RELEA5E IN PART B6", "foia"),
        ("RELEASE 1N FULL", "foia"),
        ("Approued For Release 2003/05/14", "cia_crest"),
        ("Dec1assified/Released US Department of State", "systematic"),
        ("2018 RELEASE UNDFR THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS", "jfk"),
    ],
)
def test_a_damaged_stamp_tells_how_a_record_came_to_be_public(stamp: str, kind: str) -> None:
    found = structure.read(f"{stamp}\n\nThe board met in the old harbor office.\n").provenance

    assert found is not None
    assert found.name == kind


@pytest.mark.parametrize(
    "line",
    [
        "DECREASE IN PART",
        "PLEASE IN FULL",
        "RELEASE OF PARTS",
        "RELIEF IN PART",
        "Approved For Members",
        "RELEASE IN\nPART",
    ],
)
def test_other_words_are_no_damaged_stamp(line: str) -> None:
    assert structure.read(f"{line}\n\nThe board met in the old harbor office.\n").provenance is None


def test_what_was_read_through_damage_stands_beside_what_is_printed() -> None:
    text = telegram(
        "1. (C> It met.", "2. (G) It voted.", "3. (C) It rose.", "4. (C) It left.", banner="C 0 N F l D E N T I A L"
    )
    text = text.replace("E.O. 12958: DECL: 03/14/2016", "E.O. l2958: DECL: 03/14/2O16")

    assert read_as(structure.read(text)) == [
        ("C 0 N F l D E N T I A L", "CONFIDENTIAL", "high"),
        ("l2958", "12958", "high"),
        ("03/14/2O16", "2016-03-14", "medium"),
        ("(C>", "C", "high"),
        ("(G)", "C", "medium"),
    ]


def test_of_a_whole_page_nothing_is_inferred() -> None:
    assert read_as(structure.read(telegram("1. (C) It met.", "2. (S//NF) It voted.", "3. (U) It rose."))) == []


def test_shapes_fold_what_scans_take_for_one_another() -> None:
    assert shape("C0NFlDENTIAL") == shape("CONFIDENTIAL")
    assert nearest("C0NFlDENTIAL", ["SECRET", "CONFIDENTIAL"]) == ("CONFIDENTIAL", 1.0)
    assert nearest("HARBOR", ["SECRET", "CONFIDENTIAL"]) is None
    assert [sure(likeness) for likeness in (1.0, 0.95, 0.85)] == ["high", "medium", "low"]


@pytest.mark.parametrize("sign", ["S E C R E ", "E.O. l2", "RELEASE IN P", "1. (", "Approved For R", "IN PART "])
def test_a_megabyte_of_beginnings_is_read_in_one_pass(sign: str) -> None:
    structure.read(sign * (1_000_000 // len(sign)))
    structure.read(f"{sign}\n" * (1_000_000 // len(sign)))
