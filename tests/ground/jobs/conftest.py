from collections.abc import Iterator

import pytest

from tests.ground.jobs import handlers


@pytest.fixture(autouse=True)
def ran() -> Iterator[list[object]]:
    """Return what the tasks of the test have written down."""
    handlers.ran.clear()
    yield handlers.ran
    handlers.ran.clear()
