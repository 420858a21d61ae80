"""Instructions that count from a day: `10 years from 20080409`, `25 years from date of document`."""

import datetime as dt
import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.law.anniversary import add_years

_WORDS = {"five": 5, "six": 6, "ten": 10, "fifteen": 15, "twenty": 20, "twenty five": 25, "thirty": 30}


def counted(words: str, written: tuple[dt.date, dt.date] | None) -> dt.date | None:
    """Return the day on which a term ends that `words` count from a day they name, or from the record's own.

    `written` are the first and last possible day of the record; of a range the last counts. None for other events, and
    for a day that is not named as a whole.
    """
    found = _term().match(" ".join(words.lower().split()))
    if found is None:
        return None
    printed = found["years"].replace("-", " ")
    years = _WORDS.get(printed) or int(printed)
    if found["own"]:
        return add_years(written[1], years) if written else None
    iso = dates.parse(found["day"])
    return add_years(dt.date.fromisoformat(iso), years) if iso and len(iso) == len("2008-04-09") else None


@cache
def _term() -> re.Pattern[str]:
    """The term, and what it counts from: nothing but a day, or the date of the paper."""
    return fixed(
        r"(?P<years>\d{1,2}|five|six|ten|fifteen|twenty(?:[ -]five)?|thirty) years (?:from|after|of) "
        r"(?:(?:the )?(?P<own>date (?:of|on) (?:this |the )?"
        r"(?:document|memorandum|memo|paper|report|origin|origination|message|letter|classification|decision|signature)"
        r"|date hereof|this date)|(?P<day>[\w ,/.-]{6,24}))[. ]{0,3}\Z"
    )
