"""redaction-audit: the linter, law engine and reviewer's workbench for released government records."""

__version__ = "0.1.0"
