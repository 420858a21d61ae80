"""Stamps of release and review: State FOIA footers, CIA releases, libraries, systematic review, the JFK collection."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen
from redaction_audit.structure import scanned_stamps
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.literals import Literals
from redaction_audit.structure.page import Page

LOOK_ALIKES = str.maketrans("OoQIlSB", "0001158")
"""The letters that scans put for digits of a number."""
REACH = 12_000
"""Characters at either end of a record in which a stamp is looked for; stamps stand on every page."""


_PAGES = 8
"""Pages whose stamps are looked at for one that is whole."""


class Stamp(Frozen):
    """One stamp: who stamped (`foia`, `cia_crest`, `systematic`, `mdr`, `jfk`, `pra`), where, and what it says.

    `parts` holds (name, start, end, value) for `document_id`, `case_number` and `date`.
    """

    kind: str
    start: int
    end: int
    parts: tuple[tuple[str, int, int, str], ...] = ()


_DAY, _ISO, _STATE = r"\d{1,2}[/ -]\d{1,2}[/ -]\d{4}", r"\d{4}/\d\d/\d\d", r"C[0-9OolIS]{8}(?![0-9])"
_AMERICAN = r"\d{1,2}[/-]\d{1,2}[/-]\d{4}"
_GAP = r"[ \t\r\n]{0,12}"
_NUMBER = rf"Doc No\.?:?[ \t]{{0,6}}(?P<document_id>{_STATE})"
_LIBRARY = r"(?:LOC-HAK|NL[A-Z])(?:-\d{1,4}){3,6}"
"""Numbers of papers that presidential libraries and the Library of Congress had scanned for review by all agencies."""
_LINE = r"(?:(?<=[\r\n])|(?<![\x00-\U0010ffff]))[ \t]{0,60}"
_SECTION = r"(?:,?[ \t\r\n]{1,3}as amended)?,?[ \t\r\n]{1,3}(?i:sec(?:tion|\.))[ \t]{0,3}"

_FORMS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "jfk", (" THE PRESIDENT JOHN F. KENNEDY",),
        r"20[12]\d[ \t]{1,3}RELEASE (?:UNDER|C\w{0,4}) THE PRESIDENT JOHN F\. KENNEDY[^\r\n]{0,60}",
    ),
    ("jfk", ("Released under the John F. Kenned",), r"Released under the John F\. Kenned\w"),
    (
        "jfk", ("President John F. Kennedy Assassination",),
        r"President John F\. Kennedy Assassination Records Collection Act",
    ),
    ("jfk", ("JFK Assassination System",), r"JFK Assassination System(?=[^\x00]{0,60}Identification Form)"),
    ("jfk", ("JFK ASSASSINATION SYSTEM",), r"JFK ASSASSINATION SYSTEM(?=[^\x00]{0,60}IDENTIFICATION FORM)"),
    ("jfk", ("Final Determination Notification",), r"Final Determination Notification"),
    ("jfk", ("DocId", "Docld"), r"(?<!\w)[A-Z]W \d{4,6}[ \t]{1,6}Doc[Il]d:?[ \t]{0,3}\d{8}(?!\d)"),
    ("jfk", ("13-00000",), r"(?<![\w-])13-00000(?![\w-])"),
    (
        "cia_crest", ("elease",),
        (
            rf"(?i:(?:Declassified|Approved|Sanitized)[^\r\n]{{0,60}}Release)[^\r\n]{{0,16}}?(?P<date>{_ISO})"
            r"[ \t]{0,4}[:;.]?[ \t]{0,4}"
            r"(?P<document_id>[Cc][Ii][Aa]-?[ ]?R[^\s\r\n]{0,3}[0-9OIl]{2}[ -]?[^\r\n]{4,30})"
        ),
    ),
    (
        "cia_crest", ("bjection",),
        (
            rf"(?i:No Objection to Declassification)(?i: in (?:full|part))?[ \t]{{1,6}}(?P<date>{_ISO})"
            rf"[ \t]{{0,4}}[:;.]?[ \t]{{0,4}}(?P<document_id>{_LIBRARY})"
        ),
    ),
    (
        "foia", ("elease",),
        rf"(?i:Approved For Release)[ :]{{1,4}}(?P<date>{_ISO})[ \t]{{1,6}}(?P<document_id>{_STATE})",
    ),
    (
        "foia", ("Case No",),
        (
            r"Case No\.?:?[ \t]{0,6}(?P<case_number>[A-Z]{1,4}-\d{4}-\d{3,6})"
            rf"(?:{_GAP}{_NUMBER})?(?:{_GAP}Date:?[ \t]{{0,6}}(?P<date>{_DAY}))?"
        ),
    ),
    (
        "foia", ("UNCLASSIFIED\"", "UNCLASSIFIED”"),  # the head of State's pages since 2022
        (
            r"(?P<case_number>FL-\d{4}-\d{5})[ \t]{1,40}(?P<document_id>[A-Z]-\d{11})[ \t]{1,40}"
            rf"[\"“”]UNCLASSIFIED[\"“”][ \t]{{1,40}}(?P<date>{_AMERICAN})"
        ),
    ),
    ("foia", ("Doc No",), _NUMBER),
    (
        "foia", ("FOR RELEASE",),
        r"APPROVED FOR RELEASE[ \t\r\n]{1,24}DATE:?[ \t]{0,4}(?P<date>\d{1,2}-[A-Za-z]{3}-\d{4})",
    ),
    (
        "foia", ("by NSA", "BY NSA"),
        (
            rf"(?i:approved for release by NSA)(?:/CSS)?[ \t]{{1,4}}(?i:on)[ \t]{{1,4}}(?P<date>{_AMERICAN}),?"
            r"[ \t\r\n]{1,6}(?i:FOIA case)[ \t]{0,3}#?[ \t]{0,3}(?P<case_number>\d{3,8})"
        ),
    ),
    ("foia", ("REVIEW AUTHORITY",), rf"{_LINE}REVIEW AUTHORITY:[ \t]{{1,6}}[^\r\n]{{2,80}}"),
    ("foia", ("HEREIN IS UNCLASSIFIED",), r"ALL INFORMATION CONTAINED[ \t\r\n]{1,40}HEREIN IS UNCLASSIFIED"),
    ("foia", ("RELEASE IN",), r"RELEASED? IN (?:FULL|PART)\b"),
    (
        "systematic", ("Declassified/Released",),
        r"Declassified/Released[^\x00]{0,120}?Systematic Review(?:\s{1,40}(?P<date>\d{1,2} [A-Za-z]{3,9} \d{4}))?",
    ),
    ("systematic", ("NND", "uthority NW", "uthority: NW"), r"(?i:authority)[ \t:._]{0,6}N(?:ND|W)[ \t-]{0,3}\d{5,6}"),
    ("systematic", ("eclassified by NARA", "ECLASSIFIED BY NARA"), r"(?i:declassified by) NARA\b"),
    ("mdr", ("ISCAP",), r"ISCAP (?i:appeal|no|case)[^\r\n]{0,40}"),
    ("mdr", ("3.3",), r"E\.?O\.? ?1(?:2958|3526),?[ \t]{1,4}3\.3 ?\([bh]\)"),
    (
        "mdr", ("Sec. 3.", "SEC. 3.", "Section 3.", "SECTION 3."),
        (  # the section on mandatory review: 3.4 of E.O. 12356, 3.6 of 12958, 3.5 since
            rf"{_LINE}(?:(?i:IAW|per|authority:?)[ \t]{{1,4}})?E\.?[ ]?O\.?[ ]?"
            rf"(?:12356{_SECTION}3\.4|12958{_SECTION}3\.[56]|13292{_SECTION}3\.5|13526{_SECTION}3\.5)"
            r"(?:\([a-z]\))?(?=[ \t,]{0,60}(?:[\r\n]|\Z))"
        ),
    ),
    (
        "mdr", ("PER E.O.",),
        rf"PER E\.O\. ?1(?:2958|3526)[^\r\n]{{0,20}}(?:\r\n?|\n){_LINE}(?:19|20)\d\d-\d{{4}}-M(?:R|-\d)?(?!\w)",
    ),
    (
        "mdr", ("by NSA", "BY NSA"),
        (
            rf"(?i:by NSA)(?:/CSS)?[ \t]{{1,4}}(?i:on)[ \t]{{1,4}}{_AMERICAN},?[ \t\r\n]{{1,6}}"
            r"MDR[ -](?i:case)?[ \t]{0,3}#?[ \t]{0,3}\d{3,8}"
        ),
    ),
    ("mdr", ("andatory",), r"(?i:mandatory (?:declassification )?review) (?i:case|request|no)\b[^\r\n]{0,40}"),
    ("pra", ("WITHDRAWAL",), r"WITHDRAWAL(?:/REDACTION)? SHEET"),
    ("pra", ("Withdrawal Sheet", "Withdrawal/Redaction Sheet"), r"Withdrawal(?:/Redaction)? Sheet"),
    (
        "pra", ("Presidential Records Act",),
        r"Presidential Records Act[ \t]{0,4}-[ \t]{0,4}\[?44 U\.?S\.?C",
    ),
)  # fmt: skip
"""Kind, literals of which one must occur, and pattern; the first kind that is found names the provenance."""

_DATED = "elease"
"""The literal of forms that print a date with strokes, which few records do: that is looked for as well."""
_DAY_THERE = Hint(r"[0-9]{4}/[0-9]{2}/[0-9]{2}", rare=r"/\d\d/\d\d(?<=\d{4}/\d\d/\d\d)")
_OTHERS = tuple(literal for _, literals, _ in _FORMS for literal in literals if literal != _DATED)


@cache
def _form(index: int) -> re.Pattern[str]:
    return fixed(_FORMS[index][2])


def find(text: str, kinds: frozenset[str] | None = None, literals: Literals | None = None) -> Iterator[Stamp]:
    """Yield the first stamp of every form, in the order of `_FORMS`; both ends of the text are read, `REACH` each.

    `literals` are those of `text`, where the caller has them: then damaged stamps are looked for too, of kinds of which
    none is whole.
    """
    seen = set()
    ends = [(0, len(text))] if len(text) <= 2 * REACH else [(0, REACH), (len(text) - REACH, len(text))]
    for index in _likely(Literals(text) if literals is None else literals):
        kind, needed, _ = _FORMS[index]
        if kinds is not None and kind not in kinds:
            continue
        for start, end in ends:
            if all(text.find(literal, start, end) < 0 for literal in needed):
                continue
            found = _fullest(_form(index), text, start, end)
            if found:
                seen.add(kind)
                yield Stamp(kind, found.start(), found.end(), tuple(_parts(found)))
                break
    for kind, start, end in scanned_stamps.find(text, literals) if literals is not None else ():
        if kind not in seen and not REACH < start < len(text) - REACH:
            seen.add(kind)
            yield Stamp(kind, start, end)


def _fullest(form: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first stamp of a form that has all its parts, else the first: a scan may have damaged one page's."""
    first = None
    for found in islice(form.finditer(text, start, end), _PAGES):
        if all(found.groups()):
            return found
        first = first or found
    return first


