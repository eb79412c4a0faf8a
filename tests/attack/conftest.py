"""What the attacks share: the world of the matrix, and the counts of what was tried."""

from collections.abc import Iterator

import pytest

from tests.attack.tally import Tally
from tests.matrix.conftest import world  # noqa: F401


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """Counts what a test tried; the table at the end adds it up."""
    counted = Tally()
    yield counted
    request.node.user_properties.append(counted.as_property())


@pytest.fixture(scope="session")
def all_attacks(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--all-attacks"))
