"""The word lists of `rules/persons.toml`, read when the first record with a mark needs one."""

from functools import cache

from redaction_audit import rulebook

_ABOUT = ("source", "status")
"""Keys of the file that are no lists."""


@cache
def words(*names: str) -> frozenset[str]:
    """Return the words of the lists `names`, taken together. Raises LawError when the rules file cannot be read."""
    return frozenset(word for name in names for word in _lists()[name].split())


@cache
def known() -> frozenset[str]:
    """Return all words of all lists: what a line break inside a word may be closed to."""
    return words(*(name for name in _lists() if name not in _ABOUT))


@cache
def _lists() -> dict[str, str]:
    return rulebook.load(rulebook.folder() / "persons.toml")
