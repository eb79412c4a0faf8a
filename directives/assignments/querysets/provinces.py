"""Reads over the counts that are kept of provinces, and over the marks of what they miss."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from directives.assignments.querysets.rollups import month_of

if TYPE_CHECKING:
    from directives.assignments.models import ProvinceCount, ProvinceMark  # noqa: F401

Pair = tuple[int, int]  # a province row and a duty


class ProvinceCountQuerySet(models.QuerySet["ProvinceCount"]):
    def of_duties(self, ids: Iterable[int]) -> Self:
        return self.filter(duty__in=ids)

    def of_pairs(self, pairs: Iterable[Pair]) -> Self:
        """Keep those of these provinces and duties."""
        found = Q(pk__in=[])
        for province, duty in pairs:
            found |= Q(province=province, duty=duty)
        return self.filter(found)

    def narrowed(self, wanted: Mapping[str, Any]) -> Self:
        """Keep what belongs to these days, as `AssignmentQuerySet.narrowed`."""
        days = {"first": "day__gte", "last": "day__lte"}
        return self.filter(**{f: wanted[name] for name, f in days.items() if name in wanted})

    def by_province_and_duty(
        self, on: date, *, by_month: bool = False
    ) -> models.QuerySet[Any, Any]:
        """Add up what `AssignmentQuerySet.by_province_and_duty` counts, in its order."""
        due, first = Q(due_on__lt=on), Q(original_due_on__lt=on)
        found, keys = self.order_by(), ["province_id", "duty_id"]
        if by_month:
            found = found.annotate(month=month_of("day"))
            keys.append("month")
        return found.values_list(*keys).annotate(
            all_on_time=Sum("on_time"),
            all_late=Sum("late"),
            in_time=_open_where(~due),
            overdue=_open_where(due),
            all_first_on_time=Sum("first_on_time"),
            first_overdue=_open_where(first),
            all_unanswered=Sum("unanswered"),
        )


class ProvinceMarkQuerySet(models.QuerySet["ProvinceMark"]):
    def pairs(self, duties: Iterable[int]) -> models.QuerySet[Any, Any]:
        """Find the provinces and duties of these that must be counted from the rows."""
        found = self.filter(duty__in=duties).order_by()
        return found.values_list("province_id", "duty_id").distinct()


def _open_where(condition: Q) -> Coalesce:
    return Coalesce(Sum("still_open", filter=condition), 0)
