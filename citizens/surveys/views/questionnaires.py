"""Questionnaires: the list, and a preview that prints as a paper ballot."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from citizens.surveys.models import QuestionnaireVersion
from citizens.surveys.rules.formulas import FORMULAS
from portal.access import Power, requires
from portal.htmx import render
from portal.http import Request
from portal.lists import first_rows


@requires(Power.RESULT_READ)
@require_GET
def questionnaires(request: Request) -> HttpResponse:
    rows = QuestionnaireVersion.objects.visible_to(request.scope).in_order().with_sizes()
    return render(request, "surveys/questionnaires.html", {"versions": first_rows(rows, 200)})


@requires(Power.RESULT_READ)
@require_GET
def questionnaire(request: Request, pk: int) -> HttpResponse:
    rows = QuestionnaireVersion.objects.visible_to(request.scope).in_order().with_sizes()
    version = get_object_or_404(rows, pk=pk)
    context = {"version": version, "formula": FORMULAS.get(version.formula)}
    return render(request, "surveys/questionnaire.html", context)
