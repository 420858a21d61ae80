"""A wrong file of law is refused with its name and the key path; a new order is one new file."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from redaction_audit import law, rulebook
from redaction_audit.errors import LawError
from redaction_audit.law import Law

FILES = rulebook.files("eo")
BASE = "eo12958_am.toml"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for path in FILES:
        shutil.copy(path, tmp_path)
    return tmp_path


def spoil(place: Path, old: str, new: str, name: str = BASE) -> None:
    path = place / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaint(place: Path) -> str:
    with pytest.raises(LawError) as caught:
        Law(rulebook.files("eo", place)).validate()
    return str(caught.value)


def test_every_file_is_whole() -> None:
    law.load().validate()

    assert {path.stem for path in FILES} == set(law.load().regimes)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_order_of_classification_names_its_three_levels(path: Path) -> None:
    regime = law.load().regimes[path.stem]
    names = [level.name for level in regime.levels]

    assert names[:3] == (["TOP SECRET", "SECRET", "CONFIDENTIAL"] if regime.kind == "classification" else [])
    assert names[3:] == (["RESTRICTED"] if path.stem == "eo10290" else [])


def test_the_text_comes_from_the_files_once() -> None:
    assert law.load() is law.load()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("signed =", "singed =", "eo12958_am.toml, singed: unknown key; did you mean 'signed'?"),
        ("years = 10", "yeers = 10", "eo12958_am.toml, duration[0].yeers: unknown key; did you mean 'years'?"),
        ('number = "1.4"', 'numbre = "1.4"', "eo12958_am.toml, reason[0].numbre: unknown key; did you mean 'number'?"),
        ("[[level]]", "[[levels]]", "levels: unknown key; did you mean 'level'?"),
        ("signed = 2003-03-25\n", "", "eo12958_am.toml, signed: is missing"),
        ("signed = 2003-03-25", 'signed = "spring 2003"', "eo12958_am.toml, signed: "),
        ("signed = 2003-03-25", "signed = 2003-02-30", "eo12958_am.toml, signed: Invalid date or datetime"),
        ("signed = 2003-03-25", 'signed = "2003-03-25"', "eo12958_am.toml, signed: Expected `date`, got `str`"),
        ("signed = 2003-03-25", "signed = 2003-03-26", "eo12958_am.toml, effective: 2003-03-25 lies before 2003-03-26"),
        ('source = "E.O. 12958 as amended"', 'source = " "', "eo12958_am.toml, level[0].source: is empty"),
        ('source = "E.O. 12958 as amended"\n', "", "eo12958_am.toml, level[0].source: is missing"),
        ('status = "unverified"', 'status = "sure"', "eo12958_am.toml, status: Invalid enum value 'sure'"),
        ('what = "maximum"', 'what = "longest"', "eo12958_am.toml, duration[1].what: Invalid enum value"),
        ('forms = ["OADR"]', 'forms = ["OADR", "X1"]', "forms: 'X1' already stands in instruction["),
        ("last = 2005-12-31", "last = 2001-12-31", "transition[0].last: 2001-12-31 lies before first 2003-03-25"),
        (
            'id = "eo12958_am"',
            'id = "eo12958am"',
            "id: 'eo12958am' is not the file's name 'eo12958_am'",
        ),
    ],
)
def test_a_wrong_file_is_named_with_its_key(place: Path, old: str, new: str, said: str) -> None:
    spoil(place, old, new)

    assert said in complaint(place)


def test_a_hole_between_two_orders_is_refused(place: Path) -> None:
    spoil(place, "until = 2010-06-26", "until = 2010-06-20")

    assert "eo13526.toml, effective: no order covers 2010-06-21 to 2010-06-26" in complaint(place)


def test_two_orders_that_govern_one_day_are_refused(place: Path) -> None:
    spoil(place, "until = 2010-06-26\naccepted_until = 2010-06-27", "until = 2010-06-28")

    assert "effective: eo12958_am and eo13526 both govern 2010-06-27 to 2010-06-28" in complaint(place)


def test_an_order_behind_one_without_end_is_refused(place: Path) -> None:
    spoil(place, "until = 2010-06-26\naccepted_until = 2010-06-27", "")

    assert "already covered by eo12958_am, which has no last day" in complaint(place)


def test_a_missing_order_leaves_a_hole(place: Path) -> None:
    (place / "eo12065.toml").unlink()

    assert "no order covers 1978-12-01 to 1982-07-31" in complaint(place)


def test_unreadable_toml_is_named(place: Path) -> None:
    (place / BASE).write_text('id = "eo', encoding="utf-8")

    assert BASE in complaint(place)


def test_a_folder_without_orders_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"holds no eo\*\.toml"):
        law.load(tmp_path)


def test_a_later_order_is_one_new_file(place: Path) -> None:
    spoil(place, "accepted_from", "until = 2030-01-01\naccepted_from", "eo13526.toml")
    (place / "eo20000.toml").write_text(
        'id = "eo20000"\norder = "E.O. 20000"\nnumber = "20000"\ntitle = "Next"\nsigned = 2029-12-01\n'
        'effective = 2030-01-02\nsource = "95 FR 1"\nstatus = "unverified"\n\n'
        '[[reason]]\nnumber = "1.4"\nletters = ["a"]\nrequired = true\nsource = "95 FR 1"\nstatus = "unverified"\n',
        encoding="utf-8",
    )
    extended = Law(rulebook.files("eo", place))
    extended.validate()

    assert extended.orders(dt.date(2030, 1, 2), dt.date(2030, 1, 2)) == ("eo20000",)
    assert extended.regimes["eo20000"].reasons[0].letters == ("a",)


def test_an_order_on_controlled_information_governs_no_record(place: Path) -> None:
    (place / "eo13556.toml").write_text(
        'id = "eo13556"\norder = "E.O. 13556"\nnumber = "13556"\ntitle = "Controlled information"\n'
        'kind = "control"\nsigned = 2010-11-04\neffective = 2010-11-04\n'
        'source = "75 FR 68675"\nstatus = "unverified"\n',
        encoding="utf-8",
    )
    extended = Law(rulebook.files("eo", place))
    extended.validate()

    assert extended.orders(dt.date(2020, 1, 1), dt.date(2020, 1, 1)) == ("eo13526",)
    assert extended.regimes["eo13556"].kind == "control"


def test_the_digest_follows_the_content(place: Path) -> None:
    before = Law(rulebook.files("eo", place)).digest
    spoil(place, "years = 25", "years = 24")

    assert Law(rulebook.files("eo", place)).digest != before


def test_loading_reads_the_tops_only(place: Path) -> None:
    """One wrong entry deep in a file must not cost every start; it is refused when the order is asked for."""
    spoil(place, "years = 10", "yeers = 10")
    loaded = Law(rulebook.files("eo", place))

    assert loaded.orders(dt.date(1990, 1, 1), dt.date(1990, 1, 1)) == ("eo12356",)
    with pytest.raises(LawError):
        loaded.regimes["eo12958_am"]


def test_no_statement_goes_without_source_and_status() -> None:
    for regime in law.load().regimes.values():
        entries = (*regime.authorities, *regime.levels, *regime.durations, *regime.reasons, *regime.instructions,
                   *regime.transitions)  # fmt: skip

        assert all(entry.citation.text.strip() for entry in entries)
        assert {entry.status for entry in entries} <= {"verified", "summary", "unverified"}
