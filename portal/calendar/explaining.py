"""Rows of any room given their deadline with its "vì sao?", in two queries whatever the rooms."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from portal.calendar.models import DayOff, Redating
from portal.calendar.querysets import calendars_of, years_around
from portal.calendar.rules import Calendars, Deadline, Moved
from portal.prepared import prepared

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


# What is asked for the rows of any page; the ids are filled up to a multiple, so that few numbers of
# them are laid out.
_FILLED = 8
marked: prepared[Any] = prepared(lambda first, last: DayOff.objects.marked_between(first, last))
moved = prepared(lambda ids, *kinds: Redating.objects.of_rows(ids, kinds))


def explain(*asked: tuple[Deadlines[Any], Collection[Any]]) -> Calendars:
    """Give the rows of several rooms their `deadline`: one reading of the calendar for all, returned."""
    days = (day for room, rows in asked for row in rows for day in room.days(row))
    calendars = calendars_near(days)
    moves = _moves_of({room.kind: [row.pk for row in rows] for room, rows in asked if rows})
    for room, rows in asked:
        explained = room.by(calendars)
        for row in rows:
            deadline = explained(row)
            row.deadline = deadline.moved(moves[room.kind, row.pk]) if deadline else None
    return calendars


def calendars_near(days: Iterable[date | None]) -> Calendars:
    """Return the calendars from the year before the first of `days` to two after the last."""
    years = years_around(days)
    return calendars_of(marked(*years)) if years else Calendars()


def _moves_of(row_ids: Mapping[str, list[int]]) -> dict[tuple[str, int], list[Moved]]:
    """Return how the dates of these rows were moved, by their kind and id; in one query.

    What another kind has under the same number is read along, and asked for by nobody.
    """
    moves: dict[tuple[str, int], list[Moved]] = defaultdict(list)
    ids = [pk for pks in row_ids.values() for pk in pks]
    if ids:
        filled = (*ids, *ids[-1:] * (-len(ids) % _FILLED))
        for one in moved(filled, *row_ids):
            moves[one.kind, one.row_id].append(one.moved)
    return moves
