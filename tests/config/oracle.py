"""What settings ought to be, worked out from plain words: no line of this looks at how the program does it."""

import random
from typing import Any

# Setting: values that a source may give it. A list may be extended, a table is joined key by key.
SINGLE: dict[str, list[Any]] = {
    "fail-on": ["error", "warning", "note", "never"],
    "provenance": ["foia", "frus", "jfk", "unofficial"],
    "date": ["1975", "1984-03", "2005-05-12"],
    "as-of": ["2026-01-15", "2001-12-31"],
    "encoding": ["utf-8", "cp1252"],
    "id-field": ["key", "number"],
    "text-field": ["body", "content"],
    "jobs": [1, 2, 7],
    "format": ["json", "jsonl", "text"],
    "baseline": ["/b/one", "/b/two"],
    "cache": ["/c/one", "/c/two"],
    "waivers": ["/w/one", "/w/two"],
    "require-expiry": [True, False],
    "fail-on-stale": [True, False],
    "show-notes": [True, False],
    "show-set-aside": [True, False],
    "statistics": [True, False],
}
LISTS: dict[str, list[str]] = {
    "select": ["DEC", "TRN0", "FOI010", "mark-inventory", "ALL"],
    "ignore": ["DEC004", "RED", "MRK", "cut-sentence"],
    "locked": ["DEC016", "FOI010", "RED004"],
    "exclude": ["*.bak", "old", "*.tmp"],
}
TABLES: dict[str, list[tuple[str, str]]] = {
    "severity": [("DEC", "note"), ("TRN001", "error"), ("RED", "warning"), ("cut-sentence", "note")]
}
NEVER_SAID = {"locked": {"command line"}}
DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(SINGLE),
    "fail-on": "warning",
    "id-field": "id",
    "text-field": "text",
    "jobs": 0,
    "require-expiry": False,
    "fail-on-stale": False,
    "show-notes": False,
    "show-set-aside": False,
    "statistics": False,
    "select": [],
    "ignore": [],
    "locked": ["release-label-against-marks", "dated-atomic-portion", "open-elsewhere"],
    "exclude": [],
    "severity": {},
}
PROFILES: dict[str, dict[str, Any]] = {
    "strict": {"fail-on": "note", "require-expiry": True, "fail-on-stale": True},
    "archive": {
        "fail-on": "error",
        "severity": {"TRN": "note", "reference-unresolved": "note", "portion-mark-missing": "note"},
    },
}
WEAKEST_FIRST = ("profile", "file", "environment", "command line")

Said = dict[str, dict[str, Any]]
"""By source, by setting (or its `extend-` form): what was said."""


def draw(rng: random.Random) -> Said:
    """Return something for some sources to say; the profile is named by one of them, under `profile`."""
    said: Said = {}
    for source in ("file", "environment", "command line"):
        said[source] = {}
        for name, values in SINGLE.items():
            if rng.random() < 0.3:
                said[source][name] = rng.choice(values)
        for name, words in LISTS.items():
            for key in (name, f"extend-{name}"):
                if rng.random() < 0.3 and source not in NEVER_SAID.get(name, ()):
                    said[source][key] = rng.sample(words, rng.randint(1, 3))
        if rng.random() < 0.4:
            said[source]["severity"] = dict(rng.sample(TABLES["severity"], rng.randint(1, 3)))
        if rng.random() < 0.3:
            said[source]["profile"] = rng.choice(list(PROFILES))
    return said


def expected(said: Said) -> dict[str, Any]:
    """Return every setting as it must come out."""
    found = {name: value.copy() if isinstance(value, list | dict) else value for name, value in DEFAULTS.items()}
    named = [said[source]["profile"] for source in WEAKEST_FIRST[1:] if "profile" in said[source]]
    below = PROFILES[named[-1]] if named else {}
    for source in WEAKEST_FIRST:
        words = below if source == "profile" else said[source]
        for key, value in words.items():
            if key == "severity":
                found["severity"] = {**found["severity"], **value}
            elif key != "profile" and not key.startswith("extend-"):
                found[key] = list(value) if isinstance(value, list) else value
        for key, value in words.items():
            if key.startswith("extend-"):
                found[key.removeprefix("extend-")] = [*found[key.removeprefix("extend-")], *value]
    return found


def strongest(said: Said, name: str) -> str | None:
    """Return the source whose word on a single setting counts, None where nobody said anything."""
    speaking = [source for source in WEAKEST_FIRST[1:] if name in said[source]]
    return speaking[-1] if speaking else None
