"""What can be typed: the key of a command, then what it takes."""

from collections.abc import Iterator

from redaction_audit.model import Frozen
from redaction_audit.review.filters import SORTS


class Command(Frozen):
    """What a key does: the method of `Plain` that does it, what it takes, and one line of help."""

    keys: tuple[str, ...]
    does: str
    takes: str
    help: str


COMMANDS = (
    Command(("c", "C"), "confirm", "[NOTE]", "confirm, and go on to the next undecided (C: asks for the note)"),
    Command(("d", "D"), "dismiss", "[NOTE]", "dismiss"),
    Command(("s", "S"), "second", "[NOTE]", "needs a second look"),
    Command(("r", "R"), "refer", "[NOTE]", "refer"),
    Command(("p",), "dispose", "WHAT [DETAIL]", "disposition: pass, exempt CODE, refer AGENCY or exclude"),
    Command(("!",), "adjudicate", "WHAT [NOTE]", "settle a dispute: confirm, dismiss or refer"),
    Command(("x",), "clear", "", "take your own decision back"),
    Command((".",), "repeat", "", "the last decision again, with its note; or save what could not be saved"),
    Command(("a",), "annotate", "NOTE", "leave a note"),
    Command(("@",), "assign", "NAME", "give the finding to a reviewer to look at"),
    Command(("m",), "mark", "", "mark or unmark for yourself"),
    Command(("u",), "undo", "", "undo what you did last, today or before"),
    Command(("redo",), "redo", "", "bring back what was undone"),
    Command(("U",), "undo_list", "[NUMBER]", "list what can be undone; with a number, undo that"),
    Command(("v",), "several", "FROM-TO KEY [NOTE]", "decide findings FROM to TO of the queue as one"),
    Command(("+",), "add", "LINE TEXT", "add a finding that no rule made: TEXT as it stands on LINE of the record"),
    Command(("", "n"), "next_undecided", "", "next undecided (an empty line does the same)"),
    Command(("b",), "previous_undecided", "", "previous undecided"),
    Command(("j", "l"), "next", "", "next finding"),
    Command(("k", "h"), "previous", "", "previous finding"),
    Command(("J",), "next_record", "", "next record"),
    Command(("K",), "previous_record", "", "previous record"),
    Command(("}",), "overlapping", "", "next finding at the same place"),
    Command(("g",), "go", "[NUMBER]", "go to that finding of the queue (without a number: to the first)"),
    Command(("G",), "last", "", "go to the last"),
    Command(("t",), "text", "[LINES]", "print the record around the finding"),
    Command(("i",), "detail", "", "print all about the finding: evidence, authority, history"),
    Command(("w",), "reveal", "", "reveal what is masked at the finding (recorded)"),
    Command(("W",), "reveal_record", "", "reveal the record until you leave it (recorded)"),
    Command(("/",), "search", "TEXT", "search the record"),
    Command(
        ("f",),
        "filter",
        "FILTER",
        "filter the queue: sev>=warning -rule:RED*; save NAME names it, @NAME calls it",
    ),
    Command(("F",), "unfilter", "", "all findings"),
    Command(("o",), "sort", "ORDER", "sort the queue: " + ", ".join(SORTS)),
    Command(("%",), "progress", "", "how far the review is, and how far two people agree"),
    Command(("O",), "orphans", "", "decisions on findings that a later scan did not find again"),
    Command(("?",), "help", "", "this list"),
    Command(("q",), "quit", "", "end; everything is already saved"),
)
BY_KEY = {key: command for command in COMMANDS for key in command.keys}
SHORT = "[c,d,s,r,p,x,a,u,w,j,k,b,t,i,/,g,f,q,?]"
"""The keys most needed, as the prompt names them."""


def help_lines() -> Iterator[str]:
    """Yield the lines of `?`: every command with what it takes and does."""
    for command in COMMANDS:
        keys = ", ".join(key for key in command.keys if key)
        yield f"{keys} {command.takes}".strip().ljust(24) + " " + command.help


def split(line: str) -> tuple[str, str]:
    """Return the key of a line and the rest; signs that are a key by themselves need no blank behind them."""
    line = line.strip()
    if line[:1] in {"/", "+", "!", "@"}:
        return line[0], line[1:].strip()
    key, _, rest = line.partition(" ")
    return key, rest.strip()
