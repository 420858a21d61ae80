"""Where the program starts, also as `python -m redaction_audit`: ctrl-C is heard before anything else is loaded."""

import sys


def entry() -> None:
    """Load the command line and run it; an interrupt while it loads or leaves ends it as one in between does."""
    try:
        from redaction_audit import cli

        cli.entry()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    entry()
