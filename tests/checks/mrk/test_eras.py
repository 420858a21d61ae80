"""Clean telegrams of several eras and sources, with all that surrounds them: nothing above a note is said."""

import pytest

from checks.pipeline import checks, hits, view
from redaction_audit.check import Example
from redaction_audit.findings import severity

CHECKS = tuple(check for check in checks() if check.family == "MRK")

FOIA_2008 = """\
UNCLASSIFIED U.S. Department of State Case No. F-2012-12345 Doc No. C05412345 Date: 06/13/2013

RELEASE IN PART
1.4(B),1.4(D),B1

C O N F I D E N T I A L SECTION 01 OF 02 ARBON 000412

SIPDIS

E.O. 12958: DECL: 03/14/2018
TAGS: PGOV, PREL, XX
SUBJECT: HARBOR BOARD MEETS ON NEW QUAYS AND THE FUTURE OF
THE OLD CRANE

REF: A. ARBON 388
     B. 07 STATE 12345 (NOTAL)
     C. EMAIL ROWE-SLOTE 03/10/2008

Classified By: Ambassador Ada Rowe for reasons 1.4 (b) and
(d).

1. (C) SUMMARY: The board met and voted (Refs A and B). END SUMMARY.

2.                                                              1.4(B)
                                                                1.4(D)
                                                                B1

------------
The Old Crane (U)
------------

3. (SBU) The crane is old, see ref C.  It will be sold to
the highest bidder.

UNCLASSIFIED U.S. Department of State Case No. F-2012-12345 Doc No. C05412345 Date: 06/13/2013

C O N F I D E N T I A L SECTION 02 OF 02 ARBON 000412

SIPDIS

E.O. 12958: DECL: 03/14/2018
TAGS: PGOV, PREL, XX
SUBJECT: HARBOR BOARD MEETS ON NEW QUAYS AND THE FUTURE OF
THE OLD CRANE

4. (C)                                                          1.4(D)
                                                                B1
5. (U) The minister has cleared this cable.
ROWE

UNCLASSIFIED U.S. Department of State Case No. F-2012-12345 Doc No. C05412345 Date: 06/13/2013
"""

SYSTEMATIC_1979 = """\
CONFIDENTIAL

PAGE 01        ARBON  00412  01 OF 02  141520Z
ACTION EUR-12
INFO  OCT-01  ADS-00  /026 W
------------------052130 141530Z /43
O R 141520Z MAR 79
FM AMEMBASSY ARBON
TO SECSTATE WASHDC IMMEDIATE 4418
INFO AMEMBASSY BELMAR

C O N F I D E N T I A L SECTION 01 OF 02 ARBON 0412

E.O. 12065: GDS 3/14/85 (ROWE, ADA) OR-M
TAGS: PEPR, XX
SUBJ: (U) HARBOR BOARD

REF: (A) ARBON 388, (B) STATE 61208

1. (C - ENTIRE TEXT).

2. THE BOARD MET (REF A).
CONFIDENTIAL
CONFIDENTIAL

PAGE 02        ARBON  00412  01 OF 02  141520Z

3. IT VOTED ON:
(A) THE QUAY
(B) THE CRANE
(C) THE SHED

C O N F I D E N T I A L SECTION 02 OF 02 ARBON 0412

4. IN REF B I SAID SO.
ROWE

CONFIDENTIAL

NNNN
Declassified/Released US Department of State EO Systematic Review 20 MAR 2014
"""

BLOCK_INSIDE_1996 = """\
O 141520Z MAR 96
FM AMEMBASSY ARBON
TO SECSTATE WASHDC IMMEDIATE 4418

C O N F I D E N T I A L ARBON 000412

E.O. 12958: DECL: 3/14/06
TAGS: PGOV, XX
SUBJECT: HARBOR BOARD

REF: ARBON 388

1. (U) CLASSIFIED BY DCM ADA ROWE, REASON 1.5 (D).

2. (C) SUMMARY: THE BOARD MET. SEE REFTEL. END SUMMARY.

3. (C) IT ROSE.

ROWE##
"""

OUTGOING_2008 = """\
VZCZCXRO1234
OO RUEHAB
DE RUEHC #2345/01 0741520
ZNY CCCCC ZZH
O 141520Z MAR 08
FM SECSTATE WASHDC
TO RUEHAB/AMEMBASSY ARBON IMMEDIATE 4418
INFO RUEHBE/AMEMBASSY BELMAR 12
C O N F I D E N T I A L SECTION 01 OF 01 STATE 012345

NOFORN
SIPDIS

C O R R E C T E D  C O P Y (ADDED CAPTION)

E.O. 12958: DECL: 03/14/2018
TAGS: PREL, XX
SUBJECT: DEMARCHE ON THE QUAY

Classified By: EUR Acting A/S Ada Rowe, reasons 1.4 (b) and (d)

1. (U) This is an action request. Please see paragraph 3.

2. (C/NF) The board met.

3. (C//NOFORN) Please tell the harbor master.

BEGIN TEXT OF NON-PAPER:

-- The quay is new.
-- The crane is old.

1. The parties agree to sell it.

2. The price is set.

END TEXT.

4. (U) Minimize considered.
SLOTE

BT
#2345
NNNN
"""

