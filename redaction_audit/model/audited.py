"""All that the audit of one record yields, and what a store keeps of it instead of its text."""

from collections.abc import Mapping

from redaction_audit.model.base import Frozen
from redaction_audit.model.findings import Citation, Failed, Finding, FrameLine, NotJudged, SetAside
from redaction_audit.model.records import Gap, Origin
from redaction_audit.sensitive import Sensitive


class Marking(Frozen):
    """How the withheld portions of a record are marked, as 5 U.S.C. 552(b) asks.

    Of `portions`, so many show the `amount` deleted, name an `exemption` (there, or on a release stamp), and name it at
    the `place` of the deletion.
    """

    portions: int = 0
    amount: int = 0
    exemption: int = 0
    place: int = 0


class Dated(Frozen):
    """A record's line of the calendar as a store keeps it: `calendar.entry.Due` without what is printed on the page.

    `date` governs (ISO, None where none does), `automatic` is the automatic date of a permanent record.
    """

    status: str
    date: str | None
    basis: str | None
    automatic: str | None
    arithmetic: str
    why: str
    citations: tuple[Citation, ...] = ()


class Profile(Frozen):
    """A record in numbers and codes, for reports: `marks` by kind and `codes` as often as they stand there.

    `withheld` counts the code points that marks, and the white space that they stand for, take of `characters`.
    Release stamps are among the codes only. `calendar` is None where it could not be worked out.
    """

    characters: int
    withheld: int
    marks: dict[str, int]
    codes: dict[str, int]
    marking: Marking
    provenance: str | None
    form: str | None
    calendar: Dated | None


class About(Frozen):
    """What a store keeps of a record instead of its text.

    `date` as in `Structure`, `orders` possible on it, `level` the classification as printed (normalised); `digest` is
    HMAC-SHA256 of the text in UTF-8 under `Settings.seal`.
    """

    date: str | None
    orders: tuple[str, ...] | None
    level: str | None
    digest: bytes
    profile: Profile | None = None


class Audited(Frozen):
    """Everything one record yielded: the three buckets, what was not judged, its gaps and the masked frames.

    `hidden` holds, in order, the half-open spans of its text that some finding says should not be visible, and those
    where the same words stand open; one may lie within another. `about` is there when `Settings.seal` is. `revealed`
    holds, by fingerprint, what findings say is hidden; there only when `Settings.reveal` asks for it, and never in
    another process.
    """

    record: str
    origin: Origin
    size: int = 0
    pages: int | None = None
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    failed: tuple[Failed, ...] = ()
    not_judged: tuple[NotJudged, ...] = ()
    gaps: tuple[Gap, ...] = ()
    frames: tuple[tuple[FrameLine, ...], ...] = ()
    marks: int = 0
    hidden: tuple[tuple[int, int], ...] = ()
    about: About | None = None
    revealed: Mapping[str, tuple[Sensitive, ...]] = {}
