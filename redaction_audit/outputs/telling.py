"""What is told of a finding in whatever report people read: its place, its sum, its law."""

from collections.abc import Iterator

from redaction_audit.expressions import fixed
from redaction_audit.model import Citation, Failed, Finding, Gap, Origin
from redaction_audit.outputs.report import STATUSES, Leftover
from redaction_audit.text.layout import joined

_DAY = fixed(r"\d{4}-\d{2}-\d{2}")


def place(finding: Finding) -> str:
    """Return where a finding stands as editors and terminals read it: `path:line:column`, the line being the file's."""
    origin = finding.origin
    where = f"{origin_path(origin)}:{file_line(origin, finding.line)}"
    if origin.row is not None:
        return f"{where}:{finding.record}:{finding.line}:{finding.column}"
    return f"{where}:{finding.column}"


def whereabouts(finding: Finding) -> str:
    """Return the record, and the paragraph and page where they are known: what archivists cite."""
    return joined(
        (
            finding.record,
            f"paragraph {finding.paragraph}" if finding.paragraph is not None else None,
            f"page {finding.page}" if finding.page is not None else None,
        )
    )


def file_line(origin: Origin, line: int) -> int:
    """Return the line of the file for a line of a record; a row of a table holds the whole text in one line."""
    return line + line_shift(origin) if origin.row is None else origin.line or origin.row


def origin_path(origin: Origin) -> str:
    """Return the path, with the member of an archive behind `!`."""
    return f"{origin.path}!{origin.member}" if origin.member else origin.path


def line_shift(origin: Origin) -> int:
    """Return what to add to a line of the record to get the line of its file; 0 for rows of a table."""
    return (origin.line or 1) - 1 if origin.row is None else 0


def refusal(finding: Finding) -> str | None:
    """Return who wanted to set a finding aside and why, where it is reported all the same (a locked rule)."""
    refused = finding.data.get("refused")
    return refused if isinstance(refused, str) else None


def gap_place(gap: Gap, origin: Origin) -> str:
    """Return what was not read: `path:line`, or the file as a whole."""
    return f"{origin_path(origin)}:{gap.line}" if gap.line else origin_path(origin)


def gap_words(gap: Gap) -> str:
    """Return why something was not read, and what to do about it, as one or two sentences."""
    if not gap.advice:
        return gap.reason
    return f"{gap.reason}. {gap.advice[:1].upper()}{gap.advice[1:]}"


def failed_words(failed: Failed) -> str:
    """Return which check broke on a record, how, and what that means."""
    return f"{failed.what} broke ({failed.message}); this record was not judged by it"


def leftover_place(leftover: Leftover) -> tuple[str, int | None]:
    """Return the file of an entry that set nothing aside, and its line; None where only the file is known."""
    path, _, line = leftover.place.rpartition(":")
    return (path, int(line)) if path and line.isdecimal() else (leftover.place, None)


def leftover_words(leftover: Leftover) -> str:
    """Return what became of an entry that set nothing aside."""
    why = {
        "stale": "its record was examined and the finding is gone",
        "absent": "its record was not among the inputs",
        "expired": "it has expired",
        "unused": "it fits no finding",
    }[leftover.state]
    return f"{leftover.kind} entry {leftover.what}: {leftover.state}, {why}"


def arithmetic(finding: Finding) -> Iterator[str]:
    """Return the steps a rule wrote down; or else its days and numbers, when the message leaves out one of its days."""
    steps = finding.data.get("arithmetic")
    if isinstance(steps, str | list | tuple):
        yield from [steps] if isinstance(steps, str) else map(str, steps)
        return
    days = {name: value for name, value in finding.data.items() if isinstance(value, str) and _DAY.fullmatch(value)}
    if any(day not in finding.message for day in days.values()):
        numbers = {name: value for name, value in finding.data.items() if type(value) in (int, float)}
        shown = {name: value for name, value in finding.data.items() if name in days or name in numbers}
        yield joined(f"{name.replace('_', ' ')} {value}" for name, value in shown.items())


def law(finding: Finding, *, everything: bool) -> tuple[Citation, ...]:
    """Return the law that governed this record, where the data name it, else what the rule rests on; or both."""
    governing = finding.data.get("law")
    more = [
        Citation(str(item["text"]), item["status"])
        for item in (governing if isinstance(governing, list | tuple) else ())
        if isinstance(item, dict) and item.get("status") in STATUSES and "text" in item
    ]
    return tuple(dict.fromkeys((*more, *finding.citations) if everything or not more else more))
