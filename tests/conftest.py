"""What all tests share: the hypothesis profile and the folder of data with truth."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("offline", deadline=None, max_examples=50, derandomize=True, database=None)
settings.load_profile("offline")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data with truth (`REDACTION_AUDIT_SHARED`, or `shared/data` beside the checkout); skips without
    it."""
    given = os.environ.get("REDACTION_AUDIT_SHARED")
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared"
    folder = folder / "data" if (folder / "data").is_dir() else folder
    if not (folder / "seed").is_dir():
        pytest.skip(f"no data with truth at {folder}")
    return folder
