"""What each stretch of a record holds, held against looking at every finding."""

from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.model import SEVERITIES
from redaction_audit.text.minimap import Minimap, bucket

SPOTS = st.lists(st.tuples(st.integers(0, 200), st.sampled_from(SEVERITIES), st.booleans()), max_size=60)
EDGES = st.lists(st.integers(1, 199), max_size=12, unique=True).map(lambda cuts: [0, *sorted(cuts), 200])


@given(SPOTS, EDGES)
def test_the_worst_undecided_of_every_stretch(spots: list, edges: list[int]) -> None:
    expected: list[str | None] = []
    for at in range(len(edges) - 1):
        here = [spot for spot in spots if bucket(edges, spot[0]) == at]
        undecided = [severity for _, severity, decided in here if not decided]
        worst = min(undecided, key=SEVERITIES.index, default=None)
        expected.append(worst or ("decided" if here else None))

    assert Minimap(spots).buckets(edges) == expected


@given(SPOTS, EDGES, st.data())
def test_deciding_one_by_one_is_the_same_as_beginning_so(spots: list, edges: list[int], data: st.DataObject) -> None:
    after = [(start, severity, data.draw(st.booleans())) for start, severity, _ in spots]
    changing = Minimap(spots)
    for (start, severity, before), (_, _, decided) in zip(spots, after, strict=True):
        if before != decided:
            changing.decide(start, severity, decided=decided)

    assert changing.buckets(edges) == Minimap(after).buckets(edges)


def test_an_empty_record_has_one_stretch() -> None:
    assert Minimap().buckets((0, 0)) == [None]
    assert bucket((0, 0), 5) == 0
