"""Who manages whom: the own organisation, the own province, never oneself."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.access import Role, Scope
from portal.accounts.actions import create_user, end_posting, post
from portal.accounts.models import Posting, User
from portal.accounts.scopes import scope_of
from portal.calendar.clock import today
from portal.demo.cast import CAST, OUTSIDE_PROVINCE, SINCE, Seat, organisation_at, posting_of
from portal.units.actions import area_from_district
from portal.units.kinds import OrganisationKind
from portal.units.models import AdministrativeUnit, Organisation

ClientOf = Callable[[str], Client]
Scopes = Callable[[str], Scope]


def seat(user: User, place: Organisation, role: Role, by: Scope | None = None) -> Posting:
    return post(
        user=user, organisation=place, role=role, job_title="", area=None, starts_on=today(),
        ends_on=None, by=by,
    )  # fmt: skip


def a_person(by: Scope, username: str = "nguoi.moi") -> User:
    return create_user(username=username, full_name="Người Mới", phone="", by=by)


def managed(scope: Scope) -> set[str]:
    return set(User.objects.visible_to(scope).values_list("username", flat=True))


def test_a_unit_administrator_sees_the_people_of_the_own_organisation_only(scopes: Scopes) -> None:
    assert managed(scopes("quantri.lucnam")) == {
        "canbo.lucnam", "lanhdao.lucnam", "quantri.lucnam",
    }  # fmt: skip


def test_an_administrator_sees_the_people_of_the_own_province_only(scopes: Scopes) -> None:
    assert managed(scopes("quantri")) == {one.username for one in CAST} - {"canbo.trian", "bonoivu"}


def test_who_is_not_posted_yet_is_seen_where_the_account_was_made(scopes: Scopes) -> None:
    made = a_person(scopes("quantri.lucnam"))
    assert made.username in managed(scopes("quantri.lucnam"))
    assert made.username in managed(scopes("quantri"))
    seat(made, posting_of("canbo.bacgiang").organisation, Role.COMMUNE_OFFICIAL)
    assert made.username not in managed(scopes("quantri.lucnam"))


def test_nobody_elsewhere_sees_who_is_not_posted_yet(scopes: Scopes) -> None:
    made = a_person(scopes("quantri"))
    outsider = a_person(scopes("quantri"), "nguoi.ngoai")
    committee = Seat(OUTSIDE_PROVINCE, OrganisationKind.PEOPLE_COMMITTEE)
    seat(outsider, organisation_at(committee), Role.ADMINISTRATOR)
    other = Posting.objects.with_place().get(user=outsider)
    assert made.username not in managed(scope_of(other))


def test_a_unit_administrator_posts_people_of_the_own_organisation(
    client_of: ClientOf, scopes: Scopes
) -> None:
    made = a_person(scopes("quantri.lucnam"))
    address = reverse("accounts:posting_new", args=[made.pk])
    form = {
        "role": Role.COMMUNE_LEADER,
        "starts_on": "01/09/2026",
        "organisation": "UBND xã Tân An",
    }
    assert client_of("quantri.lucnam").post(address, form).status_code == 302
    assert made.postings.get().organisation == posting_of("canbo.lucnam").organisation


@pytest.mark.parametrize(
    "role",
    [Role.FRONT, Role.PROVINCE_STAFF, Role.ADMINISTRATOR, Role.UNIT_ADMINISTRATOR, Role.SUPERVISOR],
)
def test_a_unit_administrator_gives_no_role_beyond_the_organisation(
    client_of: ClientOf, scopes: Scopes, role: Role
) -> None:
    made = a_person(scopes("quantri.lucnam"))
    address = reverse("accounts:posting_new", args=[made.pk])
    page = client_of("quantri.lucnam").post(address, {"role": role, "starts_on": "01/09/2026"})
    assert page.status_code == 200
    assert not made.postings.exists()
    with pytest.raises(ValidationError):
        seat(made, posting_of("canbo.lucnam").organisation, role, scopes("quantri.lucnam"))


def test_nobody_is_posted_by_the_administrator_of_others(scopes: Scopes) -> None:
    made = a_person(scopes("quantri.lucnam"))
    front = posting_of("mttq.lucnam").organisation
    with pytest.raises(ValidationError, match="không quản lý người của"):
        seat(made, front, Role.FRONT, scopes("quantri.lucnam"))


@pytest.mark.parametrize("username", ["quantri", "quantri.lucnam"])
def test_nobody_raises_themselves(scopes: Scopes, username: str) -> None:
    own = posting_of(username)
    with pytest.raises(ValidationError, match="tự phân công"):
        seat(
            own.user, posting_of("canbo.lucnam").organisation, Role.COMMUNE_LEADER, scopes(username)
        )
    assert not Posting.objects.editable_by(scopes(username)).filter(pk=own.pk).exists()


def test_who_works_elsewhere_too_is_not_opened_by_a_unit_administrator(
    client_of: ClientOf, scopes: Scopes
) -> None:
    """To reset an administrator's account who also works here would be to become one."""
    official = posting_of("canbo.lucnam").user
    seat(official, posting_of("quantri").organisation, Role.ADMINISTRATOR)
    client, page = client_of("quantri.lucnam"), reverse("accounts:user", args=[official.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"full_name": "Khác"}).status_code == 403
    assert client.post(reverse("accounts:slips"), {"person": official.pk}).status_code == 404
    assert client.post(reverse("accounts:second_step_reset", args=[official.pk])).status_code == 404


