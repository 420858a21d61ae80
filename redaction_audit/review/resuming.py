"""Where a reviewer left: what a bookmark holds, and what a face gets back of it."""

from typing import Any

import msgspec

from redaction_audit.model import Frozen
from redaction_audit.review.filters import GROUPS, Filter, FilterError, Sort, parse


class Bookmark(Frozen):
    """Finding and record at hand, offset in characters, filter and order, and whatever the face wants kept.

    `named` holds the filters that the reviewer gave a name.
    """

    key: str | None
    record: str | None
    offset: int
    filter: str
    sort: Sort
    group: str
    face: dict[str, Any]
    named: dict[str, str] = msgspec.field(default_factory=dict)


class Resumed(Frozen):
    """What a bookmark held besides filter, order and finding, which the session has taken up."""

    offset: int
    face: dict[str, Any]
    record: str | None


def read(packed: bytes) -> tuple[Bookmark, Filter] | None:
    """Return a bookmark and its filter, None for one of another version that means nothing any more."""
    try:
        kept = msgspec.json.decode(packed, type=Bookmark)
        filter_ = parse(kept.filter)
    except (msgspec.DecodeError, FilterError):
        return None
    if kept.group not in GROUPS:
        kept = msgspec.structs.replace(kept, group="none")
    return kept, filter_
