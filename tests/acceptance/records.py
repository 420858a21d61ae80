"""A release that is scanned again and again, as a command line sees it: its exit code, what it printed and said."""

import contextlib
import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from redaction_audit.cli import main

HEAD = """\
C O N F I D E N T I A L ARVENDA 0000{number}

SIPDIS

E.O. 12958: DECL: 05/12/{year}
TAGS: PGOV
SUBJECT: A TALK ABOUT THE FERRY

Classified By: PolCouns Jane Delmore. Reason: 1.4 (b,d)

1. (C) The ferry stopped at noon and the crew went ashore.

DELMORE
"""
CLEAN = (
    "05ARVENDA{number}\n2005-05-12 18:06\n2010-12-12 21:09\nUNCLASSIFIED\nEmbassy Arvenda\n\nAll is well in the port.\n"
)
IN_FULL = """\
UNCLASSIFIED U.S. Department of State Case No. F-2011-01234 Doc No. C060112{number} Date: 09/30/2015   RELEASE IN FULL

The harbour master called twice.
You can reach his deputy at                               this week.                    B6
"""
DAY = "--as-of=2026-01-15"


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def report(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document


def run(*arguments: str) -> Done:
    """Run the program in this process."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(arguments))
        out.seek(0)
        return Done(code, out.read(), err.getvalue())


def scan(*arguments: str) -> Done:
    """Scan `batch` as of a fixed day."""
    return run("scan", "batch", DAY, "--date=2005-05-12", *arguments)


def bad(number: int, year: int = 1995) -> str:
    """Return a record that declassifies before it was written: an error of DEC003, and notes."""
    return HEAD.format(number=number, year=year)


def environment() -> dict[str, str]:
    """Return the environment for a program of its own, without settings of whoever runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith("REDACTION_AUDIT_")}


def git(*arguments: str) -> str:
    """Run git in the working directory, and return what it printed."""
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *author, *arguments], check=True, capture_output=True, text=True).stdout


def put(name: str, text: str) -> Path:
    """Put a file below the working directory."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path
