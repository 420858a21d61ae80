"""Personal data: whatever is found is hidden, all of it, and no words of a finding repeat it."""

import datetime as dt
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit import law
from redaction_audit.check import Check, View, discover
from redaction_audit.checks.capping import MOST
from redaction_audit.checks.pii.bank_account import is_iban
from redaction_audit.checks.pii.payment_card_number import luhn
from redaction_audit.model import Marks, Origin, Record, Structure
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.literals import Literals

CHECKS = [check for check in discover() if check.family == "PII"]
REPEATED = {
    "PII001": "SSN 219-09-9999\n",
    "PII002": "card 4111 1111 1111 1111\n",
    "PII003": "passport no. X0000123\n",
    "PII004": "home: (202) 555-0143\n",
    "PII005": "nobody.at.all.0000@gmail.com\n",
    "PII006": "he lives at 12 Garden Oak Lane\n",
    "PII007": "DOB: 12 APR 1961\n",
    "PII008": "A-number A012345678\n",
    "PII009": "account no. 0012345678\n",
}


@given(st.from_regex(r"[A-Z]{4}[0-9]{14}", fullmatch=True), st.integers(6, 19), st.integers(1, 9))
def test_the_check_digits_of_an_account_tell_every_single_wrong_figure(rest: str, at: int, step: int) -> None:
    country, account = rest[:2], rest[2:]
    [number] = [iban for check in range(2, 99) if is_iban(iban := f"{country}{check:02}{account}")]
    wrong = f"{number[:at]}{(int(number[at]) + step) % 10}{number[at + 1 :]}"

    assert not is_iban(wrong)
    assert is_iban(" ".join([number[:4], number[4:8], number[8:]]))


def view(text: str) -> View:
    def unread(_view: View) -> Structure:
        raise AssertionError("the structure of the record was asked for")

    return View(Record(text=text, origin=Origin("a.txt")), Marks(), unread, law.load(), dt.date(2026, 1, 15))


@given(st.lists(st.integers(0, 9), min_size=12, max_size=18), st.data())
def test_a_check_digit_tells_every_single_wrong_digit(digits: list[int], data: st.DataObject) -> None:
    check = next(last for last in range(10) if luhn([*digits, last]))
    number = [*digits, check]
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(st.integers(0, 9).filter(lambda digit: digit != number[place]))

    assert luhn(number)
    assert not luhn([*number[:place], wrong, *number[place + 1 :]])


def hints(check: Check) -> list[Hint]:
    """Return the hints that the module of a check asks."""
    return [value for value in vars(sys.modules[check.judge.__module__]).values() if isinstance(value, Hint)]


@pytest.mark.parametrize("check", [check for check in CHECKS if hints(check)], ids=lambda check: check.id)
@given(st.text(st.sampled_from("0123456789-. ()+#@:\n–Sabchomelivgmsprt,é"), max_size=60), st.data())
def test_a_hint_matches_wherever_its_check_finds_something(check: Check, text: str, data: st.DataObject) -> None:
    line = data.draw(st.permutations([REPEATED[check.id], text]).map("".join))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Literals, "may_match", lambda *_: True)
        found = list(check.judge(view(line)))

    flat = line.encode("ascii", "replace").decode()
    rare = re.sub("[a-z \t\r\n]", "", flat)
    for hint in hints(check) if found else ():
        assert re.search(hint.expression, flat, re.IGNORECASE)
        assert re.search(hint.rare or "", rare)


@pytest.mark.parametrize("check", CHECKS, ids=[check.id for check in CHECKS])
def test_every_datum_is_hidden_however_many_there_are(check: Check) -> None:
    line = REPEATED[check.id]
    text = line * (MOST + 50)

    found = list(check.judge(view(text)))

    assert len(found) == MOST + 1
    assert found[-1].data["more"] == 50
    assert sum(len(hit.hidden) for hit in found) == MOST + 50
    [(start, end)] = found[0].hidden
    assert all(text[a:b] == text[start:end] for hit in found for a, b in hit.hidden)


@pytest.mark.parametrize("check", CHECKS, ids=[check.id for check in CHECKS])
@given(st.text(st.sampled_from("0123456789-. ()+@\n–Sabchomelivgmsprt,é\x00"), max_size=200))
def test_no_words_of_a_finding_repeat_the_datum(check: Check, text: str) -> None:
    whole = REPEATED[check.id] + text

    for hit in check.judge(view(whole)):
        words = f"{hit.message} {hit.evidence} {hit.kind} {dict(hit.data)}"

        assert hit.hidden
        assert not any(whole[a:b] in words for a, b in hit.hidden)
