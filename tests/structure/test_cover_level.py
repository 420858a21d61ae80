"""The level on an identification form of the JFK collection, also where a scan tore labels and values apart."""

import pytest

from redaction_audit.structure import cover
from redaction_audit.structure.page import Page

LABELS = (
    "RECORD NUMBER :\n\nRECORD SERIES :\n\nSUBJECTS :\n\nDOCUMENT TYPE :\nCLASSIFICATION :\nRESTRICTIONS :\n"
    "CURRENT STATUS :\nDATE OF LAST REVIEW :\n\nCOMMENTS :\n\nAgency Information\n\nFBI\n999-10290-10105\n\n"
    "Document Information\n\nFBI\n06/02/1965\n3\n\nQUAYS, HARBORS\n\n"
)


def level(text):
    form = cover.read(Page(text))
    if form is None or form.level is None:
        return None
    assert text[form.level.start : form.level.end] == form.level.raw
    return form.level.value


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ("PAPER, TEXTUAL DOCUMENT\nSecret\n1A\n\nRedact\n\n08/31/1998\n\nHW 1 Docld:999 Page 1\n", "SECRET"),
        ("PAPER, TEXTUAL DOCUMENT.\n\nTop Secret\n11/28/1997\n", "TOP SECRET"),
        ("NOTES\nUnclassified\n1A; 4\n\nRedact\n06/13/1997\n", "UNCLASSIFIED"),
        ("NOTES\r\nCONFIDENTIAL\r\nRELEASED WITH DELETIONS\r\n06/13/97\r\n", "CONFIDENTIAL"),
    ],
)
def test_a_level_in_the_column_of_values(values, found):
    assert level(LABELS + values) == found


@pytest.mark.parametrize(
    "text",
    [
        LABELS + "NOTES\nSecret\nThe board met.\n",
        LABELS + "PAPER, TEXTUAL DOCUMENT\nSecret meetings were held.\n1A\nRedact\n06/13/1997\n",
        LABELS
        + "PAPER, TEXTUAL DOCUMENT\n1A\nRedact\n06/13/1997\n\nDocId:999 Page 1\n\nSECRET\n1A\nRedact\n06/13/1997\n",
        LABELS + "PAPER, TEXTUAL DOCUMENT\nSecret\n1A\nRedact\n06/13/1997\n\nUnclassified\n",
        LABELS.replace("CLASSIFICATION :", "CLASSIFICATION : T") + "PAPER, TEXTUAL DOCUMENT\nSecret\n1A\n",
        LABELS.replace("CLASSIFICATION :\n", "") + "PAPER, TEXTUAL DOCUMENT\nSecret\n1A\n",
        "The classification of the record was kept.\n\nPAPER, TEXTUAL DOCUMENT\nSecret\n1A\nRedact\n06/13/1997\n",
    ],
)
def test_a_level_that_the_form_does_not_make_certain(text):
    assert level(text) is None


def test_a_level_behind_its_label():
    assert level("RECORD NUMBER : 999-10290-10105\n\nDOCUMENT INFORMATION\n\nCLASSIFICATION = SECRET\n") == "SECRET"


@pytest.mark.parametrize(
    ("printed", "date"), [("00/00/1965", "1965"), ("00/00/65", None), ("00/00/0000", None), ("06/00/1965", "1965-06")]
)
def test_what_a_form_does_not_know_of_its_date_is_printed_as_zeros(printed, date):
    form = cover.read(Page(LABELS.replace("06/02/1965", printed)))

    assert (form.date.value if form.date else None) == date
