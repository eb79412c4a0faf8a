"""The life of a job: asked for, taken under a lease, carried on, finished; any step may be repeated."""

import logging
from collections.abc import Mapping
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from portal.access import Scope
from portal.audit.actions import record
from portal.jobs.heartbeat import beating
from portal.jobs.kinds import KINDS
from portal.jobs.models import Job, JobEvent, JobItem, JobState
from portal.jobs.rules import MAX_ATTEMPTS_IN_VAIN, clock
from portal.jobs.run import DATABASE_AWAY, SYSTEM_ERROR, JobRun, Superseded, sentence_of

log = logging.getLogger(__name__)


def enqueue(
    kind: str, arguments: Mapping[str, Any], *, title: str, key: str, by: Scope | None
) -> Job:
    """Return the job of this `key`, made and queued at the commit when there was none.

    A job of the same key that failed or was cancelled is queued again.
    """
    with transaction.atomic():
        job, created = make(kind, arguments, title=title, key=key, by=by)
        if not created:
            retry(job=job)
    return job


def make(
    kind: str, arguments: Mapping[str, Any], *, title: str, key: str, by: Scope | None
) -> tuple[Job, bool]:
    """Return the job of this `key`, and whether it was made now; then it is queued at the commit."""
    job, created = Job.objects.select_for_update().get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "title": title[:200],
            "arguments": dict(arguments),
            "asked_by_id": by.user_id if by else None,
            "asked_by_name": by.name if by else "",
            "posting_id": by.posting_id if by else None,
            "organisation_id": by.organisation_id if by else None,
        },
    )
    if created:
        send(job.pk)
    return job, created


@transaction.atomic
def retry(*, job: Job) -> None:
    """Queue a job again that failed or was cancelled: what is done stays done, the rest is tried anew.

    One that waits is only sent again.
    """
    again = Job.objects.filter(pk=job.pk, state__in=(JobState.FAILED, JobState.CANCELLED)).update(
        state=JobState.WAITING, error="", in_vain=0, failed=0, finished_at=None
    )
    if again:
        unfinished = JobItem.objects.filter(job=job).exclude(state=JobItem.State.DONE)
        unfinished.update(state=JobItem.State.WAITING, error="", attempts=0, finished_at=None)
    job.refresh_from_db()
    if not job.is_over:
        send(job.pk)


def send(job_id: int) -> None:
    """Tell a worker at the commit. A queue that is down is no error: the sweeper sends again."""
    Job.objects.filter(pk=job_id).update(sent_at=Now())

    def tell() -> None:
        try:
            current_app.send_task("jobs.run", args=[job_id], retry=False, ignore_result=True)
        except Exception:
            log.warning("Queue unreachable; job %s waits for the sweeper", job_id)
            Job.objects.filter(pk=job_id).update(sent_at=None)

    transaction.on_commit(tell)


@transaction.atomic
def take(job_id: int, *, worker: str) -> JobRun | None:
    """Take the job under a lease, or return None when it is over or in another worker's hands."""
    job = Job.objects.select_for_update().takeable().filter(pk=job_id).first()
    if job is None:
        return None
    if job.state == JobState.RUNNING:
        tell_of(job, _lost(job))
    if job.in_vain >= MAX_ATTEMPTS_IN_VAIN:
        sentence = f"Đã chạy {job.in_vain} lần liền mà không thêm được gì."
        Job.objects.filter(pk=job.pk).update(
            state=JobState.FAILED, error=sentence, leased_until=None, finished_at=Now()
        )
        tell_of(job, sentence)
        return None
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, fence=job.fence + 1, leased_by=worker, heartbeat_at=Now(),
        leased_until=Now() + settings.JOB_LEASE, attempts=job.attempts + 1,
        in_vain=job.in_vain + 1, started_at=job.started_at or Now(),
    )  # fmt: skip
    job.refresh_from_db()
    tell_of(job, f"{worker} nhận việc, lần chạy {job.attempts}{_from_where(job)}.")
    return JobRun(job, job.fence)


def carry_out(run: JobRun) -> None:
    """Run the handler of the job's kind under a heartbeat, and write down how it ended."""
    try:
        with beating(lambda: _beat(run)):
            KINDS[run.job.kind].handler(run)
        _finish(run)
    except Superseded:
        log.info("Job %s went to another worker, or was cancelled", run.job.pk)
    except DATABASE_AWAY:
        log.exception("Job %s lost the database; it is taken up when its lease ends", run.job.pk)
        if not connection.in_atomic_block:
            connection.close()
    except Exception as error:
        if (sentence := sentence_of(error)) is None:
            log.exception("Job %s (%s) failed", run.job.pk, run.job.kind)
        _fail(run, sentence or SYSTEM_ERROR)


def _beat(run: JobRun) -> bool:
    try:
        run.beat()
    except Superseded:
        return False
    return True


def _finish(run: JobRun) -> None:
    """Done when every item is; otherwise not, with how many are not."""
    undone = JobItem.objects.filter(job=run.job).undone()
    if left := undone.count():
        first = undone.failed().first()
        why = f" Mục “{first}”: {first.error}" if first else ""
        _fail(run, f"{left} trong {run.job.total} mục không xong.{why}")
        return
    with transaction.atomic():
        run.finish(JobState.DONE)
        tell_of(run.job, "Đã xong.")


def _fail(run: JobRun, sentence: str) -> None:
    try:
        with transaction.atomic():
            run.finish(JobState.FAILED, error=sentence)
            tell_of(run.job, f"Không xong: {sentence}")
    except Superseded:
        log.info("Job %s went to another worker, or was cancelled", run.job.pk)


@transaction.atomic
def cancel(*, job: Job, by: Scope) -> bool:
    """Stop a job that is not over; the worker that holds it can write nothing more for it."""
    stopped = Job.objects.filter(pk=job.pk).unfinished().update(
        state=JobState.CANCELLED, leased_until=None, finished_at=Now()
    )  # fmt: skip
    if stopped:
        tell_of(job, f"{by.name} hủy công việc.")
        record(act="job.cancel", target=job, by=by, says=f"Hủy công việc “{job.title}”.")
    return bool(stopped)


@transaction.atomic
def try_again(*, job: Job, by: Scope) -> bool:
    """Queue a failed or cancelled job again because a person asks for it: only what is not done."""
    if not job.may_run_again:
        return False
    retry(job=job)
    what = f" {job.left} mục chưa xong" if job.total else ""
    tell_of(job, f"{by.name} cho chạy lại{what}.")
    record(act="job.retry", target=job, by=by, says=f"Chạy lại công việc “{job.title}”.")
    return True


def tell_of(job: Job, says: str) -> None:
    """Add a sentence to what befell the job."""
    JobEvent.objects.create(job=job, says=says[:300])


def _lost(job: Job) -> str:
    """What happened to the worker before, for the page."""
    since = f" lúc {clock(timezone.localtime(job.heartbeat_at))}" if job.heartbeat_at else ""
    return f"{job.leased_by} ngừng trả lời{since}; việc được giao cho bộ xử lý khác."


def _from_where(job: Job) -> str:
    return f"; {job.done}/{job.total} mục đã xong từ trước" if job.total else ""
