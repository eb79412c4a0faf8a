"""The list of directives, on the page and as a spreadsheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from directives.registry.forms import DirectiveFilter
from directives.registry.models import CrossReference, Directive
from directives.registry.resources import DirectiveSheet
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import EXPORT
from portal.lists import keyset_page
from portal.sheets import TOO_MANY, Part, too_many, workbook, xlsx_response

_NEWEST, _LAST_ENTERED = ("-issued_on", "-id"), ("-id",)


@requires(Power.DIRECTIVE_READ)
@require_GET
def directive_list(request: Request) -> HttpResponse:
    may_edit = request.scope.may(Power.DIRECTIVE_EDIT)
    filters = DirectiveFilter(request.GET, on=today(), drafts=may_edit)
    rows = Directive.objects.visible_to(request.scope).found_by(filters.chosen).for_list()
    page = keyset_page(request, rows, order=_LAST_ENTERED if filters.drafts_wanted else _NEWEST)
    drafts = Directive.objects.editable_by(request.scope).drafts().count() if may_edit else 0
    questions = (
        CrossReference.objects.editable_by(request.scope).ambiguous().count() if may_edit else 0
    )
    context = {
        "page": page, "filters": filters, "drafts": drafts, "may_edit": may_edit,
        "questions": questions,
    }  # fmt: skip
    return render(request, "registry/list.html", context, partial="rows")


@requires(Power.DIRECTIVE_READ)
@limited(EXPORT)
@require_GET
def export(request: Request) -> HttpResponse:
    filters = DirectiveFilter(
        request.GET, on=today(), drafts=request.scope.may(Power.DIRECTIVE_EDIT)
    )
    rows = Directive.objects.visible_to(request.scope).found_by(filters.chosen)
    if too_many(rows):
        messages.error(request, TOO_MANY)
        return redirect(f"{reverse('registry:list')}?{request.GET.urlencode()}")
    part = Part("Văn bản", DirectiveSheet(), rows.order_by(*_NEWEST))
    return xlsx_response(workbook(part), name=f"van-ban-{today():%Y%m%d}")
