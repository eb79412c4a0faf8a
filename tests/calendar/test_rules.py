"""Working days and deadlines, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.rules import (
    WEEKENDS_ONLY,
    Calendars,
    DayKind,
    DaysOff,
    Deadline,
    DueState,
    MarkedDay,
    Moved,
    Rolling,
    Wording,
    add_days,
    add_working_days,
    as_worded,
    before,
    due_state,
    end_of_month,
    is_working_day,
    next_working_day,
    no_later_than,
    previous_working_day,
    within_days,
    within_working_days,
    working_days_between,
)

YEAR_2026 = DaysOff.of(
    [
        MarkedDay(date(2026, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch"),
        MarkedDay(date(2026, 1, 2), DayKind.SWAP_OFF, "Nghỉ hoán đổi"),
        MarkedDay(date(2026, 1, 10), DayKind.MAKE_UP_WORK, "Làm bù cho 02/01/2026"),
        MarkedDay(
            date(2026, 11, 24),
            DayKind.HOLIDAY,
            "Ngày Văn hóa Việt Nam",
            False,
            "Nghị quyết 80-NQ/TW",
        ),
    ]
)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
KINDS = st.sampled_from(list(DayKind))
CALENDARS = st.dictionaries(DAYS, KINDS, max_size=60).map(
    lambda kinds: DaysOff.of(MarkedDay(day, kind, "Nghỉ") for day, kind in kinds.items())
)


def said(deadline: Deadline) -> str:
    """All the sentences of a deadline's "vì sao?", one a line."""
    return "\n".join(line for reason in deadline.reasons for line in reason.lines)


# --- working days ---


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 11, 23), True),  # Monday
        (date(2026, 11, 22), False),  # Sunday
        (date(2026, 11, 24), False),  # a holiday on a Tuesday
        (date(2026, 1, 2), False),  # a Friday swapped away
        (date(2026, 1, 10), True),  # the Saturday that makes up for it
    ],
)
def test_a_day_is_worked_by_weekday_unless_marked(day: date, worked: bool) -> None:
    assert is_working_day(day, YEAR_2026) is worked


def test_working_days_skip_weekends_holidays_and_count_make_up_days() -> None:
    assert add_working_days(date(2025, 12, 31), 1, YEAR_2026) == date(2026, 1, 5)
    assert add_working_days(date(2026, 1, 9), 1, YEAR_2026) == date(2026, 1, 10)


def test_working_days_count_backwards_too() -> None:
    assert add_working_days(date(2026, 11, 25), -1, YEAR_2026) == date(2026, 11, 23)


def test_zero_working_days_stay_on_the_day() -> None:
    assert add_working_days(date(2026, 11, 22), 0, YEAR_2026) == date(2026, 11, 22)


def test_nearest_working_days_lie_on_either_side_of_a_break() -> None:
    assert next_working_day(date(2026, 1, 1), YEAR_2026) == date(2026, 1, 5)
    assert previous_working_day(date(2026, 1, 4), YEAR_2026) == date(2025, 12, 31)


def test_a_calendar_without_any_working_day_is_refused_not_searched_for_ever() -> None:
    start = date(2026, 1, 1)
    closed = DaysOff.of(
        MarkedDay(start + timedelta(days=n), DayKind.HOLIDAY, "Nghỉ") for n in range(80)
    )
    with pytest.raises(ValueError, match="No working day"):
        next_working_day(start, closed)


def test_of_two_marks_for_one_day_the_later_wins() -> None:
    day = date(2026, 3, 2)
    nation = MarkedDay(day, DayKind.HOLIDAY, "Nghỉ cả nước")
    province = MarkedDay(day, DayKind.MAKE_UP_WORK, "Tỉnh làm bù")
    assert is_working_day(day, DaysOff.of([nation, province]))


@given(DAYS, st.integers(1, 60), CALENDARS)
def test_the_nth_working_day_is_worked_and_lies_n_working_days_away(
    start: date, days: int, days_off: DaysOff
) -> None:
    end = add_working_days(start, days, days_off)
    assert is_working_day(end, days_off)
    assert working_days_between(start, end, days_off) == days


@given(DAYS, st.integers(1, 30), CALENDARS)
def test_going_back_as_many_working_days_returns_to_the_same_working_day(
    start: date, days: int, days_off: DaysOff
) -> None:
    day = next_working_day(start, days_off)
    there = add_working_days(day, days, days_off)
    assert add_working_days(there, -days, days_off) == day


