"""Where the checks of marks come from, and how well each source was checked."""

from redaction_audit.model import Citation

SHOWN = Citation("5 U.S.C. 552(b)")
"""Amount deleted and exemption are to be indicated, at the place of the deletion where technically feasible."""

PERMANENT = Citation("32 CFR 2001.45(d)")
"""Redaction must permanently remove the information."""

STATE = Citation("22 CFR 171.13(g)")
"""The same duty for the Department of State, location included."""
