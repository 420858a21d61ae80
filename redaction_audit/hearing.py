"""The hearing: records before their checks. Step by step over a group of records, not record by record.

A function that runs again at once finds its code and its expressions at hand; between the hundreds of others that judge
a record it would find them gone from the processor's caches, and take up to three times as long. So a group is read
together, then every check judges all of the group before the next one does.
"""

from collections.abc import Sequence

from redaction_audit.check import Check, Hit, Judge, Skip, View
from redaction_audit.errors import AuditError, blame
from redaction_audit.fingerprint import Place, Print, fingerprints
from redaction_audit.gates import OF_MARKS, Roll
from redaction_audit.model import Failed, NotJudged, Record, Structure
from redaction_audit.roster import Late

LARGEST_JUDGED = 16_000_000
"""Code points above which a record gets marks only (and a counted gap): structure of such a text is no record's."""


class Case:
    """A record on its way through the checks: what they may see of it, and what they said.

    `hidden` holds spans that checks which do not report would hide; `opaque` says that one of them broke.
    """

    def __init__(self, record: Record, view: View) -> None:
        self.record = record
        self.view = view
        self.large = len(record.text) > LARGEST_JUDGED
        self.hits: list[tuple[Check, Hit]] = []
        self.failed: list[Failed] = []
        self.skipped: list[NotJudged] = []
        self.hidden: list[tuple[int, int]] = []
        self.opaque = False

    def concealed(self) -> list[tuple[int, int]]:
        """Return, in order, every span that a check says is hidden."""
        spans = {*self.hidden, *(span for _, hit in self.hits for span in hit.hidden)}
        return sorted(spans) if spans else []

    def told(self) -> list[Print]:
        """Put the hits in the order of the page; return their fingerprints."""
        hits = self.hits
        if not hits:
            return []
        if len(hits) > 1:
            hits.sort(key=lambda pair: (pair[1].start, pair[1].end, pair[0].id))
        places = [Place(check.id, hit.kind, hit.start, hit.end) for check, hit in hits]
        return fingerprints(self.record.text, self.record.id, places)


class Bench:
    """The checks of a run; a check's module is loaded when it judges for the first time."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self.checks = tuple(checks)
        self._judges: list[Judge | Late] = [check.judge for check in self.checks]
        self._roll = Roll(self.checks)
        structural = [check for check in self.checks if not check.marks_only]
        self._structural = bool(structural)
        # Whether one of these looks at records without marks.
        self._unmarked = any(check.when not in OF_MARKS for check in structural)

    def hear(self, cases: Sequence[Case]) -> None:
        """Let every check judge every case: afterwards the cases hold hits, skips and failures in the checks' order.

        Raises AuditError where law data are wrong: that is everybody's problem, not one check's.
        """
        if not cases:
            return
        if self._structural:
            _read([case.view for case in cases if self._is_to_be_read(case)])
        together: dict[Sequence[int], list[Case]] = {}  # cases behind the same open gates
        for case in cases:
            if case.large:
                self._hear_large(case)
            else:
                together.setdefault(self._roll.of(case.view), []).append(case)
        waiting: list[list[Case]] = [[] for _ in self.checks]
        for indexes, alike in together.items():
            for index in indexes:
                waiting[index] += alike
        for index, asked in enumerate(waiting):
            if asked:
                self._ask(index, asked)

    def _is_to_be_read(self, case: Case) -> bool:
        return not (case.large or case.view.was_read) and (self._unmarked or bool(case.view.marks.marks))

    def _hear_large(self, case: Case) -> None:
        for index, check in enumerate(self.checks):
            if check.marks_only:
                self._ask(index, [case])
            else:
                case.skipped.append(NotJudged(check.id, case.record.id, "record above 16 MB: marks only"))

    def _ask(self, index: int, cases: list[Case]) -> None:
        check, judge = self.checks[index], self.judge(index)
        for case in cases:
            try:
                for said in judge(case.view):
                    if isinstance(said, Skip):
                        case.skipped.append(NotJudged(check.id, case.record.id, said.reason))
                    else:
                        case.hits.append((check, said))
            except AuditError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever breaks in one check is counted and the others go on
                case.failed.append(Failed(check.id, case.record.id, case.record.origin.path, blame(error)))

    def judge(self, index: int) -> Judge:
        """Return the function of a check, and load its module where that has not been done."""
        judge = self._judges[index]
        if isinstance(judge, Late):
            judge = self._judges[index] = judge.load()
        return judge


def _read(views: Sequence[View]) -> None:
    """Read the structure of all views together; where that breaks each check finds out for itself, and is counted."""
    from redaction_audit import structure

    try:
        read = structure.read_pages([view.page for view in views])
    except AuditError:
        raise
    except Exception:  # noqa: BLE001 - which record it was shows when they are read one by one
        return
    for view, found in zip(views, read, strict=True):
        view.structure = found


def read_structure(view: View) -> Structure:
    """Return the structure of one view."""
    from redaction_audit import structure

    return structure.read_pages([view.page])[0]


def no_structure(_view: View) -> Structure:
    """Return the structure of a record that is too large to be read."""
    return Structure()
