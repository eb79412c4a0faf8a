"""The page of the year's days off: read by everyone at work, changed by an administrator."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal.calendar.models import DayOff
from portal.demo.cast import posting_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ADD = {"day": "01/07/2026", "kind": "holiday", "name": "Nghỉ bù", "certain": "on", "seen": "1"}


def test_everyone_at_work_reads_the_days_off(client_of: ClientOf, anyone: str) -> None:
    page = client_of(anyone).get(reverse("calendar:year", args=[2026]))
    assert page.status_code == 200
    assert "Ngày Văn hóa Việt Nam" in page.content.decode()


def test_a_year_that_nobody_entered_says_what_follows(client_of: ClientOf) -> None:
    page = client_of("sonoivu").get(reverse("calendar:year", args=[2031]))
    assert "Chưa nhập ngày nghỉ của năm này" in page.content.decode()


def test_a_year_out_of_reason_is_not_found(client_of: ClientOf) -> None:
    assert client_of("sonoivu").get("/lich-lam-viec/9999/").status_code == 404


def test_only_who_manages_the_calendar_changes_it(client_of: ClientOf) -> None:
    for username in ("canbo.lucnam", "lanhdao.lucnam", "diaban.lucnam", "mttq.tinh"):
        assert client_of(username).get(reverse("calendar:add")).status_code == 403
    assert client_of("quantri").get(reverse("calendar:add")).status_code == 200


@pytest.mark.parametrize("username", ["sonoivu", "quantri"])
def test_a_province_marks_its_own_days_and_no_other(client_of: ClientOf, username: str) -> None:
    client, foreign = client_of(username), posting_of("canbo.trian").organisation.unit.province.pk
    assert "Cả nước" not in client.get(reverse("calendar:add")).content.decode()
    client.post(reverse("calendar:add"), ADD | {"province": str(foreign)})
    marked = DayOff.objects.get(day=date(2026, 7, 1))
    assert marked.province == posting_of("sonoivu").organisation.unit


@pytest.mark.parametrize("username", ["sonoivu", "quantri"])
def test_a_province_takes_back_its_own_days_alone(client_of: ClientOf, username: str) -> None:
    client, nations = client_of(username), DayOff.objects.get(day=date(2026, 11, 24))
    assert client.post(reverse("calendar:remove", args=[nations.pk])).status_code == 404
    client.post(reverse("calendar:add"), ADD)
    own = DayOff.objects.get(day=date(2026, 7, 1))
    assert client.post(reverse("calendar:remove", args=[own.pk])).status_code == 302


def test_what_would_move_is_shown_before_a_day_is_marked(client_of: ClientOf) -> None:
    asked = {name: value for name, value in ADD.items() if name != "seen"}
    page = client_of("quantri").post(reverse("calendar:add"), asked)
    assert "Không việc đang mở nào đổi hạn" in page.content.decode()
    assert 'name="name" value="Nghỉ bù"' in page.content.decode()
    assert not DayOff.objects.filter(day=date(2026, 7, 1)).exists()


def test_an_administrator_adds_a_day_and_it_shows(client_of: ClientOf) -> None:
    page = client_of("quantri").post(reverse("calendar:add"), ADD, follow=True)
    assert page.redirect_chain[0][0] == reverse("calendar:year", args=[2026])
    assert "Nghỉ bù" in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"day": "31/02/2026"}, "day", "Không có ngày"),
        ({"day": "05/07/2026", "kind": "make_up_work"}, "day", "Cả nước nghỉ"),
        ({"kind": "make_up_work"}, "day", "thứ Bảy hoặc Chủ nhật"),
        ({"name": ""}, "name", ""),
    ],
)
def test_a_wrong_day_is_refused_beside_its_field_and_nothing_typed_is_lost(
    client_of: ClientOf, wrong: dict[str, str], field: str, sentence: str
) -> None:
    call_command("national_day", "2026-07-05", "--name", "Nghỉ", stdout=StringIO())
    page = client_of("quantri").post(reverse("calendar:add"), ADD | {"decision": "TB 1"} | wrong)
    form = page.context["form"]
    assert page.status_code == 422
    assert list(form.errors) == [field]
    assert sentence in form.errors[field][0]
    assert "TB 1" in page.content.decode()


def test_an_administrator_takes_a_day_back(client_of: ClientOf) -> None:
    client = client_of("quantri")
    client.post(reverse("calendar:add"), ADD)
    row = DayOff.objects.get(day=date(2026, 7, 1))
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
