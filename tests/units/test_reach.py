"""Who reaches which units: the one mechanism of scoping."""

from collections.abc import Callable
from datetime import date

import pytest

from portal.access import Scope
from portal.units.actions import area_from_district
from portal.units.models import AdministrativeUnit, Area, Organisation

pytestmark = pytest.mark.django_db
BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)
Find = Callable[..., AdministrativeUnit]
ScopeAt = Callable[..., Scope]


def reached(scope: Scope) -> set[int]:
    return set(AdministrativeUnit.objects.visible_to(scope).values_list("pk", flat=True))


def test_a_commune_reaches_itself_and_its_whole_predecessors(unit: Find, scope_at: ScopeAt) -> None:
    former = {"07201", "07207", "07210", "07213", "07225", "07231", "07441"}
    expected = {unit(code, BEFORE).pk for code in former} | {unit("07210").pk}
    assert reached(scope_at("07210")) == expected


def test_a_divided_commune_goes_to_the_successor_that_kept_its_code_only(
    unit: Find, scope_at: ScopeAt
) -> None:
    divided = unit("00016", BEFORE)  # Ngọc Hà, divided among several; 00016 is no code of today
    assert divided.successions.filter(keeps_code=True).count() == 0
    assert divided.pk not in reached(scope_at("00004"))
    kept = AdministrativeUnit.objects.get(pk=_a_divided_one_that_kept_its_code())
    heir = kept.successions.get(keeps_code=True).successor
    other = kept.successions.filter(keeps_code=False).first()
    assert other is not None
    assert kept.pk in reached(scope_at(heir.code))
    assert kept.pk not in reached(scope_at(other.successor.code))


def _a_divided_one_that_kept_its_code() -> int:
    divided = AdministrativeUnit.objects.filter(
        successions__extent="part", successions__keeps_code=True
    )
    return divided.in_order().values_list("pk", flat=True)[0]


def test_a_province_reaches_both_eras_of_both_its_predecessors(
    unit: Find, scope_at: ScopeAt
) -> None:
    units = AdministrativeUnit.objects.all()
    own = {unit("24").pk, unit("24", BEFORE).pk, unit("27", BEFORE).pk}
    for province in tuple(own):
        own |= set(units.in_province(province).values_list("pk", flat=True))
    assert reached(scope_at("24")) == own


def test_no_commune_reaches_its_neighbour_its_province_or_another_province(
    unit: Find, scope_at: ScopeAt
) -> None:
    seen = reached(scope_at("07444"))
    assert not seen & {unit("07210").pk, unit("24").pk, unit("26170").pk}


def test_an_area_reaches_what_its_communes_reach_and_no_more(unit: Find, scope_at: ScopeAt) -> None:
    district = AdministrativeUnit.objects.districts().get(name="Lạng Giang")
    area = area_from_district(district=district, on=SINCE, by=None)
    seen = reached(scope_at("24", area_id=area.pk))
    assert unit("07375").pk in seen
    assert unit("07375", BEFORE).pk in seen
    assert unit("07210").pk not in seen
    assert unit("24").pk not in seen


def test_scoping_is_one_query_and_doubles_no_row(
    scope_at: ScopeAt, django_assert_num_queries: Callable[..., object]
) -> None:
    scope = scope_at("24")
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        rows = list(Organisation.objects.visible_to(scope).peoples_committees())
    assert len(rows) == len({row.pk for row in rows}) > 99


def test_areas_are_seen_in_their_province_only(scope_at: ScopeAt) -> None:
    district = AdministrativeUnit.objects.districts().get(name="Lạng Giang")
    area = area_from_district(district=district, on=SINCE, by=None)
    for code in ("24", "07210"):
        assert area in Area.objects.visible_to(scope_at(code))
    assert area not in Area.objects.visible_to(scope_at("26170"))
    assert area in Area.objects.editable_by(scope_at("24"))
    assert area not in Area.objects.editable_by(scope_at("07210"))
    assert area not in Area.objects.editable_by(scope_at("75"))
