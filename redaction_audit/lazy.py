"""Values of an object that are made when they are first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class lazy(Generic[Made]):  # noqa: N801 - it is used as `property` is
    """`functools.cached_property` without its lock, which in Python 3.11 takes longer than making most of these values.

    Versions behind have none either: two threads that ask at once may make a value twice.
    """

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    def __get__(self, owner: Any, _kind: type | None = None) -> Made:
        value = owner.__dict__[self._name] = self._make(owner)
        return value
