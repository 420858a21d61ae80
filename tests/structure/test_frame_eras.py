"""Records of every era, whole: what the page says is found where it stands, and nothing else is on record."""

import pytest

from redaction_audit import structure
from redaction_audit.model import Structure

EXTRACT = """05KELVIN2158
2005-05-12 18:06
2010-12-12 21:09
CONFIDENTIAL
Embassy Kelvin

This record is a partial extract of the original cable. The full text of the original cable is not available.

C O N F I D E N T I A L SECTION 01 OF 03 KELVIN 002158·

SIPDIS·

E.O. 12958: DECL: 05/12/2015·
TAGS: PGOV, PREL·
SUBJECT: HARBOR TALKS RESUME·

REF: A. KELVIN 2055·

B. KELVIN 1929·

Classified By: PolCouns Jane Roe. Reason: 1.4 (b,d)·

1. (C) Summary: The talks resumed (Ref A). End Summary.·

2. (C/NF) Nothing has not/not changed (Refs A and B). Three points:·
1. The pier.·
2. The crane.·
3. The rope.·

C O N F I D E N T I A L SECTION 02 OF 03 KELVIN 002158·

SIPDIS·

3. (U) Comment: The pier is old.·

ROE
""".replace("·", " ")

SEVENTIES = """CONFIDENTIAL

PAGE 01        KELVIN  00905  01 OF 02  060018Z
ACTION SS-25

INFO  OCT-01  ADS-00  SSO-00  /026 W
                  ------------------102211  060031Z /64
O R 051020Z JUN 79
FM AMEMBASSY KELVIN
TO SECSTATE WASHDC IMMEDIATE 5521
INFO AMEMBASSY ORKNEY
C O N F I D E N T I A L SECTION 1 OF 2 KELVIN 0905
EXDIS
E.O. 12065: RDS-4 6/5/99 (ROE, JOHN) OR-M
TAGS: PEPR, EG, IS
SUBJ: PIER

1. C - ENTIRE TEXT.

2. THE PIER IS OLD. IT IS
CONFIDENTIAL

CONFIDENTIAL

PAGE 02        KELVIN  00905  01 OF 02  060018Z

NOT YET REPAIRED.

3. WE SHALL SEE.
ROE
"""

NINETIES = """RELEASED IN FULL

O 121806Z MAR 92
FM AMEMBASSY KELVIN
TO SECSTATE WASHDC
UNCLAS SECTION 01 OF 01 KELVIN 01234

LIMDIS
STADIS

E.O. 12356: DECL: OADR
TAGS: PGOV
SUBJECT: PIER

¶1. (LOU) THE PIER.

¶2. (U) THE CRANE.

UNCLASSIFIED U.S. Department of State Case No. M-2005-01234 Doc No. C17000027 Date: 07/31/2017
"""

MAIL = """      UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05770001 Date: 11/30/2015


                                                           RELEASE IN PART B6


From:                        Roe, Jane <roej@example.gov>
Sent:                        Tuesday, September 28, 2010 11:25 AM
To:                                                                B6
Subject:                     Pier

Fyi

From: Doe, John
Sent: Mon Sep 27 11:18:16 2010
Subject: Pier
"""

FORM = """104-10099-10001

[ 2022 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992 ]

JFK ASSASSINATION SYSTEM
IDENTIFICATION FORM                       Date: 5/28/201
AGENCY INFORMATION
AGENCY : CIA
RECORD NUMBER : 104-10099-10001
DOCUMENT INFORMATION
ORIGINATOR : CIA
FROM : CHIEF
TITLE : PIER
DATE : 01/11/76
PAGES : 2
CLASSIFICATION : SECRET
DATE OF LAST REVIEW : 10/04/93
COMMENTS :
"""

COLUMNS = """104-10099-10002)

JFK Assassination System
Identification Form

AGENCY :
RECORD NUMBER :
Agency Information
CIA
104-10099-10002

DATE:
PAGES :
DATE OF LAST REVIEW :

Document Information

CIA
06/02/1965
3
08/31/1998
"""

HISTORY = """49. Memorandum From the Pier Office to the Harbor Office [1]

Washington, December 17, 1960.

1. [COS] met with the keeper.

2. The rope was [less than 1 line not declassified].

[1] Source: Central Intelligence Agency Files, Job 1, Box 1. Secret; Noforn. Received at 1848Z.
"""


def kinds(found: Structure, kind: str) -> list[str]:
    return [span.raw for span in found.spans if span.kind == kind]


def test_a_third_party_extract() -> None:
    found = structure.read(EXTRACT)
    fields = found.fields
    assert fields.message_id is not None
    assert fields.message_id.value == "05KELVIN2158"
    assert fields.created is not None
    assert (fields.created.value, found.date, found.date_source) == ("2005-05-12T18:06", "2005-05-12", "created")
    assert fields.released is not None
    assert fields.released.raw == "2010-12-12 21:09"
    assert fields.origin is not None
    assert fields.origin.value == "Embassy Kelvin"
    assert fields.classification is not None
    assert (fields.classification.value, fields.classification.spaced) == ("CONFIDENTIAL", True)
    assert fields.sections is not None
    assert (fields.sections.seen, fields.sections.of) == ((1, 2), 3)
    assert kinds(found, "section.missing") == ["SECTION 02 OF 03"]
    assert fields.captions == ("SIPDIS",)
    assert found.provenance is not None
    assert found.provenance.name == "unofficial"
    assert [(p.number, p.portion) for p in found.paragraphs] == [(1, "C"), (2, "C/NF"), (3, "U")]
    assert EXTRACT[found.paragraphs[1].body : found.paragraphs[1].end].endswith("3. The rope.")
    assert kinds(found, "block.begin") == ["Summary:", "Comment:"]
    assert kinds(found, "block.end") == ["End Summary."]
    assert [s.value for s in found.spans if s.kind == "ref.cite"] == ["A", "A,B"]
    assert kinds(found, "telegram.emphasis") == ["not/not"]
    assert kinds(found, "header.id_in_banner") == ["KELVIN 002158"] * 2
    assert found.form == "telegram"
    assert found.other_dates == (("id", "2005"),)


