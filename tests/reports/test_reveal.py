"""--reveal: asks, records first, marks the page throughout, and shows nothing to anybody else."""

import io
from pathlib import Path

import pytest

from redaction_audit.cli import main
from redaction_audit.store import Store
from tests.canary import CANARY
from tests.reports import released


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


def reveal(store: Path, target: Path, *more: str) -> int:
    return main(["report", "--store", str(store), "--reveal", "--reviewer", "ana", "-o", str(target), *more])


def looks(store: Path) -> list[tuple[str, int | None, int | None]]:
    with Store.open(store, read_only=True) as opened:
        return [(event.reviewer, event.start, event.end) for event in opened.events() if event.kind == "revealed"]


def test_who_answers_gets_a_page_that_says_so_on_every_page_of_it(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("reveal\n"))
    assert reveal(store, tmp_path / "r.html") == 0
    page = (tmp_path / "r.html").read_text("utf-8")

    assert "Type the word reveal to go on" in capsys.readouterr().err
    assert f"XXXXXXXX{CANARY}" in page.replace('<mark class="warning">', "").replace("</mark>", "")
    assert '<p class="watermark" role="note">NOT MASKED: revealed by ana, ' in page
    assert "<title>NOT MASKED. Audit report:" in page


def test_every_record_that_is_shown_is_recorded_and_the_log_stays_whole(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("reveal\n"))
    reveal(store, tmp_path / "r.html")
    [(who, start, end)] = looks(store)

    assert who == "ana"
    assert CANARY in released.CABLE[start:end]
    assert main(["verify", str(store)]) == 0


def test_the_log_is_written_before_the_page(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("reveal\n"))

    assert reveal(store, tmp_path / "nowhere" / "r.html") == 3
    assert len(looks(store)) == 1


@pytest.mark.parametrize("answer", ["", "no\n", "yes\n", "reveal it\n"])
def test_any_other_answer_writes_and_records_nothing(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))

    assert reveal(store, tmp_path / "r.html") == 2
    assert not (tmp_path / "r.html").exists()
    assert looks(store) == []


def test_where_nobody_can_answer_nothing_is_shown(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("reveal\n"))

    assert reveal(store, tmp_path / "r.html") == 2
    assert "nobody can answer here" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


def test_a_ci_job_is_refused(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr("sys.stdin", Terminal("reveal\n"))

    assert reveal(store, tmp_path / "r.html") == 2
    assert looks(store) == []


@pytest.mark.parametrize("more", [["-f", "pdf"], ["--output", "xlsx=t.xlsx"], ["-f", "csv-spans"]])
def test_only_a_page_in_a_file_may_show_it(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", Terminal("reveal\n"))

    assert reveal(store, tmp_path / "r.out", *more) == 2
    assert "in one page only, in a file" in capsys.readouterr().err
    assert looks(store) == []


def test_reveal_and_masked_exclude_each_other(store: Path, tmp_path: Path) -> None:
    assert reveal(store, tmp_path / "r.html", "--masked") == 2


def test_a_masked_page_made_afterwards_shows_the_look_and_not_the_text(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("reveal\n"))
    reveal(store, tmp_path / "r.html")
    page = released.report(store, "html", tmp_path / "m.html", "--masked").decode()

    assert "ana looked under a mask" in page
    assert CANARY not in page
    assert "watermark" not in page.partition("</style>")[2]
