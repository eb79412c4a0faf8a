"""Tidying what guards the entry."""

from datetime import timedelta

from axes.models import AccessLog
from celery import shared_task
from django.utils import timezone

from portal.accounts.models import Session
from portal.limits.actions import forget

_LOGINS_KEPT = timedelta(days=90)
_TALLIES_KEPT = timedelta(days=1)


@shared_task(name="accounts.tidy")
def tidy() -> None:
    """Drop sessions that are over, windows nobody counts in any more, and old logins."""
    now = timezone.now()
    Session.objects.over(now).delete()
    forget(before=now - _TALLIES_KEPT)
    AccessLog.objects.filter(attempt_time__lt=now - _LOGINS_KEPT).delete()
