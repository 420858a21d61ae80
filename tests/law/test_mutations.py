"""Whatever is done to a file of law, it either loads or is refused by name: no traceback, no silence."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction_audit import caches, law, rulebook
from redaction_audit.errors import LawError
from redaction_audit.law import Law
from redaction_audit.law.reading import read_regime, study

FILES = rulebook.files("eo")
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in FILES}
NAMES = sorted(TEXTS)


@pytest.fixture(scope="module", autouse=True)
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every order, and a cache of its own: what a test breaks stays in the test."""
    folder = tmp_path_factory.mktemp("rules")
    for path in FILES:
        shutil.copy(path, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield folder  # type: ignore[misc]  # a fixture that cleans up


def outcome(folder: Path, name: str, content: bytes, *, whole: bool = True) -> Law | str:
    """Return the law with one file's content replaced, or the complaint about it; `whole` reads the other files too."""
    (folder / name).write_bytes(content)
    try:
        loaded = Law(rulebook.files("eo", folder))
        if whole:
            loaded.validate()
        assert loaded.regimes[Path(name).stem].order
    except LawError as error:
        return str(error)
    finally:
        (folder / name).write_text(TEXTS[name], encoding="utf-8")
    return loaded


def settled(found: Law | str, name: str, folder: Path) -> None:
    if isinstance(found, str):
        assert name in found or str(folder) in found
    else:
        assert found.digest


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.data())
def test_a_line_lost_doubled_or_moved(place: Path, name: str, data: st.DataObject) -> None:
    lines = TEXTS[name].split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    how = data.draw(st.sampled_from(["lost", "doubled", "moved", "cut"]))
    if how == "lost":
        del lines[at]
    elif how == "doubled":
        lines.insert(at, lines[at])
    elif how == "moved":
        lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
    else:
        del lines[at:]

    settled(outcome(place, name, "\n".join(lines).encode(), whole=False), name, place)


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.data())
def test_a_value_replaced(place: Path, name: str, data: st.DataObject) -> None:
    lines = TEXTS[name].split("\n")
    at = data.draw(st.sampled_from([n for n, line in enumerate(lines) if " = " in line]))
    values = ['""', '" "', "1", "-1", "1.5", "nan", "true", "[]", '["a"]', "[1]", "{}", "2003-02-30", "0001-01-01", "9999-12-31",
              "2003-01-01T00:00:00", "07:32:00", '"2003-01-01"', "9" * 30, "9" * 5000, "[" * 3000, '"\\u0000"', "1979-05-27T07:32:00Z",
              '[["a"]]', "[{a = 1}]", "0x7fffffffffffffff", "-0.0", "'''\n[[level]]\n'''"]  # fmt: skip
    lines[at] = lines[at].partition(" = ")[0] + " = " + data.draw(st.sampled_from(values))

    settled(outcome(place, name, "\n".join(lines).encode(), whole=False), name, place)


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.data())
def test_a_key_or_table_renamed(place: Path, name: str, data: st.DataObject) -> None:
    lines = TEXTS[name].split("\n")
    at = data.draw(st.sampled_from([n for n, line in enumerate(lines) if " = " in line or line.startswith("[")]))
    new = data.draw(
        st.sampled_from(["id", "today", "topics", "x", '"a b"', "a.b.c", "level", "source", '""', "forms", "ŝource"])
    )
    if lines[at].startswith("["):
        lines[at] = data.draw(st.sampled_from([f"[[{new}]]", f"[{new}]", f"[[{new}.today]]", f"[{new}.topics]"]))
    else:
        lines[at] = f"{new} = " + lines[at].partition(" = ")[2]

    settled(outcome(place, name, "\n".join(lines).encode(), whole=False), name, place)


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.binary(min_size=1, max_size=6), st.data())
def test_bytes_put_anywhere(place: Path, name: str, junk: bytes, data: st.DataObject) -> None:
    content = TEXTS[name].encode()
    at = data.draw(st.integers(0, len(content)))

    settled(outcome(place, name, content[:at] + junk + content[at:], whole=False), name, place)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00i\x00d", "is binary"),
        (b'id = "\xff"', "byte 6 is not UTF-8"),
        (b"x" * (rulebook.LARGEST + 1), "is larger than 1,000,000 bytes"),
        (b"a = " + b"[" * 50_000, "nested too deeply"),
        (b"a = " + b"9" * 10_000, ""),
        (b"", "id: is missing"),
        (b"[[level]]\n", "id: is missing"),
        (b"level = 1\n", "id: is missing"),
    ],
)
def test_what_is_no_file_of_law_is_named(place: Path, content: bytes, said: str) -> None:
    found = outcome(place, "eo12958.toml", content)

    assert isinstance(found, str)
    assert "eo12958.toml" in found
    assert said in found


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "eo1.toml").mkdir()

    with pytest.raises(LawError, match=r"eo1\.toml: is a folder, not a file"):
        law.load(tmp_path)


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "eo1.toml").symlink_to(tmp_path / "nowhere")

    with pytest.raises(LawError, match=r"eo1\.toml: cannot be read"):
        law.load(tmp_path)


