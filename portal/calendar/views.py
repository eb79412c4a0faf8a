"""The year's days off, open to everyone at work; an administrator adds and takes back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from portal.access import Power, requires
from portal.calendar.actions import add_day_off, remove_day_off
from portal.calendar.clock import now, today
from portal.calendar.forms import DayOffForm
from portal.calendar.models import DayOff
from portal.htmx import render
from portal.http import Request

FIRST_YEAR, LAST_YEAR = 2000, 2100


@requires()
@require_GET
def year(request: Request, year: int | None = None) -> HttpResponse:
    shown = today().year if year is None else year
    if not FIRST_YEAR <= shown <= LAST_YEAR:
        raise Http404
    days = DayOff.objects.visible_to(request.scope).in_force().of_year(shown).in_order()
    return render(
        request,
        "calendar/year.html",
        {
            "year": shown,
            "days": list(days),
            "may_edit": request.scope.may(Power.CALENDAR_MANAGE),
            "earlier": shown - 1,
            "later": shown + 1,
        },
    )


@requires(Power.CALENDAR_MANAGE)
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    form = DayOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_day_off(**form.values(), by=request.scope)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã thêm {row}.")
            return redirect("calendar:year", row.day.year)
    status = 422 if form.is_bound else 200
    return render(request, "calendar/add.html", {"form": form}, status=status)


@requires(Power.CALENDAR_MANAGE)
@require_http_methods(["GET", "POST"])
def remove(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(DayOff.objects.editable_by(request.scope), pk=pk)
    if request.method == "POST":
        remove_day_off(day_off=row, by=request.scope, at=now())
        messages.success(request, f"Đã bỏ {row}.")
        return redirect("calendar:year", row.day.year)
    context = {"day_off": row, "question": f"Bỏ {row} khỏi lịch?"}
    return render(request, "calendar/remove.html", context, partial="confirm")
