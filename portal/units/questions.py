"""What the pages of the map ask, always the same: each question is put into SQL once."""

from datetime import date
from typing import Any

from portal.access import Scope
from portal.lists import USUAL, narrow
from portal.prepared import prepared, prepared_contains, prepared_count, prepared_one
from portal.units.kinds import full_name
from portal.units.models import (
    AdministrativeUnit,
    Area,
    AreaMember,
    Organisation,
    UnitName,
    UnitSuccession,
)

IN_ORDER = ("sort_key", "code", "pk")

unit = prepared_one(lambda scope: AdministrativeUnit.objects.on_map_of(scope).with_parents())

# --- the tree ---

provinces = prepared(lambda on: AdministrativeUnit.objects.provinces().as_nodes(on))
under = prepared(lambda unit, on: AdministrativeUnit.objects.under(unit).as_nodes(on))
names_of_provinces = prepared(
    lambda on: UnitName.objects.on(on).of_units(AdministrativeUnit.objects.provinces())
)
names_under = prepared(
    lambda unit, on: UnitName.objects.on(on).of_units(AdministrativeUnit.objects.under(unit))
)

# --- one unit ---

names_of = prepared(lambda unit: UnitName.objects.of(unit).in_order())
made_of = prepared(lambda unit: UnitSuccession.objects.to_unit(unit).with_units().in_order())
became = prepared(lambda unit: UnitSuccession.objects.from_one(unit).with_units().in_order())
communes_became = prepared(
    lambda unit: UnitSuccession.objects.from_district(unit).with_units().in_order()
)
organisations_of = prepared(lambda unit: Organisation.objects.of(unit).in_order())
areas_of = prepared(lambda scope, unit: Area.objects.visible_to(scope).holding(unit).in_order())
number_under = prepared_count(lambda unit, on: AdministrativeUnit.objects.under(unit).on(on))
is_divided = prepared_contains(AdministrativeUnit.objects.divided)
sees_people = prepared_contains(lambda scope: AdministrativeUnit.objects.visible_to(scope))

# --- areas ---

province = prepared_one(lambda scope: AdministrativeUnit.objects.visible_to(scope).provinces())
areas = prepared(lambda scope: Area.objects.visible_to(scope).with_size().in_order())
area_to_edit = prepared_one(lambda scope, on: Area.objects.editable_by(scope).on(on))
_communes: prepared[Any] = prepared(
    lambda scope, on: AdministrativeUnit.objects.visible_to(scope).communes().on(on).as_choices()
)
_members: prepared[Any] = prepared(
    lambda area: AreaMember.objects.filter(area=area).values_list("unit_id")
)


def communes_to_watch(scope: Scope, on: date) -> list[tuple[int, str]]:
    """Return the communes of which an area may be made: their ids and full names."""
    return [(pk, full_name(kind, name)) for pk, kind, name in _communes(scope, on)]


def members_of(area: int) -> list[int]:
    """Return the ids of the units of an area."""
    return [pk for (pk,) in _members(area)]


# --- the divided ---

divided = prepared(
    lambda scope, unit: narrow(
        AdministrativeUnit.objects.on_map_of(scope)
        .divided_in_province_of(unit)
        .as_divided()
        .order_by(*IN_ORDER),
        USUAL + 1,
    )
)
number_without_keeper = prepared_count(
    lambda unit: AdministrativeUnit.objects.divided_in_province_of(unit).without_keeper()
)
