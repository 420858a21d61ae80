"""A screen around one list: moving by rows, which every list does with the same keys."""

from redaction_audit.tui.commands import Command
from redaction_audit.tui.screen import AuditScreen
from redaction_audit.tui.widgets.row_view import RowView


def moves(
    scope: str, *, down: str, up: str, top: str, bottom: str, page_down: tuple[str, ...] = ("pagedown",)
) -> tuple[Command, ...]:
    """Return the commands that move by rows on a screen; the words say where its rows lead."""
    return (
        Command(f"{scope}-down", "Down", ("j", "down"), "Move", scope, down),
        Command(f"{scope}-up", "Up", ("k", "up"), "Move", scope, up),
        Command(f"{scope}-half-down", "Half a page down", ("ctrl+d",), "Move", scope, "Half a page down."),
        Command(f"{scope}-half-up", "Half a page up", ("ctrl+u",), "Move", scope, "Half a page up."),
        Command(f"{scope}-page-down", "Page down", page_down, "Move", scope, "A page down."),
        Command(f"{scope}-page-up", "Page up", ("pageup",), "Move", scope, "A page up."),
        Command(f"{scope}-top", "Top", ("g", "home"), "Move", scope, top),
        Command(f"{scope}-bottom", "Bottom", ("G", "end"), "Move", scope, bottom),
    )


class ListScreen(AuditScreen):
    """Moves in the list of the screen."""

    @property
    def listed(self) -> RowView:
        """The list."""
        return self.query_one(RowView)

    def move_by(self, rows: int) -> None:
        """Move by so many rows, as far as there are; say so where nothing moved."""
        listed = self.listed
        if not listed.move_to(listed.cursor + rows):
            self.say("there is nothing further" if listed.count else self.nothing())

    def nothing(self) -> str:
        """Say why the list is empty."""
        raise NotImplementedError

    def do_down(self) -> None:
        """A row down."""
        self.move_by(1)

    def do_up(self) -> None:
        """A row up."""
        self.move_by(-1)

    def do_half_down(self) -> None:
        """Half a page down."""
        self.move_by(max(self.listed.page() // 2, 1))

    def do_half_up(self) -> None:
        """Half a page up."""
        self.move_by(-max(self.listed.page() // 2, 1))

    def do_page_down(self) -> None:
        """A page down."""
        self.move_by(self.listed.page())

    def do_page_up(self) -> None:
        """A page up."""
        self.move_by(-self.listed.page())

    def do_top(self) -> None:
        """To the first row."""
        self.move_by(-self.listed.count)

    def do_bottom(self) -> None:
        """To the last row."""
        self.move_by(self.listed.count)
