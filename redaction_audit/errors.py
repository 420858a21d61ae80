"""Errors a person can act on: each says what is wrong, where, and what to do next."""


class AuditError(Exception):
    """Base of every error that redaction-audit raises on purpose; `exit_code` is what the process ends with."""

    exit_code = 4


class UsageError(AuditError):
    """The command line asks for something that does not exist; the message names the nearest thing that does."""

    exit_code = 2


class ConfigError(AuditError):
    """A configuration, a waivers file or a baseline is wrong; the message names the file and the line."""

    exit_code = 2


class LawError(AuditError):
    """A file of `rules/` is wrong; the message names the file and the key path."""

    exit_code = 2


class CheckError(AuditError):
    """A built-in check cannot be loaded; the message names the module."""

    exit_code = 2


class ReadError(AuditError):
    """A whole input cannot be read; becomes a counted gap that names the file."""

    exit_code = 3


class OutputError(AuditError):
    """A report could not be written (disk full, permission denied); the message names the target."""

    exit_code = 3


class CutOffError(OutputError):
    """A file was not written because a part of the run must not stand for the whole; ctrl-C ends so."""

    exit_code = 130


class PluginError(AuditError):
    """A plug-in cannot be loaded, or breaks where the run cannot go on without it; the message names its package."""

    exit_code = 3


class ClashError(AuditError):
    """A plug-in has the name of another, or of something built in; the message names both."""

    exit_code = 2


class ForeignError(Exception):
    """Something in a plug-in broke while others go on; its words are ours and hold no text of a record."""


def blame(error: Exception) -> str:
    """Say which line of ours broke, and how, without the exception's words: they may hold text of the record."""
    from traceback import extract_tb

    if isinstance(error, ForeignError):
        return str(error)
    frames = [frame for frame in extract_tb(error.__traceback__) if "redaction_audit" in frame.filename]
    place = (
        f" at {frames[-1].filename.rpartition('redaction_audit')[2].lstrip('/')}:{frames[-1].lineno}" if frames else ""
    )
    return f"{type(error).__name__}{place}"
