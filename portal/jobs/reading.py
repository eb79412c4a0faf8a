"""How background work stands as a whole: who lives, who leads, how long the queue is, what comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models.functions import Now
from django.utils import timezone

from portal.jobs.kinds import JobKind, scheduled
from portal.jobs.models import BackgroundProcess, Job, ScheduledWork, SchedulerLease
from portal.jobs.rules import next_slot


@dataclass(frozen=True, slots=True)
class Standing:
    """The machinery at this moment, by the clock of the database."""

    workers: list[BackgroundProcess]
    schedulers: list[BackgroundProcess]
    lease: SchedulerLease | None
    oldest: datetime | None
    waiting_minutes: int

    @property
    def leads(self) -> bool:
        """Whether a scheduler leads now."""
        return bool(self.lease and getattr(self.lease, "leads", False))

    @property
    def standing_by(self) -> int:
        return max(0, len(self.schedulers) - 1) if self.leads else len(self.schedulers)


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of periodic work: when it ran last, when it comes next, what is worth knowing."""

    kind: JobKind
    last: datetime | None
    coming: datetime
    note: str
    noted_at: datetime | None


def standing() -> Standing:
    alive = list(BackgroundProcess.objects.alive())
    queue = Job.objects.unfinished().queue()
    lease = SchedulerLease.objects.with_leads().first()
    waited = queue["now"] - queue["oldest"] if queue["oldest"] else timedelta()
    return Standing(
        workers=[one for one in alive if one.role == BackgroundProcess.Role.WORKER],
        schedulers=[one for one in alive if one.role == BackgroundProcess.Role.SCHEDULER],
        lease=lease,
        oldest=queue["oldest"],
        waiting_minutes=int(waited.total_seconds() // 60),
    )


def schedule() -> list[Line]:
    known = {work.kind: work for work in ScheduledWork.objects.annotate(now=Now())}
    lines = []
    for kind in sorted(scheduled(), key=lambda one: one.title):
        work = known.get(kind.name, ScheduledWork(kind=kind.name))
        now = timezone.localtime(getattr(work, "now", None))
        lines.append(
            Line(kind, work.last_slot, next_slot(kind.cron, now), work.note, work.noted_at)
        )
    return lines
