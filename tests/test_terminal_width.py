"""How wide the terminal is taken to be."""

import sys

import pytest

from redaction_audit.terminal import columns


@pytest.mark.parametrize(("told", "width"), [("132", 132), ("0", 77), ("", 77), ("wide", 77), ("-5", 77), ("²", 77)])
def test_columns_says_how_wide_it_is_where_that_is_a_number(
    told: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stdout__", None)
    monkeypatch.setenv("COLUMNS", told)
    assert columns(77) == width


def test_a_stream_that_is_no_terminal_leaves_the_width_to_the_caller(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    with (tmp_path_factory.mktemp("out") / "file").open("w") as stream:
        monkeypatch.setattr(sys, "__stdout__", stream)
        assert columns(77) == 77
    assert columns(77) == 77  # closed by now
