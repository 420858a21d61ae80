"""FOI: the release label and the marks contradict each other."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import Label, labels, line_break, plural, told
from redaction_audit.checks.foi.sources import SHOWN, STATE
from redaction_audit.expressions import fixed
from redaction_audit.model import Mark

_SILENT = ("frus", "jfk", "pra")
"""A sheet of the assassination records keeps the status of an older release; the others have no such labels."""
_READ = 30_000
"""Characters behind a label in which blanks are looked for."""
_EMPTY = 3
"""Empty lines between two of a page that tell of a lost box."""
_LABELS = ("IN FULL", "SANITIZED", "anitized", "eclassification in")
_RUNNING = ("UNCLASSIFIED", "Case No", "Doc No", "Approved", "APPROVED", "No Objection")
_UNSURE = frozenset({"label", "pra-code"})
_FOOTER = "UNCLASSIFIED U.S. Department of State Case No. F-2014-00411 Doc No. C06000411 Date: 07/31/2015\n\n"
_PART = "                                RELEASE IN PART"


@record_check(
    "FOI010",
    "release-label-against-marks",
    severity="error",
    confidence="medium",
    cites=(SHOWN, STATE),
    basis=("FX-09", "DS-04"),
    by_provenance={"unofficial": "note"},
    flags=(
        Example(_FOOTER + "                                ⟦RELEASE IN FULL⟧\n\nThe board met XXXXXXXXXXXX at noon.\n",
                also=("FOI001",)),
        Example(_FOOTER + f"                         ⟦{_PART.strip()} B6⟧\n\nThe board met the chair at noon.\n"),
        Example("⟦Declassified in Part - Sanitized Copy⟧ Approved for Release 2012/11/15 : "
                "CIA-RDP81M00980R001700060003-5\n\nThe board met the chair at noon.\n"),
        Example("⟦No Objection to Declassification in Part⟧ 2010/12/01 : LOC-HAK-46-9-6-3\n\nIt met the chair.\n"),
        Example("⟦No Objection to Declassification in Full⟧ 2010/12/01 : LOC-HAK-46-9-6-3\n\nIt met [Redacted].\n"),
    ),
    passes=(
        Example(_FOOTER + f"{_PART} B6\n\nThe board sold                         B6\n"),
        Example(_FOOTER + f"{_PART} B6\n\nThe board                     met the chair at noon.\n"),
        Example(_FOOTER + f"{_PART} B6\n\nTo:\nSubject: Quays\n\nThe board met the chair at noon.\n"),
        Example(_FOOTER + f"{_PART} B6\n\nDear \nThe board met the chair at noon.\n"),
        Example(_FOOTER + "                                RELEASE IN FULL\n\nThe board met the chair at noon.\n"),
        Example(_FOOTER + f"{_PART} B6\n\nIt sold      B6\n\f\n                                RELEASE IN FULL\n"),
        Example("The board wants to RELEASE IN FULL what it met XXXXXXXXXXXX about.\n", provenance="foia",
                also=("FOI001",)),
        Example("Declassified in Part - Sanitized Copy Approved for Release 2012/11/15 : "
                "CIA-RDP81M00980R001700060003-5\n\nThe board met                        25X1\n"),
        Example("No Objection to Declassification in Full 2010/12/01 : LOC-HAK-46-9-6-3\n\nIt met the chair.\n"),
    ),
)  # fmt: skip
def release_label(view: View) -> Iterator[Hit | Skip]:
    """The release label says one thing, the marks of the record another.

    ## Why it matters
    A record stamped as released in full that still hides text is the gravest slip of a release: nobody asks for what
    is said to be there. A record stamped as partial without a deletion either lost its marks, or shows what was to be
    withheld.

    ## What to do
    Full and yet marked: correct the label, or restore the text, and look whether the mark belongs to the original.
    Partial and unmarked: compare with the page image before anything is released again.

    ## Known limits
    Boxes and white space are easily lost in text: where blank stretches or empty header fields remain, the partial
    label is taken as explained. A record with labels of both kinds is passed: its parts were released differently.
    """
    text = view.text
    if view.provenance in _SILENT:
        return
    if not view.page.literals.any_of(_LABELS) and not _stamped(view):
        return
    found = labels(view)
    if len({label.what for label in found}) != 1:
        return
    label = found[0]
    marks = [mark for mark in view.withheld if mark.kind not in _UNSURE and mark.confidence != "low"]
    if label.what == "full":
        if marks:
            yield _full_and_marked(view, label, marks)
    elif not view.withheld and not view.marks.doubtful and not _blanks(text, label):
        yield _part_and_unmarked(view, label)


def _stamped(view: View) -> bool:
    return any(mark.kind == "release-stamp" for mark in view.marks.marks)


def _full_and_marked(view: View, label: Label, marks: list[Mark]) -> Hit:
    words = f"labelled as released in full, yet the record has {plural(len(marks), 'mark')} of withheld text"
    return Hit(
        label.start, label.end, words,
        kind="release-stamp", related=((marks[0].start, marks[0].end, "the first mark"), *told(marks, "a mark")),
        data={"label": "full", "marks": len(marks), "provenance": view.provenance},
    )  # fmt: skip


def _part_and_unmarked(view: View, label: Label) -> Hit:
    return Hit(
        label.start, label.end, "labelled as released in part, yet no deletion is to be seen in the record",
        kind="release-stamp", severity="warning",
        data={"label": "part", "codes": list(label.codes), "provenance": view.provenance},
    )  # fmt: skip


def _blanks(text: str, label: Label) -> bool:
    """Return whether withheld text seems to have left white space: in a line, a header field, or between paragraphs."""
    empty = 0
    seen, last = False, ""
    for line in line_break().split(text[label.end : label.end + _READ])[1:]:
        if not line.strip():
            empty += 1
            continue
        running = any(word in line for word in _RUNNING)
        if not running and ((seen and empty >= _EMPTY) or _blank().search(line)):
            return True
        if running and empty >= _EMPTY and last == ",":
            return True
        last = line.rstrip()[-1]
        # what stands around a running footer is the page's end, no gap
        seen, empty = not running, 0
    return False


@cache
def _blank() -> re.Pattern[str]:
    """Match a long blank beside words, an empty header field or salutation, an address cut short, a code read badly."""
    return fixed(
        r"[A-Za-z,.;'\"(<][ ]{6,240}[a-z(,.;<>]|^[ ]{20,240}[A-Z][a-z]{1,20} [a-z]"
        r"|(?:^|[ \t]{2})(?:\(?[bB]\)?[ ]?\(?[1-9]|1[ .,]?4[ ]?\()[^a-z]{0,24}$"
        r"|^[ \t]{0,9}(?:(?:To|From|Cc|Sent):|Dear[,:]?)[ \t]{0,60}$|[<\[](?:mailto:)?[\w.]{0,20}[ \t]{0,60}$"
    )
