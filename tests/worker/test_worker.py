"""A job is carried out by a real worker, through a real queue, whatever happens to the worker."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from portal.jobs.actions import enqueue, sweep
from portal.jobs.models import Job, JobState

# Only the tables of these apps are emptied after a test: the map and the cast stay.
JOBS = pytest.mark.django_db(transaction=True, available_apps=["portal.jobs"])
pytestmark = [pytest.mark.services, JOBS]
StartWorker = Callable[[], AbstractContextManager[subprocess.Popen[bytes]]]
Eventually = Callable[[Callable[[], bool]], bool]


def ask(kind: str, **arguments: object) -> Job:
    return enqueue(kind, arguments, title="Việc thử", key=uuid4().hex, by=None)


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def test_a_worker_carries_out_what_was_asked(
    start_worker: StartWorker, eventually: Eventually
) -> None:
    with start_worker():
        job = ask("test_count")
        assert eventually(lambda: state_of(job) == JobState.DONE)
    assert (job.done, job.total, job.attempts) == (5, 5, 1)


def test_a_job_that_cannot_be_done_says_why(
    start_worker: StartWorker, eventually: Eventually
) -> None:
    with start_worker():
        job = ask("test_refuse")
        assert eventually(lambda: state_of(job) == JobState.FAILED)
    assert job.error == "Không có số liệu của kỳ này."


def test_a_job_asked_for_while_no_worker_runs_is_done_later(
    start_worker: StartWorker, eventually: Eventually
) -> None:
    job = ask("test_count")
    assert state_of(job) == JobState.WAITING
    with start_worker():
        assert eventually(lambda: state_of(job) == JobState.DONE)


def test_a_job_whose_worker_was_killed_is_done_by_another(
    start_worker: StartWorker, eventually: Eventually
) -> None:
    job = ask("test_count", stuck=True)
    with start_worker() as killed:
        assert eventually(lambda: state_of(job) == JobState.RUNNING)
        killed.kill()
    long_ago = timezone.now() - timedelta(minutes=5)
    Job.objects.filter(pk=job.pk).update(leased_until=long_ago, sent_at=long_ago)
    with start_worker():
        assert sweep() == 1
        assert eventually(lambda: state_of(job) == JobState.DONE)
    assert job.attempts == 2
