"""Orders, marks and codes are explained from the law data, in any spelling, with their source, for any day."""

import datetime as dt
import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit import catalogue, glossary, law
from redaction_audit.cli import main
from redaction_audit.errors import UsageError
from redaction_audit.law import vocabulary
from redaction_audit.outputs.style import Style
from redaction_audit.schemas import load
from redaction_audit.text.sanitise import width


def page(what: str, columns: int = 100, on: str | None = None) -> str:
    return glossary.pages(what, Style(width=columns), on=dt.date.fromisoformat(on) if on else None) or ""


def verdict(what: str, on: str) -> glossary.Verdict:
    found = glossary.explained(what, dt.date.fromisoformat(on))[0].verdict
    assert found
    return found


def sums(what: str, on: str) -> dict[str, str]:
    return {row.label: row.text for row in verdict(what, on).sums}


# -- pages -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("OADR", "OADR  declassification instruction\nOriginating agency's determination required"),
        ("oadr", "allowed  1982-08-01 to 1995-10-13, E.O. 12356"),
        ("XGDS-2", "XGDS-2  declassification instruction"),
        ("xgds 2", "XGDS-2  declassification instruction"),
        ("GROUP 4", "GROUP-4  declassification instruction"),
        ("25x1-human", "25X1-HUMAN  declassification instruction"),
        ("X1, X6", "X1  declassification instruction"),
        ("25X1,6", "25X1  declassification instruction"),
        ("DECL: OADR", "OADR  declassification instruction"),
        ('Declassify On: Source Marked "OADR"', "OADR  declassification instruction"),
        ("DECL ON X-1", "X1  declassification instruction"),
        ("E.O. 12958: DECL: 05/12/2015", "DATE  declassification instruction"),
        ("E.O. 11652: XGDS 2 AND 3", "XGDS-3  declassification instruction"),
        ("date", "allowed  from 1951-10-27, E.O. 10290 to E.O. 13526"),
        ("manual review", "MR  declassification instruction"),
        ("B6", "(b)(6)  Freedom of Information Act, exemption"),
        ("b6", "(b)(6)  Freedom of Information Act, exemption"),
        ("b7C", "(b)(7)(C)  Freedom of Information Act, exemption"),
        ("(b) (7)(c)", "(b)(7)(C)  Freedom of Information Act, exemption"),
        ("(k)(2)", "Privacy Act"),
        ("B3 fs act", "Foreign Service Act"),
        ("1.4(d)", "1.4(d)  reason for classification"),
        ("1.4 d", "1.4(d)  reason for classification"),
        ("1.4.(D)", "1.4(d)  reason for classification"),
        ("1.5", "1.5  reason for classification\nThe letters a to g."),
        ("1.3(a)(5)", "1.3(a)(5)  category of an order"),
        ("1-301(d)", "1-301(d)  category of an order"),
        ("5(B)(2)", "5(B)(2)  category of an order"),
        ("JFK Act 6 (1)(B)", "An intelligence source or method"),
        ("JFK Act 5(g)(2)(D)", "JFK Act 5 (g)(2)(D)  President John F. Kennedy"),
        ("P5", "Confidential advice to the President"),
        ("ILLEGIB", "(unverified)"),
        ("release in part", "RELEASE IN PART  stamp of release"),
        ("NOFORN", "NOFORN  dissemination control"),
        ("NF", "NF  portion mark, a control behind a level"),
        ("S//NF", "in a banner  SECRET//NOFORN"),
        ("(ts//si//nf)", "TS//SI//NF  portion mark"),
        ("SRD", "a level and a category in one"),
        ("nodis", "NODIS  caption of distribution"),
        ("SECRET", "SECRET  level of classification"),
        ("top secret", "TOP SECRET  level of classification"),
        ("margin-code", "margin-code  kind of redaction mark"),
        ("nato", "NATO  portion mark, a category"),
        ("12951", "E.O. 12951  order beside another"),
        ("13292", "eo12958_am  E.O. 12958 as amended by E.O. 13292"),
        ("eo13526", "eo13526  E.O. 13526\n"),
        ("E.O. 12356", "eo12356  E.O. 12356\n"),
        ("EO 12356", "governs    1982-08-01 to 1995-10-13"),
    ],
)
def test_a_page(what: str, words: str) -> None:
    assert words in page(what)


