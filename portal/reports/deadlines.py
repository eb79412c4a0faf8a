"""Until when a report must be sent: the stored day, with its "vì sao?"."""

from dataclasses import replace

from portal.calendar.explaining import Deadlines, Explain
from portal.calendar.rules import Calendars, Deadline
from portal.reports.models import Report

REPORTS = "reports"


def _by(calendars: Calendars) -> Explain[Report]:
    named: dict[tuple[int, int, int], Deadline] = {}  # a board's rows have one form, year, province

    def explain(row: Report) -> Deadline:
        province = row.organisation.unit.province.pk
        key = (row.form_id, row.year, province)
        if key not in named:
            named[key] = row.outline.window.deadline(row.year, calendars.of(province))
        return replace(named[key], last_day=row.due_on)

    return explain


# The rows bring their form and their province: `for_list()`.
with_deadlines = Deadlines[Report](REPORTS, days=lambda row: (row.due_on,), by=_by)
