"""Asking for many values at once: a statement takes a limited number of parameters."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

_TOGETHER = 500


def among(db: sqlite3.Connection, sql: str, values: Iterable[object], *first: object) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `sql`, which ends with `IN`, for these values; `first` are the parameters before them."""
    waiting = iter(values)
    while some := list(islice(waiting, _TOGETHER)):
        yield from db.execute(f"{sql} ({','.join('?' * len(some))})", (*first, *some))
