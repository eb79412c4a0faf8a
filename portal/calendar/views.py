"""The year's days off, open to everyone at work; who may changes them, seeing first what will move."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from portal.access import Power, requires
from portal.calendar.actions import Announced, add_day_off, day_off_of, remove_day_off
from portal.calendar.clock import now, today
from portal.calendar.forms import DayOffForm
from portal.calendar.models import DayOff, Redating
from portal.calendar.redating import coming, foresee, going, label_of
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page

FIRST_YEAR, LAST_YEAR = 2000, 2100


@requires()
@require_GET
def year(request: Request, year: int | None = None) -> HttpResponse:
    shown = today().year if year is None else year
    if not FIRST_YEAR <= shown <= LAST_YEAR:
        raise Http404
    days = DayOff.objects.visible_to(request.scope).in_force().of_year(shown)
    return render(
        request,
        "calendar/year.html",
        {
            "year": shown,
            "days": list(days.with_province().in_order()),
            "may_edit": request.scope.may(Power.CALENDAR_PROVINCE),
            "editable": DayOff.objects.editable_by(request.scope).of_year(shown).ids(),
            "earlier": shown - 1,
            "later": shown + 1,
        },
    )


@requires(Power.CALENDAR_PROVINCE)
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Ask for a day; show what it would move; mark it once that was seen."""
    _works_for_a_province(request)
    form = DayOffForm(request.POST or None, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        try:
            if "seen" not in request.POST:
                return _preview(request, form)
            announced = add_day_off(**form.values(), by=request.scope)
        except ValidationError as error:
            form.refuse(error)
        else:
            _say(request, f"Đã thêm {announced.day_off}.", announced)
            return redirect("calendar:year", announced.day_off.day.year)
    status = 422 if form.is_bound else 200
    return render(request, "calendar/add.html", {"form": form}, status=status)


@requires(Power.CALENDAR_PROVINCE)
@require_http_methods(["GET", "POST"])
def remove(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(DayOff.objects.editable_by(request.scope), pk=pk)
    if request.method == "POST":
        _say(
            request,
            f"Đã bỏ {row}.",
            remove_day_off(day_off=row, by=request.scope, at=now()),
        )
        return redirect("calendar:year", row.day.year)
    foreseen = foresee(going(row))
    context = {
        "day_off": row,
        "question": f"Bỏ {row} khỏi lịch?",
        "foreseen": foreseen,
        "count": sum(one.count for one in foreseen),
    }
    return render(request, "calendar/remove.html", context, partial="confirm")


@requires()
@require_GET
def moved(request: Request, pk: int) -> HttpResponse:
    """What a marked day moved of one's own organisation; who edits the calendar reads the counts."""
    day_off = get_object_or_404(DayOff.objects.visible_to(request.scope).with_province(), pk=pk)
    mine = Redating.objects.visible_to(request.scope).about(day_off)
    page = keyset_page(request, mine, order=("id",))
    counts = Redating.objects.countable_by(request.scope).about(day_off).per_kind()
    labelled = {label_of(kind): count for kind, count in counts.items()}
    context = {"day_off": day_off, "page": page, "counts": labelled}
    return render(request, "calendar/moved.html", context, partial="rows")


def _works_for_a_province(request: Request) -> None:
    """A province's days are marked by who works for it, not for one of its communes."""
    if request.scope.province_id is None:
        raise PermissionDenied("Chỉ người làm việc ở cấp tỉnh sửa lịch nghỉ của tỉnh.")


def _preview(request: Request, form: DayOffForm) -> HttpResponse:
    """Show what the day would move; the form goes along, so that nothing is typed again."""
    row = day_off_of(**form.values())
    foreseen = foresee(coming(row))
    count = sum(one.count for one in foreseen)
    context = {"form": form, "day_off": row, "foreseen": foreseen, "count": count}
    return render(request, "calendar/preview.html", context)


def _say(request: Request, done: str, announced: Announced) -> None:
    if announced.job is not None:
        messages.success(request, f"{done} Các hạn liên quan đang được dời trong nền.")
    elif announced.moved:
        messages.success(request, f"{done} {announced.moved} việc đã đổi hạn.")
    else:
        messages.success(request, f"{done} Không việc nào đổi hạn.")
