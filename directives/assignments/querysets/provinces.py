"""Reads over the counts that are kept of provinces, and over the marks of what they miss."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

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

    def by_province_and_duty(self, on: date) -> models.QuerySet[Any, Any]:
        """Add up what `AssignmentQuerySet.by_province_and_duty` counts, in its order."""
        due, first = Q(due_on__lt=on), Q(original_due_on__lt=on)
        found = self.order_by().values_list("province_id", "duty_id")
        return found.annotate(
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
