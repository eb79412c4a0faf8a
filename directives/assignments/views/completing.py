"""Reporting work as done; what is unfinished is asked about first, on a page of its own."""

from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from directives.assignments import actions
from directives.assignments.forms import CompleteForm, WorkForm
from directives.assignments.rules import Refusal, Step
from directives.assignments.views.page import Page, let_resend
from directives.assignments.views.work import workable
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.files.actions import Keeping
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import UPLOAD

_DONE = "Đã báo cáo hoàn thành, chờ duyệt."


@requires(Power.ASSIGNMENT_WORK)
@limited(UPLOAD)
@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    work = workable(request, pk)
    form = WorkForm(request.POST, request.FILES, target=work.duty.target)

    def act() -> str | None:
        data = form.cleaned_data
        with Keeping() as keep:
            done = actions.submit(
                assignment=work,
                version=data["version"],
                percent=_percent_of(data["percent"], standing=work.percent),
                reached=data.get("reached"),
                note=data["note"],
                evidence=(keep.upload(one, by=request.scope) for one in data["evidence"]),
                key=data["key"],
                by=request.scope,
                on=today(),
            )
        return None if done else reverse("assignments:complete", args=[work.pk])

    return Page(request, work).act("work_form", form, act, _DONE)


def _percent_of(told: int | None, *, standing: int) -> int:
    """Done is 100 % unless another progress is told; what stood in the box already tells nothing."""
    return 100 if told in (None, standing) else told


@requires(Power.ASSIGNMENT_WORK)
@require_http_methods(["GET", "POST"])
def complete(request: Request, pk: int) -> HttpResponse:
    """Ask about what is unfinished; the answer reports the work as done."""
    work = workable(request, pk)
    start = {"version": work.version, "key": uuid4().hex}
    left = work.unfinished()
    form = CompleteForm(request.POST or None, initial=start, asks_why=left.asks_why)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.complete(assignment=work, **form.cleaned_data, by=request.scope, on=today())
        except Refusal as refusal:
            let_resend(form, work)
            form.add_error(
                refusal.field if refusal.field in form.fields else None, refusal.sentence
            )
        else:
            messages.success(request, _DONE)
            return redirect(work)
    if request.method == "GET" and not Step(work.step).is_with_commune:
        return redirect(work)
    context = {"work": work, "left": work.unfinished(), "form": form}
    status = 422 if form.errors else 200
    return render(request, "assignments/complete.html", context, partial="confirm", status=status)
