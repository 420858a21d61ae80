"""TRN: letters that were decoded with the wrong character set."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.trn.body import is_record
from redaction_audit.checks.trn.sources import CAPTURE
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.expressions import fixed

_CODECS = ("cp1252", "mac_roman", "cp437", "cp850")
"""Single-byte sets in which UTF-8 was read: of Windows, of old Macintosh and DOS machines."""

_TYPOGRAPHIC = frozenset("\u00a0\u00ab\u00bb‘’‚“”„–—…•‹›™®©°ªº¹²³¼½¾")
"""What may rightly follow an accented capital: closing signs, dashes, footnote and measure signs, the hard blank."""

_ASCII = bytes(range(128))
_FEW = 50
"""Signs beyond ASCII that are looked at one by one."""


@record_check(
    "TRN009",
    "mojibake",
    severity="note",
    cites=(CAPTURE,),
    basis=("CV-13",),
    when="beyond-ascii",
    flags=(
        Example(telegram("1. (C) The board met in Arb⟦Ã³⟧n and W⟦Ä™⟧zow.", "2. (C) The chair⟦â€™⟧s office is new.")),
        Example(telegram("1. (C) Caf⟦Ã©⟧ Rowe is closed.", "2. (C) It voted⟦�⟧no.")),
        Example(telegram("1. (C) Caf⟦√©⟧ Rowe⟦‚Äô⟧s.", "2. (C) Caf⟦├⌐⟧ Rowe⟦ΓÇÖ⟧s.")),
    ),
    passes=(
        Example(
            telegram(
                "1. (C) The board met in Arbón; SÃO and ÂNGELO are names.",
                "2. (C) “Café”—CAFÉ”, ROWÉ™, ROWÉ², CAFÉ’s, déjà».",
            )
        ),
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
    Seen are UTF-8 read as a Western single-byte set (Windows, Macintosh, DOS), and the replacement character. Losses
    that leave plain letters, such as `PNP,s`, are not.
    """
    if view.text.isascii() or not _may_be_wrong(view.text) or not is_record(view):
        return
    yield from capped(
        Hit(start, end, "these characters were decoded with the wrong character set", kind="mojibake")
        for start, end in _wrong(view.text)
    )


def _may_be_wrong(text: str) -> bool:
    """Return whether the text holds what every wrong sequence holds (see `_foreign`).

    Most records hold a few signs beyond ASCII at most; those are taken out first, which is faster than any pattern.
    """
    if "\ufffd" in text:
        return True
    signs = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    signs = signs.replace("█", "")
    if len(signs) > _FEW:
        return _foreign().search(text) is not None
    for sign in set(signs):
        at = text.find(sign)
        while at >= 0:
            if text[at + 1 : at + 2] > "\x7f" and text[at + 1] != "█":
                return True
            at = text.find(sign, at + 1)
    return False


@cache
def _foreign() -> re.Pattern[str]:
    """Match what every wrong sequence holds: two signs beyond ASCII side by side, or the replacement character."""
    return fixed("[^\x00-\x7f█]{2}|\ufffd")


def _wrong(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of UTF-8 sequences that stand in the text as single-byte characters, neighbours joined."""
    begun, ended = -1, -1
    for start, end in sorted({match.span() for codec in _CODECS for match in _suspect(codec).finditer(text)}):
        if start < ended or not _is_wrong(text, start, end):
            continue
        if start != ended and begun >= 0:
            yield begun, ended
        begun = start if start != ended or begun < 0 else begun
        ended = end
    if begun >= 0:
        yield begun, ended


def _is_wrong(text: str, start: int, end: int) -> bool:
    """Return whether a sequence is one that no author writes by hand: not `CAFÉ”`, whose two signs each make sense.

    A capital in the midst of small letters makes none, so `wÄ™z` is wrong all the same.
    """
    if text[start] in "\ufffdÃÂâ√¬‚├┬ΓÔ" or text[start + 1] not in _TYPOGRAPHIC:
        return True
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    capital = text[start].isupper()
    ending = text[start + 1] in "’”" and before.isupper()  # `CAFÉ’s`
    return capital and (before.islower() or (behind.islower() and not ending))


@cache
def _suspect(codec: str) -> re.Pattern[str]:
    """Match the UTF-8 sequences of one character, as `codec` shows their bytes; with the first also U+FFFD.

    Only Windows-1252 is tried for every lead byte: elsewhere leads are letters or box drawings of their own, and
    Western letters and typographic signs begin with the three taken here.
    """
    if codec == "cp1252":
        follow = f"[{re.escape(''.join(_shown(byte, codec) + chr(byte) for byte in range(0x80, 0xC0)))}]"
        return fixed(
            f"[\u00c2-\u00df]{follow}|\u00e0[{re.escape(_run(0xA0, 0xC0, codec))}]{follow}|[\u00e1-\u00ef]{follow}{{2}}"
            f"|[\u00f0-\u00f4]{follow}{{3}}|\ufffd{{1,99}}"
        )
    lead, general = re.escape(_run(0xC2, 0xC4, codec)), re.escape(_run(0xE2, 0xE3, codec) + _run(0x80, 0x81, codec))
    follow = f"[{re.escape(_run(0x80, 0xC0, codec))}]"
    return fixed(f"[{lead}]{follow}|{general}{follow}")


def _run(first: int, behind: int, codec: str) -> str:
    return "".join(_shown(byte, codec) for byte in range(first, behind))


def _shown(byte: int, codec: str) -> str:
    """Return what `codec` shows for a byte; one that it leaves undefined stands for itself."""
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)
