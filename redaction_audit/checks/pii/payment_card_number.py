"""PII: the number of a payment card."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import summed
from redaction_audit.checks.pii.sources import LUHN, PRIVACY
from redaction_audit.expressions import Expression
from redaction_audit.structure.lexicon import Hint

_APART = r"[- \r\n][\r\n]{0,2}[ \t]{0,8}"
"""What divides two groups of figures: a sign, and perhaps the end of a line."""
_GROUPED = Expression(
    r"(?<![\w.-])(?<![0-9A-F]{4}[- \r\n])(?:(?:[3-6]\d{3}|2[2-7]\d\d)(?P<sign>[- ])(?:[\r\n]{1,2}[ \t]{0,8})?\d{4}"
    rf"(?:{_APART}\d{{4}}){{2}}|3[47]\d{{2}}{_APART}\d{{6}}{_APART}\d{{5}})(?![\w-]|\s{{1,2}}[0-9A-F]{{4}}(?!\w))"
)
_PLAIN = Expression(
    r"(?i)\b(?:card|visa|master ?card|amex|american express)\b[^\d\r\n]{0,30}(?P<number>[2-6]\d{12,18})(?!\d)"
)
_FIGURES = Hint(
    r"\d{4}[- \r\n]\s*\d{4}[- \r\n]\s*\d{4}|\d{4}[- \r\n]\s*\d{6}[- \r\n]\s*\d{5}|\d{13}",
    rare=r"\d{4}-?\d{4}-?\d{4}|\d{4}-?\d{6}-?\d{5}",
)


@record_check(
    "PII002",
    "payment-card-number",
    severity="warning",
    cites=(PRIVACY, LUHN),
    flags=(
        Example("He paid with ⟦4111 1111 1111 1111⟧ in May.\nAnd with ⟦5500-0000-0000-0004⟧ too.\n"),
        Example("He paid with ⟦4111 1111\n1111 1111⟧ and with ⟦2221 0000 0000 0009⟧ in May.\n"),
        Example("Visa card no. ⟦4111111111111111⟧, exp. 05/09; the other is ⟦3782 822463 10005⟧.\n"),
    ),
    passes=(
        Example("He paid with 4111 1111 1111 1112 and order 1234 5678 9012 3452.\n"),
        Example("6700 51F1 5272 5274 5275 5269 52DE; 509A 4111 1111 1111 1111; 4111 1111 1111 1111\n52DD\n"),
        Example("Parts 4111 1111 1111 1111 1111 and 1234 4111 1111 1111 1111 are spare.\n"),
        Example("Serial 4111111111111111 of the pump; card ending 1111; card no. 4111111111111112.\n"),
    ),
    marks_only=True,
    hides=True,
)
def payment_card_number(view: View) -> Iterator[Hit | Skip]:
    """The number of a payment card stands open in the text.

    ## Why it matters
    With the number goods are bought at the bearer's cost; old cards are renewed under the same number.

    ## What to do
    Withhold it under exemption 6 (or 4, for a company's account), in every copy. It is masked in every report.

    ## Known limits
    The check digit must be right, and the figures must stand in groups of four (4-6-5 for some) or behind a word such
    as "card"; a serial number in groups of four has a right check digit once in ten times.
    """
    if view.page.literals.may_match(_FIGURES):
        yield from summed(_found(view.text), "{} more payment card numbers stand open in this record".format)


def _found(text: str) -> Iterator[Hit]:
    spans = [match.span() for match in _GROUPED.finditer(text)]
    spans += [match.span("number") for match in _PLAIN.finditer(text)]
    for start, end in sorted(set(spans)):
        if luhn([int(sign) for sign in text[start:end] if sign.isdigit()]):
            yield Hit(start, end, "a payment card number stands open", kind="card", hidden=((start, end),))


def luhn(digits: list[int]) -> bool:
    """Return whether the last digit is the check digit of those before it (ISO/IEC 7812-1, annex B)."""
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
