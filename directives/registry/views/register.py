"""The list of directives, on the page and as a spreadsheet."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from directives.registry import asking, exports
from directives.registry.drawings import list_body
from directives.registry.forms import DirectiveFilter
from directives.registry.models import Directive
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
    rows = Directive.objects.visible_to(request.scope).found_by(filters.chosen).for_list()
    page = keyset_page(
        request,
        rows,
        order=_LAST_ENTERED if filters.drafts_wanted else asking.NEWEST,
        first=None if any(filters.chosen.values()) else partial(asking.newest, request.scope),
    )
    drafts = asking.drafts(request.scope) if may_edit else 0
    questions = asking.references_to_tell(request.scope) if may_edit else 0
    changed = _words_changed(request) if may_edit else 0
    context = {
        "page": page, "lines": list_body(page), "filters": filters, "drafts": drafts, "may_edit": may_edit,
        "questions": questions, "changed": changed,
    }  # fmt: skip
    return render(request, "registry/list.html", context, partial="rows")


def _words_changed(request: Request) -> int:
    """How many citations and duties wait to be looked at again after their text was corrected."""
    return asking.all_references_changed(request.scope) + asking.all_duties_changed(request.scope)


@requires(Power.DIRECTIVE_READ)
@limited(EXPORT)
@require_GET
def export(request: Request) -> HttpResponse:
    back = f"{reverse('registry:list')}?{request.GET.urlencode()}"
    return table_or_offer(request, exports.directives, name="van-ban", back=back)
