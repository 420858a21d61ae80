"""Findings rendered by a format, as a run would: on the batch of `batch.py` or on the samples."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from redaction_audit import outputs
from redaction_audit.model import Audited
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.style import Style

from . import batch

HOSTILE = ']]>\x00\x1b[31m\u202e<b a="\'">&amp;\r\n::error::x,y:100%\n##[error]z|`*_[a](b)\udc80\ufffe=1+1'
"""Text that would break out of XML, a workflow command, a table or a terminal."""


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
