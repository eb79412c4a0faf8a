"""The counter's page: one screen, saved once, every mistake told in Vietnamese with nothing lost."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from citizens.receptions.models import Handling, Matter, Reception, Visitor

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_the_day"),
]
Log = Callable[..., Reception]
NEW = "/tiep-cong-dan/moi/"


@pytest.fixture
def on_the_day() -> Any:
    with time_machine.travel("2026-11-22T03:00:00+00:00", tick=False):
        yield


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("canbo.lucnam")


def test_the_page_comes_with_office_day_and_official_filled_in(client: Client) -> None:
    page = client.get(NEW).content.decode()
    assert 'value="22/11/2026"' in page
    assert 'value="Nguyễn Thị Thủy"' in page
    assert "phường Lục Nam" in page


def test_a_visit_is_written_with_its_person_matter_and_reply_date(
    client: Client, typed: dict[str, Any]
) -> None:
    response = client.post(NEW, typed)
    reception = Reception.objects.get()
    assert response.headers["Location"] == reception.get_absolute_url()
    assert reception.visitors.get().address == "Thôn Đông, phường Lục Nam, thành phố Bắc Ninh"
    assert f"{reception.handlings.get().reply_by}" == "2026-12-01"  # 24/11 is a day off


def test_pressing_save_twice_makes_one_row(client: Client, typed: dict[str, Any]) -> None:
    places = {client.post(NEW, typed).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert (Reception.objects.count(), Visitor.objects.count(), Matter.objects.count()) == (1, 1, 1)


def test_the_same_key_in_another_commune_is_another_visit(
    client: Client, client_of: Callable[[str], Client], typed: dict[str, Any]
) -> None:
    client.post(NEW, typed)
    client_of("canbo.bacgiang").post(NEW, typed)
    assert Reception.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": ""}, "Hãy chọn loại vụ việc."),
        ({"outcome": ""}, "Hãy chọn hướng xử lý."),
        ({"received_on": "23/11/2026"}, "ở sau hôm nay (22/11/2026)"),
        ({"received_on": "31/02/2026"}, "Không có ngày 31/02/2026"),
        ({"received_on": "hôm nay"}, "không phải là ngày"),
        ({"nguoi1-number": "0240790012345"}, "có 13 chữ số"),
        ({"nguoi1-name": "Nguyễn 😀"}, "hãy bỏ ký tự “😀”"),
        ({"nguoi1-name": ""}, "Hãy ghi họ và tên."),
        ({"nguoi1-place": ""}, "Hãy ghi địa chỉ."),
        ({"nguoi1-name": "", "nguoi1-number": "", "nguoi1-place": ""}, "ít nhất một người"),
        ({"summary": " "}, "Hãy tóm tắt nội dung"),
        ({"outcome": "forwarded"}, "Hãy ghi cơ quan có thẩm quyền"),
        ({"field": "corruption"}, "Kiến nghị có các lĩnh vực"),
        ({"head_count": "0"}, "Số người"),
        ({"head_count": "nhiều"}, "Nhập một số nguyên"),
        ({"mode": "online", "received_on": "30/06/2026"}, "Tiếp trực tuyến chỉ có từ"),
        ({"host": "head"}, "Thủ trưởng, người được ủy quyền tiếp định kỳ"),
        ({"matter": "999999"}, "Không có vụ việc này trong phạm vi"),
        ({"key": "x"}, "Chưa lưu được"),
    ],
)
def test_a_mistake_gets_a_sentence_and_nothing_typed_is_lost(
    client: Client, typed: dict[str, Any], wrong: dict[str, str], says: str
) -> None:
    posted = typed | {"note": "Ghi chú còn nguyên"} | wrong
    response = client.post(NEW, posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert says in page
    assert "Ghi chú còn nguyên" in page
    assert not Reception.objects.exists()


def test_five_hundred_people_with_too_many_representatives(
    client: Client, typed: dict[str, Any]
) -> None:
    named = {
        f"nguoi{place}-{name}": value
        for place in range(1, 4)
        for name, value in {"name": "Nguyễn Văn Tuấn", "place": "Thôn Đông"}.items()
    }
    page = client.post(NEW, typed | named | {"head_count": "7"}).content.decode()
    assert "Đoàn 7 người chỉ cử 1 hoặc 2 người đại diện, đã ghi 3" in page


def test_nine_representatives_of_five_hundred_are_told_and_come_back(
    client: Client, typed: dict[str, Any]
) -> None:
    names = [
        f"Nguyễn Văn {name}" for name in ["An", "Ba", "Chí", "Dần", "Em", "Gấm", "Hà", "Khê", "Lân"]
    ]
    nine = {
        f"nguoi{place}-{box}": value
        for place, name in enumerate(names, start=1)
        for box, value in (("name", name), ("place", "Thôn Đông"), ("number", ""))
    }
    answer = client.post(NEW, typed | nine | {"head_count": "500"})
    assert answer.status_code == 422
    assert "nhiều nhất 5 người đại diện, đã ghi 9 (Điều 29" in answer.content.decode()
    assert [one["name"].value() for one in answer.context["form"].people] == names
    assert not Reception.objects.exists()


def test_a_name_typed_in_nfd_is_kept_in_nfc_and_found_without_marks(
    client: Client, typed: dict[str, Any]
) -> None:
    client.post(NEW, typed | {"nguoi1-name": "Nguye\u0302\u0303n Thi\u0323 Hoa\u0300"})
    assert Visitor.objects.get().name == "Nguyễn Thị Hoà"
    for asked in ("nguyen thi hoa", "Nguyễn Thị Hòa", "Hoà"):
        assert "Nguyễn Thị Hoà" in client.get("/tiep-cong-dan/", {"q": asked}).content.decode()


def test_who_came_before_is_shown_and_the_visit_joins_the_matter(
    client: Client, typed: dict[str, Any], log: Log
) -> None:
    log()
    page = client.post(NEW, typed | {"act": "look"}, headers={"HX-Request": "true"})
    assert "Đã đến trước đây" in page.content.decode()
    assert "<html" not in page.content.decode()
    joined = typed | {"matter": str(Matter.objects.get().pk), "summary": ""}
    assert client.post(NEW, joined).status_code == 302
    assert Matter.objects.count() == 1
    assert Handling.objects.count() == 2


def test_who_came_before_is_found_without_javascript_too(
    client: Client, typed: dict[str, Any], log: Log
) -> None:
    log()
    page = client.post(NEW, typed | {"act": "look"}).content.decode()
    assert "<html" in page
    assert "Đã đến trước đây" in page
    assert "Xin sửa đường liên thôn" in page


def test_who_came_to_another_commune_is_not_told(
    client_of: Callable[[str], Client], typed: dict[str, Any], log: Log
) -> None:
    log()
    page = client_of("canbo.bacgiang").post(NEW, typed | {"act": "look"}).content.decode()
    assert "chưa từng đến đây" in page


def test_a_matter_of_another_commune_cannot_be_joined(
    client_of: Callable[[str], Client], typed: dict[str, Any], log: Log
) -> None:
    log()
    joined = typed | {"matter": str(Matter.objects.get().pk)}
    assert client_of("canbo.bacgiang").post(NEW, joined).status_code == 422


def test_an_answer_given_at_once_owes_nothing(client: Client, typed: dict[str, Any]) -> None:
    client.post(NEW, typed | {"outcome": "explained"})
    assert not Handling.objects.owed().exists()


def test_under_htmx_the_saved_visit_leads_the_whole_page(
    client: Client, typed: dict[str, Any]
) -> None:
    response = client.post(NEW, typed, headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == Reception.objects.get().get_absolute_url()
