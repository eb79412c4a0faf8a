from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from portal.access import Power, Scope

if TYPE_CHECKING:
    from portal.jobs.models import Job  # noqa: F401


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, scope: Scope) -> Self:
        """One's own jobs; an administrator sees all."""
        if scope.may(Power.JOB_MANAGE):
            return self
        return self.filter(asked_by_id=scope.user_id)

    def takeable(self, now: datetime) -> Self:
        """Waiting, or running under a lease that has run out: its worker is dead."""
        return self.filter(Q(state="waiting") | Q(state="running", leased_until__lt=now))

    def failed(self) -> Self:
        return self.filter(state="failed")

    def unfinished(self) -> Self:
        return self.filter(state__in=("waiting", "running"))
