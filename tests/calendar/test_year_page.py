"""The page of the year's days off: read by everyone at work, changed by an administrator."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal.calendar.models import DayOff

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ADD = {"day": "01/07/2026", "kind": "holiday", "name": "Nghỉ bù", "certain": "on"}


def test_everyone_at_work_reads_the_days_off(client_of: ClientOf, anyone: str) -> None:
    page = client_of(anyone).get(reverse("calendar:year", args=[2026]))
    assert page.status_code == 200
    assert "Ngày Văn hóa Việt Nam" in page.content.decode()


def test_a_year_that_nobody_entered_says_what_follows(client_of: ClientOf) -> None:
    page = client_of("sonoivu").get(reverse("calendar:year", args=[2031]))
    assert "Chưa nhập ngày nghỉ của năm này" in page.content.decode()


def test_a_year_out_of_reason_is_not_found(client_of: ClientOf) -> None:
    assert client_of("sonoivu").get("/lich-lam-viec/9999/").status_code == 404


def test_only_an_administrator_changes_the_calendar(client_of: ClientOf) -> None:
    assert client_of("sonoivu").get(reverse("calendar:add")).status_code == 403
    assert client_of("quantri").get(reverse("calendar:add")).status_code == 200


def test_an_administrator_adds_a_day_and_it_shows(client_of: ClientOf) -> None:
    page = client_of("quantri").post(reverse("calendar:add"), ADD, follow=True)
    assert page.redirect_chain[0][0] == reverse("calendar:year", args=[2026])
    assert "Nghỉ bù" in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"day": "31/02/2026"}, "day", "Không có ngày"),
        ({"day": "24/11/2026"}, "day", "đã có trong lịch"),
        ({"kind": "make_up_work"}, "day", "thứ Bảy hoặc Chủ nhật"),
        ({"province": "2x"}, "province", "hai chữ số"),
        ({"name": ""}, "name", ""),
    ],
)
def test_a_wrong_day_is_refused_beside_its_field_and_nothing_typed_is_lost(
    client_of: ClientOf, wrong: dict[str, str], field: str, sentence: str
) -> None:
    page = client_of("quantri").post(reverse("calendar:add"), ADD | {"decision": "TB 1"} | wrong)
    form = page.context["form"]
    assert page.status_code == 422
    assert list(form.errors) == [field]
    assert sentence in form.errors[field][0]
    assert "TB 1" in page.content.decode()


def test_an_administrator_takes_a_day_back(client_of: ClientOf) -> None:
    row = DayOff.objects.get(day=date(2026, 11, 24))
    client = client_of("quantri")
    assert "Bỏ ngày" in client.get(reverse("calendar:remove", args=[row.pk])).content.decode()
    client.post(reverse("calendar:remove", args=[row.pk]))
    assert not DayOff.objects.in_force().filter(day=row.day).exists()
    assert client.get(reverse("calendar:remove", args=[row.pk])).status_code == 404


def test_the_page_costs_the_same_for_2_rows_and_for_20(
    client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of("quantri")
    for year in (2031, 2026):
        with django_assert_max_num_queries(9):
            client.get(reverse("calendar:year", args=[year]))
