"""Notices are said once to each posting, and read by nobody else."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.access import Power, Role
from portal.demo.cast import posting_of
from portal.notices.actions import roles_with, tell
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
KIND = NoticeKind.REPORT


def say(username: str, number: int = 1, text: str = "Báo cáo năm: còn 3 ngày.") -> None:
    for place in range(number):
        tell(
            postings=[posting_of(username)], kind=KIND, key=f"k{place}", text=text, href="/bao-cao/"
        )


def test_the_same_thing_is_said_once() -> None:
    say("canbo.lucnam")
    say("canbo.lucnam", text="Nói lại bằng lời khác.")
    assert [one.text for one in Notice.objects.all()] == ["Báo cáo năm: còn 3 ngày."]


def test_the_same_thing_is_said_to_each_posting() -> None:
    people = [posting_of("canbo.lucnam"), posting_of("lanhdao.lucnam")]
    tell(postings=people, kind=KIND, key="k", text="Đến hạn.", href="")
    assert Notice.objects.count() == 2


def test_the_roles_that_write_reports() -> None:
    writers = {Role.COMMUNE_OFFICIAL, Role.COMMUNE_LEADER, Role.PROVINCE_STAFF}
    assert set(roles_with(Power.REPORT_WRITE)) == writers


def test_nobody_reads_the_notices_of_another(client_of: ClientOf) -> None:
    say("canbo.lucnam")
    assert "còn 3 ngày" in client_of("canbo.lucnam").get("/thong-bao/").content.decode()
    for username in ("lanhdao.lucnam", "canbo.bacgiang", "quantri"):
        assert "còn 3 ngày" not in client_of(username).get("/thong-bao/").content.decode()


def test_marking_as_read_touches_ones_own_alone(client_of: ClientOf) -> None:
    say("canbo.lucnam", 2)
    say("canbo.bacgiang")
    client = client_of("canbo.lucnam")
    assert "Đánh dấu đã đọc (2)" in client.get("/thong-bao/").content.decode()
    client.post("/thong-bao/da-doc/")
    unread = Notice.objects.unread()
    assert [one.posting for one in unread] == [posting_of("canbo.bacgiang")]
    assert "Đánh dấu đã đọc" not in client.get("/thong-bao/").content.decode()


def test_a_notice_stays_read(client_of: ClientOf) -> None:
    say("canbo.lucnam")
    client = client_of("canbo.lucnam")
    client.post("/thong-bao/da-doc/")
    first = Notice.objects.get().read_at
    client.post("/thong-bao/da-doc/")
    assert Notice.objects.get().read_at == first


def test_the_list_costs_the_same_with_two_rows_and_with_twenty(client_of: ClientOf) -> None:
    client, counts = client_of("canbo.lucnam"), []
    for number in (2, 20):
        say("canbo.lucnam", number)
        with CaptureQueriesContext(connection) as seen:
            client.get("/thong-bao/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_long_list_goes_on_on_the_next_page(client_of: ClientOf) -> None:
    say("canbo.lucnam", 31)
    assert "?sau=" in client_of("canbo.lucnam").get("/thong-bao/").content.decode()