def test_a_telegram_of_1979() -> None:
    found = structure.read(SEVENTIES)
    fields = found.fields
    assert fields.dtg is not None
    assert (fields.dtg.raw, fields.dtg.value) == ("051020Z JUN 79", "1979-06-05")
    assert fields.precedence is not None
    assert (fields.precedence.raw, fields.precedence.value) == ("O R", "IMMEDIATE, ROUTINE")
    assert (found.date, found.date_source) == ("1979-06-05", "dtg")
    assert fields.message_id is not None
    assert (fields.message_id.raw, fields.message_id.value) == ("KELVIN 0905", "79KELVIN905")
    assert fields.from_ is not None
    assert fields.from_.value == "AMEMBASSY KELVIN"
    assert fields.captions == ("EXDIS",)
    assert fields.sections is not None
    assert (fields.sections.seen, fields.sections.of) == ((1,), 2)
    assert found.entire_text == "C"
    assert [p.number for p in found.paragraphs] == [1, 2, 3]
    page_lines = [SEVENTIES[span.start : span.end] for span in found.page_lines]
    assert sum("PAGE 0" in line for line in page_lines) == 2
    assert page_lines.count("CONFIDENTIAL") == 3
    assert found.provenance is None


def test_a_telegram_of_1992_released_under_the_act() -> None:
    found = structure.read(NINETIES)
    fields = found.fields
    assert found.date == "1992-03-12"
    assert fields.message_id is not None
    assert fields.message_id.value == "92KELVIN1234"
    assert fields.document_id is not None
    assert fields.document_id.value == "C17000027"
    assert fields.case_number is not None
    assert fields.case_number.value == "M-2005-01234"
    assert fields.release_date is not None
    assert fields.release_date.value == "2017-07-31"
    assert fields.classification is not None
    assert (fields.classification.raw, fields.classification.value) == ("UNCLAS", "UNCLASSIFIED")
    assert fields.captions == ("LIMDIS", "STADIS")
    assert [(p.number, p.portion) for p in found.paragraphs] == [(1, "LOU"), (2, "U")]
    assert found.provenance is not None
    assert found.provenance.name == "foia"


def test_mail_released_by_state_is_dated_by_its_topmost_header() -> None:
    found = structure.read(MAIL)
    assert (found.date, found.date_source) == ("2010-09-28", "sent")
    assert found.fields.document_id is not None
    assert found.fields.document_id.value == "C05770001"
    assert found.fields.from_ is not None
    assert found.fields.from_.value == "Roe, Jane <roej@example.gov>"
    assert found.fields.classification is None
    assert found.form == "e-mail"
    assert found.provenance is not None
    assert found.provenance.name == "foia"
    assert len(found.page_lines) == 1


@pytest.mark.parametrize(("text", "iso"), [(FORM, "1976-01-11"), (COLUMNS, "1965-06-02")])
def test_identification_forms_with_values_beside_or_below_their_labels(text: str, iso: str) -> None:
    found = structure.read(text)
    assert (found.date, found.date_source) == (iso, "cover")
    assert found.fields.document_id is not None
    assert found.fields.document_id.value == text[:15]
    assert found.provenance is not None
    assert found.provenance.name == "jfk"


def test_a_document_of_the_history_series() -> None:
    found = structure.read(HISTORY)
    assert (found.date, found.date_source, found.form) == ("1960-12-17", "dateline", "frus")
    assert found.provenance is not None
    assert found.provenance.name == "frus"
    assert found.fields.classification is not None
    assert (found.fields.classification.value, found.fields.classification.controls) == ("SECRET", ("NOFORN",))


