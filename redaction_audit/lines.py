r"""Where lines begin and end. Only `\n`, `\r\n` and `\r` break lines; form feeds, U+0085 and U+2028 are text."""

from bisect import bisect_right
from itertools import accumulate

from redaction_audit.expressions import fixed
from redaction_audit.lazy import lazy

LINE_END = r"(?:\r\n?+|\n)"
r"""Pattern source of one line end, taken whole: of `\r\n` no half is left over that would make a blank line of it."""

_FEW, _SHORT = 16, 100_000
_BREAK = fixed(r"\r\n?|\n")


class Lines:
    """The line table of a text. Indexes are 0-based; `line_column` is 1-based, as findings print it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._few = _FEW if len(text) < _SHORT and "\r" not in text else 0  # offsets that are still counted one by one
        self._last = (0, 1)  # an offset asked for before and its line

    @lazy
    def starts(self) -> list[int]:
        """Offset of the first character of every line; the text after the last break is a line even when empty."""
        if "\r" not in self.text:
            starts = list(accumulate(map((1).__add__, map(len, self.text.split("\n"))), initial=0))
            starts.pop()
            return starts
        return [0, *(m.end() for m in _BREAK.finditer(self.text))]

    def __len__(self) -> int:
        return len(self.starts)

    def index(self, offset: int) -> int:
        """Return the 0-based index of the line that holds the character at `offset` (0 <= offset <= len(text))."""
        return bisect_right(self.starts, offset) - 1

    def bounds(self, index: int) -> tuple[int, int]:
        """Return start and end of line `index`, its line break left out."""
        start = self.starts[index]
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def line(self, index: int) -> str:
        """Return the text of line `index` without its line break."""
        start, end = self.bounds(index)
        return self.text[start:end]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of `offset`; the first few are counted, without a table of all lines."""
        text = self.text
        if self._few:
            self._few -= 1
            known, line = self._last
            if known > offset:
                known, line = 0, 1
            line += text.count("\n", known, offset)
            self._last = offset, line
            return line, offset - text.rfind("\n", 0, offset)
        index = self.index(offset)
        return index + 1, offset - self.starts[index] + 1
