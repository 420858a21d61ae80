"""The mark scanner: every printed deletion mark of a record, with its place, codes and amount. Facts, no judgement."""

from redaction_audit.marks.scanner import Scanner, scanner

__all__ = ["Scanner", "scanner"]
