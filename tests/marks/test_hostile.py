"""Time grows with the text and nothing else: endless lines, a crowd of marks, brackets that never close."""

import time

import pytest

from redaction_audit.marks import Scanner

SIZE = 20_000
HOSTILE = {
    "runs on one line": "He met XXXXXXXXXXXX there. ",
    "margin codes": "text here          B6\n",
    "margin codes between lone carriage returns": "text here          B6\r",
    "codes in parentheses": "the (b)(6) man ",
    "open brackets": "[ redacted ",
    "brackets in brackets": "[[[[[[[[",
    "words of withholding": "redacted not declassified ",
    "NUL": "\0\0\0\0",
    "one letter": "X",
    "blanks before a code": "          \n",
    "code list": "B5, B6, ",
    "stamps": "RELEASE IN PART\n",
    "stamps before blank lines": f"RELEASE IN PART\n{' ' * 239}\n",
    "stamps before words and blanks": f"RELEASE IN PART\nx{' ' * 238}y\n",
    "codes over lines": "(b)(7)\n",
    "lists of letters": "          1.4(b),(d)\n",
    "boxes": "██ ",
    "labels": "Grand Jury; ",
    "reasons": "Reason: 1.4(B), ",
    "broken codes": "met (b)\n(6) ",
    "sections behind codes": "(b)(1)1.4c, ",
    "codes of a bureau": "FBI b6 b7C ",
    "entities": "&#9608;",
    "hyphened brackets": "[re-\n",
    "wide brackets": "［ name ",
    "mixed margins": "  P.L. 86-36 EO 1.4.(c) ",
    "damaged brackets": "[RFDACTED",
    "damaged labels": "Grand Jury; Harmt OngoingM",
    "a plan of work": "Plan     ██\n",
    "half blocks": "▄██ ",
    "numbers read as letters": "FBI\n            b7E-l, 2.3,\n",
    "not responsive": "FOIA (b)(6)\n              NR\n",
    "underlined numbers of pages": "__3__ pages",
}


@pytest.mark.parametrize("backend", ["re", "hyperscan"])
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_in_step_with_the_text(unit: str, backend: str) -> None:
    scanner = Scanner(backend)  # type: ignore[arg-type]  # both names are in the closed list
    scanner.scan(unit * 10)

    def cost(times: int) -> float:
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            scanner.scan(unit * times)
            best = min(best, time.process_time() - began)
        return best

    count = SIZE // len(unit)
    assert cost(4 * count) < 8 * cost(count) + 0.05


def test_a_mark_at_the_end_of_an_endless_line_is_found() -> None:
    text = "word " * 200_000 + "XXXXXXXXXXXX"
    assert [(m.start, m.end) for m in Scanner("hyperscan").scan(text).marks] == [(1_000_000, 1_000_012)]
