import pytest

from redaction_audit.marks import amounts
from redaction_audit.model import Amount


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("[2½ lines not declassified]", Amount(2.5, "line")),
        ("[2 1/2 lines not declassified]", Amount(2.5, "line")),
        ("[½ page not declassified]", Amount(0.5, "page")),
        ("[less than 1 line not declassified]", Amount(1.0, "line", less_than=True)),
        ("[less than I line not declassified]", Amount(1.0, "line", less_than=True)),
        ("[1 paragraph (4 lines) not declassified]", Amount(1.0, "paragraph")),
        ("Two pages not declassified", Amount(2.0, "page")),
        ("[one and a half lines not declassified]", Amount(1.5, "line")),
        ("[half a page not declassified]", Amount(0.5, "page")),
        ("[A-number redacted]", Amount(None, "number")),
        ("[several paragraphs not declassified]", Amount(None, "paragraph")),
        ("[12 lines of source text not declassified]", Amount(12.0, "line")),
        ("[4 names not declassified]", Amount(4.0, "name")),
        ("[name not declassified]", Amount(None, "name")),
        ("[text not declassified]", None),
        ("[two and one-half lines not declassified]", Amount(2.5, "line")),
        ("[one-half page not declassified]", Amount(0.5, "page")),
        ("[three quarters of a page deleted]", Amount(0.75, "page")),
        ("[two-thirds page excised]", Amount(2 / 3, "page")),
        ("[a line and a half redacted]", Amount(1.5, "line")),
        ("[2 2/3 lines not declassified]", Amount(2 + 2 / 3, "line")),
        ("[3-1/2 lines deleted]", Amount(3.5, "line")),
        ("[21/2 lines deleted]", Amount(2.5, "line")),
        ("[1\N{FRACTION SLASH}2 line not declassified]", Amount(0.5, "line")),
        ("[1,200 words not declassified]", Amount(1200.0, "word")),
        ("[fifteen lines not declassified]", Amount(15.0, "line")),
        ("[1–1/2 lines of source text not declassified]", Amount(1.5, "line")),
        ("[47 seconds excised]", Amount(47.0, "second")),
        ("[2-minute segment excised]", Amount(2.0, "minute")),
        ("[minutes of the meeting redacted]", None),
        ("[second paragraph redacted]", Amount(None, "paragraph")),
        ("[twenty-two lines not declassified]", Amount(22.0, "line")),
        ("[one hundred and twenty words not declassified]", Amount(120.0, "word")),
        ("[a dozen names withheld]", Amount(12.0, "name")),
        ("[fewer than 3 words redacted]", Amount(3.0, "word", less_than=True)),
        ("Next 3 Page(s) In Document Denied", Amount(3.0, "page")),
        ("12 PAGES DENIED IN FULL", Amount(12.0, "page")),
        ("Pages 5-7 Withheld in Full", Amount(None, "page")),
        ("[5-7 lines redacted]", Amount(None, "line")),
        ("[one or two lines redacted]", Amount(None, "line")),
        ("[third paragraph not declassified]", Amount(None, "paragraph")),
        ("[page 4 line withheld]", Amount(None, "page")),
        ("[Redacted (b)(6) name]", Amount(None, "name")),
        ("[redacted under section 40(2)]", None),
    ],
)
def test_amounts_are_read_as_printed(raw: str, amount: Amount | None) -> None:
    assert amounts.amount(raw) == amount
