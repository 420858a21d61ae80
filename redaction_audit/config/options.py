"""The table of settings: each is a key of the file, an environment variable and, mostly, a long option."""

from typing import Any

from redaction_audit.config.kinds import DATE, DAY, FLAG, NUMBER, PLACES, TEXT, WEIGHTS, WORDS, Kind, choice
from redaction_audit.model import PROVENANCES, SEVERITIES, Frozen

PREFIX = "REDACTION_AUDIT_"

LOCKED = ("release-label-against-marks", "dated-atomic-portion", "open-elsewhere")
"""Rules that nothing silences, unless `locked` says otherwise: a release "in full" with marks, a date on Restricted
Data, a name that is left open elsewhere. Each of them lets something out that cannot be called back."""


class Option(Frozen):
    """One setting. `extends` allows `extend-NAME` beside it, which adds; `path` is meant from its file's folder."""

    name: str
    kind: Kind
    default: Any
    extends: bool = False
    path: bool = False

    @property
    def attribute(self) -> str:
        """Name of the setting among the options of the command line."""
        return self.name.replace("-", "_")

    @property
    def variable(self) -> str:
        """Name of its environment variable."""
        return environment(self.name)


def environment(name: str) -> str:
    """Return the environment variable of a setting: `REDACTION_AUDIT_FAIL_ON` for `fail-on`."""
    return PREFIX + name.upper().replace("-", "_")


OPTIONS = (
    Option("select", WORDS, (), extends=True),
    Option("ignore", WORDS, (), extends=True),
    Option("severity", WEIGHTS, {}),
    Option("per-path", PLACES, ()),
    Option("locked", WORDS, LOCKED, extends=True),
    Option("fail-on", choice(*SEVERITIES, "never"), "warning"),
    Option("baseline", TEXT, None, path=True),
    Option("waivers", TEXT, None, path=True),
    Option("require-expiry", FLAG, False),
    Option("fail-on-stale", FLAG, False),
    Option("exclude", WORDS, (), extends=True),
    Option("encoding", TEXT, None),
    Option("id-field", TEXT, "id"),
    Option("text-field", TEXT, "text"),
    Option("provenance", choice(*PROVENANCES), None),
    Option("date", DATE, None),
    Option("as-of", DAY, None),
    Option("rules", TEXT, None, path=True),
    Option("plug-ins", FLAG, False),
    Option("jobs", NUMBER, 0),
    Option("cache", TEXT, None, path=True),
    Option("format", TEXT, None),
    Option("show-notes", FLAG, False),
    Option("show-set-aside", FLAG, False),
    Option("statistics", FLAG, False),
)

BY_NAME = {option.name: option for option in OPTIONS}
EXTENDING = {f"extend-{option.name}": option for option in OPTIONS if option.extends}

KEYS = {**BY_NAME, **EXTENDING}
"""Every key that a file may hold, beside `profile`."""
