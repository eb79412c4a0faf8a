"""The dry run: what could go, how many, by which period."""

from dataclasses import dataclass
from datetime import date

from portal.retention.classes import CLASSES, NUMBERS, known_periods
from portal.retention.rules import Period, last_day_to_destroy, period_of


@dataclass(frozen=True, slots=True)
class Due:
    """One class on one day: its period, the last day of records past it (None: none), how many rows."""

    name: str
    title: str
    period: Period | None
    up_to: date | None
    rows: int


def due(unit_id: int, *, on: date) -> list[Due]:
    found, known = [], known_periods()
    for one in CLASSES.values():
        period = period_of(one.name, known, on=on)
        up_to = last_day_to_destroy(period, on=on)
        rows = NUMBERS[one.name](up_to, unit_id) if up_to else 0
        found.append(Due(one.name, one.title, period, up_to, rows))
    return found
