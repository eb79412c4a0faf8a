"""The box "Xã, tỉnh": what no map knows is asked about, what has ended names its heirs, nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from citizens.receptions.forms import CounterForm, commune_words
from citizens.receptions.models import Matter, Reception, Visitor
from portal.accounts.models import Posting
from portal.demo.cast import posting_of

from .conftest import NUMBER, ON

pytestmark = pytest.mark.django_db
NEW = "/tiep-cong-dan/moi/"
HOW_ON = "để trống ô này và ghi cả địa chỉ vào ô “Thôn, tổ, số nhà”"


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Any:
    with time_machine.travel("2026-11-22T03:00:00+00:00", tick=False):
        yield client_of("canbo.lucnam")


@pytest.fixture
def seat() -> Posting:
    return posting_of("canbo.lucnam")


@pytest.mark.parametrize(
    ("commune", "says"),
    [
        ("xã Không Có, tỉnh Nào Đó", "Không có đơn vị nào tên “xã Không Có, tỉnh Nào Đó”"),
        ("thị trấn Đồi Ngô, tỉnh Bắc Giang", "đã kết thúc ngày 30/6/2025, nay là phường Lục Nam."),
        ("Hoa Kỳ", "Không có đơn vị nào tên “Hoa Kỳ”; gần giống là xã Kỳ Hoa, tỉnh Hà Tĩnh."),
        ("phường Lục Na", "gần giống là phường Lục Nam, thành phố Bắc Ninh."),
        ("xã Tân Tiến", "Có nhiều nơi cùng tên. Ghi thêm mã hoặc tên tỉnh"),
    ],
)
@pytest.mark.parametrize("place", [1, 3])
def test_a_unit_that_does_not_stand_is_told_beside_its_box_with_how_to_go_on(
    client: Client, typed: dict[str, Any], commune: str, says: str, place: int
) -> None:
    person = {"name": "Vi Thị Mận", "place": "Thôn Hạ", "commune": commune}
    posted = typed | {f"nguoi{place}-{name}": text for name, text in person.items()}
    response = client.post(NEW, posted | {"head_count": "2"})
    wrong = response.context["form"].people[place - 1]
    assert response.status_code == 422
    assert says in wrong.errors["commune"][0]
    assert HOW_ON in wrong.errors["commune"][0]
    assert response.context["form"].non_field_errors()[0].startswith(f"Người thứ {place}: ")
    assert commune in response.content.decode()
    assert not Reception.objects.exists()


@pytest.mark.parametrize(
    ("commune", "kept"),
    [
        ("phuong luc nam", "Thôn Đông, phường Lục Nam, thành phố Bắc Ninh"),
        ("Phường Lục Nam, tỉnh Bắc Ninh", "Thôn Đông, phường Lục Nam, thành phố Bắc Ninh"),
        ("tỉnh Đồng Nai", "Thôn Đông, thành phố Đồng Nai"),
        ("07210", "Thôn Đông, phường Bắc Giang, thành phố Bắc Ninh"),
        ("", "Thôn Đông"),
    ],
)
def test_a_unit_that_stands_is_written_by_its_name(
    client: Client, typed: dict[str, Any], commune: str, kept: str
) -> None:
    assert client.post(NEW, typed | {"nguoi1-commune": commune}).status_code == 302
    assert Visitor.objects.get().address == kept


def test_a_correction_asks_likewise(
    client: Client, log: Callable[..., Reception], typed: dict[str, Any]
) -> None:
    address = f"{log().get_absolute_url()}sua/"
    wrong = typed | {"nguoi1-commune": "xã Không Có, tỉnh Nào Đó", "nguoi1-number": ""}
    response = client.post(address, wrong)
    assert response.status_code == 422
    assert HOW_ON in response.content.decode()
    assert Visitor.objects.get().address == "Thôn Đông, phường Lục Nam"


def test_the_filled_in_commune_is_not_looked_up(
    seat: Posting, typed: dict[str, Any], django_assert_num_queries: Callable[..., Any]
) -> None:
    words = commune_words(seat.organisation)
    form = CounterForm(
        typed | {"nguoi1-commune": words}, on=ON, office=seat.organisation,
        people=[{"commune": words}], matters=Matter.objects.none(),
    )  # fmt: skip
    with django_assert_num_queries(0):
        assert form.is_valid()
    assert form.people_entries()[0].address == f"Thôn Đông, {words}"


def test_a_name_that_is_too_long_is_not_called_nobody(
    client: Client, typed: dict[str, Any]
) -> None:
    page = client.post(NEW, typed | {"nguoi1-name": "Vi " * 800}).content.decode()
    assert "ít nhất một người" not in page
    assert "Người thứ 1: " in page


def test_a_second_person_who_cannot_be_read_is_not_left_out(
    client: Client, typed: dict[str, Any]
) -> None:
    second = {"nguoi2-name": "Vi " * 80, "nguoi2-place": "Thôn Hạ", "head_count": "2"}
    assert client.post(NEW, typed | second).status_code == 422
    assert not Reception.objects.exists()


def test_nobody_is_asked_about_where_a_denouncer_lives(
    client: Client, typed: dict[str, Any]
) -> None:
    posted = typed | {"kind": "denunciation", "nguoi1-number": "", "nguoi1-commune": "Nào Đó"}
    assert client.post(NEW, posted).status_code == 302
    assert NUMBER not in client.get(Reception.objects.get().get_absolute_url()).content.decode()


def test_a_box_that_is_too_long_is_named_above_the_form(
    client: Client, typed: dict[str, Any]
) -> None:
    posted = {"nguoi1-name": "Vi Thị Mận", "nguoi1-place": "Thôn Hạ " * 30, "head_count": "2"}
    told = client.post(NEW, typed | posted).context["form"].non_field_errors()
    assert [one for one in told if one.startswith("Người thứ 1: Thôn, tổ, số nhà: Dài quá 200")]
