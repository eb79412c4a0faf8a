"""The second entry of a batch: drawing, entering again, settling what differs."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from citizens.surveys import questions
from citizens.surveys.actions import second as actions
from citizens.surveys.forms import ReasonForm
from citizens.surveys.forms_entry import BallotForm, SettleForm
from citizens.surveys.models import BallotBatch, SecondEntry
from citizens.surveys.querysets_second import SecondEntryQuerySet
from citizens.surveys.rules.second import how_many, rate
from citizens.surveys.views.grids import as_data, sections_of
from portal.access import Power, requires
from portal.calendar.clock import now
from portal.htmx import render
from portal.http import Request


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def second(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    """The drawn ballots of a batch and how far each is. POST lets the server draw them."""
    batch = _batch(request, pk, batch_pk)
    if request.method == "POST":
        try:
            drawn = actions.draw_second(batch=batch, by=request.scope)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"Máy đã rút {len(drawn)} phiếu để nhập lần hai.")
        return redirect("surveys:second", pk=pk, batch_pk=batch_pk)
    rows = _rows(request, batch)
    context = {
        "batch": batch,
        "rows": rows,
        "to_draw": how_many(batch.counted_by_hand, batch.second_share),
        "next": rows.left_to(request.scope.user_id).first(),
        "waits_for_another": rows.not_entered().exists(),
        "agreement": agreement(rows.agreement_by_campaign()),
        "me": request.user.pk,
    }
    return render(request, "surveys/second.html", context)


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def second_entry(request: Request, pk: int, batch_pk: int, ordinal: int) -> HttpResponse:
    """Enter one drawn ballot again, without seeing the first entry; then the next one."""
    batch = _batch(request, pk, batch_pk)
    rows = _rows(request, batch)
    row = get_object_or_404(rows.of_ordinal(ordinal))
    sheet = batch.campaign_unit.campaign.version.sheet
    form = BallotForm(request.POST or None, sheet=sheet, initial={"key": row.ballot.key})
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.enter_second(second=row, typed=form.typed(), by=request.scope, at=now())
        except ValidationError as error:
            form.refuse("", " ".join(error.messages))
        else:
            _tell(request, kept)
            following = rows.left_to(request.scope.user_id).first()
            if following is None:
                return redirect("surveys:second", pk=pk, batch_pk=batch_pk)
            place = following.ballot.ordinal
            return redirect("surveys:second_entry", pk=pk, batch_pk=batch_pk, ordinal=place)
    context = {
        "batch": batch,
        "row": row,
        "form": form,
        "items": sheet,
        "sheet": as_data(sheet),
        "sections": sections_of(sheet),
        "is_first": row.ballot.entered_by_id == request.user.pk,
    }
    return render(request, "surveys/second_entry.html", context, status=422 if form.errors else 200)


def _tell(request: Request, kept: SecondEntry) -> None:
    ordinal = kept.ballot.ordinal
    if kept.differing:
        messages.warning(request, f"Phiếu {ordinal}: lệch {kept.differing} câu, chờ đối chiếu.")
    else:
        messages.success(request, f"Phiếu {ordinal}: hai lần nhập khớp nhau.")


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def settle(request: Request, pk: int, batch_pk: int, ordinal: int) -> HttpResponse:
    """Both entries side by side, and what the paper says."""
    batch = _batch(request, pk, batch_pk)
    row = get_object_or_404(_rows(request, batch).of_ordinal(ordinal).entered())
    sheet = batch.campaign_unit.campaign.version.sheet
    form = SettleForm(request.POST or None, sheet=sheet, second=row)
    if request.method == "POST" and form.is_valid():
        try:
            wrong = actions.settle_second(
                second=row, typed=form.typed(), by=request.scope, at=now()
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            said = f"lần đầu nhập sai {wrong} câu" if wrong else "lần đầu nhập đúng"
            messages.success(request, f"Đã thống nhất phiếu {ordinal}: {said}.")
            return redirect("surveys:second", pk=pk, batch_pk=batch_pk)
    context = {"batch": batch, "row": row, "form": form}
    return render(request, "surveys/settle.html", context, status=422 if form.errors else 200)


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def undraw(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    """Throw the drawing away, with a reason on record."""
    batch = _batch(request, pk, batch_pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "Lý do hủy"
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_drawing(
                batch=batch, reason=form.cleaned_data["reason"], by=request.scope
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Đã hủy lượt rút thăm.")
            return redirect(batch)
    context = {
        "batch": batch,
        "form": form,
        "title": f"Hủy lượt rút thăm của tập {batch.code}?",
        "text": f"{batch.second_entered} phiếu đã nhập lần hai sẽ bỏ. Việc hủy và lý do được ghi vào nhật ký.",
        "action": "Hủy lượt rút thăm",
        "danger": True,
    }
    status = 422 if form.errors else 200
    return render(request, "surveys/batch_confirm.html", context, partial="confirm", status=status)


def agreement(rows: Iterable[Any]) -> dict[str, Any]:
    """Return how well two entries of one campaign agree, with the rates in percent."""
    names = ("ballots", "unsettled", "asked", "differing", "first_wrong")
    sums = dict.fromkeys(names, 0)
    for _, *told in rows:
        sums = dict(zip(names, told, strict=True))
    return {
        **sums,
        "differing_rate": rate(sums["differing"], sums["asked"]),
        # Whose error a difference is, is known when the last one is settled.
        "error_rate": None if sums["unsettled"] else rate(sums["first_wrong"], sums["asked"]),
    }


def _rows(request: Request, batch: BallotBatch) -> SecondEntryQuerySet:
    return SecondEntry.objects.visible_to(request.scope).in_batch(batch)


def _batch(request: Request, pk: int, batch_pk: int) -> BallotBatch:
    return questions.batch_to_enter(request.scope, pk, pk=batch_pk)
