"""The page: complete, safe whatever a record says, the same bytes each time, and silent about what is hidden."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from redaction_audit.cli import main
from redaction_audit.reports.overview import Known
from redaction_audit.reports.sealing import sealed, whole
from redaction_audit.sensitive import MASK
from redaction_audit.store import Store
from tests.canary import CANARY, forms
from tests.reports import released
from tests.store import specimens


class Seen(HTMLParser):
    """Tags with their attributes, and the text outside of style and script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._skip = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._skip = tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._skip = False

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str, class_: str = "") -> list[dict[str, str | None]]:
        return [
            attrs
            for name, attrs in self.tags
            if name == tag and (not class_ or class_ in (attrs.get("class") or "").split(" "))
        ]


@pytest.fixture
def page(store: Path, tmp_path: Path) -> str:
    return released.report(store, "html", tmp_path / "report.html").decode()


def test_what_is_hidden_is_in_no_form_on_the_page(page: str) -> None:
    assert MASK in page
    assert {form for form in forms(CANARY) if form.lower() in page.lower()} == set()


def test_every_finding_of_the_store_is_on_the_page_once(page: str, store: Path) -> None:
    with Store.open(store, read_only=True) as opened:
        total = len(opened.ids())
    seen = Seen(page)

    assert len(seen.all("article", "finding")) == total
    assert len({attrs["id"] for attrs in seen.all("article", "finding")}) == total
    assert f"Findings {total} " in seen.text
    assert f"4 of {total} findings were decided" not in seen.text
    assert f"2 of {total} findings were decided" in seen.text


def test_the_verdict_says_why(page: str) -> None:
    assert "Incomplete: 1 input could not be read." in Seen(page).text


def test_what_is_to_be_done_counts_every_finding_of_the_gate_once(page: str) -> None:
    text = Seen(page).text
    told = text[text.index("What is to be done") : text.index("Look at these first")]
    total, *steps = (int(number) for number in re.findall(r"\d+(?= findings at or above| [a-z]+:)", told))

    assert "1 input could not be read: mend or convert them, and scan again." in told
    assert "1 disputed: two people differ, a third one settles it." in told
    assert "1 confirmed: mend each record as its rule says, and scan again." in told
    assert sum(steps) == total


def test_what_was_dismissed_is_not_to_be_looked_at_first(store: Path, tmp_path: Path) -> None:
    def first() -> list[str]:
        text = Seen(released.report(store, "html", tmp_path / "again.html").decode()).text
        told = text[text.index("Look at these first") : text.index("How to read this report")]
        return re.findall(r"([A-Z]{3}\d{3}) (?:, ([a-z]+))?", told)

    assert ("RED003", "disputed") in first()
    assert ("RED003", "") in first()
    with Store.open(store) as opened:
        for item in opened.items(opened.ids("f.severity > 1 AND f.state = 'open'")):
            opened.append([released.event(item.key, "ana", "dismiss")], {item.key: None})

    assert first() == [("RED003", "disputed"), ("DEC007", "confirmed")]


def test_every_rule_that_found_something_says_why_it_matters_and_what_to_do(page: str, store: Path) -> None:
    seen = Seen(page)
    with Store.open(store, read_only=True) as opened:
        rules = set(opened.counts("f.rule"))
        helped = {rule["id"]: rule["help"] for rule in json.loads(opened.runs()[0].catalogue)}

    assert {attrs["id"] for attrs in seen.all("article", "rule")} == {f"rule-{rule}" for rule in rules}
    for rule in rules:
        why, todo = (helped[rule].split(f"## {part}\n")[1].split("\n")[0] for part in ("Why it matters", "What to do"))
        assert re.sub(r"[`\s]", "", why) in re.sub(r"\s", "", seen.text)
        assert re.sub(r"[`\s]", "", todo) in re.sub(r"\s", "", seen.text)
    assert "To do" in seen.words


def test_records_that_share_an_id_and_a_file_are_told_apart(tmp_path: Path) -> None:
    place = tmp_path / "letters.csv"
    place.write_text("id,text\nQ1,The pier (b)(6) is new.\nQ1,The mole [Redacted] is old.\n")
    released.scan(place, tmp_path / "letters.store")
    text = Seen(released.report(tmp_path / "letters.store", "html", tmp_path / "out.html").decode()).text

    assert "letters.csv, row 1 " in text
    assert "letters.csv, row 2 " in text


def test_every_link_leads_to_a_place_on_the_page(page: str) -> None:
    seen = Seen(page)
    places = {attrs["id"] for _, attrs in seen.tags if "id" in attrs}

    assert {(attrs["href"] or "").removeprefix("#") for attrs in seen.all("a")} <= places


def test_decisions_are_told_with_their_notes_masked(page: str) -> None:
    text = Seen(page).text

    assert "confirmed by ana, dismissed by ben: disputed." in text
    assert "confirmed by ana and ben, two agreed." in text
    assert f"2026-02-03 09:15 UTC, ana decided confirm: {MASK} stands open; <b>mask it</b>" in text


