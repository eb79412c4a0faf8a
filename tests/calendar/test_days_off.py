"""Days off as data: what the database refuses, what a load brings, what an action records."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO
from itertools import count

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from portal.access import Role, Scope
from portal.audit.models import Entry
from portal.calendar.actions import add_day_off, remove_day_off
from portal.calendar.clock import now, today
from portal.calendar.models import DayOff
from portal.calendar.rules import DayKind, is_working_day, within_working_days
from portal.units.kinds import Level
from portal.units.models import AdministrativeUnit

pytestmark = pytest.mark.django_db
FRESH_DAY = date(2026, 7, 1)
ADMINISTRATOR = Scope(
    user_id=1,
    name="Vũ Đình Khánh",
    posting_id=1,
    role=Role.ADMINISTRATOR,
    organisation_id=1,
    organisation_kind="people_committee",
    unit_id=1,
    unit_level="province",
)
numbers = count(1)


def added(
    day: date = FRESH_DAY, kind: DayKind = DayKind.HOLIDAY, province: int | None = None
) -> DayOff:
    return add_day_off(
        day=day,
        kind=kind,
        name=f"Nghỉ {next(numbers)}",
        decision="",
        province_id=province,
        certain=True,
        by=None if province is None else replace(ADMINISTRATOR, unit_id=province),
    ).day_off


@pytest.fixture
def bac_ninh(scopes: Callable[[str], Scope]) -> int:
    """The id of the province that the cast works in."""
    return scopes("sonoivu").unit_id


def test_a_load_run_twice_adds_nothing_the_second_time() -> None:
    call_command("load_holidays", verbosity=0)
    first = DayOff.objects.count()
    call_command("load_holidays", verbosity=0)
    assert DayOff.objects.count() == first > 50


def test_a_load_brings_the_swap_and_the_make_up_saturday_that_the_library_lacks() -> None:
    call_command("load_holidays", "2026")
    known = DayOff.objects.days_off_near(date(2026, 6, 1))
    assert not is_working_day(date(2026, 1, 2), known)
    assert is_working_day(date(2026, 1, 10), known)
    assert is_working_day(date(2026, 8, 22), known)


def test_a_load_marks_what_has_no_decision_yet() -> None:
    call_command("load_holidays")
    unsure = set(DayOff.objects.filter(certain=False).values_list("day", flat=True))
    assert {date(2026, 11, 24), date(2027, 2, 6), date(2027, 9, 3)} <= unsure
    assert date(2026, 2, 17) not in unsure


def test_a_load_leaves_alone_what_a_person_changed() -> None:
    call_command("load_holidays", "2026")
    taken_back = DayOff.objects.get(day=date(2026, 11, 24))
    remove_day_off(day_off=taken_back, by=None, at=now())
    call_command("load_holidays", "2026")
    known = DayOff.objects.days_off_near(date(2026, 11, 1))
    assert is_working_day(date(2026, 11, 24), known)


def test_a_day_can_be_marked_again_after_it_was_taken_back() -> None:
    remove_day_off(day_off=added(), by=None, at=now())
    assert added().removed_at is None


def test_a_day_stands_once_in_a_province() -> None:
    added()
    with pytest.raises(ValidationError, match="đã có trong lịch"):
        added()
    with pytest.raises(IntegrityError), transaction.atomic():
        DayOff.objects.create(day=FRESH_DAY, name="Lần hai", loaded=True)


def test_a_make_up_day_on_a_weekday_is_refused_by_the_form_and_by_the_database() -> None:
    with pytest.raises(ValidationError, match="thứ Bảy hoặc Chủ nhật"):
        added(kind=DayKind.MAKE_UP_WORK)
    with pytest.raises(IntegrityError), transaction.atomic():
        DayOff.objects.create(day=FRESH_DAY, name="Làm bù", kind=DayKind.MAKE_UP_WORK, loaded=True)


def test_only_a_province_that_stands_has_days_of_its_own(scopes: Callable[[str], Scope]) -> None:
    commune, ended = scopes("canbo.lucnam").unit_id, AdministrativeUnit.objects.get(
        level=Level.PROVINCE, name="Bắc Giang"
    ).pk  # fmt: skip
    for unit in (commune, ended, 10**9):
        with pytest.raises(ValidationError):
            added(province=unit)


def test_a_province_has_its_own_days_off(bac_ninh: int) -> None:
    added(province=bac_ninh)
    assert is_working_day(FRESH_DAY, DayOff.objects.days_off_near(FRESH_DAY))
    assert not is_working_day(FRESH_DAY, DayOff.objects.days_off_near(FRESH_DAY, province=bac_ninh))


def test_a_day_stands_once_in_each_province(bac_ninh: int) -> None:
    added(province=bac_ninh)
    with pytest.raises(ValidationError, match="đã có trong lịch"):
        added(province=bac_ninh)


def test_a_province_is_right_where_it_says_otherwise_than_the_nation(bac_ninh: int) -> None:
    sunday = date(2026, 7, 5)
    added(sunday, DayKind.MAKE_UP_WORK, province=bac_ninh)
    added(sunday)
    assert is_working_day(sunday, DayOff.objects.days_off_near(sunday, province=bac_ninh))
    assert not is_working_day(sunday, DayOff.objects.days_off_near(sunday))


def test_nobody_of_a_province_marks_or_takes_back_a_day_of_the_nation(bac_ninh: int) -> None:
    by = replace(ADMINISTRATOR, unit_id=bac_ninh)
    with pytest.raises(PermissionDenied):
        add_day_off(
            day=FRESH_DAY, kind=DayKind.HOLIDAY, name="Nghỉ", decision="", province_id=None,
            certain=True, by=by,
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        remove_day_off(day_off=added(), by=by, at=now())


def test_the_database_takes_a_day_of_the_nation_from_the_data_alone() -> None:
    with pytest.raises(IntegrityError, match="of_the_nation"), transaction.atomic():
        DayOff.objects.create(day=FRESH_DAY, name="Nghỉ")


def test_a_province_does_not_work_where_the_nation_is_off(bac_ninh: int) -> None:
    sunday = date(2026, 7, 5)
    added(sunday)
    with pytest.raises(ValidationError, match="Cả nước nghỉ ngày này"):
        added(sunday, DayKind.MAKE_UP_WORK, province=bac_ninh)
    with pytest.raises(IntegrityError, match="Cả nước nghỉ ngày này"), transaction.atomic():
        DayOff.objects.create(
            day=sunday, name="Làm bù", kind=DayKind.MAKE_UP_WORK, province_id=bac_ninh
        )


def test_an_operator_marks_a_day_of_the_nation_and_takes_it_back() -> None:
    said = StringIO()
    call_command("national_day", "2026-07-01", "--name", "Nghỉ", "--decision", "CĐ 1", stdout=said)
    row = DayOff.objects.get(day=FRESH_DAY)
    assert (row.province_id, row.decision, row.loaded) == (None, "CĐ 1", True)
    assert "0 hạn đã dời" in said.getvalue()
    with pytest.raises(CommandError, match="đã có trong lịch"):
        call_command("national_day", "2026-07-01", "--name", "Nghỉ", stdout=said)
    call_command("national_day", "2026-07-01", "--take-back", stdout=said)
    assert DayOff.objects.national_on(FRESH_DAY) is None
    with pytest.raises(CommandError, match="không có ngày này"):
        call_command("national_day", "2026-07-01", "--take-back", stdout=said)
    acts = Entry.objects.filter(target_id=str(row.pk)).order_by("place")
    assert {entry.actor_name for entry in acts} == {"Hệ thống"}


def test_adding_and_taking_back_are_written_to_the_record() -> None:
    row = added()
    remove_day_off(day_off=row, by=None, at=now())
    acts = Entry.objects.filter(target_id=str(row.pk)).order_by("place")
    assert [entry.act for entry in acts] == ["day_off.add", "day_off.remove"]
    assert "01/07/2026" in acts[0].says


def test_days_off_of_the_database_feed_the_rules(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    call_command("load_holidays")
    with django_assert_num_queries(1):
        known = DayOff.objects.days_off_near(date(2026, 2, 10))
    reply = within_working_days(date(2026, 2, 12), 7, known)
    assert reply.last_day == date(2026, 3, 2)  # Tết: 14 to 22 February
    assert reply.certain


def test_the_clock_is_that_of_vietnam() -> None:
    assert now().utcoffset().total_seconds() == 7 * 3600  # type: ignore[union-attr]
    assert today() == now().date()


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_at_the_end_of_all_years_has_a_calendar(day: date) -> None:
    assert DayOff.objects.calendars_around([day]).of(None) is not None
