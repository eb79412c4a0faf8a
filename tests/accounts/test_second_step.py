"""The second step: who must have it, what proves it, what is used up, what is kept of it."""

from base64 import b32decode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from portal.access import Role, Scope
from portal.accounts import actions
from portal.accounts.models import Authenticator, RecoveryCode, User
from portal.audit.models import Entry
from portal.calendar.clock import today
from portal.demo.cast import DEMO_PASSWORD, posting_of

ClientOf = Callable[[str], Client]
Scopes = Callable[[str], Scope]
LOGIN, PROFILE = "/tai-khoan/dang-nhap/", "/tai-khoan/"
SET_UP, CHECK, RECOVER = (
    "/tai-khoan/hai-buoc/thiet-lap/",
    "/tai-khoan/dang-nhap/ma/",
    "/tai-khoan/dang-nhap/ma-du-phong/",
)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
SECRET = b"0123456789abcdefghij"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_in_production(settings: Settings) -> None:
    settings.DEMO_WITHOUT_SECOND_STEP = False


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def code_at(at: datetime, secret: bytes = SECRET) -> str:
    return TOTP(secret, 6, SHA1(), 30).generate(at.timestamp()).decode()  # noqa: S303


def with_app(username: str = "quantri") -> list[str]:
    """Give a person an app; returns the recovery codes."""
    codes = actions.set_up(
        user=User.objects.get(username=username), secret=SECRET, code=code_at(NOW - timedelta(60)),
        at=NOW - timedelta(60), by=None, keep=None,
    )  # fmt: skip
    assert codes is not None
    return codes


def password_given(username: str = "quantri") -> Client:
    client = Client()
    client.post(LOGIN, {"username": username, "password": DEMO_PASSWORD, "next": "/quan-tri/"})
    return client


def is_in(client: Client) -> bool:
    return client.get(PROFILE).status_code == 200


@pytest.mark.parametrize("username", ["quantri", "sonoivu"])
def test_who_must_have_an_app_is_led_to_set_it_up(username: str, client_of: ClientOf) -> None:
    sent = client_of(username).get("/quan-tri/")
    assert sent["Location"] == SET_UP


@pytest.mark.parametrize("username", ["canbo.lucnam", "diaban.lucnam", "mttq.tinh"])
def test_others_work_without(username: str, client_of: ClientOf) -> None:
    assert is_in(client_of(username))


def test_a_second_posting_of_province_staff_asks_for_it_too(client_of: ClientOf) -> None:
    actions.post(
        user=User.objects.get(username="canbo.lucnam"), role=Role.PROVINCE_STAFF, job_title="",
        organisation=posting_of("sonoivu").organisation, area=None, starts_on=today(), ends_on=None,
        by=None,
    )  # fmt: skip
    assert client_of("canbo.lucnam").get(PROFILE)["Location"] == SET_UP


def test_the_demo_may_let_its_people_off(settings: Settings, client_of: ClientOf) -> None:
    settings.DEMO_WITHOUT_SECOND_STEP = True
    assert is_in(client_of("quantri"))


def test_an_app_that_shows_the_code_is_taken_and_the_codes_show_once(
    clock: time_machine.Traveller,
) -> None:
    client = password_given()
    shown = client.get(SET_UP).context["typed"].replace(" ", "")
    page = client.post(SET_UP, {"code": code_at(NOW, b32decode(shown))})
    codes = page.context["codes"]
    assert len(codes) == 10
    assert all(code in page.content.decode() for code in codes)
    assert is_in(client)
    assert codes[0] not in client.get("/tai-khoan/hai-buoc/").content.decode()


def test_a_wrong_code_sets_nothing_up(clock: time_machine.Traveller) -> None:
    client = password_given()
    client.get(SET_UP)
    page = client.post(SET_UP, {"code": "000000"})
    assert page.status_code == 422
    assert not Authenticator.objects.exists()


def test_the_secret_is_sealed_and_the_codes_are_hashed(clock: time_machine.Traveller) -> None:
    codes = with_app()
    kept = Authenticator.objects.get()
    assert SECRET not in bytes(kept.secret)
    assert SECRET.hex().encode() not in bytes(kept.secret)
    hashed = RecoveryCode.objects.values_list("code", flat=True)
    assert not {code.replace("-", "") for code in codes} & set(hashed)


def test_the_secret_being_set_up_is_sealed_in_the_session(clock: time_machine.Traveller) -> None:
    client = password_given()
    secret = b32decode(client.get(SET_UP).context["typed"].replace(" ", ""))
    assert secret.hex() not in str(client.session.items())


def test_the_password_alone_opens_nothing(clock: time_machine.Traveller) -> None:
    with_app()
    client = password_given()
    assert not is_in(client)
    assert client.get(SET_UP).status_code == 302


def test_the_code_of_the_app_opens_the_wanted_page(clock: time_machine.Traveller) -> None:
    with_app()
    client = password_given()
    sent = client.post(CHECK, {"code": f"{code_at(NOW)[:3]} {code_at(NOW)[3:]}"})
    assert sent["Location"] == "/quan-tri/"
    assert is_in(client)


