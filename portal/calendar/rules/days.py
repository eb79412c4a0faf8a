"""Which days are worked, and where a due date stands. Pure: the days off are handed in."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from django.db.models import TextChoices

ONE_DAY = timedelta(days=1)
SATURDAY = 5
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
SOON_WORKING_DAYS = 3
LONGEST_BREAK = 60  # days; no run of days off is longer, so a search may stop there


class DayKind(TextChoices):
    """Why a day is not what its weekday says."""

    HOLIDAY = "holiday", "Nghỉ lễ, tết"
    SWAP_OFF = "swap_off", "Nghỉ hoán đổi"
    MAKE_UP_WORK = "make_up_work", "Làm bù"

    @property
    def is_off(self) -> bool:
        return self is not DayKind.MAKE_UP_WORK


class DueState(TextChoices):
    """Where a due date stands on a day. Follows from dates, so it is never stored."""

    OVERDUE = "overdue", "Quá hạn"
    DUE_TODAY = "due_today", "Hạn hôm nay"
    SOON = "soon", "Sắp đến hạn"
    LATER = "later", "Còn hạn"


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """A day that is off, or is worked on a weekend; `decision` is empty when it is not known."""

    day: date
    kind: DayKind
    name: str
    certain: bool = True
    decision: str = ""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The marked days of whole calendar years; a year without any is one nobody has entered."""

    marks: Mapping[date, MarkedDay] = field(default_factory=lambda: MappingProxyType({}))
    years: frozenset[int] = frozenset()

    @classmethod
    def of(cls, days: Iterable[MarkedDay]) -> DaysOff:
        """Take in `days`; of two for one day the later wins (the province's after the nation's)."""
        marks = {marked.day: marked for marked in days}
        return cls(MappingProxyType(marks), frozenset(day.year for day in marks))


WEEKENDS_ONLY = DaysOff()


@dataclass(frozen=True, slots=True)
class Calendars:
    """The nation's marked days and those of each province, for rows of many provinces at once."""

    nation: tuple[MarkedDay, ...] = ()
    provinces: Mapping[int, tuple[MarkedDay, ...]] = field(default_factory=dict)
    _made: dict[int | None, DaysOff] = field(default_factory=dict, compare=False, repr=False)

    def of(self, province: int | None) -> DaysOff:
        """Return the days off of a province by its id; where it says otherwise it is right."""
        own = province if province in self.provinces else None
        if own not in self._made:
            theirs = self.provinces[own] if own is not None else ()
            self._made[own] = DaysOff.of((*self.nation, *theirs))
        return self._made[own]

    def without(self, day: date, province: int | None) -> Calendars:
        """Return the calendars as if nothing marked this day in the nation, or in this province."""
        if province is None:
            nation = tuple(each for each in self.nation if each.day != day)
            return Calendars(nation, self.provinces)
        theirs = tuple(each for each in self.provinces.get(province, ()) if each.day != day)
        return Calendars(self.nation, {**self.provinces, province: theirs})

    def marking(self, marked: MarkedDay, province: int | None) -> Calendars:
        """Return the calendars with one day more, in the nation or in this province."""
        if province is None:
            return Calendars((*self.nation, marked), self.provinces)
        theirs = (*self.provinces.get(province, ()), marked)
        return Calendars(self.nation, {**self.provinces, province: theirs})


def is_working_day(day: date, days_off: DaysOff) -> bool:
    """Tell whether offices work on `day`: a weekday not off, or a weekend day made up."""
    marked = days_off.marks.get(day)
    return day.weekday() < SATURDAY if marked is None else not marked.kind.is_off


def add_days(start: date, days: int) -> date:
    """Return the day `days` calendar days after `start`, which itself is not counted."""
    return start + timedelta(days=days)


def add_working_days(start: date, days: int, days_off: DaysOff) -> date:
    """Return the `days`-th working day after `start` (before it when negative); 0 gives `start`."""
    step = ONE_DAY if days > 0 else -ONE_DAY
    day, left = start, abs(days)
    while left:
        day += step
        left -= is_working_day(day, days_off)
    return day


def working_days_between(start: date, end: date, days_off: DaysOff) -> int:
    """Count the working days after `start` up to and including `end`; 0 when `end` is not later."""
    return sum(is_working_day(day, days_off) for day in days_after(start, end))


def next_working_day(day: date, days_off: DaysOff) -> date:
    """Return `day` when it is worked, else the first worked day after it."""
    return _nearest(day, ONE_DAY, days_off)


def previous_working_day(day: date, days_off: DaysOff) -> date:
    """Return `day` when it is worked, else the last worked day before it."""
    return _nearest(day, -ONE_DAY, days_off)


def last_day_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def due_state(due: date, on: date, days_off: DaysOff, *, soon: int = SOON_WORKING_DAYS) -> DueState:
    """Tell where `due` stands on the day `on`; "soon" is at most `soon` working days away."""
    if due < on:
        return DueState.OVERDUE
    if due == on:
        return DueState.DUE_TODAY
    near = working_days_between(on, due, days_off) <= soon
    return DueState.SOON if near else DueState.LATER


def days_after(start: date, end: date) -> Iterator[date]:
    """Yield each day after `start` up to and including `end`."""
    return (start + timedelta(days=count) for count in range(1, (end - start).days + 1))


def numeric(day: date) -> str:
    """Write a day as officials do: 05/02/2026."""
    return f"{day:%d/%m/%Y}"


def spoken(day: date) -> str:
    """Write a day with its weekday: thứ Hai, 23/11/2026."""
    return f"{WEEKDAYS[day.weekday()]}, {numeric(day)}"


def _nearest(day: date, step: timedelta, days_off: DaysOff) -> date:
    for _ in range(LONGEST_BREAK):
        if is_working_day(day, days_off):
            return day
        day += step
    raise ValueError(f"No working day within {LONGEST_BREAK} days of {day}: check the days off.")
