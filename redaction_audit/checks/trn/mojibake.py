"""TRN: letters that were decoded with the wrong character set."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.trn.body import capped, is_record
from redaction_audit.checks.trn.sources import CAPTURE
from redaction_audit.checks.trn.specimen import telegram

_TYPOGRAPHIC = frozenset("\u00a0\u00ab\u00bb‘’‚“”„–—…•")
"""What may rightly follow an accented capital: closing signs, dashes and the hard blank."""


@record_check(
    "TRN009",
    "mojibake",
    severity="note",
    cites=(CAPTURE,),
    basis=("CV-13",),
    flags=(
        Example(telegram("1. (C) The board met in Arb⟦Ã³⟧n.", "2. (C) The chair⟦â€™⟧s office is new.")),
        Example(telegram("1. (C) Caf⟦Ã©⟧ Rowe is closed.", "2. (C) It voted⟦�⟧no.")),
    ),
    passes=(
        Example(telegram("1. (C) The board met in Arbón; SÃO and ÂNGELO are names.", "2. (C) “Café”—CAFÉ”, déjà».")),
        Example(telegram("1. (C) The PNP,s board met.", "2. (C) Straße, Øresund, Łódź, Москва, 東京, naïve.")),
        Example("The cafÃ© is closed.\n"),
    ),
)
def mojibake(view: View) -> Iterator[Hit | Skip]:
    """Characters were decoded with the wrong character set.

    ## Why it matters
    A name that is spelled with wrong characters is not found when somebody searches for it, and neither are two
    spellings of one name recognised as the same.

    ## What to do
    Decode the source again with its own character set. The record is never rewritten here: offsets must stay true.

    ## Known limits
    Seen are UTF-8 read as a Western single-byte set, and the replacement character. Losses that leave plain letters,
    such as `PNP,s`, are not.
    """
    if view.text.isascii() or not is_record(view.structure):
        return
    yield from capped(
        Hit(start, end, "these characters were decoded with the wrong character set", kind="mojibake")
        for start, end in _wrong(view.text)
    )


def _wrong(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of UTF-8 sequences that stand in the text as single-byte characters, neighbours joined."""
    begun, ended = -1, -1
    for match in _suspect().finditer(text):
        if not _is_wrong(match.group()):
            continue
        if match.start() != ended and begun >= 0:
            yield begun, ended
        begun = match.start() if match.start() != ended or begun < 0 else begun
        ended = match.end()
    if begun >= 0:
        yield begun, ended


def _is_wrong(found: str) -> bool:
    """Return whether the characters, as bytes, are one UTF-8 sequence that no author writes by hand."""
    if found[0] == "\ufffd":
        return True
    if found[0] not in "ÃÂâ" and found[1] in _TYPOGRAPHIC:
        return False
    try:
        return len(b"".join(_byte(sign) for sign in found).decode("utf-8")) == 1
    except (UnicodeDecodeError, UnicodeEncodeError):
        return False


def _byte(sign: str) -> bytes:
    """Return the byte that Windows-1252 reads as `sign`; the five it leaves undefined stand for themselves."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


@cache
def _suspect() -> re.Pattern[str]:
    """A UTF-8 lead byte and its continuation bytes, as Windows-1252 shows them; or replacement characters."""
    follow = "".join(_shown(byte) for byte in range(0x80, 0xC0))
    follow = f"[{re.escape(follow)}]"
    return re.compile(
        f"[\u00c2-\u00df]{follow}|[\u00e0-\u00ef]{follow}{{2}}|[\u00f0-\u00f4]{follow}{{3}}|\ufffd{{1,99}}"
    )


def _shown(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
