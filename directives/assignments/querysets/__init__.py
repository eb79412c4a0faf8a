"""Reads over assignments: the work itself, and its statistic rolled up."""

from directives.assignments.querysets.work import (
    AssignmentQuerySet,
    ExtensionQuerySet,
    StandingOrderQuerySet,
    with_work,
)

__all__ = [
    "AssignmentQuerySet",
    "ExtensionQuerySet",
    "StandingOrderQuerySet",
    "with_work",
]
