"""A scorecard: three kinds of error in a sample of records, with their exact bounds for the whole batch.

What counts as an error of which kind, and what it weighs, is data (`kinds`). A sampled record fails a
kind where reviewers confirmed a finding of its rules; where such a finding is still open the record waits, and is not
among the examined. The sample depends on seed and records only: a second person draws the same one.
"""

from collections.abc import Iterable, Iterator

from redaction_audit.model import Frozen
from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.kinds import Kind, kinds
from redaction_audit.reports.values import Page, Told
from redaction_audit.review.sampling import Interval, interval, sample, size_for

_TOLERATED = 0.05
"""Share of wrong records that a sample of the usual size, free of errors, rules out at 95 %: 59 records."""


class Scored(Frozen):
    """One kind in the sample: records `examined`, those that `wait` for a decision, and those with the error.

    `share` and its bounds `low` and `high` (95 %, Clopper and Pearson) speak of all records of the batch.
    """

    id: str
    title: str
    what: str
    weight: int
    examined: int
    waiting: int
    failures: int
    share: float
    low: float
    high: float


class Scorecard(Frozen):
    """The scorecard. `score` is 100 less the weighted shares of errors; `worst` and `best` take all bounds at once.

    `score` is None where a kind could be examined in no record. `sample` names the records drawn, as (record, path), in
    the order of the draw.
    """

    schema: str
    population: int
    size: int
    seed: str
    source: str
    status: str
    kinds: tuple[Scored, ...]
    score: float | None
    worst: float
    best: float
    sample: tuple[tuple[str, str], ...]


def card(batch: Batch, size: int | None, seed: str) -> Scorecard:
    """Return the scorecard of a sample of `size` records (None: as many as tell of one wrong in twenty)."""
    known = kinds()
    store = batch.store
    names = {}
    for row in store.record_rows():
        record = store.record(row)
        if record is not None and record.record:
            names[row] = f"{record.record}\0{record.origin.path}\0{record.origin.member}\0{record.origin.row}"
    drawn = sample(names, size or size_for(_TOLERATED), seed, lambda row: names[row])
    pages = {page.record.row: page for page in batch.pages_of(drawn)}
    lines = tuple(_line(kind, [pages[row] for row in drawn]) for kind in known.error)
    return Scorecard(
        schema="scorecard/1",
        population=len(names),
        size=len(drawn),
        seed=seed,
        source=known.source,
        status=known.status,
        kinds=lines,
        score=_score(lines, (line.share for line in lines)) if all(line.examined for line in lines) else None,
        worst=_score(lines, (line.high for line in lines)),
        best=_score(lines, (line.low for line in lines)),
        sample=tuple((pages[row].record.record, pages[row].record.origin.path) for row in drawn),
    )


def _score(lines: tuple[Scored, ...], shares: Iterable[float]) -> float:
    return round(100 - sum(line.weight * share for line, share in zip(lines, shares, strict=True)), 2)


def _line(kind: Kind, pages: list[Page]) -> Scored:
    standings = [_standing(kind, page) for page in pages]
    failures, waiting = standings.count("failed"), standings.count("waits")
    bounds: Interval = interval(failures, len(pages) - waiting)
    return Scored(
        id=kind.id,
        title=kind.title,
        what=kind.what,
        weight=kind.weight,
        examined=bounds.examined,
        waiting=waiting,
        failures=failures,
        share=bounds.share,
        low=bounds.low,
        high=bounds.high,
    )


def _standing(kind: Kind, page: Page) -> str:
    """Return `failed`, `waits` or `passed`; one error is enough, whatever else waits."""
    judge = _referred if kind.disposal else _confirmed
    found = set(judge(kind, page.told))
    return next((word for word in ("failed", "waits") if word in found), "passed")


def _confirmed(kind: Kind, findings: tuple[Told, ...]) -> Iterator[str]:
    for told in findings:
        if told.finding.rule.startswith(kind.rules):
            decision = told.said.head.decision if told.said else None
            yield "waits" if decision in (None, "second") else "failed" if decision == "confirm" else "passed"


def _referred(kind: Kind, findings: tuple[Told, ...]) -> Iterator[str]:
    """Yield how disposals stand with a second person: not upheld, not looked at yet, or upheld."""
    for told in findings:
        head = told.said.head if told.said else None
        if head is None or kind.disposal not in {one.disposition for one in head.verdicts}:
            continue
        if head.adjudicated_by is not None:
            yield "passed" if head.decision == kind.disposal else "failed"
        elif len(head.verdicts) < 2:
            yield "waits"
        else:
            yield "passed" if len({one.disposition or one.value for one in head.verdicts}) == 1 else "failed"
