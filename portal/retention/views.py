"""What is past its period, and the decisions that destroy it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.lists import first_rows
from portal.retention import actions
from portal.retention.classes import CLASSES
from portal.retention.figures import due
from portal.retention.forms import DecisionForm
from portal.retention.models import DestructionDecision


@requires(Power.RETENTION_MANAGE)
@require_GET
def overview(request: Request) -> HttpResponse:
    decisions = first_rows(DestructionDecision.objects.visible_to(request.scope), 100)
    context = {"due": due(request.scope.unit_id, on=today()), "decisions": decisions}
    return render(request, "retention/overview.html", context)


@requires(Power.RETENTION_MANAGE)
@require_http_methods(["GET", "POST"])
def propose(request: Request) -> HttpResponse:
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose(**form.cleaned_data, by=request.scope, on=today())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã ghi quyết định. Người khác duyệt thì mới hủy.")
            return redirect(made)
    return render(
        request, "retention/propose.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(Power.RETENTION_MANAGE)
@require_GET
def decision(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(DestructionDecision.objects.visible_to(request.scope), pk=pk)
    one = CLASSES[shown.kind]
    context = {
        "decision": shown,
        "title": one.title,
        "left": one.rows(shown.up_to, shown.unit_id).count(),
        "may_approve": shown.state == "proposed" and shown.proposed_by_id != request.scope.user_id,
    }
    return render(request, "retention/decision.html", context)


@requires(Power.RETENTION_MANAGE)
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(DestructionDecision.objects.visible_to(request.scope), pk=pk)
    try:
        actions.approve(decision=shown, by=request.scope, on=today())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Đã duyệt; việc hủy chạy nền.")
    return redirect(shown)
