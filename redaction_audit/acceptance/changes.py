"""Two runs held side by side by the identity of their findings: new, fixed, unchanged, set aside."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from redaction_audit.model import Frozen

Became = Literal["new", "fixed", "unchanged", "set aside"]


class Seen(Frozen, frozen=True):
    """What is known of one finding of a run; from a baseline that is less. `place` is where it stood, for people."""

    fingerprint: str
    rule: str
    record: str
    name: str | None = None
    severity: str | None = None
    place: str | None = None
    message: str | None = None


class Side(Frozen, frozen=True):
    """One run: findings reported and set aside by fingerprint, and whether everything could be examined."""

    shown: str
    reported: dict[str, Seen]
    set_aside: frozenset[str] = frozenset()
    incomplete: bool = False


class OfRule(Frozen, frozen=True):
    """How many findings of a rule are new, fixed, unchanged and set aside since."""

    rule: str
    new: int
    fixed: int
    unchanged: int
    set_aside: int


class Changes(Frozen, frozen=True):
    """The document of `diff --format json`: findings that are new, fixed or set aside since, and the counts by rule.

    `incomplete` says that the new run could not examine everything: what seems fixed may not have been read.
    """

    schema: Literal["diff/1"]
    old: str
    new: str
    incomplete: bool
    added: tuple[Seen, ...]
    fixed: tuple[Seen, ...]
    set_aside: tuple[Seen, ...]
    unchanged: int
    rules: tuple[OfRule, ...]


def compare(old: Side, new: Side) -> Changes:
    """Return what became of the findings of `old`, and what `new` has besides; in the order of their runs."""
    fate: dict[Became, list[Seen]] = {"new": [], "fixed": [], "unchanged": [], "set aside": []}
    for seen in old.reported.values():
        fate[_became(seen.fingerprint, new)].append(seen)
    fate["new"] = [seen for print_, seen in new.reported.items() if print_ not in old.reported]
    counts: Mapping[Became, Counter[str]] = {
        became: Counter(seen.rule for seen in found) for became, found in fate.items()
    }
    rules = sorted({rule for counted in counts.values() for rule in counted})
    return Changes(
        schema="diff/1",
        old=old.shown,
        new=new.shown,
        incomplete=new.incomplete,
        added=tuple(fate["new"]),
        fixed=tuple(fate["fixed"]),
        set_aside=tuple(fate["set aside"]),
        unchanged=len(fate["unchanged"]),
        rules=tuple(
            OfRule(
                rule,
                counts["new"][rule],
                counts["fixed"][rule],
                counts["unchanged"][rule],
                counts["set aside"][rule],
            )
            for rule in rules
        ),
    )


def _became(fingerprint: str, new: Side) -> Became:
    if fingerprint in new.reported:
        return "unchanged"
    return "set aside" if fingerprint in new.set_aside else "fixed"
