"""The command line: parse, wire, call. No logic; imports late, so that `--help` and small scans start at once."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NoReturn

from redaction_audit import __version__
from redaction_audit.errors import AuditError, ForeignError, PluginError, UsageError

EXIT_CODES = """\
exit codes:
  0    clean: nothing at or above --fail-on
  1    findings at or above --fail-on; entries that are stale with --fail-on-stale
  2    usage, configuration or law data wrong
  3    incomplete: something was unreadable, a check failed, or there was no input
  4    internal error
  5    tampered: a store is not what was written (verify)
  130  interrupted; what was found so far was printed
"""

SCAN_EXAMPLES = """\
examples:
  redaction-audit scan batch/                          audit a folder, findings with their lines
  redaction-audit scan release.zip --format jsonl      one JSON object a finding
  redaction-audit scan batch/ --select DEC --as-of 2026-01-15
  redaction-audit scan batch/ --fail-on error -o report.json --format json
  redaction-audit scan batch/ --output sarif=audit.sarif --output text=-
  cat cable.txt | redaction-audit scan - --stdin-filename cable.txt
  redaction-audit scan batch/ --store batch.store      and keep the run for reviewers
  redaction-audit scan batch/ --profile foia-release --show-settings
  redaction-audit scan batch/ --baseline accepted.baseline --waivers waivers.toml --fail-on-stale
"""

INSPECT_EXAMPLES = """\
examples:
  redaction-audit inspect cable.txt                    the record as read: header, paragraphs, marks
  redaction-audit inspect batch.jsonl --format jsonl   one JSON object a record
"""

DATES_EXAMPLES = """\
examples:
  redaction-audit dates batch/ --as-of 2026-01-15      the calendar: order, instruction, lawful and automatic date
  redaction-audit dates batch/ --overdue -v            what is past its date, with reason, sum and law
  redaction-audit dates batch/ --due-within 90d        what falls due in the next 90 days (d, w, m, y)
  redaction-audit dates batch/ --format csv -o dates.csv --output ics=dates.ics

A date that is reached declassifies nothing by itself: verify that nothing extended it.
"""

EXPLAIN_EXAMPLES = """\
examples:
  redaction-audit explain DEC001
  redaction-audit explain missing-section
  redaction-audit explain eo13526                      an Executive Order
  redaction-audit explain OADR                         a declassification instruction, or a code such as B6
  redaction-audit explain 'S//NF'                      a portion mark, a caption, a stamp, a kind of mark
  redaction-audit explain OADR --on 2006-03-01         whether that was right on that day, and what counts instead
  redaction-audit explain '1.5(d)' --on 2004-05-03 --format json
"""


DIFF_EXAMPLES = """\
examples:
  redaction-audit diff last-week.jsonl today.jsonl     new, fixed and unchanged findings; exit 1 if something is new
  redaction-audit diff old.store new.store --statistics
  redaction-audit diff redaction-audit.baseline report.json --format json
"""

BASELINE_EXAMPLES = """\
examples:
  redaction-audit baseline write batch/                accept all that is found, in redaction-audit.baseline
  redaction-audit scan batch/ --baseline redaction-audit.baseline
                                                       from now on only what is new counts
  redaction-audit baseline diff batch/                 what is new, what is gone; exit 1 if something is new
  redaction-audit baseline prune batch/                take out what is gone

Findings of locked rules are never accepted. One line a finding: git merges the file (.gitattributes: merge=union).
"""

WAIVERS_EXAMPLES = """\
examples:
  redaction-audit waivers template batch/ -o waivers.toml     one [[waiver]] a finding: fill in reason and author
  redaction-audit scan batch/ --waivers waivers.toml          set aside what somebody answers for
"""

LAW_EXAMPLES = """\
examples:
  redaction-audit law list                             every order: window, levels, reasons, longest term, status
  redaction-audit law list --format json
  redaction-audit law check                            examine the orders that came with the program
  redaction-audit law check my-rules/                  examine them with yours added: exit 0 or 2
