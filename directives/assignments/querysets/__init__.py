"""Reads over assignments: the work itself, its statistic rolled up, and the counts kept of it."""

from directives.assignments.querysets.counts import WorkCountQuerySet
from directives.assignments.querysets.provinces import ProvinceCountQuerySet, ProvinceMarkQuerySet
from directives.assignments.querysets.work import (
    AssignmentQuerySet,
    ExtensionQuerySet,
    StandingOrderQuerySet,
)

__all__ = [
    "AssignmentQuerySet",
    "ExtensionQuerySet",
    "ProvinceCountQuerySet",
    "ProvinceMarkQuerySet",
    "StandingOrderQuerySet",
    "WorkCountQuerySet",
]
