"""Whom a campaign about officials asks about: the list by commune, and naming one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from citizens.surveys.actions.officials import name_official
from citizens.surveys.forms_official import OfficialForm
from citizens.surveys.models import Campaign, CampaignUnit
from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page


@requires(Power.CAMPAIGN_MANAGE)
@require_GET
def officials(request: Request, pk: int) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.editable_by(request.scope), pk=pk)
    rows = CampaignUnit.objects.editable_by(request.scope).in_campaign(campaign).with_official()
    page = keyset_page(request, rows, order=("unit__sort_key", "pk"))
    return render(request, "surveys/officials.html", {"campaign": campaign, "page": page})


@requires(Power.CAMPAIGN_MANAGE)
@require_http_methods(["GET", "POST"])
def official(request: Request, pk: int, unit_pk: int) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.editable_by(request.scope), pk=pk)
    rows = CampaignUnit.objects.editable_by(request.scope).in_campaign(campaign).with_official()
    row = get_object_or_404(rows, pk=unit_pk)
    form = OfficialForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            name_official(campaign_unit=row, **form.cleaned_data, by=request.scope)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, f"Đã ghi người được lấy ý kiến ở {row.unit.full_name_inside}."
            )
            return redirect("surveys:officials", pk=pk)
    context = {"campaign": campaign, "row": row, "form": form}
    return render(request, "surveys/official.html", context, status=422 if form.errors else 200)
