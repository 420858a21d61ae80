"""What is left to be done before a batch may be released, in sentences, for those who do not know the program."""

from collections import Counter
from collections.abc import Iterator

from redaction_audit.model import SEVERITIES, Frozen, Severity
from redaction_audit.outputs.report import Summary
from redaction_audit.store import Store
from redaction_audit.text.counting import count

DISMISSED = "f.decision = 'dismiss' AND f.state IN ('first', 'agreed', 'settled')"
"""SQL: reviewers said that the finding is wrong or does not matter, and nobody says otherwise."""
_STEPS = {
    "open": "undecided: somebody compares each with the page, the gravest first, and decides",
    "second": "waiting for a second look",
    "disputed": "disputed: two people differ, a third one settles it",
    "confirm": "confirmed: mend each record as its rule says, and scan again",
    "refer": "referred: the other office answers before the record is released",
    "disposed": "disposed of: passed, exempt or excluded, as the decision says",
    "dismiss": "dismissed: nothing is left to be done",
}
"""What is to be done with findings by where they stand, the most pressing first."""


class Todo(Frozen):
    """`before` is what hinders the audit itself; `of` says which findings count, `steps` what becomes of them."""

    before: tuple[str, ...]
    of: str
    steps: tuple[str, ...]


def todo(store: Store, summary: Summary, fail_on: Severity | None) -> Todo:
    """Return what is left to be done; `fail_on` is the threshold of the gate, without one more than a note counts."""
    reach = f"at or above the threshold ({fail_on})" if fail_on else "above a note"
    lowest = SEVERITIES.index(fail_on) if fail_on else SEVERITIES.index("warning")
    stands = _stands(store, f"f.severity >= {len(SEVERITIES) - lowest}")
    steps = tuple(f"{stands[name]:,} {words}." for name, words in _STEPS.items() if stands[name])
    return Todo(tuple(_before(summary)), f"{count(stands.total(), 'finding')} {reach}", steps)


def _before(summary: Summary) -> Iterator[str]:
    if summary.gap_errors:
        yield f"{count(summary.gap_errors, 'input')} could not be read: mend or convert them, and scan again."
    if summary.failed.total:
        yield f"{count(summary.failed.total, 'check')} broke: what they would have judged is not examined."


def _stands(store: Store, where: str) -> Counter[str]:
    """Return how many findings there are of each of the steps."""
    found: Counter[str] = Counter()
    for pair, times in store.counts("f.state || ' ' || coalesce(f.decision, '')", where).items():
        state, decision = pair.split(" ")
        word = decision if decision in _STEPS else "disposed"
        found[state if state in _STEPS else word] += times
    return found
