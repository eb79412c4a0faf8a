"""Recurring dates: "định kỳ hằng năm trước ngày 30/11", "trước ngày 15 của tháng cuối quý"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice

from django.db.models import TextChoices

from portal.calendar.rules.days import ONE_DAY, DaysOff, last_day_of_month
from portal.calendar.rules.deadlines import Deadline, Rolling, Wording, as_worded

ROMAN = ("I", "II", "III", "IV")
FRIDAY = 5  # ISO number of the weekday


class Every(TextChoices):
    """How often a duty comes back."""

    YEAR = "yearly", "Hằng năm"
    QUARTER = "quarterly", "Hằng quý"
    MONTH = "monthly", "Hằng tháng"
    WEEK = "weekly", "Hằng tuần"

    @property
    def months(self) -> int:
        """Months in one period; 0 for a week, which is counted in days."""
        return {Every.YEAR: 12, Every.QUARTER: 3, Every.MONTH: 1, Every.WEEK: 0}[self]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A date that comes back. Left out, `day` is the period's last and `month` its last month.

    `day` is the day of the month (31 in a shorter month means its last day), or for a week the ISO
    weekday 1–7, Friday when left out. `month` counts within the period: 11 of a year, 3 of a
    quarter.
    """

    every: Every
    day: int | None = None
    month: int | None = None
    wording: Wording = Wording.BY

    def __post_init__(self) -> None:
        longest = 7 if self.every is Every.WEEK else 31
        if self.day is not None and not 1 <= self.day <= longest:
            raise ValueError(f"Day {self.day} is not within 1 to {longest}.")
        if self.month is not None and not 1 <= self.month <= max(self.every.months, 1):
            raise ValueError(f"Month {self.month} is not within the period ({self.every.value}).")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One coming of a recurring date: its period, and the date that the document names."""

    label: str
    starts_on: date
    ends_on: date
    named: date
    wording: Wording

    @property
    def last_day(self) -> date:
        """The last day that is still in time, before any rolling."""
        return self.named - ONE_DAY if self.wording is Wording.BEFORE else self.named

    def deadline(
        self, days_off: DaysOff, *, rolling: Rolling = Rolling.NONE, basis: str = ""
    ) -> Deadline:
        """Give the occurrence's deadline with its reasons."""
        return as_worded(self.wording, self.named, days_off, rolling=rolling, basis=basis)


def occurrences(recurrence: Recurrence, on: date, number: int = 1) -> list[Occurrence]:
    """Return the next `number` occurrences that can still be met on the day `on`, soonest first."""
    periods = _weeks(recurrence, on) if recurrence.every is Every.WEEK else _months(recurrence, on)
    return list(islice((each for each in periods if each.last_day >= on), number))


def _months(recurrence: Recurrence, on: date) -> Iterator[Occurrence]:
    length = recurrence.every.months
    current = (on.year * 12 + on.month - 1) // length * length
    for first in count(current - length, length):
        last = first + length - 1
        named_month = first + (recurrence.month or length) - 1
        yield Occurrence(
            _label(recurrence.every, first),
            date(first // 12, first % 12 + 1, 1),
            last_day_of_month(last // 12, last % 12 + 1),
            _day_in_month(named_month, recurrence.day),
            recurrence.wording,
        )


def _weeks(recurrence: Recurrence, on: date) -> Iterator[Occurrence]:
    monday = on - timedelta(days=on.weekday() + 7)
    for start in (monday + timedelta(weeks=number) for number in count()):
        week = start.isocalendar()
        yield Occurrence(
            f"Tuần {week.week}/{week.year}",
            start,
            start + timedelta(days=6),
            start + timedelta(days=(recurrence.day or FRIDAY) - 1),
            recurrence.wording,
        )


def _label(every: Every, first: int) -> str:
    year, month = first // 12, first % 12 + 1
    if every is Every.YEAR:
        return f"Năm {year}"
    if every is Every.QUARTER:
        return f"Quý {ROMAN[month // 3]}/{year}"
    return f"Tháng {month}/{year}"


def _day_in_month(month_number: int, day: int | None) -> date:
    last = last_day_of_month(month_number // 12, month_number % 12 + 1)
    return last if day is None else last.replace(day=min(day, last.day))
