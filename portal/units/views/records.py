"""Communes that were divided and whose code nobody kept: who keeps their records."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page
from portal.units import actions, questions
from portal.units.drawing import divided_lines
from portal.units.forms import EntrustForm
from portal.units.models import AdministrativeUnit
from portal.units.querysets.units import entrusts


@requires(Power.UNIT_READ)
@require_GET
def divided(request: Request) -> HttpResponse:
    """The divided communes of one's province."""
    on_map = AdministrativeUnit.objects.on_map_of(request.scope)
    page = keyset_page(
        request,
        lambda: on_map.divided_in_province_of(request.scope.unit_id).as_divided(),
        order=questions.IN_ORDER,
        first=partial(questions.divided, request.scope, request.scope.unit_id),
    )
    may_entrust = request.scope.may(Power.RECORDS_ENTRUST) and entrusts(request.scope)
    context = {
        "page": page,
        "lines": divided_lines(page, may_entrust=may_entrust),
        "waiting": questions.number_without_keeper(request.scope.unit_id),
        "may_entrust": may_entrust,
    }
    return render(request, "units/divided.html", context, partial="rows")


@requires(Power.RECORDS_ENTRUST)
@require_http_methods(["GET", "POST"])
def entrust(request: Request, pk: int) -> HttpResponse:
    rows = AdministrativeUnit.objects.entrustable_by(request.scope).with_parents()
    unit = get_object_or_404(rows, pk=pk)
    keepers = unit.keepers
    initial = {
        "to": [edge.successor_id for edge in keepers],
        "basis": keepers[0].records_basis if keepers else "",
    }
    form = EntrustForm(request.POST or None, initial=initial, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            actions.entrust_records(unit=unit, by=request.scope, **form.cleaned_data)
        except ValidationError as error:
            form.refused(error)
        else:
            messages.success(request, f"Đã giao hồ sơ của {unit.full_name_inside} cũ.")
            return redirect("units:divided")
    context = {"form": form, "unit": unit}
    return render(request, "units/entrust.html", context, status=422 if form.errors else 200)
