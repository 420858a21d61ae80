"""The signs of the workbench, one column each, for every place that draws a finding."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from redaction_audit.model import Severity


class Spot(Protocol):
    """What the record pane needs of a finding; `store.Item` has it all.

    `start` and `end` are half-open offsets of the record's text; `decision` is confirm | dismiss | second | refer |
    pass | exempt | exclude, or None; `state` is `disputed` where two reviewers disagree.
    """

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """Behind the last code point."""

    @property
    def severity(self) -> Severity:
        """How severe the finding is."""

    @property
    def decision(self) -> str | None:
        """What was decided."""

    @property
    def state(self) -> str:
        """Where the two-person review stands."""


class Glyphs(NamedTuple):
    """One-column signs; `decision` knows what `Spot.decision` and `Spot.state` may say."""

    severity: Mapping[str, str]
    decision: Mapping[str, str]
    current: str
    wrapped: str
    hit: str
    here: str
    done: str
    ellipsis: str


# What is to become of a record's passage; letters, as the decision glyphs leave none free.
_DISPOSED = {"pass": "P", "exempt": "E", "exclude": "X"}

UNICODE = Glyphs(
    severity={"note": "·", "warning": "◆", "error": "■"},
    decision={"confirm": "✔", "dismiss": "✘", "second": "?", "refer": "→", "disputed": "≠", **_DISPOSED},
    current=">",
    wrapped="↳",
    hit="»",
    here="◀",
    done="✓",
    ellipsis="…",
)
ASCII = Glyphs(
    severity={"note": ".", "warning": "*", "error": "#"},
    decision={"confirm": "Y", "dismiss": "N", "second": "?", "refer": "R", "disputed": "!", **_DISPOSED},
    current=">",
    wrapped="\\",
    hit="/",
    here="<",
    done="+",
    ellipsis="~",
)


def glyphs(*, ascii_only: bool) -> Glyphs:
    """Return the signs for this terminal."""
    return ASCII if ascii_only else UNICODE


def verdict(spot: Spot, signs: Glyphs) -> str:
    """Return the one-column sign of what was decided about a finding, a blank while it is undecided."""
    if spot.state == "disputed":
        return signs.decision["disputed"]
    return signs.decision.get(spot.decision or "", " ")
