"""From a hit to a finding: where it stands, how much it weighs, what it rests on and by what it is known again."""

import re
from bisect import bisect_right

from redaction_audit.check import Check, Hit
from redaction_audit.fingerprint import Print
from redaction_audit.lines import Lines
from redaction_audit.model import SEVERITIES, Finding, Record, Related, Severity, Structure


class Places:
    """Where the findings of one record stand: line and column, page, numbered paragraph."""

    def __init__(self, record: Record, structure: Structure | None, lines: Lines | None = None) -> None:
        """`lines` is the line table of the text, where there is one already."""
        self.record = record
        self.lines = lines or Lines(record.text)
        self._feeds = [m.start() for m in re.finditer("\f", record.text)] if "\f" in record.text else []
        self._paragraphs = structure.paragraphs if structure else ()
        self._starts = [paragraph.start for paragraph in self._paragraphs]

    def page(self, offset: int) -> int | None:
        """Return the 1-based page of text with form feeds, None without any."""
        return bisect_right(self._feeds, offset) + 1 if self._feeds else None

    def paragraph(self, offset: int) -> int | None:
        """Return the number of the numbered paragraph that holds `offset`."""
        if not self._starts:
            return None
        index = bisect_right(self._starts, offset) - 1
        inside = index >= 0 and offset < self._paragraphs[index].end
        return self._paragraphs[index].number if inside else None


def finding(places: Places, check: Check, hit: Hit, printed: Print, provenance: str | None) -> Finding:
    """Turn a hit into a finding: place, weight, authority and identity."""
    record, place = places.record, places.lines.line_column
    data = {**hit.data, "fingerprint_by": "count"} if printed.how == "count" else hit.data
    line, column = place(hit.start)
    return Finding(  # in their order: by name it takes ten times as long, for every finding
        "scan/1",
        check.id,
        check.name,
        severity(check, hit, provenance),
        hit.confidence or check.confidence,
        hit.message,
        record.id,
        record.origin.path,
        record.origin,
        hit.start,
        hit.end,
        line,
        column,
        places.page(hit.start),
        places.paragraph(hit.start),
        tuple([Related(start, end, *place(start), words) for start, end, words in hit.related]) if hit.related else (),
        hit.evidence,
        check.cites,
        check.basis,
        printed.value,
        data,
    )


def severity(check: Check, hit: Hit, provenance: str | None) -> Severity:
    """Return the weight of a hit: the lightest of the check's, the provenance's and the hit's own.

    A check that rests on an unverified fact never yields an error.
    """
    weight = check.by_provenance.get(provenance, check.severity) if provenance else check.severity
    if hit.severity is not None and SEVERITIES.index(hit.severity) > SEVERITIES.index(weight):
        weight = hit.severity
    if weight == "error" and any(cite.status == "unverified" for cite in check.cites):
        return "warning"
    return weight
