"""Tidying what guards the entry."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from portal.accounts.actions import issue_address_code
from portal.accounts.models import AddressCode, Session, User
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobFailure, JobRun
from portal.limits.actions import forget
from portal.mail import Fate, MailAway, letter, mail_line, post

# Traces of use, not records: docs/decisions/retention.md says why no decision is asked for them.
_LOGINS_KEPT = timedelta(days=92)  # at least three months, whichever they are
_TALLIES_KEPT = timedelta(days=1)
_ITEMS = {
    "sessions": "Phiên đăng nhập đã hết",
    "tallies": "Số đếm truy cập đã cũ",
    "failures": "Lần đăng nhập sai đã cũ",
    "codes": "Mã xác nhận địa chỉ đã hết hạn",
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
    elif what == "codes":
        AddressCode.objects.filter(expires_at__lt=now).delete()
    else:
        AccessLog.objects.filter(attempt_time__lt=now - _LOGINS_KEPT).delete()


@job_kind("accounts_confirm_address", title="Gửi thư xác nhận địa chỉ thư điện tử")
def send_confirmation(run: JobRun) -> None:
    """Send a link to an address that waits to be confirmed; run again, a newer link takes its place."""
    asked = User.objects.active().numbered([run.job.arguments["user"]])
    user = asked.filter(email_confirmed_at__isnull=True).exclude(email="").first()
    if user is None:
        return
    try:
        with mail_line() as line:
            code = issue_address_code(user=user, at=timezone.now())
            link = f"{settings.SITE_URL}{reverse('accounts:address_confirm', args=[code])}"
            made = letter(
                to=user.email, subject="Xác nhận địa chỉ thư điện tử",
                template="accounts/mail/confirm", context={"link": link},
            )  # fmt: skip
            answer = post(line, made)
    except MailAway as away:
        raise JobFailure(str(away)) from None
    if answer.fate is not Fate.ACCEPTED:
        raise JobFailure("Máy chủ thư không nhận thư; hãy xem lại địa chỉ, rồi gửi lại.")
