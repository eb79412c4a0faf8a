"""The reception days of a commune's chairman: how many are owed, and were they kept.

Luật Tiếp công dân Điều 15: at least one day a week; since 01/7/2026 (Luật 136/2025) at least two
days a month, in person. A day without any visitor counts as a day.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from portal.calendar.rules import DaysOff, is_working_day, last_day_of_month, working_days_between

MONTHLY_FROM = date(2026, 7, 1)
DAYS_A_MONTH = 2
PUBLICISED_WORKING_DAYS = 5
_WEEK = timedelta(days=7)
PLANNED_AHEAD = timedelta(days=366)


def planned_day_problem(day: date, *, on: date, office_since: date | None) -> str | None:
    """Say why a day cannot stand in the schedule, or None. `on` is today; held days may be entered late."""
    if office_since is not None and day < office_since:
        return f"Cơ quan hoạt động từ ngày {office_since:%d/%m/%Y}, chưa có lịch tiếp trước đó."
    if day > on + PLANNED_AHEAD:
        return f"Ngày {day:%d/%m/%Y} còn quá xa: lịch tiếp công dân lập trong vòng một năm."
    return None


@dataclass(frozen=True, slots=True)
class WeekKept:
    """One week before 01/7/2026: one day owed, unless the whole week was off."""

    starts_on: date
    held: int
    owed: int

    @property
    def missed(self) -> bool:
        return self.held < self.owed


@dataclass(frozen=True, slots=True)
class MonthKept:
    """One month: what was owed and what was held; `over` says the month has ended."""

    year: int
    month: int
    owed: int
    held: int
    planned: int
    over: bool
    basis: str

    @property
    def state(self) -> str:
        """ "kept", "missed" when it is over and was not kept, "open" otherwise."""
        if self.held >= self.owed:
            return "kept"
        return "missed" if self.over else "open"


def head_days_kept(
    year: int,
    month: int,
    *,
    held: Collection[date],
    planned: Collection[date],
    on: date,
    days_off: DaysOff,
) -> MonthKept:
    """Return whether the head kept the month's reception days, by the law of that month."""
    first, last = date(year, month, 1), last_day_of_month(year, month)
    kept = sorted({day for day in held if first <= day <= last})
    coming = len({day for day in planned if max(first, on) <= day <= last} - set(kept))
    if first >= MONTHLY_FROM:
        basis = "ít nhất 02 ngày trong tháng (Điều 15, sửa bởi Luật 136/2025)"
        return MonthKept(year, month, DAYS_A_MONTH, len(kept), coming, last < on, basis)
    weeks = weeks_kept(first, last, held=held, days_off=days_off)
    owed, done = sum(week.owed for week in weeks), sum(min(week.held, week.owed) for week in weeks)
    basis = "ít nhất 01 ngày mỗi tuần (Điều 15 Luật Tiếp công dân)"
    return MonthKept(year, month, owed, done, coming, last < on, basis)


def weeks_kept(
    first: date, last: date, *, held: Collection[date], days_off: DaysOff
) -> list[WeekKept]:
    """Return the weeks whose Monday lies from `first` to `last`, with what was owed and held."""
    monday = first + timedelta(days=-first.weekday() % 7)
    weeks = []
    while monday <= last:
        days = [monday + timedelta(days=place) for place in range(7)]
        owed = int(any(is_working_day(day, days_off) for day in days))
        weeks.append(WeekKept(monday, sum(day in held for day in days), owed))
        monday += _WEEK
    return weeks


def publicised_in_time(publicised_on: date | None, day: date, days_off: DaysOff) -> bool | None:
    """Tell whether a day was made public five working days before (Điều 24); None: not known."""
    if publicised_on is None:
        return None
    return working_days_between(publicised_on, day, days_off) >= PUBLICISED_WORKING_DAYS
