"""PII: the number of a passport."""

from collections.abc import Iterable, Iterator
from itertools import chain

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import summed
from redaction_audit.checks.pii.sources import PRIVACY
from redaction_audit.expressions import Expression
from redaction_audit.structure.lexicon import Hint

_NUMBER = r"(?-i:[A-Z]){0,2}[ ]?\d{6,9}"
_PASSPORT = Expression(
    r"(?i)(?<!\w)(?:passport|ppt)s?\b"
    r"(?:[ \t\r\n]{1,2}(?!(?:fraud|case|file|office|report|agency|request|form)s?\b)[a-z.]{1,12}){0,2}?"
    r",?[ \t\r\n]{0,2}[(]?(?:no\b\.?|nos\b\.?|num\b\.?|numbers?|[:#])"
    rf"[\s:#.]{{0,4}}(?:is[ ])?(?P<number>{_NUMBER})(?![\w-])"
)
_NEXT = Expression(rf"(?i)(?:,?[ \r\n]{{1,2}}(?:and|or|&)|[,;/])[ \r\n]{{1,2}}(?P<number>{_NUMBER})(?![\w-])")
"""A further number behind one, as in `nos. X1234567 and X7654321`."""
_WORDS = ("passport", "ppt")
_NUMBERED = Hint(r"(?:passport|ppt)\D{1,60}\d{6}", rare=r"\d{6}")


@record_check(
    "PII003",
    "passport-number",
    severity="warning",
    cites=(PRIVACY,),
    flags=(
        Example("Her passport (no. ⟦123456789⟧) and passport nos. ⟦X1234567⟧ and ⟦X7654321⟧ were found.\n"),
        Example("The applicant holds passport no. ⟦X1234567⟧ of 1999.\n"),
        Example("His passport, no. ⟦X1234567⟧, expired.\nPASSPORT NUMBER: ⟦123456789⟧\nU.S. Passport #⟦123456789⟧\n"),
    ),
    passes=(
        Example("The passport office issued 123456 books; passport no. 12 is missing.\n"),
        Example("Passport fraud case number 20051234 was closed; passport office report no. 123456.\n"),
        Example("PASSPORT NUMBER XXXXXXXXX and passport fraud case 2005-123456.\n"),
    ),
    marks_only=True,
    hides=True,
)
def passport_number(view: View) -> Iterator[Hit | Skip]:
    """The number of a passport stands open in the text.

    ## Why it matters
    A passport number with a name is enough to pose as its bearer with airlines, banks and border posts.

    ## What to do
    Withhold it under exemption 6, in every copy. It is masked in every report.

    ## Known limits
    Read only behind the word passport and a sign for "number": figures alone look like any other.
    """
    if view.page.low_literals.may_match(_NUMBERED):
        starts = chain.from_iterable(map(view.page.low_hits, _WORDS))
        yield from summed(_found(view.text, starts), "{} more passport numbers stand open in this record".format)


def _found(text: str, starts: Iterable[int]) -> Iterator[Hit]:
    for span in sorted({span for at in starts for span in _numbers(text, at)}):
        yield Hit(span[0], span[1], "a passport number stands open", kind="passport", hidden=(span,))


def _numbers(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the numbers that follow the word at a place."""
    match = _PASSPORT.match(text, at)
    while match is not None:
        yield match.span("number")
        match = _NEXT.match(text, match.end())
