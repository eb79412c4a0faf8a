"""Areas: the sets of communes that supervising staff are posted to."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.units import actions, questions
from portal.units.forms import AreaForm, AreaFromDistrictForm, CloseAreaForm, DistrictChoice
from portal.units.models import AdministrativeUnit, Area


@requires(Power.UNIT_READ)
@require_GET
def areas(request: Request) -> HttpResponse:
    """The areas of one's province."""
    rows = questions.areas(request.scope)
    may_manage = request.scope.may(Power.AREA_MANAGE)
    return render(request, "units/areas.html", {"areas": rows, "may_manage": may_manage})


@requires(Power.UNIT_READ)
@require_GET
def area(request: Request, pk: int) -> HttpResponse:
    there = get_object_or_404(Area.objects.visible_to(request.scope).with_size(), pk=pk)
    editable = Area.objects.editable_by(request.scope).on(today())
    may_edit = request.scope.may(Power.AREA_MANAGE) and editable.contains(there)
    members = AdministrativeUnit.objects.in_area(there).in_order()
    context = {"area": there, "members": members, "may_edit": may_edit}
    return render(request, "units/area.html", context)


@requires(Power.AREA_MANAGE)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """An area by hand."""
    province = questions.province(request.scope, pk=request.scope.unit_id)
    form = AreaForm(
        request.POST or None, initial={"valid_from": today()}, scope=request.scope, on=today()
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_area(
                province=province, name=form.cleaned_data["name"], by=request.scope,
                units=form.cleaned_data["units"], on=form.cleaned_data["valid_from"],
            )  # fmt: skip
        except ValidationError as error:
            form.refused(error)
        else:
            messages.success(request, f"Đã lập địa bàn {made.name}.")
            return redirect(made)
    return render(
        request, "units/area_form.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(Power.AREA_MANAGE)
@require_http_methods(["GET", "POST"])
def from_district(request: Request) -> HttpResponse:
    """An area from a former district: choose it, see its successors, make the area in one act."""
    choice = DistrictChoice(request.GET or None, scope=request.scope)
    district = choice.cleaned_data["huyen"] if choice.is_valid() else None
    if district is None:
        return render(request, "units/area_from_district.html", {"choice": choice}, partial="rows")
    started = {"name": actions.name_after(district), "valid_from": today()}
    form = AreaFromDistrictForm(request.POST or None, initial=started)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.area_from_district(
                district=district, by=request.scope, name=form.cleaned_data["name"],
                on=form.cleaned_data["valid_from"],
            )  # fmt: skip
        except ValidationError as error:
            form.refused(error)
        else:
            messages.success(request, f"Đã lập địa bàn {made.name}.")
            return redirect(made)
    members = actions.successors_of_district(district, on=today())
    context = {"choice": choice, "district": district, "form": form, "members": members}
    status = 422 if form.errors else 200
    return render(request, "units/area_from_district.html", context, partial="rows", status=status)


@requires(Power.AREA_MANAGE)
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    there = questions.area_to_edit(request.scope, today(), pk=pk)
    form = AreaForm.of(there, request.POST or None, scope=request.scope, on=today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_area(
                area=there, name=form.cleaned_data["name"], by=request.scope,
                units=form.cleaned_data["units"], on=today(),
            )  # fmt: skip
        except ValidationError as error:
            form.refused(error)
        else:
            messages.success(request, "Đã sửa địa bàn.")
            return redirect(there)
    context = {"form": form, "area": there}
    return render(request, "units/area_form.html", context, status=422 if form.errors else 200)


@requires(Power.AREA_MANAGE)
@require_http_methods(["GET", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    there = get_object_or_404(Area.objects.editable_by(request.scope).on(today()), pk=pk)
    form = CloseAreaForm(request.POST or None, initial={"valid_to": today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_area(area=there, by=request.scope, on=form.cleaned_data["valid_to"])
        except ValidationError as error:
            form.refused(error)
        else:
            messages.success(request, "Đã ghi ngày kết thúc của địa bàn.")
            return redirect("units:areas")
    context = {"form": form, "area": there}
    return render(request, "units/area_close.html", context, status=422 if form.errors else 200)
