"""What a pane shows of hostile text: one cell string a code point, columns that add up, nothing a terminal would obey."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from redaction_audit.text.cells import all_narrow, is_even, row, widths

# The whole of Unicode, with what acts on terminals or columns drawn often.
CHARS = st.one_of(
    st.characters(),
    st.sampled_from(
        "\x00\x07\x08\t\n\r\x1b\x7f\x85\x90\x9b\x9d\xad\u0301\u200b\u200d\u202e\u2066\ufe0f\ufeff\u3000会한"
    ),
)
TEXTS = st.text(CHARS, max_size=60)


@pytest.mark.parametrize(
    ("text", "shown", "in_ascii"),
    [
        ("plain text", "plain text", "plain text"),
        ("\x1b]0;title\x07", "␛]0;title␇", "^[]0;title^G"),
        ("\x9b2J\x00\x7f", "␦2J␀␡", "~[2J^@^?"),
        ("a\u202eb\u200bc\U000e0041", "a·b·c·", "a.b.c."),
        ("a\tb", "a       b", "a       b"),
        ("“caf\u00e9” – 会", "“caf\u00e9” – 会", '"cafe" - ??'),
        ("\u0301a", "◌\u0301a", "a"),
        ("e\u0301", "e\u0301", "e"),
        ("line\r\n", "line", "line"),
    ],
)
def test_a_row_as_shown(text: str, shown: str, in_ascii: str) -> None:
    assert row(text, 0, len(text)).shown == shown
    assert row(text, 0, len(text), ascii_only=True).shown == in_ascii


@given(TEXTS, st.booleans())
def test_the_cell_map_is_total_and_monotone(text: str, ascii_only: bool) -> None:
    shown = row(text, 0, len(text), ascii_only=ascii_only)

    assert len(shown.cells) == len(text)
    assert len(shown.edges) == len(text) + 1
    assert shown.edges[0] == 0
    assert all(before <= after for before, after in zip(shown.edges, shown.edges[1:], strict=False))


@given(TEXTS, st.booleans())
def test_columns_are_those_of_the_terminal(text: str, ascii_only: bool) -> None:
    shown = row(text, 0, len(text), ascii_only=ascii_only)

    assert cell_len(shown.shown) == shown.edges[-1]
    assert list(widths(text, ascii_only=ascii_only)) == list(shown.edges[1:])


@given(TEXTS, st.booleans())
def test_nothing_shown_is_obeyed_by_a_terminal(text: str, ascii_only: bool) -> None:
    shown = row(text, 0, len(text), ascii_only=ascii_only).shown

    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
    assert not ascii_only or shown.isascii()


def test_every_character_has_the_width_its_terminal_gives_it() -> None:
    off = []
    for code in [
        *range(0x300),
        *range(0x1100, 0x1200),
        *range(0x2000, 0x3300),
        *range(0xD7B0, 0xD800),
        *range(0xFE00, 0x10000),
        *range(0x1D300, 0x1D380),
        *range(0x1F000, 0x1FB00),
    ]:
        text = f"a{chr(code)}b"
        shown = row(text, 0, 3)
        if cell_len(shown.shown) != shown.edges[-1]:
            off.append(hex(code))

    assert off == []


@given(TEXTS, st.tuples(st.integers(0, 60), st.integers(0, 60)), st.booleans())
def test_a_mask_covers_its_span_cell_for_cell_and_moves_nothing(
    text: str, span: tuple[int, int], ascii_only: bool
) -> None:
    start, end = sorted(min(at, len(text)) for at in span)
    bare = row(text, 0, len(text), ascii_only=ascii_only)
    masked = row(text, 0, len(text), [(start, end)], ascii_only=ascii_only)

    assert list(masked.edges) == list(bare.edges)
    assert [*masked.cells[:start], *masked.cells[end:]] == [*bare.cells[:start], *bare.cells[end:]]
    assert set("".join(masked.cells[start:end])) <= {"#" if ascii_only else "▒"}
    assert cell_len("".join(masked.cells[start:end])) == bare.edges[end] - bare.edges[start]


def test_a_row_begins_anywhere_and_masks_may_stick_out() -> None:
    shown = row("0123456789", 3, 7, [(0, 1), (2, 4), (6, 9)])

    assert shown.shown == "▒45▒"
    assert shown.masked == [(0, 1), (3, 4)]


def test_standins_say_what_is_not_as_printed() -> None:
    assert row("a\x1bb\u202e", 0, 4).standins == [(1, 2), (3, 4)]
    assert row("a‘b", 0, 3, ascii_only=True).standins == [(1, 2)]


def test_even_text_is_known_at_a_glance() -> None:
    assert is_even("Latin, “quoted” – ру́", exact=True) is False
    assert is_even("Latin, “quoted” – русский", exact=True)
    assert is_even("escape \x1b", exact=False)
    assert not is_even("escape \x1b", exact=True)
    assert not is_even("tab\t")


@given(st.text(CHARS.filter(lambda char: char not in "\t\r\n"), max_size=20))
def test_narrow_text_is_known_in_one_pass(text: str) -> None:
    assert not all_narrow(text) or is_even(text)
