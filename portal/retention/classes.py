"""The classes of records that can be destroyed by a decision. Each room names its own in `retained.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from portal.prepared import prepared_count
from portal.retention.rules import Period, period_of, periods_in

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """One class: `rows(up_to, unit_id)` are those of the province that are as old as that day or older.

    `destroy` takes some of these rows for good, inside a transaction; what it took, `rows` no longer has.
    """

    name: str
    title: str
    rows: Callable[[date, int], Rows]
    destroy: Callable[[list[Any]], None]

    def period(self, *, on: date) -> Period | None:
        return period_of(self.name, known_periods(), on=on)


CLASSES: dict[str, RetentionClass] = {}
# How many rows of each class: the overview asks of all of them, always alike.
NUMBERS: dict[str, prepared_count] = {}


def retained(one: RetentionClass) -> None:
    CLASSES[one.name] = one
    NUMBERS[one.name] = prepared_count(one.rows)


def known_periods() -> list[Period]:
    own = settings.RETENTION_PERIODS
    path = Path(own) if own else Path(__file__).with_name("periods.toml")
    return periods_in(path.read_text(encoding="utf-8"))
