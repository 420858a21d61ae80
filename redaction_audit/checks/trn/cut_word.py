"""TRN: a word lost a letter where its line was broken anew, or its end where lines were cut off."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.trn.body import NOT_NUMBERED, is_unnumbered
from redaction_audit.checks.trn.columns import Column, column, cut
from redaction_audit.checks.trn.joints import Joint, joints
from redaction_audit.checks.trn.neighbours import Beside, beside, clipped, goes_on, noisiness, reading
from redaction_audit.checks.trn.sources import AMOUNT, CAPTURE
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.language.tables import Tables, load

_SHOWN = 200
"""Findings of a record before the rest is only counted: such joints stand on every page of a broken record."""
_TRIED = 2_000
"""Joints that are tried in one record: where there are more, the text is a ruin and the first findings say so."""
_LIKELY, _SURE = -1.0, 2.0
"""Scores from which a letter is said to be missing: with medium, and with high confidence."""
_NOISE, _NOISE_LEADING = 8.0, 2.0
"""What a text full of unknown words takes from the score; less where a leading blank shows the joint."""

NO_TABLES = Skip("the word tables are not installed")
"""The data files of symspellpy are missing: joints are seen, whether a letter is lost cannot be judged."""

MISSING = "a letter is missing at the end of this line"


_CUT = (
    "1. (C) The harbor board met in the old office to hear a\n"
    "on the new quay and on the cranes that were bought ⟦befo⟧\n"
    "winter. Its chair said that the builders had kept their\n"
    "promise, that the harbor would be open again by the end\n"
    "month, and that the government had already paid for ⟦mos⟧\n"
    "the work. Two members asked whether the fishermen had ⟦b⟧\n"
    "told, for their boats would have to leave the western ⟦b⟧\n"
    "while the cranes were brought ashore and tested. The ⟦di⟧\n"
    "answered that letters had been sent to every family, ⟦an⟧\n"
    "nobody had yet complained about the noise or the dust.\n"
)
"""Lines cut off at column 55."""
_HARD = (
    "1. (C) The harbor board met in the old office to hear a\n"
    " report on the new quay and on the cranes that were bou\n"
    "ght before the winter. Its chair said that the builders\n"
    " had kept their promise, that the harbor would be open \n"
    "again by the end of the month, and that the government \n"
    "had already paid for most of the work. Two members aske\n"
    "d whether the fishermen had been told, for their boats \n"
    "would have to leave the western basin while the cranes \n"
    "were brought ashore and tested. The director answered t\n"
    "hat letters had been sent to every family, and that nob\n"
    "ody had yet complained about the noise or the dust.\n"
)
"""The same lines broken at that column, inside words."""


@record_check(
    "TRN013",
    "cut-word",
    severity="warning",
    confidence="medium",
    cites=(CAPTURE, AMOUNT),
    basis=("CV-13",),
    flags=(
        Example(
            telegram("1. (C) The board met in the old office and XXXXXXXXXXXX, a ⟦retire⟧\n master, spoke for an hour.")
        ),
        Example(
            telegram(
                "1. (C) THE BOARD MET IN THE OLD HARBOR \nOFFICE, AND XXXXXXXXXXXX SPOKE OF ⟦TH⟧\n"
                " NEW CRANES AND OF THE QUAY BEFORE THE \nMEMBERS WENT HOME. ",
                "2. (C) THE BOARD THEN VOTED, AND THE CHAIR \nTHANKED SIX ⟦HUNDRE⟧\n GUESTS. ",
            )
        ),
        Example(telegram(_CUT)),
    ),
    passes=(
        Example(telegram("1. (C) The board met in the old\n harbor office and XXXXXXXXXXXX\nspoke for an hour.")),
        Example(
            telegram(
                "1. (C) The board met in the old \noffice and spoke for an \nhour before the rea\nsons were told. "
            )
        ),
        Example(
            telegram(
                "1. (C) XXXXXXXXXXXX told Poloff that Rami\n and the CIA\n chief had met the harbor board of Arbon."
            )
        ),
        Example(
            telegram("1. (C) The board\n met, and th\n chair, and the mem\n bers of th\n club.", "2. (C) It ros\n e.")
        ),
        Example("The box holds a board and a cable, and th\n manual says how to open it with XXXXXXXXXXXX.\n"),
        Example(telegram(_HARD)),
    ),
)
def cut_word(view: View) -> Iterator[Hit | Skip]:
    """A letter of a word is missing at a line end.

    ## Why it matters
    Where names are masked by hand, lines are broken anew, and the sign at the joint is easily lost with the blank. The
    record then says something else than its author wrote (`politic by` for `politics by`), and no mark tells so. Lines
    cut off at one column lose more: everything beyond it.

    ## What to do
    Compare with the original, or with another release of the record. The best completion is given as `completion` in
    the machine formats: a guess from how often words follow one another, never a reading of the page.

    ## Known limits
    Names and acronyms are seldom completed, and a word that is whole with and without its last letter (`document`,
    `documents`) only where its neighbours tell. A lost full stop cannot be told from none: such a joint stays a
    `rewrap-artifact`. Text with many unknown words, as from character recognition, needs stronger signs. English only.
    """
    if is_unnumbered(view):
        yield NOT_NUMBERED
    breaks, narrow = joints(view), column(view)
    if not breaks and narrow is None:
        return
    tables = load()
    if tables is None:
        yield NO_TABLES
        return
    columns = list(_columns(view, narrow, tables)) if narrow else []
    yield from capped(columns or _letters(view, breaks, tables), _SHOWN)


def _letters(view: View, breaks: list[Joint], tables: Tables) -> Iterator[Hit]:
    """Yield the words at joints that read better with one letter more."""
    language = reading(view, tables)
    noise: float | None = None  # it takes as long as all the rest: measured where a word reads better at all
    for joint in breaks[:_TRIED]:
        if joint.leading and (start := clipped(view.text, joint.end, joint.block)) is not None:
            yield _clipped(start, joint)
            continue
        word = beside(view.text, joint.end, joint.start, joint.block)
        if word is None or word.label or _goes_on(word, joint, tables):
            continue
        best = language.completed(word.left, word.word, word.right, name=word.name)
        if best is None or best.gain + joint.prior < _LIKELY:
            continue
        noise = noisiness(view, tables) if noise is None else noise
        score = best.gain + joint.prior - noise * (_NOISE_LEADING if joint.leading else _NOISE)
        if score >= _LIKELY:
            yield _hit(view, word, joint, best.word[-1], score)


def _goes_on(word: Beside, joint: Joint, tables: Tables) -> bool:
    """Return whether the next line goes on with the rest of the word: telegrams were wrapped inside words."""
    return goes_on(word, tables) and not (joint.leading and word.right is not None and word.right in tables)


def _clipped(start: int, joint: Joint) -> Hit:
    """Return the hit for a word that ends in an apostrophe; what it belongs to may be a name, so nothing is quoted."""
    return Hit(start, joint.end, MISSING, kind="word", related=_again(joint))


def _again(joint: Joint) -> tuple[tuple[int, int, str], ...]:
    return ((joint.start - 1, joint.start, "the line was broken again here"),) if joint.leading else ()


def _hit(view: View, word: Beside, joint: Joint, letter: str, score: float) -> Hit:
    printed = view.text[word.start : word.end]
    full = printed + (letter.upper() if len(printed) > 1 and printed.isupper() else letter)
    return Hit(
        word.start,
        word.end,
        MISSING,
        kind="word",
        data={"score": round(score, 1)} if word.name else {"completion": full, "score": round(score, 1)},
        related=_again(joint),
        evidence=None if word.name else printed,  # what may be a name is not repeated: it may be masked elsewhere
        confidence="high" if score >= _SURE else None,
    )


def _columns(view: View, narrow: Column, tables: Tables) -> Iterator[Hit]:
    """Yield the words that lost their ends at a column."""
    for word in cut(view, narrow, tables):
        yield Hit(
            word.start,
            word.end,
            f"letters are missing: lines are cut off at column {narrow.width}",
            kind="word",
            data={"column": narrow.width},
            evidence=view.text[word.start : word.end],
        )
