"""The head's reception days: planned, held, and were they enough for the law of the month."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from citizens.receptions import actions, questions
from citizens.receptions.filters import DayFilters
from citizens.receptions.forms import DayForm, SettleDayForm
from citizens.receptions.models import ReceptionDay
from citizens.receptions.reading import days_off_for, months_kept, shown_day
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page


@requires(Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def days(request: Request) -> HttpResponse:
    may_write = request.scope.may(Power.RECEPTION_WRITE)
    if request.method == "POST" and not may_write:
        raise PermissionDenied("Vị trí công tác này không có quyền lên lịch tiếp công dân.")
    office = request.posting.organisation
    form = DayForm(request.POST or None, office=office, on=today())
    if request.method == "POST" and form.is_valid():
        try:
            planned = actions.plan_day(**form.values(), by=request.scope)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã đưa ngày {planned} vào lịch.")
            return redirect("receptions:days")
    filters = DayFilters(request.GET)
    page = keyset_page(
        request,
        lambda: filters.applied(ReceptionDay.objects.visible_to(request.scope)),
        order=questions.LATEST_DAYS,
        first=(lambda: questions.latest_days(request.scope)) if filters.is_blank else None,
    )
    days_off = days_off_for(office, page, on=today())
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "days": [shown_day(one, days_off) for one in page],
        "months": months_kept(office, days_off, on=today()),
        "may_write": may_write,
    }
    status = 422 if form.is_bound else 200
    return render(request, "receptions/days.html", context, status=status)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def day(request: Request, pk: int) -> HttpResponse:
    planned = get_object_or_404(ReceptionDay.objects.editable_by(request.scope), pk=pk)
    form = SettleDayForm(
        request.POST or None, initial={"state": planned.state, "note": planned.note}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_day(planned=planned, by=request.scope, on=today(), **form.values())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã cập nhật ngày tiếp {planned}.")
            return redirect("receptions:days")
    status = 422 if form.is_bound else 200
    return render(request, "receptions/day.html", {"form": form, "planned": planned}, status=status)
