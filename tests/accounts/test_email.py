"""Where mail may go: an address that was set by who manages the account, or confirmed by its owner."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.access import Scope
from portal.accounts.actions import confirm_email, set_email
from portal.accounts.models import User
from portal.audit.models import Entry
from portal.calendar.clock import now
from tests.shown import shown

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ADDRESS = "thuy.nguyen@bacninh.example"


def official() -> User:
    person: User = User.objects.get(username="canbo.lucnam")
    return person


def test_an_address_set_by_the_administrator_stands(client_of: ClientOf) -> None:
    form = {"full_name": "Nguyễn Thị Thủy", "phone": "", "email": ADDRESS, "is_active": "on"}
    client, address = client_of("quantri"), reverse("accounts:user", args=[official().pk])
    client.post(address, shown(client, address) | form)
    assert official().mail_address == ADDRESS


def test_no_mail_goes_to_an_address_before_its_owner_confirmed_it(
    scopes: Callable[[str], Scope],
) -> None:
    person, by = official(), scopes("canbo.lucnam")
    set_email(user=person, email=ADDRESS, confirmed_at=None, by=by)
    assert official().mail_address == ""
    confirm_email(user=person, at=now(), by=by)
    assert official().mail_address == ADDRESS


def test_a_new_address_must_be_confirmed_anew(scopes: Callable[[str], Scope]) -> None:
    person, by = official(), scopes("canbo.lucnam")
    set_email(user=person, email=ADDRESS, confirmed_at=now(), by=by)
    assert not set_email(user=person, email=ADDRESS, confirmed_at=None, by=by)
    set_email(user=person, email="khac@bacninh.example", confirmed_at=None, by=by)
    assert official().mail_address == ""


def test_the_record_says_that_an_address_changed_and_not_to_what(
    scopes: Callable[[str], Scope],
) -> None:
    set_email(user=official(), email=ADDRESS, confirmed_at=now(), by=scopes("quantri"))
    entry = Entry.objects.filter(act="user.email").get()
    assert ADDRESS not in entry.says
    assert entry.values.changes["thư điện tử"] == ["", ADDRESS]


def test_the_database_confirms_no_missing_address(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=official().pk).update(email_confirmed_at=now())
