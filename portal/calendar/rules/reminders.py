"""When people are reminded of what falls due: before the day, on it, then weekly up the line. Pure.

Nobody reads a reminder on a day off: what would be said then is said on the last working day before.
"""

from datetime import date, timedelta
from enum import IntEnum

from portal.calendar.rules.days import (
    LONGEST_BREAK,
    ONE_DAY,
    DaysOff,
    is_working_day,
    next_working_day,
)

BEFORE = (10, 3, 0)
FARTHEST = timedelta(days=max(BEFORE) + LONGEST_BREAK)  # what lies beyond is told of later
WEEK = timedelta(days=7)


class Rung(IntEnum):
    """Who is told of work that is late, each a week after the one before."""

    OFFICIAL = 0
    LEADER = 1
    SUPERVISION = 2


def speaks_for(on: date, days_off: DaysOff) -> date | None:
    """Return the last day that the reminders of `on` speak for: the day before work goes on.

    None on a day off.
    """
    if not is_working_day(on, days_off):
        return None
    return next_working_day(on + ONE_DAY, days_off) - ONE_DAY


def days_named(due_on: date, *, by: date) -> int | None:
    """Return the newest of T-10, T-3, T-0 that is reached by a day; None while all lie ahead.

    A day that the scheduler slept through is made good: the newest says all that the older would.
    """
    left = (due_on - by).days
    return min((days for days in BEFORE if left <= days), default=None)


def late_until(rung: Rung, on: date) -> date:
    """Return the latest due date that is told to a rung as late: a week later for each rung up."""
    return on - ONE_DAY - rung * WEEK


def time_left(due_on: date, on: date) -> str:
    """Say how far away a day is."""
    left = (due_on - on).days
    if left < 0:
        return f"quá hạn {-left} ngày"
    return f"còn {left} ngày" if left else "hạn hôm nay"
