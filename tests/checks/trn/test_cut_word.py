"""`cut-word`: letters lost where lines were broken anew or cut off, and everything that looks like it and is not."""

import subprocess
import sys
import textwrap

import pytest

from checks.pipeline import checks, view
from redaction_audit.check import Example, Hit, Skip
from redaction_audit.checks.trn import cut_word as module
from redaction_audit.checks.trn.specimen import telegram

CUT = next(check for check in checks() if check.name == "cut-word")
JOINT = next(check for check in checks() if check.name == "rewrap-artifact")
PROSE = (
    "The island council met in the long room above the customs house and heard the new harbor master explain why "
    "the ferry had been late on every Sunday since the spring. He said that the tide tables were printed for "
    "another coast, and that nobody had noticed until the winter. The council thanked him and asked for a report "
    "before the end of the month. Two members wanted to know who had ordered the tables and what had been paid for "
    "them. The treasurer promised to look for the papers, which were kept in a chest that could not be opened."
)


def found(text: str, check: object = CUT) -> list[Hit]:
    seen = view(text, Example(text))
    return [hit for hit in check.judge(seen) if isinstance(hit, Hit)]  # type: ignore[attr-defined]


def words(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in found(text)]


def wrapped(width: int, blank: str = " ", prose: str = PROSE) -> str:
    return "".join(f"{line}{blank}\n" for line in textwrap.wrap("1. (C) " + prose, width))


def test_a_lost_letter_is_named_and_what_it_may_be_stands_in_the_data_only() -> None:
    text = telegram("1. (C) The council had thanked XXXXXXXXXXXX in th\n middle of the old harbor.")

    [hit] = found(text)

    assert text[hit.start : hit.end] == hit.evidence == "th"
    assert hit.message == "a letter is missing at the end of this line"
    assert hit.data["completion"] == "the"
    assert text[hit.related[0][0] : hit.related[0][1]] == " "


def test_what_may_be_a_name_is_neither_quoted_nor_completed() -> None:
    text = telegram(
        "1. (C) The council met Governor Tavaganda and XXXXXXXXXXXX, and later Governor Tavagand\n at the old quay.",
        "2. (C) Governor Tavaganda then thanked the council for the lamps that it had given to him.",
    )

    [hit] = found(text)

    assert text[hit.start : hit.end] == "Tavagand"
    assert hit.evidence is None
    assert set(hit.data) == {"score"}


@pytest.mark.parametrize(
    "joint",
    [
        "in the\n middle of the harbor",  # whole word
        "in the middle\n Of the harbor they met",
        "the USS\n Arbon lay in the harbor",  # acronym
        "in the year 197\n and later",  # figure
        "in the harbor,\n and later",  # sign
        "XXXXXXXXXXXX\n in the harbor",  # mark
        "the harbor's\n old lamps",
        "the members'\n old lamps",  # plural
        "called it 'fine'\n and left",  # quotation
        "with two mem\n bers of it",  # the word goes on
    ],
)
def test_a_clean_joint_stays_a_note_of_its_own(joint: str) -> None:
    text = telegram(f"1. (C) The council met with XXXXXXXXXXXX {joint} and went home before the tide.")

    assert words(text) == []
    assert len(found(text, JOINT)) == 1


@pytest.mark.parametrize("torn", ["board'", "aren'", "council’"])
def test_an_apostrophe_alone_shows_that_a_letter_is_gone(torn: str) -> None:
    assert words(telegram(f"1. (C) The council asked XXXXXXXXXXXX whether the {torn}\n old lamps burn.")) == [torn]


def test_a_lost_full_stop_is_no_lost_letter() -> None:
    assert words(telegram("1. (C) The council heard XXXXXXXXXXXX on the lamps\n It then went home.")) == []


@pytest.mark.parametrize("width", [50, 57, 64, 72, 80])
@pytest.mark.parametrize("blank", [" ", ""])
def test_wrapped_text_is_silent_at_every_width(width: int, blank: str) -> None:
    text = telegram(wrapped(width, blank))

    assert found(text) == []


@pytest.mark.parametrize("width", [50, 57, 64, 72, 80])
def test_text_broken_inside_words_is_silent(width: int) -> None:
    whole = "1. (C) " + PROSE
    lines = [whole[at : at + width] for at in range(0, len(whole), width)]

    assert found(telegram("\n".join(lines))) == []
    assert found(telegram(" \n".join(lines))) == []


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
@pytest.mark.parametrize("lost", [3, 5, 8])
def test_text_cut_off_at_a_column_is_told_whatever_breaks_lines(lost: int, break_: str) -> None:
    lines = [line[: 66 - lost] for line in textwrap.wrap("1. (C) " + PROSE, 66)]
    text = telegram("\n".join(lines)).replace("\n", break_)

    hits = found(text)

    assert len(hits) > 2
    assert {hit.message for hit in hits} == {f"letters are missing: lines are cut off at column {66 - lost}"}
    assert all(not PROSE.count(f" {text[hit.start : hit.end]} ") for hit in hits)


@pytest.mark.parametrize("lost", [3, 5, 8])
def test_print_of_capitals_cut_off_at_a_column_is_told_as_any_other(lost: int) -> None:
    prose = PROSE.upper()
    lines = [line[: 66 - lost] for line in textwrap.wrap("1. (C) " + prose, 66)]
    text = telegram("\n".join(lines))

    hits = found(text)

    assert len(hits) > 2
    assert all(not prose.count(f" {text[hit.start : hit.end]} ") for hit in hits)


