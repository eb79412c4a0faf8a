"""Reminding of legal deadlines: who keeps the book of who holds the matter, then who leads there."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count

from citizens.submissions.models import LegalTerm
from portal.access import Power
from portal.calendar.rules import FARTHEST
from portal.hrefs import href
from portal.notices.kinds import NoticeKind
from portal.notices.reminding import Subject


def _open_href(day: date) -> str:
    return f"{href('submissions:terms')}?den={day:%d/%m/%Y}"


def _late_href(_: date) -> str:
    return f"{href('submissions:terms')}?tinh_trang=qua-han"


TERMS = Subject(
    "term", NoticeKind.REPLY, Power.RECEPTION_WRITE, "thời hạn đơn thư", _open_href, _late_href
)


def due_terms(on: date) -> Iterator[tuple[int, date, int]]:
    """Yield organisation, due day and number of the open deadlines that are late or near."""
    owed = LegalTerm.objects.owed().filter(
        due_on__lte=on + FARTHEST, matter__owners__ends_on__isnull=True
    )
    rows = owed.order_by().values_list("matter__owners__organisation_id", "due_on")
    yield from rows.annotate(Count("pk")).iterator()
