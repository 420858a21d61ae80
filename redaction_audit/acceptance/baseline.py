r"""Accepted findings as a text file: one line each, sorted, without times or line numbers, so that git merges it.

A line is `RECORD<tab>RULE<tab>FINGERPRINT`. The file is a set of lines: order and repeats mean nothing when it is read,
so that two branches may add to it (`merge=union` in .gitattributes) without anybody's help. It holds no text of any
record: a fingerprint is made of lower-case words around a place and cannot be turned back.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from redaction_audit.errors import ConfigError
from redaction_audit.fingerprint import FORM
from redaction_audit.model import Finding
from redaction_audit.outputs.report import Leftover
from redaction_audit.regular import demand

HEADER = "# redaction-audit baseline 1: record, rule, fingerprint"

LARGEST = 200_000_000
"""Bytes above which a file is taken for something else: two million accepted findings are no baseline."""

_HEAD = 1 << 16
"""Bytes in which the first line of a baseline is looked for: signs of a merge may stand before it."""

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


class Entry(NamedTuple):
    """One accepted finding: `record` as the file writes it, `line` where it stands."""

    record: str
    rule: str
    fingerprint: str
    line: int


class Baseline:
    """Accepted findings by fingerprint; remembers which of them a run met, and which of their records it examined."""

    def __init__(self, shown: str, entries: Iterable[Entry] = ()) -> None:
        self.shown = shown
        self.entries = {entry.fingerprint: entry for entry in entries}
        self._met: set[str] = set()
        self._seen: dict[str, bool] = {entry.record: False for entry in self.entries.values()}

    def see(self, record: str) -> None:
        """Note that a record was examined."""
        written = column(record)
        if written in self._seen:
            self._seen[written] = True

    def meet(self, finding: Finding) -> bool:
        """Say whether a finding was accepted, and note that it is there."""
        if finding.fingerprint not in self.entries:
            return False
        self._met.add(finding.fingerprint)
        return True

    def left(self, rules: Iterable[str]) -> Iterator[tuple[Entry, bool]]:
        """Yield the entries that the run did not meet, and whether their records were examined by these rules."""
        ran = frozenset(rules)
        for entry in self.entries.values():
            if entry.fingerprint not in self._met and entry.rule in ran:
                yield entry, self._seen[entry.record]

    def leftovers(self, rules: Iterable[str]) -> Iterator[Leftover]:
        """Yield `left` as reports carry it."""
        for entry, examined in self.left(rules):
            what = f"{entry.record} {entry.rule} {entry.fingerprint}"
            yield Leftover("baseline", "stale" if examined else "absent", what, f"{self.shown}:{entry.line}")


def marked(path: str) -> bool:
    """Say whether a file is empty or bears the line that `written` puts into a baseline, finished merge or not."""
    try:
        demand(Path(path))
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror or type(error).__name__})") from error
    return not head or HEADER.encode() in head


def load(path: str) -> Baseline:
    """Read a baseline. Raises ConfigError naming file and line where it is none."""
    try:
        demand(Path(path))
        if Path(path).stat().st_size > LARGEST:
            raise ConfigError(f"{path}: is larger than {LARGEST:,} bytes; this is no baseline")
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        hint = "\n  try: redaction-audit baseline write" if isinstance(error, FileNotFoundError) else ""
        raise ConfigError(f"{path}: cannot be read ({error.strerror or type(error).__name__}){hint}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8; this is no baseline") from error
    except ValueError as error:  # a name no file can have
        raise ConfigError(f"{path}: cannot be read ({error})") from error
    return Baseline(path, _entries(path, text))


def _entries(path: str, text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line or line.startswith("#"):
            continue
        if line.startswith(("<<<<<<<", "|||||||", "=======", ">>>>>>>")):
            raise ConfigError(f"{path}:{number}: an unfinished merge; keep the lines of both sides and drop the signs")
        parts = line.split("\t")
        if len(parts) != 3 or not FORM.fullmatch(parts[2]):
            raise ConfigError(f"{path}:{number}: is no accepted finding; a line is record, rule and fingerprint")
        record, rule, print_ = parts
        yield Entry(record, rule, print_, number)


def written(findings: Iterable[tuple[str, str, str]]) -> bytes:
    """Return a baseline of (record, rule, fingerprint) as its file holds it; records as `column` writes them."""
    lines = sorted({"\t".join(finding) for finding in findings})
    return "".join(f"{line}\n" for line in (HEADER, *lines)).encode("utf-8", "surrogateescape")


def column(record: str) -> str:
    """Return a record's id as one column: no tab, no line end, nothing that acts on a terminal, no comment sign."""
    if record.isascii() and record.isprintable() and "\\" not in record and record[:1] not in "#<>=":
        return record
    shown = "".join(_ESCAPES.get(sign) or (sign if sign.isprintable() else f"\\u{ord(sign):04x}") for sign in record)
    return f"\\u{ord(shown[0]):04x}{shown[1:]}" if shown[:1] in {"#", "<", ">", "="} else shown
