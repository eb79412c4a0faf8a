"""The journey's town, its browser, and what it keeps in mind from one step to the next."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest

from tests.journey.town import Town, settled

VIETNAM = timezone(timedelta(hours=7))
# The report of 2026 counts 16/11/2025–15/11/2026, so its work begins in November 2025.
DAY_OF_WORK = datetime(2025, 11, 19, 8, tzinfo=VIETNAM)
# A year later, a Monday, moments before the scheduler's ten minutes are round again.
JUST_BEFORE_THE_SCHEDULER = datetime(2026, 11, 23, 7, 59, 30, tzinfo=VIETNAM)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    there = (os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", ""))
    if not (there[0].startswith("postgres") and there[1].startswith("redis://")):
        pytest.skip("cần PostgreSQL và Redis: chạy `make test`")
    with settled(tmp_path_factory.mktemp("town"), DAY_OF_WORK) as made:
        yield made
