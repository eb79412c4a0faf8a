"""What is destroyed by a decision: notices, and that mails went out, once old enough."""

from datetime import date
from typing import Any

from portal.accounts.models import Posting
from portal.notices.models import Digest, Notice
from portal.retention.classes import RetentionClass, Rows, retained
from portal.retention.retained import organisations_of


def _notices(up_to: date, unit_id: int) -> Rows:
    return Notice.objects.filter(
        made_at__date__lte=up_to, posting__organisation__in=organisations_of(unit_id)
    )


def _digests(up_to: date, unit_id: int) -> Rows:
    posted = Posting.objects.filter(organisation__in=organisations_of(unit_id))
    return Digest.objects.filter(day__lte=up_to, user__in=posted.values("user"))


def _destroy_digests(rows: list[Any]) -> None:
    Digest.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _destroy(rows: list[Any]) -> None:
    Notice.objects.filter(pk__in=[row.pk for row in rows]).delete()


retained(RetentionClass("notices", "Thông báo trong cổng", _notices, _destroy))
retained(RetentionClass("digests", "Dấu vết các thư đã gửi", _digests, _destroy_digests))
