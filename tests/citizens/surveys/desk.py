"""The ballot grid on a server without a database: the real page and form, ballots kept in memory."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import include, path
from django.utils.functional import SimpleLazyObject

from citizens.surveys.forms import BallotForm
from citizens.surveys.management.commands.load_questionnaires import FOLDER
from citizens.surveys.models import BallotBatch, Campaign, CampaignUnit
from citizens.surveys.rules.ballots import tally
from citizens.surveys.rules.instruments import read_instrument
from citizens.surveys.views.ballots import _as_data, _lines, _sections
from portal.units.models import AdministrativeUnit

SHEET = read_instrument((FOLDER / "mot-cua-hien-hanh.toml").read_bytes()).items
kept: dict[UUID, dict[str, str]] = {}


def _batch() -> BallotBatch:
    unit = AdministrativeUnit(pk=1, name="Lục Nam", kind="ward")
    row = CampaignUnit(pk=1, campaign=Campaign(pk=1, title="Một cửa"), unit=unit)
    return BallotBatch(pk=1, campaign_unit=row, code="A01", counted_by_hand=30, entered=len(kept))


def entry(request: HttpRequest, pk: int, batch_pk: int) -> HttpResponse:
    form = BallotForm(request.POST or None, sheet=SHEET, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        kept[form.cleaned_data["key"]] = form.typed()
        if "json" in request.headers.get("Accept", ""):
            return JsonResponse({"ordinal": len(kept), "href": "#"})
        return redirect(request.path)
    if request.method == "POST" and "json" in request.headers.get("Accept", ""):
        return JsonResponse({"errors": form.by_code()}, status=422)
    return render(request, "surveys/entry.html", _context(form))


def take_back(request: HttpRequest, pk: int, batch_pk: int) -> HttpResponse:
    typed = kept.pop(list(kept)[-1]) if kept else None
    return JsonResponse({"typed": typed})


def _context(form: BallotForm) -> dict[str, Any]:
    counts = tally(SHEET, [])
    return {
        "batch": _batch(),
        "form": form,
        "next": len(kept) + 1,
        "latest": [],
        "tally": [(item, counts[item.code], _lines(item, counts[item.code])) for item in SHEET],
        "sheet": _as_data(SHEET),
        "sections": _sections(SHEET),
        "items": SHEET,
        "shell": SimpleLazyObject(dict),
    }


urlpatterns = [
    path("khao-sat/<int:pk>/nhap/<int:batch_pk>/", entry),
    path("khao-sat/<int:pk>/nhap/<int:batch_pk>/rut/", take_back),
    path("khao-sat/", include("citizens.surveys.urls")),
    path("", include("portal.urls")),
]
