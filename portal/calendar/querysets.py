"""Reads over the marked days, and over the due dates that they moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Self

from django.db.models import Count, F, Q, QuerySet

from portal.access import Power, Scope
from portal.calendar.rules import Calendars, DayKind, DaysOff, MarkedDay, Moved

if TYPE_CHECKING:
    from portal.calendar.models import DayOff, Redating  # noqa: F401  # named in the strings below


def _managed_by(scope: Scope, province: str) -> Q:
    """Whose days a person may mark: their province's or nobody's; the nation's come with the data."""
    if not scope.may(Power.CALENDAR_PROVINCE) or scope.province_id is None:
        return Q(pk__in=[])
    return Q(**{province: scope.province_id})


class DayOffQuerySet(QuerySet["DayOff"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep every row: the calendar is public, and each province's days are printed with it."""
        return self

    def editable_by(self, scope: Scope) -> Self:
        """Keep the rows in force of the person's own province."""
        return self.in_force().filter(_managed_by(scope, "province_id"))

    def in_force(self) -> Self:
        """Keep what was not taken back."""
        return self.filter(removed_at__isnull=True)

    def of_year(self, year: int) -> Self:
        return self.filter(day__year=year)

    def of_province(self, province: int | None = None) -> Self:
        """Keep the nation's days and, with the id of a province, that province's own."""
        nation = Q(province__isnull=True)
        return self.filter(nation if province is None else nation | Q(province_id=province))

    def of_nation(self) -> Self:
        return self.filter(province__isnull=True)

    def national_on(self, day: date) -> DayOff | None:
        """Return what the nation says of a day, if anything."""
        return self.in_force().of_nation().filter(day=day).first()

    def in_order(self) -> Self:
        """Sort by day, the nation's before a province's."""
        return self.order_by("day", F("province").asc(nulls_first=True), "pk")

    def with_province(self) -> Self:
        return self.select_related("province")

    def ids(self) -> set[int]:
        return set(self.values_list("pk", flat=True))

    def calendars_between(self, first: date, last: date) -> Calendars:
        """Return the marked days of the whole calendar years from `first` to `last`, for rules.

        Whole years, because a year without any marked day is one that nobody has entered. Where a
        province says otherwise than the nation, the province is right. One query, whatever the
        number of provinces.
        """
        rows = self.in_force().filter(day__range=(date(first.year, 1, 1), date(last.year, 12, 31)))
        nation: list[MarkedDay] = []
        provinces: dict[int, list[MarkedDay]] = defaultdict(list)
        # Without models: a page with a single deadline reads some fifty days.
        columns = ("province_id", "day", "kind", "name", "certain", "decision")
        for province, day, kind, *more in rows.in_order().values_list(*columns):
            marked = MarkedDay(day, DayKind(kind), *more)
            (nation if province is None else provinces[province]).append(marked)
        return Calendars(tuple(nation), {pk: tuple(days) for pk, days in provinces.items()})

    def calendars_around(self, days: Iterable[date | None]) -> Calendars:
        """Return the calendars from the year before the first of `days` to two after the last.

        As far as years go: a day that somebody mistyped is shown, not run into.
        """
        known = sorted(day for day in days if day is not None)
        if not known:
            return Calendars()
        first = date(max(known[0].year - 1, date.min.year), 1, 1)
        last = date(min(known[-1].year + 2, date.max.year), 12, 31)
        return self.calendars_between(first, last)

    def days_off_between(self, first: date, last: date, *, province: int | None = None) -> DaysOff:
        """Return the days off of the nation, or of a province by its id, in those years."""
        return self.of_province(province).calendars_between(first, last).of(province)

    def days_off_near(self, day: date, *, province: int | None = None) -> DaysOff:
        """Return the days off of the year of `day`, the one before and the two after."""
        return self.of_province(province).calendars_around([day]).of(province)


class RedatingQuerySet(QuerySet["Redating"]):
    def visible_to(self, scope: Scope) -> Self:
        """An organisation reads what was moved of its own work."""
        return self.filter(organisation_id=scope.organisation_id)

    def countable_by(self, scope: Scope) -> Self:
        """Who may mark a day reads how many dates it moved, not which."""
        return self.filter(_managed_by(scope, "day_off__province_id"))

    def because_of(self, day_off: DayOff, *, taken_back: bool) -> Self:
        return self.filter(day_off=day_off, taken_back=taken_back)

    def about(self, day_off: DayOff) -> Self:
        return self.filter(day_off=day_off)

    def moves_of(
        self, row_ids: Mapping[str, Collection[int]]
    ) -> dict[tuple[str, int], list[Moved]]:
        """Return how the dates of these rows were moved, the first move first, in one query.

        Rows are asked for, and found, by their kind and their id.
        """
        moves: dict[tuple[str, int], list[Moved]] = defaultdict(list)
        of_kind = (Q(kind=kind, row_id__in=ids) for kind, ids in row_ids.items())
        whose = reduce(Q.__or__, of_kind, Q(pk__in=[]))
        for row in self.filter(whose).select_related("day_off").order_by("pk"):
            moves[row.kind, row.row_id].append(row.moved)
        return moves

    def per_organisation(self, kind: str) -> dict[int, int]:
        """Count the moved rows of a kind for each organisation."""
        counted = self.filter(kind=kind).order_by().values_list("organisation_id")
        return dict(counted.annotate(Count("pk")))

    def per_kind(self) -> dict[str, int]:
        return dict(self.order_by().values_list("kind").annotate(Count("pk")))
