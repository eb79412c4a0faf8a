"""Batches of paper ballots: taking one in, counting again, closing, opening again."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from citizens.surveys import questions
from citizens.surveys.actions import ballots as actions
from citizens.surveys.figures.lists import batches_body
from citizens.surveys.forms import BatchForm, ReasonForm, RecountForm
from citizens.surveys.models import BallotBatch
from citizens.surveys.querysets import OPEN_FIRST
from portal.access import Power, requires
from portal.calendar.clock import now
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def batches(request: Request, pk: int) -> HttpResponse:
    """The batches that one may enter in a campaign, and the form that takes in the next."""
    campaign = questions.campaign(request.scope, pk=pk)
    form = BatchForm(request.POST or None, scope=request.scope, campaign=pk)
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.open_batch(**form.cleaned_data, by=request.scope)
        except ValidationError as error:
            _put(form, error)
        else:
            return redirect(batch)
    mine = BallotBatch.objects.editable_by(request.scope).of_campaign(campaign).with_unit()
    first = partial(questions.batches_first, request.scope, pk)
    page = keyset_page(request, mine, order=OPEN_FIRST, first=first)
    context = {
        "campaign": campaign,
        "form": form,
        "page": page,
        "lines": batches_body(page),
        "may_enter": campaign.is_open and bool(form.units),
    }
    return render(request, "surveys/batches.html", context, status=422 if form.errors else 200)


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def batch_close(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    batch = _batch(request, pk, batch_pk)
    missing = actions.missing_to_close(batch) if batch.is_open else None
    context = {
        "batch": batch,
        "title": f"Khóa tập {batch.code}?",
        "text": (
            f"Đếm tay {batch.counted_by_hand} phiếu, đã nhập {batch.entered} phiếu, "
            f"{_checked(batch)}. "
            + (missing or "Khóa rồi thì không thêm, sửa, xóa phiếu được; mở lại phải ghi lý do.")
        ),
        "action": "" if missing else "Khóa tập",
        "danger": bool(missing),
    }
    if request.method == "POST":
        try:
            actions.close_batch(batch=batch, by=request.scope, at=now())
        except ValidationError as error:
            context |= {"text": " ".join(error.messages), "danger": True}
            return render(
                request, "surveys/batch_confirm.html", context, partial="confirm", status=422
            )
        messages.success(request, f"Đã khóa tập {batch.code}: {batch.entered} phiếu, khớp đếm tay.")
        return redirect("surveys:batches", pk=pk)
    return render(request, "surveys/batch_confirm.html", context, partial="confirm")


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def batch_reopen(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    batch = _batch(request, pk, batch_pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_batch(batch=batch, reason=form.cleaned_data["reason"], by=request.scope)
        except ValidationError as error:
            _put(form, error)
        else:
            messages.success(request, f"Đã mở lại tập {batch.code}.")
            return redirect(batch)
    context = {
        "batch": batch,
        "form": form,
        "title": f"Mở lại tập {batch.code}?",
        "text": "Việc mở lại và lý do được ghi vào nhật ký.",
        "action": "Mở lại tập",
    }
    status = 422 if form.errors else 200
    return render(request, "surveys/batch_confirm.html", context, partial="confirm", status=status)


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def batch_drop(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    """Take a batch off the list that was opened by mistake."""
    batch = _batch(request, pk, batch_pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "Lý do bỏ"
    if request.method == "POST" and form.is_valid():
        try:
            actions.drop_batch(batch=batch, reason=form.cleaned_data["reason"], by=request.scope)
        except ValidationError as error:
            _put(form, error)
        else:
            messages.success(request, f"Đã bỏ tập {batch.code}.")
            return redirect("surveys:batches", pk=pk)
    context = {
        "batch": batch,
        "form": form,
        "title": f"Bỏ tập {batch.code}?",
        "text": "Chỉ bỏ được tập chưa nhập phiếu nào. Việc bỏ và lý do được ghi vào nhật ký.",
        "action": "Bỏ tập",
        "danger": True,
    }
    status = 422 if form.errors else 200
    return render(request, "surveys/batch_confirm.html", context, partial="confirm", status=status)


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def batch_recount(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    batch = _batch(request, pk, batch_pk)
    form = RecountForm(request.POST or None, initial={"counted_by_hand": batch.counted_by_hand})
    if request.method == "POST" and form.is_valid():
        try:
            actions.recount_batch(batch=batch, **form.cleaned_data, by=request.scope)
        except ValidationError as error:
            _put(form, error)
        else:
            messages.success(request, f"Đã sửa số đếm tay của tập {batch.code}.")
            return redirect(batch)
    context = {
        "batch": batch,
        "form": form,
        "title": f"Đếm lại tập {batch.code}",
        "text": f"Đã nhập {batch.entered} phiếu. Đếm lại số phiếu giấy trong tập rồi ghi vào đây.",
        "action": "Ghi số đếm tay",
    }
    status = 422 if form.errors else 200
    return render(request, "surveys/batch_confirm.html", context, partial="confirm", status=status)


def _checked(batch: BallotBatch) -> str:
    """Say how the second entry stands; a batch of the web, or of an old campaign, has none."""
    if not batch.second_share:
        return "tập này không có lần nhập thứ hai"
    if not batch.drawn:
        return "chưa rút phiếu để nhập lần hai"
    return f"nhập lần hai {batch.second_entered}/{batch.drawn} phiếu"


def _batch(request: Request, pk: int, batch_pk: int) -> BallotBatch:
    return questions.batch_to_enter(request.scope, pk, pk=batch_pk)


def _put(form: BatchForm | ReasonForm | RecountForm, error: ValidationError) -> None:
    """Put each sentence beside its field, and what has no field here above the form."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, says in by_field.items():
        form.add_error(name if name in form.fields else None, says)
