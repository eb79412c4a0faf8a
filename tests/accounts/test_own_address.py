"""One's own address: a link in a mail shows whose it is, once, for a day, in any browser."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.accounts.models import AddressCode, User
from portal.audit.models import Entry
from portal.calendar.clock import now
from portal.jobs.actions import carry_out, take
from portal.jobs.models import Job, JobState
from tests.shown import shown

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
PAGE, ADDRESS = "/tai-khoan/thu-dien-tu/", "thuy@bacninh.example"


def person() -> User:
    found: User = User.objects.get(username="canbo.lucnam")
    return found


def carried_out() -> Job:
    """Do what waits for a worker."""
    job = Job.objects.filter(kind="accounts_confirm_address").latest("pk")
    run = take(job.pk, worker="w")
    assert run is not None
    carry_out(run)
    job.refresh_from_db()
    return job


def link() -> str:
    found = re.search(r"/tai-khoan/thu-dien-tu/xac-nhan/[\w-]+/", str(mail.outbox[-1].body))
    assert found
    return found[0]


@pytest.fixture
def asked(client_of: ClientOf) -> str:
    """The link that came after an official gave an address."""
    client_of("canbo.lucnam").post(PAGE, {"email": ADDRESS})
    assert carried_out().state == JobState.DONE
    return link()


def test_a_new_address_waits_until_its_link_is_opened(asked: str) -> None:
    assert (person().email, person().mail_address) == (ADDRESS, "")
    assert mail.outbox[-1].to == [ADDRESS]


def test_the_link_works_in_a_browser_that_is_not_logged_in(asked: str) -> None:
    stranger = Client()
    assert "Xác nhận địa chỉ này" in stranger.get(asked).content.decode()
    assert person().mail_address == ""  # a program that looks into mail has only looked
    assert stranger.post(asked)["Location"] == reverse("notices:choice")
    assert person().mail_address == ADDRESS


def test_the_link_works_once(asked: str) -> None:
    Client().post(asked)
    User.objects.filter(pk=person().pk).update(email_confirmed_at=None)
    assert Client().post(asked).status_code == 422
    assert person().mail_address == ""


def test_the_link_ends_after_a_day(asked: str) -> None:
    with time_machine.travel(now() + timedelta(hours=24, minutes=1)):
        assert Client().post(asked).status_code == 422
    assert person().mail_address == ""


def test_a_newer_link_takes_the_place_of_the_older(asked: str, client_of: ClientOf) -> None:
    client_of("canbo.lucnam").post(reverse("accounts:address_ask"))
    carried_out()
    assert link() != asked
    assert Client().post(asked).status_code == 422
    assert Client().post(link()).status_code == 302


def test_the_link_of_an_address_given_up_confirms_nothing(asked: str, client_of: ClientOf) -> None:
    client_of("canbo.lucnam").post(PAGE, {"email": "khac@bacninh.example"})
    assert Client().post(asked).status_code == 422
    assert person().mail_address == ""


def test_changing_the_address_drops_the_confirmation_and_is_recorded(
    asked: str, client_of: ClientOf
) -> None:
    Client().post(asked)
    client_of("canbo.lucnam").post(PAGE, {"email": "khac@bacninh.example"})
    assert person().email_confirmed_at is None
    assert Entry.objects.filter(act__startswith="user.email").count() == 3


def test_an_administrator_who_edits_the_phone_confirms_nothing(
    asked: str, client_of: ClientOf
) -> None:
    form = {"full_name": person().full_name, "phone": "0204", "email": ADDRESS, "is_active": "on"}
    client, address = client_of("quantri"), reverse("accounts:user", args=[person().pk])
    client.post(address, shown(client, address) | form)
    assert (person().phone, person().mail_address) == ("0204", "")


def test_no_row_holds_the_code_or_the_address_of_the_link(asked: str) -> None:
    code = asked.rstrip("/").rpartition("/")[2]
    job = Job.objects.filter(kind="accounts_confirm_address").get()
    assert code not in AddressCode.objects.get().digest
    assert ADDRESS not in f"{job.title} {job.arguments} {job.key} {job.note}"


def test_links_are_not_asked_for_without_end(client_of: ClientOf) -> None:
    client = client_of("canbo.lucnam")
    for place in range(5):
        client.post(PAGE, {"email": f"a{place}@bacninh.example"})
    assert client.post(PAGE, {"email": "a6@bacninh.example"}).status_code == 429


def test_a_box_is_not_flooded_by_several_people(client_of: ClientOf) -> None:
    for username in ("canbo.lucnam", "lanhdao.lucnam", "canbo.bacgiang"):
        assert client_of(username).post(PAGE, {"email": "a@bacninh.example"}).status_code == 302
    assert client_of("sonoivu").post(PAGE, {"email": "A@bacninh.example"}).status_code == 429


def test_wrong_links_are_counted(asked: str) -> None:
    wrong = reverse("accounts:address_confirm", args=["sai"])
    for _ in range(10):
        assert Client().post(wrong).status_code == 422
    assert Client().post(asked).status_code == 429


def test_an_address_may_be_taken_away(asked: str, client_of: ClientOf) -> None:
    client_of("canbo.lucnam").post(PAGE, {"email": ""})
    assert (person().email, AddressCode.objects.count()) == ("", 0)


def test_what_is_no_address_is_refused(client_of: ClientOf) -> None:
    assert client_of("canbo.lucnam").post(PAGE, {"email": "thuy"}).status_code == 422


def test_the_database_has_no_code_that_ended_before_it_was_issued(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AddressCode.objects.create(
            user=person(),
            email=ADDRESS,
            digest="x",
            issued_at=now(),
            expires_at=now() - timedelta(1),
        )
