"""The workspace: the outline at the left, the words and figures in the middle, what is amiss beside."""

from collections.abc import Collection
from itertools import chain

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from portal.access import Power, requires
from portal.calendar.clock import now, today
from portal.figures import Figure
from portal.htmx import render
from portal.http import Request
from portal.reports import actions, questions
from portal.reports.deadlines import with_deadlines
from portal.reports.drawing import TypedLine, typed_lines
from portal.reports.figures import FigureGroups, last_count
from portal.reports.forms import WriteForm
from portal.reports.models import Report
from portal.reports.outline import Section
from portal.reports.rules import Refusal, differences, missing
from portal.reports.views.reading import warnings


@requires(Power.REPORT_WRITE)
@require_http_methods(["GET", "POST"])
def write(request: Request, pk: int) -> HttpResponse:
    row = questions.own_open_report(request.scope, pk=pk)
    with_deadlines([row])
    groups = last_count(row, on=today()).groups
    form = WriteForm(request.POST or None, report=row, on=today(), groups=groups)
    if request.method == "POST" and form.is_valid() and _saved(request, row, form, groups):
        messages.success(request, "Đã lưu báo cáo.")
        return redirect("reports:write" if "stay" in request.POST else "reports:report", pk=row.pk)
    absent = missing(row.outline, row.narrative, year=row.year)
    context = {
        "report": row,
        "form": form,
        "on": today(),
        "counted_at": row.counted_at or now(),
        "blocks": _blocks(form, groups, row, absent),
        "missing": absent,
        **warnings(row, groups),
    }
    return render(request, "reports/write.html", context, status=422 if form.errors else 200)


def _saved(request: Request, row: Report, form: WriteForm, groups: FigureGroups) -> bool:
    data = form.cleaned_data
    try:
        actions.save_draft(
            report=row, version=data["version"], narrative=form.narrative, typed=form.typed,
            number=data["number"], issued_on=data["issued_on"], by=request.scope,
            on=today(), figures=chain.from_iterable(groups.values()),
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _blocks(
    form: WriteForm, groups: FigureGroups, row: Report, absent: Collection[str]
) -> list[dict[str, object]]:
    """Each heading with its field, the figures under it, and those that only an annex prints."""
    return [_block(section, form, groups, row, absent) for section in row.outline.sections]


def _block(
    section: Section,
    form: WriteForm,
    groups: FigureGroups,
    row: Report,
    absent: Collection[str],
) -> dict[str, object]:
    heading = row.outline.heading(section, row.year)
    lines = [_line(form, figure, row) for figure in groups.get(section.figures, [])]
    annexed = [line for line in lines if not section.holds(line.figure.key)]
    return {
        "section": section,
        "heading": heading,
        "field": None if section.heading_only else form.words_field(section.key),
        "written": bool(row.text_of(section.key).strip()),
        "missing": heading in absent,
        "figures": typed_lines(line for line in lines if section.holds(line.figure.key)),
        "annexed": typed_lines(annexed),
        "annexed_number": len(annexed),
        "annexed_open": any(line.differs or line.typed.errors for line in annexed),
    }


def _line(form: WriteForm, figure: Figure, row: Report) -> TypedLine:
    return TypedLine(figure, form.typed_field(figure.key), bool(differences([figure], row.typed)))
