"""Reminding of citizens who wait for their answer: who keeps the book, then who leads the commune."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count

from citizens.receptions.models import Handling
from portal.access import Power
from portal.calendar.rules import FARTHEST
from portal.hrefs import href
from portal.notices.kinds import NoticeKind
from portal.notices.reminding import Subject


def _open_href(_: date) -> str:
    return f"{href('receptions:register')}?tra_loi=con-han"


def _late_href(_: date) -> str:
    return f"{href('receptions:register')}?tra_loi=qua-han"


REPLIES = Subject(
    "reply", NoticeKind.REPLY, Power.RECEPTION_WRITE, "lượt tiếp chờ trả lời", _open_href,
    _late_href,
)  # fmt: skip


def due_replies(on: date) -> Iterator[tuple[int, date, int]]:
    """Yield organisation, due day and number of the visits that are not answered and late or near."""
    owed = Handling.objects.owed().filter(reply_by__lte=on + FARTHEST).order_by()
    rows = owed.values_list("reception__organisation_id", "reply_by").annotate(
        Count("reception", distinct=True)
    )
    yield from rows.iterator()