# --- periods of days ---


def test_a_period_of_days_leaves_out_the_day_of_its_event() -> None:
    deadline = within_days(date(2026, 11, 2), 10, YEAR_2026)
    assert deadline.last_day == date(2026, 11, 12)
    assert deadline.start == (
        "Bắt đầu tính từ ngày 03/11/2026, không tính ngày xảy ra sự kiện 02/11/2026 "
        "(Điều 147 BLDS 2015)."
    )


def test_a_period_that_ends_on_a_day_off_ends_on_the_next_working_day() -> None:
    deadline = within_days(date(2026, 11, 12), 30, YEAR_2026)
    assert deadline.last_day == date(2026, 12, 14)  # 12/12/2026 is a Saturday
    assert "Điều 148 khoản 5" in deadline.rule[-1]
    assert [each.day.day for each in deadline.skipped] == [12, 13]


def test_a_period_does_not_roll_when_told_not_to() -> None:
    deadline = within_days(date(2026, 11, 12), 30, YEAR_2026, rolling=Rolling.NONE)
    assert deadline.last_day == date(2026, 12, 12)


def test_working_days_name_each_day_left_out() -> None:
    deadline = within_working_days(date(2026, 11, 19), 3, YEAR_2026)
    assert deadline.last_day == date(2026, 11, 25)
    assert [each.day.day for each in deadline.skipped] == [21, 22, 24]
    assert (
        "thứ Bảy, 21/11/2026.\nChủ nhật, 22/11/2026.\n"
        "thứ Ba, 24/11/2026: Ngày Văn hóa Việt Nam (Nghị quyết 80-NQ/TW)."
    ) in said(deadline)


def test_working_days_name_the_make_up_days_they_count() -> None:
    deadline = within_working_days(date(2026, 1, 8), 3, YEAR_2026)
    assert [each.day for each in deadline.made_up] == [date(2026, 1, 10)]
    assert "Làm bù cho 02/01/2026 (căn cứ chưa xác định)" in said(deadline)


def test_a_day_off_without_a_decision_makes_the_deadline_uncertain_and_says_so() -> None:
    deadline = within_working_days(date(2026, 11, 19), 3, YEAR_2026)
    assert not deadline.certain
    assert "Chưa có quyết định chính thức: 24/11/2026" in said(deadline)


def test_a_year_that_nobody_entered_makes_the_deadline_uncertain_and_says_so() -> None:
    deadline = within_working_days(date(2030, 5, 6), 3, YEAR_2026)
    assert deadline.notes[-1].startswith("Lịch nghỉ năm 2030 chưa được nhập")
    assert within_working_days(date(2026, 5, 6), 3, YEAR_2026).certain


@given(DAYS, st.integers(1, 90), CALENDARS)
def test_a_rolled_period_never_ends_early_nor_on_a_day_off(
    event: date, days: int, days_off: DaysOff
) -> None:
    deadline = within_days(event, days, days_off)
    assert deadline.last_day >= add_days(event, days)
    assert is_working_day(deadline.last_day, days_off)


# --- named dates ---


def test_before_a_date_ends_the_day_before() -> None:
    deadline = before(date(2026, 11, 30), YEAR_2026)
    assert deadline.last_day == date(2026, 11, 29)  # a Sunday: no rolling unless it is said
    assert deadline.certain


def test_before_a_date_may_roll_back() -> None:
    deadline = before(date(2026, 11, 30), YEAR_2026, rolling=Rolling.BACK, basis="Quy chế X")
    assert deadline.last_day == date(2026, 11, 27)
    assert "Quy chế X" in said(deadline)


def test_before_a_date_never_rolls_forward() -> None:
    deadline = before(date(2026, 11, 30), YEAR_2026, rolling=Rolling.FORWARD)
    assert deadline.last_day == date(2026, 11, 29)
    assert "không chuyển sang ngày 30/11/2026" in said(deadline)


@given(DAYS, CALENDARS, st.sampled_from(list(Rolling)))
def test_before_a_date_is_always_before_it(
    named: date, days_off: DaysOff, rolling: Rolling
) -> None:
    assert before(named, days_off, rolling=rolling).last_day < named


