"""What is limited says when to try again, counts whom it should, and forgets in time."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.accounts.tasks import drop
from portal.jobs.actions import carry_out, enqueue, take
from portal.limits.actions import TooMany, insist, miss, spend
from portal.limits.http import from_here
from portal.limits.models import Tally
from portal.limits.policy import EXPORT, VERIFY_CODE, Limit

ClientOf = Callable[[str], Client]
TWICE = Limit("thử", 2, 60, "Đã thử nhiều lần.")
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_one_too_many_is_refused_until_the_window_ends(clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(seconds=20))
    spend(TWICE, "a")
    spend(TWICE, "a")
    with pytest.raises(TooMany) as refused:
        spend(TWICE, "a")
    assert refused.value.until == NOW + timedelta(minutes=1)
    clock.shift(timedelta(seconds=40))
    spend(TWICE, "a")


def test_each_is_counted_alone() -> None:
    for whom in ("a", "a", "b", "b"):
        spend(TWICE, whom)


def test_guesses_are_refused_after_the_last_miss() -> None:
    insist(TWICE, "a")
    miss(TWICE, "a")
    miss(TWICE, "a")
    with pytest.raises(TooMany):
        insist(TWICE, "a")


def test_nobody_is_named_in_the_table() -> None:
    spend(TWICE, "address:10.24.7.9")
    assert "10.24.7.9" not in Tally.objects.get().whom


def test_old_windows_are_dropped(clock: time_machine.Traveller) -> None:
    spend(TWICE, "a")
    clock.shift(timedelta(days=2))
    spend(TWICE, "a")
    run = take(enqueue("accounts_tidy", {}, title="Dọn", key="dọn", by=None).pk, worker="w")
    assert run is not None
    carry_out(run)
    assert Tally.objects.get().since == NOW + timedelta(days=2)


def test_failed_logins_that_no_limit_looks_at_any_more_are_dropped(
    clock: time_machine.Traveller,
) -> None:
    fields = {"username": "a", "path_info": "/", "get_data": "", "post_data": "", "user_agent": ""}
    AccessAttempt.objects.create(**fields, http_accept="", failures_since_start=3)
    drop("failures")
    assert AccessAttempt.objects.exists()
    clock.shift(timedelta(days=2))
    drop("failures")
    assert not AccessAttempt.objects.exists()


def test_a_subscriber_does_not_escape_within_their_own_network() -> None:
    def here(address: str) -> str:
        return from_here(RequestFactory().get("/", REMOTE_ADDR=address))

    assert here("2001:db8:1:2::1") == here("2001:db8:1:2:ffff::9")
    assert here("2001:db8:1:2::1") != here("2001:db8:1:3::1")
    assert here("10.0.0.1") != here("10.0.0.2")


def test_exports_of_one_person_end_at_their_limit_with_a_page(client_of: ClientOf) -> None:
    client = client_of("canbo.lucnam")
    address = reverse("receptions:export")
    assert [client.post(address).status_code for _ in range(EXPORT.most)] == [200] * EXPORT.most
    page = client.post(address)
    assert (page.status_code, page["Retry-After"]) == (429, "600")
    assert "Hãy thử lại từ <strong>08:10</strong>" in page.content.decode()
    assert client_of("lanhdao.lucnam").post(address).status_code == 200


def test_guessed_codes_of_papers_end_and_right_ones_are_not_counted(client: Client) -> None:
    for number in range(VERIFY_CODE.most):
        assert client.get(reverse("reports:verify", args=[f"{number:064x}"])).status_code == 404
    assert client.get(reverse("reports:verify", args=["f" * 64])).status_code == 429
