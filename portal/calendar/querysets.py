"""Reads over the marked days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from portal.access import Scope
from portal.calendar.rules import DayKind, DaysOff, MarkedDay

if TYPE_CHECKING:
    from portal.calendar.models import DayOff  # noqa: F401  # named in the string below


class DayOffQuerySet(QuerySet["DayOff"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep every row: the calendar is public, and each province's days are printed with it."""
        return self

    def editable_by(self, scope: Scope) -> Self:
        """Keep the rows still in force; who may edit at all is `Power.CALENDAR_MANAGE`."""
        return self.in_force()

    def in_force(self) -> Self:
        """Keep what was not taken back."""
        return self.filter(removed_at__isnull=True)

    def of_year(self, year: int) -> Self:
        return self.filter(day__year=year)

    def of_province(self, code: str = "") -> Self:
        """Keep the nation's days and, with a province's code, that province's own."""
        return self.filter(province__in={"", code})

    def in_order(self) -> Self:
        return self.order_by("day", "province", "pk")

    def days_off_between(self, first: date, last: date, *, province: str = "") -> DaysOff:
        """Return the marked days of the whole calendar years from `first` to `last`, for rules.

        Whole years, because a year without any marked day is one that nobody has entered. Where a
        province says otherwise than the nation, the province is right.
        """
        rows = (
            self.in_force()
            .of_province(province)
            .filter(day__range=(date(first.year, 1, 1), date(last.year, 12, 31)))
        )
        return DaysOff.of(
            MarkedDay(row.day, DayKind(row.kind), row.name, row.certain) for row in rows.in_order()
        )

    def days_off_near(self, day: date, *, province: str = "") -> DaysOff:
        """Return the marked days of the year of `day`, the one before and the two after."""
        first, last = date(day.year - 1, 1, 1), date(day.year + 2, 12, 31)
        return self.days_off_between(first, last, province=province)
