"""Each item is done once: after a kill, after an error, after a retry, under a superseded worker."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.files.models import Attachment
from portal.jobs import actions
from portal.jobs.actions import carry_out, take
from portal.jobs.kinds import Handler
from portal.jobs.models import Job, JobItem, JobState
from portal.jobs.rules import MAX_ATTEMPTS_OF_AN_ITEM
from portal.jobs.run import JobFailure, JobRun, Superseded
from tests.jobs.conftest import ScopeOf, SetHandler

PLAN = {"a": "Xã A", "b": "Xã B", "c": "Xã C"}


class Killed(BaseException):
    """What a SIGKILL leaves: nothing after it runs."""


def leave(key: str) -> None:
    """What an item leaves behind; nothing but the item itself keeps it from being left twice."""
    Attachment.objects.create(organisation_id=1, name=key, size=1, sha256=key)


def left() -> list[str]:
    return list(Attachment.objects.order_by("pk").values_list("name", flat=True))


def handler(
    *, kill_at: str = "", fail_at: Iterable[str] = (), error: Exception | None = None
) -> Handler:
    def handle(run: JobRun) -> None:
        for item in run.each(PLAN):
            with item, item.done():
                leave(item.key)
                if item.key == kill_at:
                    raise Killed
                if item.key in fail_at:
                    raise error or JobFailure("Không có số liệu.")

    return handle


def carried_out_by(job: Job, worker: str) -> Job:
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(
        leased_until=timezone.now() - timedelta(seconds=5)
    )
    run = take(job.pk, worker=worker)
    assert run is not None
    with suppress(Killed):
        carry_out(run)
    job.refresh_from_db()
    return job


def counts(job: Job) -> tuple[str, int, int, int]:
    return job.state, job.done, job.failed, job.total


def test_every_item_is_done_and_counted(job: Job, handled_by: SetHandler) -> None:
    handled_by(handler())
    assert counts(carried_out_by(job, "w1")) == (JobState.DONE, 3, 0, 3)
    assert left() == ["a", "b", "c"]


def test_a_job_killed_in_an_item_goes_on_from_what_is_done(
    job: Job, handled_by: SetHandler
) -> None:
    handled_by(handler(kill_at="b"))
    assert counts(carried_out_by(job, "w1")) == (JobState.RUNNING, 1, 0, 3)
    handled_by(handler())
    assert counts(carried_out_by(job, "w2")) == (JobState.DONE, 3, 0, 3)
    assert left() == ["a", "b", "c"]
    assert list(job.items.values_list("attempts", flat=True)) == [1, 2, 1]
    assert "1/3 mục đã xong từ trước" in " ".join(job.events.values_list("says", flat=True))


def test_one_item_that_fails_says_why_and_the_others_go_on(
    job: Job, handled_by: SetHandler
) -> None:
    handled_by(handler(fail_at="b"))
    assert counts(carried_out_by(job, "w1")) == (JobState.FAILED, 2, 1, 3)
    assert left() == ["a", "c"]
    assert [(one.title, one.error) for one in job.items.failed()] == [("Xã B", "Không có số liệu.")]
    assert job.error == "1 trong 3 mục không xong. Mục “Xã B”: Không có số liệu."


def test_an_unforeseen_error_of_an_item_tells_nothing_of_the_inside(
    job: Job, handled_by: SetHandler
) -> None:
    handled_by(handler(fail_at="b", error=ValueError("024079001234")))
    carried_out_by(job, "w1")
    assert "024079001234" not in job.error + job.items.failed()[0].error


def test_only_the_failed_items_are_done_again(
    job: Job, handled_by: SetHandler, scopes: ScopeOf
) -> None:
    handled_by(handler(fail_at="b"))
    carried_out_by(job, "w1")
    assert actions.try_again(job=job, by=scopes("sonoivu"))
    job.refresh_from_db()
    assert counts(job) == (JobState.WAITING, 2, 0, 3)
    handled_by(handler())
    assert counts(carried_out_by(job, "w2")) == (JobState.DONE, 3, 0, 3)
    assert left() == ["a", "c", "b"]
    assert not actions.try_again(job=job, by=scopes("sonoivu"))


def test_a_cancelled_job_that_is_run_again_does_the_rest(
    job: Job, handled_by: SetHandler, scopes: ScopeOf
) -> None:
    handled_by(handler(kill_at="b"))
    carried_out_by(job, "w1")
    actions.cancel(job=job, by=scopes("sonoivu"))
    job.refresh_from_db()
    actions.try_again(job=job, by=scopes("sonoivu"))
    handled_by(handler())
    carried_out_by(job, "w2")
    assert left() == ["a", "b", "c"]


def test_an_item_that_kills_its_workers_is_left_out_and_the_others_are_done(
    job: Job, handled_by: SetHandler
) -> None:
    handled_by(handler(kill_at="a"))
    for place in range(MAX_ATTEMPTS_OF_AN_ITEM):
        carried_out_by(job, f"w{place}")
    assert counts(carried_out_by(job, "last")) == (JobState.FAILED, 2, 1, 3)
    assert "làm bộ xử lý ngừng" in job.items.failed()[0].error


def test_a_superseded_worker_leaves_nothing(job: Job, run: JobRun) -> None:
    item = next(run.each(PLAN))
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=5))
    assert take(job.pk, worker="w2") is not None

    def finish_late() -> None:
        with item.done():
            leave(item.key)

    with pytest.raises(Superseded), transaction.atomic():
        finish_late()
    assert left() == []
    assert job.items.filter(state=JobItem.State.DONE).count() == 0


def test_what_was_planned_stays_when_the_plan_changes(job: Job, run: JobRun) -> None:
    assert [item.key for item in run.each(PLAN)] == ["a", "b", "c"]
    assert [item.key for item in run.each({"d": "Xã D"})] == ["a", "b", "c"]


def test_an_item_stands_once_in_a_job(job: Job, run: JobRun) -> None:
    next(run.each(PLAN))
    with pytest.raises(IntegrityError), transaction.atomic():
        JobItem.objects.create(job=job, key="a", title="Xã A")


def test_a_failed_item_without_a_reason_is_refused(job: Job) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        JobItem.objects.create(job=job, key="a", title="Xã A", state=JobItem.State.FAILED)


def test_the_queries_of_an_item_do_not_grow(
    job: Job, run: JobRun, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    items = run.each({str(place): f"Xã {place}" for place in range(20)})
    next(items)
    for item in items:
        with django_assert_num_queries(8), item, item.done():  # 4 writes, 2 transactions
            pass
