"""What the tests of reports share: one scanned and reviewed batch."""

from pathlib import Path

import pytest

from tests.reports import released


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = released.scanned(tmp_path)
    released.reviewed(path)
    return path
