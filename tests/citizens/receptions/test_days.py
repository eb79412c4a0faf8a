"""The head's reception days: planned once, held on their day, kept or missed by the month's law."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from citizens.receptions.models import ReceptionDay
from portal.calendar.models import DayOff
from portal.calendar.rules import DayKind
from portal.demo.cast import posting_of
from tests.shown import shown

pytestmark = pytest.mark.django_db
DAYS = "/tiep-cong-dan/lich/"


@pytest.fixture(autouse=True)
def on_the_day() -> Any:
    with time_machine.travel("2026-11-22T03:00:00+00:00", tick=False):
        yield


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("canbo.lucnam")


@pytest.fixture
def asked() -> dict[str, str]:
    return {
        "day": "20/11/2026", "host": "head", "host_name": "Đặng Quốc Hưng, Chủ tịch",
        "channel": "periodic", "publicised_on": "10/11/2026",
    }  # fmt: skip


def test_a_day_is_planned_and_held(client: Client, asked: dict[str, str]) -> None:
    assert client.post(DAYS, asked).status_code == 302
    planned = ReceptionDay.objects.get()
    settling = f"{DAYS}{planned.pk}/"
    client.post(settling, shown(client, settling) | {"state": "held"})
    page = client.get(DAYS).content.decode()
    assert "1/2 ngày" in page
    assert "Chưa đủ" in page
    assert "Thiếu ngày" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"publicised_on": "21/11/2026"}, "không thể sau ngày tiếp"),
        ({"day": "99/99/2026"}, "Không có ngày"),
        ({"host_name": ""}, "Họ tên, chức vụ"),
    ],
)
def test_a_day_that_cannot_be_is_told(
    client: Client, asked: dict[str, str], wrong: dict[str, str], says: str
) -> None:
    response = client.post(DAYS, asked | wrong)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not ReceptionDay.objects.exists()


def test_a_day_stands_in_the_schedule_once(client: Client, asked: dict[str, str]) -> None:
    client.post(DAYS, asked)
    response = client.post(DAYS, asked)
    assert response.status_code == 422
    assert "đã có trong lịch" in response.content.decode()


def test_a_day_to_come_was_not_held_yet(client: Client, asked: dict[str, str]) -> None:
    client.post(DAYS, asked | {"day": "23/11/2026"})
    settling = f"{DAYS}{ReceptionDay.objects.get().pk}/"
    response = client.post(settling, shown(client, settling) | {"state": "held"})
    assert "chưa đến, chưa thể ghi là đã tiếp" in response.content.decode()


def test_putting_a_day_off_needs_its_reason(client: Client, asked: dict[str, str]) -> None:
    client.post(DAYS, asked)
    settling = f"{DAYS}{ReceptionDay.objects.get().pk}/"
    response = client.post(settling, shown(client, settling) | {"state": "cancelled"})
    assert "Hãy ghi lý do hoãn, hủy" in response.content.decode()


@pytest.mark.parametrize(("public", "late"), [("13/11/2026", False), ("16/11/2026", True)])
def test_a_day_made_public_too_late_says_so(
    client: Client, asked: dict[str, str], public: str, late: bool
) -> None:
    client.post(DAYS, asked | {"publicised_on": public})
    assert ("chưa đủ 5 ngày làm việc" in client.get(DAYS).content.decode()) is late


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("day", "01/01/2090", "trong vòng một năm"),
        ("day", "30/06/2025", "Cơ quan hoạt động từ ngày 01/07/2025"),
        ("host_name", "😀", "không có ký tự"),
        ("host_name", "123", "Hãy ghi họ tên"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(
    client: Client, asked: dict[str, str], field: str, typed: str, told: str
) -> None:
    page = client.post(DAYS, asked | {field: typed})
    assert page.status_code == 422
    assert told in page.context["form"].errors[field][0]
    assert not ReceptionDay.objects.exists()


@pytest.mark.parametrize(("whose", "in_time"), [("canbo.lucnam", False), ("canbo.trian", True)])
def test_the_own_provinces_days_off_count_for_the_notice(
    client: Client, asked: dict[str, str], whose: str, in_time: bool
) -> None:
    client.post(DAYS, asked | {"publicised_on": "13/11/2026"})
    told = "chưa đủ 5 ngày làm việc"
    assert told not in client.get(DAYS).content.decode()
    province = posting_of(whose).organisation.unit.province
    DayOff.objects.create(
        day=date(2026, 11, 17), kind=DayKind.HOLIDAY, name="Lễ", province=province
    )
    assert (told not in client.get(DAYS).content.decode()) is in_time
