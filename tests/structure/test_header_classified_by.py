"""Classified-by lines: names with titles before, behind and around them, hard wraps, reasons, other uses."""

import pytest

from redaction_audit.structure import classified_by
from redaction_audit.structure.page import Page


def read(text):
    by, derived, reason, spans = classified_by.read(Page(text))
    assert all(span.raw == text[span.start : span.end] for span in spans)
    return by, derived, reason


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Classified By: Ambassador Ada W. Rowe for reasons 1.4 (b) and (d).", ["Ada W. Rowe"]),
        ("Classified By: Ada L. Rowe, Acting ASSISTANT SECRETARY, VCI. Reason: 1.4 (b) and (d).", ["Ada L. Rowe"]),
        ("CLASSIFIED BY: Rowe Ada, Ambassador; REASON: 1.4(B)", ["Rowe Ada"]),
        ("1.  (U)  CLASSIFIED BY POLOFF MAX POE, 1.5 (D).\n\n2.  (C) Text", ["MAX POE"]),
        ("1. (U) CLASSIFIED BY AMBASSADOR TO PERU MAX POE.\nREASON 1.5(D).", ["MAX POE"]),
        ("1. CONFIDENTIAL - ENTIRE TEXT. CLASSIFIED BY: ADA ROWE, AMBASSADOR. REASON: 1.5 (D).", ["ADA ROWE"]),
        ("Classified By: Classified by DCM Max Poe for reasons 1.4 (b)", ["Max Poe"]),
        (
            "Classified By: (C) CLASSIFIED BY MINISTER COUNSELOR FOR HARBOR AFFAIR \nS MAX POE; REASON 1.4 (B)",
            ["MAX POE"],
        ),
        ("Classified By: This message classified by Econ Officer \nAda Rowe for reasons 1.4 (b)", ["Ada Rowe"]),
        ("Classified By: Charge d'Affaires a.i. Ada M. Rowe, \nreason 1.4 (b)", ["Ada M. Rowe"]),
        ("Classified By: Charge, d,Affaires a. i. Max F. Poe, reason 1.4 \n(b)", ["Max F. Poe"]),
        ("Classified By: Charge de'Affairs ai. Ada Grace McRowe for reasons 1. \n4 (b)", ["Ada Grace McRowe"]),
        ("Classified By: Ambasasdor Max Poe, Reasons \n1.4 (b)", ["Max Poe"]),
        ("Classified By: AMBASSADR ADA ROWE FOR REASONS 1.4 (B)", ["ADA ROWE"]),
        ("Classified By: Abassador Max O. Poe, Jr. for reasons \n1.4 (b)", ["Max O. Poe, Jr."]),
        ("Classified By: AMBASSADOR MAX L. POE II FR REASONS 1.4 (b)", ["MAX L. POE II"]),
        ("Classified By: A/EMIN Max Poe, Reasons 1.4 (b,d).", ["Max Poe"]),
        ("Classified By: RSO - MAX S. DEPOE. REASON 1.5(D)", ["MAX S. DEPOE"]),
        ("Classified By: AMB:MPOE, Reasons 1.4 (b)", ["MPOE"]),
        ("CLASSIFIED BY DCM MPOE PER 1.5 (B) AND (D)", ["MPOE"]),
        ("Classified By: Deputy Political Counselor: Max W. Poe, for reasons \n 1.4 (b)", ["Max W. Poe"]),
        ("Classified By: Special Representative for Arbon and Lindau \nMax C. Poe \n\n1. (U) Text", ["Max C. Poe"]),
        ("Classified By: SCA/DAS for Central Asia Max Poe", ["Max Poe"]),
        ("Classified By: DCM M. Dean Poe (acting) for reasons 1.4 (b)", ["M. Dean Poe"]),
        ("Classified By: DOS CLASSIFICATION GUIDE BY ADA ROWE", ["ADA ROWE"]),
        ("Classified By: Ambassador Ada Rowe and DCM Max Poe for reasons 1.4 (b)", ["Ada Rowe", "Max Poe"]),
        ("Classified By: Pol/Econ Chief Max Poe under 1.4 b/d", ["Max Poe"]),
        ("Classified By: CDA MAX POE BASED UPON REASONS 1.5 (B)", ["MAX POE"]),
        ("Classified By: PRM/AFR Dir. Ada McRowe-reasons 1.4(b/d)", ["Ada McRowe"]),
        ("CLASSIFIED BY CONSUL GENERAL KARACHI ADA ROWE FOR REASONS 1.5 (B)", ["ADA ROWE"]),
        ("Classified By: Ambassador Max Major. Reason 1.4 (b)", ["Max Major"]),
        ("Classified By: CDA Max Poe. Please protect accordingly.", ["Max Poe"]),
        ("Classified By: Jose de la Cruz, Political Officer, Reason 1.4 (b)", ["Jose de la Cruz"]),
        ("Classified By: Labor Attaché Jürgen O'Poe for reason 1.4 (b)", ["Jürgen O'Poe"]),
        ("D. 07 STATE 17 Classified By: DCM Max Poe, Reason 1.5 (d)", ["Max Poe"]),
        ("Classified By: LIMA 222 \nLIMA 216 \n \nClassified by DCM Ada Rowe; reasons 1.4 b and d.", ["Ada Rowe"]),
        ("CLASSIFIED BY: CHARGE D'AFFAIRES ADA ROWE FOR REASONS 1.4 (B)", ["ADA ROWE"]),
        ("CLASSIFIED BY: DESK OFFICER FOR BOLIVIA ADA ANN ROWE FOR REASONS 1.4 (B)", ["ADA ANN ROWE"]),
        ("Classified By: Director for Arbon A. Edgar Poe, 1.4 (b)", ["A. Edgar Poe"]),
        ("CLASSIFIED BY: WM. POE, AMBASSADOR-AT-LARGE. REASON: 1.4 (B)", ["WM. POE"]),
        ("Classified By: DCM XXXXXXXXXXXX. Reasons 1.4 (b)", []),
        ("Classified By: Embassy Lima Office", []),
    ],
)
def test_names(text, names):
    by = read(text)[0]
    assert list(by.names) == names
    assert by.name == (names[0] if names else None)