def test_one_number_of_two_texts_has_two_pages() -> None:
    assert [found.name for found in glossary.explained("12958")] == ["eo12958", "eo12958_am"]


def test_one_code_of_two_meanings_has_both() -> None:
    assert [found.kind for found in glossary.explained("25X1")] == ["instruction", "code"]
    assert [found.title.split(",")[0] for found in glossary.explained("C")] == [
        "portion mark",
        "Nixon presidential materials",
        "Presidential Records Act",
    ]


@pytest.mark.parametrize(
    "what", ["1.4 (b,d)", "1.4 (b) and (d)", "Reason: 1.4(B), 1.4(D)", "1.4 b and d", "1.4 (B/D)", "1.4(b)(d)"]
)
def test_a_list_of_letters_has_a_page_each(what: str) -> None:
    assert [found.name for found in glossary.explained(what)] == ["1.4(b)", "1.4(d)"]


def test_the_card_of_an_order_holds_everything() -> None:
    card = glossary.explained("eo12958_am")[0]
    headings = [section.heading for section in card.sections]

    assert [heading for heading in headings if heading in _CARD] == _CARD
    assert "2003-09-21" in page("eo12958_am")
    assert "2003-09-22" in page("eo12958_am")
    assert any("Reasons, section 1.4 (required on the page)" in heading for heading in headings)


_CARD = [
    "Its dates",
    "Levels",
    "Words that are no level",
    "How long a marking runs",
    "Declassification instructions a new document may carry",
    "Instructions carried over from a source only",
    "Instructions a new document never carries",
    "What is still or already tolerated",
    "Automatic declassification",
    "Orders beside it",
    "Sources",
]


@pytest.mark.parametrize(
    "what", ["", " ", "zzz", "9.9(z)", "1.5(h)", "E.O. 99999", "(b)(0)", "hello world", "STELLAR", "S//QQ", "//", "NF//S", "..."]
)  # fmt: skip
def test_what_is_not_known_has_no_page(what: str) -> None:
    assert page(what) == ""


@pytest.mark.parametrize("name", glossary.names())
def test_everything_that_is_suggested_has_a_page_that_fits(name: str) -> None:
    found = glossary.explained(name, dt.date(2006, 3, 1))

    assert found
    for columns in (60, 80, 120):
        for line in glossary.drawn(found, Style(width=columns)).splitlines():
            assert width(line) <= columns
            assert line == line.rstrip()


@given(st.text(max_size=40))
def test_anything_may_be_asked(what: str) -> None:
    glossary.explained(what, dt.date(2006, 3, 1))
    glossary.hint(what)


@given(st.sampled_from(glossary.names()), st.dates())
def test_every_day_has_an_answer(name: str, day: dt.date) -> None:
    for index, found in enumerate(glossary.explained(name, day)):
        if index and found.kind == "order":
            continue  # the texts of one number share a verdict, which stands on the first page
        assert found.verdict
        assert found.verdict.day == day
        assert found.verdict.sentence.endswith(".")
        assert str(day) in found.verdict.sentence


def test_every_letter_of_every_order_is_described() -> None:
    for regime in law.load().regimes.values():
        for section in regime.reasons:
            assert set(section.topics) in (set(), set(section.letters))


