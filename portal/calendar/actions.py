"""Writing the calendar: a day marked, a day taken back, the load; each re-dates what is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.access import Power, Scope
from portal.audit.actions import record
from portal.calendar.clock import today
from portal.calendar.models import DayOff
from portal.calendar.redating import MOST_AT_ONCE, coming, foresee, going, made, redate, tell_rooms
from portal.calendar.rules import DayKind, MarkedDay, numeric
from portal.jobs.actions import enqueue
from portal.jobs.models import Job


@dataclass(frozen=True, slots=True)
class SourcedDay:
    """A marked day and the decision it rests on, as a load brings it."""

    marked: MarkedDay
    decision: str


@dataclass(frozen=True, slots=True)
class Announced:
    """A change of the calendar that was made: how many dates it moved, or the job that moves them."""

    day_off: DayOff
    moved: int
    job: Job | None = None


def day_off_of(
    *, day: date, kind: DayKind, name: str, decision: str, province_id: int | None, certain: bool
) -> DayOff:
    """Return a marked day that may stand, not saved yet. Raises ValidationError in Vietnamese."""
    row = DayOff(
        day=day, kind=kind, name=name, decision=decision, province_id=province_id, certain=certain,
        loaded=province_id is None,
    )  # fmt: skip
    row.full_clean()
    return row


@transaction.atomic
def add_day_off(
    *,
    day: date,
    kind: DayKind,
    name: str,
    decision: str,
    province_id: int | None,
    certain: bool,
    by: Scope | None,
) -> Announced:
    """Mark a day, and move the open due dates that depend on it.

    `by` None is the operator, who alone marks a day of the nation. Raises ValidationError with
    Vietnamese sentences when the day cannot stand.
    """
    _check_whose(province_id, by)
    row = day_off_of(
        day=day, kind=kind, name=name, decision=decision, province_id=province_id, certain=certain
    )
    expected = sum(one.count for one in foresee(coming(row)))
    row.save()
    says = f"Thêm {kind.label.lower()} {numeric(day)} ({name})."
    record(act="day_off.add", target=row, by=by, says=says)
    return _announce(row, taken_back=False, expected=expected, by=by)


@transaction.atomic
def remove_day_off(*, day_off: DayOff, by: Scope | None, at: datetime) -> Announced:
    """Take a marked day back, and move the open due dates that depended on it.

    The row stays, so that a later load does not bring it again.
    """
    _check_whose(day_off.province_id, by)
    expected = sum(one.count for one in foresee(going(day_off)))
    day_off.removed_at = at
    day_off.save(update_fields=["removed_at"])
    says = f"Bỏ {DayKind(day_off.kind).label.lower()} {numeric(day_off.day)} ({day_off.name})."
    record(act="day_off.remove", target=day_off, by=by, says=says)
    return _announce(day_off, taken_back=True, expected=expected, by=by)


@transaction.atomic
def load_days_off(*, days: Iterable[SourcedDay], by: Scope | None) -> list[DayOff]:
    """Add the days that no row speaks of yet, also not one that was taken back. Idempotent.

    A day that a newer library or data file brings moves open due dates as one that is typed does.
    """
    days = list(days)
    spoken_for = set(
        DayOff.objects.of_nation()
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
    for row in fresh:
        change = made(row, taken_back=False)
        if expected := sum(one.count for one in foresee(change)):
            _announce(row, taken_back=False, expected=expected, by=by)
        else:
            tell_rooms(change, on=today())
    return fresh


def _check_whose(province_id: int | None, by: Scope | None) -> None:
    """The nation's days are nobody's but the operator's; a province has its own and no other's."""
    if by is None:
        if province_id is not None:
            raise PermissionDenied("Ngày nghỉ của một tỉnh do người của tỉnh ấy sửa.")
    elif (
        province_id is None or province_id != by.province_id or not by.may(Power.CALENDAR_PROVINCE)
    ):
        raise PermissionDenied("Chỉ được sửa lịch nghỉ của tỉnh, thành phố mình.")


def _announce(row: DayOff, *, taken_back: bool, expected: int, by: Scope | None) -> Announced:
    """Move the open dates in this act when they are few, by a background job when they are many."""
    change = made(row, taken_back=taken_back)
    if expected <= MOST_AT_ONCE:
        return Announced(row, redate(change, by=by, on=today()))
    job = enqueue(
        "calendar_redate",
        {"day_off": row.pk, "taken_back": taken_back, "expected": expected},
        title=f"Dời hạn theo lịch nghỉ: {row}", key=f"redate:{change.key}", by=by,
    )  # fmt: skip
    return Announced(row, 0, job)


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
