"""What the pages of reports ask, always the same: each question is put into SQL once."""

from datetime import date
from typing import Any

from portal.access import Scope
from portal.lists import USUAL, narrow
from portal.prepared import prepared, prepared_one
from portal.reports.models import Report, ReportKind
from portal.reports.querysets import PLACES, ReportQuerySet
from portal.units.models import Area

IN_ORDER = ("organisation__unit__sort_key", "id")


def of_communes(scope: Scope) -> ReportQuerySet:
    """The standing reports of the communes that a scope watches."""
    return Report.objects.watched_by(scope).of_kind(ReportKind.COMMUNE_YEARLY).standing()


report = prepared_one(lambda scope: Report.objects.visible_to(scope).for_page())
own_open_report = prepared_one(
    lambda scope: Report.objects.visible_to(scope).writable_by(scope).open().for_page()
)
revisions = prepared(
    lambda scope, organisation, kind, year: (
        Report.objects.visible_to(scope)
        .readable_by(scope)
        .of_organisations([organisation])
        .of_kind(kind)
        .of_year(year)
        .standing()
    )
)
first_page = prepared(
    lambda scope, year, words, area: narrow(
        of_communes(scope).of_year(year).like(words).in_area(area).for_list().order_by(*IN_ORDER),
        USUAL + 1,
    )
)
areas = prepared(lambda scope, on: Area.objects.visible_to(scope).on(on).in_order())
_newest_year = prepared(lambda scope: of_communes(scope).newest_year())
by_area = prepared(lambda scope, year, on: of_communes(scope).of_year(year).by_area(on))
_all_together = prepared(lambda scope, year, on: of_communes(scope).of_year(year).together(on))


def newest_year(scope: Scope) -> int | None:
    """The newest year of which a commune's report is there."""
    return next((year for (year,) in _newest_year.numbers(scope)), None)


def readiness(scope: Scope, year: int, on: date) -> dict[str, Any]:
    """How many stand where: sent in time or late, waiting for review, still open, overdue."""
    return next(iter(_all_together(scope, year, on)), dict.fromkeys(PLACES, 0))
