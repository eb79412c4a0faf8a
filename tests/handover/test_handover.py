"""Leave with a stand-in, replacement, and handing over what is open."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens.surveys.models import BallotBatch
from directives.assignments.models import Assignment
from portal.access import Role, Scope
from portal.accounts.actions import create_user, end_posting, post
from portal.accounts.models import Posting, User
from portal.accounts.scopes import scope_of
from portal.audit.models import Entry
from portal.demo.cast import posting_of
from portal.handover.actions import arrange_leave, hand_over_work, open_work_of, replace
from portal.notices.actions import tell
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice
from tests.matrix.samples import SAMPLES, load_rooms

load_rooms()
ClientOf = Callable[[str], Client]
Scopes = Callable[[str], Scope]
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 10)
PROFILE = "/tai-khoan/"


@pytest.fixture
def absent(db: None) -> Posting:
    return posting_of("lanhdao.lucnam")


@pytest.fixture
def colleague(db: None) -> User:
    return posting_of("canbo.lucnam").user


@pytest.fixture
def newcomer(scopes: Scopes) -> User:
    return create_user(username="moi", full_name="Người Mới", phone="", by=scopes("quantri.lucnam"))


@pytest.fixture
def acting(absent: Posting, colleague: User, scopes: Scopes) -> Posting:
    made = arrange_leave(
        absent=absent, user=colleague, starts_on=FIRST, ends_on=LAST, by=scopes("quantri.lucnam")
    )
    return Posting.objects.with_place().get(pk=made.pk)


# --- leave ---


def test_a_stand_in_acts_with_the_role_of_the_absent_and_is_recorded_so(acting: Posting) -> None:
    scope = scope_of(acting)
    assert scope.role is Role.COMMUNE_LEADER
    assert scope.recorded_name == "Nguyễn Thị Thủy (thay mặt Đặng Quốc Hưng)"


def test_what_a_stand_in_does_says_so_in_the_record(acting: Posting) -> None:
    end_posting(posting=acting, ends_on=LAST, by=scope_of(acting))
    assert Entry.objects.latest("id").actor_name == "Nguyễn Thị Thủy (thay mặt Đặng Quốc Hưng)"


def test_both_sides_are_told_of_a_leave(acting: Posting, absent: Posting) -> None:
    assert "thay mặt Đặng Quốc Hưng" in Notice.objects.get(posting=acting).text
    assert "Nguyễn Thị Thủy thay mặt" in Notice.objects.get(posting=absent).text


def test_a_session_loses_the_stand_ins_scope_on_the_day_after(
    acting: Posting, client_of: ClientOf
) -> None:
    with time_machine.travel(datetime(2026, 12, 10, 16, 40, tzinfo=UTC), tick=False) as clock:
        client = client_of("canbo.lucnam")
        client.post(reverse("accounts:postings"), {"posting": acting.pk})
        page = client.get(PROFILE)
        assert page.wsgi_request.scope.role is Role.COMMUNE_LEADER  # type: ignore[attr-defined]
        assert "thay mặt Đặng Quốc Hưng" in page.content.decode()
        clock.shift(timedelta(minutes=30))  # past midnight in Vietnam
        page = client.get(PROFILE)
        assert page.wsgi_request.scope.role is Role.COMMUNE_OFFICIAL  # type: ignore[attr-defined]


def test_a_stand_in_ends_with_the_posting_stood_in_for(
    acting: Posting, absent: Posting, scopes: Scopes
) -> None:
    end_posting(posting=absent, ends_on=FIRST + timedelta(days=2), by=scopes("quantri"))
    acting.refresh_from_db()
    assert acting.ends_on == FIRST + timedelta(days=2)


def test_a_stand_in_that_has_not_begun_goes_with_the_posting(
    acting: Posting, absent: Posting, scopes: Scopes
) -> None:
    end_posting(posting=absent, ends_on=FIRST - timedelta(days=2), by=scopes("quantri"))
    assert not Posting.objects.filter(pk=acting.pk).exists()


def test_nobody_stands_in_for_themselves_or_for_a_stand_in(
    acting: Posting, absent: Posting, scopes: Scopes
) -> None:
    by = scopes("quantri.lucnam")
    for place, user in ((absent, absent.user), (acting, posting_of("quantri").user)):
        with pytest.raises(ValidationError, match="đúng vị trí"):
            arrange_leave(absent=place, user=user, starts_on=FIRST, ends_on=LAST, by=by)


def test_the_database_refuses_another_seat_to_a_stand_in(acting: Posting) -> None:
    acting.role = Role.COMMUNE_OFFICIAL
    with pytest.raises(IntegrityError, match="đúng vị trí"), transaction.atomic():
        acting.save()


def test_a_unit_administrator_appoints_no_stand_in_for_an_administrator(scopes: Scopes) -> None:
    seat = posting_of("quantri.lucnam")
    with pytest.raises(ValidationError, match="không cử được"):
        arrange_leave(
            absent=seat, user=posting_of("canbo.lucnam").user, starts_on=FIRST, ends_on=LAST,
            by=scopes("quantri.lucnam"),
        )  # fmt: skip


# --- replacement and handing over ---


def test_a_replacement_ends_one_posting_and_begins_the_other(
    absent: Posting, newcomer: User, scopes: Scopes
) -> None:
    begun = replace(leaving=absent, user=newcomer, first_day=FIRST, by=scopes("quantri.lucnam"))
    absent.refresh_from_db()
    assert absent.ends_on == FIRST - timedelta(days=1)
    assert (begun.role, begun.organisation_id, begun.job_title, begun.starts_on) == (
        absent.role, absent.organisation_id, absent.job_title, FIRST,
    )  # fmt: skip


def test_unread_notices_move_once_and_both_sides_are_told(
    absent: Posting, newcomer: User, scopes: Scopes
) -> None:
    tell(postings=[absent], kind=NoticeKind.WORK, key="viec", text="Một việc", href="/")
    begun = replace(leaving=absent, user=newcomer, first_day=FIRST, by=scopes("quantri.lucnam"))
    told = set(Notice.objects.filter(posting=begun).values_list("text", flat=True))
    assert "Một việc" in told
    assert any(text.startswith("Nhận bàn giao từ Đặng Quốc Hưng: 1 thông báo") for text in told)
    assert "Đã bàn giao cho Người Mới" in Notice.objects.get(posting=absent).text


def test_given_work_moves_and_taken_on_work_stays_with_the_organisation(scopes: Scopes) -> None:
    work = Assignment.objects.get(pk=str(SAMPLES["assignments:detail"][0].make()["pk"]))
    holder = posting_of("sonoivu")
    second = create_user(username="hai", full_name="Hai", phone="", by=scopes("quantri"))
    post(
        user=second, organisation=holder.organisation, role=Role.PROVINCE_STAFF, job_title="",
        area=None, starts_on=date(2026, 1, 1), ends_on=None, by=scopes("quantri"),
    )  # fmt: skip
    assert {one.title for one in open_work_of(holder)} >= {"Nhiệm vụ đã giao, chưa hoàn thành"}
    hand_over_work(holder=holder, user=second, by=scopes("quantri"), on=date(2026, 11, 23))
    work.refresh_from_db()
    assert work.assigned_by_id == second.pk
    assert "Nhiệm vụ đã giao, chưa hoàn thành" not in {one.title for one in open_work_of(holder)}


def test_open_batches_move_to_the_successor(newcomer: User, scopes: Scopes) -> None:
    batch = BallotBatch.objects.get(pk=str(SAMPLES["surveys:entry"][0].make()["batch_pk"]))
    holder = Posting.objects.with_place().get(
        user_id=batch.entered_by_id, organisation_id=batch.organisation_id
    )
    replace(leaving=holder, user=newcomer, first_day=FIRST, by=scopes("quantri"))
    batch.refresh_from_db()
    assert batch.entered_by_id == newcomer.pk


def test_work_goes_to_nobody_without_the_role(
    absent: Posting, colleague: User, scopes: Scopes
) -> None:
    with pytest.raises(ValidationError, match="không có vai trò"):
        hand_over_work(
            holder=absent, user=colleague, by=scopes("quantri.lucnam"), on=date(2026, 11, 23)
        )


def test_the_page_counts_and_shows_no_content(absent: Posting, client_of: ClientOf) -> None:
    tell(postings=[absent], kind=NoticeKind.WORK, key="viec", text="Nội dung kín", href="/")
    page = client_of("quantri.lucnam").get(reverse("handover:hand_over", args=[absent.pk]))
    assert {
        "title": page.context["work"][0].title, "number": page.context["work"][0].number,
    } == {"title": "Thông báo chưa đọc", "number": 1}  # fmt: skip
    assert "Nội dung kín" not in page.content.decode()


def test_one_press_replaces_a_person(absent: Posting, newcomer: User, client_of: ClientOf) -> None:
    client, address = client_of("quantri.lucnam"), reverse("handover:hand_over", args=[absent.pk])
    asked = client.post(address, {"user": newcomer.pk, "replaces": "on"})
    assert asked.status_code == 422
    form = {"user": newcomer.pk, "replaces": "on", "first_day": "01/12/2026"}
    assert client.post(address, form).status_code == 302
    assert newcomer.postings.get().starts_on == FIRST


def test_nobody_of_another_organisation_is_offered(absent: Posting, client_of: ClientOf) -> None:
    page = client_of("quantri").get(reverse("handover:leave", args=[absent.pk]))
    offered = {one.username for one in page.context["form"].fields["user"].offered.values()}
    assert offered == {"canbo.lucnam", "quantri.lucnam"}
