"""Formats that no reader reads yet, and what stands in the place of a file: counted gaps that say what to do."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from redaction_audit.model import Gap, Record
from redaction_audit.readers import GUESSED, MAGIC, NAMED, Options, Source

_OCR = "Convert it to text with an OCR program (for example tesseract), then audit the text."
_SAVE = "Save it as plain text, then audit the text."
_UNPACK = "Unpack it, then audit the folder."
_LEAVE = "Leave it out with --exclude."

# What it is, how its bytes begin, how its name ends, what to do.
_KINDS: tuple[tuple[str, tuple[bytes, ...], tuple[str, ...], str], ...] = (
    ("PDF", (b"%PDF-",), (".pdf",), "Convert it with `pdftotext -layout`, then audit the text."),
    ("PostScript", (b"%!PS",), (".ps", ".eps"), "Convert it with `ps2ascii`, then audit the text."),
    ("RTF", (b"{\\rtf",), (".rtf",), _SAVE),
    (
        "Office document",
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
        (".docx", ".docm", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".doc", ".xls", ".ppt"),
        _SAVE,
    ),
    ("e-mail file", (), (".eml", ".msg", ".pst", ".mbox"), "Save the messages as plain text, then audit the text."),
    ("HTML page", (b"<!doctype html", b"<html"), (".html", ".htm", ".xhtml", ".mht"), _SAVE),
    (
        "image",
        (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP  "),
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".jp2", ".webp", ".heic", ".djvu"),
        _OCR,
    ),
    (
        "sound or film",
        (b"ID3\2", b"ID3\3", b"ID3\4", b"OggS\0", b"fLaC\0"),
        (".mp3", ".wav", ".mp4", ".mov", ".avi", ".m4a"),
        _LEAVE,
    ),
    ("7z, RAR or CAB archive", (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"), (".7z", ".rar", ".cab"), _UNPACK),
    ("program or database", (b"SQLite format 3\0", b"\x7fELF", b"MZ\x90"), (".sqlite", ".db", ".exe", ".pyc"), _LEAVE),
)  # fmt: skip
# How the text begins that a version control system leaves where the file itself was not fetched, and how to get it.
_POINTERS: tuple[tuple[str, tuple[bytes, ...], str], ...] = (
    ("Git LFS", (b"version https://git-lfs.github.com/spec/",), "`git lfs pull`"),
    ("git-annex", (b"/annex/objects/", b".git/annex/objects/", b"../.git/annex/objects/"), "`git annex get`"),
)
_STARTS = tuple(start for _, starts, _, _ in _KINDS for start in starts)
_SIGNS = _STARTS + tuple(start for _, starts, _ in _POINTERS for start in starts)
"""The first bytes of formats and of pointers."""
_ENDS = frozenset(end for _, _, ends, _ in _KINDS for end in ends)
_FIRST = frozenset(start[:1] for start in _SIGNS) | {b"P", b"<", b"[", b"{"}
STARTS = (*_SIGNS, b"PK", b"<", b"[", b"{")
ENDS = tuple(sorted(_ENDS))
_PARTS = b"[Content_Types].xml"
_OPENS = rb"(?:\[\s{0,99}\{|\{[ \t\r]{0,9}\n)"
_TEXT = rb'[^][{}]{0,3000}"text"\s{0,9}:'
_BROKEN = rb"[^\0]{0,4000}?[^\\](?:\\\\){0,9}\\n"
_JSON = b"|".join(
    (
        _OPENS + _TEXT,
        rb'\{[ \t\r]{0,9}\n[^\0]{0,2000}?\[\s{0,99}\{(?=[^][{}]{0,3000}"id"\s{0,9}:)' + _TEXT,
        _OPENS + rb'\s{0,99}"[^"\\\n]{1,64}"\s{0,9}:' + _BROKEN,
        rb'\[\s{0,99}"' + _BROKEN,
    )
)
"""Records in one JSON document: at once; with their ids, as a list in it; texts of several lines, under whatever key.

Read as plain text, all lines of a record would be one, and no field of it be seen.
"""
_LINES = (
    "Write one object a line, for example with `jq -c '.[]'` (or `.records[]`, wherever they stand), to a file whose"
    " name ends in .jsonl; --text-field names another key than `text`."
)


def probe(head: bytes, name: str) -> int:
    """Claim by the first bytes, else by the name: a `.txt` that begins `%PDF-` is a PDF all the same."""
    named = name[name.rfind(".") :] in _ENDS
    if head[:1] in _FIRST:
        if head.startswith(_SIGNS) or (head[:1] == b"<" and head[:14].lower().startswith(_STARTS)):
            return MAGIC + 10
        if head.startswith(b"PK") and (named or _PARTS in head):
            return MAGIC + 10
        if not named and head[:1] in b"[{" and re.match(_JSON, head):
            return GUESSED + 5
    return NAMED + 10 if named else 0


def read(stream: BinaryIO, source: Source, options: Options) -> Iterator[Record | Gap]:
    """Yield the gap."""
    del options
    head = stream.read(4096).lower()
    for system, starts, fetch in _POINTERS:
        if head.startswith(starts):
            why = f"is a pointer of {system}: the file itself is not here"
            yield Gap(source.path, why, f"Fetch it with {fetch}.", "error", source.member, size=source.size)
            return
    name = source.name.lower()
    kind, advice = next(
        (
            (kind, advice)
            for kind, starts, _, advice in _KINDS
            if any(head.startswith(start.lower()) for start in starts)
        ),
        next(((kind, advice) for kind, _, ends, advice in _KINDS if name.endswith(ends)), ("Office document", _SAVE)),
    )
    if re.match(_JSON, head):
        kind, advice = "JSON document, not JSON Lines", _LINES
    article = "an" if kind[0] in "AEIOaeiou" or kind.startswith(("RTF", "HTML")) else "a"
    yield Gap(source.path, f"is {article} {kind}; not read yet", advice, "error", source.member, size=source.size)
