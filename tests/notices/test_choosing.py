"""One's own choice of when mail comes."""

from collections.abc import Callable
from datetime import time

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.audit.models import Entry
from portal.notices.kinds import DigestChoice
from portal.notices.models import MailChoice

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
PAGE = "/thong-bao/ban-tin/"


def test_the_page_begins_with_every_working_day_at_eight(client_of: ClientOf) -> None:
    form = client_of("canbo.lucnam").get(PAGE).context["form"]
    assert (form["when"].value(), form["at"].value()) == ("daily", "08:00")


def test_a_choice_is_kept_and_recorded(client_of: ClientOf) -> None:
    client = client_of("canbo.lucnam")
    client.post(PAGE, {"when": "urgent", "at": "13:30"})
    choice = MailChoice.objects.get()
    assert (choice.user.username, choice.when, choice.at) == (
        "canbo.lucnam", DigestChoice.URGENT, time(13, 30),
    )  # fmt: skip
    assert Entry.objects.filter(act="user.mail_choice").count() == 1
    client.post(PAGE, {"when": "urgent", "at": "13:30"})
    assert Entry.objects.filter(act="user.mail_choice").count() == 1


@pytest.mark.parametrize("at", ["12:00", "20:00", "08:05", "x"])
def test_a_time_outside_office_hours_is_not_offered(client_of: ClientOf, at: str) -> None:
    response = client_of("canbo.lucnam").post(PAGE, {"when": "daily", "at": at})
    assert response.status_code == 422
    assert not MailChoice.objects.exists()


def test_the_database_keeps_mail_in_the_daytime(db: None) -> None:
    user = User.objects.get(username="canbo.lucnam")
    with pytest.raises(IntegrityError), transaction.atomic():
        MailChoice.objects.create(user=user, at=time(22))


def test_a_portal_without_mail_says_so(client_of: ClientOf) -> None:
    assert "chưa nối máy chủ thư" in client_of("canbo.lucnam").get(PAGE).content.decode()


def test_who_has_no_address_is_led_to_giving_one(client_of: ClientOf) -> None:
    page = client_of("canbo.lucnam").get(PAGE).content.decode()
    assert reverse("accounts:address") in page
    assert "Chưa có địa chỉ" in page
