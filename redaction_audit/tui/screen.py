"""What all screens share: bindings made from commands, where the review stands, the line that says what happened."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

from redaction_audit.review.session import ReviewSession
from redaction_audit.tui.commands import Command
from redaction_audit.tui.messages import StoreChanged
from redaction_audit.tui.widgets.status_line import HintLine, StatusLine, TooSmall

if TYPE_CHECKING:
    from redaction_audit.tui.app import AuditApp

LEAST = 60, 16
"""Columns and rows below which nothing is shown but what is needed."""
USUAL = 80
"""Columns of most terminals; with fewer, what stands beside the text gives way to it."""


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Return the bindings of commands, for `BINDINGS`: their ids are the commands', so that keys can be changed."""
    return [
        Binding(",".join(command.keys), f"app.run('{command.id}')", command.title, show=False, id=command.id)
        for command in commands
        if command.keys
    ]


class AuditScreen(Screen[None]):
    """A screen over the session; `Command.method` says which of its methods does a command."""

    scopes: ClassVar[tuple[str, ...]] = ()
    """The scopes of the commands it offers."""
    hints: ClassVar[tuple[str, ...]] = ()
    """Ids of the commands at its foot, the most needed first; as many as fit are shown, whole, the last one always."""

    @property
    def audit(self) -> "AuditApp":
        """The app."""
        return cast("AuditApp", self.app)

    @property
    def session(self) -> ReviewSession:
        """The reviewer's session."""
        return self.audit.session

    def on_mount(self) -> None:
        """Be ready to be made too small. Textual calls this beside the `on_mount` of subclasses."""
        self.mount(TooSmall(LEAST, ascii_only=self.audit.ascii_only))

    def furnish(self) -> None:
        """Give the parts of the screen the signs of this terminal, and its foot the keys."""
        for part in self.query("*"):
            if hasattr(part, "ascii_only"):
                part.ascii_only = self.audit.ascii_only
        self.offer()

    def offer(self) -> None:
        """Show at the foot the keys that do something now."""
        for line in self.query(HintLine):
            line.offer(self.audit.hint(id_) for id_ in self.useful() if id_ in self.audit.keys)

    def useful(self) -> Sequence[str]:
        """Return the ids of the commands for the foot, the most needed first."""
        return self.hints

    def say(self, words: str, *, urgent: bool = False) -> None:
        """Say what happened, or why nothing did, at the foot of the screen until the next key."""
        for line in self.query(HintLine):
            line.say(words, urgent=urgent)

    def hush(self) -> None:
        """Show the keys at the foot again."""
        for line in self.query(HintLine):
            line.hush()

    def renew(self) -> None:
        """Paint what the session holds now. Called when the screen comes back and after every act."""
        for line in self.query(StatusLine):
            line.show(self.session, self.crumbs(), self.counts())

    def crumbs(self) -> str:
        """Return where in the batch this screen is, in few words."""
        return ""

    def tick(self) -> None:
        """A second has passed."""

    def place(self) -> int:
        """Return the offset at the top of the text, for the bookmark."""
        return 0

    def counts(self) -> Sequence[str] | None:
        """Return how far the work of this screen is, None for that of the whole batch."""
        return None

    def face(self) -> dict[str, object]:
        """Return what of this screen's looks is to be kept: panes shown or not."""
        return {}

    def on_screen_resume(self) -> None:
        """Come back to this screen."""
        if self.is_mounted:
            self.renew()

    def on_store_changed(self, _message: StoreChanged) -> None:
        """Take up what others did."""
        self.renew()
