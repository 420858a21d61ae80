"""PII: the street address of a home."""

from collections.abc import Iterable, Iterator
from itertools import chain

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import summed
from redaction_audit.checks.pii.sources import PRIVACY
from redaction_audit.expressions import Expression
from redaction_audit.structure.lexicon import Hint

_STREET = (
    r"(?=[A-Z])(?i:(?:street|avenue|road|drive|lane|boulevard|court|place|way|circle|terrace|parkway|highway|square|trail"
    r"|alley|crescent|mews|quay)\b|(?:st|ave|rd|dr|ln|blvd|ct|pl|cir|ter|pkwy|hwy|sq|trl)\b\.?)"
)
_GAP = r"(?:[ ]|[ ]?(?:\r\n?|\n)[ \t]{0,8})"
# A word of living somewhere, then on the same line or the next one a house number, names and a kind of street.
_HOME = Expression(
    r"(?<!\w)(?i:home address|last known\s{1,4}address|home|residence|residing|resides?|resided|lives?|lived|living"
    r"|domiciled)\b"
    r"[ \t:,;)-]{0,3}(?:\r\n?|\n)?[ \t]{0,8}(?i:(?:is|was|at|in|of|located|address|an?|the|house|flat|apartment)"
    r"(?:[ :]{1,2}|[ :]?(?:\r\n?|\n)[ \t]{0,8})){0,6}"
    rf"(?P<address>\d{{1,5}}[A-Z]?{_GAP}(?:[NSEW]\.?[EW]?\.?[ ])?(?:[A-Z0-9][A-Za-z0-9'’.-]{{0,20}}{_GAP}){{1,4}}"
    + _STREET
    + r"(?:[ ](?:N\.?W|N\.?E|S\.?W|S\.?E|N|S|E|W)\b\.?)?"
    r"(?:,?[ ](?i:apt|apartment|unit|suite|#)\.?[ ]?#?[A-Z0-9-]{1,6})?"
    r"(?:,?[ \r\n]{1,2}[A-Z][A-Za-z.]{1,20}(?:[ ][A-Z][A-Za-z.]{1,20}){0,2},?[ ][A-Z]{2}[ ,]{1,2}\d{5}(?:-\d{4})?)?)"
)
_STEMS = ("home", "resid", "liv", "domicil", "last known")
"""With these the words begin: finding them is a hundred times cheaper than trying the expression everywhere."""
_NUMBERED = Hint(
    r"(?:home|resid|liv|domicil|last known\s+address)\w{0,8}"
    r"(?:\W+(?:is|was|at|in|of|located|address|an?|the|house|flat|apartment))*\W+\d"
)


@record_check(
    "PII006",
    "home-address",
    severity="warning",
    confidence="medium",
    cites=(PRIVACY,),
    flags=(
        Example("The clerk lives at ⟦1200 Garden Oak Lane, Apt 4⟧ with her mother.\n"),
        Example("He lived in a house at\n⟦77 Quarry Road⟧. She resides at ⟦9 Old\nMill Square⟧ now.\n"),
        Example("Last known address: ⟦77 Quarry Road⟧\n(last known address)\n⟦9 Old Mill Street⟧ open\n"),
        Example("Home address: ⟦12 N. Elm St., Springfield, VA 22150⟧\nRESIDENCE:\n⟦77 QUARRY ROAD⟧\n"),
    ),
    passes=(
        Example("Department of State, 2201 C Street NW, Washington, DC 20520\n"),
        Example("The mission's residence was sold; he lives in 12 rooms on the street behind Main Street.\n"),
    ),
    marks_only=True,
    hides=True,
)
def home_address(view: View) -> Iterator[Hit | Skip]:
    """The street address of somebody's home stands open in the text.

    ## Why it matters
    It says where a person can be found, and through directories who lives there.

    ## What to do
    Withhold street and number under exemption 6; the town may stay where it says nothing. It is masked in every report.

    ## Known limits
    Read only behind a word of living there ("residence", "lives at") and in the American order of number and street:
    an address alone is mostly an office.
    """
    if view.page.low_literals.may_match(_NUMBERED):
        starts = chain.from_iterable(map(view.page.low_hits, _STEMS))
        yield from summed(_found(view.text, starts), "{} more home addresses stand open in this record".format)


def _found(text: str, starts: Iterable[int]) -> Iterator[Hit]:
    matches = (_HOME.match(text, at) for at in starts)
    for span in sorted({match.span("address") for match in matches if match is not None}):
        yield Hit(span[0], span[1], "the street address of a home stands open", kind="address", hidden=(span,))
