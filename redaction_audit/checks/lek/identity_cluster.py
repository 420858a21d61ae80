"""LEK: what is left open around marks describes the person they hide."""

from collections import Counter
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.lek.clusters import ENOUGH, Cluster, clusters
from redaction_audit.checks.lek.masked import UNREAD, unread
from redaction_audit.checks.lek.signs import Kind, Sign
from redaction_audit.checks.lek.sources import NARROWING, PERMANENT
from redaction_audit.text.layout import joined

_WORDS: dict[Kind, str] = {
    "relation": "relation to those who report",
    "post": "post",
    "profession": "profession",
    "membership": "membership",
    "affiliation": "affiliation",
    "kin": "kin",
    "life": "age, kin or birth",
    "meeting": "day of a meeting",
    "journey": "journey",
    "pronoun": "pronoun",
}
_PLACES = 60
"""Places that one finding lists."""


@record_check(
    "LEK005",
    "identity-cluster",
    severity="warning",
    confidence="medium",
    cites=(PERMANENT, NARROWING),
    basis=("FX-11",),
    flags=(
        Example("⟦XXXXXXXXXXXX⟧, a longtime Embassy contact, met Poloff on 5/3 in the capital.\n"),
        Example(
            "A crane\nengineer's recent visit to Arvenda during the last week of April found the quays closed.\n\n"
            "⟦XXXXXXXXXXXX⟧'s visit to Arvenda came after the storm.\n"
        ),
        Example("The board heard ⟦XXXXXXXXXXXX⟧, a lawyer, whose brother owns the cranes.\n"),
        Example("⟦XXXXXXXXXXXX⟧ told Poloff that the matter was open. She added that the cranes were hers.\n"),
        Example("⟦XXXXXXXXXXXX⟧, treasurer of the harbor board, said that the port would close.\n"),
    ),
    passes=(
        Example("XXXXXXXXXXXX told Poloff that the matter was open. XXXXXXXXXXXX's contacts reported no change.\n"),
        Example("XXXXXXXXXXXX said that Rowe met with members of the board after his speech.\n"),
        Example("XXXXXXXXXXXX, a source of irritation, stood open. The board denied XXXXXXXXXXXX a hearing.\n"),
        Example("The board rose at noon. A researcher's visit to Arvenda found the quays closed.\n"),
    ),
    when="marked",
)
def identity_cluster(view: View) -> Iterator[Hit | Skip]:
    """What is left open around the marks describes the person they hide.

    ## Why it matters
    `A longtime contact`, `a researcher`, a journey with place and week, the day of a meeting: each is harmless,
    together they name somebody. A reader of the whole record has them all.

    ## What to do
    Read the places together, as one who knows the field would, and cover what narrows the person down too far.

    ## Known limits
    One finding for each masked person. Marks hide the same person where the text says so: the same journey, the same
    `contacts`, the speaker of one paragraph; others stay apart. One post or profession by itself is a note. Pronouns
    tell the sex and are signs only beside others; those that stand alone make one note a record.
    """
    if unread(view):
        yield UNREAD
    if not view.withheld:
        return
    found = clusters(view)
    pronouns = [cluster for cluster in found if all(sign.kind == "pronoun" for sign in cluster.signs)]
    yield from capped(_hit(cluster) for cluster in found if cluster not in pronouns)
    if pronouns:
        yield _pronouns(pronouns)


def _hit(cluster: Cluster) -> Hit:
    kinds = Counter(sign.kind for sign in cluster.signs)
    told = [_WORDS[kind] for kind in _WORDS if kinds[kind] and kind != "pronoun"]
    loud = cluster.weight >= ENOUGH
    return Hit(
        *cluster.marks[0],
        f"{_marks(len(cluster.marks))} is described: {joined(told)}",
        kind="person",
        data={"marks": len(cluster.marks), "signs": dict(sorted(kinds.items()))},
        related=_places(cluster.signs, cluster.marks[1:]),
        severity=None if loud else "note",
        confidence=None if loud and len(told) > 1 else "low",
    )


def _pronouns(found: list[Cluster]) -> Hit:
    signs = [sign for cluster in found for sign in cluster.signs]
    return Hit(
        *found[0].marks[0],
        "pronouns behind marks tell the sex of those whom they hide",
        kind="pronoun",
        data={"marks": len(found), "signs": {"pronoun": len(signs)}},
        related=_places(signs, ()),
        severity="note",
        confidence="low",
    )


def _marks(count: int) -> str:
    return "the person behind this mark" if count == 1 else f"the one person behind {count} marks"


def _places(
    signs: tuple[Sign, ...] | list[Sign], marks: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int, str], ...]:
    """Return the places of signs, descriptions first, and of the other marks."""
    strong = [(sign.start, sign.end, _WORDS[sign.kind]) for sign in signs if sign.kind != "pronoun"]
    weak = [(sign.start, sign.end, _WORDS[sign.kind]) for sign in signs if sign.kind == "pronoun"]
    others = [(start, end, "the same person, to all appearance") for start, end in marks]
    return tuple((strong + weak + others)[:_PLACES])
