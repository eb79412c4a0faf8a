"""A batch by spreadsheet: the template, a preview of what each line would do, and the confirmation."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.surveys import ballot_sheets, questions
from citizens.surveys.actions.imports import import_ballots
from citizens.surveys.ballot_sheets import Line
from citizens.surveys.forms_entry import BallotSheetForm
from citizens.surveys.models import Ballot, BallotBatch
from citizens.surveys.rules.ballots import apart, read_ballot, tally, unpack
from citizens.surveys.views.grids import tally_body
from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request
from portal.limits.http import SENDING, limited
from portal.limits.policy import EXPORT, UPLOAD
from portal.sheets import xlsx_response

SHOWN = 100  # lines with something wrong that a preview lists


@requires(Power.BALLOT_ENTER)
@limited(UPLOAD, on=SENDING)
@require_http_methods(["GET", "POST"])
def preview(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    """Say what each line of a filled-in sheet would do; nothing is written, the file is not kept."""
    batch = _batch(request, pk, batch_pk)
    form = BallotSheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"batch": batch, "form": form}
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["sheet"]
        try:
            lines = ballot_sheets.read_sheet(content, batch=batch, by=request.scope)
        except ValidationError as error:
            form.add_error("sheet", error)
        else:
            context |= {"form": BallotSheetForm()} | _previewed(request, batch, lines)
    return render(request, "surveys/import.html", context, status=422 if form.errors else 200)


@requires(Power.BALLOT_ENTER)
@limited(UPLOAD, on=SENDING)
@require_POST
def take_in(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    """Save the ballots that the preview found good."""
    batch = _batch(request, pk, batch_pk)
    try:
        papers = ballot_sheets.unsealed(request.POST.get("sealed", ""), batch=batch)
        ordinals = import_ballots(batch=batch, papers=papers, by=request.scope)
    except signing.BadSignature:
        messages.error(request, "Bản xem trước không còn dùng được. Hãy chọn lại tệp.")
        return redirect("surveys:sheet", pk=pk, batch_pk=batch_pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("surveys:sheet", pk=pk, batch_pk=batch_pk)
    if ordinals:
        messages.success(request, f"Đã ghi {len(ordinals)} phiếu vào tập {batch.code}.")
    else:
        messages.info(request, "Các phiếu này đã ghi từ trước, không ghi thêm phiếu nào.")
    return redirect(batch)


@requires(Power.BALLOT_ENTER)
@limited(EXPORT)
@require_GET
def template(request: Request, pk: int, batch_pk: int) -> HttpResponse:
    """A sheet with a line for each paper of the batch that is not entered yet."""
    batch = _batch(request, pk, batch_pk)
    return xlsx_response(ballot_sheets.template(batch), name=f"nhap-phieu-{pk}-{batch_pk}")


def _batch(request: Request, pk: int, batch_pk: int) -> BallotBatch:
    return questions.batch_to_enter(request.scope, pk, pk=batch_pk)


def _previewed(request: Request, batch: BallotBatch, lines: list[Line]) -> dict[str, Any]:
    """What the preview says: how many go in, what is wrong, and the tally as it would stand."""
    sheet = batch.campaign_unit.campaign.version.sheet
    fresh = [line for line in lines if line.is_new]
    wrong = [line for line in lines if line.problems]
    columns = Ballot.objects.visible_to(request.scope).in_batch(batch).newest_first()
    answers = [unpack(ballot.answers) for ballot in columns]
    answers += [read_ballot(sheet, line.typed).answers for line in fresh]
    return {
        "previewed": True,
        "lines": lines,
        "new": len(fresh),
        "there": sum(line.is_there for line in lines),
        "wrong": wrong[:SHOWN],
        "wrong_count": len(wrong),
        "after": len(answers),
        "apart": apart(counted=batch.counted_by_hand, entered=len(answers)),
        "tally": tally_body(sheet, tally(sheet, answers)),
        "sealed": ballot_sheets.sealed(fresh, batch=batch),
    }
