"""PII: a telephone number."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import summed
from redaction_audit.checks.pii.sources import NUMBERING, PRIVACY
from redaction_audit.expressions import Expression
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.page import Page

_BREAK = r"(?:(?:\r\n?|\n)[ \t]{0,8})?"
_DOMESTIC = Expression(
    rf"(?<![\w.+/-])(?:\+?1[-. ])?(?:\(\d{{3}}\)[ ]?{_BREAK}\d{{3}}[-. ]{_BREAK}\d{{4}}"
    rf"|\d{{3}}(?P<sign>[-.]){_BREAK}\d{{3}}(?P=sign){_BREAK}\d{{4}}|\d{{3}}/\d{{3}}[-.]\d{{4}})(?![\w-]|\.\d)"
)
_ABROAD = Expression(r"\+(?<![\w+]\+)[1-9]\d{0,2}[-. (]{1,2}\d[\d ().-]{5,14}\d(?![\w-])")
_OWN = ("home", "residence", "cell", "mobile")
"""Words behind which a local number counts."""
_LOCAL = Expression(
    rf"(?i)\b(?:{'|'.join(_OWN)})\b(?:[ ](?:phone|telephone|tel|number|no)\b\.?){{0,2}}[ \t]{{0,3}}"
    r"(?:(?:is|was)\b|[:#])?\s{0,12}(?P<number>(?:\d{3}[-. ])?\d{3}[-. ]\d{4}|\d{10})(?![\w-])"
)
_PRIVATE = Expression(
    r"(?i)(?:\b(?:home|residence|cell(?:ular|phone)?|mobile|personal|private)\b"
    r"(?:[^\d.;,]{0,12}\b(?:phone|telephone|tel|line|number|no|fax)\b[^\d;,]{0,16})?[\s:#(/=–-]{0,14}(?:(?:is|was|at)\b)?\s{0,4}\+?"
    r"|\([hcm]\)[ :]{0,3}|\b[hcm]:[ ]{0,3})\Z"
)
_FIGURES = Hint(r"\d{3}[-?. ]\s*\d{4}|\d{10}|\+[1-9]", rare=r"\d{3}[-?.]?\d{4}|\+[1-9]")
_TOLL_FREE = frozenset(("800", "833", "844", "855", "866", "877", "888"))
"""Area codes of North America under which the called one pays: numbers of offices, not of persons."""


@record_check(
    "PII004",
    "phone-number",
    severity="warning",
    confidence="medium",
    cites=(PRIVACY, NUMBERING),
    flags=(
        Example("Call ⟦202/555-0143⟧. Home number is ⟦555-0143⟧, cell phone ⟦202 555 0143⟧, cell: ⟦2025550143⟧\n"),
        Example("Her cell phone is ⟦202-\n555-0143⟧, mine ⟦(202)\n555-0178⟧.\n"),
        Example("Ms. Doe, home ⟦555 0143⟧, cell phone: ⟦555-0178⟧\n"),
        Example("Ms. Doe\nHome:\n⟦(202) 555-0143⟧\nCell ⟦202-555-0178⟧\n"),
        Example("Office ⟦(202) 555-0100⟧; in Lima ⟦+51 1 555 0100⟧\nResidence: ⟦555-0143⟧\n"),
    ),
    passes=(
        Example("Record 104-10019-10023, DTG 051020Z, clause 252.227-7013, part 123-456-7890 and 1-202-555-0143-2.\n"),
        Example("Call the hotline 1-800-555-0100 or extension 555-0143.\n"),
    ),
    marks_only=True,
    hides=True,
)
def phone_number(view: View) -> Iterator[Hit | Skip]:
    """A telephone number stands open in the text.

    ## Why it matters
    A home or mobile number is personal data of its owner, and a direct line of an officer is often withheld too.

    ## What to do
    Withhold private numbers under exemption 6. A number that says nothing of being private is a note: it may be a
    switchboard that anybody may call. All are masked in reports.

    ## Known limits
    A number must be one of its country's numbering plan. Local ones of seven figures count only behind a word such as
    "home"; numbers free of charge are left alone.
    """
    if view.page.literals.may_match(_FIGURES):
        yield from summed(_found(view.page), "{} more telephone numbers stand open in this record".format)


def _found(page: Page) -> Iterator[Hit]:
    text = page.text
    spans = {match.span() for match in _DOMESTIC.finditer(text) if valid(match[0])}
    spans |= {match.span() for match in _ABROAD.finditer(text) if valid(match[0])}
    local = {match.span("number") for match in _LOCAL.finditer(text)} if page.low_literals.any_of(_OWN) else set()
    for start, end in sorted(spans | local):
        private = (start, end) in local or _PRIVATE.search(text, max(0, start - 60), start) is not None
        yield Hit(
            start,
            end,
            "a private telephone number stands open" if private else "a telephone number stands open",
            kind="phone",
            data={"private": private},
            hidden=((start, end),),
            severity=None if private else "note",
        )


def valid(printed: str) -> bool:
    """Return whether figures are a number of their country (of North America without +), and not free of charge."""
    import phonenumbers

    try:
        number = phonenumbers.parse(" ".join(printed.split()), "US")
    except phonenumbers.NumberParseException:
        return False
    free = number.country_code == 1 and str(number.national_number)[:3] in _TOLL_FREE
    return bool(phonenumbers.is_valid_number(number)) and not free
