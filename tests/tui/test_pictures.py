"""What the screens look like in colours: pictures of the documentation, and those that hold the themes.

`UPDATE_GOLDEN=1 pytest tests/tui/test_pictures.py` draws them anew; look at them in a browser before they are committed.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from redaction_audit.tui import themes
from redaction_audit.tui.app import Look
from tests.tui.batch import HIDDEN, Batch, knowledge
from tests.tui.drawing import svg
from tests.tui.panes import ROOT
from tests.tui.seen import Driven, drive

SHOWN = ROOT / "docs" / "screens"
HELD = Path(__file__).parent / "pictures"
_LARGEST = 20_000
"""Bytes of a picture at most: what a page of documentation can load without thought."""


_SHOWN = re.compile(r"!\[([^\]\n]{1,200})\]\(screens/([a-z-]{1,40}\.svg)\)")


class Picture(NamedTuple):
    """A screen after some keys, in a theme; `alt` says what is on it, for the page that shows it."""

    name: str
    keys: Sequence[str]
    alt: str = ""
    theme: str = themes.DARK
    size: tuple[int, int] = (100, 30)

    @property
    def place(self) -> Path:
        """The file: among the documentation where the picture is shown there."""
        return (SHOWN if self.alt else HELD) / f"{self.name}.svg"


DECIDED = ("c", "d", "s")
SCREENS: dict[str, Sequence[str]] = {
    "record": DECIDED, "queue": (*DECIDED, "2"), "overview": (*DECIDED, "1"), "timeline": ("4",), "compare": ("=",),
}  # fmt: skip
PICTURES = (
    Picture("record", DECIDED, "A record with its findings, three of them decided; a number in its text is masked"),
    Picture("queue", SCREENS["queue"], "The queue: one finding a row"),
    Picture("overview", SCREENS["overview"], "The overview: how much is decided, by severity and by rule"),
    Picture("timeline", ("4", "j"), "The timeline: from the day of a record to its declassification and release"),
    Picture("compare", ("=",), "Two releases of one record, the one opening what the other withholds", size=(124, 30)),
    Picture("export", (*DECIDED, "E"), "The export dialog below the text"),
    Picture("palette", ("colon", "u", "n", "d"), "The command palette, opened by a colon"),
    Picture("record-light", DECIDED, "The same record in the light theme", themes.LIGHT),
    *(
        Picture(f"{name}-{theme.removeprefix('ra-')}", keys, theme=theme, size=(80, 24))
        for theme in (themes.LIGHT, themes.MONO, themes.CONTRAST)
        for name, keys in SCREENS.items()
        if (name, theme) not in {("record", themes.LIGHT), ("timeline", themes.CONTRAST), ("compare", themes.CONTRAST)}
    ),
)  # fmt: skip


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Batch]:
    for name in ("NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FILTERS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("redaction_audit.tui.screens.record.knowledge", knowledge)
    made = Batch(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_screen_looks_as_it_did(batch: Batch, picture: Picture) -> None:
    drawn: list[str] = []

    async def act(driven: Driven) -> None:
        driven.app.theme = picture.theme
        await driven.press(*picture.keys)
        drawn.append(svg(driven.app, picture.alt or picture.name))

    look = Look(color="never") if picture.theme == themes.MONO else None
    drive(batch.sit("ana"), act, size=picture.size, look=look)

    if os.environ.get("UPDATE_GOLDEN") == "1":
        picture.place.parent.mkdir(exist_ok=True)
        picture.place.write_text(drawn[0], "utf-8")
    assert drawn[0] == picture.place.read_text("utf-8")
    assert len(drawn[0]) < _LARGEST
    assert not [words for words in HIDDEN if words in drawn[0]]


def test_every_picture_of_the_documentation_is_shown_there_and_none_else_is_kept() -> None:
    page = (ROOT / "docs" / "review.md").read_text("utf-8")

    shown = {file: alt for alt, file in _SHOWN.findall(page)}
    assert shown == {picture.place.name: picture.alt for picture in PICTURES if picture.alt}
    kept = {path for folder in (SHOWN, HELD) for path in folder.iterdir()}
    assert kept == {picture.place for picture in PICTURES}
