"""What `verify` does: stores, reports and manifests looked through, and what is wrong said by its name or number."""

import argparse
import re
from pathlib import Path

import msgspec

from redaction_audit.delivery import ClosedPipeError, Target, silence_stdout
from redaction_audit.errors import UsageError
from redaction_audit.regular import demand
from redaction_audit.reports.comparing import Compared, Difference, compare
from redaction_audit.reports.manifest import SCHEMA, Manifest
from redaction_audit.reports.sealing import whole
from redaction_audit.store import Problem, Store
from redaction_audit.store.verifying import Verified, verify_file
from redaction_audit.text.counting import count
from redaction_audit.text.sanitise import plain

TAMPERED = 5
"""Exit code where something is not what was written."""

_HEAD = re.compile(r"(\d{1,12}):([0-9a-f]{64})\Z", re.ASCII)
_PAGE, _DOCUMENT = b"<!DOCTYPE html>", b'{\n"schema":"manifest/'
_OPENING, _CLOSING = b'<script type="application/json" id="manifest">', b"</script>"


def verify(options: argparse.Namespace) -> int:
    """Verify the files that are named and print what was found; return 0 or TAMPERED.

    Raises UsageError for a head that is none and where no file is named, StoreError for what is none of ours.
    """
    published = _published(options.head)
    if not options.files and options.store is None:
        raise UsageError("verify: name a store, a report or a manifest")
    wrong = 0
    lines: list[str] = []
    for name in options.files or [options.store]:
        content = _ours(Path(name))
        if content is None:
            found = _store(Path(name), published, rebuild=options.rebuild)
            wrong += len(found.problems)
            lines += _store_lines(name, found)
        else:
            compared = _document(Path(name), content, options)
            wrong += len(compared.differences)
            lines += _lines(name, compared)
    return _print("\n".join(lines)) or (TAMPERED if wrong else 0)


def _ours(path: Path) -> bytes | None:
    """Return the content of a report or manifest, None for anything else: a store, or what should be one.

    Raises UsageError for what is not there or may not be read: that tells nothing of what was written.
    """
    try:
        demand(path)
        with path.open("rb") as file:
            head = file.read(64)
            return head + file.read() if head.startswith((_PAGE, _DOCUMENT)) else None
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such file") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or type(error).__name__})") from error


# -- reports and manifests ---------------------------------------------------------------------------------------------


def _document(path: Path, content: bytes, options: argparse.Namespace) -> Compared:
    """Compare a report or manifest with its own seal, then everything it names with the world."""
    sort = "report" if content.startswith(_PAGE) else "manifest"
    sealed = whole(content)
    if sealed is None:
        return Compared((Difference(sort, path.name, "its last line, which seals it, is damaged or missing"),), 1)
    if not sealed:
        return Compared((Difference(sort, path.name, "is not what was written"),), 1)
    manifest = _manifest(content)
    if manifest is None:
        return Compared((Difference(sort, path.name, "holds no manifest that this version can read"),), 1)
    store = Path(options.store) if options.store is not None else None
    return Compared((), 1) + compare(manifest, path.parent, Path(options.records), store)


def _manifest(content: bytes) -> Manifest | None:
    if content.startswith(_PAGE):
        _, _, content = content.rpartition(_OPENING)
        content, _, _ = content.partition(_CLOSING)
    try:
        found = msgspec.json.decode(content, type=Manifest)
    except msgspec.MsgspecError:
        return None
    return found if found.schema == SCHEMA else None


def _lines(name: str, found: Compared) -> list[str]:
    shown = plain(name)
    said = [f"{shown}: {one.what} {plain(one.name)}: {plain(one.message)}" for one in found.differences]
    said += [f"{shown}: {plain(note)}" for note in found.notes]
    end = f"{count(len(found.differences), 'difference')}" if found.differences else "as it was written"
    return [*said, f"{shown}: {end}; {count(found.compared, 'thing')} compared"]


# -- stores ------------------------------------------------------------------------------------------------------------


def _store(path: Path, published: tuple[int, str] | None, *, rebuild: bool) -> Verified:
    """Verify a store; `rebuild` makes the cache of heads anew when nothing but the cache is wrong."""
    found = verify_file(path, published)
    if rebuild and all(problem.what == "head" for problem in found.problems):
        with Store.open(path) as opened:
            opened.rebuild()
        found = verify_file(path, published)
    return found


def _published(head: str | None) -> tuple[int, str] | None:
    if head is None:
        return None
    match = _HEAD.match(head)
    if match is None:
        raise UsageError("--head: write SEQ:DIGEST, for example 812: and 64 hexadecimal digits, as verify prints it")
    return int(match.group(1)), match.group(2)


def _store_lines(store: str, found: Verified) -> list[str]:
    shown = plain(store)
    lines = [f"{shown}: {_named(problem)} {plain(problem.message)}" for problem in found.problems]
    counts = {"event": found.events, "run": found.runs, "record": found.records, "finding": found.findings}
    held = ", ".join(count(number, noun) for noun, number in counts.items())
    if lines:
        return [*lines, f"{shown}: tampered with or damaged; {held}"]
    seq, digest = found.tip
    return [f"{shown}: whole; {held}", f"head {seq}:{digest}"]


def _named(problem: Problem) -> str:
    return problem.what if problem.number is None else f"{problem.what} {problem.number}"


def _print(text: str) -> int:
    target = Target("-")
    try:
        target.write(text.encode("utf-8", "replace") + b"\n")
        target.flush()
    except ClosedPipeError:
        silence_stdout()
    return 0
