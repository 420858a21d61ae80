"""LEK: a title stands open beside the mark."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.lek.masked import UNREAD, Masked, masked, unread
from redaction_audit.checks.lek.reading import Word, before, behind, last_word
from redaction_audit.checks.lek.sources import NARROWING, PERMANENT
from redaction_audit.checks.lek.vocabulary import words

_NEAR = 40
"""Characters beside a mark in which a title can stand."""
_ADJECTIVES = ("ional", "cial", "tial", "ical", "ural", "thern", "stern", "dox", "glican", "trict")
"""Endings of words that are no given names."""
_BEHIND_IN = frozenset({"general", "charge", "private", "chief"})
"""Words that make a phrase with `in`."""
_SUFFIXES = ("jr", "sr", "ii", "iv", "ph", "md", "m", "e", "j", "d")
"""Beginnings of what may stand behind a name."""


@record_check(
    "LEK002",
    "title-left",
    severity="warning",
    cites=(PERMANENT, NARROWING),
    basis=("FX-11",),
    flags=(
        Example("The board met ⟦Mrs.⟧ XXXXXXXXXXXX at noon.\n"),
        Example(
            "A letter of ⟦General⟧\nXXXXXXXXXXXX was read, and ⟦Dr.⟧ J. [name not declassified] spoke.\n",
            also=("initial-left",),
        ),
        Example("THE BOARD MET ⟦MINISTER⟧ XXXXXXXXXXXX AT NOON.\n"),
        Example("The board met XXXXXXXXXXXX, ⟦Jr.⟧, at noon.\n"),
    ),
    passes=(
        Example("The board met XXXXXXXXXXXX at noon. In general XXXXXXXXXXXX was silent.\n"),
        Example("A board official XXXXXXXXXXXX said. The chief of XXXXXXXXXXXX spoke.\n"),
        Example("Mr. Rowe met XXXXXXXXXXXX. He asked the General. XXXXXXXXXXXX was silent.\n"),
        Example("The Minister [2½ lines not declassified] at noon.\n"),
    ),
    when="marked",
)
def title_left(view: View) -> Iterator[Hit | Skip]:
    """A title or rank stands open beside a mark.

    ## Why it matters
    `Mrs.` says the sex, `General` the service, `Minister` the office of the person whose name is covered. Where few
    people come into question, that is enough.

    ## What to do
    Cover the title with the name.

    ## Known limits
    Only directly in front of the mark, an initial between them apart, or `Jr.`, `M.P.` and the like behind it. Titles
    count with a capital only, and those that are surnames too (`Bishop`) not behind what may be a given name. The
    classified-by line and other header fields have a rule of their own.
    """
    if unread(view):
        yield UNREAD
    yield from capped(hit for mark in masked(view) for hit in _titles(view.text, mark))


def _titles(text: str, mark: Masked) -> Iterator[Hit]:
    title = _in_front(text, mark)
    if title is not None:
        courtesy = title.low in words("courtesies")
        yield Hit(
            title.start,
            title.end + (1 if text[title.end : title.end + 1] == "." else 0),
            "a form of address stands open in front of the mark"
            if courtesy
            else "a rank or office stands open in front of the mark",
            kind="title",
        )
    suffix = _at_the_end(text, mark)
    if suffix is not None:
        yield Hit(
            suffix.start,
            suffix.end + (1 if text[suffix.end : suffix.end + 1] == "." else 0),
            "what stands behind a name stands open behind the mark",
            kind="suffix",
        )


def _in_front(text: str, mark: Masked) -> Word | None:
    """Return the title directly in front of a mark; initials may stand between them."""
    near = last_word(text, mark.start)
    if (len(near) > 2 or near.isalpha()) and not _is_title(near.strip('.,("“').lower()):
        return None
    read = before(text, mark.start, max(0, mark.start - _NEAR))
    while read and len(read[-1].text) == 1 and read[-1].capital and read[-1].trail == ".":
        read.pop()
    if not read:
        return None
    title = read[-1]
    if not _may_address(title) or _is_surname(read, mark) or _is_phrase(read):
        return None
    if title.low in words("courtesies"):
        return title
    article = read[-2].low if len(read) > 1 and not title.stopped and not title.trail else ""
    return None if article in ("a", "an") or (article == "the" and not mark.sure) else title


def _is_title(low: str) -> bool:
    """Return whether a word is a form of address, a rank or an office: `president-elect` and `vice-consul` are, too."""
    if low in words("courtesies", "ranks"):
        return True
    if "-" not in low:
        return False
    first, _, rest = low.partition("-")
    return first.strip(".") in words("ranks") or rest in words("ranks")


def _may_address(title: Word) -> bool:
    """Return whether a word may be a title that goes on to a name: a full stop behind it belongs to an abbreviation."""
    if title.trail not in ("", ".") or title.owns or not title.capital or not _is_title(title.low):
        return False
    if title.low in words("acronyms") and not title.text.isupper():
        return False
    return not title.trail or title.low in words("abbreviated")


def _is_surname(read: list[Word], mark: Masked) -> bool:
    """Return whether the word in front of a mark is rather a name (`Erik King [REDACTED]`) than a form of address."""
    title = read[-1]
    if title.low in words("words_too") and not mark.sure:
        return True
    given = read[-2] if len(read) > 1 and not title.stopped else None
    if title.low in words("suffixes"):  # `Erik King, Sr.`
        named = read[-2] if len(read) > 1 else None
        return named is not None and named.capital and title.lead in ("", ",") and named.low not in _beside()
    if title.low not in words("surnames_too", "surnames_seldom"):
        return False
    if mark.kind in ("label", "tag"):
        return True
    if given is None or not given.text.istitle() or given.low in _beside() or _is_modifier(read):
        return False
    # behind a whole name seldom stands another name
    return not mark.sure or title.low in words("surnames_too")


def _is_modifier(read: list[Word]) -> bool:
    """Return whether the word in front of a title belongs to it: `Crown Prince`, `the Arbon Bishop`."""
    word = read[-2]
    if word.low in words("modifiers") or word.owns or word.low.endswith(_ADJECTIVES):
        return True
    return len(read) > 2 and not word.stopped and read[-3].low in ("the", "a", "an", "its", "their", "our")


def _beside() -> frozenset[str]:
    return words("plain", "ranks", "courtesies", "verbs", "meetings")


def _is_phrase(read: list[Word]) -> bool:
    """Return whether the word belongs to those in front: `in general`, `officer in charge`, `12 Garden Dr.`."""
    title = read[-1]
    if len(read) < 2 or title.stopped:
        return False
    if read[-2].low == "in" and title.low in _BEHIND_IN:
        return True
    if title.low == "pm":  # `at 3 PM`
        return read[-2].text[0].isdigit()
    if title.low != "dr":
        return False
    street = [word for word in read[-4:-1] if word.capital or word.text[0].isdigit()]
    return read[-2].capital and any(word.text[0].isdigit() for word in street)


def _at_the_end(text: str, mark: Masked) -> Word | None:
    """Return `Jr.` and the like behind a mark, which a comma may set apart."""
    start = text[mark.end : mark.end + _NEAR].lstrip(" ,\r\n")[:3]
    if not (start[:1].isupper() and start.lower().replace(".", "").startswith(_SUFFIXES)):
        return None
    read = behind(text, mark.end, min(len(text), mark.end + _NEAR))
    if not read or read[0].low.replace(".", "") not in words("suffixes") or read[0].lead not in ("", ","):
        return None
    return read[0] if read[0].capital else None
