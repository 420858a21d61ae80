"""REF lists: letters, years, further serials, kinds, page turns, ids."""

import pytest

from redaction_audit.structure import posts, references
from redaction_audit.structure.page import Page


def refs_of(text, year=2005):
    found, spans = references.read(Page(text), year)
    for part in (*found, *spans):
        assert part.raw == text[part.start : part.end]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REF: A. LIMA 2055", [("A", "LIMA 2055", "05LIMA2055")]),
        ("REF: LIMA 0905", [(None, "LIMA 905", "05LIMA905")]),
        ("REF. LIMA 0905", [(None, "LIMA 905", "05LIMA905")]),
        (
            "REFS: (A) 03 Lima 12; (B) 2004 Quito 00034",
            [("A", "03 Lima 12", "03LIMA12"), ("B", "2004 Quito 34", "04QUITO34")],
        ),
        ("REF: A.) LIMA 1 \n     B.) LIMA 2 ", [("A", "LIMA 1", "05LIMA1"), ("B", "LIMA 2", "05LIMA2")]),
        ("REF: A. A) LIMA 1 B. B) 04 QUITO 2", [("A", "LIMA 1", "05LIMA1"), ("B", "04 QUITO 2", "04QUITO2")]),
        ("REF: A. REF A LIMA 1 B. REF B: QUITO 2", [("A", "LIMA 1", "05LIMA1"), ("B", "QUITO 2", "05QUITO2")]),
        ("Ref: A Lima 365, B Quito 406", [("A", "Lima 365", "05LIMA365"), ("B", "Quito 406", "05QUITO406")]),
        ("REF: A. 04 KELVIN 7", [("A", "04 KELVIN 7", "04KELVIN7")]),
        ("REF: 2004 KELVIN 7", [(None, "2004 KELVIN 7", "04KELVIN7")]),
        ("REF: ROUND 7", [(None, "ROUND 7", None)]),
        ("Ref: A - Lima 28", [("A", "Lima 28", "05LIMA28")]),
        ("REFS: (1) LIMA 11, (2) QUITO 12", [("1", "LIMA 11", "05LIMA11"), ("2", "QUITO 12", "05QUITO12")]),
        ("REF: STATE (01) 201265", [(None, "STATE (01) 201265", "01STATE201265")]),
        ("REF: (99) ROME 2196", [(None, "(99) ROME 2196", "99ROME2196")]),
        ("REF: LIMA 5049-01", [(None, "LIMA 5049-01", "01LIMA5049")]),
        ("REF: LIMA 07718 99, QUITO 12 00", [(None, "LIMA 7718 99", "99LIMA7718"), (None, "QUITO 12 00", "00QUITO12")]),
        ("REF: 2005LIMA2342", [(None, "2005LIMA2342", "05LIMA2342")]),
        ("REF: 870 Lima", [(None, "870 Lima", "05LIMA870")]),
        ("REF: LIMA O1512, O4 QUITO 12", [(None, "LIMA 1512", "05LIMA1512"), (None, "O4 QUITO 12", "04QUITO12")]),
        ("REF: LIMA 2799 AND 2764", [(None, "LIMA 2799", "05LIMA2799"), (None, "LIMA 2764", "05LIMA2764")]),
        ("REF: A) 04 Lima 692/317", [("A", "04 Lima 692", "04LIMA692"), ("A", "04 Lima 317", "04LIMA317")]),
        ("REF: SECSTATE 12 & USUN 13", [(None, "SECSTATE 12", "05STATE12"), (None, "USUN 13", "05USUNNEWYORK13")]),
        (
            "REF: A) RIO DE JAN 138; B) HK 0044 and previous",
            [("A", "RIO DE JAN 138", "05RIODEJANEIRO138"), ("B", "HK 44", "05HONGKONG44")],
        ),
        (
            "REF: LIMA 60 (WHAT THE 9TH QUAY SAID)  LIMA 330",
            [(None, "LIMA 60", "05LIMA60"), (None, "LIMA 330", "05LIMA330")],
        ),
        (
            "REF: A) LIMA 199, B) LIMA 227 LIMA 00000402 \n\n001.2 OF 003 ",
            [("A", "LIMA 199", "05LIMA199"), ("B", "LIMA 227", "05LIMA227")],
        ),
        (
            "REF: A) LIMA 1, B) RIO \n \nDE JANEIRO 1291",
            [("A", "LIMA 1", "05LIMA1"), ("B", "RIO DE JANEIRO 1291", "05RIODEJANEIRO1291")],
        ),
        ("REF: ARBONVILLE 12", [(None, "ARBONVILLE 12", "05ARBONVILLE12")]),
    ],
)  # fmt: skip
def test_cables(text, expected):
    assert [(ref.letter, ref.value, ref.id) for ref in refs_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("REF: ROE-POE EMAIL 05/11/07", "mail", "ROE-POE EMAIL 05/11/07"),
        ("REF: E-mails J. Roe-K. Poe", "mail", "E-mails J. Roe-K. Poe"),
        ("REF: ROE - OPS CENTER TELCONS 9/28 AND 29", "telcon", "ROE - OPS CENTER TELCONS 9/28 AND 29"),
        ("REF: A. 2004 HARBOR REPORT FOR PERU", "report", "2004 HARBOR REPORT FOR PERU"),
        ("REF: SECDEF R162245Z OCT 08", "other", "SECDEF R162245Z OCT 08"),
        ("REF: A. PARIS POINTS JULY 15", "other", "PARIS POINTS JULY 15"),
    ],
)
def test_other_items_have_no_id(text, kind, value):
    assert [(ref.kind, ref.value, ref.id) for ref in refs_of(text)] == [(kind, value, None)]


