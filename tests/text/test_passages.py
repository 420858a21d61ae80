"""The page around its findings: lines once, masked, silent parts left out."""

from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.sensitive import MASK
from redaction_audit.text.passages import passage

TEXT = "".join(f"line {number}\n" for number in range(1, 31))


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def shown(text: str, *spans: tuple[int, int], hidden: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in passage(text, spans, hidden)]


def test_a_line_is_shown_once_whatever_stands_on_it() -> None:
    lines = passage(TEXT, [at("line 12"), at("12"), at("line 13")], ())

    assert [line.number for line in lines] == [10, 11, 12, 13, 14, 15]
    assert [line.begins for line in lines] == [(), (), (0, 1), (2,), (), ()]
    assert [(piece.text, piece.findings) for piece in lines[2].pieces] == [("line ", (0,)), ("12", (0, 1))]


def test_what_is_hidden_is_masked_wherever_it_stands() -> None:
    text = "Seen: XXXXDolores.\nThen Dolores left.\n"
    start, end = at("Dolores", text)

    assert shown(text, (0, 4), hidden=((start, end),)) == [f"Seen: XXXX{MASK}.", f"Then {MASK} left."]


def test_a_span_over_many_lines_shows_its_ends() -> None:
    lines = passage(TEXT, [(at("line 3")[0], at("line 27")[1])], (), context=0)

    assert [line.number for line in lines] == [3, 4, 5, 27]


def test_a_long_line_is_cut_around_its_findings() -> None:
    text = "a" * 5000 + "HERE" + "b" * 5000 + "THERE" + "c" * 5000
    [line] = passage(text, [at("HERE", text), at("THERE", text)], ())

    assert [piece.text for piece in line.pieces if piece.findings] == ["HERE", "THERE"]
    assert [piece.cut for piece in line.pieces].count(True) == 3
    assert sum(len(piece.text) for piece in line.pieces) < 1000


def test_places_beyond_the_text_harm_nothing() -> None:
    assert shown("", (0, 0)) == [""]
    assert shown("a\n", (5, 9), (1, 0)) != []


@given(st.text("ab \n\r", max_size=80), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=5))
def test_the_pieces_of_a_line_are_the_line(text: str, spans: list[tuple[int, int]]) -> None:
    from redaction_audit.lines import Lines

    lines = Lines(text)
    for line in passage(text, spans, ()):
        assert "".join(piece.text for piece in line.pieces) == lines.line(line.number - 1)
