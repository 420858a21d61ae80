"""Where header fields begin and end: the labels of tags, subject, references, order line and classified-by block."""

import re
from functools import cache

from redaction_audit.expressions import fixed


@cache
def next_label() -> re.Pattern[str]:
    """Match the label of any header field at the start of a line, or a numbered paragraph. Runs over lower-case text.

    A match begins with the line break (or stands at the text's start when `pos` is 0).
    """
    return fixed(
        r"[\r\n][ \t\f]{0,60}¶?(?:e ?\. ?o ?[.:]|e\.?o\.? ?1\d{3}|t?ag[es]{0,2} ?[:;,]|tags?[ \t]|t[abg]b?s ?[:;]"
        r"|subj[a-z]{0,5} ?[:;.]|subj[a-z]{0,5}[ \t]"
        r"|ref(?:s|\(s\)|erences?|tels?)?(?: ?[:;]|[ \t]{2,20}:)|refs?[ \t]{1,8}(?:[(a-z]|\d\d [a-z]{3})|ref\(s\)"
        r"|refs?\.[ \t]{1,8}(?:\d\d )?[a-z]{3,20} \d{2,7}\b|(?:[pbhk]ef|r3f|re[pe]|r ef|re f)s?:"
        r"|cl?a?ss?i?fied by|declassify"
        r"|decl ?[:;]|reason ?s?[:;]|derived from"
        r"|1 ?[.)][ \t]*\S|1\.?[ \t]?\(|\d{1,2}\. ?\()"
    )


def inline_cut(low: str, start: int, end: int) -> int | None:
    """Return where the label of another field begins inside `low[start:end]`, None when there is none.

    It stands there because the lines of the header were joined. Runs over lower-case text.
    """
    if low.find(":", start, end) < 0 and low.find("eo", start, end) < 0 and low.find("e.o", start, end) < 0:
        return None  # only an order's number may stand without colon
    found = inline_label().search(low, start, end)
    return found.start() if found else None


@cache
def inline_label() -> re.Pattern[str]:
    """Match a label that stands inside a line because the lines of the header were joined: it carries its colon."""
    return fixed(
        r"[ \t](?:e\.?o\.?:? ?1\d{3,4}[ :]|tags ?:|subj(?:ect)? ?:|ref(?:s|\(s\)|erences?|tels?)? ?:|classified by ?:"
        r"|reasons? ?:)"
    )