# -- the verdict of a day ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "on", "answer", "words"),
    [
        ("OADR", "2006-03-01", "no", "On 2006-03-01 OADR is not allowed: E.O. 12958 as amended by E.O. 13292 governs (2003-03-25 to 2010-06-26); a date or event at most 25 years away counts instead."),
        ("OADR", "1990-05-01", "yes", "On 1990-05-01 OADR is allowed without a date: E.O. 12356 governs"),
        ("OADR", "1995-11-01", "tolerated", "until 1995-12-31"),
        ("OADR", "1950-01-01", "open", "takes effect on 1951-10-27"),
        ("X5", "2001-03-04", "yes", "On 2001-03-04 X5 is allowed without a date: E.O. 12958 governs"),
        ("X5", "2003-04-01", "yes", "and E.O. 12958 may be followed"),
        ("X5", "2003-09-21", "yes", "X5 is allowed"),
        ("X5", "2003-09-22", "tolerated", "a note at most"),
        ("X5", "2004-01-01", "no", "X5 is not allowed"),
        ("GDS", "1975-03-10", "yes", "GDS is allowed"),
        ("GDS", "1990-03-10", "no", "only carried over from an older source"),
        ("MR", "2012-03-10", "no", "E.O. 13526 governs (from 2010-06-27)"),
        ("25X4", "2012-05-05", "yes", "25X4 is well formed with a date or event"),
        ("25X4", "1990-05-05", "no", "not allowed"),
        ("25X1-human", "2012-05-05", "no", "not allowed"),
        ("50X1-HUM", "2012-05-05", "yes", "well formed without a date"),
        ("1.5(d)", "2004-05-03", "tolerated", "until 2005-12-31 (drafters were still taught 1.5 in July 2004), a note at most"),
        ("1.5(d)", "2008-06-02", "no", "its reasons stand in section 1.4, where (d) is foreign relations"),
        ("1.5(d)", "2003-05-10", "yes", "the right citation"),
        ("1.4(b)", "1998-04-01", "no", "its reasons stand in section 1.5"),
        ("1.4(b)", "2003-05-10", "tolerated", "section 1.5"),
        ("1.4(h)", "2009-01-01", "yes", "the right citation"),
        ("1.4(h)", "1999-01-01", "no", "its reasons stand in section 1.5."),
        ("1.4(b)", "1985-01-01", "no", "a page of that day cites no reason"),
        ("1.3(a)(5)", "1988-01-01", "yes", "a category of E.O. 12356"),
        ("1.3(a)(5)", "1998-01-01", "no", "no category of the order in force"),
        ("RESTRICTED", "1952-01-01", "yes", "RESTRICTED is a level: E.O. 10290 governs"),
        ("RESTRICTED", "1953-12-15", "no", "RESTRICTED is no level: E.O. 10501 governs"),
        ("S", "1952-01-01", "yes", "SECRET is a level"),
        ("12356", "2006-03-01", "no", "is out of force: it governed from 1982-08-01 to 1995-10-13"),
        ("12356", "1990-03-01", "yes", "E.O. 12356 governs: 1982-08-01 to 1995-10-13."),
        ("12356", "1995-12-01", "tolerated", "a note at most"),
        ("13526", "2008-01-05", "no", "did not exist: it was signed on 2009-12-29"),
        ("13526", "2010-02-20", "tolerated", "until 2010-06-27"),
        ("13526", "2010-06-25", "yes", "may be cited"),
        ("12958", "2003-09-21", "yes", "may be cited"),
        ("12958", "2010-11-02", "tolerated", "until 2011-12-31"),
        ("eo13556", "2012-01-01", "yes", "classifies nothing"),
        ("eo13556", "2009-01-01", "no", "not in force"),
        ("12951", "1990-01-01", "no", "did not exist"),
        ("(b)(1)", "2015-03-01", "yes", "its reasons are 1.4(a) to (h)"),
        ("(b)(1)", "2001-03-01", "yes", "its reasons are 1.5(a) to (g)"),
        ("(b)(1)", "1988-03-01", "yes", "its reasons are 1.3(a)(1) to (10)"),
        ("(b)(2)", "2014-01-01", "yes", "from 2011-03-07"),
        ("(b)(2)", "2011-03-06", "yes", "before 2011-03-07"),
        ("(b)(5)", "2018-05-01", "open", "does not reach records made on or before 1993-05-01"),
        ("(b)(5)", "2016-06-30", "yes", "has no end"),
        ("P5", "2014-06-01", "open", "left office on or before 2002-06-01"),
        ("P5", "1980-06-01", "no", "does not exist"),
        ("CUI", "2010-01-01", "no", "from 2016-11-14"),
        ("NOFORN", "2010-01-01", "open", "No source gives a day"),
    ],
)  # fmt: skip
def test_the_verdict(what: str, on: str, answer: str, words: str) -> None:
    found = verdict(what, on)

    assert (found.answer, words in found.sentence) == (answer, True), found.sentence


