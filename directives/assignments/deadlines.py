"""Until when work must be done: the stored day, with its "vì sao?"."""

from dataclasses import replace

from directives.assignments.models import Assignment
from directives.assignments.rules import deadline_of
from portal.calendar.explaining import Deadlines, Explain
from portal.calendar.rules import Calendars, DaysOff, Deadline, Rolling

ASSIGNMENTS = "assignments"


def _by(calendars: Calendars) -> Explain[Assignment]:
    def explain(row: Assignment) -> Deadline | None:
        return _deadline(row, calendars.of(row.organisation.unit.province.pk))

    return explain


def _deadline(work: Assignment, days_off: DaysOff) -> Deadline | None:
    if work.due_on is None or work.original_due_on is None:
        return None
    duty = work.duty
    found = deadline_of(
        named=work.named_due_on or work.original_due_on, original=work.original_due_on,
        due_on=work.due_on, rolling=Rolling(work.rolling), rolling_basis=work.rolling_basis,
        wording=duty.due_wording, days_off=days_off,
    ).under(f"{duty.directive.title}{f', mục {duty.clause}' if duty.clause else ''}.")  # fmt: skip
    return replace(found, start=f"Giao ngày {work.assigned_on:%d/%m/%Y}.")


# The rows bring their directive and their province.
with_deadlines = Deadlines[Assignment](ASSIGNMENTS, days=lambda row: (row.due_on,), by=_by)
