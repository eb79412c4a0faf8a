"""The dry run: what could go, how many, by which period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.prepared import counted
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
    known = known_periods()
    periods = {name: period_of(name, known, on=on) for name in CLASSES}
    days = {name: last_day_to_destroy(period, on=on) for name, period in periods.items()}
    rows = _rows(unit_id, days)
    return [
        Due(name, one.title, periods[name], days[name], rows.get(name, 0))
        for name, one in CLASSES.items()
    ]


def _rows(unit_id: int, days: Mapping[str, date | None]) -> dict[str, int]:
    """Count what is past its period: the classes of one day in one reading."""
    found: dict[str, int] = {}
    for day in {day for day in days.values() if day}:
        names = [name for name, up_to in days.items() if up_to == day]
        numbers = counted(*(NUMBERS[name] for name in names), values=(day, unit_id))
        found |= zip(names, numbers, strict=True)
    return found
