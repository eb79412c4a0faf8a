"""Whose acts and whose background work an administrator looks after: the organisations in reach.

This room and the jobs' lie below the map, so the map says here which organisations these are.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from portal.access import Scope

OrganisationIds = Callable[[Scope], QuerySet[Any, Any]]
_TOLD: list[OrganisationIds] = []


def tell_who_is_looked_after(organisation_ids: OrganisationIds) -> None:
    """Register what gives the ids of a scope's organisations, as a subquery. Said once, by the map."""
    _TOLD[:] = [organisation_ids]


def organisations_looked_after(scope: Scope) -> QuerySet[Any, Any]:
    """Return the ids of the organisations that the scope reaches, as a subquery."""
    return _TOLD[0](scope)