def test_without_a_year_there_is_no_id_unless_the_item_prints_one():
    assert [ref.id for ref in refs_of("REF: A. LIMA 12 B. 03 LIMA 13", None)] == [None, "03LIMA13"]


def test_a_blank_line_splits_the_list_and_the_part_before_it_is_located():
    text = "SUBJECT: QUAYS\n\nREF: A. LIMA 2055 \n\nB. LIMA 1929 \nC. LIMA 1794 \n\nClassified By: CDA Ada Rowe\n"
    found, spans = references.read(Page(text), 2005)
    assert [ref.raw for ref in found] == ["A. LIMA 2055", "B. LIMA 1929", "C. LIMA 1794"]
    assert [span.raw for span in spans if span.kind == "ref.gap"] == ["REF: A. LIMA 2055"]


@pytest.mark.parametrize(
    "text",
    [
        "SUBJECT: QUAYS REF: LIMA 861\n\nC O N F I D E N T I A L LIMA 000417\n",
        "REF: LIMA 861\n\n1. (U) The embassy in Quito sent 12 crates and Lima 13.\n",
        "REF: LIMA 861\nClassified By: PRT Quito 12\n",
        "REF: LIMA 861 \n \nSENSITIVE BUT UNCLASSIFIED \n",
    ],
)
def test_the_list_ends_before_the_text(text):
    assert [ref.value for ref in refs_of(text)] == ["LIMA 861"]


@pytest.mark.parametrize(
    "behind",
    [
        "\nClassified By: Ambassador Ada Roe for reasons 1.4 (b) and (d).\n",
        "\n\nClassified By: Ambassador Ada Roe for reasons 1.4 (b) and (d).\n",
        " \n \nCLASSIFIED BY: DCM ADA ROE. REASON: 1.5 (D)\n",
        "\nTAGS: PGOV, XX\nSUBJECT: QUAY 12\n",
        "\n\n1. (C) The board met.\n",
        "\n\n1. (C) Summary: The embassy in Lima sent Lima 12.\n",
        "\n\nSummary: Lima 12 was sent.\n",
        "\n(C) Summary: Lima 12 was sent.\n",
    ],
)
def test_an_empty_list_ends_where_the_next_field_begins(behind):
    assert refs_of(f"SUBJECT: QUAYS\nREF:{behind}") == ()


def test_a_list_may_begin_below_its_label():
    assert [ref.value for ref in refs_of("REF: \n\nA. LIMA 2055\nB. LIMA 1929\n")] == ["LIMA 2055", "LIMA 1929"]


def test_prose_has_no_list():
    assert refs_of("We ref: nothing here.\nPlease refer to Lima 12.\n") == ()


@pytest.mark.parametrize(
    ("printed", "post"),
    [
        ("EFTO LONDON", "LONDON"), ("AMEMBASSY HANOI", "HANOI"), ("PORT-AU-PRINCE", "PORTAUPRINCE"), ("PHNOM PEN", "PHNOMPENH"),
        ("SECTSTATE", "STATE"), ("KUALA LUMP", "KUALALUMPUR"), ("COTON0U", "COTONOU"), ("USUN NE YORK", "USUNNEWYORK"),
        ("ARBONVILLE", None), ("X", None), ("", None),
    ],
)  # fmt: skip
def test_posts(printed, post):
    assert posts.canonical(printed) == post


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("REF: LIMA 1234-36", ["LIMA 1234"]),
        ("REF: LIMA 1234 - 1236", ["LIMA 1234", "LIMA 1236"]),
        ("REF: STATE 123 (B) QUAY MEMO 12 (C) TD-314/12345-05", ["STATE 123", "QUAY MEMO 12", "TD-314/12345-05"]),
        ("REF: A) LIMA 3 B) PRT NORTH 12/3 REPORT", ["LIMA 3", "PRT NORTH 12/3 REPORT"]),
        ("REF: A. LIMA 1234, para 3", ["LIMA 1234"]),
        ("REF: A. STATE 12345 (MAY 5, 2005)", ["STATE 12345"]),
    ],
)  # fmt: skip
def test_numbers_that_are_no_further_cable(text, values):
    assert [ref.value for ref in refs_of(text)] == values
