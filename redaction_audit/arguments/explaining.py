"""Options of the commands that tell of rules and law: explain, law, rules, completion."""

import argparse
from functools import partial

from redaction_audit.arguments.parsing import Parser, actions, late
from redaction_audit.arguments.shared import color, own_rules

_EXPLAIN = """\
examples:
  redaction-audit explain DEC001
  redaction-audit explain missing-section
  redaction-audit explain eo13526                      an Executive Order
  redaction-audit explain OADR                         a declassification instruction, or a code such as B6
  redaction-audit explain 'S//NF'                      a portion mark, a caption, a stamp, a kind of mark
  redaction-audit explain OADR --on 2006-03-01         whether that was right on that day, and what counts instead
  redaction-audit explain '1.5(d)' --on 2004-05-03 --format json
"""


def explain(command: argparse.ArgumentParser) -> str:
    """Add the options of `explain`; return its examples."""
    command.add_argument(
        "what",
        metavar="WHAT",
        help="a rule id or name, an order (eo13526), a mark or code as printed (OADR, B6, S//NF)",
    )
    command.add_argument("--on", metavar="DATE", help="the verdict for that day: YYYY-MM-DD")
    own_rules(command)
    command.add_argument("--format", "-f", choices=("text", "json"), default="text")
    color(command)
    command.set_defaults(action=late("explain"))
    return _EXPLAIN


_LAW = """\
examples:
  redaction-audit law list                             every order: window, levels, reasons, longest term, status
  redaction-audit law list --format json
  redaction-audit law check                            examine the orders that came with the program
  redaction-audit law check my-rules/                  examine them with yours added: exit 0 or 2
"""


def law(command: argparse.ArgumentParser) -> str:
    """Add the options of `law`; return its examples."""
    made_actions = actions(command)
    listing = made_actions.add_parser("list", help="list the orders", description="List the orders, oldest first.")
    listing.add_argument("--format", "-f", choices=("text", "json"), default="text")
    own_rules(listing)
    color(listing)
    listing.set_defaults(action=late("law_list"))
    _check(made_actions, "examine the orders", "law_check")
    return _LAW


_RULES = """\
examples:
  redaction-audit rules list                           every rule: id, name, severity, what it finds
  redaction-audit rules list --select DEC --format json
  redaction-audit rules check my-rules/                examine orders, words and marks, yours added: exit 0 or 2
  redaction-audit scan batch/ --rules my-rules/        and use them
"""


def rules(command: argparse.ArgumentParser) -> str:
    """Add the options of `rules`; return its examples."""
    made_actions = actions(command)
    listing = made_actions.add_parser("list", help="list the rules", description="List the rules.")
    listing.add_argument("--format", "-f", choices=("text", "json"), default="text")
    listing.add_argument("--planned", action="store_true", help="list what is promised and not built yet")
    listing.add_argument("--select", action="append", default=[], metavar="PREFIX,...", help="only these rules")
    own_rules(listing)
    color(listing)
    listing.set_defaults(action=late("rules_list"))
    _check(made_actions, "examine orders, vocabularies, marks and lists", "rules_check")
    return _RULES


def completion(command: argparse.ArgumentParser) -> str:
    """Add the options of `completion`; return its examples."""
    from redaction_audit.arguments import parser  # which walks through this module, too

    command.add_argument("shell", choices=("bash", "zsh", "fish", "tcsh"))
    command.set_defaults(action=late("completion"), parser=partial(parser, whole=True))
    return ""


def help(command: argparse.ArgumentParser) -> str:  # noqa: A001 - the name of the command
    """Add the options of `help`; return its examples."""
    command.add_argument("words", nargs="*", metavar="COMMAND", help="a command, and its action: baseline write")
    command.set_defaults(action=late("help_of"))
    return ""


def _check(actions: "argparse._SubParsersAction[Parser]", what: str, action: str) -> None:
    checking = actions.add_parser(
        "check", help=what, description=f"{what.capitalize()}; every problem is listed with its file and key path."
    )
    checking.add_argument("folder", nargs="?", metavar="DIR", help="a folder with files of your own (as --rules)")
    own_rules(checking)
    checking.set_defaults(action=late(action))
