"""How a reviewer has arranged the queue: a filter, an order, groups."""

from array import array

from redaction_audit.model import Frozen
from redaction_audit.review import conditions
from redaction_audit.review.filters import Filter, Sort
from redaction_audit.review.viewer import Viewer
from redaction_audit.store import Store


class Arrangement(Frozen):
    """What is listed, sorted by what, under which headings (`filters.GROUPS`)."""

    filter: Filter = Filter()
    sort: Sort = "record"
    group: str = "none"

    def rows(self, store: Store, viewer: Viewer) -> "array[int]":
        """Return the rows of the current run's findings, so arranged, as `viewer` may see them."""
        where, values = conditions.condition(self.filter, viewer)
        plain = self.sort == "record" and self.group in {"none", "record"}
        order, more = ("", ()) if plain else conditions.order(self.sort, self.group, viewer)
        return store.ids(where, (*values, *more), order)
