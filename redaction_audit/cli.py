"""The command line: parse, wire, call. No logic; imports late, so that `--help` and small scans start at once."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence

from redaction_audit import interrupts, streams, terminal
from redaction_audit.arguments import parser
from redaction_audit.errors import AuditError, ForeignError, PluginError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return its exit code (`arguments.parsing.EXIT_CODES`)."""
    try:
        options = parser().parse_args(arguments)
        options.arguments = sys.argv[1:] if arguments is None else list(arguments)
        if "color" in options:
            terminal.use_color(options.color)
        if "files_from" in options and (options.files_from is not None or not options.paths):
            from redaction_audit import filelist

            filelist.add(options)
        if "isolated" in options:
            from redaction_audit.config.resolving import settle

            settle(options)
            _use(options.rules, examine=True)
        elif "rules" in options:
            examines_itself = "folder" in options or "files" in options  # `check` and `verify` say what is wrong
            _use(options.rules or os.environ.get("REDACTION_AUDIT_RULES"), examine=not examines_itself)
        if "plug_ins" in options:
            from redaction_audit import plugins

            plugins.use(bool(options.plug_ins))
        action: Callable[[argparse.Namespace], int] = options.action
        return action(options)
    except AuditError as error:
        from redaction_audit import diagnostics

        diagnostics.error(str(error))
        return error.exit_code
    except ForeignError as error:
        from redaction_audit import diagnostics

        diagnostics.error(str(error))
        return PluginError.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last edge: a traceback could repeat text of a record
        from redaction_audit import diagnostics
        from redaction_audit.errors import blame

        diagnostics.error(
            f"internal error: {blame(error)}; please report it (no text of any record is in this message)"
        )
        return 4


def _use(place: str | None, *, examine: bool) -> None:
    """Add the user's rules folder, and refuse it here when anything in it is wrong."""
    from redaction_audit import rulebook

    rulebook.use(place, strict=examine)
    if place and examine:
        from redaction_audit import ruleset

        ruleset.require()


def entry() -> None:
    """Console script: run the program and end the process with its exit code."""
    gc.set_threshold(50_000, 20, 20)  # loading rules makes many objects and no garbage
    streams.stand_in()
    interrupts.heed()
    try:
        code = main()
    except SystemExit as ended:  # --help and --version
        code = int(ended.code or 0)
    code = streams.flushed(code)
    if (expressions := sys.modules.get("redaction_audit.expressions")) is not None:
        expressions.keep()
    gc.freeze()  # or the interpreter would look through all that was loaded for cycles before it ends
    sys.exit(code)


if __name__ == "__main__":
    entry()
