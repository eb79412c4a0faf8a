"""Until when a citizen must be answered: the stored day, with its "vì sao?"."""

from collections.abc import Iterable
from dataclasses import replace

from citizens.receptions.models import Handling
from citizens.receptions.rules import reply_deadline
from portal.calendar.models import DayOff, Redating

REPLIES = "replies"


def with_deadlines(handlings: Iterable[Handling]) -> list[Handling]:
    """Give each row its `deadline`, in two queries; fetch with `for_deadlines()` to save more."""
    rows = list(handlings)
    calendars = DayOff.objects.calendars_around(row.reception.received_on for row in rows)
    moves = Redating.objects.moves_of(REPLIES, [row.pk for row in rows])
    for row in rows:
        days_off = calendars.of(row.reception.organisation.unit.province.pk)
        by = reply_deadline(row.reception.received_on, days_off)
        row.deadline = replace(by, last_day=row.reply_by).moved(moves[row.pk])
    return rows
