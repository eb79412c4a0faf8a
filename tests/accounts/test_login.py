from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessLog
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from portal.access import Role
from portal.accounts.actions import create_user, post
from portal.accounts.models import Posting, User
from portal.accounts.scopes import scope_of
from portal.calendar.clock import today
from portal.demo.cast import DEMO_PASSWORD, posting_of

ClientOf = Callable[[str], Client]
LOGIN = "/tai-khoan/dang-nhap/"


def log_in(client: Client, username: str, password: str = DEMO_PASSWORD, **more: str) -> int:
    return client.post(LOGIN, {"username": username, "password": password, **more}).status_code


@pytest.fixture
def user(db: None) -> User:
    found: User = User.objects.get(username="canbo.lucnam")
    return found


def test_the_right_password_opens_the_start_page(user: User, client: Client) -> None:
    assert log_in(client, user.username) == 302
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_wrong_password_is_told_without_saying_which_was_wrong(
    user: User, client: Client
) -> None:
    page = client.post(LOGIN, {"username": user.username, "password": "sai"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page.content.decode()


def test_five_wrong_passwords_lock_the_person_at_that_address_only(
    user: User, client: Client
) -> None:
    for _ in range(5):
        log_in(client, user.username, "sai")
    assert log_in(client, user.username) == 429
    assert log_in(Client(), "lanhdao.lucnam") == 302


def test_a_session_ends_an_hour_after_the_last_page(user: User, client: Client) -> None:
    address = reverse("accounts:profile")
    with time_machine.travel(datetime(2026, 11, 23, 1, tzinfo=UTC), tick=False) as clock:
        log_in(client, user.username)
        clock.shift(timedelta(minutes=59))
        assert client.get(address).status_code == 200
        clock.shift(timedelta(minutes=59))
        assert client.get(address).status_code == 200
        clock.shift(timedelta(minutes=61))
        assert client.get(address)["Location"].startswith(LOGIN)


def test_behind_the_proxy_the_lock_counts_by_the_address_that_the_proxy_saw(
    user: User, client: Client, settings: Settings
) -> None:
    settings.BEHIND_PROXY = True
    for _ in range(5):
        client.post(
            LOGIN, {"username": user.username, "password": "sai"},
            headers={"X-Forwarded-For": "1.1.1.1, 10.0.0.7"},
        )  # fmt: skip
    here = {"X-Forwarded-For": "9.9.9.9, 10.0.0.7"}
    there = {"X-Forwarded-For": "10.0.0.7, 10.0.0.8"}
    right = {"username": user.username, "password": DEMO_PASSWORD}
    assert client.post(LOGIN, right, headers=here).status_code == 429
    assert client.post(LOGIN, right, headers=there).status_code == 302


@pytest.mark.parametrize("told", ["", "unknown", "fe80::1%eth0", "1.2.3.4:5678", "' OR 1=1 --"])
def test_a_proxy_that_names_no_address_asks_for_itself(
    user: User, client: Client, settings: Settings, told: str
) -> None:
    settings.BEHIND_PROXY = True
    right = {"username": user.username, "password": DEMO_PASSWORD}
    assert client.post(LOGIN, right, headers={"X-Forwarded-For": told}).status_code == 302
    assert AccessLog.objects.latest("id").ip_address == "127.0.0.1"


def test_an_inactive_person_does_not_get_in(user: User, client: Client) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert log_in(client, user.username) == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("wanted", ["https://example.com/", "//example.com/", "/\\example.com"])
def test_login_never_leads_to_another_site(user: User, client: Client, wanted: str) -> None:
    sent = client.post(
        LOGIN, {"username": user.username, "password": DEMO_PASSWORD, "next": wanted}
    )
    assert sent["Location"] == "/"


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("sai", "mot cau that dai 1", "mot cau that dai 1", "Mật khẩu hiện tại không đúng"),
        (DEMO_PASSWORD, "ngan", "ngan", "12"),
        (DEMO_PASSWORD, "mot cau that dai 1", "mot cau khac 12", "không giống nhau"),
        (DEMO_PASSWORD, DEMO_PASSWORD, DEMO_PASSWORD, "phải khác mật khẩu hiện tại"),
        (DEMO_PASSWORD, "123456789012345", "123456789012345", "số"),
    ],
)
def test_a_bad_new_password_gets_its_sentence(
    user: User, client: Client, old: str, new: str, again: str, sentence: str
) -> None:
    log_in(client, user.username)
    page = client.post(reverse("accounts:password"), {"old": old, "new": new, "again": again})
    assert sentence in page.content.decode()


def test_a_changed_password_keeps_the_session(user: User, client: Client) -> None:
    log_in(client, user.username)
    new = "mot cau that dai 1"
    client.post(reverse("accounts:password"), {"old": DEMO_PASSWORD, "new": new, "again": new})
    user.refresh_from_db()
    assert user.check_password(new)
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_person_without_a_posting_is_told_so(user: User, client_of: ClientOf) -> None:
    Posting.objects.filter(user=user).update(ends_on=today() - timedelta(days=1))
    client = client_of(user.username)
    assert client.get(reverse("accounts:profile"))["Location"] == reverse("accounts:postings")
    assert "Chưa có phân công" in client.get(reverse("accounts:postings")).content.decode()


def test_a_person_with_two_postings_chooses_one(user: User, client_of: ClientOf) -> None:
    second = post(
        user=user, organisation=posting_of("canbo.bacgiang").organisation, role=Role.COMMUNE_OFFICIAL,
        job_title="", area=None, starts_on=today(), ends_on=None, by=None,
    )  # fmt: skip
    client = client_of(user.username)
    assert client.get(reverse("accounts:profile"))["Location"] == reverse("accounts:postings")
    client.post(reverse("accounts:postings"), {"posting": second.pk})
    page = client.get(reverse("accounts:profile"))
    assert page.wsgi_request.scope.organisation_id == second.organisation_id  # type: ignore[attr-defined]


def test_nobody_chooses_the_posting_of_another(user: User, client_of: ClientOf) -> None:
    other = posting_of("sonoivu")
    sent = client_of(user.username).post(reverse("accounts:postings"), {"posting": other.pk})
    assert sent.status_code == 404


def test_a_posting_names_its_organisation_by_words(client_of: ClientOf) -> None:
    made = create_user(
        username="moi", full_name="Mới", phone="", by=scope_of(posting_of("quantri"))
    )
    client, address = client_of("quantri"), reverse("accounts:posting_new", args=[made.pk])
    form = {"role": Role.COMMUNE_OFFICIAL, "starts_on": "01/09/2026"}
    unknown = client.post(address, form | {"organisation": "UBND xã Không Có"}).content.decode()
    assert "UBND xã Không Có" in unknown
    assert client.post(address, form | {"organisation": "ubnd phuong luc nam"}).status_code == 302
    assert made.postings.get().organisation.unit.code == "07444"
