"""Handing to the leader, signing, and the province's review."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.reports import actions
from portal.reports.figures import count
from portal.reports.forms import AnswerForm, SignForm
from portal.reports.models import Report
from portal.reports.rules import Refusal, left_out
from portal.reports.views.reading import open_content, show


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
@require_http_methods(["GET", "POST"])
def sign(request: Request, pk: int) -> HttpResponse:
    """Show what would be signed, by whom and what is odd about it, and ask; then sign it."""
    row = _own(request, pk)
    if not row.is_open:
        messages.error(request, "Báo cáo này đã ký và gửi rồi.")
        return redirect("reports:report", pk=pk)
    form = SignForm(request.POST or None, report=row, by=request.scope)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign(
                report=row, version=form.cleaned_data["version"],
                signed_as=form.cleaned_data["signed_as"], by=request.scope, on=today(),
            )  # fmt: skip
        except Refusal as refusal:
            row, refused = _own(request, pk), refusal.sentence
            form = SignForm(report=row, by=request.scope)  # of what stands there now
        else:
            messages.success(request, "Đã ký và gửi báo cáo. Tệp PDF đang được tạo.")
            return redirect("reports:report", pk=pk)
    context = {
        "report": row,
        "form": form,
        "refused": refused,
        "signer": request.scope.name,
        "left_out": left_out(row.outline, row.narrative, year=row.year),
        **open_content(row, count(row, on=today())),  # as it would be frozen, not as last counted
    }
    status = 422 if refused or form.errors else 200
    return render(request, "reports/sign.html", context, partial="confirm", status=status)


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
                answer=form.cleaned_data["answer"], by=request.scope, on=today(),
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
