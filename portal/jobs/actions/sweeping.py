"""Taking back what a dead worker held or a dead queue forgot, and clearing what nobody asks for."""

from django.db import transaction

from portal.jobs.actions.life import send, tell_of
from portal.jobs.models import Job, JobEvent, JobState

SENT_AT_ONCE = 50
DAYS_KEPT = 30
NOBODY_TOOK_IT = "Chưa bộ xử lý nào nhận; đã nhắc lại hàng đợi."


@transaction.atomic
def sweep() -> int:
    """Queue again what waits unheard or lost its worker, oldest first. Returns how many.

    A bounded number at once, each once a lease: a queue that is merely long is not made longer.
    """
    lost = Job.objects.select_for_update(skip_locked=True).unheard().order_by("id")[:SENT_AT_ONCE]
    jobs = list(lost)
    for job in jobs:
        if job.state == JobState.WAITING and job.sent_at is not None:
            _tell_once(job)
        send(job.pk)
    return len(jobs)


def _tell_once(job: Job) -> None:
    if not JobEvent.objects.filter(job=job, says=NOBODY_TOOK_IT).exists():
        tell_of(job, NOBODY_TOOK_IT)


def tidy() -> int:
    """Delete scheduled work that ended well long ago. Returns how many jobs."""
    deleted = Job.objects.past_keeping(DAYS_KEPT).delete()
    return deleted[1].get(Job._meta.label, 0)
