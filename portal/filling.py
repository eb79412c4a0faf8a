"""Filling a new column of a table of any size: some thousand rows a step, each step for itself."""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Max, Model, QuerySet

M = TypeVar("M", bound=Model)
STEP = 10_000


def by_ids(rows: QuerySet[M], step: int = STEP) -> Iterator[QuerySet[M]]:
    """Yield all rows, `step` ids at a time: a migration that is not atomic locks no more than these."""
    last = rows.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last, step):
        yield rows.filter(pk__gt=first, pk__lte=first + step)
