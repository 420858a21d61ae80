"""Options that several commands share. What a settings file may say as well is None unless it is given here."""

import argparse

from redaction_audit.arguments.parsing import YES_NO


def inputs(command: argparse.ArgumentParser, *, listed: bool = True) -> None:
    """Add the options that say what is read and how; `listed`: there must be inputs, and a file may list them."""
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders, globs, archives; - is standard input"
    )
    group = command.add_argument_group("input")
    if listed:
        group.add_argument(
            "--files-from",
            metavar="FILE",
            help="read what FILE lists: a path a line, or with NULs between them (- is standard input)",
        )
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
    own_rules(command)
    group = command.add_argument_group("configuration")
    group.add_argument(
        "--config", metavar="FILE", help="use FILE (default: the nearest redaction-audit.toml or pyproject.toml)"
    )
    group.add_argument("--isolated", action="store_true", help="use no configuration file")
    group.add_argument("--profile", metavar="NAME", help="begin with foia-release, archive, newsroom or strict")


def own_rules(command: argparse.ArgumentParser) -> None:
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


def output(command: argparse.ArgumentParser, formats: str) -> None:
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
    color(group)


def color(command: "argparse.ArgumentParser | argparse._ArgumentGroup") -> None:
    """Add whether what is printed is in colour."""
    command.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour what is printed")
    command.add_argument("--no-color", dest="color", action="store_const", const="never", help="as --color never")


def choice(command: argparse.ArgumentParser) -> "argparse._ArgumentGroup":
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


def waived(group: "argparse._ArgumentGroup") -> None:
    """Add the options of waivers."""
    group.add_argument("--waivers", metavar="FILE", help="set aside what somebody answers for")
    group.add_argument("--require-expiry", action=YES_NO, help="refuse waivers without an end")


def talk(command: argparse.ArgumentParser) -> None:
    """Add how much is said on standard error."""
    command.add_argument("--quiet", "-q", action="count", default=0, help="less on standard error")
    command.add_argument("--verbose", "-v", action="count", default=0, help="more on standard error")
    color(command)