"""

VERIFY_EXAMPLES = """\
examples:
  redaction-audit verify batch.store                   every event, run and record as it was written? exit 0 or 5
  redaction-audit verify report.html                   is the page what was written, are its inputs what was audited?
  redaction-audit verify manifest.json --records /archive
                                                       inputs, rules, reports and store against the manifest
  redaction-audit verify --store batch.store --head 812:3f9c...
                                                       does the log still hold the head that was published?

Digests tell accidents and edits. Whoever can write a file can forge it, unless its digest was published or signed.
"""

REVIEW_EXAMPLES = """\
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

REPORT_EXAMPLES = """\
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

RULES_EXAMPLES = """\
examples:
  redaction-audit rules list                           every rule: id, name, severity, what it finds
  redaction-audit rules list --select DEC --format json
  redaction-audit rules check my-rules/                examine orders, words and marks, yours added: exit 0 or 2
  redaction-audit scan batch/ --rules my-rules/        and use them
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return its exit code (see `EXIT_CODES`)."""
    try:
        options = parser().parse_args(arguments)
        options.arguments = sys.argv[1:] if arguments is None else list(arguments)
        if "isolated" in options:
            from redaction_audit.config.resolving import settle

            settle(options)
            _use(options.rules, examine=True)
        elif "rules" in options:
            harmed = "folder" in options or "files" in options  # `check` and `verify` say themselves what is wrong
            _use(options.rules or os.environ.get("REDACTION_AUDIT_RULES"), examine=not harmed)
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
    code = main()
    if (expressions := sys.modules.get("redaction_audit.expressions")) is not None:
        expressions.keep()
    gc.freeze()  # or the interpreter would look through all that was loaded for cycles before it ends
    sys.exit(code)


_YES_NO = argparse.BooleanOptionalAction


class _Parser(argparse.ArgumentParser):
    """argparse, with errors that name the nearest thing that exists and exit 2."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}\n  try: {self.prog} --help")


class _Deferred:
    """A command's parser that is made when something is asked of it: a start needs the options of one command only."""

    fill: Callable[[_Parser], None]

    def __init__(self, **options: Any) -> None:
        self._options = options

    def __getattr__(self, name: str) -> Any:
        if name == "fill":
            raise AttributeError(name)
        if "made" not in self.__dict__:
            self.made = _Parser(**self._options)
            self.fill(self.made)
        return getattr(self.made, name)


def parser(*, whole: bool = False) -> argparse.ArgumentParser:
    """Return the command line; `whole` has the options of every command made, which shell completion walks through."""
    top = _Parser(
        prog="redaction-audit",
        description="The linter, law engine and reviewer's workbench for released government records.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    top.set_defaults(action=lambda _options: _usage(top))
    # with `prog` given, argparse does not format a usage line of its own on every start
    made: Any = _Parser if whole else _Deferred
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=made, prog=top.prog)
    _command(commands, "scan", "audit records and report findings", SCAN_EXAMPLES, _scan)
    _command(commands, "inspect", "show records as read, without judgement", INSPECT_EXAMPLES, _inspect)
    _command(commands, "dates", "show when records fall due for declassification", DATES_EXAMPLES, _dates)
    _command(commands, "review", "decide what was found, finding by finding", REVIEW_EXAMPLES, _review)
    _command(commands, "report", "write an audit report of a stored run", REPORT_EXAMPLES, _report)
    _command(commands, "diff", "compare two runs", DIFF_EXAMPLES, _diff)
    _command(commands, "baseline", "accept findings: write, diff, prune", BASELINE_EXAMPLES, _baseline)
    _command(commands, "waivers", "draft waivers for findings", WAIVERS_EXAMPLES, _waivers)
    _command(commands, "explain", "explain a rule, an order or a code", EXPLAIN_EXAMPLES, _explain)
    _command(commands, "law", "list and check the orders", LAW_EXAMPLES, _law)
    _command(commands, "rules", "list the rules, and what is planned; check rules files", RULES_EXAMPLES, _rules)
    _command(commands, "verify", "check that stores, reports and inputs are what they were", VERIFY_EXAMPLES, _verify)
    _command(commands, "completion", "print a shell completion script", "", _completion)
    return top


