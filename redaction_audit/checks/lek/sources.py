"""Where the checks of leaks come from, and how well each source was checked."""

from redaction_audit.model import Citation

PERMANENT = Citation("32 CFR 2001.45(d)")
"""Redaction must permanently remove the information."""

SHOWN = Citation("5 U.S.C. 552(b)")
"""Amount deleted and exemption are to be indicated at the place of the deletion."""

NARROWING = Citation("observed in published captures of telegrams", "unverified")
"""What readers of released records put together: no rule prescribes it."""
