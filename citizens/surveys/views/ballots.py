"""The ballot grid: one row a ballot, one column a question, number keys, no mouse.

The row in which one types is a real form: without JavaScript it posts one ballot and comes back.
With it, `static/js/surveys.js` posts the same form and gets JSON, so that the next ballot can be
typed while this one travels.
"""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from citizens.surveys import questions
from citizens.surveys.actions import ballots as actions
from citizens.surveys.forms_entry import BallotCorrectionForm, BallotForm, initial_of
from citizens.surveys.models import Ballot, BallotBatch
from citizens.surveys.rules.ballots import Item, as_typed, tally, unpack
from citizens.surveys.views.grids import as_data, latest_rows, sections_of, tally_body
from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request

LATEST = 15


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def entry(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    """Enter ballots. POST saves one; the same key again changes nothing."""
    batch = _batch(request, pk, batch_pk)
    sheet = batch.campaign_unit.campaign.version.sheet
    form = BallotForm(request.POST or None, sheet=sheet, initial={"key": uuid4()})
    if request.method == "GET":
        return render(request, "surveys/entry.html", _grid(batch, sheet, form))
    ballot = _saved(request, batch, form)
    if _wants_json(request):
        return _told(batch, form, ballot)
    if ballot is None:
        context = _grid(batch, sheet, form)
        return render(request, "surveys/entry.html", context, status=422)
    return redirect(batch)


def _saved(request: Request, batch: BallotBatch, form: BallotForm) -> Ballot | None:
    if not form.is_valid():
        return None
    try:
        ballot, _ = actions.enter_ballot(
            batch=batch, typed=form.typed(), key=form.cleaned_data["key"], by=request.scope
        )
    except ValidationError as error:
        form.refuse("", " ".join(error.messages))
        return None
    return ballot


def _told(batch: BallotBatch, form: BallotForm, ballot: Ballot | None) -> JsonResponse:
    if ballot is None:
        return JsonResponse({"errors": form.by_code()}, status=422)
    return JsonResponse({"ordinal": ballot.ordinal, "href": _href(batch, ballot.ordinal)})


@requires(Power.BALLOT_ENTER)
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int, batch_pk: int, ordinal: int) -> HttpResponse:
    """Correct one ballot of an open batch."""
    batch = _batch(request, pk, batch_pk)
    rows = Ballot.objects.visible_to(request.scope).in_batch(batch)
    ballot = get_object_or_404(rows.select_related("batch"), ordinal=ordinal)
    sheet = batch.campaign_unit.campaign.version.sheet
    initial = initial_of(as_typed(sheet, unpack(ballot.answers)), sheet) | {"key": ballot.key}
    form = BallotCorrectionForm(request.POST or None, sheet=sheet, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_ballot(ballot=ballot, typed=form.typed(), by=request.scope)
        except ValidationError as error:
            form.refuse("", " ".join(error.messages))
        else:
            messages.success(request, f"Đã sửa phiếu {ordinal}.")
            return redirect(batch)
    context = {"batch": batch, "ballot": ballot, "form": form, "items": sheet}
    context |= {"sheet": as_data(sheet), "sections": sections_of(sheet)}
    return render(request, "surveys/correct.html", context, status=422 if form.errors else 200)


@requires(Power.BALLOT_ENTER)
@require_POST
def take_back(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    """Undo the last entry; its answers come back into the row that is typed in."""
    batch = _batch(request, pk, batch_pk)
    sheet = batch.campaign_unit.campaign.version.sheet
    try:
        typed = actions.take_back_last_ballot(batch=batch, by=request.scope)
    except ValidationError as error:
        if _wants_json(request):
            return JsonResponse({"errors": {"": " ".join(error.messages)}}, status=422)
        messages.error(request, " ".join(error.messages))
        return redirect(batch)
    if _wants_json(request):
        return JsonResponse({"typed": typed})
    form = BallotForm(sheet=sheet, initial=initial_of(typed or {}, sheet) | {"key": uuid4()})
    batch.refresh_from_db(fields=["entered"])
    return render(request, "surveys/entry.html", _grid(batch, sheet, form))


def _batch(request: Request, pk: int, batch_pk: int) -> BallotBatch:
    return questions.batch_to_enter(request.scope, pk, pk=batch_pk)


def _wants_json(request: Request) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _href(batch: BallotBatch, ordinal: int) -> str:
    return f"{batch.get_absolute_url()}phieu/{ordinal}/"


def _grid(batch: BallotBatch, sheet: tuple[Item, ...], form: BallotForm) -> dict[str, Any]:
    """What the grid shows: the latest ballots, the row to type in, and the running tally."""
    ballots: Any = questions.ballots_of(batch.pk)  # of a batch that was read through its scope
    answers = [unpack(given) for _, given in ballots]
    counts = tally(sheet, answers)
    latest = [
        (ordinal, _href(batch, ordinal), as_typed(sheet, given))
        for (ordinal, _), given in zip(ballots[:LATEST], answers[:LATEST], strict=True)
    ]
    return {
        "batch": batch,
        "form": form,
        "next": batch.entered + 1,
        "latest": latest_rows(latest[::-1]),
        "earlier": max(0, len(ballots) - LATEST),
        "tally": tally_body(sheet, counts),
        "sheet": as_data(sheet),
        "sections": sections_of(sheet),
        "items": sheet,
    }
