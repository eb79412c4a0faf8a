"""The ballot grid on a server without a database: the real page and form, ballots kept in memory."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import include, path
from django.utils.functional import SimpleLazyObject

from citizens.surveys.forms_entry import BallotForm
from citizens.surveys.management.commands.load_questionnaires import FOLDER
from citizens.surveys.models import BallotBatch, Campaign, CampaignUnit
from citizens.surveys.rules.ballots import tally
from citizens.surveys.rules.instruments import instrument_of, read_instrument
from citizens.surveys.rules.outline import read_outline
from citizens.surveys.views.grids import as_data, sections_of, tally_body
from portal.units.models import AdministrativeUnit

# By the campaign's number: one answer to a question only, and one with several answers and numbers.
SHEETS = {
    pk: read_instrument((FOLDER / name).read_bytes()).items
    for pk, name in ((1, "mot-cua-hien-hanh.toml"), (2, "hai-long-nam-yeu-to.toml"))
}
TWENTY = "# Đánh giá\n" + "".join(
    f"{number}. Việc thứ {number} [chỉ số]\n+ Hài lòng\n= Bình thường\n- Không hài lòng\n"
    for number in range(1, 21)
)
SHEETS[3] = instrument_of(
    {
        "code": "hai-muoi-cau", "name": "Hai mươi câu", "version": 1, "title": "Hai mươi câu",
        "source": "thử", "formula": "ty-le-hai-long-1", "sections": read_outline(TWENTY),
    }
).items  # fmt: skip
kept: dict[UUID, dict[str, str]] = {}


def _batch(pk: int) -> BallotBatch:
    unit = AdministrativeUnit(pk=1, name="Lục Nam", kind="ward")
    row = CampaignUnit(pk=1, campaign=Campaign(pk=pk, title="Một cửa"), unit=unit)
    return BallotBatch(pk=1, campaign_unit=row, code="A01", counted_by_hand=30, entered=len(kept))


def entry(request: HttpRequest, pk: int, batch_pk: int) -> HttpResponse:
    form = BallotForm(request.POST or None, sheet=SHEETS[pk], initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        kept[form.cleaned_data["key"]] = form.typed()
        if "json" in request.headers.get("Accept", ""):
            return JsonResponse({"ordinal": len(kept), "href": "#"})
        return redirect(request.path)
    if request.method == "POST" and "json" in request.headers.get("Accept", ""):
        return JsonResponse({"errors": form.by_code()}, status=422)
    return render(request, "surveys/entry.html", _context(form, pk))


def take_back(request: HttpRequest, pk: int, batch_pk: int) -> HttpResponse:
    typed = kept.pop(list(kept)[-1]) if kept else None
    return JsonResponse({"typed": typed})


def _context(form: BallotForm, pk: int) -> dict[str, Any]:
    sheet = SHEETS[pk]
    counts = tally(sheet, [])
    return {
        "batch": _batch(pk),
        "form": form,
        "next": len(kept) + 1,
        "latest": "",
        "tally": tally_body(sheet, counts),
        "sheet": as_data(sheet),
        "sections": sections_of(sheet),
        "items": sheet,
        "shell": SimpleLazyObject(dict),
    }


urlpatterns = [
    path("khao-sat/<int:pk>/nhap/<int:batch_pk>/", entry),
    path("khao-sat/<int:pk>/nhap/<int:batch_pk>/rut/", take_back),
    path("khao-sat/", include("citizens.surveys.urls")),
    path("", include("portal.urls")),
]
