"""The faster ways to look at a page say the same as the plain ones."""

from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.lines import Lines
from redaction_audit.structure.literals import Literals
from redaction_audit.structure.page import Page

LITERALS = ("PAGE ", " OF 0", "Department of State", "Doc No", "andatory", "13-00000", "é½", "(b)")
LETTERS = st.text(st.sampled_from("PAGEDNo OFcm\n\r013-é½İΣßſ(b)"), max_size=60)
TEXTS = st.lists(st.one_of(LETTERS, st.sampled_from(LITERALS)), max_size=8).map("".join)


@given(TEXTS)
def test_literals_occur_as_in_the_text(text: str) -> None:
    literals = Literals(text)
    found = [literal for literal in LITERALS if literal in literals]
    assert found == [literal for literal in LITERALS if literal in text]
    assert literals.any_of(LITERALS[:4]) == any(literal in text for literal in LITERALS[:4])


@given(TEXTS)
def test_lower_case_keeps_offsets(text: str) -> None:
    assert Page(text).low == "".join(c.lower() if len(c.lower()) == 1 else c for c in text) or "Σ" in text
    assert len(Page(text).low) == len(text)


@given(TEXTS)
def test_lines_stand_where_the_line_table_says(text: str) -> None:
    lines, plain = Page(text).lines, Lines(text)
    assert lines.starts == plain.starts
    assert [lines.bounds(at) for at in range(len(lines))] == [plain.bounds(at) for at in range(len(plain))]
    assert lines.rows == [plain.line(at) for at in range(len(plain))]
    assert lines.widths == list(map(len, lines.rows))
