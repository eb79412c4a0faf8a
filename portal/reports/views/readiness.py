"""Readiness for 30/11: which communes have sent their report, which have not, per area."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page
from portal.reports.forms import ReadinessFilter
from portal.reports.models import Report, ReportKind


@requires(Power.REPORT_READ, Power.BOARD_READ)
@require_GET
def readiness(request: Request) -> HttpResponse:
    on = today()
    filters = ReadinessFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    reports = Report.objects.visible_to(request.scope).of_kind(ReportKind.COMMUNE_YEARLY).standing()
    reports = reports.of_year(asked.get("nam") or on.year)
    found = reports.search(asked.get("q") or "").standing_as(asked.get("tinh_trang") or "", on)
    page = keyset_page(
        request, found.for_list(), order=("organisation__unit__sort_key", "id"), size=100
    )
    context = {
        "page": page,
        "filters": filters,
        "counts": reports.readiness(on),
        "areas": list(reports.readiness_by_area(on)),
        "on": on,
        "year": asked.get("nam") or on.year,
    }
    return render(request, "reports/readiness.html", context, partial="rows")
