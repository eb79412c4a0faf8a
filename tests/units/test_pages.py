"""The pages of the map and of the areas, as each person of the cast meets them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from portal.accounts.models import User
from portal.units.actions import area_from_district
from portal.units.models import AdministrativeUnit, Area, UnitName
from tests.shown import shown

pytestmark = pytest.mark.django_db
BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)
Find = Callable[..., AdministrativeUnit]
ClientOf = Callable[[str], Client]


def page(client: Client, path: str, status: int = 200, *, htmx: bool = False) -> str:
    response = client.get(path, headers={"HX-Request": "true"} if htmx else None)
    assert response.status_code == status, path
    return response.content.decode()


def area_of(name: str) -> Area:
    district = AdministrativeUnit.objects.districts().get(name=name, parent__name="Bắc Giang")
    return area_from_district(district=district, on=SINCE, by=None)


def test_everyone_at_work_finds_a_unit_without_marks(anyone: str, client_of: ClientOf) -> None:
    html = page(client_of(anyone), "/don-vi/?q=phuong+bac+giang")
    assert "Phường Bắc Giang" in html
    assert "07210" in html


def test_the_named_unit_comes_before_those_that_only_hold_its_words(client_of: ClientOf) -> None:
    html = page(client_of("sonoivu"), "/don-vi/?q=tan+an&ngay=22/11/2026")
    assert html.index("Xã Tân An") < html.index("Xã An Phú Tân")


def test_a_former_unit_shows_what_it_is_now(client_of: ClientOf) -> None:
    html = page(client_of("sonoivu"), "/don-vi/?q=phuong+tran+phu,+bac+giang,+bac+giang")
    assert "hết 30/06/2025" in html
    assert "phường Bắc Giang" in html


def test_a_search_without_result_says_what_to_try(client_of: ClientOf) -> None:
    assert "Không tìm thấy đơn vị nào" in page(client_of("sonoivu"), "/don-vi/?q=mat+trang")


def test_the_tree_is_that_of_the_day(client_of: ClientOf, unit: Find) -> None:
    client, district = client_of("sonoivu"), AdministrativeUnit.objects.get(code="735")
    now = page(client, "/don-vi/")
    assert "Thành phố Bắc Ninh" in now
    assert "Tỉnh Bắc Giang" not in now
    then = page(client, f"/don-vi/?ngay=30/6/2025&mo={district.pk}")
    assert "Tỉnh Bắc Giang" in then
    assert "Huyện Vĩnh Cửu" in then
    assert "Thị trấn Vĩnh An" in then
    assert "Tỉnh Bắc Ninh" in page(client, "/don-vi/?ngay=1/7/2025")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31/2/2025", "Không có ngày 31/2/2025 trong lịch."),
        ("hôm qua", "“hôm qua” không phải là ngày."),
    ],
)
def test_a_wrong_day_is_told_beside_its_box_and_kept(
    client_of: ClientOf, typed: str, says: str
) -> None:
    html = page(client_of("sonoivu"), f"/don-vi/?q=tan+an&ngay={typed}")
    assert says in html
    assert f'value="{typed}"' in html
    assert says in page(client_of("sonoivu"), f"/don-vi/?ngay={typed}", htmx=True)


def test_htmx_gets_the_rows_only(client_of: ClientOf) -> None:
    part = page(client_of("sonoivu"), "/don-vi/?q=tan+an", htmx=True)
    assert "<html" not in part
    assert 'id="rows"' in part


def test_a_long_result_goes_on_by_key(client_of: ClientOf) -> None:
    client = client_of("sonoivu")
    response = client.get("/don-vi/?q=tan")
    first = [unit.pk for unit in response.context["page"]]
    following = client.get(response.context["page"].next_href)
    assert len(first) == 25
    assert not set(first) & {unit.pk for unit in following.context["page"]}


def test_a_list_costs_the_same_for_one_row_and_for_a_whole_page(client_of: ClientOf) -> None:
    client, costs = client_of("sonoivu"), []
    for words in ("vinh tan, dong nai", "tan, dong nai"):
        with CaptureQueriesContext(connection) as asked:
            response = client.get("/don-vi/", {"q": words})
        costs.append((len(response.context["page"]), len(asked)))
    (few, cost_of_few), (many, cost_of_many) = costs
    assert few < 3 < 25 == many
    assert cost_of_few == cost_of_many


def test_the_tree_costs_the_same_for_each_province(client_of: ClientOf, unit: Find) -> None:
    client, costs = client_of("sonoivu"), set()
    for code in ("24", "79"):
        with CaptureQueriesContext(connection) as asked:
            client.get("/don-vi/", {"mo": unit(code).pk})
        costs.add(len(asked))
    assert len(costs) == 1


def test_a_unit_page_tells_its_names_origins_basis_and_organisations(
    client_of: ClientOf, unit: Find
) -> None:
    html = page(client_of("canbo.bacgiang"), unit("07444").get_absolute_url())
    for words in (
        "Xã Lục Nam", "Phường Lục Nam", "20/09/2026", "Nghị quyết 388/NQ-UBTVQH16 ngày 04/8/2026",
        "Thị trấn Đồi Ngô", "Nghị quyết 1658/NQ-UBTVQH15 ngày 16/6/2025", "UBND phường Lục Nam",
        "Huyện Lục Nam (cũ)", "<svg class=\"unit-drawing\"",
    ):  # fmt: skip
        assert words in html, words


def test_an_unknown_basis_is_said_to_be_unknown(client_of: ClientOf, unit: Find) -> None:
    html = page(client_of("sonoivu"), unit("07444", BEFORE).get_absolute_url())
    assert "chưa xác định" in html
    assert "đã kết thúc ngày 30/06/2025" in html


def test_a_district_page_draws_where_its_communes_went(client_of: ClientOf) -> None:
    district = AdministrativeUnit.objects.get(code="735")
    html = page(client_of("sonoivu"), district.get_absolute_url())
    for words in ("Mã Đà", "Phường Trị An", "Phường Tân Triều", "203/2025/QH15", "Huyện ủy"):
        assert words in html, words


def test_a_unit_that_is_not_is_404(client_of: ClientOf) -> None:
    page(client_of("sonoivu"), "/don-vi/999999999/", status=404)


def test_people_of_a_unit_are_shown_to_those_who_reach_it(client_of: ClientOf, unit: Find) -> None:
    path = reverse("accounts:unit_people", args=[unit("07444").pk])
    assert "Nguyễn Thị Thủy" in page(client_of("sonoivu"), path)
    assert "Nguyễn Thị Thủy" in page(client_of("canbo.lucnam"), path)
    page(client_of("canbo.bacgiang"), path, status=404)
    page(client_of("canbo.trian"), path, status=404)
    unit_page = unit("07444").get_absolute_url()
    assert path in page(client_of("sonoivu"), unit_page)
    assert path not in page(client_of("canbo.trian"), unit_page)


@pytest.mark.parametrize("path", ["goi-y/?q=phuong bac giang", "goi-y/?o=xa&xa=07210"])
def test_suggestions_can_be_typed_back(client_of: ClientOf, path: str) -> None:
    html = page(client_of("canbo.lucnam"), f"/don-vi/{path}")
    assert 'value="07210 Phường Bắc Giang, thành phố Bắc Ninh"' in html


def test_organisations_are_suggested_by_name_and_place(client_of: ClientOf) -> None:
    html = page(client_of("quantri"), "/don-vi/goi-y/co-quan/?q=so noi vu, bac ninh")
    assert "24 Sở Nội vụ thành phố Bắc Ninh" in html


def test_province_staff_make_an_area_from_a_former_district(client_of: ClientOf) -> None:
    client = client_of("sonoivu")
    district = AdministrativeUnit.objects.get(name="Lạng Giang", level="district")
    path = f"/don-vi/dia-ban/tu-huyen/?huyen={district.pk}"
    assert "Phường Kép" in page(client, path)
    made = client.post(path, {"name": "Lạng Giang (cũ)", "valid_from": "22/11/2026"})
    area = Area.objects.get(name="Lạng Giang (cũ)")
    assert made.headers["Location"] == area.get_absolute_url()
    assert area.units.filter(name="Kép").exists()
    assert "Phường Kép" in page(client, area.get_absolute_url())


def test_a_second_area_of_one_name_is_refused_beside_the_name(
    client_of: ClientOf, unit: Find
) -> None:
    area = area_of("Lạng Giang")
    again = {"name": area.name, "valid_from": "22/11/2026", "units": [unit("07399").pk]}
    client, address = client_of("sonoivu"), "/don-vi/dia-ban/moi/"
    response = client.post(address, shown(client, address) | again)
    assert response.status_code == 422
    assert "đang mở cùng tên" in response.context["form"].errors["name"][0]
    assert f'value="{escape(area.name)}"' in response.content.decode()


def test_an_area_by_hand_holds_what_was_ticked(client_of: ClientOf, unit: Find) -> None:
    ticked = {"name": "Vùng 1", "valid_from": "1/7/2026", "units": [unit("07399").pk]}
    client, address = client_of("sonoivu"), "/don-vi/dia-ban/moi/"
    client.post(address, shown(client, address) | ticked)
    assert [one.code for one in Area.objects.get(name="Vùng 1").units.all()] == ["07399"]


def test_a_commune_of_another_province_cannot_be_smuggled_in(
    client_of: ClientOf, unit: Find
) -> None:
    wrong = {"name": "Vùng 2", "valid_from": "1/7/2026", "units": [unit("26170").pk]}
    client, address = client_of("sonoivu"), "/don-vi/dia-ban/moi/"
    response = client.post(address, shown(client, address) | wrong)
    assert response.status_code == 422
    assert not Area.objects.filter(name="Vùng 2").exists()


def test_a_district_of_another_province_makes_no_area(client_of: ClientOf) -> None:
    district = AdministrativeUnit.objects.get(code="735")
    html = page(client_of("sonoivu"), f"/don-vi/dia-ban/tu-huyen/?huyen={district.pk}")
    assert "Không có đơn vị cấp huyện cũ này trong tỉnh." in html


def test_an_area_is_edited_and_closed_by_its_province(client_of: ClientOf, unit: Find) -> None:
    client, area = client_of("sonoivu"), area_of("Lạng Giang")
    change = {"name": "Kép", "units": [unit("07399").pk]}
    address = reverse("units:area_edit", args=[area.pk])
    client.post(address, shown(client, address) | change)
    client.post(reverse("units:area_close", args=[area.pk]), {"valid_to": "1/10/2026"})
    area.refresh_from_db()
    assert (area.name, area.units.count(), area.valid_to) == ("Kép", 1, date(2026, 10, 1))
    page(client, reverse("units:area_edit", args=[area.pk]), status=404)


def test_an_area_cannot_be_closed_before_it_began(client_of: ClientOf) -> None:
    area = area_of("Lạng Giang")
    path = reverse("units:area_close", args=[area.pk])
    response = client_of("sonoivu").post(path, {"valid_to": "1/1/2020"})
    assert response.status_code == 422
    assert "từ ngày bắt đầu trở đi" in response.content.decode()


@pytest.mark.parametrize("name", ["area_edit", "area_close"])
def test_others_may_read_areas_of_their_province_and_change_none(
    client_of: ClientOf, name: str
) -> None:
    area = area_of("Lạng Giang")
    for username in ("canbo.lucnam", "mttq.tinh", "quantri"):
        page(client_of(username), area.get_absolute_url())
        page(client_of(username), reverse(f"units:{name}", args=[area.pk]), status=403)
    page(client_of("canbo.trian"), area.get_absolute_url(), status=404)


def test_an_administrator_posts_a_person_by_the_name_of_the_place(
    client_of: ClientOf, unit: Find
) -> None:
    client, person = client_of("quantri"), User.objects.get(username="canbo.lucnam")
    path = reverse("accounts:posting_new", args=[person.pk])
    assert 'list="id_organisation_goi_y"' in page(client, path)
    posting = {
        "organisation": "ubnd phuong bac giang, bac ninh", "role": "commune_official",
        "starts_on": "22/11/2026",
    }  # fmt: skip
    assert client.post(path, posting).status_code == 302
    assert person.postings.filter(organisation__unit=unit("07210")).exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("UBND xã Mặt Trăng", "Không có cơ quan nào tên “UBND xã Mặt Trăng”"),
        ("UBND xã Tân An, Đồng Nai", "Không có cơ quan nào tên “UBND xã Tân An, Đồng Nai”"),
        ("Huyện ủy Lục Nam", "Huyện ủy Lục Nam đã kết thúc ngày 30/6/2025."),
    ],
)
def test_a_place_that_is_not_one_is_told_beside_its_box_and_kept(
    client_of: ClientOf, typed: str, says: str
) -> None:
    person = User.objects.get(username="canbo.lucnam")
    path = reverse("accounts:posting_new", args=[person.pk])
    response = client_of("quantri").post(path, {"organisation": typed, "role": "front"})
    assert says in response.context["form"].errors["organisation"][0]
    assert f'value="{typed}"' in response.content.decode()


@pytest.mark.parametrize("path", ["goi-y/", "goi-y/co-quan/", "goi-y/?q= ", "goi-y/co-quan/?q=👍"])
def test_nothing_is_suggested_before_a_word_is_typed(client_of: ClientOf, path: str) -> None:
    assert "<option" not in page(client_of("quantri"), f"/don-vi/{path}")


def test_a_line_that_opens_escapes_its_name_and_keeps_what_was_asked(client_of: ClientOf) -> None:
    one = AdministrativeUnit.objects.provinces().exclude(children=None).earliest("pk")
    UnitName.objects.filter(unit=one).update(name='<b>"Giang"</b>')
    tree = page(client_of("sonoivu"), "/don-vi/?mo=0&ngay=01%2F10%2F2026")
    assert "&lt;b&gt;&quot;Giang&quot;&lt;/b&gt;" in tree
    assert "<b>" not in tree
    assert f'href="?mo={one.pk}&amp;ngay=01%2F10%2F2026"' in tree


def test_a_name_in_the_tree_is_escaped(client_of: ClientOf, unit: Find) -> None:
    UnitName.objects.filter(unit=unit("07210")).update(name="<b>Giang</b>")
    assert "Phường &lt;b&gt;Giang&lt;/b&gt;</a>" in page(client_of("sonoivu"), "/don-vi/")
