"""Handing to the leader, signing, and the province's review."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from portal.access import Power, requires
from portal.calendar.clock import today
from portal.http import Request
from portal.reports import actions
from portal.reports.forms import AnswerForm, SignForm
from portal.reports.models import Report
from portal.reports.rules import Refusal
from portal.reports.views.reading import show


@requires(Power.REPORT_WRITE)
@require_POST
def ask_to_sign(request: Request, pk: int) -> HttpResponse:
    row = _own(request, pk)
    try:
        actions.ask_to_sign(report=row, version=row.version, by=request.scope)
        messages.success(request, "Đã trình lãnh đạo ký.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("reports:report", pk=row.pk)


@requires(Power.REPORT_SIGN)
@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    row = _own(request, pk)
    form = SignForm(request.POST, outline=row.outline, by=request.scope)
    if form.is_valid():
        try:
            actions.sign(
                report=row, version=form.cleaned_data["version"],
                signed_as=form.cleaned_data["signed_as"], by=request.scope, on=today(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Đã ký và gửi báo cáo. Tệp PDF đang được tạo.")
            return redirect("reports:report", pk=row.pk)
    return show(request, _own(request, pk), status=422, sign_form=form)


@requires(Power.REPORT_REVIEW)
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    return _answer(request, pk, returned=False)


@requires(Power.REPORT_REVIEW)
@require_POST
def give_back(request: Request, pk: int) -> HttpResponse:
    return _answer(request, pk, returned=True)


def _answer(request: Request, pk: int, *, returned: bool) -> HttpResponse:
    rows = Report.objects.visible_to(request.scope).reviewable_by(request.scope).for_page()
    row = get_object_or_404(rows, pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        act = actions.give_back if returned else actions.approve
        try:
            act(
                report=row, version=form.cleaned_data["version"],
                answer=form.cleaned_data["answer"], by=request.scope,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(
                refusal.field if refusal.field in form.fields else None, refusal.sentence
            )
        else:
            messages.success(request, "Đã trả lại báo cáo." if returned else "Đã duyệt báo cáo.")
            return redirect("reports:report", pk=row.pk)
    return show(request, get_object_or_404(rows, pk=pk), status=422, answer_form=form)


def _own(request: Request, pk: int) -> Report:
    rows = Report.objects.visible_to(request.scope).writable_by(request.scope)
    return get_object_or_404(rows.for_page(), pk=pk)
