"""How far two people agree who decided the same findings without knowing of each other."""

from collections.abc import Sequence

from redaction_audit.review.sampling import Agreement, Interval, agreement, interval
from redaction_audit.store import Store

_WINDOW = 2000


def agreements(store: Store) -> dict[str, Agreement]:
    """Return how far the first and second opinion agree, for each rule of which two people decided something."""
    return {rule: agreement(found) for rule, found in sorted(opinions(store).items())}


def opinions(store: Store) -> dict[str, list[tuple[str, str]]]:
    """Return first and second opinion of whatever two people decided, by rule."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    rows = store.ids("f.state IN ('agreed', 'disputed', 'settled')")
    for begin in range(0, len(rows), _WINDOW):
        items = store.items(rows[begin : begin + _WINDOW])
        heads = store.heads(item.key for item in items)
        for item in items:
            words = [v.word for v in heads[item.key].verdicts if v.word != "second"]
            if len(words) > 1:
                pairs.setdefault(item.rule, []).append((words[0], words[1]))
    return pairs


def differing(store: Store, rows: Sequence[int]) -> Interval:
    """Return the share of findings on which two people differ, of those of `rows` that two decided."""
    twice = [item for item in store.items(rows) if item.state in {"agreed", "disputed", "settled"}]
    heads = store.heads(item.key for item in twice)
    words = [{verdict.word for verdict in heads[item.key].verdicts} - {"second"} for item in twice]
    return interval(sum(len(said) > 1 for said in words), len(words))
