"""Results: what the closed batches say, for those who may read them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from citizens.surveys import questions
from citizens.surveys.figures import drawings
from citizens.surveys.figures.results import Results
from citizens.surveys.figures.results import results as work_out
from citizens.surveys.models import CampaignUnit
from citizens.surveys.querysets import organises, works_for_front
from citizens.surveys.resources import results_book
from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request, sent_id
from portal.limits.http import limited
from portal.limits.policy import EXPORT
from portal.sheets import xlsx_response


@requires(Power.RESULT_READ)
@require_GET
def results(request: Request, pk: int) -> HttpResponse:
    found = _results(request, pk)
    context = {
        "campaign": found.campaign,
        "results": found,
        "pictures": drawings.pictures(found),
        "entered_by": drawings.who_entered(found),
        "is_front": works_for_front(request.scope),
        "editable": organises(request.scope, found.campaign),
    }
    return render(request, "surveys/results.html", context)


@requires(Power.RESULT_READ)
@limited(EXPORT)
@require_GET
def results_sheet(request: Request, pk: int) -> HttpResponse:
    """The same results as a workbook: counts only, never a ballot."""
    found = _results(request, pk)
    return xlsx_response(results_book(found), name=f"ket-qua-khao-sat-{pk}")


def _results(request: Request, pk: int) -> Results:
    campaign = questions.campaign(request.scope, pk=pk)
    asked, chosen = request.GET.get("don_vi", ""), None
    if asked:
        units = CampaignUnit.objects.visible_to(request.scope).in_campaign(campaign)
        chosen = get_object_or_404(units, pk=sent_id(asked)).pk
    return work_out(campaign, seen=request.scope, chosen=chosen)
