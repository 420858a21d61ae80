"""The kinds of errors that a scorecard tells of, and what they weigh: `rules/assessment.toml`."""

import msgspec

from redaction_audit import rulebook
from redaction_audit.errors import LawError
from redaction_audit.model import Frozen


class Kind(Frozen):
    """A kind of error: the prefixes of its rules, or the disposal that a second person must uphold."""

    id: str
    title: str
    what: str
    weight: int
    rules: tuple[str, ...]
    disposal: str | None = None


class Kinds(Frozen):
    """The file: kinds with the source of their names and weights, and how well that was checked."""

    source: str
    status: str
    error: tuple[Kind, ...]


def kinds() -> Kinds:
    """Return the kinds of errors. Raises LawError when the file is missing or wrong."""
    path = rulebook.in_force("assessment.toml")
    try:
        found = msgspec.convert(rulebook.load(path), Kinds)
    except msgspec.ValidationError as error:
        raise LawError(f"{path}: {error}") from error
    if sum(kind.weight for kind in found.error) != 100 or any(kind.weight < 0 for kind in found.error):
        raise LawError(f"{path}, error: the weights must add up to 100")
    return found
