"""PII: a social-security number."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import summed
from redaction_audit.checks.pii import tables
from redaction_audit.checks.pii.sources import ASSIGNED, COURT, PRIVACY
from redaction_audit.expressions import Expression
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.page import Page

_DASHED = Expression(  # the first figure is named first: a search leaps from figure to figure
    r"(?P<area>\d(?<![\w.-]\d)\d\d)(?P<sign>[-–‑ ])(?:[\r\n]{1,2}[ \t]{0,8})?(?P<group>\d\d)"
    r"(?P=sign)(?:[\r\n]{1,2}[ \t]{0,8})?(?P<serial>\d{4})(?![\w-]|\.\d)"
)
_PLAIN = Expression(
    r"(?i)\b(?:SSN|SSAN|S\.S\.N\.|SS ?#|social[ -]security (?:account )?(?:no\.?|number|#))"
    r"(?:[\s:#.]{0,6}(?:is|was)\b)?[\s:#.]{0,6}(?P<number>(?P<area>\d{3})(?P<group>\d\d)(?P<serial>\d{4}))(?!\d)"
)
_IN_COLUMN = Expression(r"(?<![\w.-])(?P<area>\d{3})[- –]?(?P<group>\d\d)[- –]?(?P<serial>\d{4})(?![\w-]|\.\d)")
_NAMES = ("ssn", "ssan", "s.s.n.", "ss #", "ss#", "social security", "social-security")
"""What a number without hyphens stands behind."""
_LABEL = Expression(r"(?i)(?:\bSSA?N\b|\bS\.S\.N\.|\bSS ?#|social[ -]security)[^\d]{0,40}\Z")
_FIGURES = Hint(r"\d{3}(?:[-?]\s*\d\d[-?]\s*| \s*\d\d \s*|\d\d)\d{4}", rare=r"\d{3}[-?]?\d\d[-?]?\d{4}")


@record_check(
    "PII001",
    "social-security-number",
    severity="warning",
    cites=(PRIVACY, COURT, ASSIGNED),
    flags=(
        Example("The clerk, SSN ⟦219-09-9999⟧, was hired in May.\n"),
        Example("DOE, J.   ⟦078-05-1120⟧   CLERK\n"),
        Example(
            "The clerk, SSN ⟦219-09-\n9999⟧, left. Her Social Security Number is ⟦219099999⟧; S.S.N. ⟦219-09-9999⟧\n"
        ),
        Example("Social Security Number: ⟦078051120⟧\nSS# ⟦219 09 9999⟧\n"),
        Example("Name        Social Security No.\n\nRowe, Ada   ⟦219099999⟧\nHall, Ida   ⟦219 09 9998⟧\n"),
        Example("| Name | SSN | Fee |\n|---|---|---|\n| Rowe | ⟦219099999⟧ | 219099998 |\n"),
    ),
    passes=(
        Example("The clerk, SSN XXX-XX-1120, was hired; so was SSN 000-12-3456 and SSN 912-34-5678.\n"),
        Example("Record 104-10019-10023, call 202-555-0143, part 123-45-67890 and 1-219-09-9999-2.\n"),
        Example("The tables 219 09 9999 and 078051120 hold no label.\n"),
        Example("Name        Social Security No.   Receipt\nRowe, Ada   (b)(6)                219099999\n"),
    ),
    marks_only=True,
    hides=True,
)
def social_security_number(view: View) -> Iterator[Hit | Skip]:
    """A social-security number stands open in the text.

    ## Why it matters
    The number opens bank accounts and tax records of its bearer, and it cannot be called back once it is published.

    ## What to do
    Withhold it under exemption 6, in every copy; the last four digits may stay in a court's filings. It is masked in
    every report.

    ## Known limits
    Figures divided as 3-2-4 by hyphens count without a label, with medium confidence; divided by blanks or not at all
    they need one, or the column of a table below it. Numbers that are never assigned are left alone.
    """
    if view.page.literals.may_match(_FIGURES):
        yield from summed(_found(view.page), "{} more social-security numbers stand open in this record".format)


def _found(page: Page) -> Iterator[Hit]:
    text = page.text
    listed = _listed(page) if page.low_literals.any_of(_NAMES) else set()
    for start, end in sorted(listed):
        yield _hit(start, end, labelled=True)
    for match in _DASHED.finditer(text):
        labelled = _LABEL.search(text, max(0, match.start() - 60), match.start()) is not None
        if match.span() in listed:
            continue
        if (labelled or match["sign"] != " ") and _assigned(match["area"], match["group"], match["serial"]):
            yield _hit(*match.span(), labelled=labelled)
    for match in _PLAIN.finditer(text) if page.low_literals.any_of(_NAMES) else ():
        if _assigned(match["area"], match["group"], match["serial"]):
            yield _hit(*match.span("number"), labelled=True)


def _listed(page: Page) -> set[tuple[int, int]]:
    """Return the places of the numbers in the column of a table below its name."""
    found = tables.below(page, _NAMES, _IN_COLUMN)
    return {match.span() for match in found if _assigned(match["area"], match["group"], match["serial"])}


def _assigned(area: str, group: str, serial: str) -> bool:
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def _hit(start: int, end: int, *, labelled: bool) -> Hit:
    words = "a social-security number stands open" if labelled else "figures in the form of a social-security number"
    return Hit(
        start,
        end,
        words,
        kind="ssn",
        data={"labelled": labelled},
        hidden=((start, end),),
        confidence=None if labelled else "medium",
    )