@pytest.mark.parametrize(("seconds", "right"), [(-61, False), (-30, True), (30, True), (61, False)])
def test_a_clock_may_differ_by_half_a_minute(
    clock: time_machine.Traveller, seconds: int, right: bool
) -> None:
    with_app()
    client = password_given()
    client.post(CHECK, {"code": code_at(NOW + timedelta(seconds=seconds))})
    assert is_in(client) == right


def test_a_code_is_used_once(clock: time_machine.Traveller) -> None:
    with_app()
    password_given().post(CHECK, {"code": code_at(NOW)})
    again = password_given()
    page = again.post(CHECK, {"code": code_at(NOW)})
    assert "đã dùng rồi" in page.content.decode()
    assert not is_in(again)


def test_of_two_logins_with_one_code_at_once_one_gets_in(clock: time_machine.Traveller) -> None:
    with_app()
    user = User.objects.get(username="quantri")
    found = [actions.use_app(user=user, code=code_at(NOW), at=NOW) for _ in range(2)]
    assert found == [True, False]


def test_a_recovery_code_lets_in_once_and_is_recorded(clock: time_machine.Traveller) -> None:
    code, *_ = with_app()
    client = password_given()
    client.post(RECOVER, {"code": code.upper()})
    assert is_in(client)
    assert RecoveryCode.objects.left().count() == 9
    assert Entry.objects.filter(act="second_step.recover").exists()
    again = password_given()
    assert again.post(RECOVER, {"code": code}).status_code == 422


def test_wrong_codes_are_counted_whatever_the_browser(clock: time_machine.Traveller) -> None:
    with_app()
    for _ in range(5):
        password_given().post(CHECK, {"code": "000000"})
    client = password_given()
    refused = client.post(CHECK, {"code": code_at(NOW)})
    assert refused.status_code == 429
    assert "từ <strong>08:15</strong>" in refused.content.decode()
    clock.shift(timedelta(minutes=15))
    assert (
        password_given().post(CHECK, {"code": code_at(NOW + timedelta(minutes=15))}).status_code
        == 302
    )


def test_the_door_does_not_stay_ajar(clock: time_machine.Traveller) -> None:
    with_app()
    client = password_given()
    clock.shift(timedelta(minutes=11))
    sent = client.post(CHECK, {"code": code_at(NOW + timedelta(minutes=11))})
    assert sent["Location"] == LOGIN


def test_a_password_changed_meanwhile_shuts_the_door(
    clock: time_machine.Traveller, scopes: Scopes
) -> None:
    with_app()
    client = password_given()
    user = User.objects.get(username="quantri")
    actions.change_password(user=user, password="một câu khác", by=scopes("quantri"))
    assert client.post(CHECK, {"code": code_at(NOW)})["Location"] == LOGIN


def test_an_administrator_helps_a_person_who_lost_everything(
    clock: time_machine.Traveller, scopes: Scopes, client_of: ClientOf
) -> None:
    with_app("canbo.lucnam")
    open_session = password_given("canbo.lucnam")
    open_session.post(CHECK, {"code": code_at(NOW)})
    with_app("quantri")
    helper = password_given("quantri")
    helper.post(CHECK, {"code": code_at(NOW)})
    person = User.objects.get(username="canbo.lucnam")
    paper = helper.post(reverse("accounts:second_step_reset", args=[person.pk]))
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert paper.context["slips"][0].person == person
    assert not is_in(open_session)
    assert not Authenticator.objects.filter(user=person).exists()
    assert Entry.objects.filter(act="second_step.reset", target_id=str(person.pk)).exists()


def test_setting_up_ends_the_sessions_opened_without(clock: time_machine.Traveller) -> None:
    elsewhere = password_given("canbo.lucnam")
    with_app("canbo.lucnam")
    assert not is_in(elsewhere)


def test_another_phone_needs_the_password(clock: time_machine.Traveller) -> None:
    with_app()
    client = password_given()
    client.post(CHECK, {"code": code_at(NOW)})
    assert "Mật khẩu hiện tại" in client.get(SET_UP).content.decode()
    for _ in range(5):
        assert client.post(SET_UP, {"code": "1", "password": "sai"}).status_code == 422
    assert client.post(SET_UP, {"code": "1", "password": DEMO_PASSWORD}).status_code == 429


def test_who_must_have_it_cannot_turn_it_off(clock: time_machine.Traveller) -> None:
    with_app()
    client = password_given()
    client.post(CHECK, {"code": code_at(NOW)})
    client.post(reverse("accounts:second_step_off"), {"password": DEMO_PASSWORD})
    assert Authenticator.objects.exists()


def test_others_turn_it_off_and_renew_codes_with_their_password(
    clock: time_machine.Traveller,
) -> None:
    old, *_ = with_app("canbo.lucnam")
    client = password_given("canbo.lucnam")
    client.post(CHECK, {"code": code_at(NOW)})
    codes = client.post(reverse("accounts:second_step_codes"), {"password": DEMO_PASSWORD})
    assert old not in codes.context["codes"]
    client.post(reverse("accounts:second_step_off"), {"password": DEMO_PASSWORD})
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