@pytest.mark.parametrize(
    ("rolling", "last_day"),
    [
        (Rolling.NONE, date(2026, 11, 29)),
        (Rolling.FORWARD, date(2026, 11, 30)),
        (Rolling.BACK, date(2026, 11, 27)),
    ],
)
def test_no_later_than_a_sunday_rolls_as_told(rolling: Rolling, last_day: date) -> None:
    assert no_later_than(date(2026, 11, 29), YEAR_2026, rolling=rolling).last_day == last_day


def test_rolling_without_a_source_says_that_the_basis_is_not_known() -> None:
    deadline = no_later_than(date(2026, 11, 29), YEAR_2026, rolling=Rolling.FORWARD)
    assert "căn cứ chưa xác định" in said(deadline)


def test_rolling_over_a_day_off_without_a_decision_is_uncertain() -> None:
    assert not no_later_than(date(2026, 11, 24), YEAR_2026, rolling=Rolling.FORWARD).certain
    assert no_later_than(date(2026, 11, 24), YEAR_2026, rolling=Rolling.NONE).certain


def test_within_a_month_ends_on_its_last_day() -> None:
    assert end_of_month(2028, 2, WEEKENDS_ONLY).last_day == date(2028, 2, 29)
    assert end_of_month(2026, 12, YEAR_2026).rule[0].startswith("“Trong tháng 12/2026”")


def test_a_wording_picks_its_rule() -> None:
    named = date(2026, 6, 10)
    assert as_worded(Wording.BEFORE, named, YEAR_2026).last_day == date(2026, 6, 9)
    assert as_worded(Wording.BY, named, YEAR_2026).last_day == named


@given(DAYS, CALENDARS, st.sampled_from(list(Rolling)), st.sampled_from(list(Wording)))
def test_every_deadline_says_why(
    named: date, days_off: DaysOff, rolling: Rolling, wording: Wording
) -> None:
    reasons = as_worded(wording, named, days_off, rolling=rolling).reasons
    assert {"Căn cứ", "Quy tắc"} <= {reason.label for reason in reasons}
    assert all(line.endswith(".") for reason in reasons for line in reason.lines)


# --- where a due date stands ---


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 11, 26), DueState.OVERDUE),
        (date(2026, 11, 25), DueState.DUE_TODAY),
        (date(2026, 11, 19), DueState.SOON),  # three working days: 20, 23 and 25/11
        (date(2026, 11, 18), DueState.LATER),
    ],
)
def test_a_due_date_has_one_of_four_states(on: date, state: DueState) -> None:
    assert due_state(date(2026, 11, 25), on, YEAR_2026) is state


@given(DAYS, st.integers(0, 60), CALENDARS)
def test_a_due_date_only_gets_nearer(due: date, ahead: int, days_off: DaysOff) -> None:
    order = [DueState.LATER, DueState.SOON, DueState.DUE_TODAY, DueState.OVERDUE]
    earlier = due_state(due, due - timedelta(days=ahead + 1), days_off)
    later = due_state(due, due - timedelta(days=ahead), days_off)
    assert order.index(earlier) <= order.index(later)


def test_a_deadline_that_the_calendar_moved_keeps_the_first_date_beside_it() -> None:
    moves = [Moved(date(2026, 11, 23), date(2026, 11, 25), "nghỉ lễ A")]
    deadline = no_later_than(date(2026, 11, 25), YEAR_2026).moved(moves)
    assert deadline.moved_from == date(2026, 11, 23)
    assert "Dời hạn từ 23/11/2026 sang 25/11/2026 vì nghỉ lễ A." in said(deadline)
    assert deadline.moved([]) is deadline


# --- many provinces ---


def test_each_province_has_its_own_days_beside_the_nations() -> None:
    nation = MarkedDay(date(2026, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch")
    own = MarkedDay(date(2026, 7, 1), DayKind.HOLIDAY, "Ngày của tỉnh")
    calendars = Calendars((nation,), {24: (own,)})
    assert not is_working_day(own.day, calendars.of(24))
    assert is_working_day(own.day, calendars.of(75))
    assert not is_working_day(nation.day, calendars.of(24))
    assert is_working_day(own.day, calendars.without(own.day, 24).of(24))
    assert not is_working_day(own.day, calendars.marking(own, None).of(75))
