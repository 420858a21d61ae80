"""The tables of English that the tests of this folder read with."""

import pytest

from redaction_audit.language.tables import Tables, load


@pytest.fixture
def tables() -> Tables:
    found = load()
    assert found is not None
    return found
