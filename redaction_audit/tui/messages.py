"""What widgets and screens tell each other beyond their own messages."""

from textual.message import Message

from redaction_audit.review.session import Outcome


class Decided(Message):
    """An act was saved, or refused: `outcome` says which, `word` what it was."""

    def __init__(self, outcome: Outcome, word: str) -> None:
        super().__init__()
        self.outcome = outcome
        self.word = word


class StoreChanged(Message):
    """Others changed the findings of these keys; what shows them should be painted again."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__()
        self.keys = keys


class MasksChanged(Message):
    """Masks opened or closed: texts must be painted again."""


class QueueChanged(Message):
    """The queue holds other findings, or the same in another order."""
