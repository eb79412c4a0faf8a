"""State management of complaints and denunciations: what an office undertook, row by row."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.oversight import actions, exports
from citizens.oversight.filters import UndertakingFilters
from citizens.oversight.forms import CorrectionForm, NewForm, VoidForm, first_values
from citizens.oversight.kinds import UndertakingKind
from citizens.oversight.models import Undertaking
from citizens.receptions.querysets import keeps_a_book
from portal.access import Power, requires
from portal.calendar.clock import now, today
from portal.exports.http import table_or_offer
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import EXPORT
from portal.lists import keyset_page


@requires(Power.RECEPTION_READ)
@require_GET
def undertakings(request: Request) -> HttpResponse:
    filters = UndertakingFilters(request.GET)
    rows = filters.applied(Undertaking.objects.visible_to(request.scope), on=today())
    context = {
        "page": keyset_page(request, rows, order=("-day", "-id")),
        "filters": filters,
        "kinds": UndertakingKind,
        "may_write": keeps_a_book(request.scope) and request.scope.may(Power.RECEPTION_WRITE),
    }
    return render(request, "oversight/list.html", context, partial="rows")


@requires(Power.RECEPTION_READ)
@limited(EXPORT)
@require_POST
def export(request: Request) -> HttpResponse:
    """The rows that the list shows for the same filters."""
    back = f"{reverse('oversight:list')}?{request.GET.urlencode()}"
    return table_or_offer(request, exports.undertakings, name="quan-ly-kntc", back=back)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """The kind is asked first: the address names it, and the form has the fields of that kind."""
    asked = request.GET.get("loai", "")
    kind = UndertakingKind(asked) if asked in UndertakingKind.values else UndertakingKind.NEW_TEXT
    first = {"key": uuid4(), "day": today()}
    form = NewForm(request.POST or None, initial=first, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.note_undertaking(
                key=form.cleaned_data["key"], entry=form.entry(), by=request.scope, on=today()
            )
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, f"Đã ghi: {made}.")
            return redirect(made)
    context = {"form": form, "kind": kind, "kinds": UndertakingKind}
    return render(request, "oversight/new.html", context, status=422 if form.is_bound else 200)


@requires(Power.RECEPTION_READ)
@require_GET
def undertaking(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Undertaking.objects.visible_to(request.scope), pk=pk)
    held = Undertaking.objects.editable_by(request.scope).contains(found)
    context = {
        "undertaking": found,
        "may_write": held and request.scope.may(Power.RECEPTION_WRITE),
    }
    return render(request, "oversight/undertaking.html", context)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Undertaking.objects.editable_by(request.scope), pk=pk)
    kind = UndertakingKind(found.kind)
    form = CorrectionForm(request.POST or None, initial=first_values(found), kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_undertaking(
                undertaking=found, entry=form.entry(), by=request.scope, on=today()
            )
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, "Đã sửa. Nội dung cũ còn trong phần lịch sử.")
            return redirect(found)
    context = {"form": form, "undertaking": found}
    return render(request, "oversight/correct.html", context, status=422 if form.is_bound else 200)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def void(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Undertaking.objects.editable_by(request.scope), pk=pk)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.void_undertaking(
                undertaking=found, reason=form.cleaned_data["reason"], by=request.scope, at=now()
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã hủy: {found}.")
            return redirect(found)
    context = {"form": form, "undertaking": found}
    status = 422 if form.is_bound else 200
    return render(request, "oversight/void.html", context, partial="confirm", status=status)