@pytest.mark.parametrize(
    ("stamp", "name", "number"),
    [
        ("Approved For Release 2005/04/22 : CIA-RDP81M00980R001700060003-5", "cia_crest", "CIA-RDP81M00980R001700060003-5"),
        ("Declassified in Part - Sanitized Copy Approved for Release 2012/11/15 : CIA-RDP90-00552R000100010001-7", "cia_crest",
         "CIA-RDP90-00552R000100010001-7"),
        ("Approved For Release 2OO5/04/22 : CIA-R?P81 M00980R001700060003-5", None, None),
        ("Approved For Release 2005/04/22 : CIA-R?P81 M00980R0O1700060003-5", "cia_crest", "CIA-RDP81M00980R001700060003-5"),
        ("Approved For Release 2005/04/22 : CIA-RDP81M00980R00", "cia_crest", None),
        ("Approved for Release: 2012/12/04 C02462959", "foia", "C02462959"),
        ("Declassified and Approved For Release @ 50-Yr 2013/11/20 : CIA-RDP81M00980R001700060003-5", "cia_crest",
         "CIA-RDP81M00980R001700060003-5"),
        ("Declassified and Approved For Release 50-Yr 2013/11/20: CIA-RDP81M00980R001700060003-5", "cia_crest",
         "CIA-RDP81M00980R001700060003-5"),
        ("No Objection to Declassification in Part 2010/12/01 : LOC-HAK-46-9-6-3", "cia_crest", "LOC-HAK-46-9-6-3"),
        ("No Objection To Declassification 2008/08/04 : NLC-16-103-4-12-3", "cia_crest", "NLC-16-103-4-12-3"),
        ("He had no objection to declassification in part.", None, None),
        ("APPROVED FOR RELEASE\nDATE: 04-Sep-2014", "foia", None),
        ('FL-2022-00062     A-00000565185     "UNCLASSIFIED"     11/15/2022     Page 1', "foia", "A-00000565185"),
        ("Approved for Release by NSA on 11-30-2015, FOIA Case # 6385", "foia", None),
        ("Approved for Release by NSA on 11-30-2015, MDR Case # 6385", "mdr", None),
        ("Declassified and approved for release by NSA on 12-11-2013 pursuant to E.O. 13526", "foia", None),
        ("Approved for release by ODNI on 05-17-2020, FOIA Case #DF-2017-00099", "foia", None),
        ("NRO APPROVED FOR RELEASE\n17 September 2011", "foia", None),
        ('FL-2022-00062     A-12345678901     "UNCLASSIFIED"     11/15/2022     Page 1', "foia", "A-12345678901"),
        ("Chief, Records & Declass Div, WHS\nDate: 28 JUN 2013  Authority: EO 13526\nDeclassify: X  Deny in Full: ", "mdr", None),
        ("MDR: 09 -M- 1234", "mdr", None),
        ("USNORTHCOM MDR 24-0019", "mdr", None),
        ("The MDR 24-0019 is a radio.", None, None),
        ("DECLASSIFIED BY: C/ABCD\nDECLASSIFIED ON: 3 May 2012", "mdr", None),
        ("Declassified by BG Ada B. Rowe\nUSNORTHCOM Chief of Staff\nDeclassified on: 24 October 2015", "mdr", None),
        ("Declassified by the board on a motion,\nit was opened on: 24 October 2015", None, None),
        ("DECLASSIFIED BY: NSICG X00X00X00\nON 05-11-2015", "foia", None),
        ("DECLASSIFIED BY 60000 uc abc/def ON 11-17-2006", "foia", None),
        ("DEPARTMENT OF STATE     IS/FPC/CDR\nREVIEWED BY A. ROWE   DATE 5/12/92\n( ) RELEASE  (X) DECLASSIFY", "foia", None),
        ("We wrote to IS/FPC/CDR and to A/CDC/MR.", None, None),
        ("This is used as an administrative\nmarker by the John Q. Rowe Presidential Library Staff.", "pra", None),
        ("NRO APPROVED FOR\nRELEASE 17 September 2011", "foia", None),
        ("C02462000\nApproved for Release: 2018/07/11", "foia", "C02462000"),
        ("REGRADED UNCLASSIFIED\nON 12 MAY 2004\nBY USAINSCOM FOI/PA\nAuth para 4-102 DOD 5200.1R", "foia", None),
        ("DECLASSIFIED\nPER E.O. 12958, AS AMENDED\n2001-0123-F 4/1/09", "foia", None),
        ("19cv1000(FBI)-1234", "foia", None),
        ("Change to ( )SECRET (X)UNCLASSIFIED\nEO 12958, 25X( ) FPC/HDR by abc Date 5/6/97", "foia", None),
        ("THIS PAGE IS DECLASSIFIED IAW EO 13526", "systematic", None),
        ("DECLASSIFIED\nNLRR F06-100/3 #1234\nBY AB NARA DATE 5/12/11", "mdr", None),
        ("DECLASSIFIED\nE.O. 12958, Sect. 3.6\nBy ABC, NARA, Date 6/12/2011", "mdr", None),
        ("DECLASSIFIED\nE.O. 11652, Sec. 3(E), 5(B), 5(D), 5(E) and II\nNLZ-76-100\nBy abc NARS, Date 5/12/78", "mdr", None),
        ("DECLASSIFIED\nAuthority MR 80-100 #1\nBy bc NLZ Date 5/6/82", "mdr", None),
        ("DECLASSIFIED\nAUTHORITY: E.O. 13526\nBY NARA, DATE 1/2/13", "mdr", None),
        ("DECLASSIFIED\nA/ISS/IPS, Department of State\nE.O. 12958, as amended\nJune 16, 2006", "mdr", None),
        ("DECLASSIFIED per Sec. 3, E.O. 12958 by the Director of Harbors", "mdr", None),
        ("DECLASSIFIED BY ABC\nDECLASSIFICATION BRANCH\nDATE 12 Oct 78", "mdr", None),
        ("Declassified by the Director of Harbors on 7/18/2025", "mdr", None),
        ("Declassified by the Director, Office of Harbors, 7/18/2025", "mdr", None),
        ("Declassified by: Director of Harbors\nDate: 2/12/2018", "mdr", None),
        ("DECLASSIFIED by order of the President", "mdr", None),
        ("DECLASSIFIED\nBy Authority of the Secretary of the Treasury\n12 May 1998", "mdr", None),
        ("CLASSIFICATION CANCELLED BY AUTHORITY OF A. ROWE, 3/12/82", "mdr", None),
        ("DECLASSIFIED BY AUTHORITY OF:\nAda Rowe, Deputy Director", "mdr", None),
        ("REGRADED UNCLASSIFIED BY ORDER\nSEC HARBOR BY TAG PER 730012", "mdr", None),
        ("DECLASSIFIED\nPA/HO Department of State\nE.O. 12958, as amended\nMay 5, 2005", "mdr", None),
        ("The papers were\nDeclassified by order of the court, which sat.", None, None),
        ("Authorized for Public Release by ODNI", "foia", None),
        ("Approved for public release; distribution is unlimited", None, None),
        ("It was\napproved for public release by A. Rowe on the motion of the board, who sat.", None, None),
        ("CIA HISTORICAL REVIEW PROGRAM\nRELEASE AS SANITIZED\n1998", "cia_crest", None),
        ("APPROVED FOR RELEASE\nCIA HISTORICAL-REVIEW PROGRAM\n22 SEPT 93", "cia_crest", None),
        ("DECLASSIFIED PER EXECUTIVE ORDER 12356, SECTION 3.3, NND 881234", "systematic", None),
        ("Declassified Under Authority of the Panel,\nE.O. 13526, sec. 5.3(b)(3)\nISCAP Review, Document 10", "mdr", None),
        ("DECLASSIFIED by order of the board, who\nmet in the hall by NARA, date unknown", None, None),
        ("Declassified papers fill the hall, and more of them\nlie in the house by NARA, Date 5/6/1999 on the door", None, None),
        ("REVIEW AUTHORITY: Ada Rowe, Senior Reviewer", "foia", None),
        ("The review authority: Ada Rowe.", None, None),
        ("ALL INFORMATION CONTAINED\nHEREIN IS UNCLASSIFIED\nDATE 04-05-2001 BY 12345/ABC", "foia", None),
        ("Declassified/Released US Department of State EO Systematic Review 20 MAR 2014", "systematic", None),
        ("DECLASSIFIED Authority NND 978500 By JR", "systematic", None),
        ("DECLASSIFIED\nAuthority NW 978500", "systematic", None),
        ("Declassified by NARA 09/02/2009", "systematic", None),
        ("ISCAP APPEAL NO. 2009-001", "mdr", None),
        ("DECLASSIFIED\nE.O. 12958, Sec. 3.6\nNLJ 98-123\nBy AB, NARA Date 5-6-99", "mdr", None),
        ("SANITIZED\nE.O. 13526, as amended, SEC. 3.5", "mdr", None),
        ("Page determined to be Unclassified\nIAW EO 13526, Section 3.5\nDate: SEP 17 2013", "mdr", None),
        ("We wrote of E.O. 13526, Section 3.5, which we had read.", None, None),
        ("DECLASSIFIED\nE.O. 12958, Sec. 1.5", None, None),
        ("DECLASSIFIED IN PART\nPER E.O. 13526\n2016-0123-M (1.24)", "mdr", None),
        ("NW 50955 DocId:32000001 Page 2", "jfk", None),
        ("WITHDRAWAL SHEET", "pra", None),
        ("Released under the John F. Kennedy Assassination Records Collection Act", "jfk", None),
        ("Released under the sun.", None, None),
    ],
)  # fmt: skip
def test_stamps_tell_how_a_record_came_to_be_public(stamp: str, name: str | None, number: str | None) -> None:
    text = f"The pier is old.\n\n{stamp}\n\nThe rope is new.\n"
    found = structure.read(text)
    assert (found.provenance.name if found.provenance else None) == name
    assert (found.fields.document_id.value if found.fields.document_id else None) == number
    if found.provenance:
        assert all(text[part.start : part.end] == part.raw for part in found.provenance.evidence)


