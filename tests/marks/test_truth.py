"""Figures on data with truth: what is reached is held, source by source."""

import json
from collections import defaultdict
from pathlib import Path

from redaction_audit.marks import scanner

Places = list[tuple[int, int]]


def pairs(truth: Places, found: Places) -> set[tuple[int, int]]:
    """One-to-one pairs of indices whose overlap is at least half of their union, best first."""
    scored = []
    for i, t in enumerate(truth):
        for j, f in enumerate(found):
            shared = min(t[1], f[1]) - max(t[0], f[0])
            if shared > 0 and 2 * shared >= max(t[1], f[1]) - min(t[0], f[0]):
                scored.append((shared / (max(t[1], f[1]) - min(t[0], f[0])), i, j))
    taken: set[tuple[int, int]] = set()
    for _, i, j in sorted(scored, reverse=True):
        if all(i != a and j != b for a, b in taken):
            taken.add((i, j))
    return taken


def touches(place: tuple[int, int], others: Places) -> bool:
    return any(place[0] < other[1] and other[0] < place[1] for other in others)


def test_excerpts_reach_recall_and_precision_in_every_source(shared: Path) -> None:
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for line in (shared / "corpora/redaction_marks.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        truth = [(s[0], s[1]) for s in row["spans"]]
        ignore = [(s[0], s[1]) for s in row["ignore"]]
        found = [(m.start, m.end) for m in scanner().scan(row["text"]).marks]
        right = pairs(truth, found)
        hit = {j for _, j in right}
        tally = count[row["source"]]
        tally[0] += len(truth)
        tally[1] += len(right)
        tally[2] += sum(j not in hit and not touches(f, ignore) for j, f in enumerate(found))
    assert count
    for source, (marks, right, wrong) in count.items():
        assert right >= 0.99 * marks, source
        assert right >= 0.99 * (right + wrong), source


def test_look_alikes_stay_silent(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "corpora/hard_negatives.jsonl").read_text("utf-8").splitlines()]
    flagged = [
        row["id"]
        for row in rows
        if any(
            touches((m.start, m.end), [(s[0], s[1]) for s in row["lookalikes"]])
            for m in scanner().scan(row["text"]).marks
        )
    ]
    assert flagged == []


def test_documents_hold_their_marks_and_no_others(shared: Path) -> None:
    missed, extra = [], []
    for line in (shared / "corpora/documents/truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (shared / "corpora" / row["file"]).read_text(encoding="utf-8")
        truth = [(s[0], s[1]) for s in row["spans"]]
        marks = scanner().scan(text).marks
        found = [(m.start, m.end) for m in marks if m.kind != "release-stamp"]
        right = pairs(truth, found)
        missed += [row["id"]] * (len(truth) - len(right))
        extra += [row["id"]] * (len(found) - len(right)) if row["spans_complete"] else []
    assert (missed, extra) == ([], [])
