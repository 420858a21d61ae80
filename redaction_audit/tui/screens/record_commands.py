"""What can be done on the record screen beyond what every screen with a finding can do."""

from redaction_audit.tui.commands import Command, Group


def _command(id_: str, title: str, keys: str, group: Group, words: str, *, needs_write: bool = False) -> Command:
    return Command(id_, title, tuple(keys.split()), group, "record", words, needs_write=needs_write)


COMMANDS: tuple[Command, ...] = (
    _command("down", "Down", "j down", "Move", "One line of the text down, or one finding in the list."),
    _command("up", "Up", "k up", "Move", "One line of the text up, or one finding in the list."),
    _command("half-down", "Half page down", "ctrl+d", "Move", "Half a page down."),
    _command("half-up", "Half page up", "ctrl+u", "Move", "Half a page up."),
    _command("page-down", "Page down", "pagedown", "Move", "A page down."),
    _command("page-up", "Page up", "pageup", "Move", "A page up."),
    _command("top", "Top", "g home", "Move", "To the top of the text, or the first finding in the list."),
    _command("bottom", "Bottom", "G end", "Move", "To the end of the text, or the last finding in the list."),
    _command("next-finding", "Next", "l right", "Findings", "The next finding of the queue."),
    _command("previous-finding", "Previous", "h left", "Findings", "The previous finding of the queue."),
    _command("overlapping", "Same place", "}", "Findings", "The next finding at the same place, around and around."),
    _command("next-record", "Next record", "J", "Records", "The next record of the queue."),
    _command("previous-record", "Previous record", "K", "Records", "The previous record of the queue."),
    _command(
        "extend-down", "Extend down", "shift+down", "Decide", "Select a line of text more, or a finding in the list."
    ),
    _command("extend-up", "Extend up", "shift+up", "Decide", "Select a line of text less, or a finding in the list."),
    _command(
        "add", "Add finding", "+", "Decide", "Add a finding that no rule made, on the selected text.", needs_write=True
    ),
    _command("reveal", "Reveal", "w", "Mask", "Show what is masked at the finding for a while; recorded."),
    _command(
        "reveal-record", "Reveal record", "W", "Mask", "Show all that is masked until you leave the record; recorded."
    ),
    _command(
        "search", "Search", "/", "Find", "Search the record; capitals count if you type one, \\v begins an expression."
    ),
    _command("next-match", "Next match", "n", "Find", "The next match of the search."),
    _command("previous-match", "Previous match", "N", "Find", "The previous match of the search."),
    _command("elsewhere", "Same text", "*", "Find", "Where the text of the finding stands elsewhere in the record."),
    _command("focus-next", "Next pane", "tab", "Panes", "Give the keys to the next pane."),
    _command("focus-previous", "Previous pane", "shift+tab", "Panes", "Give the keys to the previous pane."),
    _command("list", "List", "\\", "Panes", "Show or hide the list of findings."),
    _command("detail", "Detail", "i", "Panes", "Show or hide what is known of the finding."),
    _command("all-detail", "All about it", "enter", "Panes", "All that is known of the finding, on the whole screen."),
    _command("maximise", "Text only", "z", "Panes", "The text alone, or everything again."),
    _command("map", "Map", "M", "Panes", "Show or hide the map of the record."),
)
