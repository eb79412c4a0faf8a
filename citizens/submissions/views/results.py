"""What the numbers of 03/GQKN, 04/GQTC and 05/KQTH open: settlements, and the matters they are of."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from citizens.submissions import exports, questions
from citizens.submissions.drawing import case_rows, settlement_rows
from citizens.submissions.filters import CaseFilters, SettlementFilters
from citizens.submissions.models import Settlement
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.exports.http import table_or_offer
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import EXPORT
from portal.lists import keyset_page


@requires(Power.RECEPTION_READ)
@require_GET
def settlements(request: Request) -> HttpResponse:
    """The settlements of matters held now or once, the newest acceptance first."""
    filters = SettlementFilters(request.GET)
    page = keyset_page(
        request,
        lambda: filters.applied(
            Settlement.objects.visible_to(request.scope).with_list(), request.scope, on=today()
        ),
        order=questions.LAST_ACCEPTED,
        first=filters.first(request.scope),
    )
    body = settlement_rows(page, filters, on=today())
    context = {"page": page, "body": body, "filters": filters}
    return render(request, "submissions/settlements.html", context, partial="rows")


@requires(Power.RECEPTION_READ)
@limited(EXPORT)
@require_POST
def export(request: Request) -> HttpResponse:
    """The rows that the list of settlements shows for the same filters."""
    back = f"{reverse('submissions:settlements')}?{request.GET.urlencode()}"
    return table_or_offer(request, exports.settlements, name="giai-quyet", back=back)


@requires(Power.RECEPTION_READ)
@require_GET
def cases(request: Request) -> HttpResponse:
    """The complaints and denunciations within competence, each with where it stands."""
    filters = CaseFilters(request.GET)
    page = keyset_page(
        request,
        lambda: filters.found(request.scope, on=today()),
        order=questions.LAST_OPENED,
        first=filters.first(request.scope, on=today()),
    )
    context = {"page": page, "body": case_rows(page), "filters": filters}
    return render(request, "submissions/cases.html", context, partial="rows")
