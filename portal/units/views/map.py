"""The map: search and tree on a day, a unit's page, and suggestions for pickers."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from portal.access import Power, requires
from portal.calendar.clock import today
from portal.forms import DateField
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page
from portal.text import one_line
from portal.units.diagrams import diagram
from portal.units.forms import MapFilter
from portal.units.lookup import (
    organisation_label,
    organisations_named,
    unit_label,
    units_named,
)
from portal.units.models import AdministrativeUnit, Area, Organisation, UnitSuccession
from portal.units.tree import tree_on

_SUGGESTED = 12


@requires(Power.UNIT_READ)
@require_GET
def units(request: Request) -> HttpResponse:
    """Search over every day, or the tree of one day."""
    on_map = AdministrativeUnit.objects.on_map_of(request.scope)
    asked = MapFilter(request.GET)
    context: dict[str, object] = {"filters": asked, "day": asked.day or today()}
    if asked.words or asked.level:
        found = on_map.found_by(asked.words, level=asked.level, on=asked.day)
        order = ("rank", "sort_key", "code", "pk")
        context["page"] = keyset_page(request, found.with_parents().with_successors(), order=order)
    else:
        opened = _opened(request, asked.day or today())
        context |= {"opened": opened, "tree": tree_on(asked.day or today(), opened)}
    return render(request, "units/units.html", context, partial="rows")


@requires(Power.UNIT_READ)
@require_GET
def unit(request: Request, pk: int) -> HttpResponse:
    """A unit: its names, what it was, what it became, what works there."""
    on_map = AdministrativeUnit.objects.on_map_of(request.scope).with_parents()
    there = get_object_or_404(on_map, pk=pk)
    origins = list(UnitSuccession.objects.to_unit(there).with_units().in_order())
    followers = list(UnitSuccession.objects.from_unit(there).with_units().in_order())
    context = {
        "unit": there,
        "names": there.names.in_order(),
        "origins": origins,
        "origins_drawn": diagram(origins),
        "followers": followers,
        "followers_drawn": diagram(followers),
        "organisations": there.organisations.in_order(),
        "areas": Area.objects.visible_to(request.scope).holding(there).in_order(),
        "number_under": AdministrativeUnit.objects.under(there).on(_last_day(there)).count(),
        "last_day": _last_day(there),
        "divided": AdministrativeUnit.objects.divided().contains(there),
        "may_see_people": AdministrativeUnit.objects.visible_to(request.scope).contains(there),
    }
    return render(request, "units/unit.html", context)


@requires(Power.UNIT_READ)
@require_GET
def suggest_units(request: Request) -> HttpResponse:
    """Suggest units for a picker: those of the day that the typed words may mean, none before a word."""
    if not _typed(request):
        return render(request, "units/suggestions.html", {"labels": []})
    on_map = AdministrativeUnit.objects.on_map_of(request.scope).on(_day(request))
    found = units_named(_typed(request), on_map.at_level(one_line(request.GET.get("cap", ""))))
    labels = [unit_label(one) for one in found.with_parents().in_order()[:_SUGGESTED]]
    return render(request, "units/suggestions.html", {"labels": labels})


@requires(Power.UNIT_READ)
@require_GET
def suggest_organisations(request: Request) -> HttpResponse:
    """Suggest organisations for a picker: people's committees, departments, front committees…"""
    if not _typed(request):
        return render(request, "units/suggestions.html", {"labels": []})
    standing = Organisation.objects.on_map_of(request.scope).on(_day(request))
    found = organisations_named(_typed(request), standing).with_places().in_order()
    labels = [organisation_label(one) for one in found[:_SUGGESTED]]
    return render(request, "units/suggestions.html", {"labels": labels})


def _opened(request: Request, day: date) -> AdministrativeUnit | None:
    """Return the unit whose branch of the tree is open: the one asked for, or one's own province."""
    on_map = AdministrativeUnit.objects.on_map_of(request.scope).with_parents()
    if asked := request.GET.get("mo"):
        return on_map.on(day).numbered(asked)
    own = on_map.get(pk=request.scope.unit_id).province
    return own if own.stands_on(day) else None


def _last_day(unit: AdministrativeUnit) -> date:
    """Return the day on which to look at what lies under the unit: today, or its last."""
    return unit.valid_to or today()


def _typed(request: Request) -> str:
    """Return what has been typed in the box that asks; `o` is its name in the form."""
    return one_line(request.GET.get(request.GET.get("o", "q"), ""))[:100]


def _day(request: Request) -> date:
    try:
        return DateField(required=False).clean(request.GET.get("ngay", "")) or today()
    except ValidationError:
        return today()
