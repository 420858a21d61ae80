"""PII: a private e-mail address.

Source: `rules/mail-hosts.toml`, hosts that give an address to anybody.
"""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit import rulebook
from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import summed
from redaction_audit.checks.pii.sources import PRIVACY
from redaction_audit.expressions import Expression

_HOST = Expression(r"@[ ]?(?P<host>[A-Za-z0-9-]{1,40}(?:[ ]?\.[ ]?[A-Za-z0-9-]{1,40}){1,3})")
_NAME = Expression(r"\w[\w.+'’!#$%&*{|}~^-]{0,63}\Z")
_MASKED = Expression(r"[Xx*#_█▓▒░■.-]{3,64}")
_COUNTRY = Expression(r"\.[a-z]{2}(?![\w-])")
"""What goes on behind a host such as `yahoo.com`: the country in which it serves."""
_LONGEST = 64
"""Characters of the name before the @ (RFC 5321, 4.5.3.1.1: local-part)."""


@record_check(
    "PII005",
    "private-email",
    severity="warning",
    confidence="medium",
    cites=(PRIVACY,),
    flags=(
        Example("From: J. Doe <⟦nobody.at.all.0000@gmail.com⟧>\n"),
        Example("⟦josé.nuñez.0000@gmail.com⟧, ⟦o'malley.0000@aol.com⟧ and ⟦_nobody_0000@yahoo.com.ar⟧ wrote.\n"),
        Example("write to ⟦nobody.0000@YAHOO.CO.UK⟧ or ⟦nobody_0000@hotmail .com⟧. Soon\n"),
    ),
    passes=(
        Example("From: Doe, J <DoeJ@state.gov>\nTo: press@example.com\n"),
        Example("XXXXXXXXXXXX@gmail.com and ████████@yahoo.com wrote.\n"),
        Example("gmail.com is down; write @gmail.com behind it, or to (b)(6)@gmail.com\n"),
    ),
    marks_only=True,
    hides=True,
)
def private_email(view: View) -> Iterator[Hit | Skip]:
    """A private e-mail address stands open in the text.

    ## Why it matters
    The address of a private account is personal data of its owner, whoever wrote to it.

    ## What to do
    Withhold it under exemption 6; that a private account was used can be said without it. It is masked in every report.

    ## Known limits
    Only addresses at hosts that give one to anybody count; those of agencies, companies and private domains do not.
    """
    if "@" in view.text:
        yield from summed(_found(view.text), "{} more private e-mail addresses stand open in this record".format)


def _found(text: str) -> Iterator[Hit]:
    for match in _HOST.finditer(text):
        end = _known(match)
        name = _NAME.search(text, max(0, match.start() - _LONGEST), match.start()) if end else None
        if name is not None and _MASKED.fullmatch(name[0]) is None:
            span = (name.start(), end)
            yield Hit(span[0], span[1], "a private e-mail address stands open", kind="email", hidden=(span,))


def _known(match: re.Match[str]) -> int:
    """Return where the longest known host of a match ends, or 0: words of the next sentence may stand behind it."""
    for dots in range(match["host"].count("."), 0, -1):
        host = ".".join(match["host"].split(".")[: dots + 1])
        if host.replace(" ", "").lower() in hosts():
            end = match.start("host") + len(host)
            country = _COUNTRY.match(match.string, end)
            return country.end() if country is not None else end
    return 0


@cache
def hosts() -> frozenset[str]:
    """Return the hosts of `rules/mail-hosts.toml`, in lower case. Raises LawError when the file is missing or wrong."""
    return frozenset(rulebook.load(rulebook.folder() / "mail-hosts.toml")["hosts"].split())
