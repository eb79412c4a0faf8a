"""Somebody is away, leaves, or hands over: what is open, who takes it, and the act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from portal.access import Power, requires
from portal.accounts import questions
from portal.accounts.models import Posting
from portal.calendar.clock import today
from portal.handover import actions
from portal.handover.forms import HandoverForm, LeaveForm
from portal.htmx import render
from portal.http import Request


@requires(Power.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def leave(request: Request, pk: int) -> HttpResponse:
    """Who is away, from when to when, and who works in their place."""
    absent = questions.posting(request.scope, pk=pk)
    form = LeaveForm(request.POST or None, posting=absent, scope=request.scope, on=today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.arrange_leave(absent=absent, by=request.scope, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, "Đã cử người thay mặt và báo cho hai bên.")
            return redirect("accounts:user", pk=absent.user_id)
    status = 422 if form.errors else 200
    return render(request, "handover/leave.html", {"form": form, "posting": absent}, status=status)


@requires(Power.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def hand_over(request: Request, pk: int) -> HttpResponse:
    """What is open for a person, and one act that gives it, or the whole seat, to another."""
    holder = questions.posting(request.scope, pk=pk)
    form = HandoverForm(request.POST or None, posting=holder, scope=request.scope, on=today())
    if request.method == "POST" and form.is_valid():
        try:
            _carry_out(request, holder, form)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, "Đã bàn giao và báo cho hai bên.")
            return redirect("accounts:user", pk=holder.user_id)
    context = {"form": form, "posting": holder, "work": actions.open_work_of(holder)}
    status = 422 if form.errors else 200
    return render(request, "handover/hand_over.html", context, status=status)


def _carry_out(request: Request, holder: Posting, form: HandoverForm) -> None:
    user, by, on = form.cleaned_data["user"], request.scope, today()
    if form.cleaned_data["replaces"]:
        first_day = form.cleaned_data["first_day"]
        actions.replace(leaving=holder, user=user, first_day=first_day, by=by)
    else:
        actions.hand_over_work(holder=holder, user=user, by=by, on=on)
