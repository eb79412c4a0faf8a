"""PostgreSQL is restarted under twenty who save: all that was promised is there, once."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from portal.jobs.actions import enqueue
from portal.jobs.models import Job, JobState
from tests.faults.books import counts, made, numbers_are_whole
from tests.faults.conftest import Tell
from tests.faults.kinds import ITEMS
from tests.faults.programs import eventually, scheduler, trial_cluster, web, worker
from tests.faults.test_workers import ALL, rows_of
from tests.faults.typing_in import NEW_VISIT, Official, a_visit

pytestmark = pytest.mark.faults
WRITERS, VISITS = 20, 4
AWAY = "Cơ sở dữ liệu đang tạm ngừng"
MODES = {"immediate": "khởi động lại đột ngột (immediate)", "fast": "khởi động lại nhanh (fast)"}
Reading = Callable[[str, str], str]


def write(official: Official) -> None:
    for place in range(VISITS):
        official.post_until_saved(NEW_VISIT, a_visit(f"Việc {place}"))


def restart(mode: str) -> None:
    connection.close()
    trial_cluster().restart(mode)


@pytest.mark.parametrize("mode", list(MODES))
def test_the_database_restarted_under_twenty_writers(
    mode: str, client_of_trial: Callable[[str], Client], tell: Tell
) -> None:
    since, client, before = time.monotonic(), client_of_trial("canbo.lucnam"), counts()
    with web() as (_, port), ThreadPoolExecutor(WRITERS) as pool:
        writers = [Official(client, port) for _ in range(WRITERS)]
        at_work = [pool.submit(write, one) for one in writers]
        assert eventually(lambda: counts().receptions - before.receptions >= 5)
        restart(mode)
        for one in at_work:
            one.result(timeout=120)
    wanted = WRITERS * VISITS
    assert counts() - before == made(wanted)
    assert numbers_are_whole()
    answers = [answer for one in writers for answer in one.answers]
    refused = [answer for answer in answers if answer.status == 503]
    assert all(AWAY in answer.text for answer in refused)
    assert refused, "nobody met the restart"
    assert all('name="summary" value="Việc' in answer.text for answer in refused)
    assert {answer.status for answer in answers} <= {0, 302, 503}
    tell(
        f"PostgreSQL, {WRITERS} người ghi", MODES[mode], since=since, says=f"{AWAY} … Gửi lại",
        rows=f"{wanted} lượt đã gửi: {wanted} lượt, mất 0, trùng 0; {len(refused)} lần nhận trang 503",
    )  # fmt: skip


def test_the_database_restarted_under_a_job(reading: Reading, tell: Tell) -> None:
    since = time.monotonic()
    job = enqueue("trial", {"pause": 1}, title="Việc thử", key="postgres", by=None)
    with worker(), scheduler():
        assert eventually(lambda: Job.objects.get(pk=job.pk).done >= 1)
        restart("immediate")
        assert eventually(lambda: Job.objects.get(pk=job.pk).state == JobState.DONE)
    connections.close_all()
    job.refresh_from_db()
    assert rows_of(job) == ALL
    assert (job.done, job.failed) == (ITEMS, 0)
    text = reading("quantri", reverse("jobs:detail", args=[job.pk]))
    assert "việc được giao cho bộ xử lý khác." in text
    tell(
        "PostgreSQL, việc đang chạy", MODES["immediate"], since=since,
        says="… ngừng trả lời lúc …; việc được giao cho bộ xử lý khác.",
        rows=f"{ITEMS} mục: {ITEMS} sau; mất 0, trùng 0; chạy {job.attempts} lần",
    )  # fmt: skip
