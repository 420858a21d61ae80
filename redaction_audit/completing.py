"""The completion script of a shell, written from the command line itself: what its help names, the shell offers."""

import argparse
import re
from collections.abc import Iterator
from typing import Any

_FILES = {"PATH", "FILE", "OLD", "NEW"}
_FOLDERS = {"DIR"}
_WORDS = {"NAME", "FORMAT"}
_LISTED = re.compile(r"(?:[a-z][\w-]{1,20}, ){1,20}[a-z][\w-]{1,20} or ([a-z][\w-]{1,20})")
"""How help names all that an option takes: `archive, newsroom or strict`."""


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script for a shell. Paths are completed where an option takes one, words where its help lists them."""
    import shtab

    for action in _actions(parser):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # as above
        elif action.metavar in _WORDS and (listed := _LISTED.search(action.help or "")):
            action.choices = re.split(r", | or ", listed[0])
    return shtab.complete(parser, shell=shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the options and arguments of a command and of all below it."""
    for action in parser._actions:
        below: Any = action.choices
        if isinstance(action, argparse._SubParsersAction):
            for command in below.values():
                yield from _actions(command)
        else:
            yield action
