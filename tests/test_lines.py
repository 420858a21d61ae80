"""Lines: three kinds of break, nothing else; counted and looked-up places agree."""

from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.lines import Lines

TEXTS = st.text(alphabet="ab\n\r\f\x85\u2028 ", max_size=60)


@given(TEXTS)
def test_lines_tile_the_text(text: str) -> None:
    lines = Lines(text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    assert [lines.line(index) for index in range(len(lines))] == plain


@given(TEXTS)
def test_the_first_places_agree_with_the_table(text: str) -> None:
    counted, looked_up = Lines(text), Lines(text)

    for offset in range(min(len(text), 16)):
        index = looked_up.index(offset)
        assert counted.line_column(offset) == (index + 1, offset - looked_up.starts[index] + 1)


def test_form_feeds_and_unicode_separators_are_text() -> None:
    assert len(Lines("a\fb\x85c\u2028d\u2029e\vf")) == 1
