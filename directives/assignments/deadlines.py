"""Until when work must be done: the stored day, with its "vì sao?"."""

from collections.abc import Iterable
from dataclasses import replace

from directives.assignments.models import Assignment
from directives.assignments.rules import deadline_of
from portal.calendar.models import DayOff, Redating
from portal.calendar.rules import DaysOff, Deadline, Rolling

ASSIGNMENTS = "assignments"


def with_deadlines(works: Iterable[Assignment]) -> list[Assignment]:
    """Give each row its `deadline`, in two queries; the rows bring their directive and province."""
    rows = list(works)
    calendars = DayOff.objects.calendars_around(row.due_on for row in rows)
    moves = Redating.objects.moves_of(ASSIGNMENTS, [row.pk for row in rows])
    for row in rows:
        explained = _deadline(row, calendars.of(row.organisation.unit.province.pk))
        row.deadline = explained.moved(moves[row.pk]) if explained else None
    return rows


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
