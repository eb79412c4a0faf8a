"""When periodic work is due: hour by hour, after a sleep, after a jump of the clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.jobs.rules import MOST_AT_ONCE, Missed, due, newest_slot, next_slot

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
HOURLY, DAILY = "5 * * * *", "0 7 * * *"


def at(hour: int, minute: int = 0, day: int = 25) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


def test_the_first_look_hands_out_the_newest_slot() -> None:
    found = due(HOURLY, last=None, now=at(10, 30), missed=Missed.NEWEST)
    assert found.slots == (at(10, 5),)


def test_a_slot_is_due_from_its_own_moment_on() -> None:
    assert due(HOURLY, last=at(9, 5), now=at(10, 4), missed=Missed.NEWEST).slots == ()
    assert due(HOURLY, last=at(9, 5), now=at(10, 5), missed=Missed.NEWEST).slots == (at(10, 5),)


def test_a_slot_is_the_clock_of_vietnam() -> None:
    assert newest_slot(DAILY, at(6, 59)) == at(7, day=24)
    assert next_slot(DAILY, at(7)) == at(7, day=26)


def test_after_a_sleep_the_newest_slot_stands_for_all() -> None:
    found = due(HOURLY, last=at(2, 5), now=at(10, 30), missed=Missed.NEWEST)
    assert found.slots == (at(10, 5),)
    assert found.note == (
        "Bộ lập lịch đã lỡ 7 lần chạy sau 02:05 25/11/2026; "
        "đã chạy bù 1 lần, đến lần 10:05 25/11/2026."
    )


def test_after_a_sleep_every_slot_is_made_up_where_each_counts() -> None:
    found = due(HOURLY, last=at(7, 5), now=at(10, 30), missed=Missed.EVERY)
    assert found.slots == (at(8, 5), at(9, 5), at(10, 5))
    assert "chạy bù 3 lần" in found.note


def test_a_very_long_sleep_is_made_up_in_parts_and_loses_nothing() -> None:
    last, seen = at(0, 5, day=1), 0
    while found := due("* * * * *", last=last, now=at(10, day=2), missed=Missed.EVERY).slots:
        assert len(found) <= MOST_AT_ONCE
        last, seen = found[-1], seen + len(found)
    assert last == at(10, day=2)
    assert seen == (at(10, day=2) - at(0, 5, day=1)) / timedelta(minutes=1)


@pytest.mark.parametrize("missed", list(Missed))
def test_a_clock_set_back_counts_again_from_now(missed: Missed) -> None:
    back = due(HOURLY, last=at(10, 5, day=28), now=at(10, 30), missed=missed)
    assert (back.slots, back.last) == ((), at(10, 5))
    assert "Đồng hồ đã lùi" in back.note
    assert due(HOURLY, last=back.last, now=at(11, 5), missed=missed).slots == (at(11, 5),)
