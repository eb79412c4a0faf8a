"""The workspace: the outline at the left, the words and figures in the middle, what is amiss beside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.reports import actions
from portal.reports.figures import FigureGroups, figures_of
from portal.reports.forms import WriteForm
from portal.reports.models import Report
from portal.reports.rules import Refusal, missing


@requires(Power.REPORT_WRITE)
@require_http_methods(["GET", "POST"])
def write(request: Request, pk: int) -> HttpResponse:
    rows = Report.objects.visible_to(request.scope).writable_by(request.scope)
    row = get_object_or_404(rows.open().for_page(), pk=pk)
    groups = figures_of(row, on=today())
    form = WriteForm(request.POST or None, report=row, groups=groups)
    if request.method == "POST" and form.is_valid() and _saved(request, row, form):
        messages.success(request, "Đã lưu báo cáo.")
        return redirect("reports:write" if "stay" in request.POST else "reports:report", pk=row.pk)
    context = {
        "report": row,
        "form": form,
        "blocks": _blocks(form, groups, row),
        "missing": missing(row.outline, row.narrative, year=row.year),
    }
    return render(request, "reports/write.html", context, status=422 if form.errors else 200)


def _saved(request: Request, row: Report, form: WriteForm) -> bool:
    data = form.cleaned_data
    try:
        actions.save_draft(
            report=row, version=data["version"], narrative=form.narrative, typed=form.typed,
            number=data["number"], issued_on=data["issued_on"], by=request.scope,
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _blocks(form: WriteForm, groups: FigureGroups, row: Report) -> list[dict[str, object]]:
    """Each heading with its field and the figures under it."""
    return [
        {
            "section": section,
            "heading": row.outline.heading(section, row.year),
            "field": None if section.heading_only else form.words_field(section.key),
            "written": bool(row.text_of(section.key).strip()),
            "figures": [
                {"figure": figure, "typed": form.typed_field(figure.key)}
                for figure in groups.get(section.figures, [])
            ],
        }
        for section in row.outline.sections
    ]
