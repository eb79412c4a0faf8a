"""Paper ballots as PDF: a blank one of a questionnaire, and numbered ones for a batch."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from citizens.surveys import questions
from citizens.surveys.forms_web import PrintForm
from citizens.surveys.models import Campaign, QuestionnaireVersion
from citizens.surveys.paper import SIZES, Heading, ballot_pdf
from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request
from portal.jobs.run import JobFailure
from portal.limits.http import limited
from portal.limits.policy import EXPORT

ASKED = "so_ban"  # stands in the address once the form is filled in


@requires(Power.RESULT_READ)
@limited(EXPORT)
@require_GET
def blank(request: Request, pk: int) -> HttpResponse:
    """One ballot as it prints, without a batch, A4 or A5."""
    rows = QuestionnaireVersion.objects.visible_to(request.scope).in_order()
    version = get_object_or_404(rows, pk=pk)
    size = request.GET.get("kho", "A4")
    size = size if size in SIZES else "A4"
    heading = Heading("Ủy ban Mặt trận Tổ quốc Việt Nam", address=_address(request))
    try:
        content = ballot_pdf(version, size=size, heading=heading)
    except JobFailure as failure:
        context = {"version": version, "says": str(failure)}
        return render(request, "surveys/print_failed.html", context, status=503)
    return pdf_response(content, name=f"phieu-{version.questionnaire.code}-{size}")


@requires(Power.BALLOT_ENTER)
@limited(EXPORT, given=ASKED)
@require_GET
def print_ballots(request: Request, pk: int) -> HttpResponse:
    """The form, and once it is filled in, the numbered ballots."""
    campaign = questions.campaign(request.scope, pk=pk)
    asked = request.GET if ASKED in request.GET else None
    form = PrintForm(asked, scope=request.scope, campaign=pk)
    if form.is_bound and form.is_valid():
        try:
            return pdf_response(_ballots(request, form, campaign), name=f"phieu-khao-sat-{pk}")
        except JobFailure as failure:
            form.add_error(None, str(failure))
    context = {"campaign": campaign, "form": form}
    return render(request, "surveys/print.html", context, status=422 if form.errors else 200)


def _ballots(request: Request, form: PrintForm, campaign: Campaign) -> bytes:
    data = form.cleaned_data
    row = data["campaign_unit"]
    heading = Heading(
        row.enterer.name, row.unit.full_name_inside, data["tap"].upper(), _address(request)
    )
    return ballot_pdf(
        campaign.version, size=data["kho"], heading=heading, first=data["tu_so"],
        copies=data["so_ban"],
    )  # fmt: skip


def _address(request: Request) -> str:
    return request.build_absolute_uri(reverse("surveys:code"))


def pdf_response(content: bytes, *, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
