"""Redis is emptied, killed and started again while jobs wait and run: the rows bring all back."""

import time
from collections.abc import Callable

import pytest
import redis
from django.conf import settings
from django.urls import reverse

from portal.jobs.actions import enqueue
from portal.jobs.models import Job, JobState
from tests.faults.conftest import Tell
from tests.faults.kinds import ITEMS
from tests.faults.programs import eventually, scheduler, trial_queue, worker
from tests.faults.test_workers import ALL, rows_of

pytestmark = pytest.mark.faults
WAITING = 5
Reading = Callable[[str, str], str]


def ask(name: str, **arguments: object) -> Job:
    return enqueue("trial", arguments, title="Việc thử", key=name, by=None)


def lose_everything() -> None:
    with redis.Redis.from_url(settings.REDIS_URL) as queue:
        queue.flushall()
    trial_queue().kill()
    trial_queue().start()


def all_done(jobs: list[Job]) -> bool:
    states = Job.objects.filter(pk__in=[job.pk for job in jobs]).values_list("state", flat=True)
    return set(states) == {JobState.DONE}


def test_the_queue_lost_while_jobs_wait_and_run(reading: Reading, tell: Tell) -> None:
    since = time.monotonic()
    with worker(), scheduler():
        running = ask("redis, running", pause=1)
        assert eventually(lambda: Job.objects.get(pk=running.pk).done >= 1)
        waiting = [ask(f"redis, waiting {place}") for place in range(WAITING)]
        lose_everything()
        assert eventually(lambda: all_done([running, *waiting]))
    assert [rows_of(job) for job in (running, *waiting)] == [ALL] * (WAITING + 1)
    says = "Chưa bộ xử lý nào nhận; đã nhắc lại hàng đợi."
    assert says in reading("quantri", reverse("jobs:detail", args=[waiting[-1].pk]))
    tell(
        "Redis FLUSHALL, SIGKILL, chạy lại", f"1 việc đang chạy, {WAITING} việc chờ", since=since,
        rows=f"{WAITING + 1} việc × {ITEMS} mục: {(WAITING + 1) * ITEMS}; mất 0, trùng 0", says=says,
    )  # fmt: skip
