"""The list of directives, on the page and as a spreadsheet."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from directives.registry.forms import DirectiveFilter
from directives.registry.models import Directive
from directives.registry.resources import XLSX, directives_workbook
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page

_NEWEST, _LAST_ENTERED = ("-issued_on", "-id"), ("-id",)


@requires(Power.DIRECTIVE_READ)
@require_GET
def directive_list(request: Request) -> HttpResponse:
    may_edit = request.scope.may(Power.DIRECTIVE_EDIT)
    filters = DirectiveFilter(request.GET, on=today(), drafts=may_edit)
    rows = Directive.objects.visible_to(request.scope).found_by(filters.chosen).for_list()
    page = keyset_page(request, rows, order=_LAST_ENTERED if filters.drafts_wanted else _NEWEST)
    drafts = Directive.objects.editable_by(request.scope).drafts().count() if may_edit else 0
    context = {"page": page, "filters": filters, "drafts": drafts, "may_edit": may_edit}
    return render(request, "registry/list.html", context, partial="rows")


@requires(Power.DIRECTIVE_READ)
@require_GET
def export(request: Request) -> HttpResponse:
    filters = DirectiveFilter(
        request.GET, on=today(), drafts=request.scope.may(Power.DIRECTIVE_EDIT)
    )
    rows = Directive.objects.visible_to(request.scope).found_by(filters.chosen).for_list()
    response = HttpResponse(directives_workbook(rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="van-ban-{today():%Y%m%d}.xlsx"'
    return response
