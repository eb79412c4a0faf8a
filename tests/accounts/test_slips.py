"""Slips of paper: issued as often as needed, used once, known to nobody but their owner."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access import Scope
from portal.accounts.actions import create_user, issue_slips, set_password_by_code
from portal.accounts.actions.slips import SLIP_LIVES
from portal.accounts.models import PaperCode, User
from portal.audit.models import Entry
from portal.demo.cast import DEMO_PASSWORD
from tests.shown import shown

ClientOf = Callable[[str], Client]
Scopes = Callable[[str], Scope]
ADDRESS, NEW = "/tai-khoan/dat-mat-khau/", "mot cau that dai 1"


@pytest.fixture
def user(db: None) -> User:
    found: User = User.objects.get(username="canbo.lucnam")
    return found


@pytest.fixture
def code(user: User, scopes: Scopes) -> str:
    return issue_slips(people=[user], at=timezone.now(), by=scopes("quantri.lucnam"))[0].code


def typed(user: User, code: str, new: str = NEW) -> dict[str, str]:
    return {"username": user.username, "code": code, "new": new, "again": new}


def test_a_code_sets_a_password_once(client: Client, user: User, code: str) -> None:
    assert client.post(ADDRESS, typed(user, code.upper().replace("-", " "))).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert client.post(ADDRESS, typed(user, code, "mot cau that dai 2")).status_code == 422
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_a_code_is_kept_nowhere_in_clear(user: User, code: str) -> None:
    kept = PaperCode.objects.get(user=user)
    bare = code.replace("-", "")
    assert bare not in kept.digest
    assert code not in kept.digest
    assert not Entry.objects.filter(says__contains=code).exists()


def test_the_old_password_holds_until_the_code_is_used(user: User, code: str) -> None:
    user.refresh_from_db()
    assert user.check_password(DEMO_PASSWORD)


def test_a_bad_new_password_does_not_use_up_the_code(client: Client, user: User, code: str) -> None:
    assert client.post(ADDRESS, typed(user, code, "ngan")).status_code == 422
    assert client.post(ADDRESS, typed(user, code)).status_code == 302


def test_a_code_of_another_person_is_wrong(client: Client, code: str) -> None:
    other = User.objects.get(username="lanhdao.lucnam")
    assert client.post(ADDRESS, typed(other, code)).status_code == 422


def test_a_newer_slip_voids_the_older_one(user: User, code: str, scopes: Scopes) -> None:
    now = timezone.now()
    (newer,) = issue_slips(people=[user], at=now, by=scopes("quantri"))
    assert not set_password_by_code(username=user.username, code=code, password=NEW, at=now)
    assert set_password_by_code(username=user.username, code=newer.code, password=NEW, at=now)


def test_a_code_ends_after_its_days(user: User, code: str) -> None:
    late = timezone.now() + SLIP_LIVES + timedelta(seconds=1)
    assert not set_password_by_code(username=user.username, code=code, password=NEW, at=late)


def test_a_closed_account_is_not_opened_by_a_slip(user: User, code: str) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    now = timezone.now()
    assert not set_password_by_code(username=user.username, code=code, password=NEW, at=now)


def test_wrong_codes_make_that_name_wait_at_that_address_only(
    client: Client, user: User, code: str
) -> None:
    for _ in range(5):
        client.post(ADDRESS, typed(user, "abcd-efgh-jkmn"))
    assert client.post(ADDRESS, typed(user, code)).status_code == 429
    there = client.post(ADDRESS, typed(user, code), REMOTE_ADDR="203.0.113.9")
    assert there.status_code == 302


def test_an_unknown_name_gets_the_same_sentence(client: Client, user: User, code: str) -> None:
    def sentence(username: str) -> list[str]:
        page = client.post(ADDRESS, typed(user, "abcd-efgh-jkmn") | {"username": username})
        return list(page.context["form"].errors["code"])

    assert sentence("khong.co.ai") == sentence(user.username)


# --- printing them ---


def test_a_sheet_shows_each_code_once_and_records_who_issued_it(client_of: ClientOf) -> None:
    people = User.objects.filter(username__in=["canbo.lucnam", "lanhdao.lucnam"])
    page = client_of("quantri.lucnam").post(
        reverse("accounts:slips"), {"person": [one.pk for one in people]}
    )
    codes = re.findall(r">([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})<", page.content.decode())
    assert len(set(codes)) == 2
    assert "no-store" in page["Cache-Control"]
    assert Entry.objects.filter(act="user.slip", actor_name="Bùi Thị Mến").count() == 2


def test_nobody_prints_slips_for_people_of_others(client_of: ClientOf) -> None:
    front, own = (User.objects.get(username=f"{name}.lucnam") for name in ("mttq", "canbo"))
    sheet = client_of("quantri.lucnam").post(
        reverse("accounts:slips"), {"person": [own.pk, front.pk]}
    )
    assert sheet.status_code == 404
    assert not PaperCode.objects.exists()


def test_an_account_is_made_without_a_password(client_of: ClientOf) -> None:
    client, address = client_of("quantri.lucnam"), reverse("accounts:user_new")
    typed = {"username": "moi.nguoi", "full_name": "Ngươì  Mới"}
    client.post(address, shown(client, address) | typed)
    assert not User.objects.get(username="moi.nguoi").has_usable_password()


# --- who never came in ---


def test_the_list_holds_who_never_logged_in_by_organisation(client_of: ClientOf) -> None:
    User.objects.filter(username__startswith="canbo").update(last_login=timezone.now())
    page = client_of("quantri").get(reverse("accounts:never_logged_in"))
    counted = {one["organisation__name"]: one["people"] for one in page.context["counts"]}
    assert counted["UBND phường Lục Nam"] == 2
    assert {one.username for one in page.context["page"]}.isdisjoint({"canbo.lucnam"})


def test_each_count_opens_exactly_its_people(client_of: ClientOf) -> None:
    client, address = client_of("quantri"), reverse("accounts:never_logged_in")
    for one in client.get(address).context["counts"]:
        page = client.get(address, {"co_quan": one["organisation_id"]})
        assert len(page.context["page"].rows) == one["people"]


def test_a_unit_administrator_finds_no_count_of_others(client_of: ClientOf) -> None:
    page = client_of("quantri.lucnam").get(reverse("accounts:never_logged_in"))
    names = {one["organisation__name"] for one in page.context["counts"]}
    assert names <= {"UBND phường Lục Nam"}


def test_the_export_holds_the_same_people(client_of: ClientOf) -> None:
    sheet = client_of("quantri.lucnam").get(reverse("accounts:never_logged_in_export"))
    assert sheet.status_code == 200
    assert sheet["Content-Disposition"].endswith('.xlsx"')


@pytest.mark.parametrize("number", [2, 20])
def test_the_list_costs_the_same_for_two_and_for_twenty(
    client_of: ClientOf, scopes: Scopes, number: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for each in range(number):
        create_user(username=f"moi.{each}", full_name=f"Mới {each}", phone="", by=scopes("quantri"))
    client = client_of("quantri")
    client.get(reverse("accounts:never_logged_in"))
    with django_assert_max_num_queries(12):
        client.get(reverse("accounts:never_logged_in"))
