"""The mark vocabulary in ripgrep's dialect: what can be said without look-around, and a count of what was left out.

Both sides of a comparison must look for the same thing. ripgrep's engine has no look-around and no places on the line,
so `reduced` takes the look-arounds out of every pattern; `for_ripgrep` writes the result in its syntax.
"""

import re
import subprocess
from typing import NamedTuple

import msgspec

from redaction_audit.marks.vocabulary import Entry, load

_NEVER = r"\x00"
"""What a line break becomes: ripgrep searches line by line and refuses to be asked for one; no text holds a NUL."""

_AROUND = ("(?<=", "(?<!", "(?=", "(?!")


class Reduced(NamedTuple):
    """Entries that both engines understand, ripgrep's spelling of each, and what it cost to get there."""

    entries: tuple[Entry, ...]
    patterns: tuple[str, ...]
    without_around: int
    dropped: tuple[str, ...]


def reduced(rg: str) -> Reduced:
    """Return the vocabulary without look-arounds and placement tests; `rg` is asked which patterns it takes."""
    kept, patterns, dropped, shortened = [], [], [], 0
    for entry in load():
        bare = without_around(entry.pattern)
        spelled = f"(?i:{for_ripgrep(bare)})" if entry.caseless else for_ripgrep(bare)
        # What is left may be a single letter that only its place made a code: ripgrep would print the whole page.
        if _narrowest(bare) < 2 or not _takes(rg, spelled):
            dropped.append(entry.id)
            continue
        shortened += bare != entry.pattern
        kept.append(msgspec.structs.replace(entry, pattern=bare, needs=(), sure=(), behind=""))
        patterns.append(spelled)
    return Reduced(tuple(kept), tuple(patterns), shortened, tuple(dropped))


def _narrowest(pattern: str) -> int:
    """Return the least number of characters that a pattern matches."""
    least: int = re._parser.parse(pattern).getwidth()[0]  # type: ignore[attr-defined]  # the parser is stable but unlisted
    return least


def _takes(rg: str, pattern: str) -> bool:
    command = [rg, "--no-unicode", "--regex-size-limit=1G", "-e", f"^(?:{pattern})$", "-"]
    return subprocess.run(command, input=b"\n", capture_output=True, check=False).returncode == 1


def without_around(pattern: str) -> str:
    """Return a pattern with every look-ahead and look-behind taken out."""
    out, at = [], 0
    while at < len(pattern):
        piece = _token(pattern, at)
        if piece == "(" and pattern.startswith(_AROUND, at):
            at = _closing(pattern, at)
            continue
        out.append(piece)
        at += len(piece)
    return "".join(out)


def for_ripgrep(pattern: str) -> str:
    """Return a pattern of Python's `re` in the syntax of ripgrep's engine run with `--no-unicode`."""
    out, at = [], 0
    while at < len(pattern):
        piece = _token(pattern, at)
        at += len(piece)
        if piece == "\\Z":
            piece = "\\z"
        elif piece == "\\n":
            piece = _NEVER
        elif piece.startswith("[") and len(piece) > 1:
            piece = _set(piece)
        elif not piece.isascii():
            piece = f"(?:{_bytes(piece)})"
        elif piece == "(" and pattern.startswith("?>", at):
            piece, at = "(?:", at + 2
        out.append(piece)
    return "".join(out)


def _token(pattern: str, at: int) -> str:
    """Return the escape, the set in brackets or the single character that begins at `at`."""
    if pattern[at] == "\\":
        return pattern[at : at + 2]
    if pattern[at] != "[":
        return pattern[at]
    end = at + 1 + pattern.startswith("^", at + 1)
    end += pattern.startswith("]", end)
    while pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return pattern[at : end + 1]


def _set(piece: str) -> str:
    """Return a set of characters as one of bytes; those beyond ASCII become alternatives of their bytes."""
    inner = piece[1:-1].replace("\\n", "")
    for left, right in re.findall(r"([^\x00-\x7f])-([^\x00-\x7f])", inner):
        inner = inner.replace(f"{left}-{right}", "".join(map(chr, range(ord(left), ord(right) + 1))))
    beyond = [character for character in inner if not character.isascii()]
    plain = "".join(character for character in inner if character.isascii())
    plain = plain.replace("\\[", "[").replace("[", "\\[").replace("&&", "&\\&").replace("~~", "~\\~")
    if not beyond or plain.startswith("^"):
        return f"[{plain}]"
    return f"(?:{'|'.join([f'[{plain}]'] * bool(plain) + [*map(_bytes, beyond)])})"


def _bytes(character: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in character.encode())


def _closing(pattern: str, at: int) -> int:
    """Return the offset behind the parenthesis that closes the one at `at`."""
    depth = 0
    while True:
        piece = _token(pattern, at)
        at += len(piece)
        depth += (piece == "(") - (piece == ")")
        if not depth:
            return at
