"""The desk every test of the session sits at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.close()
