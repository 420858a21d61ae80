"""PII: the number of a bank account."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import summed
from redaction_audit.checks.pii.sources import COURT, IBAN, PRIVACY
from redaction_audit.expressions import Expression
from redaction_audit.structure.lexicon import Hint

_GAP = r"(?:[ ]?[\r\n]{1,2}[ \t]{0,8}|[ ]?)"
"""What may stand between two groups: a blank, or the end of a line."""
_INTERNATIONAL = Expression(rf"(?<![\w-])[A-Z]{{2}}\d\d(?:{_GAP}[A-Z\d]{{4}}){{2,7}}(?:{_GAP}[A-Z\d]{{1,3}})?(?![\w-])")
_LABELLED = Expression(
    r"(?i)(?<!\w)(?:account|acct|a/c)\.?\s{1,2}(?:no\b\.?|nos\b\.?|num\b\.?|numbers?|#)(?:\s(?:is|was))?[\s:#.(]{0,6}"
    r"(?P<number>\d(?:[ -]?\d){6,16})(?![\w-]|[.,/]\d)"
)
_FIGURES = Hint(
    r"(?:account|acct|a/c)\W+(?:n(?:o|um)|#)\D*\d(?:[ -]?\d){6}"
    r"|(?:^|[^a-z0-9])[a-z]{2}\d\d\s*[a-z0-9]{4}\s*[a-z0-9]{4}\s*[a-z0-9]{3}",
    rare=r"\d(?:-?\d){6}",
)
_SHORTEST, _FEWEST = 15, 8
"""Signs of the shortest number of that form, and figures in it: otherwise it is a word."""


@record_check(
    "PII009",
    "bank-account",
    severity="warning",
    confidence="medium",
    cites=(PRIVACY, COURT, IBAN),
    flags=(
        Example("Pay to ⟦DE89 3704 0044\n0532 0130 00⟧ by May.\n"),
        Example("Pay to ⟦DE89 3704 0044 0532 0130 00⟧ or IBAN ⟦GB29NWBK60161331926819⟧ by May.\n"),
        Example("Bank account no. ⟦123456789012⟧; acct. number: ⟦0012-345-678⟧; his account number is\n⟦12345678⟧\n"),
    ),
    passes=(
        Example("On account of 12345678 votes; account no. 12; account number unknown; a/c no. (b)(4).\n"),
        Example("DE89 3704 0044 0532 0130 01, US12 3456 7890 and GB29 NWBK are no numbers of accounts.\n"),
    ),
    marks_only=True,
    hides=True,
)
def bank_account(view: View) -> Iterator[Hit | Skip]:
    """The number of a bank account stands open in the text.

    ## Why it matters
    With the number and the name of its owner money is drawn, and payments are followed.

    ## What to do
    Withhold it under exemption 6 (or 4, for a company's account), in every copy; the last four figures may stay in a
    court's filings. It is masked in every report.

    ## Known limits
    International numbers (IBAN) need a right check number; others are read behind "account no." and its kin, from seven
    figures on. Accounts of an agency's own books look the same.
    """
    if view.page.low_literals.may_match(_FIGURES):
        yield from summed(_found(view.text), "{} more numbers of bank accounts stand open in this record".format)


def _found(text: str) -> Iterator[Hit]:
    spans = {match.span() for match in _INTERNATIONAL.finditer(text) if is_iban(match[0])}
    spans |= {match.span("number") for match in _LABELLED.finditer(text)}
    for start, end in sorted(spans):
        yield Hit(start, end, "the number of a bank account stands open", kind="account", hidden=((start, end),))


def is_iban(printed: str) -> bool:
    """Return whether the two check digits of an international account number are right (ISO 7064, MOD 97-10)."""
    signs = "".join(printed.split())
    if len(signs) < _SHORTEST or sum(sign.isdigit() for sign in signs) < _FEWEST:
        return False
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1
