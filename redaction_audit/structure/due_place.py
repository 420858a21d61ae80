"""How far a declassification instruction reaches behind its label, and how it is shown among the located things."""

import re
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.lines import LINE_END
from redaction_audit.model import Declassify, Located


@cache
def _next_field() -> re.Pattern[str]:
    """Where an instruction ends: at the next field, a caption, a blank line, a paragraph's number, or a bracket."""
    instruction = r"ect\s{1,9}to\s{1,9}(?:an?\s{1,9})?(?:treaty|internat|general\s{1,9}decl|gds)"
    return fixed(
        rf"\s(?:(?:t?ag[es]{{0,2}}|tas|tabs|tgs|subj(?!{instruction})[a-z]{{0,4}}|refs?|ref\(s\)|cl(?:assified)? by"
        r"|reason|cl reason|drv|derived)\b[ .:;,(]|(?:sent|from|to|cc|date) ?:|(?:sip|no|ex|lim|sta)dis(?![a-z]))"
        rf"|{LINE_END}[ \t\f]{{0,80}}(?=[\r\n])"
        r"|[\r\n][ \t]{0,8}¶?\(?\d{1,2}[.)](?!\d)|[\r\n](?=[ \t]{0,8}\()"
        r"|\s\|(?=[ \t]{0,8}(?:[\r\n]|\Z))"
    )


def last(low: str, at: int, most: int = 200) -> int:
    """Return where the instruction that begins at `at` ends at the latest.

    The next field, a blank line, `most` characters.
    """
    limit = min(len(low), at + most)
    found = _next_field().search(low, max(0, at - 1), limit)
    return max(at, found.start()) if found else limit


@cache
def box() -> re.Pattern[str]:
    """Match a box to be ticked, in lower case: what stands in its line is a reviewer's form (`( ) or ( ) C OADR`)."""
    return fixed(r"[(\[] {0,3}x? {0,3}[)\]]")


def spans(due: Declassify) -> list[Located]:
    """Return the span of an instruction, none where nothing stands behind the label."""
    if due.kind == "empty":
        return []
    kind = "marking.decl_date" if due.kind == "date" else "marking.decl"
    return [Located(kind, due.start, due.end, due.raw, due.value or ", ".join(due.codes) or None)]