@pytest.mark.parametrize(
    ("wrapped", "name"),
    [
        ("Classified By: Unit Chief Ada Rowe for re \nasons 1.4 (b)", "Ada Rowe"),
        ("Classified By: Unit Chief Ada Rowe f \nor reasons 1.4 b,d.", "Ada Rowe"),
        ("Classified By: Section Chief Max P \noe for reasons 1.4 (b)", "Max Poe"),
        (
            f"{'Classified By: ACTING DEPUTY CHIEF OF MISSION AND COUNSELOR ADA RO':>71} \nWE FOR REASONS 1.4 (B)",
            "ADA ROWE",
        ),
        (f"{'Classified By: Acting Director Ada':>71} \n M. Rowe for reasons 1.4 (b)", "Ada M. Rowe"),
        ("Classified By: Political Officer Jose \nde la Cruz, Reason 1.4 (b)", "Jose de la Cruz"),
        ("Classified By: Political Officer Max (Mack) \nPoe, Reason 1.4 (b)", "Max (Mack) Poe"),
        ("Classified By: Section Chief Max Pet\ners, E.O. 12958, reasons 1.4 (b)", "Max Peters"),
    ],
)
def test_hard_wraps_inside_words(wrapped, name):
    assert read(wrapped)[0].name == name


@pytest.mark.parametrize(
    ("printed", "section", "letters"),
    [
        ("1.4 (a)-(c)", "1.4", "abc"), ("1.4 (a) - (c)", "1.4", "abc"), ("1.4 (B-D)", "1.4", "bcd"),
        ("1.4 b-d and g", "1.4", "bcdg"), ("1.5 (b) through\n(d), (f)", "1.5", "bcdf"), ("1.4 (b) to (d)", "1.4", "bcd"),

        ("1.4 (b,d)", "1.4", "bd"), ("1.4 (b) and (d)", "1.4", "bd"), ("1.5.D", "1.5", "d"), ("1.5 B, D", "1.5", "bd"),
        ("1.4 B, D, AND E", "1.4", "bde"), ("1.4(G)(E)", "1.4", "eg"), ("1.4 ( \nb) and (d)", "1.4", "bd"),
        ("1.4 (B&D)", "1.4", "bd"), ("1.4(b), 1.4(d)", "1.4", "bd"), ("1.4.(b) and 1.4.(d)", "1.4", "bd"),
        ("1.4 (a) - (j)", "1.4", "abcdefghij"),
        ("1.4 (b) a \nnd (d)", "1.4", "bd"), ("1.4 (b and (d)", "1.4", "bd"), ("1.4(b/d)", "1.4", "bd"),
        ("1.4 a,b,and d", "1.4", "abd"),
        ("1. \n4 (b)", "1.4", "b"), ("1.4 (b), (d)", "1.4", "bd"), ("1.4 (b) \nand (d)", "1.4", "bd"), ("1.4 (b+d)", "1.4", "bd"), ("1.4", "1.4", ""),
        ("1.4 (b) and (k)", "1.4", "bk"), ("1.5 (B), (D) AND (X)", "1.5", "bdx"), ("1.4(i)", "1.4", "i"),
        ("1.4(B), (D), (L), (M)", "1.4", "bdlm"), ("1.4 (b/k)", "1.4", "bk"), ("1.4 b/d/j", "1.4", "bdj"),
        ("1.4 (b,\n(d) and (k)", "1.4", "bdk"), ("1.4 (b), (s)", "1.4", "bs"),
    ],
)  # fmt: skip
def test_reasons(printed, section, letters):
    reason = read(f"Classified By: PolCouns Ada Rowe. Reason: {printed} \n\n(C) Summary\n\n1. (C) Text\n")[2]
    assert (reason.section, "".join(reason.letters)) == (section, letters)
    assert reason.raw == printed