def test_words_of_a_record_stay_words(page: str) -> None:
    seen = Seen(page)

    assert [attrs for attrs in seen.all("script") if "src" in attrs] == []
    assert [attrs.get("type") for attrs in seen.all("script")] == ["application/json", None]
    assert seen.all("img") == []
    assert seen.all("b") == []
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_the_policy_lets_nothing_be_fetched_and_names_its_own_style_and_script(page: str) -> None:
    [policy] = [attrs["content"] for attrs in Seen(page).all("meta") if attrs.get("http-equiv")]

    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert re.findall(r"(?:src|href)=\"(?!#)", page) == []
    assert re.findall(r"\sstyle=|\son[a-z]+=\"", re.sub(r"&[a-z#0-9]+;", "", page)) == []


def test_every_chart_stands_beside_a_table_that_says_the_same(page: str) -> None:
    seen = Seen(page)
    figures = page.split('<figure class="chart"')[1:]

    assert len(seen.all("figure", "chart")) == len(figures) == 6
    for figure in figures:
        figure = figure.partition("</figure>")[0]
        assert figure.count("<svg") == figure.count("<table")


def test_tables_and_controls_have_heads_and_labels(page: str) -> None:
    seen = Seen(page)
    labels = {attrs["for"] for attrs in seen.all("label")}

    assert {attrs["id"] for attrs in [*seen.all("input"), *seen.all("select")]} <= labels
    assert page.count("<table") == page.count("<caption") == page.count("<thead")
    assert all(attrs.get("scope") in {"row", "col"} for attrs in seen.all("th"))


def test_the_same_store_gives_the_same_bytes(page: str, store: Path, tmp_path: Path) -> None:
    assert released.report(store, "html", tmp_path / "again.html").decode() == page


def test_a_record_that_changed_is_told_without_its_text(store: Path, tmp_path: Path) -> None:
    cable = tmp_path / "batch" / "cable.txt"
    cable.write_text(released.CABLE.replace("ferry", "barge"))
    page = released.report(store, "html", tmp_path / "report.html").decode()

    assert "Its text is not shown: the file has changed since it was audited: audit it again." in Seen(page).text
    assert "barge" not in page
    assert "(left out: the text that would be masked in it cannot be read)" in page


def test_no_record_is_opened_where_no_text_is_wanted(store: Path, tmp_path: Path) -> None:
    page = released.report(store, "html", tmp_path / "report.html", "--no-text").decode()

    assert "Its text is not shown: no text was asked for." in Seen(page).text
    assert 'class="passage"' not in page


def test_records_may_stand_elsewhere_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    place = released.batch(tmp_path)
    released.scan(Path("batch/cable.txt"), Path("a.store"))
    place.rename(tmp_path / "moved")
    (tmp_path / "archive").mkdir()
    (tmp_path / "moved").rename(tmp_path / "archive" / "batch")
    capsys.readouterr()

    gone = released.report(tmp_path / "a.store", "html", tmp_path / "gone.html").decode()
    there = released.report(tmp_path / "a.store", "html", tmp_path / "there.html", "--records", "archive").decode()

    assert 'class="passage"' not in gone
    assert 'class="passage"' in there


def test_a_store_without_a_run_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Store.open(tmp_path / "a.store").close()

    assert main(["report", "--store", str(tmp_path / "a.store"), "-o", str(tmp_path / "r.html")]) == 2
    assert "nothing was scanned into this store" in capsys.readouterr().err


def test_an_unknown_format_names_those_there_are(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--store", str(store), "--format", "docx"]) == 2
    assert "known: html" in capsys.readouterr().err


def test_a_scan_that_was_cut_off_says_so(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.store") as opened:
        run = opened.start_run(specimens.run(), folder=str(tmp_path), started=specimens.NOW)
        opened.add(run, specimens.audited())
    page = released.report(tmp_path / "a.store", "html", tmp_path / "r.html").decode()

    assert "Interrupted: the scan was cut off and the rest was not examined." in Seen(page).text
    assert "Findings 3 " in Seen(page).text
    assert "Of 1 input no marks and dates are known" in Seen(page).text


def test_a_catalogue_of_an_earlier_version_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "a.store") as opened:
        rules = json.loads(opened.runs()[0].catalogue)
    short = [{key: rule[key] for key in ("id", "name", "severity", "summary")} for rule in rules]
    known = msgspec.json.decode(json.dumps(short), type=tuple[Known, ...])

    assert [rule.id for rule in known] == [rule["id"] for rule in rules]


def test_the_last_line_seals_the_page(page: str) -> None:
    content = page.encode()

    assert whole(content) is True
    for at in range(0, len(content), len(content) // 40):
        flipped = bytearray(content)
        flipped[at] ^= 1
        assert whole(bytes(flipped)) is not True


def test_a_file_without_a_seal_has_none() -> None:
    assert whole(b"<html></html>\n") is None
    assert whole(b"".join(sealed([b"a", b"b"]))) is True
