"""When a mail may go: office hours, the time one chose, days off. No database."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.rules import DayKind, DaysOff, MarkedDay, is_working_day
from portal.env import spans_of
from portal.notices.kinds import DigestChoice, NoticeKind
from portal.notices.rules import is_due, message_id, next_sending, times_to_choose

HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
PLAIN = DaysOff()
TET = [MarkedDay(date(2026, 2, day), DayKind.HOLIDAY, "Tết") for day in range(16, 21)]
SATURDAY = MarkedDay(date(2026, 1, 10), DayKind.MAKE_UP_WORK, "Làm bù")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute)  # noqa: DTZ001  # a rule takes what it is given


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(25, 9), at(25, 9)),  # in the morning of a Wednesday
        (at(25, 6), at(25, 7, 30)),  # before the office opens
        (at(25, 11, 30), at(25, 13, 30)),  # the break at noon is quiet
        (at(25, 17), at(26, 7, 30)),  # in the evening: the next day
        (at(27, 17), at(30, 7, 30)),  # on a Friday evening: Monday
        (at(28, 9), at(30, 7, 30)),  # on a Saturday
    ],
)
def test_a_mail_goes_in_office_hours(now: datetime, goes: datetime) -> None:
    assert next_sending(now, HOURS, PLAIN) == goes


def test_no_mail_goes_at_tet() -> None:
    days_off = DaysOff.of(TET)
    assert next_sending(at(14, 9, month=2), HOURS, days_off) == at(23, 7, 30, month=2)


def test_a_saturday_that_is_worked_gets_mail() -> None:
    days_off = DaysOff.of([SATURDAY])
    assert next_sending(at(10, 9, month=1), HOURS, days_off) == at(10, 9, month=1)


def test_the_chosen_time_is_waited_for() -> None:
    assert next_sending(at(25, 8), HOURS, PLAIN, not_before=time(14)) == at(25, 14)
    assert next_sending(at(25, 15), HOURS, PLAIN, not_before=time(14)) == at(25, 15)


def test_a_time_after_closing_means_the_last_opening() -> None:
    assert next_sending(at(25, 8), HOURS, PLAIN, not_before=time(17, 30)) == at(25, 13, 30)


def test_a_calendar_without_a_day_of_work_is_an_error() -> None:
    first = date(2026, 11, 1)
    closed = [MarkedDay(first + timedelta(days=n), DayKind.HOLIDAY, "x") for n in range(120)]
    with pytest.raises(ValueError, match="No day is worked"):
        next_sending(at(2, 9), HOURS, DaysOff.of(closed))


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)), st.times(time(6), time(17, 59)))  # noqa: DTZ001
def test_a_moment_to_send_is_never_early_nor_outside_hours(now: datetime, chosen: time) -> None:
    goes = next_sending(now, HOURS, DaysOff.of(TET), not_before=chosen)
    assert goes >= now
    assert is_working_day(goes.date(), DaysOff.of(TET))
    assert any(opens <= goes.time() < closes for opens, closes in HOURS)
    assert next_sending(goes, HOURS, DaysOff.of(TET), not_before=chosen) == goes


@pytest.mark.parametrize(
    ("choice", "urgent", "now", "due"),
    [
        (DigestChoice.DAILY, False, at(25, 8), True),
        (DigestChoice.DAILY, True, at(25, 7, 45), False),  # not before the chosen time
        (DigestChoice.URGENT, True, at(25, 7, 45), True),
        (DigestChoice.URGENT, True, at(25, 12), False),  # urgent or not: noon is quiet
        (DigestChoice.URGENT, False, at(25, 8), False),
        (DigestChoice.NONE, True, at(25, 8), False),
    ],
)
def test_who_gets_mail_now(choice: DigestChoice, urgent: bool, now: datetime, due: bool) -> None:
    about = {"at": now, "hours": HOURS, "days_off": PLAIN, "chosen": time(8)}
    assert is_due(choice, urgent=urgent, **about) is due  # type: ignore[arg-type]


def test_the_times_to_choose_are_half_hours_of_the_office() -> None:
    times = times_to_choose(HOURS)
    assert (times[0], times[7], times[8], times[-1]) == (
        time(7, 30),
        time(11),
        time(13, 30),
        time(16, 30),
    )


def test_the_id_of_a_mail_follows_from_whose_it_is_and_of_which_day() -> None:
    assert message_id(7, date(2026, 11, 25), host="cong.vn") == "<ban-tin.20261125.7@cong.vn>"


def test_what_may_name_a_citizen_does_not_leave_in_words() -> None:
    silent = {kind for kind in NoticeKind if not kind.goes_by_mail_in_words}
    quoting = {NoticeKind.RETURNED, NoticeKind.WITHDRAWN, NoticeKind.RECEPTION, NoticeKind.SCAN}
    assert silent == quoting


def test_office_hours_are_read_from_text() -> None:
    assert spans_of("OFFICE_HOURS", "07:30-11:30, 13:30-17:00") == HOURS


@pytest.mark.parametrize(
    "text", ["", "8-17", "17:00-08:00", "08:00", "05:00-17:00", "08:00-12:00,11:00-17:00", "a-b"]
)
def test_office_hours_that_make_no_sense_stop_the_start(text: str) -> None:
    with pytest.raises(SystemExit, match="OFFICE_HOURS"):
        spans_of("OFFICE_HOURS", text)
