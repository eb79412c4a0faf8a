"""The annotated texts of the suite, read once."""

from pathlib import Path

import pytest

from directives.reading import Reading
from directives.reading.scoring import Gold, annotated

HERE = Path(__file__).parent
FROZEN = HERE / "frozen"
INDEPENDENT = HERE / "independent"
BLIND = HERE / "blind"
SECOND = HERE / "second"
THIRD = HERE / "third"
FOURTH = HERE / "fourth"
FIFTH = HERE / "fifth"


@pytest.fixture(scope="session")
def pairs() -> list[tuple[Reading, Gold]]:
    """Every text of the open half with its annotation."""
    return list(annotated(HERE / "texts"))


@pytest.fixture(scope="session")
def frozen_pairs() -> list[tuple[Reading, Gold]]:
    """Every text of the frozen half with its annotation."""
    return list(annotated(FROZEN))
