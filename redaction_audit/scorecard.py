"""The score card of a record: what kind of record it is, at a glance, before anything in it is judged."""

from redaction_audit.check import View
from redaction_audit.language.noise import noise
from redaction_audit.language.tables import load
from redaction_audit.marks.extent import portions, withheld
from redaction_audit.model import Card


def card(view: View) -> Card:
    """Return the score card of a record.

    For `inspect` alone: the tables of words are loaded for it, and the clusters of leaks are put together.
    """
    from redaction_audit.checks.lek.clusters import leak_clusters

    tables, marks = load(), view.marks
    strange = noise(view.text[view.page.body_start :], tables) if tables is not None else None
    hidden = portions(view.withheld)
    paragraphs = len(view.structure.paragraphs)
    return Card(
        characters=len(view.text),
        words_read=None if strange is None else round(1 - strange, 3),
        wrap=view.geometry.wrap,
        trailing_blanks=view.geometry.trailing_blanks,
        withheld=round(withheld(marks.marks, marks.groups) / max(1, len(view.text)), 4),
        portions=hidden,
        portions_per_paragraph=round(hidden / paragraphs, 2) if paragraphs else None,
        leak_clusters=leak_clusters(view),
    )
