"""The counter on a server without a database: the real page and form, visits kept in memory."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.functional import SimpleLazyObject

from citizens.receptions.forms import CounterForm, commune_words, scanned
from citizens.receptions.models import Matter, Reception, Visitor
from citizens.receptions.rules import card_problem
from portal.htmx import render
from portal.units.models import AdministrativeUnit, Organisation

DAY = date(2026, 11, 16)
kept: dict[UUID, dict[str, str]] = {}
_PROVINCE = AdministrativeUnit(pk=1, name="Bắc Ninh", kind="province")
_WARD = AdministrativeUnit(pk=2, name="Lục Nam", kind="ward", parent=_PROVINCE)
_OFFICE = Organisation(pk=1, unit=_WARD, name="UBND phường Lục Nam")
_FILLED = {
    "received_on": DAY, "channel": "regular", "host": "official", "mode": "in_person",
    "official_name": "Nguyễn Thị Thủy", "head_count": 1, "field": "other",
}  # fmt: skip


class _People(list[Visitor]):
    more = False

    @property
    def rows(self) -> "_People":
        return self


def new(request: HttpRequest) -> HttpResponse:
    posted, cards = scanned(request.POST)
    looking = posted.get("act") == "look"
    form = CounterForm(
        None if looking else posted or None,
        initial=_FILLED | {"key": uuid4()}, on=DAY, office=_OFFICE,
        people=[{"commune": commune_words(_OFFICE)}], matters=Matter.objects.none(),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        kept[form.cleaned_data["key"]] = {name: str(value) for name, value in request.POST.items()}
        return redirect(f"/da-ghi/{len(kept)}/")
    context: dict[str, Any] = {
        "form": form,
        "cards": cards,
        "scan_problem": card_problem(posted.get("nguoi1-number", "")),
        "before": (_known(), _People()) if looking else None,
        "head_name": "Đặng Quốc Hưng",
        "shell": SimpleLazyObject(dict),
    }
    part, status = ("before", 200) if looking else ("counter", 422 if form.is_bound else 200)
    return render(request, "receptions/counter.html", context, partial=part, status=status)


def saved(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(f"<!doctype html><title>Đã ghi</title><p>Lượt tiếp số {number}")


def _known() -> _People:
    visit = Reception(pk=1, number=12, received_on=DAY)
    return _People(
        [
            Visitor(
                reception=visit,
                organisation_id=visit.organisation_id,
                name="Vi Thị Mận",
                address="Thôn Hạ",
            )
        ]
    )


urlpatterns = [
    path("tiep-cong-dan/moi/", new),
    path("da-ghi/<int:number>/", saved),
    path("", include("portal.urls")),
]
