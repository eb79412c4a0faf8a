"""The calendar of one's deadlines: read back by the library, and closed to everybody else."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django import Settings

from directives.assignments import actions
from directives.assignments.models import Assignment
from portal.access import Scope
from portal.accounts.models import Posting, User
from portal.feed.models import Feed
from portal.units.models import Organisation
from tests.citizens.receptions.conftest import Log, log, lucnam  # noqa: F401
from tests.directives.assignments.conftest import bac_giang, duty, luc_nam, work  # noqa: F401
from tests.notices.conftest import HANOI

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday(settings: Settings) -> Any:
    settings.SITE_URL = "https://cong.example"
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=HANOI), tick=False) as clock:
        yield clock


def link_of(client: Client) -> str:
    address: str = client.post(reverse("feed:link")).context["address"]
    assert address.startswith("https://cong.example/lich/")
    return address.removeprefix("https://cong.example")


def read(address: str) -> list[Any]:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (
        200,
        "text/calendar; charset=utf-8",
    )
    calendar = Calendar.from_ical(response.content)
    assert (calendar["version"], response["Cache-Control"][:8]) == ("2.0", "max-age=")
    return list(calendar.walk("VEVENT"))


def test_the_day_of_a_duty_is_a_whole_day_with_its_link(
    work: Assignment,  # noqa: F811
    client_of: ClientOf,
) -> None:
    [event] = read(link_of(client_of("canbo.lucnam")))
    assert event["dtstart"].dt == date(2026, 11, 29)
    assert event["dtend"].dt == date(2026, 11, 30)
    assert event["uid"] == f"nhiem-vu-{work.pk}@cong.example"
    assert event["url"] == f"https://cong.example{work.get_absolute_url()}"
    assert "mục 3" in event["summary"]
    assert work.duty.text not in event["summary"]


def test_no_line_is_longer_than_the_standard_allows(work: Assignment, client_of: ClientOf) -> None:  # noqa: F811
    content = Client().get(link_of(client_of("canbo.lucnam"))).content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_citizens_are_counted_and_not_named(log: Log, client_of: ClientOf) -> None:  # noqa: F811
    log()
    address = link_of(client_of("canbo.lucnam"))
    assert [str(one["summary"]) for one in read(address)] == ["Hạn trả lời công dân: 1 lượt tiếp"]
    assert "Tuấn" not in Client().get(address).content.decode()


def test_who_watches_sees_one_line_a_duty_in_their_reach(
    work: Assignment,  # noqa: F811
    client_of: ClientOf,
) -> None:
    assert [str(one["summary"])[:17] for one in read(link_of(client_of("diaban.lucnam")))] == [
        "Hạn của 1 đơn vị:"
    ]
    assert read(link_of(client_of("canbo.bacgiang"))) == []


def test_work_that_is_done_leaves_the_calendar(
    work: Assignment,  # noqa: F811
    client_of: ClientOf,
    scopes: Callable[[str], Scope],
) -> None:
    address = link_of(client_of("canbo.lucnam"))
    actions.submit(
        assignment=work, version=work.version, note="Xong", evidence=(), key="b",
        by=scopes("canbo.lucnam"), on=date(2026, 11, 20),
    )  # fmt: skip
    assert read(address) == []


def test_only_a_digest_of_the_token_is_kept(client_of: ClientOf) -> None:
    address = link_of(client_of("canbo.lucnam"))
    token = address.removeprefix("/lich/").removesuffix(".ics")
    assert len(token) == 43
    assert token not in str(Feed.objects.values().get())
    assert token not in client_of("canbo.lucnam").get(reverse("feed:link")).content.decode()


def test_a_new_link_and_a_revoked_one_close_the_old(client_of: ClientOf) -> None:
    client = client_of("canbo.lucnam")
    old = link_of(client)
    new = link_of(client)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    client.post(reverse("feed:revoke"))
    assert Client().get(new).status_code == 404


def test_an_ended_posting_and_an_inactive_person_stop_it(
    client_of: ClientOf, monday: time_machine.Traveller
) -> None:
    address = link_of(client_of("canbo.lucnam"))
    Posting.objects.filter(user__username="canbo.lucnam").update(ends_on=date(2026, 11, 23))
    assert Client().get(address).status_code == 200
    monday.shift(timedelta(days=1))
    assert Client().get(address).status_code == 404
    Posting.objects.filter(user__username="canbo.lucnam").update(ends_on=None)
    User.objects.filter(username="canbo.lucnam").update(is_active=False)
    assert Client().get(address).status_code == 404


def test_it_shows_what_the_posting_may_read_now(
    work: Assignment,  # noqa: F811
    bac_giang: Organisation,  # noqa: F811
    client_of: ClientOf,
) -> None:
    address = link_of(client_of("canbo.lucnam"))
    assert len(read(address)) == 1
    Posting.objects.filter(user__username="canbo.lucnam").update(organisation=bac_giang)
    assert read(address) == []


def test_tokens_cannot_be_guessed_at_leisure(client_of: ClientOf) -> None:
    address = reverse("feed:calendar", args=["x" * 43])
    answers = [Client().get(address).status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]
