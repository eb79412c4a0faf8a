"""Until when a report must be sent: the stored day, with its "vì sao?"."""

from collections.abc import Iterable
from dataclasses import replace

from portal.calendar.models import DayOff, Redating
from portal.calendar.rules import Deadline
from portal.reports.models import Report

REPORTS = "reports"


def with_deadlines(reports: Iterable[Report]) -> list[Report]:
    """Give each row its `deadline`, in two queries; the rows bring their form and their province."""
    rows = list(reports)
    calendars = DayOff.objects.calendars_around(row.due_on for row in rows)
    moves = Redating.objects.moves_of(REPORTS, [row.pk for row in rows])
    named: dict[tuple[int, int, int], Deadline] = {}  # a board's rows have one form, year, province
    for row in rows:
        province = row.organisation.unit.province.pk
        key = (row.form_id, row.year, province)
        if key not in named:
            named[key] = row.outline.window.deadline(row.year, calendars.of(province))
        row.deadline = replace(named[key], last_day=row.due_on).moved(moves[row.pk])
    return rows
