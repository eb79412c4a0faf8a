"""The map in the database: its counts, the cases we know, and that loading twice changes nothing."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, models, transaction

from portal.audit.models import Entry
from portal.units.actions import load_units, loading
from portal.units.kinds import Level, OrganisationKind, UnitKind
from portal.units.models import (
    AdministrativeUnit,
    Organisation,
    UnitLoad,
    UnitName,
    UnitReach,
    UnitSuccession,
)

pytestmark = pytest.mark.django_db
BEFORE, SINCE, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 22)
Find = Callable[..., AdministrativeUnit]
TABLES: tuple[type[models.Model], ...] = (
    AdministrativeUnit, UnitName, UnitSuccession, Organisation, UnitReach, UnitLoad, Entry,
)  # fmt: skip


def test_there_are_34_provinces_and_3321_communes_since_july_2025() -> None:
    units = AdministrativeUnit.objects.on(SINCE)
    assert units.provinces().count() == 34
    assert units.districts().count() == 0
    assert units.communes().count() == 3321


def test_there_were_63_provinces_696_districts_and_10035_communes_before() -> None:
    units = AdministrativeUnit.objects.on(BEFORE)
    assert units.provinces().count() == 63
    assert units.districts().count() == 696
    assert units.communes().count() == 10_035


@pytest.mark.parametrize(
    ("on", "communes", "wards", "zones", "cities"),
    [(SINCE, 2621, 687, 13, 6), (date(2026, 5, 1), 2611, 697, 13, 7), (NOW, 2599, 709, 13, 9)],
)
def test_kinds_change_with_the_day(
    on: date, communes: int, wards: int, zones: int, cities: int
) -> None:
    standing = UnitName.objects.on(on).filter(unit__in=AdministrativeUnit.objects.on(on))
    assert standing.filter(kind=UnitKind.COMMUNE).count() == communes
    assert standing.filter(kind=UnitKind.WARD).count() == wards
    assert standing.filter(kind=UnitKind.SPECIAL_ZONE).count() == zones
    assert standing.filter(kind=UnitKind.CENTRAL_CITY).count() == cities


def test_loading_twice_changes_nothing() -> None:
    before = [table._default_manager.count() for table in TABLES]
    out = StringIO()
    call_command("load_units", stdout=out)
    assert "đã là bản mới nhất" in out.getvalue()
    assert [table._default_manager.count() for table in TABLES] == before


def test_loading_again_after_a_change_mends_rows_and_keeps_their_ids(unit: Find) -> None:
    there = unit("07210")
    seat = Organisation.objects.get(unit=there, kind=OrganisationKind.PEOPLE_COMMITTEE)
    before = [table._default_manager.count() for table in TABLES[:5]]
    AdministrativeUnit.objects.filter(pk=there.pk).update(name="Sai", kind=UnitKind.COMMUNE)
    Organisation.objects.filter(pk=seat.pk).update(name="Sai")
    UnitLoad.objects.update(checksum="bản trước")
    _, did_anything = load_units()
    assert did_anything
    there.refresh_from_db()
    seat.refresh_from_db()
    assert (there.full_name, seat.name) == ("Phường Bắc Giang", "UBND phường Bắc Giang")
    assert [table._default_manager.count() for table in TABLES[:5]] == before


def test_a_failed_load_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise RuntimeError("đĩa đầy")

    UnitLoad.objects.update(checksum="bản trước")
    monkeypatch.setattr(loading, "refresh_reach_of_units", fails)
    AdministrativeUnit.objects.filter(code="07210").update(name="Sai")
    with pytest.raises(RuntimeError):
        load_units()
    assert AdministrativeUnit.objects.filter(code="07210", name="Sai").exists()


def test_one_code_names_two_units_in_two_eras(unit: Find) -> None:
    assert unit("00004", BEFORE).full_name == "Phường Trúc Bạch"
    assert unit("00004", SINCE).full_name == "Phường Ba Đình"


def test_bac_giang_went_whole_to_bac_ninh_which_keeps_its_code(unit: Find) -> None:
    bac_giang, bac_ninh_before = unit("24", BEFORE), unit("27", BEFORE)
    bac_ninh = unit("24", SINCE)
    assert (bac_giang.name, bac_ninh_before.name, bac_ninh.name) == (
        "Bắc Giang", "Bắc Ninh", "Bắc Ninh",
    )  # fmt: skip
    edges = UnitSuccession.objects.filter(successor=bac_ninh)
    assert {edge.predecessor_id for edge in edges} == {bac_giang.pk, bac_ninh_before.pk}
    assert edges.get(keeps_code=True).predecessor == bac_giang
    assert {edge.legal_basis for edge in edges} == {"Nghị quyết 202/2025/QH15 ngày 12/6/2025"}
    assert AdministrativeUnit.objects.on(SINCE).communes().in_province(bac_ninh).count() == 99


def test_the_communes_of_vinh_cuu_are_where_they_went(unit: Find) -> None:
    into = {
        "Phú Lý": {"26173"}, "Trị An": {"26170"}, "Vĩnh An": {"26170"}, "Mã Đà": {"26170"},
        "Tân An": {"26179"}, "Vĩnh Tân": {"26179"}, "Thạnh Phú": {"26188"},
        "Bình Lợi": {"26188"}, "Tân Bình": {"26188"}, "Thiện Tân": {"25993"},
    }  # fmt: skip
    district = AdministrativeUnit.objects.districts().get(name="Vĩnh Cửu")
    former = AdministrativeUnit.objects.under(district)
    went = {old.name: {edge.successor.code for edge in old.successions.all()} for old in former}
    assert went == into


def test_known_communes_bear_their_codes_with_leading_zeros(unit: Find) -> None:
    assert unit("07210").full_name == "Phường Bắc Giang"
    assert unit("07444").name == "Lục Nam"
    assert unit("07444").parent == unit("24")


def test_ten_communes_of_today_are_named_tan_an() -> None:
    assert AdministrativeUnit.objects.on(NOW).communes().filter(name="Tân An").count() == 10


def test_names_of_a_unit_are_dated_rows(unit: Find) -> None:
    names = [(n.full_name, n.valid_from, n.valid_to) for n in unit("07444").names.in_order()]
    assert names == [
        ("Xã Lục Nam", SINCE, date(2026, 9, 19)), ("Phường Lục Nam", date(2026, 9, 20), None),
    ]  # fmt: skip
    hue = [name.full_name for name in unit("46").names.in_order()]
    assert hue == ["Tỉnh Thừa Thiên Huế", "Thành phố Huế"]


def test_an_island_district_without_communes_became_a_special_zone(unit: Find) -> None:
    edge = UnitSuccession.objects.get(predecessor__code="755")
    assert (edge.predecessor.level, edge.successor.full_name) == (
        Level.DISTRICT, "Đặc khu Côn Đảo",
    )  # fmt: skip


def test_organisations_stand_as_long_as_their_unit(unit: Find) -> None:
    district = AdministrativeUnit.objects.districts().get(name="Lục Nam")
    party = Organisation.objects.in_units([district.pk]).get(name="Huyện ủy Lục Nam")
    assert party.valid_to == BEFORE
    home_affairs = Organisation.objects.on(NOW).get(name="Sở Nội vụ thành phố Bắc Ninh")
    assert home_affairs.unit == unit("24")


def test_the_legal_basis_of_a_commune_is_the_resolution_of_its_province(unit: Find) -> None:
    basis = {edge.legal_basis for edge in unit("07210").origins.all()}
    assert basis == {"Nghị quyết 1658/NQ-UBTVQH15 ngày 16/6/2025"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"valid_to": date(2025, 6, 1)}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ({"level": Level.DISTRICT}, "Loại đơn vị không thuộc cấp này."),
        ({"parent": None}, "Cấp tỉnh không thuộc đơn vị nào; cấp khác phải thuộc một."),
    ],
)
def test_the_database_refuses_nonsense_with_the_form_s_words(
    unit: Find, changes: dict[str, object], says: str
) -> None:
    there = unit("07210")
    for name, value in changes.items():
        setattr(there, name, value)
    with pytest.raises(ValidationError) as refused:
        there.validate_constraints()
    assert says in refused.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        there.save()


def test_no_unit_is_its_own_parent(unit: Find) -> None:
    there = unit("07210")
    with pytest.raises(IntegrityError), transaction.atomic():
        AdministrativeUnit.objects.filter(pk=there.pk).update(parent=there)


def test_reach_is_held_by_a_unit_or_an_area_never_by_neither(unit: Find) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitReach.objects.create(unit=unit("07210"))