def test_a_posting_that_is_over_no_longer_keeps_others_out(scopes: Scopes) -> None:
    official, scope = posting_of("canbo.lucnam").user, scopes("quantri.lucnam")
    second = seat(official, posting_of("canbo.bacgiang").organisation, Role.COMMUNE_OFFICIAL)
    assert not User.objects.editable_by(scope, on=today()).contains(official)
    end_posting(posting=second, ends_on=today(), by=scopes("quantri"))
    tomorrow = today() + timedelta(days=1)
    assert User.objects.editable_by(scope, on=tomorrow).contains(official)


def test_postings_to_other_organisations_are_not_shown(client_of: ClientOf) -> None:
    official = posting_of("canbo.lucnam").user
    seat(official, posting_of("canbo.bacgiang").organisation, Role.COMMUNE_OFFICIAL)
    page = client_of("quantri.lucnam").get(reverse("accounts:user", args=[official.pk]))
    assert "UBND phường Lục Nam" in page.content.decode()
    assert "UBND phường Bắc Giang" not in page.content.decode()


# --- what the database refuses ---


def test_an_area_of_another_province_is_refused_by_form_and_database(scopes: Scopes) -> None:
    district = AdministrativeUnit.objects.districts().get(name="Vĩnh Cửu", parent__name="Đồng Nai")
    area = area_from_district(district=district, on=SINCE, by=None)
    posting = posting_of("diaban.lucnam")
    posting.area = area
    with pytest.raises(ValidationError, match="tỉnh khác"):
        posting.full_clean()
    with pytest.raises(IntegrityError, match="tỉnh khác"), transaction.atomic():
        posting.save()


def test_a_role_that_the_organisation_does_not_carry_is_refused_by_the_database(db: None) -> None:
    posting = posting_of("mttq.lucnam")
    posting.role = Role.COMMUNE_LEADER
    with pytest.raises(ValidationError, match="không có vai trò"):
        posting.full_clean()
    with pytest.raises(IntegrityError, match="vai trò"), transaction.atomic():
        posting.save()


def test_a_posting_begins_once_its_organisation_is_there(
    client_of: ClientOf, scopes: Scopes
) -> None:
    made, place = a_person(scopes("quantri")), posting_of("canbo.lucnam").organisation
    Organisation.objects.filter(pk=place.pk).update(valid_from=SINCE)
    form = {"organisation": place.name, "role": "commune_official", "starts_on": "30/06/2025"}
    page = client_of("quantri").post(reverse("accounts:posting_new", args=[made.pk]), form)
    assert f"{place.name} có từ ngày 01/07/2025" in page.content.decode()
    assert not made.postings.exists()


def test_an_end_before_the_start_is_told_beside_the_end(
    client_of: ClientOf, scopes: Scopes
) -> None:
    made, place = a_person(scopes("quantri")), posting_of("canbo.lucnam").organisation
    days = {"starts_on": "02/11/2026", "ends_on": "01/11/2026"}
    form = {"organisation": place.name, "role": "commune_official"} | days
    response = client_of("quantri").post(reverse("accounts:posting_new", args=[made.pk]), form)
    wrong = response.context["form"].errors
    assert wrong == {"ends_on": ["Ngày kết thúc phải từ ngày bắt đầu trở đi."]}
    assert not made.postings.exists()


def test_nobody_begins_at_an_organisation_that_is_no_more(scopes: Scopes) -> None:
    made, place = a_person(scopes("quantri")), posting_of("canbo.lucnam").organisation
    place.valid_to = SINCE
    with pytest.raises(ValidationError, match="đã kết thúc ngày 01/07/2025"):
        seat(made, place, Role.COMMUNE_OFFICIAL)


def test_the_database_refuses_a_posting_before_its_organisation(scopes: Scopes) -> None:
    made = a_person(scopes("quantri"))
    place = posting_of("canbo.lucnam").organisation
    Organisation.objects.filter(pk=place.pk).update(valid_from=SINCE)
    with pytest.raises(IntegrityError, match="chưa có"), transaction.atomic():
        Posting.objects.create(
            user=made, organisation=place, role=Role.COMMUNE_OFFICIAL, starts_on=date(2025, 6, 30)
        )


@pytest.mark.parametrize("name", ["Nguyễn Văn An 🙂", "Lê $ Bình"])
def test_a_name_with_a_sign_is_refused_beside_its_field(client_of: ClientOf, name: str) -> None:
    typed = {"username": "an.bn", "full_name": name}
    page = client_of("quantri").post(reverse("accounts:user_new"), typed)
    assert "Họ tên không có ký tự" in page.content.decode()
    assert name in page.content.decode()
    assert not User.objects.filter(username="an.bn").exists()
