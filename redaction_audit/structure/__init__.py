"""Reading a record: header fields, numbered paragraphs, located things, date and provenance."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from redaction_audit.model import Structure

if TYPE_CHECKING:
    from redaction_audit.structure.page import Page


def read(text: str) -> Structure:
    """Return the structure of one record's decoded text.

    Pure and total: any text is read, nothing is raised, nothing is on record that is not on the page. Linear in the
    length of the text; offsets are half-open code points of `text`.
    """
    from redaction_audit.structure.page import Page

    return read_pages([Page(text)])[0]


def read_pages(pages: "Sequence[Page]") -> list[Structure]:
    """Return the structures of pages whose line table and the like the caller needs as well (see `read`)."""
    from redaction_audit.structure.assembly import assemble

    return assemble(pages)
