"""Options of the commands on a store: review, report, verify."""

import argparse

from redaction_audit.arguments.parsing import late
from redaction_audit.arguments.shared import color, inputs, own_rules

_REVIEW = """\
examples:
  redaction-audit review batch/                        scan what is new, open on the first undecided finding
  redaction-audit review                               go on where you left
  redaction-audit review batch/ --filter 'sev>=warning state:open'
  redaction-audit review --store batch.store --plain   one finding at a time in plain lines, as git add -p
  redaction-audit review --store batch.store --read-only
  redaction-audit review batch/ --sample 60 --seed 2026-11    a sample for quality assurance, the same for everybody

Every decision is saved when its key is pressed. Two people decide where the policy says so: a file given with --policy,
or STORE.policy.toml beside the store.
"""


def review(command: argparse.ArgumentParser) -> str:
    """Add the options of `review`; return its examples."""
    inputs(command, listed=False)
    group = command.add_argument_group("review")
    group.add_argument("--store", metavar="FILE", help="the store (default: one for these paths; without, the last)")
    group.add_argument(
        "--reviewer", metavar="NAME", help="who decides (default: $REDACTION_AUDIT_REVIEWER, login name)"
    )
    group.add_argument("--filter", metavar="FILTER", help="what to look at, for example 'sev>=warning state:open'")
    group.add_argument("--policy", metavar="FILE", help="who must decide what (default: STORE.policy.toml, if there)")
    group.add_argument("--sample", type=int, metavar="N", help="look at N findings drawn from those of the filter")
    group.add_argument(
        "--of",
        choices=("findings", "pages"),
        default="findings",
        help="with --sample: draw findings, or pages on which no rule saw anything",
    )
    group.add_argument("--seed", default="", metavar="TEXT", help="what the draw depends on")
    group.add_argument("--rescan", action="store_true", help="scan again, even if nothing seems to have changed")
    group.add_argument("--select", action="append", metavar="PREFIX,...", help="scan by these rules only")
    group.add_argument("--ignore", action="append", metavar="PREFIX,...", help="leave out these rules")
    group.add_argument("--read-only", action="store_true", help="look, and write nothing")
    group.add_argument("--allow-reveal", action="store_true", help="with --read-only: allow looks under masks")
    group = command.add_argument_group("screen")
    group.add_argument("--plain", action="store_true", help="plain lines: for braille, serial lines, pipes, scripts")
    color(group)
    group.add_argument("--ascii", action="store_true", help="draw with ASCII only")
    group.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    command.set_defaults(action=late("review"))
    return _REVIEW


_REPORT = """\
examples:
  redaction-audit report --store batch.store -o report.html
                                                       one page for everybody: summary, charts, findings, decisions
  redaction-audit report --store batch.store --output xlsx=tables.xlsx --output vaughn=index.csv
                                                       tables; what only counsel can fill in is listed as missing
  redaction-audit report --store batch.store --output html=report.html --output manifest=manifest.json
                                                       with the chain of custody; sign manifest.json
  redaction-audit report --store batch.store -f scorecard --sample 100 --seed 2026-11
                                                       errors in a sample, the same for whoever draws it
  redaction-audit report --store batch.store --diff 1 2  what changed from run 1 to run 2: exit 1 where something is new
  redaction-audit report --store batch.store --records /archive/batch -o report.html
                                                       the records stand elsewhere now than when they were scanned
  redaction-audit report --store batch.store --no-text -o report.html
                                                       findings without the text around them

Text that a finding says should not be visible is masked. A record whose file has changed is told without its text.
"""


def report(command: argparse.ArgumentParser) -> str:
    """Add the options of `report`; return its examples."""
    command.add_argument("--store", metavar="FILE", required=True, help="the store that holds the run")
    group = command.add_argument_group("records")
    group.add_argument("--records", metavar="DIR", help="where relative paths start now (default: where the scan ran)")
    group.add_argument("--no-text", action="store_true", help="open no record: findings without the text around them")
    group = command.add_argument_group("output")
    group.add_argument(
        "--format",
        "-f",
        metavar="FORMAT",
        help="html, pdf, xlsx, csv-spans, csv-records, csv-decisions, vaughn, worksheet,"
        " withdrawal, disco, lexbe, scorecard or manifest (default: html)",
    )
    group.add_argument("--output-file", "-o", metavar="FILE", help="write to FILE, whole or not at all")
    group.add_argument(
        "--output", action="append", default=[], metavar="FORMAT=FILE", help="one of several reports (repeatable)"
    )
    group.add_argument(
        "--locale", metavar="NAME", help="write dates of page and PDF as this locale does (default: ISO)"
    )
    group = command.add_argument_group("masks").add_mutually_exclusive_group()
    group.add_argument("--masked", action="store_true", help="mask what findings say is hidden (the default)")
    group.add_argument(
        "--reveal", action="store_true", help="show it in the page: asks, is recorded in the store, and marks the page"
    )
    command.add_argument(
        "--reviewer", metavar="NAME", help="who reveals (default: $REDACTION_AUDIT_REVIEWER, login name)"
    )
    group = command.add_argument_group("scorecard")
    group.add_argument(
        "--sample",
        type=int,
        metavar="N",
        help="draw N records for the scorecard, and show it in the page (default: 59)",
    )
    group.add_argument("--seed", default="", metavar="TEXT", help="what the draw depends on")
    command.add_argument(
        "--diff", nargs=2, type=int, metavar=("RUN1", "RUN2"), help="what changed between two runs: text, json or csv"
    )
    own_rules(command)
    command.set_defaults(action=late("report"))
    return _REPORT


_VERIFY = """\
examples:
  redaction-audit verify batch.store                   every event, run and record as it was written? exit 0 or 5
  redaction-audit verify report.html                   is the page what was written, are its inputs what was audited?
  redaction-audit verify manifest.json --records /archive
                                                       inputs, rules, reports and store against the manifest
  redaction-audit verify --store batch.store --head 812:3f9c...
                                                       does the log still hold the head that was published?

Digests tell accidents and edits. Whoever can write a file can forge it, unless its digest was published or signed.
"""


def verify(command: argparse.ArgumentParser) -> str:
    """Add the options of `verify`; return its examples."""
    command.add_argument("files", nargs="*", metavar="FILE", help="stores, reports (html) or manifests")
    command.add_argument("--store", metavar="FILE", help="a store, where it is not beside the manifest or report")
    command.add_argument("--records", metavar="DIR", default=".", help="where paths of inputs start (default: here)")
    command.add_argument("--head", metavar="SEQ:DIGEST", help="an event's number and digest, as published earlier")
    command.add_argument(
        "--rebuild", action="store_true", help="make the cache of heads anew from the log, if the log is whole"
    )
    own_rules(command)
    command.set_defaults(action=late("verify"))
    return _VERIFY
