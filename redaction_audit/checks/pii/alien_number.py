"""PII: the registration number of an alien."""

from collections.abc import Iterable, Iterator
from itertools import chain

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import summed
from redaction_audit.checks.pii.sources import PRIVACY
from redaction_audit.expressions import Expression
from redaction_audit.structure.lexicon import Hint

_ALIEN = Expression(
    r"(?i)(?<![\w-])(?:alien(?:\s(?:reg(?:istration|\.)?|file))?\s{0,2}(?:no\b\.?|num\b\.?|number|[#:])"
    r"|a[- ]?(?:numbers?|file)\b|a[- ]?nos?\b\.?|a ?#)(?:\s(?:is|was))?[\s:#.(]{0,6}"
    r"(?P<number>A?[- ]?(?:\d{2,3}[- ]\d{3}[- ]\d{3}|\d{8,9}))(?![\w-])"
)
_WORDS = ("alien", "a-", "a no", "a #", "a#", "a file", "a num")
_NUMBERED = Hint(
    r"(?:alien\D*|(?:^|\W)a[- ]?(?:nos?|numbers?|file|#)\W*(?:(?:is|was)\W*)?a?[- ]?)\d{2,3}[- ]?\d{3}[- ]?\d{3}",
    rare=r"\d{2}-?\d{3}-?\d{3}",
)


@record_check(
    "PII008",
    "alien-number",
    severity="warning",
    cites=(PRIVACY,),
    flags=(
        Example("The applicant, A-number ⟦A012345678⟧, left. Alien Registration No. ⟦A12-345-678⟧\n"),
        Example("A# ⟦012 345 678⟧\nA-file\n⟦A012-345-678⟧; alien number: ⟦12345678⟧\n"),
    ),
    passes=(
        Example("The alien registration act of 1940; A 123456789; a number of 12345678 boats; grade A-12345678.\n"),
        Example("A-number XXXXXXXXX, A# (b)(6), A-file 12 and alien no. 12345.\n"),
    ),
    marks_only=True,
    hides=True,
)
def alien_number(view: View) -> Iterator[Hit | Skip]:
    """The registration number of an alien stands open in the text.

    ## Why it matters
    The number stays with an immigrant for life and opens the file of the case, that of a refugee's claim among them.

    ## What to do
    Withhold it under exemption 6, in every copy. It is masked in every report.

    ## Known limits
    Eight or nine figures behind a label (`A-number`, `A#`, `alien registration no.`); alone they look like any other.
    """
    if view.page.low_literals.may_match(_NUMBERED):
        starts = chain.from_iterable(map(view.page.low_hits, _WORDS))
        yield from summed(_found(view.text, starts), "{} more alien numbers stand open in this record".format)


def _found(text: str, starts: Iterable[int]) -> Iterator[Hit]:
    matches = (_ALIEN.match(text, at) for at in starts)
    for span in sorted({match.span("number") for match in matches if match is not None}):
        yield Hit(span[0], span[1], "the registration number of an alien stands open", kind="alien", hidden=(span,))
