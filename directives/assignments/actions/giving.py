"""Giving a duty to organisations: one act, one row each, one notice each."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse

from directives.assignments.models import Assignment
from directives.assignments.rules import (
    Refusal,
    check_due,
    check_period,
    check_rolling,
    rolled,
)
from directives.registry.models import Duty
from portal.access import Power, Scope
from portal.audit.actions import Told, record, record_each
from portal.calendar.models import DayOff
from portal.calendar.rules import Rolling
from portal.notices.actions import tell, who_may
from portal.notices.kinds import NoticeKind
from portal.units.models import AdministrativeUnit, Organisation
from portal.units.rules import closed_sentence


@transaction.atomic
def assign(
    *,
    duty: Duty,
    organisations: Sequence[Organisation],
    due_on: date | None,
    period: str,
    by: Scope,
    on: date,
    rolling: Rolling = Rolling.NONE,
    rolling_basis: str = "",
) -> int:
    """Give one duty to many organisations in one act; those who have it already keep theirs.

    `due_on` is the day as it was named; off a day off it rolls as `rolling` says, by the calendar
    of each organisation's province. Returns how many were given. Raises `Refusal` for a date that
    makes no sense.
    """
    check_period(period)
    check_rolling(due_on=due_on, rolling=rolling, basis=rolling_basis)
    check_due(due_on=due_on, issued_on=duty.directive.issued_on, on=on)
    _check_standing(organisations, on=on)
    Duty.objects.select_for_update().get(pk=duty.pk)  # two who give it at once: one after another
    known = set(Assignment.objects.given(duty.pk, period))
    lasts = _last_days(due_on, rolling, organisations)
    new = [
        Assignment(
            duty=duty, organisation=one, period=period, assigned_on=on, named_due_on=due_on,
            rolling=rolling, rolling_basis=rolling_basis, due_on=last_day, original_due_on=last_day,
            assigned_by_id=by.user_id, assigned_by_organisation_id=by.organisation_id,
        )
        for one in organisations
        if one.pk not in known
        for last_day in [lasts.get(one.pk, due_on)]
    ]  # fmt: skip
    Assignment.objects.bulk_create(new, batch_size=1000)
    if new:
        due = f", hạn {due_on:%d/%m/%Y}" if due_on else ""
        record(
            act="assignment.assign", target=duty, by=by,
            says=f"Giao nhiệm vụ cho {len(new)} đơn vị{due}.",
        )  # fmt: skip
        _record_given(new, by=by)
        tell(
            postings=who_may(
                Power.ASSIGNMENT_WORK, organisations=[one.organisation_id for one in new], on=on
            ),
            kind=NoticeKind.WORK,
            key=f"duty:{duty.pk}:{period}",
            text=f"Nhiệm vụ mới từ {duty.directive.title}{due}.",
            href=f"{reverse('assignments:list')}?nhiem_vu={duty.pk}",
        )
    return len(new)


def _check_standing(organisations: Sequence[Organisation], *, on: date) -> None:
    """Work is given to who is there on the day. Raises `Refusal` that names the first who is not."""
    if not organisations:
        raise Refusal("Chưa chọn đơn vị nào.", "organisations")
    closed = Organisation.objects.numbered(one.pk for one in organisations).closed_by(on)
    if (gone := closed.first()) is None:
        return
    successors = AdministrativeUnit.objects.successors_of([gone.unit_id]).in_order()
    sentence = closed_sentence(gone.name, gone.ends_on, [one.full_name for one in successors])
    raise Refusal(f"{sentence} Hãy bỏ chọn đơn vị này.", "organisations")


def _record_given(given: Iterable[Assignment], *, by: Scope) -> None:
    """Let each assignment's own history begin; who gives to many is recorded on the duty as well."""
    told = [Told(one, one.organisation_id, _given_sentence(one)) for one in given]
    record_each(act="assignment.given", told=told, by=by)


def _given_sentence(assignment: Assignment) -> str:
    period = f" ({assignment.period})" if assignment.period else ""
    due = f", hạn {assignment.due_on:%d/%m/%Y}" if assignment.due_on else ""
    return f"Giao nhiệm vụ{period}{due}."


def _last_days(
    named: date | None, rolling: Rolling, organisations: Iterable[Organisation]
) -> dict[int, date | None]:
    """Where the named day rolls to in the calendar of each organisation's province, if it may."""
    if rolling is Rolling.NONE:
        return {}
    calendars = DayOff.objects.calendars_around([named])
    return {
        one.pk: rolled(named, rolling, calendars.of(one.unit.province.pk)) for one in organisations
    }