@pytest.mark.parametrize(
    ("what", "on", "label", "text"),
    [
        ("OADR", "2006-03-01", "by default", "2006-03-01 + 10 y = 2016-03-01"),
        ("OADR", "2006-03-01", "at most", "2006-03-01 + 25 y = 2031-03-01"),
        ("OADR", "2006-03-01", "as a source", "2006-03-01 + 25 y = 2031-03-01"),
        ("OADR", "1990-05-01", "automatic", "31 December of 1990 + 25 y = 2015-12-31; permanent records"),
        ("OADR", "1996-02-29", "as a source", "1996-02-29 + 25 y = 2021-02-28 (1 March counts as well)"),
        ("OADR", "1996-01-02", "at most", "1996-01-02 + 10 y = 2006-01-02"),
        ("MR", "2003-04-01", "at most", "2003-04-01 + 10 y = 2013-04-01"),
        ("GDS", "1975-03-10", "TOP SECRET", "31 December of 1975 + 10 y = 1985-12-31"),
        ("GDS", "1975-03-10", "SECRET", "31 December of 1975 + 8 y = 1983-12-31"),
        ("GDS", "1975-03-10", "CONFIDENTIAL", "31 December of 1975 + 6 y = 1981-12-31"),
        ("GDS", "1975-03-10", "automatic", "31 December of 1975 + 25 y = 2000-12-31; not before 2006-12-31; permanent records"),
        ("GROUP-4", "1965-06-01", "declassified", "1965-06-01 + 12 y = 1977-06-01"),
        ("XGDS-2", "1976-05-04", "at the latest", "31 December of 1976 + 30 y = 2006-12-31"),
        ("25X4", "2012-05-05", "not past", "31 December of 2012 + 50 y = 2062-12-31"),
        ("25X4", "2012-05-05", "unless exempt", "31 December of 2012 + 25 y = 2037-12-31; permanent records"),
        ("(b)(5)", "2018-05-01", "counted back", "2018-05-01 - 25 y = 1993-05-01"),
        ("P5", "2014-06-01", "counted back", "2014-06-01 - 12 y = 2002-06-01"),
        ("P5", "2014-06-01", "Ronald Reagan", "1989-01-20 + 12 y = 2001-01-20: ended"),
        ("P5", "2014-06-01", "George W. Bush", "2009-01-20 + 12 y = 2021-01-20: still running"),
    ],
)  # fmt: skip
def test_sums_stand_on_that_day(what: str, on: str, label: str, text: str) -> None:
    assert sums(what, on)[label] == text


_DAYS = ("1965-01-04", "1975-01-06", "1980-01-07", "1990-01-08", "2000-01-10", "2006-01-09", "2015-01-12")
_ALLOWED = {
    # One day under each order from 10501 as amended to 13526; Y where a new document may carry the token.
    "GROUP-1": "YNNNNNN", "GROUP-4": "YNNNNNN", "GDS": "NYYNNNN", "ADS": "NYNNNNN", "XGDS-1": "NYNNNNN", "XGDS-4": "NYNNNNN",
    "RDS": "NNYNNNN", "RDS-4": "NNYNNNN", "Review on": "NNYNNNN", "OADR": "NNNYNNN", "X1": "NNNNYNN", "X8": "NNNNYNN",
    "25X1": "NNNNYYY", "25X9": "NNNNYYY", "25X1-human": "NNNNNYN", "50X1-HUM": "NNNNNNY", "50X2-WMD": "NNNNNNY",
    "50X3": "NNNNNNY", "75X4": "NNNNNNY", "MR": "NNNNNNN", "DCI Only": "NNNNNNN", "DNI Only": "NNNNNNN",
    "date": "YYYYYYY", "event": "YYYYYYY",
}  # fmt: skip


@pytest.mark.parametrize("token", _ALLOWED)
def test_every_token_under_every_order(token: str) -> None:
    answers = "".join("Y" if verdict(token, day).answer == "yes" else "N" for day in _DAYS)

    assert answers == _ALLOWED[token]