THIRD_PARTY_2008 = """\
08ARBON412
2008-03-14 15:20
2011-08-30 01:44
SECRET//NOFORN
Embassy Arbon

VZCZCXYZ0000
RR RUEHWEB

DE RUEHAB #0412/01 0741520
ZNY SSSSS ZZH
R 141520Z MAR 08
FM AMEMBASSY ARBON
TO RUEHC/SECSTATE WASHDC 4418
S E C R E T ARBON 000412

NOFORN
SIPDIS

E.O. 12958: DECL: 03/14/2018
TAGS: PREL, XX
SUBJECT: (S/NF) THE QUAY: RED. A 

REF: A. A) STATE 1 B. B) ARBON 388

Classified By: Ambassador Ada Rowe for reasons 1.4 (b,d)

1. (S/NF) Summary. The board met (ref A). End summary.

2. (S) It voted (reftel B).

3. (C) Comment: It rose.
ROWE
"""

LIMITED_1976 = """\
R 141520Z MAR 76
FM AMEMBASSY ARBON
TO SECSTATE WASHDC 4418

LIMITED OFFICIAL USE ARBON 0412

E.O. 11652: N/A
TAGS: PEPR, XX
SUBJECT: HARBOR BOARD

1. THE BOARD MET.

2. IT ROSE.
ROWE
"""

UNCLASSIFIED_2006 = """\
UNCLASSIFIED

R 141520Z MAR 06
FM AMEMBASSY ARBON
TO SECSTATE WASHDC 4418

UNCLAS SECTION 01 OF 01 ARBON 000412

SENSITIVE
SIPDIS

E.O. 12958: N/A
TAGS: PEPR, XX
SUBJECT: HARBOR BOARD

1. (SBU) THE BOARD MET.

2. (U) IT ROSE.

ROWE
"""

ALL = (FOIA_2008, SYSTEMATIC_1979, BLOCK_INSIDE_1996, OUTGOING_2008, THIRD_PARTY_2008, LIMITED_1976, UNCLASSIFIED_2006)


def said(text: str, provenance: str | None) -> set[tuple[str, str]]:
    seen = view(text, Example("", provenance=provenance))
    return {(check.name, severity(check, hit, seen.provenance)) for check in CHECKS for hit in hits(check, seen)}


@pytest.mark.parametrize("provenance", [None, "foia", "systematic", "mdr"])
@pytest.mark.parametrize("text", ALL)
def test_a_clean_telegram_is_quiet(text: str, provenance: str | None) -> None:
    assert said(text, provenance) <= {("subject-unmarked", "note")}


@pytest.mark.parametrize(
    ("text", "old", "new", "name"),
    [
        (FOIA_2008, "4. (C)  ", "4. (S)  ", "portion-above-banner"),
        (FOIA_2008, "(Refs A and B)", "(Refs A and E)", "reference-unresolved"),
        (FOIA_2008, "3. (SBU) The", "3. The", "portion-mark-missing"),
        (FOIA_2008, "DECL: 03/14/2018", "N/A", "order-line-mismatch"),
        (FOIA_2008, " for reasons 1.4 (b) and\n(d).", ".", "classified-by-missing"),
        (SYSTEMATIC_1979, "1. (C - ENTIRE TEXT).\n\n", "", "portion-mark-missing"),
        (BLOCK_INSIDE_1996, "CLASSIFIED BY DCM ADA ROWE, REASON 1.5 (D)", "THE BOARD IS OLD", "classified-by-missing"),
        (OUTGOING_2008, "C O N F I D E N T I A L", "C O N F I D E N I A L", "misspelt-banner"),
        (OUTGOING_2008, "STATE 012345\n", "STATE 012345\n\nDocument Number: 2008STATE012354\n", "id-mismatch"),
        (THIRD_PARTY_2008, "S E C R E T ARBON 000412", "S E C R E T ARBON 000421", "id-mismatch"),
        (UNCLASSIFIED_2006, "E.O. 12958: N/A", "E.O. 12958: DECL: 03/14/2016", "order-line-mismatch"),
    ],
)
def test_one_planted_defect_is_named(text: str, old: str, new: str, name: str) -> None:
    assert old in text

    loud = {found for found, weight in said(text.replace(old, new), "foia") if weight != "note"}

    assert loud == {name}
