"""How much of a text is no words at all: what character recognition makes of a bad page, or another language."""

import re
from collections import Counter
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.language.tables import Tables

READ = 60_000
"""Characters of a text that are read."""
_FEWEST = 40
"""Words that a share of them says anything about."""
_OFTEN, _LONG = 3, 5
"""A word of so many letters that the text uses so often is its own: a term of its trade. Shorter ones are misread."""


def noise(text: str, tables: Tables) -> float | None:
    """Return the share of words that are none, from 0 to 1; None for a text with hardly any words.

    Only words that begin with a small letter are tried, for names stand in no list; where all is printed in capitals,
    all are.
    """
    text = text[:READ]
    words = _word().findall(text if not text.isupper() else text.lower())
    if len(words) < _FEWEST:
        return None
    strange = (n for word, n in Counter(words).items() if word not in tables and (n < _OFTEN or len(word) < _LONG))
    return sum(strange) / len(words)


@cache
def _word() -> re.Pattern[str]:
    """Match words of three signs and more; figures inside are read as letters, as recognition takes them for one."""
    return fixed(r"\b[a-z][a-z0-9|]{2,30}\b(?!['’])")
