"""Reading jobs. Leases are compared by the clock of the database."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Now

from portal.access import Power, Scope
from portal.audit.looked_after import organisations_looked_after

if TYPE_CHECKING:
    from portal.jobs.models import (  # noqa: F401
        BackgroundProcess,
        Job,
        JobEvent,
        JobItem,
        SchedulerLease,
    )


def lease_has_ended() -> Q:
    """Its time has passed, or lies further ahead than a lease ever does: the clock was set back."""
    ahead = Now() + 2 * settings.JOB_LEASE
    return Q(leased_until__isnull=True) | Q(leased_until__lt=Now()) | Q(leased_until__gt=ahead)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, scope: Scope) -> Self:
        """One's own jobs; an administrator's, too, those of the organisations in reach and the system's."""
        own = Q(asked_by_id=scope.user_id)
        if not scope.may(Power.JOB_MANAGE):
            return self.filter(own)
        in_reach = Q(organisation_id__in=organisations_looked_after(scope))
        return self.filter(own | in_reach | Q(organisation_id__isnull=True))

    def takeable(self) -> Self:
        """Waiting, or running under a lease that has ended: its worker is dead."""
        return self.filter(Q(state="waiting") | Q(lease_has_ended(), state="running"))

    def unheard(self) -> Self:
        """What could be taken, and of which the queue was not told lately: the message may be lost."""
        return self.takeable().filter(
            Q(sent_at__isnull=True)
            | Q(sent_at__lt=Now() - settings.JOB_LEASE)
            | Q(sent_at__gt=Now())
        )

    def held(self, job_id: int, fence: int) -> Self:
        """The job while it is in the hands of the worker that took it as number `fence`."""
        return self.filter(pk=job_id, state="running", fence=fence)

    def failed(self) -> Self:
        return self.filter(state="failed")

    def unfinished(self) -> Self:
        return self.filter(state__in=("waiting", "running"))

    def in_state(self, state: str) -> Self:
        return self.filter(state=state) if state else self

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind) if kind else self

    def past_keeping(self, days: int) -> Self:
        """Scheduled work that ended well so long ago that nobody asks any more."""
        old = Now() - timedelta(days=days)
        return self.filter(asked_by_id__isnull=True, state="done", finished_at__lt=old)

    def state_counts(self) -> dict[str, int]:
        rows = self.order_by().values_list("state").annotate(Count("pk"))
        return dict(rows)

    def queue(self) -> dict[str, Any]:
        """Since when the oldest job waits, and the time of the database; both None for no job."""
        waiting = Q(state="waiting")
        return self.aggregate(oldest=Min("created_at", filter=waiting), now=Max(Now()))


class JobItemQuerySet(models.QuerySet["JobItem"]):
    def open(self) -> Self:
        """Not done yet: never begun, or begun by a worker that did not come to the end."""
        return self.filter(state__in=("waiting", "running"))

    def undone(self) -> Self:
        return self.exclude(state="done")

    def failed(self) -> Self:
        return self.filter(state="failed")

    def in_state(self, state: str) -> Self:
        return self.filter(state=state) if state else self


class JobEventQuerySet(models.QuerySet["JobEvent"]):
    def latest_first(self) -> Self:
        return self.order_by("-id")


class SchedulerLeaseQuerySet(models.QuerySet["SchedulerLease"]):
    def free_for(self, holder: str) -> Self:
        return self.filter(Q(holder=holder) | lease_has_ended())

    def with_leads(self) -> Self:
        """Annotate `leads`: its holder leads now."""
        ended = models.When(lease_has_ended(), then=False)
        return self.annotate(
            leads=models.Case(ended, default=True, output_field=models.BooleanField())
        )

    def held_by(self, holder: str) -> Self:
        """The lease while `holder` has it and its time runs."""
        return self.filter(~lease_has_ended(), holder=holder)


class BackgroundProcessQuerySet(models.QuerySet["BackgroundProcess"]):
    def alive(self) -> Self:
        """Have said so within two leases."""
        return self.filter(heartbeat_at__gt=Now() - 2 * settings.JOB_LEASE)

    def gone(self) -> Self:
        return self.filter(heartbeat_at__lt=Now() - timedelta(days=1))
