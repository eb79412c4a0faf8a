"""The life of a job: asked for, taken under a lease, carried on, finished; any step may be repeated."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from celery import current_app
from django.db import transaction
from django.utils import timezone

from portal.access import Scope
from portal.audit.actions import record
from portal.jobs.models import Job, JobState

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 5
log = logging.getLogger(__name__)

Handler = Callable[["JobRun"], None]
_HANDLERS: dict[str, Handler] = {}


class Superseded(Exception):
    """Another worker holds the job now, or it was cancelled: stop and change nothing."""


class JobFailure(Exception):
    """The job cannot be done, with the sentence that its page shows."""


def job_kind(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that carries out jobs of `kind`. It must be safe to run twice."""

    def register(handler: Handler) -> Handler:
        _HANDLERS[kind] = handler
        return handler

    return register


def enqueue(
    kind: str, arguments: Mapping[str, Any], *, title: str, key: str, by: Scope | None
) -> Job:
    """Return the job of this `key`, made and queued at the commit when there was none.

    A job of the same key that failed or was cancelled is queued again.
    """
    with transaction.atomic():
        job, created = Job.objects.select_for_update().get_or_create(
            key=key,
            defaults={
                "kind": kind,
                "title": title,
                "arguments": dict(arguments),
                "asked_by_id": by.user_id if by else None,
                "posting_id": by.posting_id if by else None,
                "organisation_id": by.organisation_id if by else None,
            },
        )
        if not created:
            retry(job=job)
        else:
            send(job.pk)
    return job


def retry(*, job: Job) -> None:
    """Queue a job again that failed or was cancelled; one that waits is only sent again."""
    Job.objects.filter(pk=job.pk, state__in=(JobState.FAILED, JobState.CANCELLED)).update(
        state=JobState.WAITING, error="", attempts=0, item_errors=[], finished_at=None
    )
    job.refresh_from_db()
    if not job.is_over:
        send(job.pk)


def send(job_id: int) -> None:
    """Tell a worker at the commit. A queue that is down is no error: the sweeper sends again."""

    def tell() -> None:
        try:
            current_app.send_task("jobs.run", args=[job_id], retry=False, ignore_result=True)
        except Exception:
            log.warning("Queue unreachable; job %s waits for the sweeper", job_id)

    transaction.on_commit(tell)


@dataclass(slots=True)
class JobRun:
    """One attempt at a job, held by one worker under a lease that each progress report renews."""

    job: Job
    worker: str

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Show how far the job is, and renew the lease. Raises `Superseded`."""
        self._update(done=done, total=total, note=note[:300], leased_until=timezone.now() + LEASE)

    def item_failed(self, item: str, sentence: str) -> None:
        """Keep the error of one item; the others go on."""
        self.job.item_errors = [*self.job.item_errors, {"item": item, "sentence": sentence}]
        self._update(item_errors=self.job.item_errors)

    def finish(self, state: JobState, *, error: str = "") -> None:
        self._update(
            state=state, error=error[:500], leased_until=None, leased_by="",
            finished_at=timezone.now(),
        )  # fmt: skip

    def _update(self, **values: Any) -> None:
        held = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, leased_by=self.worker)
        if not held.update(**values):
            raise Superseded


def take(job_id: int, *, worker: str) -> JobRun | None:
    """Take the job under a lease, or return None when it is over or in another worker's hands."""
    now = timezone.now()
    with transaction.atomic():
        job = Job.objects.select_for_update().takeable(now).filter(pk=job_id).first()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            job.state, job.error = JobState.FAILED, "Đã thử nhiều lần mà không xong."
            job.leased_until, job.finished_at = None, now
        else:
            job.state, job.leased_by, job.leased_until = JobState.RUNNING, worker, now + LEASE
            job.started_at, job.attempts, job.item_errors = (
                job.started_at or now,
                job.attempts + 1,
                [],
            )
        job.save()
    return JobRun(job, worker) if job.state == JobState.RUNNING else None


def carry_out(run: JobRun) -> None:
    """Run the handler of the job's kind and write down how it ended."""
    try:
        _HANDLERS[run.job.kind](run)
        run.finish(JobState.DONE)
    except Superseded:
        log.info("Job %s went to another worker", run.job.pk)
    except JobFailure as failure:
        run.finish(JobState.FAILED, error=str(failure))
    except Exception:
        log.exception("Job %s (%s) failed", run.job.pk, run.job.kind)
        run.finish(JobState.FAILED, error="Lỗi của hệ thống; quản trị viên đã được báo.")


@transaction.atomic
def cancel(*, job: Job, by: Scope) -> bool:
    """Stop a job that is not over; a worker that holds it notices at its next progress report."""
    stopped = Job.objects.filter(pk=job.pk).unfinished().update(
        state=JobState.CANCELLED, leased_until=None, finished_at=timezone.now()
    )  # fmt: skip
    if stopped:
        record(act="job.cancel", target=job, by=by, says=f"Hủy công việc “{job.title}”.")
    return bool(stopped)


@transaction.atomic
def try_again(*, job: Job, by: Scope) -> None:
    """Queue a failed or cancelled job again because a person asks for it."""
    retry(job=job)
    record(act="job.retry", target=job, by=by, says=f"Chạy lại công việc “{job.title}”.")


def sweep() -> int:
    """Queue again what waits unheard or lost its worker. Returns how many."""
    late = timezone.now() - timedelta(seconds=20)
    lost = Job.objects.takeable(timezone.now()).filter(created_at__lt=late)
    job_ids = list(lost.values_list("pk", flat=True)[:500])
    for job_id in job_ids:
        send(job_id)
    return len(job_ids)
