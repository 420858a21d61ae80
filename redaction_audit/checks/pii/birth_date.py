"""PII: the day a person was born."""

from collections.abc import Iterable, Iterator
from itertools import chain

from redaction_audit import dates
from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import summed
from redaction_audit.checks.pii import tables
from redaction_audit.checks.pii.sources import COURT, PRIVACY
from redaction_audit.expressions import Expression
from redaction_audit.structure.lexicon import Hint

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:(?:18|19|20)\d\d|\d\d)(?!\d)"
_DAY = (
    rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th)?[ -]?{_MONTH}[ -]?,?\s?{_YEAR}"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|\d{{1,2}}(?P<sign>[-/.])\d{{1,2}}(?P=sign){_YEAR}|(?:18|19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d))"
)
_LABELLED = Expression(
    r"(?i)(?<!\w)(?:d\.?p?o\.?b\b\.?|dates?\s(?:and\splace\s)?of\sbirth|birth\s?dates?|birth\s?day)"
    rf"(?:\s?\([A-Z.]{{3,7}}\))?(?:\s(?:is|was|of|on))?[\s:=#,(–—-]{{0,6}}{_DAY}"
)
_IN_COLUMN = Expression(rf"(?i)(?<![\w/.-]){_DAY}")
_BORN = Expression(rf"(?i)born:?(?:\s(?:on|in\s[A-Z][\w'’-]{{1,30}},?(?:\son)?))?\s{_DAY}")
_WHO = Expression(
    r"(?:(?<![\w-])(?:(?i:he|she|who)(?:\s(?i:is|was))?\s|[A-Z][\w.'’-]{1,30}(?:,|\swas)\s)"
    r"|\(|(?:\A|[\r\n])[ \t•*-]{0,8})\Z"
)
"""Who was born, in front of that word."""
_REACH = 40
_STEMS = ("dob", "d.o.b", "dpob", "date of birth", "date and place of birth", "dates of birth", "birthd", "birth d")
_BIRTH = Hint(r"(?:dob|d\.o\.b|dpob|birth|born)\D*\d", rare=r"\d\d")


@record_check(
    "PII007",
    "birth-date",
    severity="warning",
    cites=(PRIVACY, COURT),
    by_provenance={"jfk": "note"},
    flags=(
        Example("The clerk, DOB ⟦04/12/1961⟧, was hired; D.O.B.: ⟦12 APR 1961⟧, DPOB: ⟦12APR61⟧, Arbon.\n"),
        Example("Date of birth: ⟦12 April 1961⟧\nBirth date: ⟦April 12, 1961⟧\nDATE OF BIRTH\n⟦1961-04-12⟧\n"),
        Example("Ida Hall, Date of Birth (DOB) ⟦3/4/1950⟧, was interviewed. Date of birth (D.O.B.): ⟦3/4/1951⟧\n"),
        Example(
            "NAME         DATE OF BIRTH       POSITION\n\nRowe, Ada    ⟦6/1/41⟧  Arbon       clerk, 7/3/75\n"
            "Hall, Ida    ⟦12 April 1961⟧       chair\n"
        ),
        Example("| Name | Date of Birth |\n| --- | --- |\n| Rowe, Ada | ⟦6/1/41⟧, Arbon |\n| Ida Hall, 7/3/75 |  |\n"),
        Example("Her birthday is ⟦April 12, 1961⟧. She was born on ⟦April 12, 1961⟧, in Arbon.\n"),
        Example("Ada Rowe, born ⟦12 April 1961⟧ in Arbon, and Ida Hall (born in Arbon ⟦12/4/1961⟧) left.\n"),
        Example("Ada Rowe, chair\n- Born: ⟦April 12, 1961⟧\n- Education: Arbon\n"),
    ),
    passes=(
        Example("DOB: unknown; DOB XX/XX/XXXX; date of birth (b)(6); she was born in 1961, he in April.\n"),
        Example("The idea was born on May 1, 2009, at the board; the port was born on April 12, 1861.\n"),
        Example("Name        Date of birth:\nRowe, Ada   unknown\nHall, Ida   of 12/4/1961 on duty\n"),
        Example("Name        Date of birth\nThe board met and left on 12/4/1961.\nRowe, Ada   12/4/1961\n"),
        Example("DOB: 04/32/1961 and date of birth 13/13/1961. Birth dates of 12 clerks are in the file.\n"),
    ),
    marks_only=True,
    hides=True,
)
def birth_date(view: View) -> Iterator[Hit | Skip]:
    """The day on which somebody was born stands open in the text.

    ## Why it matters
    Name and birth date together open accounts and records of a person, and tell two of the same name apart.

    ## What to do
    Withhold day and month under exemption 6; the year may stay where it says nothing. It is masked in every report.

    ## Known limits
    Read behind a label (`DOB`, `date of birth`), in the column of a table below it, and, as a note, where a sentence
    says of somebody that he was born on that day: what a telegram reports of a minister's life is often public. In the
    JFK collection, whose people are mostly dead, it is a note.
    """
    if view.page.low_literals.may_match(_BIRTH):
        yield from summed(_found(view), "{} more birth dates stand open in this record".format)


def _found(view: View) -> Iterator[Hit]:
    latest = view.as_of.year
    labelled = set(_days(view.text, chain.from_iterable(map(view.page.low_hits, _STEMS)), latest))
    listed = {
        found.span("date") for found in tables.below(view.page, _STEMS, _IN_COLUMN) if _is_day(found["date"], latest)
    }
    told = set(_told(view.text, view.page.low_hits("born"), latest))
    for start, end in sorted(labelled | listed | told):
        sure = (start, end) in labelled or (start, end) in listed
        yield Hit(
            start,
            end,
            "a birth date stands open",
            kind="birth-date",
            data={"labelled": sure},
            hidden=((start, end),),
            severity=None if sure else "note",
            confidence=None if sure else "medium",
        )


def _days(text: str, starts: Iterable[int], latest: int) -> Iterator[tuple[int, int]]:
    for at in starts:
        match = _LABELLED.match(text, at)
        if match is not None and _is_day(match["date"], latest):
            yield match.span("date")


def _told(text: str, starts: Iterable[int], latest: int) -> Iterator[tuple[int, int]]:
    """Yield the days on which a sentence says that somebody was born."""
    for at in starts:
        match = _BORN.match(text, at)
        if match and _is_day(match["date"], latest) and _WHO.search(text, max(0, at - _REACH), at):
            yield match.span("date")


def _is_day(printed: str, latest: int) -> bool:
    """Return whether what is printed is a day of the calendar; `latest` is the last year that two digits can mean."""
    iso = dates.parse(" ".join(printed.split()), latest=latest)
    return iso is not None and len(iso) == len("1961-04-12")
