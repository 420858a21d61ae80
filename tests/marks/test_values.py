import pytest

from redaction_audit.marks import values


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("B6", "(b)(6)"),
        ("b6", "(b)(6)"),
        ("B7(C)", "(b)(7)(C)"),
        ("b7C-1", "(b)(7)(C)"),
        ("b7E -3", "(b)(7)(E)"),
        ("(b) (7)(c)", "(b)(7)(C)"),
        ("b(1)", "(b)(1)"),
        ("B3 CIA PERS/ORG", "(b)(3)"),
        ("(b)(3)-P.L. 86-36", "(b)(3)"),
        ("(b)(6J>", "(b)(6)"),
        ("(b)((;J", "(b)(6)"),
        ("(b)(S)", "(b)(5)"),
        ("(b)((i)", "(b)(6)"),
        ("(b )( 6)", "(b)(6)"),
        ("Cb)(6)", "(b)(6)"),
        ("(bX6)", "(b)(6)"),
        ("B5 (DP)", "(b)(5)"),
        ("(b)(l)", "(b)(1)"),
        ("(b){6)", "(b)(6)"),
        ("(b)(7)(C", "(b)(7)(C)"),
        ("(b)(7)(Cl", "(b)(7)(C)"),
        ("(b)(71(C)", "(b)(7)(C)"),
        ("(b) (7J (E)", "(b)(7)(E)"),
        ("(b)7C", "(b)(7)(C)"),
        ("1.4(D)", "1.4(D)"),
        ("1.4.(c)", "1.4(C)"),
        (".4(D)", "1.4(D)"),
        ("1.4 (D)", "1.4(D)"),
        ("l.4(D)", "1.4(D)"),
        ("(7)(C)", "(b)(7)(C)"),
        ("B7 (C)", "(b)(7)(C)"),
        ("B5 - DP", "(b)(5)"),
        ("B2 High 2", "(b)(2)"),
        ("(b)(2) (low)", "(b)(2)"),
        ("P-5", "P5"),
        ("3.3(b)(1)", "3.3(b)(1)"),
        ("25X1", "25X1"),
        ("P5", "P5"),
        ("STATINTL", "STATINTL"),
    ],
)
def test_codes_have_one_spelling(raw: str, code: str) -> None:
    assert values.code(raw) == code


@pytest.mark.parametrize(
    ("reading", "raw", "codes"),
    [
        ("jfk", "JEK Act 5 (9) (2)(D)", ("JFK 5(g)(2)(D)",)),
        ("jfk", "JFK Act S (g)(2)(D)", ("JFK 5(g)(2)(D)",)),
        ("jfk", "JFX Act G (1)(8)", ("JFK 6(1)(B)",)),
        ("jfk", "JFK  Act  6 (1)(b)", ("JFK 6(1)(B)",)),
        ("jfk", "[JFK Law 10(a)1]", ("JFK 10(a)1",)),
        ("jfk", "JFK Act 6 (1)(B)", ("JFK 6(1)(B)",)),
        ("statute", "50 U.S.C. 3024(i)", ("50 USC 3024(i)",)),
        ("statute", "P.L. 86-36", ("P.L. 86-36",)),
        ("statute", "P.L. 86-36/50 USC 3605", ("P.L. 86-36", "50 USC 3605")),
        ("each-code", "1.4(b),(d)", ("1.4(B)", "1.4(D)")),
        ("codes", "(b)(7)(C)(D)", ("(b)(7)(C)", "(b)(7)(D)")),
        ("section", "EO 3.3b(3)", ("3.3(b)(3)",)),
        ("section", "EO 13526 3.3(b)(1)>25Yrs", ("3.3(b)(1)",)),
        ("section", "E.O. 12958, Sec. 1.5(d)", ("1.5(D)",)),
        ("stamp", "RELEASE IN PART\n      B1,1.4(B),B6", ("(b)(1)", "1.4(B)", "(b)(6)")),
        ("none", "XXXXXXXX", ()),
    ],
)
def test_each_reading_takes_the_codes(reading: str, raw: str, codes: tuple[str, ...]) -> None:
    assert values.READINGS[reading](raw) == codes