def test_of_the_stamps_of_many_pages_a_whole_one_counts() -> None:
    footer = "UNCLASSIFIED U.S. Department of State Case No. F-2014-00411 Doc No. C06000411 Date: {}\n"
    text = footer.format("1V17/2021") + "\nThe pier is old.\n\n" + footer.format("11/17/2021")
    found = structure.read(text).fields
    assert found.release_date is not None
    assert (found.release_date.value, found.release_date.start) == ("2021-11-17", text.index("11/17/2021"))
    assert found.document_id is not None


@pytest.mark.parametrize(
    "line",
    [
        'FL-2022-00062     A-00000565185     "UNCLASSIFIED"     11/15/2022     Page 2',
        "No Objection to Declassification in Part 2010/12/01 : LOC-HAK-46-9-6-3",
        "## Page 2",
        "[Page 2]",
        "--- Page 2 ---",
        "--- PAGE 2 ---",
    ],
)
def test_what_stands_between_pages_is_no_line_of_the_text(line: str) -> None:
    text = f"The pier is old.\n\n{line}\n\nThe rope is new, as we wrote on [Page 3] of it.\n"
    assert [text[span.start : span.end] for span in structure.read(text).page_lines] == [line]


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("SECRET 031430Z APR 65 STAFF", "SECRET"),
        ("S E C R E T 031430Z APR 65 CITE ARBON 4417", "SECRET"),
        ("A-217     CONFIDENTIAL", "CONFIDENTIAL"),
        ("SECRET 031430 persons", None),
        ("A-217 and SECRET", None),
    ],
)
def test_a_level_stands_before_a_date_time_group_or_behind_the_number_of_an_airgram(
    head: str, level: str | None
) -> None:
    found = structure.read(
        f"{head}\n\nTO DIRECTOR\n\n1. The pier is old.\n\n2. The rope is new.\n"
    ).fields.classification
    assert (found.value if found else None) == level


def test_a_caption_may_name_whose_eyes_it_means() -> None:
    found = structure.read(
        "SECRET\nEYES ONLY FOR AMBASSADOR ROWE\n\nR 031430Z APR 97\nFM SECSTATE WASHDC\n\nSUBJECT: QUAYS\n"
    )
    assert found.fields.captions == ("EYES ONLY",)


@pytest.mark.parametrize(
    ("banner", "level", "controls"),
    [
        ("SECRET (NOFORN)", "SECRET", ("NOFORN",)),
        ("SECRET--NOFORN", "SECRET", ("NOFORN",)),
        ("TOP SECRET//COMINT//X1", "TOP SECRET", ("COMINT", "X1")),
        ("SECRET//NOFORN//20230409", "SECRET", ("NOFORN", "20230409")),
        ("TOP SECRET//TALENT KEYHOLE//25X1", "TOP SECRET", ("TALENT KEYHOLE", "25X1")),
        ("SECRET//MR", "SECRET", ("MR",)),
        ("SECRET/GDS", "SECRET", ("GDS",)),
        ("CONFIDENTIAL - GDS", "CONFIDENTIAL", ("GDS",)),
        ("SECRET/NODIS/XGDS", "SECRET", ("NODIS", "XGDS")),
        ("TOP SECRET/SENSITIVE (XGDS)", "TOP SECRET", ("SENSITIVE", "XGDS")),
        ("SECRET/SENSITIVE/XGDS (3)", "SECRET", ("SENSITIVE", "XGDS-3")),
        ("SECRET (XGDS)(2)", "SECRET", ("XGDS-2",)),
        ("SECRET/XGDS-1, 3", "SECRET", ("XGDS-1,3",)),
        ("SECRET/NO FOREIGN DISSEM", "SECRET", ("NO FOREIGN DISSEM",)),
        ("CONFIDENTIAL/US OFFICIALS ONLY", "CONFIDENTIAL", ("US OFFICIALS ONLY",)),
    ],
)
def test_a_classification_line_may_end_in_an_instruction(banner: str, level: str, controls: tuple[str, ...]) -> None:
    found = structure.read(f"{banner}\n\nMEMORANDUM FOR THE CHAIR\n\nThe pier is old.\n").fields.classification
    assert found is not None
    assert (found.raw, found.value, found.controls) == (banner, level, controls)


@pytest.mark.parametrize(
    ("banner", "level"),
    [
        ("TOP\nSECRET", "TOP SECRET"),
        ("  TOP  \r\n\r\n  SECRET", "TOP SECRET"),
        ("T O P\nS E C R E T", "TOP SECRET"),
        ("TOP\nSECRET//NOFORN", "TOP SECRET"),
        ("TOP\n\n\nSECRET", "SECRET"),
        ("THE TOP\nSECRET", "SECRET"),
        ("TOP\nCONFIDENTIAL", "CONFIDENTIAL"),
    ],
)
def test_the_highest_level_may_be_printed_in_two_lines(banner: str, level: str) -> None:
    found = structure.read(f"{banner}\n\nMEMORANDUM FOR THE CHAIR\n\n1. (TS) The pier is old.\n").fields.classification
    assert found is not None
    assert found.value == level
    assert not level.startswith("TOP") or found.raw == banner.strip()


