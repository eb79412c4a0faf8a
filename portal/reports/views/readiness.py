"""Readiness for 30/11: which communes have sent their report, which have not, per area."""

from collections.abc import Iterable, Mapping
from datetime import date
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
from portal.likeness import anywhere
from portal.lists import keyset_page
from portal.reports import questions
from portal.reports.deadlines import with_deadlines
from portal.reports.drawing import area_lines, report_lines
from portal.reports.forms import ReadinessFilter
from portal.reports.models import Report
from portal.reports.querysets import ReportQuerySet

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
    areas = questions.areas(request.scope, on)
    newest = questions.newest_year(request.scope) or on.year
    filters = ReadinessFilter(request.GET, year=newest, areas=areas)
    page = keyset_page(
        request,
        lambda: _found(request, filters, on),
        order=questions.IN_ORDER,
        first=None if filters.place else partial(_first_page, request, filters),
    )
    lines = report_lines(with_deadlines(page), on)
    context = {"page": page, "lines": lines, "filters": filters, "on": on, "year": filters.year}
    if not wants_part(request):
        by_area = questions.by_area(request.scope, filters.year, on)
        context |= {
            "counts": questions.readiness(request.scope, filters.year, on),
            "areas": area_lines(by_area, of_year=f"?{urlencode({'nam': filters.year})}"),
            "chart": _by_area(by_area, year=filters.year) if by_area else None,
        }
    return render(request, "reports/readiness.html", context, partial="rows")


def _first_page(request: Request, filters: ReadinessFilter) -> list[Report]:
    asked = (request.scope, filters.year, anywhere(filters.words), filters.area_id)
    return questions.first_page(*asked)


def _found(request: Request, filters: ReadinessFilter, on: date) -> ReportQuerySet:
    of_year = questions.of_communes(request.scope).of_year(filters.year)
    found = of_year.search(filters.words).standing_as(filters.place, on)
    return found.in_area(filters.area_id).for_list()


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
