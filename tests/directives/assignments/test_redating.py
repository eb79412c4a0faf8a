"""Work whose day rolls off days off follows a holiday announced later; other work keeps its day."""

from collections.abc import Callable
from datetime import date

import pytest

from directives.assignments import actions
from directives.assignments.kinds import EntryKind
from directives.assignments.models import Assignment
from directives.registry.models import Duty
from portal.access import Scope
from portal.calendar.actions import Announced, add_day_off
from portal.calendar.models import Redating
from portal.calendar.rules import DayKind, Rolling
from portal.notices.models import Notice
from portal.units.models import Organisation

pytestmark = pytest.mark.django_db
Scopes = Callable[[str], Scope]
NAMED = date(2026, 11, 30)  # a Monday
GIVEN_ON = date(2026, 11, 2)


@pytest.fixture
def give(duty: Duty, luc_nam: Organisation, scopes: Scopes) -> Callable[[Rolling], Assignment]:
    def give_with(rolling: Rolling) -> Assignment:
        actions.assign(
            duty=duty, organisations=[luc_nam], due_on=NAMED, period=rolling, rolling=rolling,
            rolling_basis="" if rolling is Rolling.NONE else "Quy chế làm việc",
            by=scopes("sonoivu"), on=GIVEN_ON,
        )  # fmt: skip
        return Assignment.objects.get(period=rolling)

    return give_with


def announce() -> Announced:
    return add_day_off(
        day=NAMED, kind=DayKind.HOLIDAY, name="Nghỉ đột xuất", decision="Công điện 99/CĐ-TTg",
        province_id=None, certain=True, by=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rolling", "moved_to"),
    [
        (Rolling.NONE, NAMED),
        (Rolling.FORWARD, date(2026, 12, 1)),
        (Rolling.BACK, date(2026, 11, 27)),
    ],
)
def test_work_follows_the_calendar_as_it_was_told(
    give: Callable[[Rolling], Assignment], scopes: Scopes, rolling: Rolling, moved_to: date
) -> None:
    work = give(rolling)
    announce()
    work.refresh_from_db()
    assert (work.due_on, work.original_due_on) == (moved_to, moved_to)
    assert work.named_due_on == NAMED
    assert Redating.objects.count() == (rolling is not Rolling.NONE)


def test_the_timeline_and_the_commune_are_told_why(
    give: Callable[[Rolling], Assignment], scopes: Scopes
) -> None:
    work = give(Rolling.FORWARD)
    announce()
    entry = work.entries.get(kind=EntryKind.REDATE)
    assert "Dời hạn từ 30/11/2026 sang 01/12/2026 vì nghỉ lễ" in entry.note
    assert Notice.objects.filter(key__startswith="redated:").count() == 2


def test_work_done_or_given_more_time_keeps_its_day(
    give: Callable[[Rolling], Assignment], scopes: Scopes
) -> None:
    done, extended = give(Rolling.FORWARD), give(Rolling.BACK)
    by, later = scopes("canbo.lucnam"), date(2026, 12, 20)
    actions.submit(assignment=done, version=1, note="Xong", evidence=[], key="", by=by, on=GIVEN_ON)
    asked = actions.ask_more_time(
        assignment=extended, version=extended.version, until=later, reason="Mưa lũ", by=by, on=NAMED
    )
    actions.decide_extension(
        extension=asked,
        version=asked.assignment.version,
        granted=True,
        answer="",
        by=scopes("sonoivu"),
        on=NAMED,
    )
    assert announce().moved == 0
    assert list(Assignment.objects.order_by("pk").values_list("due_on", flat=True)) == [
        NAMED, later,
    ]  # fmt: skip


def test_a_day_named_on_a_day_off_rolls_when_the_work_is_given(
    duty: Duty, luc_nam: Organisation, scopes: Scopes
) -> None:
    actions.assign(
        duty=duty, organisations=[luc_nam], due_on=date(2026, 11, 29), period="", by=scopes("sonoivu"),
        on=GIVEN_ON, rolling=Rolling.FORWARD, rolling_basis="Quy chế làm việc",
    )  # fmt: skip
    assert Assignment.objects.get().due_on == NAMED  # 29/11 is a Sunday
