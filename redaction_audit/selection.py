"""Which checks run, with which weight, and what no setting may silence."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from redaction_audit.catalogue import ALL, best, prefixes, require, weight
from redaction_audit.check import Check, weighed
from redaction_audit.config.layers import Given
from redaction_audit.config.options import LOCKED
from redaction_audit.config.resolving import Resolved
from redaction_audit.model import SEVERITIES, Frozen, Severity
from redaction_audit.patterns import Patterns, Quiet


class Selection(Frozen):
    """What a run judges by. `locked` are rule ids, `attempts` say by rule id what was to silence them and did not."""

    checks: tuple[Check, ...]
    weights: dict[str, Severity]
    locked: frozenset[str]
    quiet: tuple[Quiet, ...]
    attempts: dict[str, list[str]]


def selection(settings: Resolved, checks: Sequence[Check]) -> Selection:
    """Return what the settings choose among `checks`.

    Raises UsageError, naming the place and the nearest rule, for a prefix that matches none.
    """
    _require(settings, checks)
    wanted, unwanted = prefixes(settings["select"]) or [ALL], prefixes(settings["ignore"])
    kept = prefixes(settings["locked"])
    locked = frozenset(check.id for check in checks if best(check, kept) >= 0)
    # A question asked on the command line may be narrow; a standing order may not leave out what is locked.
    narrow = any(given.source.kind == "command line" for given in settings.given("select"))
    chosen = []
    for check in checks:
        asked = best(check, wanted)
        runs = (asked >= 0 or not narrow) if check.id in locked else asked > best(check, unwanted)
        if runs:
            chosen.append(check)
    attempts: dict[str, list[str]] = defaultdict(list)
    for rule, words in _ignored(settings, chosen, locked, wanted):
        attempts[rule].append(words)
    weights = dict(_weights(settings, chosen, locked, attempts))
    quiet = tuple(_quiet(settings, chosen))
    return Selection(tuple(weighed(check, weights) for check in chosen), weights, locked, quiet, attempts)


def named(checks: Sequence[Check], prefix: str, label: str) -> frozenset[str]:
    """Return the ids of the rules that a prefix, id or name stands for. Raises UsageError as `selection`."""
    require(checks, (prefix,), label)
    return frozenset(check.id for check in checks if weight(check, prefix) >= 0)


def _require(settings: Resolved, checks: Sequence[Check]) -> None:
    """Raise UsageError for a prefix anywhere in the settings that matches no rule."""
    for name in ("select", "ignore", "locked"):
        for given in settings.given(name):
            require(checks, given.value if given.value is not LOCKED else (), given.label)
    for given in settings.given("severity"):
        for rule in given.value:
            require(checks, (rule,), f"{_place(given, rule)}: severity")
    for given in settings.given("per-path"):
        for index, place in enumerate(given.value):
            require(checks, (*place.select, *place.ignore), f"{_place(given, index)}: per-path")


def _ignored(
    settings: Resolved, checks: Sequence[Check], locked: frozenset[str], wanted: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the locked rules that would be ignored, and what ignores them."""
    for check in checks:
        for given in settings.given("ignore") if check.id in locked else ():
            if best(check, prefixes(given.value)) >= best(check, wanted) >= 0:
                yield check.id, f"ignore: the rule is locked ({given.origin})"


def _weights(
    settings: Resolved, checks: Sequence[Check], locked: frozenset[str], attempts: dict[str, list[str]]
) -> Iterator[tuple[str, Severity]]:
    """Yield id and severity of the rules that have one in the settings; the closest name decides, then the last."""
    said = [(rule, level, given) for given in settings.given("severity") for rule, level in given.value.items()]
    for check in checks:
        fitting = [(weight(check, rule), index) for index, (rule, _, _) in enumerate(said) if weight(check, rule) >= 0]
        if not fitting:
            continue
        rule, level, given = said[max(fitting)[1]]
        if check.id in locked and SEVERITIES.index(level) > SEVERITIES.index(check.severity):
            if given.source.kind != "profile":  # what a profile says of a family is not said of its locked rules
                attempts[check.id].append(f"severity {level}: the rule is locked ({_place(given, rule)})")
        else:
            yield check.id, level


def _place(given: Given, entry: str | int) -> str:
    """Return where one entry of a table, or one of several tables, stands."""
    if given.source.file is None or given.source.kind != "file":
        return given.origin
    return given.source.file.place(*given.source.table, given.key, entry)


def _quiet(settings: Resolved, checks: Sequence[Check]) -> Iterator[Quiet]:
    for given in settings.given("per-path"):
        for index, place in enumerate(given.value):
            wanted, unwanted = prefixes(place.select) or [ALL], prefixes(place.ignore)
            rules = frozenset(check.id for check in checks if best(check, wanted) <= best(check, unwanted))
            if rules:
                why = place.reason or f"not looked for in {', '.join(place.paths)}"
                yield Quiet(Patterns.of(place.paths, given.source.folder), rules, f"{why} ({_place(given, index)})")
