"""The world that the attacks share within a file."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.attack.tally import Tally
from tests.attack.world import NOW, World, undone


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Everyone at their place on one morning; nothing of it is left after the file."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), media, undone():
        yield World()


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """Counts what a test tried; the table at the end adds it up."""
    counted = Tally()
    yield counted
    request.node.user_properties.append(counted.as_property())


@pytest.fixture(scope="session")
def all_attacks(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--all-attacks"))