@pytest.mark.parametrize(
    ("line", "level", "raw"),
    [
        ("[SECRET]", "SECRET", "SECRET"),
        ("[ S E C R E T ]", "SECRET", "S E C R E T"),
        ("- SECRET -", "SECRET", "SECRET"),
        ("-- TOP SECRET --", "TOP SECRET", "TOP SECRET"),
        ("**SECRET//NOFORN**", "SECRET", "SECRET//NOFORN"),
        ("   SECRET                 Copy 1 of 3", "SECRET", "SECRET"),
        ("Copy No. 2 of 12 Copies        SECRET", "SECRET", "SECRET"),
        ("Classification: SECRET", "SECRET", "SECRET"),
        ("OVERALL CLASSIFICATION:   CONFIDENTIAL//NOFORN", "CONFIDENTIAL", "CONFIDENTIAL//NOFORN"),
        ("(SECRET)", "SECRET", "SECRET"),
        ("( TOP SECRET )", "TOP SECRET", "TOP SECRET"),
        ("(SECRET//NOFORN)", "SECRET", "SECRET//NOFORN"),
        ("SECRET/GDS                       March 3, 1974", "SECRET", "SECRET/GDS"),
        ("CONFIDENTIAL          3 March 1974", "CONFIDENTIAL", "CONFIDENTIAL"),
        ("SECRET          the third of March", None, None),
        ("SECRET  5 Nations", None, None),
        ("(SECRET]", None, None),
        ("(SECRET", None, None),
        ("[SECRET", None, None),
        ("- SECRET", None, None),
        ("[SECRET -", None, None),
        ("** SECRET *", None, None),
        ("# SECRET", None, None),
        ("## Classification: SECRET", None, None),
        ("| SECRET |", None, None),
        ("| Classification: SECRET |", None, None),
        ("SECRET Copy", None, None),
        ("Classification: SECRET until the vote", None, None),
        ("The memo was marked [SECRET]", None, None),
        ("His classification: SECRET", None, None),
    ],
)
def test_a_level_may_stand_in_a_frame_or_behind_its_label(line: str, level: str | None, raw: str | None) -> None:
    text = f"DEPARTMENT OF STATE\n\n{line}\n\nMEMORANDUM FOR THE CHAIR\n\nThe pier is old.\n"
    found = structure.read(text).fields.classification
    assert (found.value if found else None, found.raw if found else None) == (level, raw)
    assert found is None or text[found.start : found.end] == raw


def test_a_framed_level_below_the_head_of_a_page_is_matter_of_its_text() -> None:
    lines = "\n".join(f"The pier has {count} steps." for count in range(12))
    for line in ("[SECRET]", "**SECRET**", "Classification: SECRET"):
        assert structure.read(f"{lines}\n{line}\nThe rope is new.\n").fields.classification is None
    assert structure.read("a" * 2_100 + "\n[SECRET]\n").fields.classification is None


@pytest.mark.parametrize(
    "line", ["UNCLASSIFIED\nBy authority of the board, 12 Aug 1988", "CONFIDENTIAL\nBY AUTH. A. ROWE"]
)
def test_a_level_that_somebody_set_later_is_a_stamp_and_no_classification_line(line: str) -> None:
    found = structure.read(f"{line}\n\nSECRET\n\nMEMORANDUM\n\nThe pier is old.\n").fields.classification
    assert found is not None
    assert found.value == "SECRET"


@pytest.mark.parametrize(
    ("head", "foot", "level"),
    [
        ("Secret\nNOFORN", "", "SECRET"),
        ("   Top Secret   ", "   Top Secret\n   3", "TOP SECRET"),
        ("Confidential", "Confidential\nCopy 4 of 9", "CONFIDENTIAL"),
        ("Confidential", "", None),
        ("Secret", "Confidential", None),
        ("Secret\nNeighbours", "", None),
        ("Confidential", "Confidential\n\nThe rope is new, the pier is old, and the quay is long.", None),
    ],
)
def test_a_level_in_small_letters_needs_a_control_below_it_or_itself_at_the_foot(
    head: str, foot: str, level: str | None
) -> None:
    found = structure.read(f"{head}\n\nMEMORANDUM\n\nThe pier is old.\n\n{foot}\n").fields.classification
    assert (found.value if found else None) == level
    assert found is None or found.raw == head.split("\n")[0].strip()


def test_a_bare_classification_line_comes_before_a_framed_one() -> None:
    found = structure.read("[SECRET]\n\nMEMORANDUM\n\nThe pier is old.\n\nCONFIDENTIAL\n").fields.classification
    assert found is not None
    assert found.value == "CONFIDENTIAL"


def test_an_email_may_end_in_its_classification_and_that_of_a_quoted_message_is_not_its_own() -> None:
    head = "From: Rowe, Ada\nSent: Tuesday, March 13, 2012 9:14 AM\nTo: Finch, Max\nSubject: Pier\n\n"
    body = "The pier is old.\n" * 14
    label = "\nClassification: CONFIDENTIAL\nClassified by: Ada Rowe, DCM\n"
    found = structure.read(head + body + label).fields.classification
    assert found is not None
    assert found.value == "CONFIDENTIAL"
    quoted = "\nFrom: Finch, Max\nSent: Monday, March 12, 2012 9:14 AM\nTo: Rowe, Ada\nSubject: Rope\n\nIt is new.\n"
    assert structure.read(head + body + quoted + label).fields.classification is None


def test_words_behind_a_level_are_no_instruction() -> None:
    for line in ("SECRET X1", "SECRET MR ROWE", "SECRET 20230409"):
        assert structure.read(f"The pier.\n\n{line}\n\nThe rope.\n").fields.classification is None


def test_a_stamp_never_dates_a_record() -> None:
    text = "The pier is old.\nDeclassified/Released US Department of State EO Systematic Review 20 MAR 2014\n"
    assert structure.read(text).date is None


