"""Examples with their expected places written inline, between ⟦ and ⟧: `The board met ⟦XXXXXXXX⟧ at noon` has one."""

import re


def plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without ⟦ ⟧ and the half-open spans they enclosed, in code points of what is returned."""
    bare, spans, start = "", [], 0
    for piece in re.split("([⟦⟧])", text):
        if piece == "⟦":
            start = len(bare)
        elif piece == "⟧":
            spans.append((start, len(bare)))
        else:
            bare += piece
    return bare, spans
