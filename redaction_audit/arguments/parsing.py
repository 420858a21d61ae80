"""How the command line is parsed: errors that name what exists, and parsers that are made when they are asked."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from redaction_audit.errors import OutputError, UsageError
from redaction_audit.terminal import columns

EXIT_CODES = """\
exit codes:
  0    clean: nothing at or above --fail-on
  1    findings at or above --fail-on; entries that are stale with --fail-on-stale
  2    usage, configuration or law data wrong
  3    incomplete: something was unreadable or could not be written, a check failed, or there was no input
  4    internal error
  5    tampered: a store is not what was written (verify, report, diff)
  130  interrupted; what was found so far was printed
"""


class Help(argparse.RawDescriptionHelpFormatter):
    """argparse asks a formatter about every option that is added: this one loads nothing to tell its width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns(80) - 2)


YES_NO = argparse.BooleanOptionalAction


class Parser(argparse.ArgumentParser):
    """argparse, with errors that name the nearest thing that exists and exit 2."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with the message and what to try."""
        raise UsageError(f"{message}\n  try: {self.prog} --help")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write help or version. Raises OutputError where that cannot be done: argparse would not say so."""
        try:
            (file or sys.stderr).write(message)
        except BrokenPipeError:
            pass  # whoever read it has gone
        except OSError as error:
            raise OutputError(f"standard output: cannot be written ({error.strerror or error})") from error

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Refuse what is left over here, where the options are known: argparse leaves that to the first parser."""
        found, left = super().parse_known_args(args, namespace)
        if left:
            option = next((word.partition("=")[0] for word in left if word.startswith("-")), None)
            if option is None:
                self.error(f"there is no place for {left[0]!r}")
            self.error(f"there is no option {option}{_near(option, self._option_string_actions)}")
        return found, left

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            named = "/".join(action.option_strings) or str(action.metavar or action.dest).lower()
            if isinstance(action, argparse._SubParsersAction) and os.path.lexists(value):
                import shlex

                self.error(f"there is no {named} {value!r}; did you mean scan {shlex.quote(value)}?")
            known = ", ".join(map(str, action.choices))
            self.error(f"there is no {named} {value!r}{_near(str(value), action.choices) or f'; known: {known}'}")


def _near(word: str, known: Iterable[Any]) -> str:
    """Name what is there and looks like a word that is not; nothing where nothing does."""
    import difflib

    near = difflib.get_close_matches(word, list(map(str, known)), 2)
    return f"; did you mean {' or '.join(near)}?" if near else ""


class Deferred:
    """A command's parser that is made when something is asked of it: a start needs the options of one command only."""

    fill: Callable[[Parser], str]

    def __init__(self, **options: Any) -> None:
        self._options = options

    def __getattr__(self, name: str) -> Any:
        if name == "fill":
            raise AttributeError(name)
        if "made" not in self.__dict__:
            self.made = Parser(**self._options)
            filled(self.made, self.fill)
        return getattr(self.made, name)


def filled(made: Parser, fill: Callable[[Parser], str]) -> None:
    """Add the options of a command by `fill`, and behind them the examples it returns and the exit codes."""
    made.epilog = "\n".join(filter(None, (fill(made), EXIT_CODES)))


def late(name: str) -> Callable[[argparse.Namespace], int]:
    """Return an action that is imported when it runs."""

    def action(options: argparse.Namespace) -> int:
        from redaction_audit import commands

        chosen: Callable[[argparse.Namespace], int] = getattr(commands, name)
        return chosen(options)

    return action


def actions(command: argparse.ArgumentParser) -> "argparse._SubParsersAction[Parser]":
    """Return where the actions of a command are added (`rules list`, `rules check`)."""
    return command.add_subparsers(
        title="actions", metavar="ACTION", required=True, parser_class=Parser, prog=command.prog
    )
