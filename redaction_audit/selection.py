"""Which checks run, with which weight, and what no setting may silence."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from redaction_audit.acceptance.quiet import Quiet
from redaction_audit.catalogue import ALL, best, prefixes, require, weight
from redaction_audit.check import Check, weighed
from redaction_audit.config.layers import Given
from redaction_audit.config.options import LOCKED
from redaction_audit.config.resolving import Resolved
from redaction_audit.folders import anchored
from redaction_audit.model import SEVERITIES, Severity


class Attempt(NamedTuple):
    """A setting that was to silence a locked rule, and did not."""

    rule: str
    words: str


class Selection(NamedTuple):
    """What a run judges by. `locked` are rule ids, `attempts` what did not silence them."""

    checks: tuple[Check, ...]
    weights: dict[str, Severity]
    locked: frozenset[str]
    quiet: tuple[Quiet, ...]
    attempts: tuple[Attempt, ...]


def selection(settings: Resolved, checks: Sequence[Check]) -> Selection:
    """Return what the settings choose among `checks`.

    Raises UsageError, naming the place and the nearest rule, for a prefix that matches none.
    """
    for name in ("select", "ignore", "locked"):
        for given in settings.given(name):
            require(checks, given.value if given.value is not LOCKED else (), given.label)
    wanted, unwanted = prefixes(settings["select"]) or [ALL], prefixes(settings["ignore"])
    kept = prefixes(settings["locked"])
    locked = frozenset(check.id for check in checks if best(check, kept) >= 0)
    # A question asked on the command line may be narrow; a standing order may not leave out what is locked.
    narrow = any(given.source.kind == "command line" for given in settings.given("select"))
    chosen = []
    for check in checks:
        asked = best(check, wanted)
        if (asked >= 0 or not narrow) if check.id in locked else asked > best(check, unwanted):
            chosen.append(check)
    attempts = list(_ignored(settings, chosen, locked, wanted))
    weights = dict(_weights(settings, chosen, locked, attempts))
    quiet = tuple(_quiet(settings, chosen))
    return Selection(tuple(weighed(check, weights) for check in chosen), weights, locked, quiet, tuple(attempts))


def named(checks: Sequence[Check], prefix: str, label: str) -> frozenset[str]:
    """Return the ids of the rules that a prefix, id or name stands for. Raises UsageError as `selection`."""
    require(checks, (prefix,), label)
    return frozenset(check.id for check in checks if weight(check, prefix) >= 0)


def _ignored(
    settings: Resolved, checks: Sequence[Check], locked: frozenset[str], wanted: Sequence[str]
) -> Iterator[Attempt]:
    for check in checks:
        for given in settings.given("ignore") if check.id in locked else ():
            if best(check, prefixes(given.value)) >= best(check, wanted) >= 0:
                yield Attempt(check.id, f"ignore: the rule is locked ({given.origin})")


def _weights(
    settings: Resolved, checks: Sequence[Check], locked: frozenset[str], attempts: list[Attempt]
) -> Iterator[tuple[str, Severity]]:
    """Yield id and severity of the rules that have one in the settings; the closest name decides, then the last."""
    said = [(rule, level, given) for given in settings.given("severity") for rule, level in given.value.items()]
    for rule, _, given in said:
        require(checks, (rule,), _of(given, rule))
    for check in checks:
        fitting = [(weight(check, rule), index) for index, (rule, _, _) in enumerate(said) if weight(check, rule) >= 0]
        if not fitting:
            continue
        _, level, given = said[max(fitting)[1]]
        if check.id in locked and SEVERITIES.index(level) > SEVERITIES.index(check.severity):
            attempts.append(Attempt(check.id, f"severity {level}: the rule is locked ({given.origin})"))
        else:
            yield check.id, level


def _of(given: Given, rule: str) -> str:
    """Return how an error about one entry of the table of severities begins."""
    if given.source.file is None or given.source.kind != "file":
        return given.label
    return f"{given.source.file.place(*given.source.table, given.key, rule)}: {given.key}"


def _quiet(settings: Resolved, checks: Sequence[Check]) -> Iterator[Quiet]:
    for given in settings.given("per-path"):
        for index, place in enumerate(given.value):
            at = given.source.file.place(*given.source.table, given.key, index) if given.source.file else given.origin
            require(checks, (*place.select, *place.ignore), f"{at}: per-path")
            wanted, unwanted = prefixes(place.select) or [ALL], prefixes(place.ignore)
            rules = frozenset(check.id for check in checks if best(check, wanted) <= best(check, unwanted))
            if rules:
                why = place.reason or f"not looked for in {', '.join(place.paths)}"
                yield Quiet(anchored(place.paths, given.source.folder), rules, f"{why} ({at})")
