"""Until when a report must be sent: the stored day, with its "vì sao?"."""

from collections.abc import Iterable
from dataclasses import replace

from portal.calendar.models import DayOff, Redating
from portal.reports.models import Report

REPORTS = "reports"


def with_deadlines(reports: Iterable[Report]) -> list[Report]:
    """Give each row its `deadline`, in two queries; the rows bring their form and their province."""
    rows = list(reports)
    calendars = DayOff.objects.calendars_around(row.due_on for row in rows)
    moves = Redating.objects.moves_of(REPORTS, [row.pk for row in rows])
    for row in rows:
        days_off = calendars.of(row.organisation.unit.province.pk)
        by = row.outline.window.deadline(row.year, days_off)
        row.deadline = replace(by, last_day=row.due_on).moved(moves[row.pk])
    return rows
