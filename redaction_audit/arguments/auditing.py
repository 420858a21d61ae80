"""Options of the commands that read records: scan, inspect, dates."""

import argparse

from redaction_audit.arguments.parsing import YES_NO, late
from redaction_audit.arguments.shared import choice, inputs, output, waived

_SCAN = """\
examples:
  redaction-audit scan batch/                          audit a folder, findings with their lines
  redaction-audit scan release.zip --format jsonl      one JSON object a finding
  redaction-audit scan batch/ --select DEC --as-of 2026-01-15
  redaction-audit scan batch/ --fail-on error -o report.json --format json
  redaction-audit scan batch/ --output sarif=audit.sarif --output text=-
  cat cable.txt | redaction-audit scan - --stdin-filename cable.txt
  git diff --name-only -z --diff-filter=d main -- release/ | redaction-audit scan --files-from -
  redaction-audit scan batch/ --store batch.store      and keep the run for reviewers
  redaction-audit scan batch/ --profile foia-release --show-settings
  redaction-audit scan batch/ --baseline accepted.baseline --waivers waivers.toml --fail-on-stale
"""


def scan(command: argparse.ArgumentParser) -> str:
    """Add the options of `scan`; return its examples."""
    inputs(command)
    group = command.add_argument_group("before a run")
    group.add_argument("--show-settings", action="store_true", help="print every setting and where it comes from")
    group.add_argument("--show-files", action="store_true", help="print the files that would be read")
    group = choice(command)
    group.add_argument(
        "--fail-on",
        choices=("error", "warning", "note", "never"),
        help="least severity that fails the run (default: warning)",
    )
    group.add_argument(
        "--exit-zero", action="store_true", help="exit 0 in spite of findings (incomplete runs still exit 3)"
    )
    group = command.add_argument_group("set aside")
    group.add_argument("--baseline", metavar="FILE", help="set aside what was accepted (see: baseline write)")
    waived(group)
    group.add_argument("--fail-on-stale", action=YES_NO, help="exit 1 where entries or waivers meet nothing")
    group.add_argument("--show-set-aside", action=YES_NO, help="print what was set aside, by whom and why")
    output(command, "text, json, jsonl, sarif, junit, github, gitlab, csv, markdown, summary or html")
    command.add_argument(
        "--reveal",
        action="store_true",
        help="print what findings say is hidden; text to standard output only, recorded",
    )
    command.add_argument("--show-notes", action=YES_NO, help="print notes too; by default they are counted")
    command.add_argument("--statistics", action=YES_NO, help="print a table of findings by rule to stderr")
    command.add_argument("--store", metavar="FILE", help="keep the run in FILE, for review (made if it is not there)")
    command.add_argument("--watch", action=YES_NO, help="scan again whenever something changes, until ctrl-C")
    command.add_argument("--cache", metavar="DIR", help="keep results in DIR: what did not change is not judged again")
    command.set_defaults(action=late("scan"))
    return _SCAN


_INSPECT = """\
examples:
  redaction-audit inspect cable.txt                    the record as read: header, paragraphs, marks
  redaction-audit inspect batch.jsonl --format jsonl   one JSON object a record
"""


def inspect(command: argparse.ArgumentParser) -> str:
    """Add the options of `inspect`; return its examples."""
    inputs(command)
    output(command, "text, json or jsonl")
    command.set_defaults(action=late("inspect"))
    return _INSPECT


_DATES = """\
examples:
  redaction-audit dates batch/ --as-of 2026-01-15      the calendar: order, instruction, lawful and automatic date
  redaction-audit dates batch/ --overdue -v            what is past its date, with reason, sum and law
  redaction-audit dates batch/ --due-within 90d        what falls due in the next 90 days (d, w, m, y)
  redaction-audit dates batch/ --format csv -o dates.csv --output ics=dates.ics

A date that is reached declassifies nothing by itself: verify that nothing extended it.
"""


def dates(command: argparse.ArgumentParser) -> str:
    """Add the options of `dates`; return its examples."""
    inputs(command)
    group = command.add_argument_group("calendar")
    group.add_argument(
        "--due-within",
        metavar="SPAN",
        help="list what falls due within 90d, 6w, 3m or 1y (without it 1y counts as due)",
    )
    group.add_argument("--overdue", action="store_true", help="list what is past its date (with --due-within: both)")
    group.add_argument(
        "--sort", choices=("date", "record", "path"), help="order (default: tables by date, others as they come)"
    )
    output(command, "text, csv, json, jsonl or ics")
    command.set_defaults(action=late("dates"))
    return _DATES