def _usage(top: argparse.ArgumentParser) -> int:
    top.print_help()
    return 2


def _command(commands: Any, name: str, help_: str, examples: str, fill: Callable[[_Parser], None]) -> None:
    made = commands.add_parser(
        name,
        help=help_,
        description=help_[0].upper() + help_[1:] + ".",
        epilog=examples + "\n" + EXIT_CODES if examples else EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if isinstance(made, _Deferred):
        made.fill = fill
    else:
        fill(made)


def _inputs(command: argparse.ArgumentParser, paths: str = "+") -> None:
    """Add the options that say what is read and how. What a file may say as well is None unless given here."""
    command.add_argument(
        "paths", nargs=paths, metavar="PATH", help="files, folders, globs, archives; - is standard input"
    )
    group = command.add_argument_group("input")
    group.add_argument("--exclude", action="append", metavar="GLOB", help="leave out paths (repeatable)")
    group.add_argument("--extend-exclude", action="append", metavar="GLOB", help="leave out these too")
    group.add_argument("--stdin-filename", metavar="NAME", help="what to call standard input")
    group.add_argument("--encoding", metavar="NAME", help="decode as NAME instead of finding out")
    group.add_argument("--id-field", metavar="NAME", help="field of a table row that holds its id (default: id)")
    group.add_argument("--text-field", metavar="NAME", help="field that holds its text (default: text)")
    group.add_argument(
        "--provenance", metavar="NAME", help="foia, mdr, systematic, cia_crest, frus, jfk, pra or unofficial"
    )
    group.add_argument("--date", metavar="DATE", help="date of origin of every record: YYYY, YYYY-MM or YYYY-MM-DD")
    group.add_argument("--as-of", metavar="DATE", help="judge as of this day (default: today)")
    group.add_argument("--jobs", "-j", type=int, metavar="N", help="processes (default: one a core on large input)")
    group.add_argument("--backend", choices=("auto", "re", "hyperscan"), default="auto", help=argparse.SUPPRESS)
    _own_rules(command)
    group = command.add_argument_group("configuration")
    group.add_argument(
        "--config", metavar="FILE", help="use FILE (default: the nearest redaction-audit.toml or pyproject.toml)"
    )
    group.add_argument("--isolated", action="store_true", help="use no configuration file")
    group.add_argument("--profile", metavar="NAME", help="begin with foia-release, archive, newsroom or strict")


def _own_rules(command: argparse.ArgumentParser) -> None:
    """Add the option that brings in the user's own law and vocabularies."""
    command.add_argument(
        "--rules",
        metavar="DIR",
        help="add orders and vocabularies of your own; a file replaces the shipped one of its name"
        " (default: $REDACTION_AUDIT_RULES)",
    )
    command.add_argument(
        "--plug-ins",
        "--plugins",
        action="store_true",
        default=None,
        help="use the checks, readers and formats that other installed packages bring (default: none are looked for)",
    )


def _output(command: argparse.ArgumentParser, formats: str) -> None:
    """Add the options that say what is written and where."""
    group = command.add_argument_group("output")
    group.add_argument("--format", "-f", metavar="FORMAT", help=f"{formats} (default: text)")
    group.add_argument("--output-file", "-o", metavar="FILE", help="write to FILE, whole or not at all")
    group.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        help="one of several reports (repeatable; - is standard output)",
    )
    group.add_argument(
        "--quiet", "-q", action="count", default=0, help="less: -q no frames and no progress, -qq the closing line only"
    )
    group.add_argument(
        "--verbose", "-v", action="count", default=0, help="more: notes, evidence, fingerprints, progress"
    )
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour text output")


