"""A posting ends by its date, in an open session too; administrators are warned before."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import time_machine
from django.test import Client
from django.urls import reverse

from portal.access import Scope
from portal.accounts.models import Posting, User
from portal.accounts.querysets import left_without_officials
from portal.calendar.clock import today
from portal.demo.cast import posting_of

ClientOf = Callable[[str], Client]
Scopes = Callable[[str], Scope]
LAST = date(2026, 12, 10)
FRONT_OF_LUC_NAM = ("mttq.lucnam", "mttq2.lucnam")


def last_day(username: str, day: date) -> None:
    Posting.objects.filter(user__username=username).update(ends_on=day)


def test_a_session_loses_its_scope_on_the_day_after(client_of: ClientOf) -> None:
    last_day("canbo.lucnam", LAST)
    with time_machine.travel(datetime(2026, 12, 10, 16, 40, tzinfo=UTC), tick=False) as clock:
        client = client_of("canbo.lucnam")
        assert client.get(reverse("accounts:profile")).status_code == 200
        clock.shift(timedelta(minutes=30))  # past midnight in Vietnam
        after = client.get(reverse("accounts:profile"))
        assert after["Location"] == reverse("accounts:postings")


def test_administrators_are_warned_of_what_ends_within_two_weeks(client_of: ClientOf) -> None:
    last_day("canbo.lucnam", today() + timedelta(days=14))
    last_day("lanhdao.lucnam", today() + timedelta(days=15))
    page = client_of("quantri.lucnam").get(reverse("accounts:ending"))
    assert [one.user.username for one in page.context["soon"]] == ["canbo.lucnam"]


def test_what_ends_elsewhere_is_not_shown(client_of: ClientOf) -> None:
    last_day("canbo.bacgiang", today() + timedelta(days=3))
    page = client_of("quantri.lucnam").get(reverse("accounts:ending"))
    assert not page.context["soon"].rows


def test_an_organisation_left_without_anybody_is_named(client_of: ClientOf, scopes: Scopes) -> None:
    yesterday = today() - timedelta(days=1)
    for one in FRONT_OF_LUC_NAM:
        last_day(one, yesterday)
    last_day("canbo.bacgiang", yesterday)
    empty = left_without_officials(scopes("quantri"), on=today())
    assert [one.name for one in empty] == ["Ủy ban MTTQ Việt Nam phường Lục Nam"]
    start = client_of("quantri").get("/")
    assert "Cơ quan không còn ai" in start.content.decode()


def test_who_is_locked_out_does_not_count_as_somebody(scopes: Scopes) -> None:
    User.objects.filter(username__in=FRONT_OF_LUC_NAM).update(is_active=False)
    empty = left_without_officials(scopes("quantri"), on=today())
    assert posting_of("mttq.lucnam").organisation in empty
