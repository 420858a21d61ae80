"""What can go wrong with a store; the words never repeat what is in it."""

from redaction_audit.errors import AuditError
from redaction_audit.review.events import Event


class StoreError(AuditError):
    """The store cannot be opened or read; the message names the file and what to do."""

    exit_code = 2


class NewerStoreError(StoreError):
    """The store was written by a later version of the program."""


class DamagedError(StoreError):
    """The file was a store and is not whole."""

    exit_code = 5


class SaveError(StoreError):
    """Nothing was written: the disk is full, somebody holds the lock, or the store is open read-only."""

    exit_code = 3


class ConflictError(AuditError):
    """Somebody judged the finding after the head that was expected; nothing was written.

    `event` is the judging event that stands there now.
    """

    exit_code = 3

    def __init__(self, key: str, event: Event | None) -> None:
        super().__init__(f"{event.reviewer if event else 'somebody'} decided this finding in the meantime")
        self.key = key
        self.event = event
