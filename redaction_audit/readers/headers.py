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
    rb"(?P<name%(of)b>.{100})%(number)b{3}(?P<size%(of)b>[0-7]{11})[\0 ][0-7]{11}[\0 ](?P<sum%(of)b>[0-7]{6})\0 "
    rb"%(type)b\0{100}ustar(?:\x0000|  \0).{64}(?:%(number)b|\0{8}){2}\0{167}"
)
"""Mode, owner, size, time, checksum, type, no link, signature, names of owners, no device, no prefix of a name."""

_HEADERS = rb"(?:(?P<times>%b)(?P<values>.{512}))?(?P<own>%b)" % tuple(
    _HEADER % {b"number": _NUMBER, b"type": kind, b"of": of} for kind, of in ((b"x", b"_x"), (b"0", b""))
)
_PARTS = ("name", "size", "sum", "own", "times", "values", "size_x", "sum_x")
_SUMMED = slice(148, 156)
_TIMES = rb"(?:\d\d [amc]time=\d{1,12}(?:\.\d{1,12})?\n){1,12}"


class Header(NamedTuple):
    """A regular file: its name, its size, and the bytes its headers take."""

    name: str
    size: int
    length: int


def read(head: bytes) -> Header | None:
    """Return what stands at the start of `head`; None where that is anything but a plain file with all its headers."""
    found = _pattern(_HEADERS).match(head)
    if found is None:
        return None
    name, size, total, own, times, values, size_x, total_x = found.group(*_PARTS)
    if times is not None and not (_adds_up(times, total_x) and _holds_times(values, int(size_x, 8))):
        return None
    name = name.partition(b"\0")[0]
    return Header(name.decode("ascii"), int(size, 8), found.end()) if name and _adds_up(own, total) else None


@cache
def _pattern(pattern: bytes) -> re.Pattern[bytes]:
    """Return a pattern, compiled when first needed: hardly any scan reads an archive."""
    return re.compile(pattern, re.DOTALL)


def _adds_up(block: bytes, named: bytes) -> bool:
    """Say whether a header, all ASCII, has the sum of its bytes that it names, that number itself taken for blanks.

    Adler-32 holds the sum, plus one, in its lower half where it is below 65,521: 512 such bytes cannot reach that.
    """
    found = (zlib.adler32(block) & 0xFFFF) - 1
    return block.isascii() and found == int(named, 8) - 8 * ord(" ") + sum(block[_SUMMED])


def _holds_times(block: bytes, size: int) -> bool:
    """Say whether the records of an extended header are times and nothing else."""
    records = block[:size]
    if block[size:] != bytes(max(0, BLOCK - size)) or _pattern(_TIMES).fullmatch(records) is None:
        return False
    return all(int(record[:2]) == len(record) for record in records.splitlines(keepends=True))
