"""The arguments of the command line. A command's options are made, and their module is loaded, when it is asked for."""

import argparse
import importlib
from typing import Any

from redaction_audit import DESCRIPTION, __version__
from redaction_audit.arguments.parsing import EXIT_CODES, Deferred, Help, Parser, filled

_COMMANDS = (
    ("scan", "audit records and report findings", "auditing"),
    ("inspect", "show records as read, without judgement", "auditing"),
    ("dates", "show when records fall due for declassification", "auditing"),
    ("review", "decide what was found, finding by finding", "deciding"),
    ("report", "write an audit report of a stored run", "deciding"),
    ("diff", "compare two runs", "accepting"),
    ("baseline", "accept findings: write, diff, prune", "accepting"),
    ("waivers", "draft waivers for findings", "accepting"),
    ("explain", "explain a rule, an order or a code", "explaining"),
    ("law", "list and check the orders", "explaining"),
    ("rules", "list the rules, and what is planned; check rules files", "explaining"),
    ("store", "look after a store: list its runs, take out old ones", "keeping"),
    ("verify", "check that stores, reports and inputs are what they were", "deciding"),
    ("completion", "print a shell completion script", "explaining"),
    ("help", "print the options of a command, as --help does", "explaining"),
)
"""Name, what it does, and the module here that knows its options (a function of its name)."""


def parser(*, whole: bool = False) -> argparse.ArgumentParser:
    """Return the command line; `whole` has the options of every command made, which shell completion walks through."""
    top = Parser(
        prog="redaction-audit",
        description=DESCRIPTION,
        epilog=EXIT_CODES,
        formatter_class=Help,
    )
    top.add_argument("--version", "-V", action="version", version=f"%(prog)s {__version__}")
    top.set_defaults(action=lambda _options: _usage(top))
    # with `prog` given, argparse does not format a usage line of its own on every start
    made: Any = Parser if whole else Deferred
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=made, prog=top.prog)
    for name, help_, module in _COMMANDS:
        _command(commands, name, help_, module)
    return top


def _usage(top: argparse.ArgumentParser) -> int:
    top.print_help()
    return 2


def _command(commands: Any, name: str, help_: str, module: str) -> None:
    def fill(command: Parser) -> str:
        examples: str = getattr(importlib.import_module(f"{__name__}.{module}"), name)(command)
        return examples

    made = commands.add_parser(
        name,
        help=help_,
        description=help_[0].upper() + help_[1:] + ".",
        formatter_class=Help,
    )
    if isinstance(made, Deferred):
        made.fill = fill
    else:
        filled(made, fill)
