"""When people are reminded: before the day, on it, then weekly up the line."""

from datetime import date, timedelta

import pytest

from portal.calendar.rules import (
    WEEKENDS_ONLY,
    DayKind,
    DaysOff,
    MarkedDay,
    Rung,
    days_named,
    late_until,
    speaks_for,
    time_left,
)

DUE = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("left", "named"), [(11, None), (10, 10), (4, 10), (3, 3), (1, 3), (0, 0), (-1, 0)]
)
def test_the_newest_day_before_that_is_reached_is_named(left: int, named: int | None) -> None:
    assert days_named(DUE, by=DUE - timedelta(days=left)) == named


def test_a_friday_speaks_for_the_weekend_and_a_day_off_for_nothing() -> None:
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    assert speaks_for(friday, WEEKENDS_ONLY) == sunday
    assert speaks_for(sunday, WEEKENDS_ONLY) is None
    assert speaks_for(DUE, WEEKENDS_ONLY) == DUE


def test_the_last_day_before_a_holiday_speaks_for_it() -> None:
    off = DaysOff.of([MarkedDay(date(2026, 11, 27), DayKind.HOLIDAY, "Nghỉ")])
    assert speaks_for(DUE, off) == date(2026, 11, 29)


def test_late_work_climbs_one_rung_a_week() -> None:
    on = date(2026, 12, 14)
    days = [(on - late_until(rung, on)).days for rung in Rung]
    assert days == [1, 8, 15]


@pytest.mark.parametrize(
    ("left", "said"), [(3, "còn 3 ngày"), (0, "hạn hôm nay"), (-2, "quá hạn 2 ngày")]
)
def test_how_far_away_a_day_is(left: int, said: str) -> None:
    assert time_left(DUE, DUE - timedelta(days=left)) == said
