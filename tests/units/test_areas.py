"""Areas: made in one act from a former district or by hand, changed, closed, each on record."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.access import Scope
from portal.audit.models import Entry
from portal.units.actions import area_from_district, close_area, create_area, update_area
from portal.units.models import AdministrativeUnit, Area

pytestmark = pytest.mark.django_db
BEFORE, SINCE, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 22)
Find = Callable[..., AdministrativeUnit]
ScopeAt = Callable[..., Scope]


def vinh_cuu() -> AdministrativeUnit:
    return AdministrativeUnit.objects.districts().get(name="Vĩnh Cửu")


def test_an_area_from_a_former_district_holds_its_successors_of_today() -> None:
    area = area_from_district(district=vinh_cuu(), on=SINCE, by=None)
    codes = set(area.units.values_list("code", flat=True))
    assert codes == {"26173", "26170", "26179", "26188", "25993"}
    assert (area.name, area.province.code) == ("Huyện Vĩnh Cửu (cũ)", "75")


def test_making_an_area_is_recorded_with_what_it_holds(scope_at: ScopeAt) -> None:
    area = area_from_district(district=vinh_cuu(), on=SINCE, by=scope_at("75"))
    entry = Entry.objects.get(act="area.create", target_id=str(area.pk))
    assert entry.says == "Lập địa bàn “Huyện Vĩnh Cửu (cũ)” từ huyện Vĩnh Cửu, gồm 5 đơn vị."
    assert "Phường Tân Triều (26188)" in entry.values.changes["gồm"][1]


def test_two_open_areas_of_a_province_cannot_share_a_name(unit: Find) -> None:
    area_from_district(district=vinh_cuu(), on=SINCE, by=None, name="Vùng 1")
    with pytest.raises(ValidationError, match="đang mở cùng tên"):
        create_area(province=unit("75"), name="Vùng 1", units=[unit("26170")], by=None, on=SINCE)


@pytest.mark.parametrize(("code", "on"), [("07210", SINCE), ("26170", BEFORE)])
def test_an_area_refuses_communes_of_another_province_or_of_the_past(
    unit: Find, code: str, on: date
) -> None:
    with pytest.raises(ValidationError) as refused:
        create_area(province=unit("75"), name="Vùng 2", units=[unit(code, on)], by=None, on=SINCE)
    assert "units" in refused.value.message_dict
    assert not Area.objects.filter(name="Vùng 2").exists()


def test_an_empty_area_is_refused(unit: Find) -> None:
    with pytest.raises(ValidationError, match="Chọn ít nhất một"):
        create_area(province=unit("75"), name="Trống", units=[], by=None, on=SINCE)


def test_changing_an_area_changes_what_it_reaches(unit: Find, scope_at: ScopeAt) -> None:
    boss = scope_at("75")
    area = area_from_district(district=vinh_cuu(), on=SINCE, by=boss)
    update_area(area=area, name="Trị An", units=[unit("26170")], by=boss, on=NOW)
    reached = set(area.reach.values_list("unit__code", flat=True))
    assert reached == {"26170", "26176", "26200"}
    entry = Entry.objects.get(act="area.update", target_id=str(area.pk))
    assert entry.values.changes["tên"] == ["Huyện Vĩnh Cửu (cũ)", "Trị An"]


def test_a_closed_area_cannot_end_before_it_began(scope_at: ScopeAt) -> None:
    area = area_from_district(district=vinh_cuu(), on=SINCE, by=None)
    with pytest.raises(ValidationError, match="từ ngày bắt đầu trở đi"):
        close_area(area=area, by=scope_at("75"), on=BEFORE)


def test_a_closed_area_frees_its_name(scope_at: ScopeAt) -> None:
    area = area_from_district(district=vinh_cuu(), on=SINCE, by=None)
    close_area(area=area, by=scope_at("75"), on=NOW)
    assert area not in Area.objects.on(date(2026, 11, 23))
    again = area_from_district(district=vinh_cuu(), on=NOW, by=None)
    assert again.name == area.name
