"""Which findings need two people, who may decide what, and what a reviewer may see before their own decision.

Pure functions over heads: both faces, the store's counts and the tests ask the same ones.
"""

import tomllib
import unicodedata
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

import msgspec

from redaction_audit.errors import UsageError
from redaction_audit.model import SEVERITIES, Frozen, Severity
from redaction_audit.review.events import DISPOSITIONS, VALUES, Head

Act = Literal["decided", "adjudicated"]


class Policy(Frozen):
    """The rules of one review, as a policy file says them.

    `severity` is the least severity that needs two people (None: none does for its severity), `rules` are rule ids or
    shell patterns of them that do whatever their severity. `blind` hides the first decision from the second reviewer
    until their own is made. `notes` are the decisions and dispositions that need a note; `leads` may adjudicate and
    settle anew. `reveal_seconds` is how long a revealed span stays open, `idle_seconds` when everything is masked
    again.
    """

    severity: Severity | None = None
    rules: tuple[str, ...] = ()
    blind: bool = True
    notes: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    reveal_seconds: int = 20
    idle_seconds: int = 300

    def needs_two(self, rule: str, severity: Severity) -> bool:
        """Return whether a finding of this rule and severity needs two people."""
        if self.severity is not None and SEVERITIES.index(severity) <= SEVERITIES.index(self.severity):
            return True
        return any(fnmatchcase(rule, pattern) for pattern in self.rules)

    @property
    def two_person(self) -> bool:
        """Whether any finding can need two people."""
        return self.severity is not None or bool(self.rules)

    def needs_note(self, value: str) -> bool:
        """Return whether a decision or disposition needs a note."""
        return value in self.notes


class _TwoPerson(Frozen, forbid_unknown_fields=True):
    severity: Severity | None = None
    rules: tuple[str, ...] = ()
    blind: bool = True


class _Notes(Frozen, forbid_unknown_fields=True):
    required: tuple[str, ...] = ()


class _Roles(Frozen, forbid_unknown_fields=True):
    lead: tuple[str, ...] = ()


class _Masking(Frozen, forbid_unknown_fields=True, rename="kebab"):
    reveal_seconds: int = 20
    idle_seconds: int = 300


class _File(Frozen, forbid_unknown_fields=True, rename="kebab"):
    two_person: _TwoPerson = _TwoPerson()
    notes: _Notes = _Notes()
    roles: _Roles = _Roles()
    masking: _Masking = _Masking()


def load(path: str) -> Policy:
    """Read a policy file (TOML); raise UsageError that names the file and what is wrong in it."""
    try:
        data = tomllib.loads(Path(path).read_text("utf-8"))
        file = msgspec.convert(data, _File)
    except (OSError, ValueError) as error:  # msgspec's and tomllib's errors are ValueErrors
        raise UsageError(f"--policy {path}: {_words(error)}") from error
    unknown = [word for word in file.notes.required if word not in (*VALUES, *DISPOSITIONS)]
    if unknown:
        known = ", ".join(dict.fromkeys((*VALUES, *DISPOSITIONS)))
        raise UsageError(f"--policy {path}: notes.required: no decision {unknown[0]!r}; known: {known}")
    if file.masking.reveal_seconds < 1 or file.masking.idle_seconds < 1:
        raise UsageError(f"--policy {path}: masking: seconds must be 1 or more")
    return Policy(
        severity=file.two_person.severity,
        rules=file.two_person.rules,
        blind=file.two_person.blind,
        notes=file.notes.required,
        leads=tuple(map(person, file.roles.lead)),
        reveal_seconds=file.masking.reveal_seconds,
        idle_seconds=file.masking.idle_seconds,
    )


def _words(error: Exception) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)


def person(name: str) -> str:
    """Return a reviewer's name as events hold it: one person stays one, however the name was typed.

    Raises UsageError for a name without a printable character.
    """
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    if not folded or not folded.isprintable():
        raise UsageError(f"{name!r} is no name of a reviewer; give one that can be recorded")
    return folded


def act(head: Head, reviewer: str, policy: Policy) -> Act:
    """Return what a judgement of this reviewer on this finding is: their own decision, or an adjudication.

    A dispute is settled by a third person; the two who differ may still change their own minds. What is settled can
    only be settled anew, by who did or by a lead: raises PermissionError with words for people otherwise.
    """
    if head.state == "settled":
        if reviewer == head.adjudicated_by or reviewer in policy.leads:
            return "adjudicated"
        raise PermissionError(f"settled by {head.adjudicated_by}; a lead can settle it anew")
    if head.state == "disputed" and head.of(reviewer) is None:
        return "adjudicated"
    return "decided"


def may_adjudicate(head: Head, reviewer: str, policy: Policy) -> str | None:
    """Return None, or why this reviewer may not settle this finding by decree."""
    if head.state not in {"disputed", "settled"}:
        return "only a dispute can be settled"
    if reviewer in policy.leads:
        return None
    if head.state == "settled":
        return None if reviewer == head.adjudicated_by else f"settled by {head.adjudicated_by}"
    return "it needs a third person or a lead" if head.of(reviewer) else None


def done(state: str, needs_two: bool) -> bool:
    """Return whether nothing more is asked of anybody."""
    return state in {"agreed", "settled"} or (state == "first" and not needs_two)


def awaits(state: str, first_by: str | None, reviewer: str, needs_two: bool) -> bool:
    """Return whether this reviewer still has something to decide, going by what `visible` shows them."""
    if state == "first":
        return needs_two and first_by != reviewer
    return state == "open" or (state == "second" and first_by != reviewer)
