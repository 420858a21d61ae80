"""The batch of the pictures: a few invented cables with what their rules would say, so that no picture follows a rule."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from redaction_audit.model import Audited, Citation, Finding, Origin, Severity
from redaction_audit.tui.knowledge import Knowledge
from tests.review import desk as desks
from tests.review.desk import Desk

_HEAD = """{id}
{date} 09:40
2019-02-11 00:00
CONFIDENTIAL
Consulate Quarrell

C O N F I D E N T I A L QUARRELL {number}

E.O. 12958: DECL: {decl}
TAGS: EFIS, PGOV
SUBJECT: {subject}

Classified By: Consul Ilse Vandaal. Reason: 1.4 (b,d)

"""
_DUES = """1. (C) Summary: The harbor board will raise the pilots' dues in
May. The pilots say they were not asked, and mean to stay ashore.

2. (C) Board member XXXXXXXXXXXX told us that the figures had been
agreed upon before the hearing. The clerk who wrote the minutes,
reached at 219-09-9999, would not say by whom.

4. (C) The ferrymen, who share the quay, have hired a lawyer (reftel.
They expect the court to hear both sides before the ice goes.

5. (U) The dues were last raised ten years ago.
"""
_LAMPS = """1. (C) The lamps on the north mole have been dark since the storm.

2. (S) The keeper asked XXXXXXXXXXXX for oil and was refused.
"""
_PILOTS = """1. (C) Two pilots left for Arbon in a boat that was not theirs.

2. (C) The boat came back by itself.
"""


def _page(id_: str, date: str, decl: str, subject: str, body: str) -> str:
    return _HEAD.format(id=id_, date=date, decl=decl, subject=subject, number=id_[-3:]) + body


DUES = _page("07QUARRELL214", "2007-03-19", "03/19/2017", "PILOTS' DUES TO RISE", _DUES)
TEXTS: Mapping[str, str] = {
    "07QUARRELL214": DUES,
    "07QUARRELL220": _page("07QUARRELL220", "2007-03-28", "03/28/2037", "LAMPS ON THE NORTH MOLE", _LAMPS),
    "08QUARRELL031": _page("08QUARRELL031", "2008-01-15", "02/30/2018", "PILOTS GONE", _PILOTS),
    # another release of the first one, which withholds less
    "07-QUARRELL-214": DUES.replace("Board member XXXXXXXXXXXX", "Board member Odo Brandt").replace(
        "The pilots say they were not asked", "The pilots say [REDACTED]"
    ),
}
HIDDEN = ("219-09-9999",)
"""Words that stay masked."""


class Flag(NamedTuple):
    """One finding: words that are flagged in a record, and what the rule says of them."""

    record: str
    rule: str
    name: str
    severity: Severity
    words: str
    message: str
    law: str = "32 CFR 2001.21"


FLAGS: Sequence[Flag] = (
    Flag("07QUARRELL214", "DEC010", "declassification-date-reached", "note", "03/19/2017",
         "declassification date 2017-03-19 passed 8 years ago", "E.O. 13526, 1.5(d)"),
    Flag("07QUARRELL214", "MRK007", "subject-unmarked", "note", "PILOTS' DUES TO RISE", "the subject has no portion mark"),
    Flag("07QUARRELL214", "RED001", "mark-inventory", "note", "XXXXXXXXXXXX", "12 characters are struck out"),
    Flag("07QUARRELL214", "PII001", "number-open", "error", "219-09-9999", "a number of a person is open",
         "5 U.S.C. 552(b)(6)"),
    Flag("07QUARRELL214", "TRN002", "paragraph-gap", "warning", "4.", "paragraph 2 is followed by 4: 3 missing"),
    Flag("07QUARRELL214", "TRN006", "unbalanced-bracket", "note", "(reftel", "paragraph 4: this bracket has no partner"),
    Flag("07QUARRELL220", "DEC008", "overlong-duration", "error", "03/28/2037",
         "declassification date 2037-03-28 is 30 years after the record's: 25 at most", "E.O. 12958, 1.5(b)"),
    Flag("07QUARRELL220", "MRK004", "portion-above-banner", "error", "(S)", "a portion is marked above the record's level"),
    Flag("07QUARRELL220", "RED001", "mark-inventory", "note", "XXXXXXXXXXXX", "12 characters are struck out"),
    Flag("08QUARRELL031", "DEC014", "unreadable-declassification-date", "warning", "02/30/2018",
         "declassification date 02/30/2018 does not exist", "32 CFR 2001.21"),
    Flag("08QUARRELL031", "MRK007", "subject-unmarked", "note", "PILOTS GONE", "the subject has no portion mark"),
)  # fmt: skip

_KNOWLEDGE = Knowledge(
    rules={
        "TRN002": {
            "what to do": "Compare the page image: a paragraph may have been lost when the record was copied.",
            "why it matters": "A reader cannot tell a paragraph that was withheld from one that was lost.",
        },
        "PII001": {
            "what to do": "Withhold the number, or say why it may stand.",
            "why it matters": "It leads to one person, whoever reads the record.",
        },
    },
    orders={"eo12958_am": "E.O. 12958 as amended by E.O. 13292"},
)


@cache
def knowledge() -> Knowledge:
    """What these rules say of themselves."""
    return _KNOWLEDGE


class Batch(Desk):
    """A desk with these cables on it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, (), TEXTS)

    def audited(self, record: str, text: str, found: Sequence[tuple[str, str, Severity, str]], key: bytes) -> Audited:
        made = super().audited(record, text, found, key)
        flags = sorted((flag for flag in FLAGS if flag.record == record), key=lambda flag: text.index(flag.words))
        hidden = tuple((text.index(words), text.index(words) + len(words)) for words in HIDDEN if words in text)
        about = made.about and msgspec.structs.replace(
            made.about, date=text.split("\n")[1][:10], level="CONFIDENTIAL", orders=("eo12958_am",)
        )
        told = tuple(_finding(flag, made.origin, text) for flag in flags)
        return msgspec.structs.replace(made, findings=told, hidden=hidden, about=about)


def _finding(flag: Flag, origin: Origin, text: str) -> Finding:
    made = desks.finding(origin, flag.record, flag.rule, flag.severity, flag.words, text)
    law = (Citation(flag.law),)
    return msgspec.structs.replace(made, name=flag.name, message=flag.message, citations=law)
