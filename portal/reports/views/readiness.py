"""Readiness for 30/11: which communes have sent their report, which have not, per area."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from portal.access import Power, requires
from portal.calendar.clock import today
from portal.charts import Chart, Stack, State, stacked
from portal.htmx import render, wants_part
from portal.http import Request
from portal.lists import keyset_page
from portal.reports import questions
from portal.reports.deadlines import with_deadlines
from portal.reports.drawing import area_lines
from portal.reports.forms import ReadinessFilter
from portal.units.models import Area

_STATES = (
    State("in_time", "Đã gửi đúng hạn", "done"),
    State("late", "Đã gửi quá hạn", "done-late"),
    State("open", "Chưa gửi, còn hạn", "open"),
    State("overdue", "Chưa gửi, quá hạn", "late"),
)


@requires(Power.REPORT_READ, Power.BOARD_READ)
@require_GET
def readiness(request: Request) -> HttpResponse:
    on = today()
    reports = questions.of_communes(request.scope)
    areas = Area.objects.visible_to(request.scope).on(on).in_order()
    newest = reports.newest_year() or on.year
    filters = ReadinessFilter(request.GET, year=newest, areas=areas)
    asked, of_year = filters.asked, reports.of_year(filters.year)
    found = of_year.search(asked.get("q") or "").standing_as(asked.get("tinh_trang") or "", on)
    found = found.in_area(asked["dia_ban"].pk if asked.get("dia_ban") else None)
    as_it_is = not any(asked.get(name) for name in ("q", "tinh_trang", "dia_ban"))
    first = partial(questions.first_page, request.scope, filters.year) if as_it_is else None
    page = keyset_page(request, found.for_list(), order=questions.IN_ORDER, first=first)
    with_deadlines(page)
    context = {"page": page, "filters": filters, "on": on, "year": filters.year}
    if not wants_part(request):
        by_area = questions.by_area(request.scope, filters.year, on)
        context |= {
            "counts": questions.readiness(request.scope, filters.year, on),
            "areas": area_lines(by_area, of_year=f"?{urlencode({'nam': filters.year})}"),
            "chart": _by_area(by_area, year=filters.year) if by_area else None,
        }
    return render(request, "reports/readiness.html", context, partial="rows")


def _by_area(areas: Iterable[Mapping[str, Any]], *, year: int) -> Chart:
    board = reverse("reports:readiness")
    rows = [
        Stack(
            area["area_name"], {state.key: area[state.key] for state in _STATES},
            f"{board}?{urlencode({'nam': year, 'dia_ban': area['area_id']})}",
        )
        for area in areas
    ]  # fmt: skip
    return stacked("Tình hình gửi theo địa bàn", rows, states=_STATES)
