"""Finding units: as typed in a box, as named in a document, as they are called now."""

from collections.abc import Callable
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from portal.units.forms import OrganisationField, UnitField
from portal.units.history import find_by_full_name, find_organisation, province_of, successors_on
from portal.units.lookup import unit_called
from portal.units.models import AdministrativeUnit

pytestmark = pytest.mark.django_db
BEFORE, SINCE, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 22)
Find = Callable[..., AdministrativeUnit]


def called(text: str, on: date = NOW) -> AdministrativeUnit:
    return unit_called(text, AdministrativeUnit.objects.all(), on=on)


@pytest.mark.parametrize(
    "text", ["phường bắc giang", "Phuong Bac Giang", "bac giang", "07210", "7210 x", "07210 Phường"]
)
def test_search_finds_with_and_without_marks_and_by_code(text: str) -> None:
    found = AdministrativeUnit.objects.on(NOW).search(text)
    assert found.filter(code="07210").exists() == (text != "7210 x")


def test_search_knows_old_tone_placement_and_dd() -> None:
    old = {u.pk for u in AdministrativeUnit.objects.search("Hoà Bình")}
    assert old
    assert old == {u.pk for u in AdministrativeUnit.objects.search("hòa bình")}
    assert AdministrativeUnit.objects.search("dong nai").filter(code="75").exists()


def test_search_for_signs_alone_finds_nothing() -> None:
    assert not AdministrativeUnit.objects.search("%_/").exists()


def test_search_after_a_comma_keeps_the_province() -> None:
    found = AdministrativeUnit.objects.on(NOW).communes().search("tan an, dong nai")
    assert [unit.code for unit in found] == ["26179"]


def test_search_finds_a_former_name_of_a_standing_unit() -> None:
    assert AdministrativeUnit.objects.search("thua thien hue").filter(code="46").exists()
    assert AdministrativeUnit.objects.search("xã lục nam").filter(code="07444").exists()


@pytest.mark.parametrize(
    "text",
    ["Phường Bắc Giang", "bac giang, bac ninh", "07210", "07210 Phường Bắc Giang, thành phố Bắc Ninh"],
)  # fmt: skip
def test_a_typed_name_a_code_and_a_suggestion_say_the_same_unit(text: str) -> None:
    assert called(text).code == "07210"


def test_a_name_of_many_units_asks_for_the_code_or_the_province() -> None:
    with pytest.raises(ValidationError, match=r"Ghi thêm mã hoặc tên tỉnh: .* Xã Tân An, "):
        called("xã tân an")


def test_an_unknown_name_gets_one_clear_sentence() -> None:
    with pytest.raises(ValidationError, match="Không có đơn vị nào tên “xã Mặt Trăng”"):
        called("xã Mặt Trăng")


def test_a_closed_unit_says_when_it_ended_and_what_it_is_now() -> None:
    said = "Phường Trần Phú đã kết thúc ngày 30/6/2025, nay là phường Bắc Giang."
    with pytest.raises(ValidationError) as refused:
        called("Phường Trần Phú, Bắc Giang, Bắc Giang")
    assert refused.value.messages == [said]


def test_a_unit_field_keeps_what_was_typed_and_says_what_is_wrong() -> None:
    class Form(forms.Form):
        commune = UnitField(label="Xã", among=AdministrativeUnit.objects.communes())

    form = Form({"commune": "xã Mặt Trăng"})
    assert not form.is_valid()
    assert "Không có đơn vị nào" in form.errors["commune"][0]
    assert form["commune"].value() == "xã Mặt Trăng"
    assert Form({"commune": "07210"}).is_valid()
    assert not Form({"commune": "24"}).is_valid()


def test_an_organisation_field_takes_its_own_suggestion_back() -> None:
    field = OrganisationField(label="Cơ quan")
    chosen = field.clean("07210 UBND phường Bắc Giang")
    assert chosen is not None
    assert field.clean(field.prepare_value(chosen.pk)) == chosen


@pytest.mark.parametrize(
    ("text", "on", "code", "ended"),
    [
        ("tỉnh Bắc Giang", date(2022, 5, 1), "24", True),
        ("TỈNH BẮC GIANG", date(2022, 5, 1), "24", True),
        ("tỉnh Bắc Ninh", SINCE, "24", False),
        ("thành phố Bắc Ninh", NOW, "24", False),
        ("huyện Vĩnh Cửu", date(2024, 5, 1), "735", True),
    ],
)
def test_a_full_name_is_read_on_the_day_of_the_document(
    text: str, on: date, code: str, ended: bool
) -> None:
    found = find_by_full_name(text, on=on)
    assert found is not None
    assert (found.code, found.valid_to is not None) == (code, ended)


def test_a_full_name_of_nothing_or_of_many_is_none() -> None:
    assert find_by_full_name("tỉnh Bắc Giang", on=NOW) is None
    assert find_by_full_name("xã Tân An", on=NOW) is None


def test_a_full_name_of_many_is_told_apart_by_its_province(unit: Find) -> None:
    found = find_by_full_name("xã Tân An", on=NOW, within=unit("75"))
    assert found == unit("26179")


def test_an_old_issuer_is_read_through_succession(unit: Find) -> None:
    bac_giang = find_by_full_name("tỉnh Bắc Giang", on=date(2022, 5, 1))
    assert bac_giang is not None
    assert successors_on(bac_giang, NOW) == [unit("24")]
    assert successors_on(unit("24"), NOW) == [unit("24")]


def test_a_former_district_is_followed_through_its_communes(unit: Find) -> None:
    district = AdministrativeUnit.objects.districts().get(name="Vĩnh Cửu")
    now = {one.code for one in successors_on(district, NOW)}
    assert now == {"26173", "26170", "26179", "26188", "25993"}
    assert province_of(unit("26170")) == unit("75")


@pytest.mark.parametrize(
    ("text", "on", "name"),
    [
        ("Ủy ban nhân dân tỉnh Bắc Giang", date(2022, 5, 1), "UBND tỉnh Bắc Giang"),
        ("UBND TỈNH BẮC GIANG", date(2022, 5, 1), "UBND tỉnh Bắc Giang"),
        ("Tỉnh ủy Đồng Nai", date(2024, 1, 8), "Tỉnh ủy Đồng Nai"),
        ("Huyện ủy Vĩnh Cửu", date(2024, 1, 8), "Huyện ủy Vĩnh Cửu"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam phường Bắc Giang", NOW,
         "Ủy ban MTTQ Việt Nam phường Bắc Giang"),
        ("Sở Nội vụ thành phố Bắc Ninh", NOW, "Sở Nội vụ thành phố Bắc Ninh"),
    ],
)  # fmt: skip
def test_an_organisation_is_read_as_documents_call_it(text: str, on: date, name: str) -> None:
    found = find_organisation(text, on=on)
    assert found is not None
    assert found.name == name
