"""Writing the calendar: a day marked, a day taken back, the first load."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from portal.access import Scope
from portal.audit.actions import record
from portal.calendar.models import DayOff
from portal.calendar.rules import DayKind, MarkedDay, numeric


@dataclass(frozen=True, slots=True)
class SourcedDay:
    """A marked day and the decision it rests on, as a load brings it."""

    marked: MarkedDay
    decision: str


@transaction.atomic
def add_day_off(
    *,
    day: date,
    kind: DayKind,
    name: str,
    decision: str,
    province: str,
    certain: bool,
    by: Scope,
) -> DayOff:
    """Mark a day. Raises ValidationError with Vietnamese sentences when the day cannot stand."""
    row = DayOff(
        day=day, kind=kind, name=name, decision=decision, province=province, certain=certain
    )
    row.full_clean()
    row.save()
    says = f"Thêm {kind.label.lower()} {numeric(day)} ({name})."
    record(act="day_off.add", target=row, by=by, says=says)
    return row


@transaction.atomic
def remove_day_off(*, day_off: DayOff, by: Scope, at: datetime) -> None:
    """Take a marked day back. The row stays, so that a later load does not bring it again."""
    day_off.removed_at = at
    day_off.save(update_fields=["removed_at"])
    says = f"Bỏ {DayKind(day_off.kind).label.lower()} {numeric(day_off.day)} ({day_off.name})."
    record(act="day_off.remove", target=day_off, by=by, says=says)


@transaction.atomic
def load_days_off(*, days: Iterable[SourcedDay], by: Scope | None) -> list[DayOff]:
    """Add the days that no row speaks of yet, also not one that was taken back. Idempotent."""
    days = list(days)
    spoken_for = set(
        DayOff.objects.of_province()
        .filter(day__in=[each.marked.day for each in days])
        .values_list("day", flat=True)
    )
    row: DayOff
    fresh = [_loaded(each) for each in days if each.marked.day not in spoken_for]
    for row in fresh:
        row.full_clean()
        row.save()
        says = f"Nạp {DayKind(row.kind).label.lower()} {numeric(row.day)} ({row.name})."
        record(act="day_off.load", target=row, by=by, says=says)
    return fresh


def _loaded(sourced: SourcedDay) -> DayOff:
    marked = sourced.marked
    return DayOff(
        day=marked.day,
        kind=marked.kind,
        name=marked.name,
        decision=sourced.decision,
        certain=marked.certain,
        loaded=True,
    )
