"""A text under its masks: windows of it that show neither a hidden span nor the same words standing open elsewhere."""

from collections.abc import Sequence

from redaction_audit.text.concealing import hidden_words
from redaction_audit.text.masking import Masked, merged, within

REACH = 200  # code points beyond a window in which hidden words may begin or end


class Veil:
    """A record's text, its masks, and the words that hidden spans hold."""

    def __init__(self, text: str, hidden: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._masks = merged(hidden, text)
        self._words = hidden_words(text, hidden) if hidden else None

    def window(self, start: int, end: int) -> Masked:
        """Return a window of the text with masks over hidden spans and over their words wherever they stand."""
        if self._words is None:
            return Masked(self._text, start, end, self._masks)
        open_ = self._words.spans(self._text, max(start - REACH, 0), end + REACH)
        return Masked(self._text, start, end, merged([*within(self._masks, start, end), *open_], self._text))
