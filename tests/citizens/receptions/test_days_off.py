"""A reception day that becomes a day off is told to its organisation, which plans anew."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from citizens.receptions.actions import plan_day
from citizens.receptions.kinds import Channel, Host
from portal.access import Scope
from portal.calendar.actions import SourcedDay, add_day_off, load_days_off, remove_day_off
from portal.calendar.clock import now
from portal.calendar.models import DayOff
from portal.calendar.redating import made, redate
from portal.calendar.rules import DayKind, MarkedDay
from portal.demo.cast import posting_of
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice

pytestmark = pytest.mark.django_db
Scopes = Callable[[str], Scope]
ON, DAY = date(2026, 11, 23), date(2026, 12, 10)  # a Thursday


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel("2026-11-23T03:00:00+00:00", tick=False):
        yield


@pytest.fixture
def planned(scopes: Scopes) -> None:
    plan(scopes("canbo.lucnam"), DAY)


def plan(by: Scope, day: date) -> None:
    plan_day(
        day=day, host=Host.HEAD, host_name="Đặng Quốc Hưng", channel=Channel.PERIODIC,
        publicised_on=None, note="", by=by,
    )  # fmt: skip


def close(day: date = DAY, **changed: Any) -> Any:
    """Mark a day of the nation, as the operator does."""
    plain: dict[str, Any] = {
        "kind": DayKind.HOLIDAY, "name": "Quốc tang", "decision": "", "province_id": None,
        "certain": True,
    }  # fmt: skip
    return add_day_off(day=day, **plain | changed, by=None)


def told() -> list[str]:
    return [one.text for one in Notice.objects.filter(kind=NoticeKind.RECEPTION)]


def test_a_reception_day_that_becomes_a_day_off_is_told(planned: None) -> None:
    close()
    notices = Notice.objects.filter(kind=NoticeKind.RECEPTION)
    people = {"canbo.lucnam", "lanhdao.lucnam"}
    assert {one.posting.user.username for one in notices} == people
    assert "thứ Năm, 10/12/2026 nay rơi vào ngày nghỉ vì nghỉ lễ, tết" in notices[0].text
    assert (notices[0].urgent, notices[0].href) == (True, "/tiep-cong-dan/lich/")


def test_another_day_off_concerns_no_reception_day(planned: None) -> None:
    close(date(2026, 12, 11))
    assert told() == []


def test_a_day_off_of_another_province_concerns_nobody_here(planned: None) -> None:
    outside = posting_of("canbo.trian").organisation.unit.province
    marked = DayOff.objects.create(day=DAY, kind=DayKind.HOLIDAY, name="Lễ", province=outside)
    redate(made(marked, taken_back=False), by=None, on=ON)
    assert told() == []


def test_it_is_told_once_however_often_the_change_is_carried_out(planned: None) -> None:
    announced = close()
    before = told()
    redate(made(announced.day_off, taken_back=False), by=None, on=ON)
    assert told() == before


def test_a_saturday_that_is_not_made_up_after_all_is_told(scopes: Scopes) -> None:
    saturday = date(2026, 12, 12)
    announced = close(saturday, kind=DayKind.MAKE_UP_WORK, name="Làm bù")
    plan(scopes("canbo.lucnam"), saturday)
    assert told() == []
    remove_day_off(day_off=announced.day_off, by=None, at=now())
    assert len(told()) == 2


def test_a_day_that_a_data_file_brings_is_told_too(planned: None) -> None:
    load_days_off(days=[SourcedDay(MarkedDay(DAY, DayKind.HOLIDAY, "Nghỉ"), "")], by=None)
    assert len(told()) == 2


def test_a_day_off_that_is_past_is_not_told(scopes: Scopes) -> None:
    plan(scopes("canbo.lucnam"), ON)
    with time_machine.travel("2026-11-25T03:00:00+00:00", tick=False):
        close(ON)
    assert told() == []
