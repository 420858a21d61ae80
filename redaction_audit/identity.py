"""The id of a record: what the page or the table says it is, else the name of its file."""

from redaction_audit.model import Gap, Origin
from redaction_audit.structure import agency_number, banner, cover, head, stamps, telegram

REACH = 8_000
"""Characters of the head in which an id is looked for (of the tail for archive attributes).

The batch path reads no more.
"""


def record_id(text: str, given_id: str | None, origin: Origin) -> tuple[str, Gap | None]:
    """Return the id of a record, and a gap (severity note) when it had to be named after its file.

    In this order: the id of its table row, the message reference, the State `C0...` or Doc No., the record number of
    the JFK collection, the CIA-RDP number, the number that the agency gave its cable or dispatch, the file's name
    without folder (with `#row` in a table). A Case No. is never an id: many records share it. A record that begins with
    the JFK identification form goes by that form's number, whatever message stands behind it. Reads at most `REACH`
    characters of either end.
    """
    if given_id is not None and given_id.strip():
        return given_id.strip(), None
    found = _on_page(text)
    if found is not None:
        return found, None
    name = (origin.member or origin.path).replace("\\", "/").rstrip("/").rpartition("/")[2] or origin.path
    if origin.row is not None:
        name = f"{name}#{origin.row}"
    return name, Gap(
        path=origin.path, member=origin.member, line=origin.line, severity="note",
        reason="no id on the first page; the record goes by its file name",
        advice="give it an id in a JSON Lines or CSV row if findings must be tracked over renames",
    )  # fmt: skip


def _on_page(text: str) -> str | None:
    """Return the id that the head of a record prints, or None."""
    top = text[:REACH]
    if (first := head.reference_id(top)) is not None:
        return first
    if (form := cover.number(top)) is not None:
        return form[2]
    if (printed := telegram.printed_id(text)) is not None:
        return printed[2]
    if (message := _message(top)) is not None:
        return message
    number = stamps.part(list(stamps.find(top, frozenset({"foia", "cia_crest"}))), "document_id")
    if number is not None:
        return number[2]
    given = agency_number.find(top)
    return given[2] if given else None


def _message(top: str) -> str | None:
    """Return the canonical id of a telegram without a third-party head (`05LIMA2158`; `LIMA 2158` without a year)."""
    messages = banner.messages(top)
    first = next(messages, None)
    if first is None:
        return None
    post, serial, at = first
    sent = telegram.group(top, at)
    if sent is None:  # the line of a page turn may stand above the transmission lines
        again = next((at for *own, at in messages if own == [post, serial]), 0)
        sent = telegram.group(top, again)
    return f"{post} {serial}" if sent is None else f"{sent[1][2:4]}{post}{serial}"
