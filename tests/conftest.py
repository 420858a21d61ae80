"""What all tests share: the hypothesis profile, folders that are not the user's own, and the folder of data with truth."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

settings.register_profile("offline", deadline=None, max_examples=50, derandomize=True, database=None)
settings.load_profile("offline")


def pytest_configure(config: pytest.Config) -> None:
    """Have caches, settings and stores of the program elsewhere than whoever runs the tests has theirs.

    One folder for the whole run, its programs too: patterns are compiled once.
    """
    place = TemporaryDirectory(prefix="redaction-audit-tests-")
    config.add_cleanup(place.cleanup)
    for name in ("CACHE", "CONFIG", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(Path(place.name, name.lower()))


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
