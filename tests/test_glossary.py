"""Orders and codes are explained from the law data, in any spelling, with their source."""

import pytest

from redaction_audit import catalogue, glossary, law
from redaction_audit.errors import LawError, UsageError
from redaction_audit.outputs.style import Style
from redaction_audit.text.sanitise import width


def page(what: str, columns: int = 100) -> str:
    return glossary.pages(what, Style(width=columns)) or ""


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("OADR", "OADR declassification instruction\n\n  E.O. 12356, 1982-08-01 to 1995-10-13\n    valid"),
        ("oadr", "E.O. 13526, from 2010-06-27\n    not valid"),
        ("XGDS-2", "XGDS-2 declassification instruction"),
        ("GROUP 4", "GROUP-4 declassification instruction"),
        ("B6", "(b)(6) Freedom of Information Act"),
        ("b7C", "(b)(7)(C) Freedom of Information Act"),
        ("(b) (7)(c)", "(b)(7)(C) Freedom of Information Act"),
        ("(k)(2)", "Privacy Act"),
        ("1.4(d)", "1.4(D) reason for classification"),
        ("1.5", "1.5 reason for classification"),
        ("JFK Act 6 (1)(B)", "an intelligence source or method"),
        ("P5", "confidential advice"),
        ("ILLEGIB", "(unverified)"),
        ("eo13526", "eo13526 E.O. 13526\n"),
        ("E.O. 12356", "eo12356 E.O. 12356\n"),
        ("EO 12356", "governs      1982-08-01 to 1995-10-13"),
    ],
)
def test_a_page(what: str, words: str) -> None:
    assert words in page(what)


def test_one_number_of_two_texts_has_two_pages() -> None:
    assert [line for line in page("12958").splitlines() if line.startswith("eo")] == [
        "eo12958 E.O. 12958",
        "eo12958_am E.O. 12958 as amended by E.O. 13292",
    ]


def test_one_code_of_two_meanings_has_both() -> None:
    assert "25X1 declassification instruction" in page("25X1")
    assert "25X1 archive label of the CIA" in page("25X1")


@pytest.mark.parametrize("what", ["", "zzz", "9.9(z)", "1.5(h)", "E.O. 99999", "(b)(0)", "hello world"])
def test_what_is_not_known_has_no_page(what: str) -> None:
    assert page(what) == ""


@pytest.mark.parametrize("name", glossary.names())
def test_everything_that_is_suggested_has_a_page_that_fits(name: str) -> None:
    written = page(name, 60)

    assert written
    assert all(width(line) <= 60 for line in written.splitlines())


def test_every_code_is_listed_once_and_cites_its_source() -> None:
    known = [(form, code.family) for code in glossary.codes() for form in code.forms]

    assert len(known) == len(set(known))
    assert all(code.source and code.status in {"verified", "summary", "unverified"} for code in glossary.codes())
    assert {f"(b)({number})" for number in range(1, 10)} <= {form for form, _ in known}


def test_every_letter_of_every_order_is_described() -> None:
    for regime in law.load().regimes.values():
        for section in regime.reasons:
            assert set(section.topics) in (set(), set(section.letters))


def test_a_wrong_file_names_the_key(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "codes.toml").write_text('[[code]]\nforms = ["X"]\nfamily = "F"\nmeaning = 3\n')
    monkeypatch.setattr("redaction_audit.rulebook.folder", lambda: tmp_path)

    with pytest.raises(LawError, match=r"codes\.toml.*code\[0\]\.meaning"):
        glossary.codes()


def test_explain_reaches_orders_and_codes_and_suggests_them() -> None:
    assert catalogue.explain("OADR").startswith("OADR declassification instruction")
    with pytest.raises(UsageError, match="did you mean OADR"):
        catalogue.explain("OADDR")
    with pytest.raises(UsageError, match="did you mean eo13526"):
        catalogue.explain("eo1352")
