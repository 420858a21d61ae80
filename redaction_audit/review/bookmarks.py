"""A reviewer's bookmark: where they left, the filters they gave a name, and whatever their face wants kept."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import msgspec

from redaction_audit.review import filters, resuming
from redaction_audit.review.arranging import Arrangement
from redaction_audit.review.place import Place
from redaction_audit.review.resuming import Resumed
from redaction_audit.store import SaveError, Store


class Bookmarks:
    """Keeps one reviewer's bookmark in the store; written when it changed, and let go of where it cannot be."""

    def __init__(self, store: Store, reviewer: str, place: Place) -> None:
        self._store = store
        self._reviewer = reviewer
        self._place = place
        self._packed: bytes | None = None
        self._kept = resuming.Bookmark(None, None, 0, "", "record", "none", {})
        self._named: dict[str, str] | None = None

    @property
    def named(self) -> Mapping[str, str]:
        """The filters that this reviewer gave a name."""
        if self._named is None:
            found = self._found()
            self._named = dict(found[0].named) if found else {}
        return self._named

    def name(self, name: str) -> None:
        """Give the filter in force a name (`filters.NAME`); an empty filter lets go of the name."""
        text = self._place.arrangement.filter.text
        self._named = {key: kept for key, kept in self.named.items() if key != name}
        if text:
            self._named[name] = text
        self._write(self._kept)

    def read_filter(self, text: str) -> filters.Filter:
        """Read a filter, or the one called `@NAME`. Raises FilterError."""
        return filters.parse(filters.expand(text, self.named))

    def keep(self, offset: int, face: Mapping[str, Any]) -> None:
        """Keep where the reviewer stands, `offset` (in characters) and what the face wants kept."""
        item, record, arrangement = self._place.item(), self._place.record(), self._place.arrangement
        kept = resuming.Bookmark(
            key=item.key if item else None,
            record=record.record if record else None,
            offset=offset,
            filter=arrangement.filter.text,
            sort=arrangement.sort,
            group=arrangement.group,
            face=dict(face),
        )
        self._write(kept)

    def resume(self) -> Resumed | None:
        """Go back to where this reviewer left; return the offset and what the face kept, None without a bookmark."""
        found = self._found()
        if found is None:
            return None
        kept, filter_ = found
        self._kept = kept
        self._place.come_back(Arrangement(filter_, kept.sort, kept.group), kept.key)
        return Resumed(kept.offset, kept.face, kept.record)

    def _found(self) -> tuple[resuming.Bookmark, filters.Filter] | None:
        packed = self._store.bookmark(self._reviewer)
        found = resuming.read(packed) if packed is not None else None
        if found is not None:
            self._packed = packed
        return found

    def _write(self, kept: resuming.Bookmark) -> None:
        text = self._place.arrangement.filter.text
        self._kept = msgspec.structs.replace(kept, filter=text, named=dict(self.named))
        packed = msgspec.json.encode(self._kept)
        if packed != self._packed:
            with suppress(SaveError):  # what matters is in the log
                self._store.set_bookmark(self._reviewer, packed)
                self._packed = packed