def _choice(command: argparse.ArgumentParser) -> "argparse._ArgumentGroup":
    """Add the options that say which rules judge, and what is set aside."""
    group = command.add_argument_group("rules")
    for name, help_ in (
        ("--select", "judge by these rules only (prefixes: DEC,TRN0)"),
        ("--extend-select", "and by these"),
        ("--ignore", "leave out these rules; locked ones cannot be left out"),
        ("--extend-ignore", "and these"),
    ):
        group.add_argument(name, action="append", metavar="PREFIX,...", help=help_)
    group.add_argument(
        "--severity", action="append", metavar="RULE=LEVEL", help="give a rule another severity (DEC004=note)"
    )
    return group


def _waived(group: "argparse._ArgumentGroup") -> None:
    group.add_argument("--waivers", metavar="FILE", help="set aside what somebody answers for")
    group.add_argument("--require-expiry", action=_YES_NO, help="refuse waivers without an end")


def _scan(command: argparse.ArgumentParser) -> None:
    _inputs(command)
    group = command.add_argument_group("before a run")
    group.add_argument("--show-settings", action="store_true", help="print every setting and where it comes from")
    group.add_argument("--show-files", action="store_true", help="print the files that would be read")
    group = _choice(command)
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
    _waived(group)
    group.add_argument("--fail-on-stale", action=_YES_NO, help="exit 1 where entries or waivers meet nothing")
    group.add_argument("--show-set-aside", action=_YES_NO, help="print what was set aside, by whom and why")
    _output(command, "text, json, jsonl, sarif, junit, github, gitlab, csv, markdown, summary or html")
    command.add_argument(
        "--reveal",
        action="store_true",
        help="print what findings say is hidden; text to standard output only, recorded",
    )
    command.add_argument("--show-notes", action=_YES_NO, help="print notes too; by default they are counted")
    command.add_argument("--statistics", action=_YES_NO, help="print a table of findings by rule to stderr")
    command.add_argument("--store", metavar="FILE", help="keep the run in FILE, for review (made if it is not there)")
    command.add_argument("--watch", action=_YES_NO, help="scan again whenever something changes, until ctrl-C")
    command.add_argument("--cache", metavar="DIR", help="keep results in DIR: what did not change is not judged again")
    command.set_defaults(action=_late("scan"))


