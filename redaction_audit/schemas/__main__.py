"""Write the shipped schemas anew from the value types."""

from pathlib import Path

from redaction_audit.schemas import NAMES, build, dump, file_name

for name in NAMES:
    Path(__file__).with_name(file_name(name)).write_text(dump(build(name)), encoding="utf-8")
