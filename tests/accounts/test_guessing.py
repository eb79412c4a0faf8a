"""Guessing passwords across names and addresses is slow; the right password of others is not shut out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from portal.accounts.models import User
from portal.demo.cast import DEMO_PASSWORD

LOGIN, OFFICE, ELSEWHERE = "/tai-khoan/dang-nhap/", "10.24.7.9", "203.0.113.5"
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def tried(
    username: str, password: str = DEMO_PASSWORD, *, at: str = OFFICE, client: Client | None = None
) -> int:
    client = client or Client()
    sent = client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=at)
    return sent.status_code


def one_password_for_many_names(count: int = 15, at: str = OFFICE) -> None:
    for number in range(count):
        tried(f"ten{number}", "Matkhau@2026", at=at)


def test_spraying_is_held_to_one_attempt_in_ten_seconds(clock: time_machine.Traveller) -> None:
    one_password_for_many_names()
    assert tried("ten98", "Matkhau@2026") == 200
    assert tried("ten99", "Matkhau@2026") == 429
    clock.shift(timedelta(seconds=10))
    assert tried("ten99", "Matkhau@2026") == 200


def test_who_logged_in_from_the_office_before_gets_in_while_somebody_sprays_there() -> None:
    tried("canbo.lucnam")
    one_password_for_many_names(20)
    assert tried("canbo.lucnam") == 302


def test_a_browser_that_is_known_gets_in_from_an_address_under_attack() -> None:
    own = Client()
    tried("canbo.lucnam", client=own, at="10.9.9.9")
    own.post("/tai-khoan/dang-xuat/")
    one_password_for_many_names(20)
    assert tried("canbo.lucnam", client=own) == 302


def test_a_known_browser_speaks_for_its_own_people_only() -> None:
    own = Client()
    tried("canbo.lucnam", client=own, at="10.9.9.9")
    own.post("/tai-khoan/dang-xuat/")
    one_password_for_many_names(16)
    assert tried("lanhdao.lucnam", client=own) == 429


def test_a_newcomer_waits_seconds_and_is_told_how_many(clock: time_machine.Traveller) -> None:
    one_password_for_many_names(16)
    page = Client().post(
        LOGIN, {"username": "canbo.lucnam", "password": DEMO_PASSWORD}, REMOTE_ADDR=OFFICE
    )
    assert (page.status_code, page["Retry-After"]) == (429, "10")
    assert "sau <strong>10 giây</strong>" in page.content.decode()
    clock.shift(timedelta(seconds=10))
    assert tried("canbo.lucnam") == 302


def test_another_address_does_not_notice() -> None:
    one_password_for_many_names(16)
    assert tried("canbo.lucnam", at=ELSEWHERE) == 302


def test_an_office_with_many_slips_on_a_busy_morning_is_no_attack() -> None:
    names = [f"canbo{number}" for number in range(30)]
    for name in names[:16]:
        User.objects.create_user(name, DEMO_PASSWORD, full_name=name)
        tried(name)
    for name in names[16:]:
        tried(name, "gõ nhầm")
    tried("khong.co", "gõ nhầm")
    tried("khong.co.2", "gõ nhầm")
    assert tried("lanhdao.lucnam") == 302


def test_one_name_tried_from_many_addresses_is_slow_for_strangers_only() -> None:
    tried("canbo.lucnam", at=OFFICE)
    for number in range(21):
        tried("canbo.lucnam", "sai", at=f"203.0.113.{number}")
    assert tried("canbo.lucnam", "sai", at="203.0.113.99") == 429
    assert tried("canbo.lucnam", at=OFFICE) == 302


def test_an_emptied_cache_opens_no_door(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    for _ in range(5):
        tried("canbo.lucnam", "sai")
    one_password_for_many_names(16)
    cache.clear()
    assert tried("canbo.lucnam") == 429
    assert tried("lanhdao.lucnam") == 429


def test_a_forged_cookie_makes_no_browser_known() -> None:
    forged = Client()
    forged.cookies["known"] = "WzEsMiwzLDQsNV0:1w0000:AAAA"
    one_password_for_many_names(16)
    assert tried("canbo.lucnam", client=forged) == 429
