"""The scheduler: any number of copies, one leader, each slot of periodic work handed out once.

Two locks, and a key that needs neither: the lease says who leads; the hand-out holds the lease's row,
so that nobody takes over in its midst; and a slot's job has the unique key `kind@slot`, so that even
two leaders could not make it twice.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from portal.jobs.actions.life import make, tell_of
from portal.jobs.kinds import JobKind, scheduled
from portal.jobs.models import Job, ScheduledWork, SchedulerLease
from portal.jobs.rules import clock, due

THE_LEASE = 1


@transaction.atomic
def lead(holder: str) -> bool:
    """Become the leader, or stay it. False when another scheduler leads."""
    SchedulerLease.objects.get_or_create(pk=THE_LEASE)
    lease = SchedulerLease.objects.filter(pk=THE_LEASE)
    renewed = {"leased_until": Now() + settings.JOB_LEASE, "heartbeat_at": Now()}
    if lease.held_by(holder).update(**renewed):
        return True
    taken = lease.free_for(holder).update(
        holder=holder, term=F("term") + 1, led_since=Now(), **renewed
    )
    return bool(taken)


def resign(holder: str) -> None:
    """Give the lead away at once, when the scheduler ends as it should."""
    SchedulerLease.objects.filter(pk=THE_LEASE, holder=holder).update(leased_until=Now())


@transaction.atomic
def hand_out(holder: str, *, kinds: Iterable[JobKind] | None = None) -> list[Job]:
    """Make a job of each slot that has come due, if `holder` leads. Returns those made now."""
    held = SchedulerLease.objects.select_for_update().held_by(holder).values_list(Now()).first()
    if held is None:
        return []
    now = timezone.localtime(held[0])
    kinds = scheduled() if kinds is None else kinds
    known = {work.kind: work for work in ScheduledWork.objects.select_for_update()}
    return [
        job
        for kind in kinds
        for job in _hand_out(kind, known.get(kind.name) or ScheduledWork(kind=kind.name), now)
    ]


def _hand_out(kind: JobKind, work: ScheduledWork, now: datetime) -> list[Job]:
    last = timezone.localtime(work.last_slot) if work.last_slot else None
    found = due(kind.cron, last=last, now=now, missed=kind.missed)
    if found.last == last:
        return []
    work.last_slot = found.last
    if found.note:
        work.note, work.noted_at = found.note, now
    work.save()
    made = [job for slot in found.slots if (job := _job_of(kind, slot)) is not None]
    if found.note and made:
        tell_of(made[-1], found.note)
    return made


def _job_of(kind: JobKind, slot: datetime) -> Job | None:
    """The job of one slot, or None when it was made before: the clock has been here already."""
    job, created = make(
        kind.name, {"slot": slot.isoformat()}, by=None,
        title=f"{kind.title} · {clock(slot)}", key=f"{kind.name}@{slot:%Y-%m-%dT%H:%M%z}",
    )  # fmt: skip
    return job if created else None