def test_the_verdict_stands_first() -> None:
    assert page("OADR", 80, "2006-03-01").startswith(OADR)


OADR = """\
OADR  declassification instruction

On 2006-03-01 OADR is not allowed: E.O. 12958 as amended by E.O. 13292 governs
(2003-03-25 to 2010-06-26); a date or event at most 25 years away counts
instead.

  by default   2006-03-01 + 10 y = 2016-03-01
  at most      2006-03-01 + 25 y = 2031-03-01
               [ISOO marking-change notice (2003) (from a summary)]
  as a source  2006-03-01 + 25 y = 2031-03-01
               [32 CFR 2001.12(c)(2), 2001.22(e)(3)]
  automatic    31 December of 2006 + 25 y = 2031-12-31; permanent records
               [32 CFR 2001.30]

Originating agency's determination required: no date can be set.
"""


# -- the card of an order, with a law of its own ---------------------------------------------------------------------

_LAW = """
id = "eo90001"
order = "E.O. 90001"
number = "90001"
title = "Keeping of salt"
signed = 1990-01-02
effective = 1990-03-01
until = 1999-12-31
source = "1 SALT 2"
status = "verified"

[[authority]]
what = "takes effect"
date = 1990-03-01
source = "1 SALT 3"
status = "summary"

[[level]]
name = "SALTY"
source = "1 SALT 4"
status = "verified"

[[level]]
name = "BRINE"
source = "1 SALT 4"
status = "verified"

[[duration]]
what = "maximum"
years = 7
source = "1 SALT 5"
status = "verified"

[[reason]]
number = "9.1"
letters = ["a", "b"]
required = true
source = "1 SALT 6"
status = "unverified"

[reason.topics]
a = "salt of the sea"
b = "salt of the mine"

[[instruction]]
token = "NACL"
forms = ["NACL"]
valid = "yes"
meaning = "dissolves when wet"
dated = true
examples = ["NACL, 19991231"]
source = "1 SALT 7"
status = "verified"

[[instruction]]
token = "KCL"
forms = ["KCL"]
valid = "no"
meaning = "of another shelf"
source = "1 SALT 8"
status = "verified"

[[instruction]]
token = "MGCL"
forms = ["MGCL"]
valid = "no"
meaning = "of another shelf"
source = "1 SALT 8"
status = "verified"
"""

_CARD_TEXT = """\
eo90001  E.O. 90001

On 1995-05-05 E.O. 90001 governs: 1990-03-01 to 1999-12-31.

Keeping of salt.

  signed   1990-01-02
  governs  1990-03-01 to 1999-12-31
  law      E.O. 90001, 1 SALT 2

Its dates
  1990-03-01  takes effect
              [1 SALT 3 (from a summary)]

Levels
  SALTY and BRINE
  [1 SALT 4]

Reasons, section 9.1 (required on the page)
  (a)  salt of the sea
  (b)  salt of the mine
  law  1 SALT 6 (unverified)

How long a marking runs
  maximum  7 years from the decision
           [1 SALT 5]

Declassification instructions a new document may carry
  NACL  dissolves when wet; with a date or event
        [1 SALT 7]

Instructions a new document never carries
  KCL and MGCL: of another shelf
  [1 SALT 8]

Sources
  verified    6 of 8 statements, checked against primary
              text
  summary     1 of 8 statements, checked against an official
              summary or released records
  unverified  1 of 8 statements, general knowledge, never
              enough for an error

As printed
  │ E.O. 90001: DECL: NACL, 19991231

Wrong
  E.O. 90001 on a record of 2000-01-01
    out of force since 1999-12-31
"""


def test_the_card_of_an_order_as_drawn(tmp_path: Path) -> None:
    (tmp_path / "eo90001.toml").write_text(_LAW)
    salt = law.load(tmp_path)

    assert glossary.pages("90001", Style(width=60), salt, dt.date(1995, 5, 5)) == _CARD_TEXT


