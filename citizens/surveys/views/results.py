"""Results: what the closed batches say, for those who may read them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from citizens.surveys.figures import drawings
from citizens.surveys.figures.results import Results
from citizens.surveys.figures.results import results as work_out
from citizens.surveys.models import Campaign, CampaignUnit
from citizens.surveys.querysets import works_for_front
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
    campaign = found.campaign
    context = {
        "campaign": campaign,
        "results": found,
        "units_chart": drawings.by_unit(found) if not found.chosen else None,
        "ballots_chart": drawings.ballots_by_unit(found) if not found.chosen else None,
        "sections_chart": drawings.by_section(found),
        "sections": drawings.by_sections(found.questions),
        "is_front": works_for_front(request.scope),
        "editable": Campaign.objects.editable_by(request.scope).contains(campaign),
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
    campaign = get_object_or_404(Campaign.objects.visible_to(request.scope).with_names(), pk=pk)
    units = CampaignUnit.objects.visible_to(request.scope).in_campaign(campaign)
    asked = request.GET.get("don_vi", "")
    chosen = get_object_or_404(units, pk=sent_id(asked)) if asked else None
    return work_out(campaign, units, chosen=chosen)
