"""What the app tells its screens; widgets have messages of their own."""

from textual.message import Message


class StoreChanged(Message):
    """Others changed the findings of these keys; what shows them should be painted again."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__()
        self.keys = keys
