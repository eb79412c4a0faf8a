"""Sessions are rows: they say where and since when, and end by hand, by a change, and by time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access import Scope
from portal.accounts.actions import issue_slips, set_password_by_code, update_user
from portal.accounts.models import Session, User
from portal.demo.cast import DEMO_PASSWORD

ClientOf = Callable[[str], Client]
Scopes = Callable[[str], Scope]
LOGIN, PROFILE, MINE = "/tai-khoan/dang-nhap/", "/tai-khoan/", "/tai-khoan/phien/"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"
)
pytestmark = pytest.mark.django_db


def browser(username: str = "canbo.lucnam", agent: str = EDGE) -> Client:
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR="10.24.7.9")
    client.post(LOGIN, {"username": username, "password": DEMO_PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(PROFILE).status_code == 200


def test_a_session_says_device_address_and_times() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 1, 30, tzinfo=UTC), tick=False) as clock:
        client = browser()
        clock.shift(timedelta(minutes=45))
        browser(agent="curl/8")
        page = client.get(MINE).content.decode()
    for said in (
        "Edge 130 trên Windows 10",
        "10.24.7.9",
        "08:30, 23/11/2026",
        "09:15, 23/11/2026",
        "Phiên này",
    ):
        assert said in page


def test_a_person_ends_another_browser_of_theirs() -> None:
    here, there = browser(), browser()
    other = Session.objects.get(session_key=there.session.session_key)
    here.post(reverse("accounts:session_end", args=[other.handle]))
    assert is_in(here)
    assert not is_in(there)


def test_a_person_ends_all_but_this_session() -> None:
    here, others = browser(), [browser(), browser()]
    here.post(reverse("accounts:sessions_end_others"))
    assert [is_in(each) for each in (here, *others)] == [True, False, False]


def test_nobody_ends_the_session_of_another() -> None:
    here, theirs = browser(), browser("lanhdao.lucnam")
    handle = Session.objects.get(session_key=theirs.session.session_key).handle
    assert here.post(reverse("accounts:session_end", args=[handle])).status_code == 404
    assert is_in(theirs)


def test_an_administrator_ends_the_sessions_of_a_person(client_of: ClientOf) -> None:
    theirs = browser()
    person = User.objects.get(username="canbo.lucnam")
    client_of("quantri").post(reverse("accounts:sessions_end_all", args=[person.pk]))
    assert not is_in(theirs)


def test_a_changed_password_ends_the_other_sessions() -> None:
    here, there = browser(), browser()
    new = "mot cau that dai 1"
    here.post(reverse("accounts:password"), {"old": DEMO_PASSWORD, "new": new, "again": new})
    assert is_in(here)
    assert list(Session.objects.filter(user__username="canbo.lucnam")) == [
        Session.objects.get(session_key=here.session.session_key)
    ]
    assert not is_in(there)


def test_a_password_set_by_a_slip_ends_every_session(scopes: Scopes) -> None:
    client, user = browser(), User.objects.get(username="canbo.lucnam")
    (slip,) = issue_slips(people=[user], at=timezone.now(), by=scopes("quantri"))
    assert is_in(client)
    set_password_by_code(
        username=user.username, code=slip.code, password="một câu khác", at=timezone.now()
    )
    assert not is_in(client)
    assert not Session.objects.filter(user__username="canbo.lucnam").exists()


def test_a_person_made_inactive_is_out_at_once(scopes: Scopes) -> None:
    browser()
    user = User.objects.get(username="canbo.lucnam")
    update_user(
        user=user, full_name=user.full_name, phone="", is_active=False, by=scopes("quantri")
    )
    assert not Session.objects.of(user).exists()


def test_a_session_ends_after_a_day_of_work_however_busy_it_is() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 0, tzinfo=UTC), tick=False) as clock:
        client = browser()
        for _ in range(23):
            clock.shift(timedelta(minutes=30))
            assert is_in(client)
        clock.shift(timedelta(minutes=30))
        page = client.get(PROFILE, follow=True)
    assert page.redirect_chain[0][0].startswith(LOGIN)
    assert "Phiên làm việc đã kéo dài cả ngày" in page.content.decode()


def test_a_page_opened_within_the_minute_writes_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 1, tzinfo=UTC), tick=False) as clock:
        client = browser()
        clock.shift(timedelta(seconds=30))
        with django_assert_num_queries(5) as asked:  # session, person, posting, their list, unread
            client.get(MINE)
    assert not [each for each in asked.captured_queries if each["sql"].startswith("UPDATE")]


def test_a_logged_out_session_is_gone() -> None:
    client = browser()
    client.post(reverse("accounts:logout"))
    assert not Session.objects.filter(user__username="canbo.lucnam").exists()
