"""Text that must not be repeated: it formats as a mask everywhere and leaves only through `reveal()`."""

from typing import Any, NoReturn

MASK = "▒▒▒"


class Sensitive:
    """Holds a piece of a record that a finding says should not be visible.

    `str`, `repr`, `format`, f-strings, JSON and tracebacks show `MASK`, whose length says nothing about the text.
    Equality is identity and there is no hash of the content, so no set or dictionary can be used to probe the text.
    Pickling is refused: masked text never crosses a process boundary.
    """

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        self.__text = text

    def reveal(self) -> str:
        """Return the text; callers are the explicit, recorded reveal paths only."""
        return self.__text

    def __str__(self) -> str:
        return MASK

    def __repr__(self) -> str:
        return f"Sensitive({MASK})"

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __reduce_ex__(self, _protocol: Any) -> NoReturn:
        raise TypeError("Sensitive text does not leave the process")

    def __getstate__(self) -> NoReturn:
        raise TypeError("Sensitive text does not leave the process")
