"""What `verify` does: a store's events, runs and records looked through, and what is wrong said by its number."""

import re
from pathlib import Path

from redaction_audit.delivery import ClosedPipeError, Target, silence_stdout
from redaction_audit.errors import UsageError
from redaction_audit.store import Problem, Store
from redaction_audit.store.verifying import Verified, verify_file
from redaction_audit.text.sanitise import plain

TAMPERED = 5
"""Exit code where a store is not what was written."""

_HEAD = re.compile(r"(\d{1,12}):([0-9a-f]{64})\Z", re.ASCII)


def verify(store: str, *, head: str | None = None, rebuild: bool = False) -> int:
    """Verify the store and print what was found; return 0 or TAMPERED.

    `head` is `SEQ:DIGEST` as published. `rebuild` makes the cache of heads anew when nothing but the cache is wrong.
    Raises UsageError for a head that is none, StoreError where there is no store.
    """
    published = _published(head)
    found = verify_file(Path(store), published)
    if rebuild and all(problem.what == "head" for problem in found.problems):
        with Store.open(store) as opened:
            opened.rebuild()
        found = verify_file(Path(store), published)
    return _print("\n".join(_lines(store, found))) or (TAMPERED if found.problems else 0)


def _published(head: str | None) -> tuple[int, str] | None:
    if head is None:
        return None
    match = _HEAD.match(head)
    if match is None:
        raise UsageError("--head: write SEQ:DIGEST, for example 812: and 64 hexadecimal digits, as verify prints it")
    return int(match.group(1)), match.group(2)


def _lines(store: str, found: Verified) -> list[str]:
    shown = plain(store)
    lines = [f"{shown}: {_named(problem)} {plain(problem.message)}" for problem in found.problems]
    held = f"{found.events:,} events, {found.runs:,} runs, {found.records:,} records, {found.findings:,} findings"
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
