"""American spellings of words that the lists of words hold in British spelling only."""

import re
from functools import cache

_SPELLINGS = (
    (r"(arb|hum|lab|hon|fav|col|rum|rig|arm|avi|eav|lav|ghb|vap|anc|val|vig|tum|lam|ean|arl|erv|sav|end)our", r"\1or"),
    (r"(def|off|pret)ence", r"\1ense"),
    (r"(theat|cent|lit|met|lust|spect|fib|calib|somb|sab)re(s?)$", r"\1er\2"),
    (
        r"(trave|cance|signa|labe|mode|counse|fue|channe|marsha|tunne|leve|tota|riva|initia|pane)ll(ed|ing|ers?)$",
        r"\1l\2",
    ),
    (r"lys(e[drs]?|ing)$", r"lyz\1"),
    (r"manoeuvre(s?)$", r"maneuver\1"),
    (r"wilful", r"willful"),
    (r"^sceptic", r"skeptic"),
    (r"^aeroplane", r"airplane"),
)
"""What differs, by the stems in which it does: endings alone would make `fense` and `contor`."""

_MAY = re.compile(r"our|ence|ll(?:ed|ing|er)|res?$|lys|oeuvre|wilful|^sceptic|^aeroplane")
"""What all of these words hold: most others are left at one look."""


def american(word: str) -> str:
    """Return the American spelling of a word in lower case, the word itself where it has no other."""
    for pattern, spelling in _patterns() if _MAY.search(word) else ():
        if pattern.search(word):
            return pattern.sub(spelling, word)
    return word


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), spelling) for pattern, spelling in _SPELLINGS)
