"""Tiny inputs made by hand, and a way to read them."""

import io
import tarfile
import zipfile
from pathlib import Path

from redaction_audit.intake import Request, Unit, records, units
from redaction_audit.model import Gap, Record

CABLE = "C O N F I D E N T I A L ARVENDA 000123\n\nSUBJECT: FERRIES\n\n1. (C) Nothing moved.\n\nMARLOWE\n"


def read(*paths: Path | str, **options: object) -> tuple[list[Record], list[Gap]]:
    """Return all records of some paths, and all gaps, those of records included."""
    request = Request(tuple(str(path) for path in paths), **options)  # type: ignore[arg-type]
    found: list[Record | Gap] = []
    for unit in units(request):
        found += records(unit, request) if isinstance(unit, Unit) else [unit]
    got = [item for item in found if isinstance(item, Record)]
    gaps = [item for item in found if isinstance(item, Gap)]
    return got, gaps + [gap for record in got for gap in record.gaps]


def texts(*paths: Path | str, **options: object) -> list[str]:
    """Return the texts of all records; there must be no gap."""
    got, gaps = read(*paths, **options)
    assert gaps == []
    return [record.text for record in got]


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of members under any names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(members: dict[str, str | bytes], mode: str = "w") -> bytes:
    """Return a tar archive of members, compressed as `mode` says (`w:gz`)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            body = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return out.getvalue()