def _likely(literals: Literals) -> Iterator[int]:
    """Yield the indexes of the forms whose literal occurs in the text; one look tells most records that have none."""
    dated = literals.may_match(_DAY_THERE) and _DATED in literals
    if not dated and not literals.any_of(_OTHERS):
        return
    for index, (_, needed, _) in enumerate(_FORMS):
        if dated if _DATED in needed else literals.any_of(needed):
            yield index


def _parts(found: re.Match[str]) -> Iterator[tuple[str, int, int, str]]:
    for name, printed in found.groupdict().items():
        if printed is None:
            continue
        start, end = found.span(name)
        if name == "document_id":
            value = _number(printed)
            if value is None:
                continue
            end = start + len(printed.rstrip())
        else:
            value = printed if name == "case_number" else _day(printed)
        if value:
            yield name, start, end, value


def _day(printed: str) -> str | None:
    """Return the ISO day of a stamp's date; a scan may have lost the strokes (`07 31 2017`)."""
    return dates.parse(printed if any(c.isalpha() for c in printed) else printed.replace(" ", "/"))


def _number(printed: str) -> str | None:
    """Return a State, library or CIA number with look-alike letters folded, or None when it does not come out whole.

    CIA-RDP numbers are two digits, a letter or hyphen, five digits, a letter, twelve digits, a hyphen and one digit.
    """
    if printed[:1] == "C" and printed[1:2] not in "Ii":
        return "C" + printed[1:].translate(LOOK_ALIKES)
    if printed.startswith(("LOC", "NL")) or printed[1:].startswith("-0"):
        return printed
    closed = "".join(printed.split())
    found = re.match(
        r"(?i:CIA)-?R.{0,2}?([0-9OIlS]{2})([A-Z-])([0-9OIlS]{5})([A-Z])([0-9OIlS]{12})-([0-9OIl])(?![0-9])", closed
    )
    if found is None:
        return None
    year, mark, box, letter, folder, last = found.groups()
    return "CIA-RDP" + "".join(
        (
            year.translate(LOOK_ALIKES),
            mark,
            box.translate(LOOK_ALIKES),
            letter,
            folder.translate(LOOK_ALIKES),
            "-",
            last.translate(LOOK_ALIKES),
        )
    )


def part(stamps: list[Stamp], name: str) -> tuple[int, int, str] | None:
    """Return start, end and value of the first `name` among the stamps, or None."""
    return next(
        ((start, end, value) for stamp in stamps for key, start, end, value in stamp.parts if key == name), None
    )


def release_year(page: Page, stamps: list[Stamp]) -> int | None:
    """Return the year of release that a stamp names, or None: an anchor for two-digit years."""
    found = part(stamps, "date")
    if found:
        return int(found[2][:4])
    for stamp in stamps:
        if stamp.kind == "jfk" and page.text[stamp.start : stamp.start + 4].isdecimal():
            return int(page.text[stamp.start : stamp.start + 4])
    return None