@pytest.mark.parametrize("stamp", ["Approved For Release 2005/04/22 : CIA-RDP81M00980R001700060003-5\n\n", ""])
def test_a_two_digit_year_of_a_memorandum_lies_in_the_years_of_the_orders(stamp: str) -> None:
    for printed, year in (("75", "1975"), ("51", "1951"), ("30", "2030")):
        found = structure.read(f"{stamp}                12 MAR {printed}\nMEMORANDUM FOR: Director\n\n1. The pier.\n")
        assert (found.date, found.date_source) == (f"{year}-03-12", "dateline")


def test_loose_codes_show_foia_only_where_they_stand_apart() -> None:
    beside = structure.read("Phone :             (b)(6)\n")
    assert beside.provenance is not None
    assert beside.provenance.name == "foia"
    assert structure.read("The rule is in 5 U.S.C. 552 (b)(6) of the code.\n").provenance is None


def test_archive_attributes_behind_the_text_name_the_telegram() -> None:
    text = (
        "O R 051020Z JUN 79\nC O N F I D E N T I A L KELVIN 0905\n\n1. C - ENTIRE TEXT.\n\n2. THE PIER.\n\nMessage Attributes\n"
        "Document Number: 1979KELVIN00905\nFrom: KELVIN\nSubject: PIER\nTo: STATE\n"
    )
    found = structure.read(text)
    assert found.fields.message_id is not None
    assert (found.fields.message_id.raw, found.fields.message_id.value) == ("1979KELVIN00905", "1979KELVIN00905")
    assert (found.form, found.date, found.other_dates) == ("telegram", "1979-06-05", (("id", "1979"),))


def test_a_stamp_set_in_a_column_is_a_page_turn_and_no_banner() -> None:
    stamp = "UNCLASSIFIED\nU.S. Department of State\nCase No. F-2015-00041\nDoc No. C05730001\nDate: 05/13/2015\n"
    found = structure.read(
        f"From: Roe, Jane\nSent: Mon Sep 27 11:18:16 2010\nSubject: Pier\n\nFyi\n\n{stamp}\nIt is old.\n{stamp}"
    )
    assert found.fields.classification is None
    assert len(found.page_lines) == 10
    assert (found.date, found.fields.release_date and found.fields.release_date.value) == ("2010-09-27", "2015-05-13")


def test_a_stamp_whose_points_the_scan_lost() -> None:
    text = "UNCLASSIFIED U S Department of State Case No F-2016-07000 Doc No C17980000 Date 07 31 2017\n\nThe pier.\n"
    found = structure.read(text)
    assert found.fields.document_id is not None
    assert found.fields.document_id.value == "C17980000"
    assert found.fields.release_date is not None
    assert (found.fields.release_date.value, found.date) == ("2017-07-31", None)
    assert len(found.page_lines) == 1


def test_the_date_of_a_stamp_is_not_the_date_of_a_mail() -> None:
    found = structure.read("From: Roe, Jane\nSubject: Pier\nDate: 05/13/2015\n\nFyi\n")
    assert found.date is None


def test_the_level_of_a_later_review_is_not_the_banner() -> None:
    found = structure.read(
        "Classified by DAS, A/GIS, DoS on 08/27/2015 — Class:\n         CONFIDENTIAL\n — Reason: 1.4(D) — Declassify on: 02/19/2030\n\n"
        "From: Roe, Jane\nSent: Mon Sep 27 11:18:16 2010\nSubject: Pier\n\nFyi\n"
    )
    assert found.fields.review is not None
    assert found.fields.classification is None


def test_a_head_may_be_a_row_below_its_labels() -> None:
    text = (
        "Reference ID\tCreated\tReleased\tClassification\tOrigin\n"
        "05KELVIN2158\t2005-05-12 18:06\t2010-12-12 21:09\tCONFIDENTIAL//NOFORN\tEmbassy Kelvin\n"
    )
    fields = structure.read(text).fields
    assert fields.message_id is not None
    assert (fields.message_id.value, fields.origin and fields.origin.value) == ("05KELVIN2158", "Embassy Kelvin")
    assert fields.classification is not None
    assert fields.classification.value == "CONFIDENTIAL"


def test_unclassified_telegrams_encrypted_for_transmission() -> None:
    found = structure.read(
        "R 121806Z MAY 05\nUNCLAS E F T O SECTION 01 OF 02 PORT KELVIN 001234\n\nSIPDIS\n\n1. (U) A.\n"
    )
    assert found.fields.classification is not None
    assert found.fields.classification.controls == ("EFTO",)
    assert found.fields.message_id is not None
    assert found.fields.message_id.value == "05PORTKELVIN1234"


@pytest.mark.parametrize(
    ("line", "message", "captions", "sections"),
    [
        ("UNCLAS KELVIN 002158 SIPDIS DEPT FOR PIER/DESK", "KELVIN 2158", ("SIPDIS",), None),
        ("S E C R E T SECTION TWO OF THREE PORT-DE-KELVIN 12345 NODIS", "PORTDEKELVIN 12345", ("NODIS",), (2,)),
        ("T O P  S E C R E T KELVIN 0905", "KELVIN 905", (), None),
        ("LIMITED OFFICIAL USE FINAL SECTION OF 2 KELVIN 0905", "KELVIN 905", (), (2,)),
        ("CONFIDENTIAL//NOFORN", None, (), None),
        ("S E C R E T //NOFORN// KELVIN 002158", "KELVIN 2158", (), None),
        ("S E C R E T // NOFORN // SECTION 02 OF 03 KELVIN 002158", "KELVIN 2158", (), (2,)),
    ],
)
def test_classification_lines(
    line: str, message: str | None, captions: tuple[str, ...], sections: tuple[int, ...] | None
) -> None:
    fields = structure.read(f"{line}\n\n1. A.\n").fields
    assert fields.classification is not None
    assert (fields.message_id.value if fields.message_id else None) == message
    assert fields.captions == captions
    assert (fields.sections.seen if fields.sections else None) == sections


def test_an_empty_record_has_no_structure() -> None:
    assert structure.read("") == Structure()


@pytest.mark.parametrize("created", ["0000-06-05 14:09", "2005-13-05 14:09", "2005-02-30", "2005-00-00"])
def test_a_day_that_no_calendar_has_is_no_date_of_the_record(created: str) -> None:
    read = structure.read(f"05ARVENDA17\n{created}\n2010-99-12 21:09\nUNCLASSIFIED\nEmbassy Arvenda\n\nAll is well.\n")

    assert (read.fields.created.raw, read.fields.created.value) == (created, None)
    assert (read.fields.released.raw, read.fields.released.value) == ("2010-99-12 21:09", None)
    assert (read.date, read.date_source) == ("2005", "id")


