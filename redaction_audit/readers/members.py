"""What holds for the files of every archive: names refused, and how much may be unpacked. Not a reader itself."""

from redaction_audit.model import Gap
from redaction_audit.readers import Source

DEPTH = 3
"""Archives inside archives that are opened: an archive in an archive in an archive, and no further."""

LAYERS = 8
"""Containers of any kind around a record, compression included."""

MEMBERS = 1_000_000
"""Files that one archive may hold, those of nested archives included."""

UNPACKED = 64 * 1024**3
"""Bytes that one archive may unpack to; they are streamed, so this bounds time, not memory."""

RATIO = 250
"""How many times its own size an archive may unpack to, beyond FREE bytes; text compresses 4 to 30 times."""

FREE = 64 * 1024**2
"""Bytes that any archive may unpack to, whatever the ratio."""

_JUNK = ("thumbs.db", "desktop.ini")


def plain(name: str) -> str:
    """Return a member's name as reports print it: `/` between parts, no leading `./`, valid Unicode."""
    name = name.replace("\\", "/")
    while name.startswith("./"):
        name = name[2:]
    return name if name.isascii() else name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def within(source: Source, name: str) -> str:
    """Return where a member stands, seen from the outermost archive: `inner.zip/name`."""
    return name if source.member is None else f"{source.member}/{name}"


def escapes(name: str) -> bool:
    """Say whether a plain name leads out of the archive: absolute, with a drive, or through `..`."""
    return name.startswith("/") or name[1:2] == ":" or ".." in name.split("/")


def hidden(name: str) -> bool:
    """Say whether a member is left out, as it would be inside a folder: dot files and the leavings of desktops."""
    if "." not in name and "_" not in name:
        return False
    parts = name.split("/")
    return any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX" or parts[-1].lower() in _JUNK


def refused(source: Source, name: str) -> Gap:
    """Return the gap for a member whose name leads out of its archive."""
    why = "its name leads out of the archive (absolute or with `..`); refused"
    return Gap(source.path, why, "Ask whoever made the archive.", "error", within(source, name))


def left_out(source: Source, count: int) -> Gap:
    """Return the note that says how many hidden members were left out."""
    why = f"{count} hidden file(s) inside were left out, as in folders"
    return Gap(source.path, why, "Unpack them and name them outright to audit them.", "note", source.member)
