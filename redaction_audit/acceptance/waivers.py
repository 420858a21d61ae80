"""Waivers: findings that somebody answers for, with a reason and an end, in a file beside the records.

A waiver names a finding by its fingerprint, or a rule within one record or some paths. It holds no hash of a record:
one over a whole text is one over what is hidden in it too, and a key would have to lie where the waiver is read. The
fingerprint already falls when the words around the place change.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from redaction_audit.errors import ConfigError
from redaction_audit.fingerprint import FORM
from redaction_audit.model import Finding, Frozen, Origin
from redaction_audit.outputs.report import Leftover, State
from redaction_audit.patterns import Patterns, in_archive
from redaction_audit.tomlfile import TomlFile, meant
from redaction_audit.tomlfile import load as read

KEYS = ("rule", "fingerprint", "record", "path", "reason", "author", "expires")

Named = Callable[[str, str], frozenset[str]]
"""Takes a rule as written and the beginning of an error; returns the ids of the rules that are meant."""


class Waiver(Frozen):
    """One waiver; at least `fingerprint`, or `rule` with `record` or `path`. It holds through the day `expires`.

    `rules` are the ids that `rule` stands for (None: any), `place` is its file and line.
    """

    place: str
    reason: str
    author: str
    rule: str | None = None
    rules: frozenset[str] | None = None
    fingerprint: str | None = None
    record: str | None = None
    path: str | None = None
    expires: dt.date | None = None

    def expired(self, day: dt.date) -> bool:
        """Say whether the waiver no longer holds on a day."""
        return self.expires is not None and self.expires < day

    @property
    def what(self) -> str:
        """What is waived, in words."""
        return " ".join(part for part in (self.rule, self.fingerprint, self.record, self.path) if part)


class Waivers:
    """The waivers of a run; remembers which of them met a finding, and which could have met one."""

    def __init__(self, waivers: Iterable[Waiver], folder: Path) -> None:
        self.waivers = tuple(waivers)
        self._by_print: dict[str, list[Waiver]] = defaultdict(list)
        self._by_record: dict[str, list[Waiver]] = defaultdict(list)
        self._others: list[Waiver] = []
        self._paths = {
            waiver.place: Patterns.of((waiver.path,), folder).test()
            for waiver in self.waivers
            if waiver.path is not None
        }
        self._met: set[str] = set()
        self._unseen = {waiver.place: waiver for waiver in self.waivers if waiver.record or waiver.path}
        for waiver in self.waivers:
            if waiver.fingerprint is not None:
                self._by_print[waiver.fingerprint].append(waiver)
            elif waiver.record is not None:
                self._by_record[waiver.record].append(waiver)
            else:
                self._others.append(waiver)

    def see(self, record: str, origin: Origin) -> None:
        """Note that a record was examined: waivers about it could have met a finding."""
        for waiver in tuple(self._unseen.values()):
            if waiver.record not in {None, record}:
                continue
            if waiver.path is None or self._paths[waiver.place](in_archive(origin)):
                del self._unseen[waiver.place]

    def of(self, finding: Finding) -> list[Waiver]:
        """Return the waivers that are about a finding, expired ones among them; the one that ends last comes first."""
        near = (self._by_print.get(finding.fingerprint, ()), self._by_record.get(finding.record, ()), self._others)
        about = [waiver for some in near for waiver in some if self._about(waiver, finding)]
        self._met.update(waiver.place for waiver in about)
        return sorted(about, key=lambda waiver: waiver.expires or dt.date.max, reverse=True)

    def _about(self, waiver: Waiver, finding: Finding) -> bool:
        return (
            (waiver.rules is None or finding.rule in waiver.rules)
            and (waiver.record is None or waiver.record == finding.record)
            and (waiver.fingerprint is None or waiver.fingerprint == finding.fingerprint)
            and (waiver.path is None or self._paths[waiver.place](in_archive(finding.origin)))
        )

    def leftovers(self, day: dt.date, rules: Iterable[str]) -> Iterator[Leftover]:
        """Yield the waivers that met no finding in a run of these rules."""
        ran = frozenset(rules)
        for waiver in self.waivers:
            if waiver.place in self._met or not (waiver.rules is None or waiver.rules & ran):
                continue
            absent: State = "absent" if waiver.place in self._unseen else "unused"
            what = f"{waiver.what} ({waiver.author}: {waiver.reason})"
            yield Leftover("waiver", "expired" if waiver.expired(day) else absent, what, waiver.place)


def load(path: str, named: Named, *, require_expiry: bool = False) -> Waivers:
    """Read a waivers file. Raises ConfigError naming file and line for a waiver that lacks something or says nonsense.

    `require_expiry` refuses waivers without an end.
    """
    file = read(Path(path))
    for key in file.data:
        if key != "waiver":
            raise ConfigError(f"{file.place(key)}: there is no key {key}; a waiver is written [[waiver]]")
    tables = file.data.get("waiver", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{file.place('waiver')}: a waiver is written [[waiver]], with its keys below it")
    waivers = [_waiver(file, index, table, named, require_expiry) for index, table in enumerate(tables)]
    return Waivers(waivers, Path(path).absolute().parent)


def _waiver(file: TomlFile, index: int, table: Mapping[str, Any], named: Named, require_expiry: bool) -> Waiver:
    place = file.place("waiver", index)
    for key in table:
        if key not in KEYS:
            raise ConfigError(f"{file.place('waiver', index, key)}: there is no key {key}{meant(key, KEYS)}")
    for key, why in (("reason", "why the finding is accepted"), ("author", "who answers for it")):
        if table.get(key, "") == "" or str(table[key]).isspace():
            raise ConfigError(f"{file.place('waiver', index, key)}: the waiver has no {key}: say {why}")
    for key in table:
        if key != "expires" and (not isinstance(table[key], str) or not table[key].strip()):
            raise ConfigError(f"{file.place('waiver', index, key)}: {key}: write a text in quotes")
    rule, print_ = table.get("rule"), table.get("fingerprint")
    if print_ is not None and not FORM.fullmatch(print_):
        raise ConfigError(f"{file.place('waiver', index, 'fingerprint')}: is no fingerprint; scan -v prints it as id")
    if print_ is None and (rule is None or not ("record" in table or "path" in table)):
        raise ConfigError(f"{place}: the waiver names no finding; give fingerprint, or rule with record or path")
    expires = table.get("expires")
    if expires is None and require_expiry:
        raise ConfigError(f"{place}: the waiver has no expires, and the settings ask for one: write YYYY-MM-DD")
    return Waiver(
        place=place,
        reason=" ".join(table["reason"].split()),
        author=" ".join(table["author"].split()),
        rule=rule,
        rules=named(rule, f"{file.place('waiver', index, 'rule')}: rule") if rule is not None else None,
        fingerprint=print_,
        record=table.get("record"),
        path=table.get("path"),
        expires=None if expires is None else _day(expires, file.place("waiver", index, "expires")),
    )


def _day(value: Any, place: str) -> dt.date:
    if type(value) is dt.date:
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        shown = repr(value) if isinstance(value, str) else value
        raise ConfigError(f"{place}: expires: {shown} is no day; write YYYY-MM-DD") from error
