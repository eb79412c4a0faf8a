"""One visit: read, corrected, struck out; a number seen in full."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from citizens.receptions import actions, questions
from citizens.receptions.forms import (
    CorrectionForm,
    FurtherCaseForm,
    ReasonForm,
    people_of,
    scanned,
)
from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import Matter, Reception, Visitor
from citizens.receptions.reading import (
    brought_before,
    cases_of,
    first_values,
    handlings_of,
    panels_of_visit,
    people_masked,
)
from citizens.receptions.views.unmasking import unmasking
from portal.access import Power, requires
from portal.calendar.clock import now, today
from portal.htmx import render
from portal.http import Request
from portal.limits.http import SENDING, limited
from portal.limits.policy import UNMASK


@requires(Power.RECEPTION_READ)
@require_GET
def visit(request: Request, pk: int) -> HttpResponse:
    reception = questions.visit(request.scope, pk=pk)
    own = reception.organisation_id == request.scope.organisation_id and not reception.is_void
    context = {
        "reception": reception,
        "people": people_masked(reception),
        "handlings": handlings_of(reception),
        "panels": panels_of_visit(reception, request.scope, on=today()),
        "may_write": own and request.scope.may(Power.RECEPTION_WRITE),
        "may_unmask": own and request.scope.may(Power.IDENTITY_UNMASK),
    }
    return render(request, "receptions/visit.html", context)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    reception = questions.visit_to_correct(request.scope, pk=pk)
    form = CorrectionForm(
        scanned(request.POST)[0] or None, on=today(), office=reception.organisation,
        people=people_of(reception), initial=first_values(reception), is_secret=reception.is_secret,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(
                reception=reception, visit=form.visit(), people=form.people_entries(),
                by=request.scope, on=today(), seen=reception.corrections,
            )  # fmt: skip
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, "Đã sửa. Nội dung cũ còn trong phần lịch sử.")
            return redirect(reception)
    context = {"form": form, "reception": reception}
    status = 422 if form.is_bound else 200
    return render(request, "receptions/correct.html", context, status=status)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def add_case(request: Request, pk: int) -> HttpResponse:
    """One more matter that the same people brought to the same visit."""
    reception = questions.visit_to_correct(request.scope, pk=pk)
    held = Matter.objects.editable_by(request.scope)
    cases = cases_of(reception)
    form = FurtherCaseForm(
        request.POST or None, matters=held,
        initial={"cases": cases, "field": Field.OTHER, "kind": _first_kind(reception)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_case(
                reception=reception, case=form.case(), by=request.scope, on=today(), seen=cases
            )
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, f"Đã ghi thêm vụ việc của lượt tiếp số {reception}.")
            return redirect(reception)
    offered = brought_before(reception, request.scope)
    context = {"form": form, "reception": reception, "offered": offered}
    status = 422 if form.is_bound else 200
    return render(request, "receptions/add_case.html", context, status=status)


def _first_kind(reception: Reception) -> str:
    return MatterKind.DENUNCIATION if reception.is_secret else ""


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def void(request: Request, pk: int) -> HttpResponse:
    reception = get_object_or_404(Reception.objects.editable_by(request.scope), pk=pk)
    form = ReasonForm(request.POST or None, is_secret=reception.is_secret)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.void(reception=reception, reason=reason, by=request.scope, at=now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã hủy lượt tiếp số {reception}; số này vẫn giữ trong sổ.")
            return redirect(reception)
    context = {"form": form, "reception": reception}
    status = 422 if form.is_bound else 200
    return render(request, "receptions/void.html", context, partial="confirm", status=status)


@requires(Power.IDENTITY_UNMASK, Power.RECEPTION_READ)
@limited(UNMASK, on=SENDING)
@never_cache
@require_http_methods(["GET", "POST"])
def unmask(request: Request, pk: int) -> HttpResponse:
    found = Visitor.objects.visible_to(request.scope).select_related("reception")
    visitor = get_object_or_404(found, pk=pk)
    return unmasking(
        request, visitor, back=visitor.reception.get_absolute_url(), back_label="Lượt tiếp",
        unmask=lambda reason: actions.unmask(visitor=visitor, reason=reason, by=request.scope),
    )  # fmt: skip
