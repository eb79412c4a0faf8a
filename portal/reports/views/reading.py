"""Reading reports: one's list, one report, its files."""

from itertools import chain
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from portal.access import Power, Scope, requires
from portal.calendar.clock import now, today
from portal.figures import Figure
from portal.files.http import as_download
from portal.files.models import Attachment
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import EXPORT
from portal.lists import keyset_page
from portal.reports import actions, questions
from portal.reports.deadlines import with_deadlines
from portal.reports.drawing import commune_lines, figure_lines
from portal.reports.figures import Count, FigureGroups, freeze, last_count
from portal.reports.files import paper_of
from portal.reports.forms import AnswerForm
from portal.reports.models import Report, ReportState
from portal.reports.paper import Paper
from portal.reports.rules import Refusal, differences, missing, unequal_sums

FILES = ("pdf", "docx", "xlsx")


@requires(Power.REPORT_READ)
@require_GET
def report_list(request: Request) -> HttpResponse:
    """The reports that one's own organisation writes."""
    mine = Report.objects.visible_to(request.scope).writable_by(request.scope).for_list()
    page = keyset_page(request, mine, order=("-year", "-revision", "-id"))
    with_deadlines(page)
    watches = request.scope.may(Power.BOARD_READ)
    return render(request, "reports/list.html", {"page": page, "on": today(), "watches": watches})


@requires(Power.REPORT_READ)
@require_GET
def report(request: Request, pk: int) -> HttpResponse:
    """One report: what it says, its figures with the rows behind them, what may be done with it."""
    return show(request, questions.report(request.scope, pk=pk))


def show(request: Request, row: Report, *, status: int = 200, **sent: Any) -> HttpResponse:
    """Draw the page of a report, with the forms that were sent and refused in place of blanks."""
    start = {"version": row.version}
    with_deadlines([row])
    allowed, content = _allowed(row, request.scope), content_of(row, request.scope)
    context = {
        "report": row,
        "on": today(),
        **allowed,
        **content,
        **_drawn(content.get("paper"), linked=allowed["mine"]),
        "answer_form": AnswerForm(initial=start),
        "next_revision": _after(row, request.scope),
        **sent,
    }
    return render(request, "reports/report.html", context, status=status)


def _after(row: Report, scope: Scope) -> Report | None:
    """Return what is written, or was sent, in place of a returned report, as far as one reads it."""
    if row.state != ReportState.RETURNED:
        return None
    return next(iter(questions.revisions(scope, row.organisation_id, row.kind, row.year)), None)


def _drawn(paper: Paper | None, *, linked: bool) -> dict[str, Any]:
    """The tables of the paper as the page shows them."""
    if paper is None:
        return {}
    return {
        "parts": [(part, figure_lines(part, linked=linked)) for part in paper.parts],
        "commune_lines": commune_lines(paper.communes),
    }


def _allowed(row: Report, scope: Scope) -> dict[str, bool]:
    """What the person may do with the report; each act asks again."""
    mine = row.organisation_id == scope.organisation_id
    return {
        "mine": mine,
        "readable": mine or not row.is_open,
        "may_write": mine and row.is_open and scope.may(Power.REPORT_WRITE),
        "may_sign": mine and row.is_open and scope.may(Power.REPORT_SIGN),
        "may_review": row.state == ReportState.SUBMITTED
        and not mine
        and scope.may(Power.REPORT_REVIEW),
    }


def content_of(row: Report, scope: Scope) -> dict[str, Any]:
    """What the report says: as it was frozen, or as it was last counted, which only its writer reads."""
    if row.frozen:
        return {"paper": paper_of(row, row.frozen)}
    if row.organisation_id != scope.organisation_id:
        return {}
    counted = last_count(row, on=today())
    return open_content(row, counted) | {"counted_at": row.counted_at or now()}


def open_content(row: Report, counted: Count) -> dict[str, Any]:
    """What an open report says with these numbers, and what is amiss with it."""
    content = freeze(row, counted, signed_by="", signed_as="", on=today())
    return {
        "paper": paper_of(row, content),
        "missing": missing(row.outline, row.narrative, year=row.year),
        **warnings(row, counted.groups),
    }


def warnings(row: Report, groups: FigureGroups) -> dict[str, Any]:
    """What is odd about the numbers of an open report."""
    figures: list[Figure] = list(chain.from_iterable(groups.values()))
    return {
        "differences": differences(figures, row.typed),
        "sums": unequal_sums(row.outline.sums, figures, row.typed),
    }


@requires(Power.REPORT_READ)
@limited(EXPORT)
@require_POST
def recount(request: Request, pk: int) -> HttpResponse:
    """Count the figures of one's own open report anew; the page shows them with the moment."""
    rows = Report.objects.visible_to(request.scope).writable_by(request.scope)
    row = get_object_or_404(rows.for_page(), pk=pk)
    try:
        actions.recount(report=row, at=now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("reports:report", pk=row.pk)


@requires(Power.REPORT_READ)
@require_GET
def files(request: Request, pk: int) -> HttpResponse:
    """The files of a report; the page asks again for its part while a worker makes them."""
    row = get_object_or_404(_readable(request), pk=pk)
    return render(request, "reports/files.html", {"report": row}, partial="files")


@requires(Power.REPORT_READ)
@limited(EXPORT)
@require_POST
def make_files(request: Request, pk: int) -> HttpResponse:
    """Have the files of a report made: the preview of an open one, or those that were lost."""
    row = get_object_or_404(_readable(request), pk=pk)
    actions.make_files(report=row, by=request.scope, on=today())
    return redirect("reports:files", pk=row.pk)


@requires(Power.REPORT_READ)
@require_GET
def download(request: Request, pk: int, suffix: str) -> HttpResponseBase:
    row = get_object_or_404(_readable(request).select_related(*FILES), pk=pk)
    attachment: Attachment | None = getattr(row, suffix) if suffix in FILES else None
    if attachment is None:
        raise Http404("Tệp chưa được tạo.")
    return as_download(attachment)


def _readable(request: Request) -> Any:
    rows = Report.objects.visible_to(request.scope).readable_by(request.scope)
    return rows.for_page()