@pytest.mark.parametrize(
    ("stamp", "case", "day"),
    [
        ("Approved for release by ODNI on 05-17-2020, FOIA Case #DF-2017-00099", "DF-2017-00099", "2020-05-17"),
        ("DECLASSIFIED BY: C/ABCD\nDECLASSIFIED ON: 3 May 2012", None, "2012-05-03"),
        ("DECLASSIFIED BY: NSICG X00X00X00\nON 05-11-2015", None, "2015-05-11"),
        ("Chief, RDD, ESD, WHS\nDate: 12JUN2012\nMDR: 12 -M- 0099", "12-M-0099", "2012-06-12"),
        ("ISCAP APPEAL NO. 2009-001, document no. 2\nDECLASSIFICATION DATE: May 21, 2015", None, "2015-05-21"),
        ("ALL INFORMATION CONTAINED\nHEREIN IS UNCLASSIFIED\nDATE 04-05-2001 BY 12345/ABC", None, "2001-04-05"),
        ("Declassified by NARA 09/02/2009", None, "2009-09-02"),
        ("DECLASSIFIED\nAuthority NND 978500\nBy AB NARA Date 9/2/2009", None, "2009-09-02"),
        ("Declassified by order of the President\nFebruary 2, 2018", None, "2018-02-02"),
        ("Authorized for public release by the Director of Harbors, 12 May 2016", None, "2016-05-12"),
        (
            "E.O. 13526, sec. 5.3(b)(3)\nISCAP Review, Document 3\nDeclassification Date: May 21, 2015",
            None,
            "2015-05-21",
        ),
    ],
)
def test_stamps_tell_the_case_and_the_day(stamp: str, case: str | None, day: str) -> None:
    fields = structure.read(f"SECRET\n\nThe pier is old.\n\n{stamp}\n\nThe rope is new.\n").fields
    assert (fields.case_number.value if fields.case_number else None) == case
    assert (fields.release_date.value if fields.release_date else None) == day


@pytest.mark.parametrize(
    ("written", "stamp", "day"),
    [
        ("June 4, 1965", "DECLASSIFIED\nNLRR F06-100/3 #1234\nBY AB NARA DATE 5/12/11", "2011-05-12"),
        ("June 4, 1965", "DECLASSIFIED\nAuthority NND 978500\nBy AB NARA Date 4/5/91", "1991-04-05"),
        ("June 4, 1965", "DECLASSIFIED\nAuthority NND 978500\nBy AB NARA Date 4/5/61", None),  # 2061 is to come
        ("June 4, 1925", "DECLASSIFIED\nAuthority NND 978500\nBy AB NARA Date 4/5/26", None),  # 1926 as well as 2026
        ("", "DECLASSIFIED\nAuthority NND 978500\nBy AB NARA Date 4/5/91", None),
    ],
)
def test_two_figures_of_a_stamp_s_year_mean_the_one_century_that_is_possible(
    written: str, stamp: str, day: str | None
) -> None:
    read = structure.read(f"SECRET\n\n{written}\n\nThe pier is old.\n\n{stamp}\n\nThe rope is new.\n")
    assert (read.fields.release_date.value if read.fields.release_date else None) == day


@pytest.mark.parametrize(
    "stamp",
    [
        "DECLASSIFIED\nBy Authority of the Secretary of the Treasury\n12 May 1998",
        "Declassified by order of the President\nFebruary 2, 2018",
        "Authorized for public release by the Director of Harbors, 12 May 2016",
        "Approved for Public Release\n12 May 2016",
        "SANITIZED\nE.O. 13526, Sec. 3.5\nBy AB, NARA\nJune 5, 2011",
    ],
)
def test_the_day_of_a_decision_at_the_top_is_no_dateline(stamp: str) -> None:
    memo = "SECRET\n\nMEMORANDUM FOR: Ada Rowe\nFROM: Bo Lind\nDATE: 14 June 1965\nSUBJECT: Piers\n\nThe pier is old.\n"
    read = structure.read(f"{stamp}\n\n{memo}")
    assert (read.date, read.date_source) == ("1965-06-14", "memo")


@pytest.mark.parametrize(
    "stamp",
    [
        "DECLASSIFIED\nAuthority NND 978500\n\n",
        "DECLASSIFIED\nAuthority NND 978500\nBy AB NARA Date 4/5/01\n",
        "DECLASSIFIED\nAuthority NND 978500\nSECRET\n",
        "DECLASSIFIED\nDEPARTMENT OF HARBORS\nARBON.\n",
    ],
)
def test_a_dateline_below_a_stamp_that_is_whole_is_one(stamp: str) -> None:
    read = structure.read(f"{stamp}June 5, 1963\n\nDear Mr. Rowe:\n\nThe pier is old.\n")
    assert (read.date, read.date_source) == ("1963-06-05", "dateline")


def test_a_level_below_the_subject_does_not_hide_the_dateline() -> None:
    read = structure.read("SUBJECT: Piers\n\nSECRET\n\nJune 5, 1963\n\nDear Mr. Rowe:\n\nThe pier is old.\n")
    assert (read.date, read.date_source) == ("1963-06-05", "dateline")


@pytest.mark.parametrize(("year", "group"), [(1970, ("GROUP-3",)), (1955, None), (1985, None)])
def test_telegrams_of_the_sixties_end_in_the_short_form_of_their_group(
    year: int, group: tuple[str, ...] | None
) -> None:
    head = f"S E C R E T ARBON 412\n\nR 141530Z MAY {year % 100}\nFM AMEMBASSY ARBON\nTO SECSTATE WASHDC 1234\n\nSUBJ: PIERS\n"
    due = structure.read(f"{head}\n1. THE PIER IS OLD.\n\nGP-3\nROWE\n").fields.declassify_on
    assert (due.codes if due else None) == group


def test_modified_handling_is_a_control_of_its_level() -> None:
    text = "CONFIDENTIAL - MODIFIED HANDLING AUTHORIZED\n\n14 May 1956\n\nThe pier is old.\n"
    level = structure.read(text).fields.classification
    assert level is not None
    assert (level.value, level.controls) == ("CONFIDENTIAL", ("MODIFIED HANDLING AUTHORIZED",))


