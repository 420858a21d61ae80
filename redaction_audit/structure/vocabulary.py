"""The word lists of `rules/header-words.toml`, read when the first header field needs one."""

from functools import cache

from redaction_audit import rulebook


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the word list `name` (`titles`, `tags` ...). Raises LawError when the rules file cannot be read."""
    return frozenset(_lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    return rulebook.load(rulebook.folder() / "header-words.toml")