@pytest.mark.parametrize("width", [50, 57, 64, 72])
def test_print_of_capitals_that_is_wrapped_or_broken_inside_words_is_silent(width: int) -> None:
    whole = "1. (C) " + PROSE.upper()
    lines = [whole[at : at + width] for at in range(0, len(whole), width)]

    assert found(telegram("\n".join(lines))) == []
    assert found(telegram("\n".join(textwrap.wrap(whole, width)))) == []


def test_justified_text_is_not_cut() -> None:
    lines = textwrap.wrap("1. (C) " + PROSE, 60)
    full = [line.replace(" ", "  ", 60 - len(line)) for line in lines[:-1]]

    assert found(telegram("\n".join([*full, lines[-1]]))) == []


def test_a_line_without_its_blank_needs_more_than_a_joint_does() -> None:
    bare = wrapped(60).replace("had been late", "had bee\nlate", 1)
    real = wrapped(60).replace("the papers, which", "the paper\nwhich", 1)

    assert words(telegram(bare)) == ["bee"]
    assert words(telegram(real)) == []


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_a_line_without_its_blank_is_seen_whatever_breaks_lines(break_: str) -> None:
    bare = wrapped(60).replace("had been late", "had bee\nlate", 1)

    assert words(telegram(bare).replace("\n", break_)) == ["bee"]


def test_two_blanks_in_mid_sentence_show_a_new_break_where_no_line_ends_in_a_blank() -> None:
    broken = wrapped(60, "").replace("harbor master", "harbo\nmaster  to", 1)
    plain = wrapped(60, "").replace("harbor master", "harbo\nmaster to", 1)

    assert words(telegram(broken)) == ["harbo"]
    assert words(telegram(plain)) == []


def test_habitual_indentation_is_no_damage() -> None:
    lines = textwrap.wrap("1. (C) " + PROSE, 60)

    assert words(telegram("\n".join(lines).replace("tables\n", "table\n "))) == ["table"]
    assert words(telegram("\n ".join(lines).replace("tables\n", "table\n"))) == []


def test_prose_that_is_no_telegram_is_left_alone() -> None:
    assert found(PROSE.replace("harbor master", "harbo\n master")) == []


def test_noise_takes_the_weight_from_weak_signs() -> None:
    clean, noisy = (wrapped(60, " ", f"{PROSE} {more}") for more in (PROSE, PROSE.replace("e", "c")))

    assert words(telegram(clean.replace("had been late", "had bee\nlate", 1))) == ["bee"]
    assert words(telegram(noisy.replace("had been late", "had bee\nlate", 1))) == []


def test_without_tables_the_record_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load", lambda: None)
    torn = telegram("1. (C) The council thanked XXXXXXXXXXXX in th\n middle of the harbor.")

    assert [item.reason for item in CUT.judge(view(torn, Example(torn))) if isinstance(item, Skip)] == [
        "the word tables are not installed"
    ]
    assert list(CUT.judge(view(telegram(wrapped(60)), Example("")))) == []


def test_a_scan_of_whole_text_loads_no_tables_and_never_imports_the_package(tmp_path: object) -> None:
    program = (
        "import sys; from redaction_audit.cli import main; import pathlib\n"
        f"path = pathlib.Path({str(tmp_path)!r}) / 'whole.txt'\n"
        f"path.write_text({telegram(wrapped(60))!r})\n"
        "main(['scan', str(path), '-q'])\n"
        "from redaction_audit.language import tables\n"
        "assert tables.load.cache_info().currsize == 0, 'tables were loaded'\n"
        f"path.write_text({telegram('1. (C) The council met XXXXXXXXXXXX in th', ' old harbor.')!r}.replace('th\\n\\n', 'th\\n'))\n"
        "main(['scan', str(path), '-q'])\n"
        "assert tables.load.cache_info().currsize == 1, 'no tables were loaded'\n"
        "assert not any(name.startswith('symspellpy') for name in sys.modules), 'the package was imported'\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


HOSTILE = {
    "joints": telegram("1. (C) The council\n" + " th\n" * 200_000),
    "one line": telegram("1. (C) " + "th " * 300_000),
    "doubled blanks": telegram("1. (C) The council met\n" + "a  b\n" * 200_000),
    "bare lines": telegram("1. (C) The council met \n" + ("harbo \n" * 3 + "harbo\n") * 40_000),
    "one column": telegram("1. (C) " + "\n".join("the old harbo" * 4 for _ in range(20_000))),
    "blanks": telegram("1. (C) The" + " " * 900_000 + "\n th\n old."),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_ends(text: str) -> None:
    assert len(found(text)) <= 201


@pytest.mark.parametrize("label", ["Plan B", "the men of section A", "Ward\nB", "Group\nB", "PLAN B"])
def test_a_letter_that_names_a_thing_lost_nothing(label: str) -> None:
    cut = f"2. (C) The board heard XXXXXXXXXXXX at noon in the office, \nand it said that {label}\n was not what it wanted. "
    text = telegram(wrapped(60), cut.upper() if label.isupper() else cut)

    assert words(text) == []


def test_a_word_of_two_letters_may_lose_one_in_capitals() -> None:
    text = telegram("1. (C) THE BOARD MET XXXXXXXXXXXX AND ASKED WHAT WAS TO B\n DONE FOR THE OLD HARBOR. ")

    assert words(text) == ["B"]


def test_lines_of_a_list_are_no_joints() -> None:
    items = "1. a new quay with a wall and a gat\n2. one cran\nIt then rose and went home. "

    assert words(telegram(wrapped(60), f"2. (C) It asked for these things: \n{items}")) == []
    assert words(telegram("1. (C) " + PROSE, f"2. (C) It asked for these things:\n\n{items}", "3. (C) It rose.")) == []
