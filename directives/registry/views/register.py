"""The list of directives, on the page and as a spreadsheet."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from directives.registry import asking, exports
from directives.registry.drawings import list_body
from directives.registry.forms import DirectiveFilter
from directives.registry.models import Directive
from directives.registry.querysets import DirectiveQuerySet
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.exports.http import table_or_offer
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import EXPORT
from portal.lists import keyset_page

_LAST_ENTERED = ("-id",)


@requires(Power.DIRECTIVE_READ)
@require_GET
def directive_list(request: Request) -> HttpResponse:
    may_edit = request.scope.may(Power.DIRECTIVE_EDIT)
    filters = DirectiveFilter(request.GET, on=today(), drafts=may_edit)
    newest = partial(asking.newest, request.scope, *filters.found_by)
    page = keyset_page(
        request,
        lambda: _rows(request, filters),
        order=_LAST_ENTERED if filters.drafts_wanted else asking.NEWEST,
        first=None if filters.drafts_wanted else newest,
    )
    waiting = asking.waiting_for(request.scope) if may_edit else asking.Waiting()
    context = {
        "page": page, "lines": list_body(page), "filters": filters, "may_edit": may_edit,
        "drafts": waiting.drafts, "questions": waiting.references, "changed": waiting.changed,
    }  # fmt: skip
    return render(request, "registry/list.html", context, partial="rows")


def _rows(request: Request, filters: DirectiveFilter) -> DirectiveQuerySet:
    rows = Directive.objects.visible_to(request.scope).listed(drafts=filters.drafts_wanted)
    return rows.found_by(*filters.found_by).for_list()


@requires(Power.DIRECTIVE_READ)
@limited(EXPORT)
@require_GET
def export(request: Request) -> HttpResponse:
    back = f"{reverse('registry:list')}?{request.GET.urlencode()}"
    return table_or_offer(request, exports.directives, name="van-ban", back=back)
