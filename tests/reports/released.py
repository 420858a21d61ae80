"""A small batch for the tests of reports, scanned by the program itself: a leak, marks, damage, hostile words."""

from pathlib import Path

from redaction_audit.cli import main
from redaction_audit.review.events import Kind, New
from redaction_audit.store import Store
from tests.canary import CANARY, cable

CABLE = cable(
    f"""1. (C) Summary: The ferry XXXXXXXXXXXX stopped, and XXXXXXXX{CANARY} said
 so. End Summary.

3. (C) He saw XXXXXXXXXXXX at noon; {CANARY} had left.
""",
    decl="05/12/2015",
)
HOSTILE = """06QUAYSIDE3
2006-05-12 18:06
2010-12-12 21:09
CONFIDENTIAL
Embassy <script>alert(1)</script>

C O N F I D E N T I A L QUAYSIDE 000003

E.O. 12958: DECL: OADR
SUBJECT: <img src=x onerror=alert(1)> {{ 7*7 }} #panic("x") \u202egnp

1. (S) A "quoted" & 'odd' line \x1b[31m with a [Redacted] mark; =HYPERLINK("http://example.org").
"""
AS_OF = "2026-01-15"


def batch(folder: Path) -> Path:
    """Write the records into `folder`/batch and return it."""
    place = folder / "batch"
    place.mkdir()
    (place / "cable.txt").write_text(CABLE, "utf-8")
    (place / "hostile <b>.txt").write_text(HOSTILE, "utf-8")
    (place / "plain.txt").write_text("MEMORANDUM\n\nThe ladder is new.\n", "utf-8")
    (place / "empty.txt").write_text("")
    return place


def scanned(folder: Path, *more: str) -> Path:
    """Scan the batch into a store of `folder` and return the store."""
    store = folder / "batch.store"
    scan(batch(folder), store, *more)
    return store


def scan(place: Path, store: Path, *more: str) -> None:
    """Scan records into a store; the report of the scan itself is put beside the store."""
    report = store.with_name("scan.txt")
    main(["scan", str(place), "--store", str(store), "--as-of", AS_OF, "-q", "-o", str(report), *more])


def reviewed(store: Path) -> dict[str, str]:
    """Let two people decide: one dispute, one agreement, one note that quotes the leak. Return key by rule."""
    with Store.open(store) as opened:
        keys = {item.rule: item.key for item in reversed(opened.items(opened.ids()))}
        said = [
            event(keys["RED003"], "ana", "confirm", note=f"{CANARY} stands open; <b>mask it</b>"),
            event(keys["RED003"], "ben", "dismiss"),
            event(keys["DEC007"], "ana", "confirm"),
            event(keys["DEC007"], "ben", "confirm"),
        ]
        for one in said:
            head = opened.heads([one.key]).get(one.key)
            opened.append([one], {one.key: head.seq if head else None})
    return keys


def event(
    key: str, reviewer: str, value: str, note: str | None = None, kind: Kind = "decided", detail: str | None = None
) -> New:
    """An event of a fixed time."""
    return New(key, kind, reviewer, f"{reviewer}-1", "2026-02-03T09:15:00+00:00", value, detail, note)


def report(store: Path, format_: str, target: Path, *more: str) -> bytes:
    """Write one report through the command line and return it."""
    assert main(["report", "--store", str(store), "--format", format_, "-o", str(target), *more]) == 0
    return target.read_bytes()
