"""The report on paper: tagged, titled, in reading order, with heads of tables; the same bytes; safe and silent."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from redaction_audit.reports import pdf
from redaction_audit.store import Store
from tests.canary import CANARY, forms
from tests.reports import released

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    folder = tmp_path_factory.mktemp("pdf")
    store = released.scanned(folder)
    released.reviewed(store)
    return store, released.report(store, "pdf", folder / "report.pdf")


@pytest.fixture
def document(kept: tuple[Path, bytes]) -> Any:
    return pikepdf.open(io.BytesIO(kept[1]))


def tags(node: Any) -> Iterator[Any]:
    """Yield the elements of the structure tree in reading order."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from tags(child)


def names(document: Any) -> list[str]:
    return [str(tag.S) for tag in tags(document.Root.StructTreeRoot)]


def texts(document: Any) -> bytes:
    """Everything in the file, streams unpacked: what a search through it could find."""
    held = io.BytesIO()
    document.save(held, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    return held.getvalue()


def words(document: Any) -> str:
    """The text of the pages as a reader copies it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed")
    held = io.BytesIO()
    document.save(held)
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=held.getvalue(), capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_it_says_that_it_is_accessible_and_in_which_language(document: Any) -> None:
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang).startswith("en")
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"].startswith("Audit report: ")


def test_headings_are_in_order_and_never_skip_a_level(document: Any) -> None:
    levels = [int(name[2:]) for name in names(document) if re.fullmatch(r"/H\d", name)]

    assert levels[0] == 1
    assert {1, 2, 3} <= set(levels)
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_tables_have_heads_and_every_row_as_many_cells(document: Any) -> None:
    tables = [tag for tag in tags(document.Root.StructTreeRoot) if tag.S == "/Table"]

    assert len(tables) > 6
    for table in tables:
        rows = [tag for tag in tags(table) if tag.S == "/TR"]
        cells = [[str(cell.S) for cell in tags(row) if cell.S in ("/TH", "/TD")] for row in rows]
        assert set(cells[0]) == {"/TH"}
        assert len({len(row) for row in cells}) == 1


def test_what_is_drawn_and_not_said_is_no_figure_without_words(document: Any) -> None:
    for tag in tags(document.Root.StructTreeRoot):
        assert tag.S != "/Figure" or "/Alt" in tag


def test_fonts_are_embedded(document: Any) -> None:
    fonts = [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    ]

    assert fonts
    assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


def test_nothing_runs_and_nothing_is_attached(document: Any) -> None:
    written = texts(document)

    assert not any(name in written for name in (b"/JavaScript", b"/EmbeddedFile", b"/Launch", b"/URI ("))


def test_what_is_hidden_is_in_no_form_in_the_file(kept: tuple[Path, bytes], document: Any) -> None:
    said = words(document).lower()
    written = texts(document).lower() + kept[1].lower()

    assert "▒▒▒" in said
    assert {form for form in forms(CANARY) if form.lower() in said} == set()
    assert CANARY.lower().encode() not in written


def test_the_same_store_gives_the_same_bytes(kept: tuple[Path, bytes], tmp_path: Path) -> None:
    assert released.report(kept[0], "pdf", tmp_path / "again.pdf") == kept[1]


def test_counts_and_words_of_records_are_as_in_the_store(kept: tuple[Path, bytes], document: Any) -> None:
    with Store.open(kept[0], read_only=True) as opened:
        total = len(opened.ids())
    said = words(document)

    assert f"Findings {total} " in said
    assert f"{total} findings of {total} are told here" in said
    assert "confirmed by ana and ben, two agreed." in said
    assert "Incomplete: 1 input could not be read." in said
    assert "1 confirmed: mend each record as its rule says, and scan again." in said
    assert said.count("Why it matters: ") == said.count("What to do: ") > 3


def test_hostile_words_are_words_and_signs_without_a_shape_are_escaped(tmp_path: Path) -> None:
    from tests.store import specimens

    hostile = '#panic("x") $ * _ [a] @b <c> \\ `d` // \u202e 漢字 \U0001f600 \x1b é'
    finding = specimens.finding(1)
    finding = type(finding)(**{**{n: getattr(finding, n) for n in finding.__struct_fields__}, "message": hostile})
    with specimens.store(tmp_path / "a.store", specimens.audited(findings=[finding])):
        pass
    written = released.report(tmp_path / "a.store", "pdf", tmp_path / "r.pdf")
    said = words(pikepdf.open(io.BytesIO(written)))

    assert '#panic("x") $ * _ [a] @b <c> \\ `d` // \\u202e \\u6f22\\u5b57 \\U0001f600 \\x1b é' in said


def test_long_words_and_long_messages_run_off_no_page(tmp_path: Path) -> None:
    from tests.store import specimens

    finding = specimens.finding(1)
    fields = {name: getattr(finding, name) for name in finding.__struct_fields__}
    long_word = type(finding)(**{**fields, "message": "w" * 700})
    long_text = type(finding)(**{**fields, "message": "word " * 3000, "fingerprint": "ra1:2"})
    with specimens.store(tmp_path / "a.store", specimens.audited(findings=[long_word, long_text])):
        pass
    said = words(pikepdf.open(io.BytesIO(released.report(tmp_path / "a.store", "pdf", tmp_path / "r.pdf"))))
    done = subprocess.run(["pdftotext", "-bbox", str(tmp_path / "r.pdf"), "-"], capture_output=True, check=True)
    right = [float(edge) for edge in re.findall(rb'xMax="([0-9.]+)"', done.stdout)]

    assert said.count("word") >= 3000
    assert max(right) <= 596  # A4
    assert max(float(edge) for edge in re.findall(rb'yMax="([0-9.]+)"', done.stdout)) <= 842


def test_every_sign_that_is_let_through_has_a_shape() -> None:
    import typst

    let = "".join(chr(code) for code in range(0x20, 0x2600) if not pdf._UNSHOWN.match(chr(code)))
    template = b'#set document(title: "t")\n#set text(font: "Libertinus Serif")\n#sys.inputs.data'
    made = typst.compile(
        template, sys_inputs={"data": " ".join(let)}, ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=0
    )

    assert made.startswith(b"%PDF")
    assert len(let) > 400


def test_of_many_findings_the_gravest_are_told_and_the_rest_is_counted(
    kept: tuple[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "FINDINGS", 3)
    said = words(pikepdf.open(io.BytesIO(released.report(kept[0], "pdf", tmp_path / "r.pdf"))))

    assert re.search(r"3 findings of \d+ are told here", said)
    assert "more, none of them graver, are in the page (html) and in the tables" in said


def test_without_typst_the_extra_is_named(
    kept: tuple[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    from redaction_audit.cli import main

    monkeypatch.setitem(sys.modules, "typst", None)

    assert main(["report", "--store", str(kept[0]), "-f", "pdf", "-o", str(tmp_path / "r.pdf")]) == 2
    assert "pip install 'redaction-audit[pdf]'" in capsys.readouterr().err
