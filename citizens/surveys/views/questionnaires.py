"""Questionnaires: the list, and a preview that prints as a paper ballot."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from citizens.surveys.actions import questionnaires as actions
from citizens.surveys.forms_build import START, BuildForm, initial_of
from citizens.surveys.models import QuestionnaireVersion
from citizens.surveys.paper import sections_of_paper
from citizens.surveys.querysets import works_for_front
from citizens.surveys.rules.formulas import FORMULAS
from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request
from portal.lists import first_rows
from portal.units.kinds import Level


@requires(Power.RESULT_READ)
@require_GET
def questionnaires(request: Request) -> HttpResponse:
    rows = QuestionnaireVersion.objects.visible_to(request.scope).in_order().with_sizes()
    context = {"versions": first_rows(rows, 200), "may_build": _may_build(request)}
    return render(request, "surveys/questionnaires.html", context)


@requires(Power.RESULT_READ)
@require_GET
def questionnaire(request: Request, pk: int) -> HttpResponse:
    rows = QuestionnaireVersion.objects.visible_to(request.scope).in_order().with_sizes()
    version = get_object_or_404(rows, pk=pk)
    context = {
        "version": version,
        "formula": FORMULAS.get(version.formula),
        "sections": sections_of_paper(version.sheet),
        "coverages": version.coverage_rules.order_by("valid_from", "pk"),
        "may_build": _may_build(request),
    }
    return render(request, "surveys/questionnaire.html", context)


@requires(Power.CAMPAIGN_MANAGE)
@require_http_methods(["GET", "POST"])
def build(request: Request, pk: int | None = None) -> HttpResponse:
    """Build a questionnaire, or the next version of one, with a preview before it is kept."""
    if not _may_build(request):
        messages.error(request, "Chỉ Ủy ban MTTQ cấp tỉnh soạn được phiếu hỏi.")
        return redirect("surveys:questionnaires")
    known = QuestionnaireVersion.objects.visible_to(request.scope)
    base = get_object_or_404(known.in_order(), pk=pk) if pk else None
    number = (
        QuestionnaireVersion.objects.visible_to(request.scope).next_number_of(base) if base else 1
    )
    initial = initial_of(base) if base else {"outline": START}
    form = BuildForm(request.POST or None, base=base, next_number=number, initial=initial)
    if request.method == "POST" and form.is_valid() and form.instrument and "luu" in request.POST:
        try:
            version = actions.save_built(instrument=form.instrument, by=request.scope)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Đã ghi phiếu hỏi, bản {version.number}.")
            return redirect(version)
    preview = form.instrument
    context = {
        "form": form,
        "base": base,
        "number": number,
        "preview": preview,
        "sections": sections_of_paper(preview.items) if preview else [],
    }
    return render(request, "surveys/build.html", context, status=422 if form.errors else 200)


def _may_build(request: Request) -> bool:
    of_province = request.scope.unit_level == Level.PROVINCE and works_for_front(request.scope)
    return of_province and request.scope.may(Power.CAMPAIGN_MANAGE)
