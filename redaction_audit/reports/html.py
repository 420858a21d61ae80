"""One HTML page: complete without a network, without scripts, on paper, in light and dark.

Everything of a record passes through `plain` and the autoescape of the templates; the policy of the page lets no
script run and no style apply but the two that came with it, and nothing be fetched.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import resources
from typing import Any

import msgspec
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from redaction_audit import __version__
from redaction_audit.model import SEVERITIES
from redaction_audit.outputs.report import cited
from redaction_audit.outputs.telling import line_shift, origin_path
from redaction_audit.reports import manifest, words
from redaction_audit.reports.assessment import card
from redaction_audit.reports.charts import family
from redaction_audit.reports.days import Days
from redaction_audit.reports.figures import custody, figures
from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.overview import why
from redaction_audit.reports.sealing import sealed
from redaction_audit.reports.values import Bar, Chart, Page, Said
from redaction_audit.sensitive import MASK
from redaction_audit.text.counting import count
from redaction_audit.text.layout import joined
from redaction_audit.text.passages import Piece
from redaction_audit.text.sanitise import plain

_CHUNK = 1 << 16
_BAR = 380  # width of the longest bar in the chart's own units
_LEFT = 180
_CLEAN = 2000
"""Records without findings that are listed one by one."""


def write(batch: Batch) -> Iterator[bytes]:
    """Yield the page in pieces."""
    yield from sealed(_encoded(_rendered(batch)))


def _rendered(batch: Batch) -> Iterator[str]:
    over, days = batch.overview, Days(batch.options.locale)
    style, script = _resource("style.css"), _resource("script.js")
    template = _environment(days).get_template("report.html")
    yield from template.generate(
        over=over,
        title=joined(over.run.paths) or "a batch",
        version=__version__,
        mask=MASK,
        style=Markup(style),  # noqa: S704 - a file of ours
        script=Markup(script),  # noqa: S704 - a file of ours
        policy=Markup(  # noqa: S704 - made of digests
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none';"
            " form-action 'none'"
        ),
        figures=tuple(figures(over)),
        terms=words.TERMS,
        rules={rule.id: rule for rule in over.rules if rule.count},
        families=sorted({rule.id[:3] for rule in over.rules if rule.count} | ({"HAND"} if over.by_hand else set())),
        aside=why(over.summary.set_aside),
        failed=why(over.summary.failed),
        not_judged=why(over.summary.not_judged),
        custody=tuple(custody(over)),
        orphans=tuple(_orphans(batch)),
        pages=_Shown(batch.pages()),
        manifest=_embedded(batch),
        revealed=batch.options.reveal,
        card=card(batch, batch.options.sample, batch.options.seed) if batch.options.sample else None,
    )


def _orphans(batch: Batch) -> Iterator[tuple[str, str, Said]]:
    """Yield (record, key, what was said) of findings that this run does not hold."""
    for one in batch.store.orphans():
        # of a finding that no run holds any more nobody knows what its record hides: no detail, no note
        yield one.record, one.key, Said(msgspec.structs.replace(one.head, verdicts=()))
    for record, added in batch.lost():
        yield record.record, added.event.key, added.said


def _embedded(batch: Batch) -> Iterator[Markup]:
    """Yield the manifest as JSON that no tag can end."""
    for piece in (*manifest.pieces(batch), b'"sha256":""}\n'):
        text = piece.decode().replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
        yield Markup(text)  # noqa: S704 - nothing is left of what a page could take for markup


class _Shown:
    """The records that get a section of their own; `clean` and `cleared` are known when all were taken."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = pages
        self.shown = 0
        self.cleared = 0
        self.clean: list[tuple[str, str, str, int, str]] = []

    def __iter__(self) -> Iterator[Page]:
        for page in self._pages:
            unread = any(gap.severity == "error" for gap in page.gaps)
            if page.told or page.set_aside or page.failed or page.by_hand or unread or not page.record.record:
                self.shown += 1
                yield page
                continue
            self.cleared += 1
            if len(self.clean) < _CLEAN:
                self.clean.append(_row(page))


def _row(page: Page) -> tuple[str, str, str, int, str]:
    record, profile = page.record, page.profile
    dated = profile.calendar if profile else None
    standing = joined((words.calendar(dated.status), dated.date), " ") if dated else ""
    marks = sum(profile.marks.values()) if profile else 0
    return record.record, origin_path(record.origin), record.date or "", marks, standing


# -- drawing -----------------------------------------------------------------------------------------------------------


def _environment(days: Days) -> Environment:
    made = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_safe,
    )
    made.filters.update(
        veiled=_veiled, cited=cited, drawn=_drawn, gravest=_gravest, shift=line_shift, path=origin_path, zip=zip,
        family=family, coded=_coded, number=words.number, counted=count, percent=words.percent,
        moment=_dated(days.moment, days),
        day=_dated(days.day, days), where=words.where, standing=words.state, decided=words.decision,
        in_force=words.in_force, source=words.source,
        happened=words.happened, facts=partial(words.facts, days=days),
    )  # fmt: skip
    return made


def _dated(write: Callable[[str], str], days: Days) -> Callable[[str], str]:
    """Return what writes a date: in another language than the page where a locale asks for that."""
    if days.language is None or days.language.startswith("en"):
        return write
    made = Markup('<span lang="{}">{}</span>')
    return lambda iso: made.format(days.language, plain(write(iso))) if iso else ""


def _safe(value: Any) -> Any:
    """Keep characters that act on whoever shows the page (controls, direction overrides) out of all text."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _veiled(text: str) -> Markup:
    """Return text whose masks can be heard: a screen reader has no word for the sign."""
    sign = Markup('<span class="mask" role="img" aria-label="masked">{}</span>').format(MASK)
    return sign.join(escape(plain(piece)) for piece in text.split(MASK))


def _coded(text: str) -> Markup:
    """Return documentation with what stands between backticks as code; it is short and in one line."""
    pieces = (
        Markup("<code>{}</code>").format(piece) if at % 2 else escape(piece) for at, piece in enumerate(text.split("`"))
    )
    return Markup("").join(pieces)


def _drawn(bar: Bar, chart: Chart) -> Iterator[tuple[str, str, str]]:
    """Yield left edge, width and look of every part of a bar."""
    at = float(_LEFT)
    for part, style in zip(bar.counts, chart.styles, strict=True):
        width = _BAR * part / chart.most
        if part:
            yield f"{at:.1f}", f"{max(width, 1):.1f}", style
        at += width


def _gravest(piece: Piece, page: Page) -> str:
    """Return the look of a flagged piece: that of the gravest finding over it."""
    told = len(page.told)
    found = {
        page.told[at].finding.severity if at < told else page.by_hand[at - told].made.severity for at in piece.findings
    }
    return next(severity for severity in SEVERITIES if severity in found)


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _CHUNK:
            yield "".join(held).encode("utf-8", "backslashreplace")
            held, size = [], 0
    yield "".join(held).encode("utf-8", "backslashreplace")


def _resource(name: str) -> str:
    return (resources.files("redaction_audit.reports") / "templates" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
