"""Plain headers of tar archives, for which `tarfile` takes twenty times as long. Not a reader itself.

Every field that `tarfile` would judge must have the one form that tar programs write; whatever differs is left to it.
"""

import re
import zlib
from functools import cache
from typing import NamedTuple

BLOCK = 512
MOST = 3 * BLOCK
"""Bytes that the headers of one file take here at most: two blocks with its times, and its own."""

_NUMBER = rb"(?:[0-7]{7}\0|[0-7]{6} \0)"
_HEADER = (
    rb"(?P<name>.{100})%(number)b{3}(?P<size>[0-7]{11})[\0 ][0-7]{11}[\0 ](?P<sum>[0-7]{6})\0 (?P<type>[0x])\0{100}"
    rb"ustar(?:\x0000|  \0).{64}(?:%(number)b|\0{8}){2}\0{167}" % {b"number": _NUMBER}
)
"""Mode, owner, size, time, checksum, type, no link, signature, names of owners, no device, no prefix of a name."""

_HALF = BLOCK // 2
_SUMMED = slice(148, 156)
_TIME = rb"(?P<length>\d\d) [amc]time=\d{1,12}(?:\.\d{1,12})?\n"


class Header(NamedTuple):
    """A regular file: its name, its size, and the bytes its headers take."""

    name: str
    size: int
    length: int


def read(head: bytes) -> Header | None:
    """Return what stands at the start of `head`; None where that is anything but a plain file with all its headers."""
    at = 0
    matched = _pattern(_HEADER).match
    found = matched(head)
    if found is not None and found["type"] == b"x":
        if not (_adds_up(found) and _holds_times(head[BLOCK : 2 * BLOCK], int(found["size"], 8))):
            return None
        at = 2 * BLOCK
        found = matched(head, at)
    if found is None or found["type"] != b"0" or not _adds_up(found):
        return None
    name = found["name"].partition(b"\0")[0]
    return Header(name.decode("ascii"), int(found["size"], 8), at + BLOCK) if name and name.isascii() else None


@cache
def _pattern(pattern: bytes) -> re.Pattern[bytes]:
    """Return a pattern, compiled when first needed: hardly any scan reads an archive."""
    return re.compile(pattern, re.DOTALL)


def _adds_up(header: re.Match[bytes]) -> bool:
    """Say whether a header has the sum of its bytes that it names, those of that number itself taken for blanks."""
    block = header[0]
    found = _summed(block[:_HALF]) + _summed(block[_HALF:])
    return found == int(header["sum"], 8) - 8 * ord(" ") + sum(block[_SUMMED])


def _summed(half: bytes) -> int:
    """Return the sum of 256 bytes: Adler-32 holds it, plus one, in its lower half where it is below 65,521, as here."""
    return (zlib.adler32(half) & 0xFFFF) - 1


def _holds_times(block: bytes, size: int) -> bool:
    """Say whether the records of an extended header are times and nothing else."""
    at = 0
    while at < size <= BLOCK and (record := _pattern(_TIME).match(block, at)) is not None:
        if int(record["length"]) != record.end() - at:
            return False
        at = record.end()
    return 0 < at == size and block[size:] == bytes(BLOCK - size)
