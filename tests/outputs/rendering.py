"""Findings rendered by a format, as a run would: on the batch of `batch.py` or on the samples."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from redaction_audit import outputs
from redaction_audit.model import Audited, Gap, Origin, Related, SetAside
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.style import Style

from . import batch

HOSTILE = ']]>\x00\x1b[31m\u202e<b a="\'">&amp;\r\n::error::x,y:100%\n##[error]z|`*_[a](b)\udc80\ufffe=1+1'
"""Text that would break out of XML, a workflow command, a table or a terminal."""


_WORDS = st.text(st.characters(), max_size=12)
_NUMBERS = st.integers(1, 10**6)
_ORIGINS = st.builds(Origin, _WORDS, st.none() | _WORDS, st.none() | _NUMBERS, st.none() | _NUMBERS)
_PLACES = st.lists(st.builds(Related, _NUMBERS, _NUMBERS, _NUMBERS, _NUMBERS, _WORDS), max_size=3).map(tuple)


@st.composite
def _outcome(draw: st.DrawFn) -> Audited:
    origin, record, words, places = draw(_ORIGINS), draw(_WORDS), draw(_WORDS), draw(_PLACES)
    found = batch.finding(
        batch.TEXT, "TAGS", origin=origin, record=record, message=words, fingerprint=words, related=places,
        data={"arithmetic": words, "law": [{"text": words, "status": "summary"}], "refused": words},
    )  # fmt: skip
    gap = Gap(origin.path, words, words, "error", origin.member, origin.line)
    aside = SetAside(found, draw(_WORDS), words, words, words)
    return Audited(record, origin, findings=(found, found), set_aside=(aside,), gaps=(gap,))


OUTCOMES = st.lists(_outcome(), max_size=4)
"""Records with two findings, one set aside and a gap each, whose words are any text at all."""


def rendered(format_: str, *outcomes: Audited, run: Run | None = None, summary: Summary | None = None) -> bytes:
    """Return the report of these outcomes."""
    renderer: Any = outputs.load(format_).Findings(Style(show_notes=True))
    closing: bytes | Iterable[bytes]
    pieces = [renderer.begin(run or batch.run()), *map(renderer.record, outcomes)]
    closing = renderer.end(summary or batch.summary(*outcomes))
    return b"".join((*pieces, *outputs.pieces(closing)))


def hostile() -> Audited:
    """One record whose every word is hostile."""
    origin = batch.Origin(HOSTILE, HOSTILE, line=3)
    found = batch.finding(
        batch.TEXT, "DECL: OADR", severity="error", origin=origin, path=HOSTILE, record=HOSTILE, message=HOSTILE,
        name=HOSTILE, evidence=HOSTILE, data={"arithmetic": [HOSTILE]}, citations=(batch.Citation(HOSTILE),),
        related=(batch.Related(0, 1, 1, 1, HOSTILE),),
    )  # fmt: skip
    return Audited(
        record=HOSTILE,
        origin=origin,
        findings=(found,),
        set_aside=(batch.SetAside(found, HOSTILE, HOSTILE),),
        failed=(batch.Failed(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        gaps=(batch.Gap(HOSTILE, HOSTILE, HOSTILE, member=HOSTILE),),
    )


def many(number: int, **given: object) -> Audited:
    """One record with that many findings."""
    found = batch.finding(batch.TEXT, "DECL: OADR", **given)
    return batch.audited(findings=(found,) * number, set_aside=(), failed=(), gaps=(), frames=())


def samples() -> Path:
    """Return the folder of samples."""
    return Path(__file__).resolve().parents[2] / "samples"
