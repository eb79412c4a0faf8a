"""Reads over assignments: the work itself, and its statistic rolled up."""

from directives.assignments.querysets.work import (
    AssignmentQuerySet,
    ExtensionQuerySet,
    StandingOrderQuerySet,
)

__all__ = [
    "AssignmentQuerySet",
    "ExtensionQuerySet",
    "StandingOrderQuerySet",
]