def test_a_day_that_no_order_covers(tmp_path: Path) -> None:
    (tmp_path / "eo90001.toml").write_text(_LAW)
    salt = law.load(tmp_path)

    for day, words in (
        ("1980-01-01", "the first, E.O. 90001, takes effect on 1990-03-01"),
        ("2001-01-01", "none covers"),
    ):
        found = glossary.explained("NACL", dt.date.fromisoformat(day), salt)[0].verdict
        assert found
        assert (found.answer, words in found.sentence) == ("open", True)


# -- what may not be said ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("digit", range(2, 9))
@pytest.mark.parametrize("on", [None, "2001-03-04", "2012-01-01"])
def test_no_page_says_what_x2_to_x8_cover(digit: int, on: str | None) -> None:
    told = page(f"X{digit}", 100, on)

    assert "was not read in a primary text" in told
    covered = (
        r"weapon|technolog|military|foreign government|relations|diplom|protect|President|treaty|statute|cryptolog"
    )
    own = told.replace("protected by", "").split("Order by order")[0]
    assert not re.search(covered, own, re.IGNORECASE)


@pytest.mark.parametrize("digit", range(1, 10))
@pytest.mark.parametrize("on", ["1998-01-01", "2005-01-01", "2010-06-26"])
def test_the_words_of_2010_are_not_said_of_older_marks(digit: int, on: str) -> None:
    regimes = law.load().regimes
    topic = next(c for c in regimes["eo13526"].categories if c.number == "3.3(b)").topics[str(digit)]

    assert topic in " ".join(page(f"25X{digit}", 100).split())
    assert topic not in " ".join(page(f"25X{digit}", 100, on).split())
    assert topic not in " ".join(page(f"3.3(b)({digit})", 100, on).split())
    assert "are not given" in page(f"25X{digit}", 100, on)


@pytest.mark.parametrize("what", ["25X1", "25X6", "50X1-HUM", "50X3", "75X2"])
@pytest.mark.parametrize("on", [None, "2005-01-01", "2012-01-01"])
def test_an_exemption_is_well_formed_and_never_valid(what: str, on: str | None) -> None:
    told = page(what, 100, on)

    assert not re.search(r"(?<!not )\bvalid\b", told)
    assert "seen on a page" in told


# -- words in the place of a date, duties, sections --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "form", "before", "after"),
    [
        ("INDEFINITE", "INDEFINITE", "yes", "no"),
        ("Declassify On: NEVER", "INDEFINITE", "yes", "no"),
        ("none", "INDEFINITE", "yes", "no"),
        ("WHEN APPROPRIATE", "VAGUE EVENT", "yes", "no"),
        ("when no longer sensitive", "VAGUE EVENT", "yes", "no"),
        ("UPON CLOSURE OF THE CONSULATE", "EVENT", "yes", "yes"),
    ],
)
def test_words_in_the_place_of_a_date_are_judged_by_their_sort(words: str, form: str, before: str, after: str) -> None:
    for day, answer in (("1995-10-13", before), ("1995-10-14", after), ("2006-01-01", after), ("2015-01-01", after)):
        (found,) = glossary.explained(words, dt.date.fromisoformat(day))
        assert (found.name, found.verdict and found.verdict.answer) == (form, answer)


def test_a_duty_is_explained_with_the_rules_that_judge_it() -> None:
    (found,) = glossary.explained("eo-07")

    assert (found.kind, found.name) == ("row", "EO-07")
    assert [row.label for row in found.sections[0].rows] == ["DEC008"]


@pytest.mark.parametrize("printed", ["10(a)2", "10 (a) 2", "JFK Law 10(a)2"])
def test_a_code_is_found_by_its_section_alone(printed: str) -> None:
    assert [found.name for found in glossary.explained(printed)] == ["JFK Law 10(a)2"]


# -- examples ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", glossary.names())
def test_every_page_of_a_word_shows_it_as_printed(name: str) -> None:
    for found in glossary.explained(name):
        assert found.examples or found.kind in ("case", "row")


def test_bad_examples_of_instructions_are_bad_on_their_day() -> None:
    checked = 0
    for name in ("OADR", "X5", "GDS", "XGDS-2", "MR", "25X1-HUMAN", "GROUP-4", "RDS", "50X1-HUM", "25X4"):
        for text, _ in glossary.explained(name)[0].wrong:
            if " alone" in text:
                continue
            day = re.search(r"\d{4}-\d\d-\d\d$", text)
            assert day
            assert verdict(name, day[0]).answer in {"no", "tolerated"}
            checked += 1
    assert checked >= 9


