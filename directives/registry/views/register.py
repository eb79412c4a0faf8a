"""The list of directives, on the page and as a spreadsheet."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from directives.registry import exports
from directives.registry.forms import DirectiveFilter
from directives.registry.models import CrossReference, Directive, Duty
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.exports.http import table_or_offer
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import EXPORT
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
    questions = (
        CrossReference.objects.editable_by(request.scope).ambiguous().count() if may_edit else 0
    )
    changed = _words_changed(request) if may_edit else 0
    context = {
        "page": page, "filters": filters, "drafts": drafts, "may_edit": may_edit,
        "questions": questions, "changed": changed,
    }  # fmt: skip
    return render(request, "registry/list.html", context, partial="rows")


def _words_changed(request: Request) -> int:
    """How many citations and duties wait to be looked at again after their text was corrected."""
    references = CrossReference.objects.editable_by(request.scope).words_changed()
    return references.count() + Duty.objects.editable_by(request.scope).words_changed().count()


@requires(Power.DIRECTIVE_READ)
@limited(EXPORT)
@require_GET
def export(request: Request) -> HttpResponse:
    back = f"{reverse('registry:list')}?{request.GET.urlencode()}"
    return table_or_offer(request, exports.directives, name="van-ban", back=back)