def _baseline(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(
        title="actions", metavar="ACTION", required=True, parser_class=_Parser, prog=command.prog
    )
    for name, help_ in (
        ("write", "accept what is found"),
        ("diff", "show what is not accepted yet; exit 1 if something is"),
        ("prune", "take out what is gone"),
    ):
        made = actions.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
        _inputs(made)
        _waived(_choice(made))
        made.add_argument(
            "--baseline", "-o", metavar="FILE", help="the file of accepted findings (default: redaction-audit.baseline)"
        )
        if name == "prune":
            made.add_argument("--absent", action="store_true", help="take out those of records that are not there, too")
        _talk(made)
        judged = name == "diff"
        made.set_defaults(action=_late(f"baseline_{name}"), fail_on_stale=None, statistics=None, judged=judged)


def _waivers(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(
        title="actions", metavar="ACTION", required=True, parser_class=_Parser, prog=command.prog
    )
    help_ = "print a waiver to fill in for everything found"
    made = actions.add_parser("template", help=help_, description=help_[0].upper() + help_[1:] + ".")
    _inputs(made)
    group = _choice(made)
    _waived(group)
    group.add_argument("--baseline", metavar="FILE", help="leave out what was accepted")
    made.add_argument("--output-file", "-o", metavar="FILE", help="write to FILE, whole or not at all")
    _talk(made)
    made.set_defaults(action=_late("waivers_template"), fail_on_stale=None, statistics=None, judged=False)


def _talk(command: argparse.ArgumentParser) -> None:
    command.add_argument("--quiet", "-q", action="count", default=0, help="less on standard error")
    command.add_argument("--verbose", "-v", action="count", default=0, help="more on standard error")


def _diff(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", metavar="OLD", help="a report (jsonl or json), a store or a baseline")
    command.add_argument("new", metavar="NEW", help="the same, of a later run")
    command.add_argument("--format", "-f", choices=("text", "json"), default="text")
    command.add_argument("--output-file", "-o", metavar="FILE", help="write to FILE, whole or not at all")
    command.add_argument("--statistics", action="store_true", help="print a table by rule to stderr")
    _talk(command)
    command.set_defaults(action=_late("diff"))


def _inspect(command: argparse.ArgumentParser) -> None:
    _inputs(command)
    _output(command, "text, json or jsonl")
    command.set_defaults(action=_late("inspect"))


def _dates(command: argparse.ArgumentParser) -> None:
    _inputs(command)
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
    _output(command, "text, csv, json, jsonl or ics")
    command.set_defaults(action=_late("dates"))


def _review(command: argparse.ArgumentParser) -> None:
    _inputs(command, "*")
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
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours of the screen")
    group.add_argument("--ascii", action="store_true", help="draw with ASCII only")
    group.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    command.set_defaults(action=_late("review"))


def _report(command: argparse.ArgumentParser) -> None:
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
    _own_rules(command)
    command.set_defaults(action=_late("report"))


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "what",
        metavar="WHAT",
        help="a rule id or name, an order (eo13526), a mark or code as printed (OADR, B6, S//NF)",
    )
    command.add_argument("--on", metavar="DATE", help="the verdict for that day: YYYY-MM-DD")
    _own_rules(command)
    command.add_argument("--format", "-f", choices=("text", "json"), default="text")
    command.set_defaults(action=_late("explain"))


def _rules(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(
        title="actions", metavar="ACTION", required=True, parser_class=_Parser, prog=command.prog
    )
    listing = actions.add_parser("list", help="list the rules", description="List the rules.")
    listing.add_argument("--format", "-f", choices=("text", "json"), default="text")
    listing.add_argument("--planned", action="store_true", help="list what is promised and not built yet")
    listing.add_argument("--select", action="append", default=[], metavar="PREFIX,...", help="only these rules")
    _own_rules(listing)
    listing.set_defaults(action=_late("rules_list"))
    _check(actions, "examine orders, vocabularies, marks and lists", "rules_check")


def _law(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(
        title="actions", metavar="ACTION", required=True, parser_class=_Parser, prog=command.prog
    )
    listing = actions.add_parser("list", help="list the orders", description="List the orders, oldest first.")
    listing.add_argument("--format", "-f", choices=("text", "json"), default="text")
    _own_rules(listing)
    listing.set_defaults(action=_late("law_list"))
    _check(actions, "examine the orders", "law_check")


def _check(actions: "argparse._SubParsersAction[_Parser]", what: str, action: str) -> None:
    checking = actions.add_parser(
        "check", help=what, description=f"{what.capitalize()}; every problem is listed with its file and key path."
    )
    checking.add_argument("folder", nargs="?", metavar="DIR", help="a folder with files of your own (as --rules)")
    _own_rules(checking)
    checking.set_defaults(action=_late(action))


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="*", metavar="FILE", help="stores, reports (html) or manifests")
    command.add_argument("--store", metavar="FILE", help="a store, where it is not beside the manifest or report")
    command.add_argument("--records", metavar="DIR", default=".", help="where paths of inputs start (default: here)")
    command.add_argument("--head", metavar="SEQ:DIGEST", help="an event's number and digest, as published earlier")
    command.add_argument(
        "--rebuild", action="store_true", help="make the cache of heads anew from the log, if the log is whole"
    )
    _own_rules(command)
    command.set_defaults(action=_late("verify"))


def _completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    command.set_defaults(action=_late("completion"), parser=partial(parser, whole=True))


def _late(name: str) -> Callable[[argparse.Namespace], int]:
    """Return an action that is imported when it runs."""

    def action(options: argparse.Namespace) -> int:
        from redaction_audit import commands

        chosen: Callable[[argparse.Namespace], int] = getattr(commands, name)
        return chosen(options)

    return action


if __name__ == "__main__":
    entry()
