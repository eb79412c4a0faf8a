"""Rows of any room given their deadline with its "vì sao?", in two queries whatever the rooms."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from portal.calendar.models import DayOff, Redating
from portal.calendar.rules import Calendars, Deadline

M = TypeVar("M")
Explain = Callable[[M], Deadline | None]


@dataclass(frozen=True)
class Deadlines(Generic[M]):
    """How one room explains its rows, each with a `pk` and room for a `deadline`.

    `kind` names them in the record of moved dates; `days` are those around which a row needs the
    calendar; `by` makes from the calendars what explains a row.
    """

    kind: str
    days: Callable[[M], Iterable[date | None]]
    by: Callable[[Calendars], Explain[M]]

    def __call__(self, rows: Iterable[M]) -> list[M]:
        """Give each row its `deadline`; fetch with the room's `for_deadlines()` to save queries."""
        found = list(rows)
        explain((self, found))
        return found


def explain(*asked: tuple[Deadlines[Any], Collection[Any]]) -> Calendars:
    """Give the rows of several rooms their `deadline`: one reading of the calendar for all, returned."""
    days = (day for room, rows in asked for row in rows for day in room.days(row))
    calendars = DayOff.objects.calendars_around(days)
    moves = Redating.objects.moves_of(
        {room.kind: [row.pk for row in rows] for room, rows in asked if rows}
    )
    for room, rows in asked:
        explained = room.by(calendars)
        for row in rows:
            deadline = explained(row)
            row.deadline = deadline.moved(moves[room.kind, row.pk]) if deadline else None
    return calendars
