"""The standard streams of the process, whatever the caller made of them: closed, full, or read by nobody."""

import os
import sys


def stand_in() -> None:
    """Put something in the place of standard streams that the caller closed, or files opened later would be them.

    Output cannot be written then, and that is said as of a full disk; what would go to standard error is dropped.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open until the end
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as above


def flushed(code: int) -> int:
    """Hand over what standard output still holds; return 3 for 0 or 1 where that cannot be done, else the code."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass  # whoever read it has gone
    except OSError as error:
        from redaction_audit import diagnostics
        from redaction_audit.delivery import unwritten

        if unwritten(code) != code:
            diagnostics.error(f"standard output: cannot be written ({error.strerror or error})")
        code = unwritten(code)
    else:
        return code
    from redaction_audit.delivery import silence_stdout

    silence_stdout()
    return code
