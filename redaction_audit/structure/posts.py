"""Names of State posts: which words name one, and its canonical spelling for a message id."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from redaction_audit import rulebook
from redaction_audit.expressions import fixed


class _Posts(NamedTuple):
    names: frozenset[str]
    other: dict[str, str]
    prefixes: tuple[str, ...]
    given: frozenset[str]


@cache
def _posts() -> _Posts:
    """Return the vocabulary of `rules/posts.toml`; read when the first reference is met.

    Raises LawError when it is missing.
    """
    data = rulebook.load(rulebook.folder() / "posts.toml")
    names = frozenset(data["posts"].split())
    return _Posts(names, data["other"], tuple(data["prefixes"]), frozenset(data["given_names"]))


@cache
def _near() -> dict[str, str | None]:
    """Return spellings with one letter left out, and the post they come from (None when two posts share one)."""
    posts = _posts()
    near: dict[str, str | None] = {}
    for name in sorted(posts.names | frozenset(posts.other)):
        post = posts.other.get(name, name)
        for short in _shorter(name) if len(name) >= 6 else ():
            near[short] = post if near.get(short, post) == post else None
    return near


def _shorter(name: str) -> set[str]:
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def squeezed(printed: str) -> str:
    """Return a post's name as ids spell it: capitals without blanks, dots, hyphens and `AMEMBASSY`; a zero is an O."""
    name = printed.upper().replace("0", "O")
    if not (name.isascii() and name.isalpha()):
        name = _other().sub("", name)
    prefixes = _posts().prefixes
    if name.startswith(prefixes):
        for prefix in prefixes:
            if name.startswith(prefix) and len(name) > len(prefix) + 2:
                name = name.removeprefix(prefix)
    return name


@cache
def _other() -> re.Pattern[str]:
    return fixed(r"[^A-Z]")


def is_place(printed: str) -> bool:
    """Whether `printed` is a post's name in full and no given name (`Florence`)."""
    name = squeezed(printed)
    return name in _posts().names and name not in _posts().given


@lru_cache(maxsize=16_384)  # the names of posts stand in record after record
def canonical(printed: str) -> str | None:
    """Return the canonical spelling of the post that `printed` names, None when no post is meant.

    Accepts other names, names cut short after five letters, and one letter lost, added, changed or swapped.
    """
    if len(printed) > 60:
        return None
    name = squeezed(printed)
    posts = _posts()
    if name in posts.other:
        return posts.other[name]
    if name in posts.names:
        return name
    return _cut_short(name, posts) or _misspelt(name)


def _cut_short(name: str, posts: _Posts) -> str | None:
    longer = {post for post in posts.names if post.startswith(name)} if len(name) >= 5 else set()
    return longer.pop() if len(longer) == 1 else None


def _misspelt(name: str) -> str | None:
    if not 5 <= len(name) <= 24:
        return None
    near = _near()
    meant = {near[short] for short in _shorter(name) if short in near}
    return meant.pop() if len(meant) == 1 else None