@pytest.mark.parametrize(
    ("banner", "codes", "value"),
    [
        ("SECRET//NOFORN//X1", ("X1",), None),
        ("TOP SECRET//COMINT//X1,5", ("X1", "X5"), None),
        ("SECRET//NOFORN//MR", ("MR",), None),
        ("SECRET//20200612", (), "2020-06-12"),
        ("SECRET // NOFORN // X1", ("X1",), None),
        ("TOP SECRET//COMINT//NOFORN//XI", ("X1",), None),  # what a scan makes of it
        ("SECRET//NOFORN//25X1-HUMAN", ("25X1-HUMAN",), None),
        ("SECRET//NOFORN", None, None),
        ("TOP SECRET//25X1", None, None),  # an archive's label for the compartment it withheld
        ("SECRET//NOFORN//20201399", (), "20201399"),  # a day that no calendar has, for another rule to say
    ],
)
def test_the_instruction_at_the_end_of_a_classification_line(
    banner: str, codes: tuple[str, ...] | None, value: str | None
) -> None:
    due = structure.read(f"{banner}\n\nMinutes of the board\n\nThe pier is old.\n\n{banner}\n").fields.declassify_on
    assert (due.codes if due else None) == codes
    assert (due.value if due else None) == value


def test_the_block_of_a_page_outweighs_the_end_of_its_classification_line() -> None:
    text = "SECRET//NOFORN//{}\n\nThe pier is old.\n\nClassified By: Ada Rowe\nDeclassify On: {}\n"
    due = structure.read(text.format("MR", "20170614")).fields.declassify_on
    assert due is not None
    assert due.value == "2017-06-14"
    empty = structure.read(text.format("20170614", "")).fields.declassify_on
    assert empty is not None
    assert empty.value == "2017-06-14"


def test_a_stamp_above_the_head_does_not_hide_the_dateline() -> None:
    stamp = "DECLASSIFIED UNDER AUTHORITY OF THE PANEL,\nE.O. 13526, SECTION 5.3(b)(3)\nISCAP APPEAL NO. 2009-001\n"
    read = structure.read(f"{stamp}\nSECRET\n\nMEMORANDUM\n\n9 April 1964\n\nThe pier is old.\n")
    assert (read.date, read.date_source) == ("1964-04-09", "dateline")


def test_the_description_of_the_reading_room_names_the_day_of_the_record() -> None:
    text = (
        "PIER REPORTS\n\nDocument Number (FOIA) /ESDN (CREST): \nCIA-RDP81M00980R001700060003-5\n"
        "Release Decision: \nRIPPUB\nDocument Creation Date: \nDecember 27, 2016\nDocument Release Date: \n"
        "November 21, 2006\nCase Number: \n{}Content Type: \nMF\nBody: \nThe pier is old. The rope is new.\n"
    )
    read = structure.read(text.format("Publication Date: \nJuly 2, 1971\n"))
    assert (read.date, read.date_source) == ("1971-07-02", "cover")
    assert read.fields.document_id is not None
    assert read.fields.document_id.raw == "CIA-RDP81M00980R001700060003-5"
    assert read.provenance is not None
    assert read.provenance.name == "cia_crest"
    undated = structure.read(text.format("Publication Date: \n"))
    assert undated.date is None


def test_what_stands_behind_a_number_in_its_line_is_no_part_of_it() -> None:
    stamp = "Approved For Release 2012/01/23: CIA-RDP81M00980R00170006 0003-5 , DD/S 71-2613"
    number = structure.read(f"{stamp}\n\nThe pier is old.\n").fields.document_id
    assert number is not None
    assert (number.raw, number.value) == ("CIA-RDP81M00980R00170006 0003-5", "CIA-RDP81M00980R001700060003-5")


def test_a_day_alone_below_the_block_at_the_top_is_the_dateline() -> None:
    read = structure.read(
        "SECRET\nGROUP 1\nExcluded from automatic downgrading and\ndeclassification\n\n9 April 1966\n\nIt met.\n"
    )
    assert (read.date, read.date_source) == ("1966-04-09", "dateline")


@pytest.mark.parametrize(
    ("top", "level"),
    [
        ("# SECRET", "SECRET"),
        ("\n## TOP SECRET//NOFORN", "TOP SECRET"),
        ("# CONFIDENTIAL", "CONFIDENTIAL"),
        ("# SECRET PIERS", None),
        ("# RESTRICTED", None),
        ("# Secret", None),
        ("Board\n\n# SECRET", None),
        ("# SECRET #", None),
    ],
)
def test_a_page_may_begin_with_its_level_as_a_heading(top: str, level: str | None) -> None:
    found = structure.read(f"{top}\n\n## Memorandum for the Record\n\nThe pier is old.\n").fields.classification
    assert (found.value if found else None) == level


def test_zeros_that_a_scan_took_for_letters_are_read_in_sections_and_numbers() -> None:
    text = "C O N F I D E N T I A L SECTI0N O1 OF O2 ARBON O00417\n\nSUBJ3CT: QUAYS\nR3F: ARBON 398\n\n1. (C) It met.\n"
    fields = structure.read(text).fields

    assert fields.message_id is not None
    assert (fields.message_id.raw, fields.message_id.value) == ("ARBON O00417", "ARBON 417")
    assert (fields.sections and fields.sections.seen, fields.sections and fields.sections.of) == ((1,), 2)
    assert fields.subject is not None
    assert fields.subject.raw == "QUAYS"
    assert [ref.value for ref in fields.references] == ["ARBON 398"]


def test_labels_without_colons_end_a_subject() -> None:
    fields = structure.read(
        "CONFIDENTIAL ARBON 000417\n\nTAGS PGOV XX\nSUBJECT QUAYS, PIERS AND THE\nNEED FOR CRANES\n"
        "REF 04 ARBON 4312, STATE 12345\n\n1. (C) It met.\n"
    ).fields
    assert fields.subject is not None
    assert fields.subject.value == "QUAYS, PIERS AND THE NEED FOR CRANES"
    assert [ref.value for ref in fields.references] == ["04 ARBON 4312", "STATE 12345"]
