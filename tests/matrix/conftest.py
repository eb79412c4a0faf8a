"""The world that the tests of a file share: logging everyone in anew took as long as asking."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.matrix.world import NOW, World, undone


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
