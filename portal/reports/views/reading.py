"""Reading reports: one's list, one report, its files."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from portal.access import Power, requires
from portal.audit.models import Entry
from portal.calendar.clock import today
from portal.files.http import as_download
from portal.files.models import Attachment
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page
from portal.reports import actions
from portal.reports.figures import figures_of
from portal.reports.files import paper_of
from portal.reports.forms import AnswerForm, SignForm
from portal.reports.models import Report, ReportState
from portal.reports.rules import missing

FILES = ("pdf", "docx", "xlsx")


@requires(Power.REPORT_READ)
@require_GET
def report_list(request: Request) -> HttpResponse:
    """The reports that one's own organisation writes."""
    mine = Report.objects.visible_to(request.scope).writable_by(request.scope).for_list()
    page = keyset_page(request, mine, order=("-year", "-revision", "-id"))
    watches = request.scope.may(Power.BOARD_READ)
    return render(request, "reports/list.html", {"page": page, "on": today(), "watches": watches})


@requires(Power.REPORT_READ)
@require_GET
def report(request: Request, pk: int) -> HttpResponse:
    """One report: what it says, its figures with the rows behind them, what may be done with it."""
    row = get_object_or_404(Report.objects.visible_to(request.scope).for_page(), pk=pk)
    return show(request, row)


def show(request: Request, row: Report, *, status: int = 200, **sent: Any) -> HttpResponse:
    """Draw the page of a report, with the forms that were sent and refused in place of blanks."""
    start = {"version": row.version}
    mine = row.organisation_id == request.scope.organisation_id
    reviews = request.scope.may(Power.REPORT_REVIEW) and not mine
    context = {
        "report": row,
        "groups": None if row.frozen else figures_of(row, on=today()),
        "paper": paper_of(row, row.frozen) if row.frozen else None,
        "missing": missing(row.outline, row.narrative, year=row.year) if row.is_open else [],
        "why": row.outline.window.why(row.year),
        "on": today(),
        "history": Entry.objects.visible_to(request.scope).about(row)[:50],
        "mine": mine,
        "may_write": mine and row.is_open and request.scope.may(Power.REPORT_WRITE),
        "may_sign": mine and row.is_open and request.scope.may(Power.REPORT_SIGN),
        "may_review": reviews and row.state == ReportState.SUBMITTED,
        "sign_form": SignForm(outline=row.outline, initial=start),
        "answer_form": AnswerForm(initial=start),
        **sent,
    }
    return render(request, "reports/report.html", context, status=status)


@requires(Power.REPORT_READ)
@require_POST
def make_files(request: Request, pk: int) -> HttpResponse:
    """Have the files of a report made: the preview of an open one, or those that were lost."""
    row = get_object_or_404(Report.objects.visible_to(request.scope).for_page(), pk=pk)
    actions.make_files(report=row, by=request.scope)
    return redirect("reports:report", pk=row.pk)


@requires(Power.REPORT_READ)
@require_GET
def download(request: Request, pk: int, suffix: str) -> FileResponse:
    rows = Report.objects.visible_to(request.scope).select_related(*FILES)
    row = get_object_or_404(rows, pk=pk)
    attachment: Attachment | None = getattr(row, suffix) if suffix in FILES else None
    if attachment is None:
        raise Http404("Tệp chưa được tạo.")
    return as_download(attachment)
