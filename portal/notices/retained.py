"""What of the notices is destroyed by a decision: all of them, once old enough."""

from datetime import date
from typing import Any

from portal.notices.models import Notice
from portal.retention.classes import RetentionClass, Rows, retained
from portal.retention.retained import organisations_of


def _notices(up_to: date, unit_id: int) -> Rows:
    return Notice.objects.filter(
        made_at__date__lte=up_to, posting__organisation__in=organisations_of(unit_id)
    )


def _destroy(rows: list[Any]) -> None:
    Notice.objects.filter(pk__in=[row.pk for row in rows]).delete()


retained(RetentionClass("notices", "Thông báo trong cổng", _notices, _destroy))
