"""REL001: two records of one batch carry the same id."""

from collections.abc import Iterator
from hashlib import blake2b
from mmap import mmap

from redaction_audit.check import Hit, Watch, batch_check
from redaction_audit.model import Citation, Origin
from redaction_audit.structure.telegram import same_id


@batch_check(
    "REL001",
    "duplicate-record-id",
    severity="warning",
    cites=(Citation("5 FAH-2 H-320: a message reference number identifies one telegram", "summary"),),
)
def duplicate_record_id() -> Watch:
    """Two records of one batch carry the same id.

    ## Why it matters
    Findings, waivers and reviewers' decisions hang on the record id. Two releases of one document in a batch also tend
    to withhold different words, so that each opens what the other hides.

    ## What to do
    Compare the two records. Keep one, or give the rows of a table distinct ids.

    ## Known limits
    Only equal ids are seen, those of telegrams in either spelling (`2007ARBON00417`, `07ARBON417`); of records that go
    by their file name, for want of an id on the page, it is only noted. Ids are remembered as 64-bit numbers: of 600
    million batches of 250,000 records each, one would be told of a duplicate that is none.
    """
    seen = Numbers()

    def watch(record: str, origin: Origin) -> Iterator[Hit]:
        id_ = same_id(record).encode("utf-8", "surrogatepass")
        number = int.from_bytes(blake2b(id_, digest_size=8).digest(), "big") or 1
        if seen.add(number):
            return
        if record == (origin.member or origin.path).rpartition("/")[2]:
            message = "goes by its file name, as another record earlier in this batch does"
            yield Hit(0, 0, message, kind="record", data={"id_from": "file name"}, severity="note")
        else:
            message = "another record earlier in this batch has the same id"
            yield Hit(0, 0, message, kind="record", data={"id_from": "record"})

    return watch


class Numbers:
    """A set of 64-bit numbers in flat memory: 8 bytes a slot, at most two thirds full."""

    def __init__(self, slots: int = 1 << 19) -> None:
        self._slots = _zeros(slots)
        self._count = 0

    def add(self, number: int) -> bool:
        """Remember a non-zero number; return False when it was there already."""
        if not self._put(self._slots, number):
            return False
        self._count += 1
        if 3 * self._count > 2 * len(self._slots):
            larger = _zeros(2 * len(self._slots))
            for old in self._slots:
                if old:
                    self._put(larger, old)
            self._slots = larger
        return True

    @staticmethod
    def _put(slots: memoryview, number: int) -> bool:
        mask = len(slots) - 1
        at = number & mask
        while slots[at]:
            if slots[at] == number:
                return False
            at = (at + 1) & mask
        slots[at] = number
        return True


def _zeros(slots: int) -> memoryview:
    """Return so many zeros of 64 bits; the system hands out their memory when something is written there."""
    return memoryview(mmap(-1, 8 * slots)).cast("Q")
