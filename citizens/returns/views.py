"""The statistical forms: one of one period, on the screen and as a spreadsheet."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from citizens.returns.exports import printed
from citizens.returns.figures import filled
from citizens.returns.filters import ReturnFilters
from citizens.returns.resources import part_of
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.exports.forms import AskForm
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import EXPORT
from portal.sheets import workbook, xlsx_response


@requires(Power.REPORT_READ)
@require_GET
def form(request: Request) -> HttpResponse:
    """A form filled in from the books, each number opening the rows it counts, with its checks."""
    filters = ReturnFilters(request.GET, on=today())
    context: dict[str, Any] = {"filters": filters}
    if filters.is_valid():
        query = request.GET.urlencode()
        start = {"kind": printed.name, "query": query, "key": uuid4().hex}
        context |= {
            "found": filled(filters.form, request.scope, filters.period),
            "title": filters.title,
            "deadline": filters.deadline(request.scope),
            "on": today(),
            "ended": filters.period.ends_on < today(),
            "ask": AskForm(initial=start),
        }
    return render(request, "returns/form.html", context)


@requires(Power.REPORT_READ)
@limited(EXPORT)
@require_POST
def export(request: Request) -> HttpResponse:
    filters = ReturnFilters(request.GET, on=today())
    if not filters.is_valid():
        raise BadRequest("Kỳ của biểu không hợp lệ.")
    found = filled(filters.form, request.scope, filters.period)
    office = request.posting.organisation.name
    content = workbook(part_of(found, office=office, title=filters.title))
    return xlsx_response(content, name=f"bieu-{found.form.slug}-{today():%Y%m%d}")
