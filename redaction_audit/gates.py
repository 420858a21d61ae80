"""Gates: cheap tests of a record that many checks share. A check names the one without which it says nothing.

A gate is asked once a record, however many checks stand behind it, and checks behind a closed gate are not called at
all. Behind a gate a check may be silent; behind a closed one it would have been, hits and skips alike.
"""

from collections.abc import Callable, Mapping, Sequence

from redaction_audit.check import Check, View
from redaction_audit.errors import CheckError

Gate = Callable[[View], bool]

SEVERAL = 4
"""Marks of a record that make it more than a few: so many, of one kind, can make a norm."""


def _marked(view: View) -> bool:
    return bool(view.marks.marks)


def _coded(view: View) -> bool:
    return any(mark.codes for mark in view.marks.marks)


def _several(view: View) -> bool:
    return len(view.withheld) >= SEVERAL


def _mixed(view: View) -> bool:
    return len(view.kinds) > 1


def _denied(view: View) -> bool:
    return "page-denied" in view.kinds


def _withdrawn(view: View) -> bool:
    return any(mark.kind == "pra-code" for mark in view.marks.marks)


def _dated(view: View) -> bool:
    fields = view.structure.fields
    return fields.review is not None or (fields.declassify_on is not None and fields.declassify_on.kind == "date")


def _undated(view: View) -> bool:
    due = view.structure.fields.declassify_on
    return due is not None and due.kind != "date"


def _unread(view: View) -> bool:
    due = view.structure.fields.declassify_on
    return due is None or due.kind in ("empty", "event") or (due.kind == "code" and due.codes[0][2:3] == "X")


def _coded_instruction(view: View) -> bool:
    fields = view.structure.fields
    return fields.review is not None or (fields.declassify_on is not None and bool(fields.declassify_on.codes))


def _reasoned(view: View) -> bool:
    return view.structure.fields.reason is not None


def _derived(view: View) -> bool:
    return view.structure.fields.derived_from is not None


def _undatable(view: View) -> bool:
    fields = view.structure.fields
    unreal = any(day is not None and day.value is None for day in (fields.created, fields.released))
    return unreal or view.structure.date_source in (None, "id")


def _beyond_ascii(view: View) -> bool:
    return not view.text.isascii()


GATES: Mapping[str, Gate] = {
    "marked": _marked,  # any mark, release stamps included
    "several": _several,  # four marks or more
    "mixed": _mixed,  # marks of several kinds
    "page-denied": _denied,  # a mark of a page withheld as a whole
    "coded": _coded,  # a mark with a code
    "withdrawn": _withdrawn,  # a mark of a withdrawal sheet
    "dated": _dated,  # an instruction that is a date, or a later review
    "undated": _undated,  # an instruction that is none
    "coded-instruction": _coded_instruction,  # an instruction with a code, or a later review
    "unread": _unread,  # no instruction, or one of which nothing but words or an exemption without its date was read
    "reasoned": _reasoned,  # a reason line
    "derived": _derived,  # a derived-from line
    "undatable": _undatable,  # no day but that of the id, or one in a head that no calendar has
    "beyond-ascii": _beyond_ascii,  # characters beyond ASCII
}
"""Every gate by its name, the `when` of checks."""

OF_MARKS = frozenset(("marked", "several", "mixed", "page-denied", "coded", "withdrawn"))
"""Gates that are closed where a record has no mark at all: the record need not be read to know it."""


class Roll:
    """The checks of a run, and which of them have something to look at in a record."""

    def __init__(self, checks: Sequence[Check]) -> None:
        """Raises CheckError when a check names a gate that there is not."""
        unknown = next((check for check in checks if check.when is not None and check.when not in GATES), None)
        if unknown is not None:
            raise CheckError(f"{unknown.id}: there is no gate {unknown.when!r}; gates are {', '.join(GATES)}")
        self.checks = tuple(checks)
        self._names = tuple(dict.fromkeys(check.when for check in checks if check.when is not None))
        self._gates = tuple(GATES[name] for name in self._names)
        self._kept: dict[tuple[bool, ...], Sequence[int]] = {}

    def of(self, view: View) -> Sequence[int]:
        """Return the indexes of the checks behind open gates, ascending."""
        try:
            open_ = tuple([gate(view) for gate in self._gates])
        except Exception:  # noqa: BLE001 - what breaks here breaks in every check that needs it, and is counted there
            return range(len(self.checks))
        if open_ not in self._kept:
            closed = {name for name, wide in zip(self._names, open_, strict=True) if not wide}
            self._kept[open_] = tuple(index for index, check in enumerate(self.checks) if check.when not in closed)
        return self._kept[open_]
