"""The located things of a page by their kinds, sorted once a record, and what stands beside some of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from redaction_audit.check import View
from redaction_audit.model import Classification, Located
from redaction_audit.structure import levels


def located(view: View, kind: str) -> Sequence[Located]:
    """Return the located things of one kind in text order."""
    return view.once(_by_kind).get(kind, ())


def controls_below(view: View, banner: Classification) -> tuple[str, ...]:
    """Return the controls on the line below a classification line, at most one blank line between."""
    lines = view.page.lines
    first = lines.index(banner.end) + 1
    line = next((line for line in lines.rows[first : first + 2] if line.strip()), "")
    return levels.alone(line)


def _by_kind(view: View) -> Mapping[str, Sequence[Located]]:
    found: defaultdict[str, list[Located]] = defaultdict(list)
    for span in view.structure.spans:
        found[span.kind].append(span)
    return found
