"""Reads over the marked days, and over the due dates that they moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, F, Q, QuerySet

from portal.access import Power, Scope
from portal.calendar.rules import Calendars, DayKind, DaysOff, MarkedDay

if TYPE_CHECKING:
    from portal.calendar.models import DayOff, Redating  # noqa: F401  # named in the strings below


_MARKED = ("day", "kind", "name", "certain", "decision")


def years_around(days: Iterable[date | None]) -> tuple[date, date] | None:
    """Return the whole years from the one before the first of `days` to two after the last.

    Whole years, because a year without any marked day is one that nobody has entered; as far as years
    go: a day that somebody mistyped is shown, not run into.
    """
    known = sorted(day for day in days if day is not None)
    if not known:
        return None
    return _whole_years(
        max(known[0].year - 1, date.min.year), min(known[-1].year + 2, date.max.year)
    )


def _whole_years(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)


def calendars_of(rows: Iterable[tuple[Any, ...]]) -> Calendars:
    """Return the calendars of what `marked_between` found: where a province says otherwise than the
    nation, the province is right."""
    nation: list[MarkedDay] = []
    provinces: dict[int, list[MarkedDay]] = defaultdict(list)
    for province, day, kind, *more in rows:
        marked = MarkedDay(day, DayKind(kind), *more)
        (nation if province is None else provinces[province]).append(marked)
    return Calendars(tuple(nation), {pk: tuple(days) for pk, days in provinces.items()})


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

    def marked_between(self, first: date, last: date) -> QuerySet[Any, Any]:
        """Find what `calendars_of` reads of the days in force; without models: a page with a single
        deadline reads some fifty days."""
        rows = self.in_force().filter(day__range=(first, last))
        return rows.in_order().values_list("province_id", *_MARKED)

    def calendars_between(self, first: date, last: date) -> Calendars:
        """Return the marked days of the whole calendar years from `first` to `last`, for rules.

        One query, whatever the number of provinces.
        """
        return calendars_of(self.marked_between(*_whole_years(first.year, last.year)))

    def calendars_around(self, days: Iterable[date | None]) -> Calendars:
        """Return the calendars from the year before the first of `days` to two after the last."""
        years = years_around(days)
        return calendars_of(self.marked_between(*years)) if years else Calendars()

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

    def of_rows(self, ids: Collection[int], kinds: Collection[str]) -> Self:
        """Keep how rows of these kinds and ids were moved, the first move first."""
        moves = self.filter(kind__in=kinds, row_id__in=ids)
        return moves.select_related("day_off").order_by("pk")

    def per_organisation(self, kind: str) -> dict[int, int]:
        """Count the moved rows of a kind for each organisation."""
        counted = self.filter(kind=kind).order_by().values_list("organisation_id")
        return dict(counted.annotate(Count("pk")))

    def per_kind(self) -> dict[str, int]:
        return dict(self.order_by().values_list("kind").annotate(Count("pk")))
