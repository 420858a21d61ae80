"""Words that several formats share: what a run went by, the line that closes a report."""

from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.style import Style
from redaction_audit.text.counting import count
from redaction_audit.text.layout import joined


def closing(summary: Summary, style: Style) -> str:
    """Return the one line that ends a text report."""
    shown = {severity: number for severity, number in summary.reported.by_severity.items() if number}
    notes = 0 if style.show_notes else shown.pop("note", 0)
    found = sum(shown.values())
    head = count(summary.records, "record") + ": "
    if found:
        split = joined(count(number, severity) for severity, number in shown.items())
        head += style.paint("strong", count(found, "finding")) + f" ({split})"
    else:
        head += style.paint("good" if summary.verdict == "clean" else "strong", "no findings")
    parts = [
        head,
        f"{count(notes, 'note')} not shown (--show-notes)" if notes else None,
        f"{summary.set_aside.total:,} set aside" if summary.set_aside.total else None,
        f"{summary.refused.total:,} could not be set aside" if summary.refused.total else None,
        f"{summary.failed.total:,} failed" if summary.failed.total else None,
        count(summary.gap_errors, "gap") if summary.gap_errors else None,
    ]
    stop = {"incomplete": "; incomplete", "interrupted": "; interrupted", "stale": "; stale entries"}
    return f"{joined(parts)}{stop.get(summary.verdict, '')}."


def terms(run: Run) -> str:
    """Return what a run went by: version, day, threshold, and the files and plug-ins in force."""
    return joined(
        (
            f"redaction-audit {run.version}",
            f"as of {run.as_of.isoformat()}",
            f"fails on {run.fail_on}" if run.fail_on else "fails on nothing",
            f"configuration {run.configuration}" if run.configuration else None,
            f"baseline {run.baseline}" if run.baseline else None,
            f"waivers {run.waivers}" if run.waivers else None,
            f"plug-ins {joined(run.plug_ins, ' and ')}" if run.plug_ins else None,
        )
    )
