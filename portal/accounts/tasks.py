"""Tidying what guards the entry."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessLog
from django.utils import timezone

from portal.accounts.models import Session
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobRun
from portal.limits.actions import forget

# Traces of use, not records: docs/decisions/retention.md says why no decision is asked for them.
_LOGINS_KEPT = timedelta(days=92)  # at least three months, whichever they are
_TALLIES_KEPT = timedelta(days=1)
_ITEMS = {
    "sessions": "Phiên đăng nhập đã hết",
    "tallies": "Số đếm truy cập đã cũ",
    "failures": "Lần đăng nhập sai đã cũ",
    "logins": "Nhật ký đăng nhập quá ba tháng",
}


@job_kind("accounts_tidy", title="Dọn phiên và nhật ký đăng nhập", cron="17 * * * *")
def tidy(run: JobRun) -> None:
    """Drop sessions that are over, windows nobody counts in any more, and old logins."""
    for item in run.each(_ITEMS):
        with item, item.done():
            drop(item.key)


def drop(what: str) -> None:
    now = timezone.now()
    if what == "sessions":
        Session.objects.over(now).delete()
    elif what == "tallies":
        forget(before=now - _TALLIES_KEPT)
    elif what == "failures":
        AccessAttempt.objects.filter(attempt_time__lt=now - _TALLIES_KEPT).delete()
    else:
        AccessLog.objects.filter(attempt_time__lt=now - _LOGINS_KEPT).delete()
