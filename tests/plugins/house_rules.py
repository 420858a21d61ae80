"""A plug-in as another package would ship it: one check, one reader, one format. Named by the entry points of a wheel."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import BinaryIO

from redaction_audit.check import Example, Hit, View, Watch, batch_check, record_check
from redaction_audit.model import Audited, Citation, Gap, Origin, Record
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.style import Style
from redaction_audit.readers import NAMED, Options, Source


@record_check(
    "HSE001",
    "draft-stamp-left",
    severity="error",
    cites=(Citation("House style, page 4"),),
    flags=(Example("⟦DRAFT⟧\nThe ferry stopped."), Example("Page 1\n⟦DRAFT⟧\n")),
    passes=(Example("A draft of the harbour plan."), Example("The ferry stopped.")),
)
def draft_stamp_left(view: View) -> Iterator[Hit]:
    """The stamp DRAFT was left on a page.

    ## Why it matters
    A draft that leaves the house is taken for its word.

    ## What to do
    Release the final version.
    """
    if "BREAK" in view.text:
        raise ValueError(view.text)
    if "NONSENSE" in view.text:
        yield Hit(0, 10**9, "far beyond the text")
    if "WORDS" in view.text:
        yield view.text  # type: ignore[misc]  # no hit
    start = view.text.find("DRAFT")
    if start >= 0:
        yield Hit(start, start + len("DRAFT"), "the stamp DRAFT was left on the page", kind="stamp")


@batch_check("HSE002", "too-many-pages", severity="note", cites=())
def too_many_pages() -> Watch:
    """A batch has more pages than the house reads."""

    def watch(record: str, origin: Origin) -> Iterator[Hit]:
        del origin
        if record == "05CORVESTA8":
            raise KeyError(record)
        yield from ()

    return watch


def _probe(head: bytes, name: str) -> int:
    del head
    return NAMED if name.endswith(".house") else 0


def _read(stream: BinaryIO, source: Source, options: Options) -> Iterator[Record | Gap]:
    del options
    text = stream.read().decode("rot13" if source.name.startswith("broken") else "utf-8")
    if source.name.startswith("words"):
        yield text  # type: ignore[misc]  # no record
    yield Record(text, Origin(source.path, source.member), size=len(text))


reader = SimpleNamespace(probe=_probe, read=_read)


class _Findings:
    def __init__(self, style: Style) -> None:
        self._count = 0
        del style

    def begin(self, run: Run) -> bytes:
        return f"{', '.join(run.plug_ins)}\n".encode()

    def record(self, audited: Audited) -> bytes:
        if audited.record == "05CORVESTA9":
            raise KeyError(audited.record)
        self._count += len(audited.findings)
        return b""

    def end(self, summary: Summary) -> Iterator[bytes]:
        yield f"{self._count} of {summary.reported.total}\n".encode()


count = SimpleNamespace(Findings=_Findings)
words = SimpleNamespace(Findings=lambda style: SimpleNamespace(begin=str, record=str, end=str))  # noqa: ARG005 - no bytes
