"""What reviewers typed, on its way out: a note may quote what its record is to hide."""

from collections.abc import Callable

from redaction_audit.review.reading import Reading
from redaction_audit.store.values import StoredRecord
from redaction_audit.text.concealing import HiddenWords, hidden_words

_UNREADABLE = "(left out: the text that would be masked in it cannot be read)"


def masking(record: StoredRecord | None, reading: Reading | None) -> Callable[[str], str]:
    """Return what takes a record's hidden words out of a note; every note goes where the words cannot be known.

    Without `reading` no file is opened.
    """
    if record is None or not record.hidden:
        return str
    text = reading.open(record).text if reading else None
    if text is None:
        return lambda _: _UNREADABLE
    words: HiddenWords | None = hidden_words(text, record.hidden)
    return words.mask if words else str
