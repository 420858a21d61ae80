"""The transmission lines of telegrams: groups as they are typed and scanned, and both spellings of an id."""

import pytest

from redaction_audit import structure
from redaction_audit.structure.telegram import same_id


@pytest.mark.parametrize(
    ("line", "date", "raw"),
    [
        ("P 031430Z APR 07", "2007-04-03", "031430Z APR 07"),
        ("P 031430ZAPR07", "2007-04-03", "031430ZAPR07"),
        ("031430Z Apr 07", "2007-04-03", "031430Z Apr 07"),
        ("P O3l430Z APR 07", "2007-04-03", "O3l430Z APR 07"),
        ("O O31430Z APR 07", "2007-04-03", "O31430Z APR 07"),
        ("S E C R E T 031430Z APR 65 CITE ARBON 4417", "1965-04-03", "031430Z APR 65"),
        ("SECRET 031430Z APR 65 STAFF", "1965-04-03", "031430Z APR 65"),
        ("P OOOOOOZ APR 07", None, None),
        ("P 991430Z APR 07", None, None),
        ("THE 031430Z APR 07", None, None),
    ],
)
def test_the_group_of_a_telegram(line: str, date: str | None, raw: str | None) -> None:
    text = f"{line}\nFM AMEMBASSY ARBON\n\nThe board met.\n"
    found = structure.read(text)
    group = found.fields.dtg
    assert (found.date, group.raw if group else None) == (date, raw)
    if group:
        assert text[group.start : group.end] == raw


@pytest.mark.parametrize("colon", [" ", ": ", ":", ":\t"])
def test_sender_and_addressee_may_have_colons(colon: str) -> None:
    fields = structure.read(f"P 031430Z APR 07\nFM{colon}AMEMBASSY ARBON\nTO{colon}SECSTATE WASHDC\n").fields
    assert fields.from_ is not None
    assert fields.to is not None
    assert (fields.from_.raw, fields.to.raw) == ("AMEMBASSY ARBON", "SECSTATE WASHDC")


def test_an_addressee_with_a_colon_alone_is_none_of_a_telegram() -> None:
    assert structure.read("P 031430Z APR 07\nTO: PRIORITY\n\nThe board met.\n").fields.to is None


def test_the_two_spellings_of_an_id_are_one_and_other_ids_stay() -> None:
    assert same_id("2007ARBON00417") == same_id("07ARBON417") == "07ARBON417"
    assert same_id("1979ARBON00905") == "79ARBON905"
    assert [same_id(other) for other in ("C05771234", "ARBON 417", "page 1.txt")] == [
        "C05771234", "ARBON 417", "page 1.txt",
    ]  # fmt: skip
