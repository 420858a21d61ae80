"""One pass over the records of a run for the numbers that no index holds: marks, shares, marking, calendar."""

from collections import Counter
from collections.abc import Iterable
from heapq import nlargest

from redaction_audit.model import Marking
from redaction_audit.store.values import Rest

BANDS = ((0.0, "nothing"), (0.01, "under 1 %"), (0.05, "1 to 5 %"), (0.10, "5 to 10 %"), (0.25, "10 to 25 %"),
         (0.50, "25 to 50 %"), (1.01, "half and more"))  # fmt: skip
"""Upper ends of the bands of withheld share, with their names."""
_MOST = 10
"""Records with the most withheld that are kept."""


class Totals:
    """Sums over the records of a run. `unprofiled` counts records of which an earlier version kept no numbers."""

    def __init__(self, rests: Iterable[tuple[int, Rest]]) -> None:
        self.records = 0
        self.unprofiled = 0
        self.marks: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.bands: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.years: dict[int, Counter[str]] = {}
        self.provenances: Counter[str] = Counter()
        self.marking: Counter[str] = Counter(dict.fromkeys(Marking.__struct_fields__, 0))
        self.marked_records = 0
        shares: list[tuple[float, int, int]] = []
        for row, rest in rests:
            self._add(row, rest, shares)
        self.most_withheld = tuple(row for _, _, row in nlargest(_MOST, shares))

    def _add(self, row: int, rest: Rest, shares: list[tuple[float, int, int]]) -> None:
        profile = rest.profile
        if profile is None:
            self.unprofiled += 1
            return
        self.records += 1
        self.marks.update(profile.marks)
        self.codes.update(profile.codes)
        self.provenances[profile.provenance or "unknown"] += 1
        share = profile.withheld / profile.characters if profile.characters else 0.0
        self.bands[band(share)] += 1
        if profile.withheld:
            self.marked_records += 1
            shares.append((share, -row, row))
            if len(shares) > 50 * _MOST:
                shares[:] = nlargest(_MOST, shares)
        for name in Marking.__struct_fields__:
            self.marking[name] += getattr(profile.marking, name)
        calendar = profile.calendar
        self.statuses[calendar.status if calendar else "unknown"] += 1
        if calendar and calendar.date:
            self.years.setdefault(int(calendar.date[:4]), Counter())[calendar.status] += 1


def band(share: float) -> str:
    """Return the name of the band that a withheld share falls into."""
    return next(name for end, name in BANDS if share <= 0 or share < end)
