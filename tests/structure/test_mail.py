"""E-mails in forms other than the usual print-out: quoted throughout, and with the header of a mail file."""

import pytest

from redaction_audit import structure
from redaction_audit.model import Value

MAIL = "From: Rowe, Ada\nSent: Tuesday, March 13, 2012 9:14 AM\nTo: Finch, Max\nSubject: Pier\n\nIt is old.\n"


def header(text: str) -> tuple[Value, Value, Value]:
    """Return sender, addressee and subject of the mail of 13 March 2012."""
    found = structure.read(text)
    fields = found.fields
    assert (found.form, found.date, found.date_source) == ("e-mail", "2012-03-13", "sent")
    assert fields.from_ is not None
    assert fields.to is not None
    assert fields.subject is not None
    return fields.from_, fields.to, fields.subject


@pytest.mark.parametrize("sign", ["> ", ">", "> > ", ">> "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_mail_that_is_quoted_throughout_has_the_header_it_quotes(sign: str, end: str) -> None:
    text = end.join(sign + line for line in MAIL.splitlines())
    sender, addressee, subject = header(text)
    assert (sender.raw, addressee.raw, subject.value) == ("Rowe, Ada", "Finch, Max", "Pier")
    assert text[subject.start : subject.end] == subject.raw == "Pier"


@pytest.mark.parametrize("sign", ["*", "**"])
def test_labels_in_bold_type_that_was_pasted_as_markdown_are_labels(sign: str) -> None:
    text = "".join(
        f"{sign}{line.replace(':', ':' + sign, 1)}\n" if ": " in line else f"{line}\n" for line in MAIL.splitlines()
    )
    sender, addressee, subject = header(text)
    assert (sender.raw, addressee.raw, subject.raw) == ("Rowe, Ada", "Finch, Max", "Pier")


def test_a_quoted_header_below_the_own_text_is_not_the_own_one() -> None:
    text = "Dear Max,\n\nsee below.\n\n" + "".join(f"> {line}\n" for line in MAIL.splitlines())
    found = structure.read(text)
    assert (found.form, found.date, found.fields.subject) == (None, None, None)


def test_the_header_of_a_mail_file_may_begin_with_its_date() -> None:
    text = "Date: Tue, 13 Mar 2012 09:14:00 -0500\nFrom: Ada Rowe <a@arbon.example>\nTo: Max\nSubject: Pier\n\nIt is old.\n"
    found = structure.read(text)
    assert (found.form, found.date, found.date_source) == ("e-mail", "2012-03-13", "sent")
