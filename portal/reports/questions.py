"""What the board of who has sent the report asks, always the same: each question is put into SQL once."""

from datetime import date
from typing import Any

from portal.access import Scope
from portal.lists import USUAL, narrow
from portal.prepared import prepared
from portal.reports.models import Report, ReportKind
from portal.reports.querysets import PLACES, ReportQuerySet

IN_ORDER = ("organisation__unit__sort_key", "id")


def of_communes(scope: Scope) -> ReportQuerySet:
    """The standing reports of the communes that a scope watches."""
    return Report.objects.visible_to(scope).of_kind(ReportKind.COMMUNE_YEARLY).standing()


first_page = prepared(
    lambda scope, year: narrow(
        of_communes(scope).of_year(year).for_list().order_by(*IN_ORDER), USUAL + 1
    )
)
by_area = prepared(lambda scope, year, on: of_communes(scope).of_year(year).by_area(on))
_all_together = prepared(lambda scope, year, on: of_communes(scope).of_year(year).together(on))


def readiness(scope: Scope, year: int, on: date) -> dict[str, Any]:
    """How many stand where: sent in time or late, waiting for review, still open, overdue."""
    return next(iter(_all_together(scope, year, on)), dict.fromkeys(PLACES, 0))
