"""When a duty falls due, as its directive words it."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from directives.registry.kinds import DueKind
from portal.calendar.rules import Deadline, spoken

_MONTHS = {
    DueKind.YEARLY: 12,
    DueKind.HALF_YEARLY: 6,
    DueKind.QUARTERLY: 3,
    DueKind.MONTHLY: 1,
}


@dataclass(frozen=True, slots=True)
class DueRule:
    """A deadline as a directive words it: one day, or a recurrence of last permitted days.

    `month` counts within the period: of the year, of the half year, of the quarter. What the text
    does not give falls on the period's own end ("hằng năm" → 31/12).
    """

    kind: DueKind
    last_day: dt.date | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def next_day(self, on: dt.date) -> dt.date | None:
        """The first last-permitted day from `on` onwards, before any shift for days off."""
        if self.kind is DueKind.ONCE:
            return self.last_day if self.last_day and self.last_day >= on else None
        if self.kind is DueKind.NONE:
            return None
        return next(day for day in self.days_from(on) if day >= on)

    def explained(self, on: dt.date, wording: str) -> Deadline | None:
        """The next last-permitted day, else the one that has passed, with its reasons."""
        day = self.next_day(on) or self.last_day
        if day is None:
            return None
        quoted = (f"Văn bản ghi: “{wording}”.",) if wording else ()
        return Deadline(day, (*quoted, f"{self.kind.label}: ngày cuối cùng là {spoken(day)}."))

    def days_from(self, on: dt.date) -> Iterator[dt.date]:
        """The last permitted days of the periods from the one that holds `on`, without end."""
        if self.kind is DueKind.ONCE:
            if self.last_day and self.last_day >= on:
                yield self.last_day
            return
        if self.kind is DueKind.DAILY:
            yield from (on + dt.timedelta(days=step) for step in range(36_525))
        elif self.kind is DueKind.WEEKLY:
            end = on + dt.timedelta(days=(self._weekday - on.weekday()) % 7)
            yield from (end + dt.timedelta(weeks=step) for step in range(5_218))
        elif self.kind in _MONTHS:
            yield from self._days_of_months(on, _MONTHS[self.kind])

    @property
    def _weekday(self) -> int:
        return 4 if self.weekday is None else self.weekday  # the week's work ends on Friday

    def _days_of_months(self, on: dt.date, length: int) -> Iterator[dt.date]:
        first = (on.month - 1) // length * length  # months before the period that holds `on`
        place = min(self.month or length, length)
        for step in range(0, 1_200, length):
            years, month = divmod(first + step + place - 1, 12)
            yield _day_in(on.year + years, month + 1, self.day or 31)


def _day_in(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
