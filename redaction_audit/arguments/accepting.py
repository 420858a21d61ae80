"""Options of the commands about what is accepted, and about two runs: baseline, waivers, diff."""

import argparse

from redaction_audit.arguments.parsing import actions, late
from redaction_audit.arguments.shared import choice, inputs, talk, waived

_BASELINE = """\
examples:
  redaction-audit baseline write batch/                accept all that is found, in redaction-audit.baseline
  redaction-audit scan batch/ --baseline redaction-audit.baseline
                                                       from now on only what is new counts
  redaction-audit baseline diff batch/                 what is new, what is gone; exit 1 if something is new
  redaction-audit baseline prune batch/                take out what is gone

Findings of locked rules are never accepted. One line a finding: git merges the file (.gitattributes: merge=union).
"""


def baseline(command: argparse.ArgumentParser) -> str:
    """Add the options of `baseline`; return its examples."""
    made_actions = actions(command)
    for name, help_ in (
        ("write", "accept what is found"),
        ("diff", "show what is not accepted yet; exit 1 if something is"),
        ("prune", "take out what is gone"),
    ):
        made = made_actions.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
        inputs(made)
        waived(choice(made))
        made.add_argument(
            "--baseline", "-o", metavar="FILE", help="the file of accepted findings (default: redaction-audit.baseline)"
        )
        if name == "prune":
            made.add_argument("--absent", action="store_true", help="take out those of records that are not there, too")
        talk(made)
        made.set_defaults(action=late(f"baseline_{name}"), fail_on_stale=None, statistics=None, judged=name == "diff")
    return _BASELINE


_WAIVERS = """\
examples:
  redaction-audit waivers template batch/ -o waivers.toml     one [[waiver]] a finding: fill in reason and author
  redaction-audit scan batch/ --waivers waivers.toml          set aside what somebody answers for
"""


def waivers(command: argparse.ArgumentParser) -> str:
    """Add the options of `waivers`; return its examples."""
    made_actions = actions(command)
    help_ = "print a waiver to fill in for everything found"
    made = made_actions.add_parser("template", help=help_, description=help_[0].upper() + help_[1:] + ".")
    inputs(made)
    group = choice(made)
    waived(group)
    group.add_argument("--baseline", metavar="FILE", help="leave out what was accepted")
    made.add_argument("--output-file", "-o", metavar="FILE", help="write to FILE, whole or not at all")
    talk(made)
    made.set_defaults(action=late("waivers_template"), fail_on_stale=None, statistics=None, judged=False)
    return _WAIVERS


_DIFF = """\
examples:
  redaction-audit diff last-week.jsonl today.jsonl     new, fixed and unchanged findings; exit 1 if something is new
  redaction-audit diff old.store new.store --statistics
  redaction-audit diff redaction-audit.baseline report.json --format json
"""


def diff(command: argparse.ArgumentParser) -> str:
    """Add the options of `diff`; return its examples."""
    command.add_argument("old", metavar="OLD", help="a report (jsonl or json), a store or a baseline")
    command.add_argument("new", metavar="NEW", help="the same, of a later run")
    command.add_argument("--format", "-f", choices=("text", "json"), default="text")
    command.add_argument("--output-file", "-o", metavar="FILE", help="write to FILE, whole or not at all")
    command.add_argument("--statistics", action="store_true", help="print a table by rule to stderr")
    talk(command)
    command.set_defaults(action=late("diff"))
    return _DIFF
