"""The program with a clock that stands still and rules that explain themselves always alike: for screens to be kept.

python -m tests.tui.frozen review ...
"""

import sys

from redaction_audit import cli, reviewing
from redaction_audit.tui.screens import record
from tests.review.desk import NOON
from tests.tui.batch import knowledge

if __name__ == "__main__":
    reviewing.now = lambda: NOON
    record.knowledge = knowledge
    sys.exit(cli.entry())
