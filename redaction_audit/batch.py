"""What only shows over a whole batch: findings of the checks that watch it, and what is to be said once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from redaction_audit.check import Check
from redaction_audit.findings import Places, finding
from redaction_audit.fingerprint import Place, Print, fingerprints
from redaction_audit.model import Audited, Record


def watch(audited: Iterable[Audited], checks: Sequence[Check]) -> Iterator[Audited]:
    """Pass records on in order, with the findings of the batch checks added and repeats of "once" checks left out."""
    watches = [(check, check.judge()) for check in checks if check.scope == "batch"]
    unsaid = {check.id for check in checks if check.once}
    if not (watches or unsaid):
        yield from audited
        return
    repeated: set[str] = set()
    counts: dict[str, int] = {}
    for passed in audited:
        item = _without(passed, repeated) if repeated else passed
        for found in item.findings if unsaid else ():
            if found.rule in unsaid:
                unsaid.discard(found.rule)
                repeated.add(found.rule)
        added = [(check, hit) for check, look in watches if item.record for hit in look(item.record, item.origin)]
        if not added:
            yield item
            continue
        stub = Record(text="", origin=item.origin, id=item.record)
        extra = []
        for check, hit in added:
            # A third record of the same id would share the second one's fingerprint.
            counts[item.record] = count = counts.get(item.record, 0) + 1
            place = Place(check.id, f"{hit.kind}:{count}" if count > 1 else hit.kind, 0, 0)
            [made] = fingerprints("", item.record, [place])
            printed = Print(made.value, "count" if count > 1 else "context")
            extra.append(finding(Places(stub, None), check, hit, printed, None))
        frames: tuple[Any, ...] = (*(() for _ in extra), *item.frames) if item.frames else ()
        yield Audited(
            record=item.record, origin=item.origin, size=item.size, pages=item.pages,
            findings=(*extra, *item.findings), set_aside=item.set_aside, failed=item.failed, not_judged=item.not_judged,
            gaps=item.gaps, frames=frames, marks=item.marks, hidden=item.hidden, about=item.about,
            revealed=item.revealed,
        )  # fmt: skip


def _without(item: Audited, rules: set[str]) -> Audited:
    """Return what one record yielded without the findings of those rules, and without their frames."""
    if not any(found.rule in rules for found in item.findings):
        return item
    kept = [index for index, found in enumerate(item.findings) if found.rule not in rules]
    return msgspec.structs.replace(
        item,
        findings=tuple(item.findings[index] for index in kept),
        frames=tuple(item.frames[index] for index in kept) if item.frames else (),
    )
