"""A scan on its way into a baseline: renderers, whose bytes are the file."""

from collections.abc import Sequence

from redaction_audit.acceptance.baseline import Baseline, column, written
from redaction_audit.errors import CutOffError
from redaction_audit.model import Audited
from redaction_audit.outputs.report import Run, Summary


class Written:
    """Everything reported, as a baseline. `locked` becomes the number of findings that nobody may accept."""

    def __init__(self, locked: frozenset[str]) -> None:
        self._rules = locked
        self._lines: set[tuple[str, str, str]] = set()
        self.locked = 0

    @property
    def count(self) -> int:
        """How many findings were accepted."""
        return len(self._lines)

    def begin(self, run: Run) -> bytes:
        """Return nothing: the file is sorted."""
        del run
        return b""

    def record(self, audited: Audited) -> bytes:
        """Take the findings of one record."""
        for finding in audited.findings:
            if finding.rule in self._rules:
                self.locked += 1
            else:
                self._lines.add((column(finding.record), finding.rule, finding.fingerprint))
        return b""

    def end(self, summary: Summary) -> bytes:
        """Return the file. Raises CutOffError where the scan was interrupted: a part must not replace the whole."""
        if summary.interrupted:
            raise CutOffError("interrupted: the baseline was not written")
        return written(self._lines)


class Pruned:
    """A baseline without the entries that a scan by `rules` did not meet; `absent` drops those of other records too."""

    def __init__(self, baseline: Baseline, rules: Sequence[str], *, absent: bool) -> None:
        self._baseline = baseline
        self._rules = rules
        self._absent = absent
        self.dropped = 0

    @property
    def kept(self) -> int:
        """How many entries are left."""
        return len(self._baseline.entries) - self.dropped

    def begin(self, run: Run) -> bytes:
        """Return nothing."""
        del run
        return b""

    def record(self, audited: Audited) -> bytes:
        """Return nothing: the stage before this has noted what was met."""
        del audited
        return b""

    def end(self, summary: Summary) -> bytes:
        """Return the file. Raises CutOffError where the scan was interrupted and absence says nothing."""
        if summary.interrupted:
            raise CutOffError("interrupted: the baseline was left as it is")
        gone = {entry.fingerprint for entry, seen in self._baseline.left(self._rules) if seen or self._absent}
        self.dropped = len(gone)
        entries = self._baseline.entries.values()
        return written(
            (entry.record, entry.rule, entry.fingerprint) for entry in entries if entry.fingerprint not in gone
        )
