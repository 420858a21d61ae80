"""The located things of a page by their kinds: sorted once a record, whatever number of rules asks for some of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from redaction_audit.check import View
from redaction_audit.model import Located


def located(view: View, kind: str) -> Sequence[Located]:
    """Return the located things of one kind in text order."""
    return view.once(_by_kind).get(kind, ())


def _by_kind(view: View) -> Mapping[str, Sequence[Located]]:
    found: defaultdict[str, list[Located]] = defaultdict(list)
    for span in view.structure.spans:
        found[span.kind].append(span)
    return found
