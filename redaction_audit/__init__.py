"""redaction-audit: the linter, law engine and reviewer's workbench for released government records."""

DESCRIPTION = "The linter, law engine and reviewer's workbench for released government records."
"""What the program is, as `--help` and reports say it."""

__version__ = "0.1.0"
