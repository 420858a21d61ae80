"""Regular expressions that are compiled when first used: most records need few of them, and start-up needs none."""

import re
from collections.abc import Callable, Iterator

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub")


class Expression:
    """Stands for `re.compile(text, flags)` and compiles it when the first of its methods is called."""

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        found: Callable[..., object] = getattr(compiled, name)
        return found
