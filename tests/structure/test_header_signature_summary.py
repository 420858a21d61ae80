"""Signatures at the end of telegrams, and summaries in their many label forms."""

import pytest

from redaction_audit.structure import signature, summary
from redaction_audit.structure.page import Page

_PROSE = "THE HARBOR BOARD WILL MEET AGAIN IN MAY TO TALK OF QUAYS\nAND OF CRANES, AND WILL DECIDE THEN."


def names(text):
    found, spans = signature.read(Page(text))
    assert all(span.raw == text[span.start : span.end] for span in spans)
    return list(found.names) if found else []


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("\n\nROWE\n", ["ROWE"]), ("\nROWE", ["ROWE"]), ("\n\nROWE##\n", ["ROWE"]), ("\n\nROWE ##\n", ["ROWE"]),
        ("\n\nROWE \n\nNNNN\n", ["ROWE"]),
        ("\n\nROWE\nBT\n#1234\nNNNN\n", ["ROWE"]), ("\n\nROWE\n\nCONFIDENTIAL\n", ["ROWE"]),
        ("\n\nROWE\nLIMITED OFFICIAL USE\nNNNN", ["ROWE"]),
        ("\nROWE\n\n\nSECRET\n\nSIPDIS\n", ["ROWE"]), ("\n\nROWE\n\n                 UNCLASSIFIED", ["ROWE"]),
        ("\n\nO'ROWE\n", ["O'ROWE"]),
        ("\n\nROWE-POE\n", ["ROWE-POE"]), ("\n\nROWE/POE\n", ["ROWE", "POE"]), ("\n\nROWE\nPOE\n", ["ROWE", "POE"]),
        ("\n\nROWE\n\nNOTE BY OC/T: HEADING AS RECEIVED.\n", ["ROWE"]), ("\n\nGP-3\nROWE\n", ["ROWE"]),

        ("\n                   UNCLASSIFIED\n\nPAGE 04        ARBON  00417  141200Z\n\nROWE\n\n               UNCLASSIFIED\n", ["ROWE"]),
        ("\n\nROWE\nBT #1234\n", ["ROWE"]), ("\n\nROWE UNQUOTE\n", ["ROWE"]),
        ("\n\nROWE (ACTING)\n", ["ROWE"]), ("\n\nROWE\n\nEND OF CABLE\n", ["ROWE"]), ("\n\nEND SUMMARY\n", []), ("\n\nXXXXXXXXXXXX\n", []), ("\n\nSIPDIS\n", []), ("", []), ("\n\nRowe\n", []),
        ("\nROWE.\n", ["ROWE"]), ("\nROWE.\nBT\n", ["ROWE"]), (" IT MET MR.\nROWE.\n", []), (" IT IS IN THE U.S.\nROWE.\n", []),
        ("\nROWE\nSECRET\n\nNNN\n\nMessage Attributes\n\nCapture Date: 01 JAN 1994\nDocument Number: 1979ARBON00905\n", ["ROWE"]),
        ("\n\nMcROWE\n", ["McROWE"]), ("\n\nDeROWE/POE\n", ["DeROWE", "POE"]), ("\n\nAtROWE\n", []),
    ],
)  # fmt: skip
def test_signatures(tail, expected):
    assert names(_PROSE + tail) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_PROSE + " ROWE\n\nSECRET\n\nNNN\n", ["ROWE"]),
        (_PROSE + " ROWE UNQUOTE\n\nNNNN\n", ["ROWE"]),
        (_PROSE + "\nTHE PLAN MAY NOW BE DECLASSIFIED. ROWE\nUNCLASSIFIED\nNNN\n", ["ROWE"]),
        (_PROSE + "\n\nROWE\nSTAT\nSTAT\n", ["ROWE"]),
        (_PROSE.capitalize() + " ROWE", ["ROWE"]),
        (_PROSE.capitalize() + " McROWE\n", ["McROWE"]),
        (_PROSE + " NEITHER", []),
        (_PROSE + " ROWE SAID\n\nNNNN\n", []),
        (_PROSE.capitalize() + " Rowe\n\nNNNN\n", []),
        (_PROSE + " END\n\nNNNN\n", []),
    ],
)
def test_a_name_behind_the_last_sentence_signs_unless_the_sentence_may_be_cut(text, expected):
    assert names(text) == expected


def test_the_last_words_of_a_sentence_that_breaks_off_are_no_signature():
    wide = "THE HARBOR BOARD OF ARBON WILL MEET AGAIN IN MAY TO TALK"
    assert names(f"{wide}\n{wide}\nQUAYSIDE") == []
    assert names("") == []


def test_an_email_has_no_signature():
    assert names("From: Roe, Jane\nSent: Monday, May 3, 2010\nTo: Poe\n\nSee below.\n\nROWE\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REF: A\n\nSUMMARY: The quay is built.\nEND SUMMARY\n\n1. More", "The quay is built."),
        ("1. (C) Summary: The quay is built. End Summary. \n\n2. (C) More", "The quay is built."),
        ("1. (C/NF) Summary and Comment: The quay\nis built. End summary and comment.", "The quay\nis built."),
        ("------- SUMMARY -------\n\n1. The quay is built. End Summary", "The quay is built."),
        ("SUMMARY AND INTRODUCTION\n-----------\n\n2. (C) The quay. END SUMMARY AND INTRODUCTION.", "The quay."),
        ("Summary/Comment: The quay.  End Summary/Comment.\n", "The quay."),
        ("(Begin summary) The quay. (End summary)\n", "The quay."),
        ("SUMMARY\n-------\n1. The quay.\n\n2. The crane.\n\nEND SUMMARY.\n\n3. More", "The quay.\nThe crane."),
        ("Classified By: CDA Ada Rowe\n\n1. (C) The quay is built. END\nSUMMARY.\n", "The quay is built."),
        ("1. (C) Summary: The quay is built.\n\n2. (C) The crane is not.\n", "The quay is built."),
        ("The summary of the case was long. The end.\n", None),
    ],
)
def test_summaries(text, expected):
    found, spans = summary.read(Page(text))
    assert (found.value if found else None) == expected
    assert all(span.raw == text[span.start : span.end] for span in spans)