def test_bad_examples_of_orders_and_reasons_are_bad_on_their_day() -> None:
    for name in ("eo11652", "eo12065", "eo12356", "1.5(b)", "1.4(b)"):
        (text, _), *_ = glossary.explained(name)[0].wrong
        assert verdict(name, text[-10:]).answer == "no"


# -- the command -------------------------------------------------------------------------------------------------------


def test_explain_reaches_orders_and_codes_and_suggests_them() -> None:
    assert catalogue.explain("OADR").startswith("OADR  declassification instruction")
    with pytest.raises(UsageError, match="did you mean OADR"):
        catalogue.explain("OADDR")
    with pytest.raises(UsageError, match="did you mean eo13526"):
        catalogue.explain("eo1352")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("1.5(h)", "section 1.5 has no such letter; it has a to g"),
        ("5(B)(6)", "it has 1 to 4"),
        ("X9", "known: X1 to X8"),
        ("25X10", "known: 25X1 to 25X9"),
        ("GROUP 5", "known: GROUP-1 to GROUP-4"),
        ("releese in part", r"did you mean RELEASE IN PART\?"),
    ],
)
def test_a_near_miss_is_told(what: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        catalogue.explain(what)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["OADR", "--on", "2006-13-01"], "--on: '2006-13-01' is no day; write YYYY-MM-DD"),
        (["OADR", "--on", "2006"], "is no day"),
        (["OADR", "--on", "1 March 2006"], "is no day"),
        (["DEC001", "--on", "2006-03-01"], "--on: DEC001 names rules"),
        (["STELLAR"], "there is no such rule, order, mark or code"),
        (["OADR", "--format", "xml"], "xml"),
    ],
)
def test_usage_errors_exit_2(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *arguments]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "what", ["OADR", "eo12958_am", "1.5(d)", "B5", "S//NF", "release in part", "gap", "DEC004", "DEC"]
)
def test_json_is_true_to_its_schema(what: str) -> None:
    on = None if what.startswith("DEC") else dt.date(2006, 3, 1)
    document = json.loads(catalogue.explain(what, on=on, format_="json"))

    jsonschema.Draft202012Validator(load("explain/1")).validate(document)
    assert document["asked"] == what
    assert document["on"] == (str(on) if on else None)


def test_json_carries_the_verdict_and_the_citations(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "OADR", "--on", "2006-03-01", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["pages"][0]["verdict"]

    assert (found["answer"], found["orders"]) == ("no", ["eo12958_am"])
    assert found["sums"][2]["citation"] == {"text": "32 CFR 2001.12(c)(2), 2001.22(e)(3)", "status": "verified"}


def test_plain_terminals_get_plain_signs() -> None:
    told = glossary.pages("25X1", Style(ascii=True, width=80)) or ""

    assert told.isascii()


def test_colour_adds_nothing_but_colour() -> None:
    plain = page("OADR", 80, "2006-03-01")
    painted = glossary.pages("OADR", Style(color=True, width=80), on=dt.date(2006, 3, 1)) or ""

    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


def test_marks_of_the_vocabulary_fold_like_marks_of_the_scanner() -> None:
    """What a report prints as a normalised code is what explain is asked for."""
    for code in (
        "(b)(7)(C)",
        "1.4(D)",
        "25X1",
        "JFK 5(g)(2)(D)",
        "P5",
        "STATINTL",
        "3.3(b)(1)",
        "50 USC 3605",
        "P.L. 86-36",
    ):
        assert glossary.explained(code), code


def test_every_word_of_every_vocabulary_is_explained_by_its_own_meaning() -> None:
    own = [*vocabulary.captions().values(), *vocabulary.stamps(), *vocabulary.mark_kinds()]
    own += [entry for entry in vocabulary.portions().values() if not vocabulary.caption(entry.token)]
    for word in own:
        told = {found.meaning for found in glossary.explained(word.token)}
        assert word.meaning in told, word.token