def test_a_byte_order_mark_and_dos_line_ends_are_no_mistake(place: Path) -> None:
    content = b"\xef\xbb\xbf" + TEXTS["eo12958.toml"].replace("\n", "\r\n").encode()

    assert isinstance(outcome(place, "eo12958.toml", content), Law)


def test_every_problem_of_a_file_is_told_not_only_the_first(tmp_path: Path) -> None:
    path = tmp_path / "eo12356.toml"
    text = (
        TEXTS["eo12356.toml"]
        .replace('number = "12356"', 'nubmer = "12356"', 1)
        .replace('valid = "yes"', 'valid = "maybe"', 1)
    )
    path.write_text(text.replace("first = 1982-08-01", "first = true", 1), encoding="utf-8")

    regime, wrong = study(path)

    assert regime is None
    assert wrong == [
        f"{path}, nubmer: unknown key; did you mean 'number'?",
        f"{path}, number: is missing",
        f"{path}, instruction[0].valid: Invalid enum value 'maybe'; known: yes, no, legacy",
        f"{path}, transition[0].first: Expected `date`, got `bool`",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('level = "SECRET"', 'level = "SECRT"', "duration[1].level: 'SECRT' is no level of this order; known: "),
        ('code = "XGDS"', 'code = "XDGS"', "duration[6].code: 'XDGS' is a form of no instruction of this file"),
        ("years = 30", "years = 0", "duration[6].years: 0 is no term; between 1 and 200 years"),
        ('4 = "disclosure', '5 = "disclosure', "category[0].topics.5: is none of the letters"),
        ('letters = ["1", "2", "3", "4"]', 'letters = ["1", "2", "3", "4", "4"]', "category[0].letters[4]: '4' stands there twice"),
        ('forms = ["GDS"]', "forms = []", "instruction[0].forms: is empty"),
        ('token = "GDS"', 'token = ""', "instruction[0].token: is empty"),
        ('examples = ["GDS", ', 'examples = ["", ', "instruction[0].examples[0]: is empty"),
        ("since = 1972-06-01\nuntil = 1978-11-30", "since = 1972-06-01\nuntil = 1970-11-30", "special[0].until: 1970-11-30 lies before since 1972-06-01"),
        ("signed = 1973-04-24", "signed = 0973-04-24", "side_order[0].signed: 0973-04-24 lies outside the years 1900 to 2199"),
        ('id = "older-material"', 'id = "deemed-gds"', "special[2]: 'deemed-gds' already stands in special[0]"),
        ('number = "11862"', 'number = "11714"', "side_order[1]: '11714' already stands in side_order[0]"),
        ("last = 1972-12-31", "last = 1972-12-31\nyears = -1", "transition[0].years: -1 is no term"),
        ("first = 1972-06-01\nlast = 1972-12-31", "first = 1971-06-01\nlast = 1971-12-31", "transition[0].first: no record of those days is"),
        ('values = ["GROUP-1"', 'valeus = ["GROUP-1"', "transition[0].valeus: unknown key; did you mean 'values'?"),
        ('id = "older-material"', 'id = "nato"', "special[2].id: 'nato' already stands in eo11652.toml"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_named_with_its_key(place: Path, old: str, new: str, said: str) -> None:
    assert old in TEXTS["eo11652.toml"]
    found = outcome(place, "eo11652.toml", TEXTS["eo11652.toml"].replace(old, new, 1).encode())

    assert isinstance(found, str)
    assert said in found


# -- what is kept between runs -----------------------------------------------------------------------------------------


def kept() -> list[Path]:
    return sorted(caches.folder().glob("law-*"))


def test_what_was_kept_equals_what_the_text_says(place: Path) -> None:
    for path in rulebook.files("eo", place):
        first, again = read_regime(path), read_regime(path)
        assert first == again == study(path)[0]
    assert kept()


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x00" * 64, b"\xff" * 4096])
def test_a_kept_file_that_is_damaged_or_another_programs_is_passed_over(place: Path, junk: bytes) -> None:
    path = place / "eo12065.toml"
    right = read_regime(path)
    for file in kept():
        file.write_bytes(junk)
    assert read_regime(path) == right

    for file in kept():
        caches.store(file.name, junk)
    assert read_regime(path) == right


def test_a_changed_text_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "eo12065.toml"
    path.write_text(TEXTS[path.name], encoding="utf-8")
    assert read_regime(path).duration("default").years == 6  # type: ignore[union-attr]  # it has one
    path.write_text(TEXTS[path.name].replace("years = 6", "years = 7"), encoding="utf-8")
    assert read_regime(path).duration("default").years == 7  # type: ignore[union-attr]  # it has one
