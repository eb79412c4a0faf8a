"""A worker is killed at each stage of a job: the next does what is left, and nothing twice."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.urls import reverse

from portal.files.models import Attachment
from portal.jobs.actions import enqueue
from portal.jobs.models import Job, JobEvent, JobState
from tests.faults.conftest import Tell
from tests.faults.kinds import ITEMS
from tests.faults.programs import eventually, scheduler
from tests.faults.shifts import Shift

pytestmark = pytest.mark.faults
Reading = Callable[[str, str], str]
ALL = [str(place) for place in range(ITEMS)]
LOST = "việc được giao cho bộ xử lý khác."
SHOWN = "… ngừng trả lời lúc …; {}"
STAGES = {
    "before taking": ("trước khi nhận việc", 1, "Chưa bộ xử lý nào nhận; đã nhắc lại hàng đợi."),
    "taken": ("vừa nhận việc", 2, LOST),
    "in an item": ("giữa một mục", 2, LOST),
    "between items": ("giữa hai mục", 2, LOST),
    "before the end": ("sau mục cuối, trước khi kết thúc", 2, LOST),
}


@pytest.fixture(scope="module")
def stack() -> Iterator[ExitStack]:
    with ExitStack() as programs:
        yield programs


@pytest.fixture(scope="module")
def shift(stack: ExitStack, trial_database: None) -> Shift:
    stack.enter_context(scheduler())
    return Shift(stack)


def rows_of(job: Job) -> list[str]:
    return sorted(Attachment.objects.filter(organisation_id=job.pk).values_list("name", flat=True))


def state(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def killed_before_taking(shift: Shift) -> Job:
    """The worker has the message in hand and waits for the row when it dies."""
    job = enqueue("trial", {}, title="Việc thử", key="worker, before taking", by=None)
    with shift.stopped_at(job):
        shift.next()
    return job


def killed_at(shift: Shift, stage: str, flag: Path) -> Job:
    asked = {"stage": stage, "flag": str(flag)}
    job = enqueue("trial", asked, title="Việc thử", key=f"worker, {stage}", by=None)
    assert eventually(flag.exists), f"never came to: {stage}; {story_of(job)}"
    shift.kill()
    return job


def story_of(job: Job) -> str:
    """What the row says, for a trial that did not come to its stage."""
    says = JobEvent.objects.filter(job=job).order_by("id").values_list("says", flat=True)
    others = Job.objects.unfinished().exclude(pk=job.pk).values_list("key", "state", "leased_by")
    return f"{state(job)}, {job.done}/{job.total}, {list(says)}; beside it {list(others)}"


@pytest.mark.parametrize("stage", list(STAGES))
def test_a_worker_killed_at(
    stage: str, shift: Shift, tmp_path: Path, reading: Reading, tell: Tell
) -> None:
    since, (moment, attempts, says) = time.monotonic(), STAGES[stage]
    if stage == "before taking":
        job = killed_before_taking(shift)
    else:
        job = killed_at(shift, stage, tmp_path / "reached")
    before = len(rows_of(job))
    shift.next()
    assert eventually(lambda: state(job) == JobState.DONE)
    assert rows_of(job) == ALL
    assert (job.done, job.failed, job.total, job.attempts) == (ITEMS, 0, ITEMS, attempts)
    assert says in reading("quantri", reverse("jobs:detail", args=[job.pk]))
    tell(
        "Bộ xử lý bị SIGKILL", moment, since=since, says=SHOWN.format(says) if says == LOST else says,
        rows=f"{ITEMS} mục: {before} trước, {ITEMS} sau; mất 0, trùng 0; chạy {attempts} lần",
    )  # fmt: skip


def test_the_workers_row_says_that_it_lives(shift: Shift, reading: Reading) -> None:
    assert shift.on_duty is not None
    name = f":{shift.on_duty.pid}, nhịp gần nhất"
    assert eventually(lambda: name in reading("quantri", reverse("jobs:list")), 20)