@pytest.mark.parametrize("behind", [" - A. Roe", " to a board", "-1 x", " - the board", " through Ada Roe"])
def test_a_letter_without_a_range_behind_it_stands_alone(behind):
    assert read(f"Classified By: PolCouns Ada Rowe. Reason: 1.4 (b){behind}\n\n1. (C) Text\n")[2].letters == ("b",)


def test_a_portion_mark_in_the_next_line_is_no_reason():
    assert read("Classified By: PolCouns Ada Rowe. Reason: 1.4 (b)\n(C) The quay\n")[2].letters == ("b",)
    for behind in (
        "\n(S) The quay",
        " (U) The quay",
        " (S/NF) The quay",
        " i met",
        ". I am",
        " in part",
        ". (i) First",
    ):
        assert read(f"Classified By: PolCouns Ada Rowe. Reason: 1.4 (b){behind}\n")[2].letters == ("b",), behind


def test_spans_hold_title_and_name_and_the_reason():
    text = "Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d) \n\n1. (C) Text\n"
    by, _, reason, spans = classified_by.read(Page(text))
    assert (by.raw, by.title, reason.raw) == ("PolCouns Ada Rowe", "PolCouns", "1.4 (b,d)")
    assert [(s.kind, s.raw) for s in spans] == [
        ("marking.classified_by", "PolCouns Ada Rowe"),
        ("marking.reason", "1.4 (b,d)"),
    ]


def test_a_derivative_block():
    _, derived, reason = read("CL BY: 0693999\nCL REASON: Section 1.5 C\nDECL ON: X1\nDRV FRM: ABC 1-82\n")
    assert derived.value == "ABC 1-82"
    assert (reason.section, reason.letters) == ("1.5", ("c",))
    assert read("Derived from: DSCG 05-1 B, D\n")[1].value == "DSCG 05-1 B, D"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("DERI: MULTIPLE SOURCES\n", "MULTIPLE SOURCES"),
        ("DECL/CLBY:CG PIER/DERI:NOTE 7-82/DATE:20160604//\n", "NOTE 7-82"),
        ("Derived From: https://pier.example/guide, 7\n", "https://pier.example/guide, 7"),
    ],
)
def test_the_short_label_of_a_military_message_names_the_source(text, source):
    assert read(text)[1].value == source


@pytest.mark.parametrize(
    "text",
    [
        "The report was classified by the Ministry in 1999.\n",
        "It had been\nclassified by the Ministry for good reasons.\n",
        "C O R R E C T E D  C O P Y - - CLASSIFIED BY LINE ADDED\n\n",
        "Classified by DAS, A/GIS, DoS on 01/02/2015 — Class: SECRET — Reason: 1.4(B) — Declassify on: 01/02/2030\n",
        "— Reason: 1.4(B), 1.4(D) — Declassify on: 01/02/2030\n",
        "We were derived from nothing.\n",
        "",
    ],
)
def test_nothing_is_read_from_prose_and_reviews(text):
    assert read(text) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("CL BY 0012345\nSECRET\n", "0012345"),
        ("CL BY SIGNER\nDECL OADR\n", "SIGNER"),
        ("CLASSIFIED BY: Director, Pier Staff\n12 June 1986\n", "Director, Pier Staff"),
    ],
)
def test_what_stands_below_the_line_of_a_block_is_no_part_of_it(text, raw):
    assert read(text)[0].raw == raw


def test_a_reason_below_the_number_that_classified_is_read_though_its_label_lost_a_blank():
    assert read("CL BY:(0012345)\nCLREASON: Section 1.5\nDECLON: X1\n")[2].section == "1.5"


def test_a_page_turn_inside_the_block_is_skipped():
    turn = "\n\nARBON 00000417  001.2 OF 002\n\n\n"
    page = Page(f"Classified By: Ambassador Ada Rowe,{turn}for reasons 1.4 (b) and (d).\n\n1. (C) It met.\n")
    by, _, reason, _ = classified_by.read(page)
    assert by is not None
    assert by.names == ("Ada Rowe",)
    assert reason is not None
    assert (reason.section, reason.letters) == ("1.4", ("b", "d"))
