"""Where the checks of the transcript come from, and how well each source was checked."""

from redaction_audit.model import Citation

TELEGRAM = Citation("5 FAH-1 H-240 (layout of telegrams, as of 2004-07-12)", "summary")
"""The Department's correspondence handbook: numbered paragraphs, portion marks, summaries, sections."""

AMOUNT = Citation("5 U.S.C. 552(b)")
"""What is deleted must be indicated, at the place of the deletion where technically feasible: lost text is unmarked."""

CAPTURE = Citation("observed in published captures of telegrams", "unverified")
"""Habits of captures and transcriptions: no rule prescribes them."""
