"""The map: search and tree on a day, a unit's page, and suggestions for pickers."""

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from portal.access import Power, requires
from portal.calendar.clock import today
from portal.forms import DateField
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page
from portal.text import one_line
from portal.units import questions
from portal.units.diagrams import diagram
from portal.units.forms import MapFilter
from portal.units.kinds import Level
from portal.units.lookup import (
    organisation_label,
    organisations_named,
    unit_label,
    units_named,
)
from portal.units.models import AdministrativeUnit, Organisation, UnitSuccession
from portal.units.tree import drawn, tree_on

_SUGGESTED = 12


@requires(Power.UNIT_READ)
@require_GET
def units(request: Request) -> HttpResponse:
    """Search over every day, or the tree of one day."""
    asked = MapFilter(request.GET)
    context: dict[str, object] = {"filters": asked, "day": asked.day or today()}
    if asked.words or asked.level:
        on_map = AdministrativeUnit.objects.on_map_of(request.scope)
        found = on_map.found_by(asked.words, level=asked.level, on=asked.day)
        order = ("rank", "sort_key", "code", "pk")
        context["page"] = keyset_page(request, found.with_parents().with_successors(), order=order)
    else:
        day = asked.day or today()
        context["tree"] = drawn(tree_on(day, _opened(request, day)), request)
    return render(request, "units/units.html", context, partial="rows")


@requires(Power.UNIT_READ)
@require_GET
def unit(request: Request, pk: int) -> HttpResponse:
    """A unit: its names, what it was, what it became, what works there."""
    scope = request.scope
    there = questions.unit(scope, pk=pk)
    origins, followers = questions.made_of(pk), _became(there)
    context = {
        "unit": there,
        "names": questions.names_of(pk),
        "origins": origins,
        "origins_drawn": diagram(origins),
        "followers": followers,
        "followers_drawn": diagram(followers),
        "organisations": questions.organisations_of(pk),
        "areas": partial(questions.areas_of, scope, pk),  # asked where it is shown
        "number_under": questions.number_under(pk, _last_day(there)),
        "last_day": _last_day(there),
        "divided": questions.is_divided(row=there),
        "may_see_people": questions.sees_people(scope, row=there),
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
    if asked := request.GET.get("mo"):
        on_map = AdministrativeUnit.objects.on_map_of(request.scope).with_parents()
        return on_map.on(day).numbered(asked)
    own = questions.unit(request.scope, pk=request.scope.unit_id).province
    return own if own.stands_on(day) else None


def _became(unit: AdministrativeUnit) -> list[UnitSuccession]:
    """Return what became of a unit; of a district, what became of its communes."""
    is_district = unit.level == Level.DISTRICT
    return questions.communes_became(unit.pk) if is_district else questions.became(unit.pk)


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
