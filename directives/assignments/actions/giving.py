"""Giving a duty to organisations: one act, one row each, one notice each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse

from directives.assignments.actions.counting import count_changed
from directives.assignments.models import Assignment, StandingOrder
from directives.assignments.rules import (
    REPEATING,
    Refusal,
    check_due,
    check_period,
    check_rolling,
    period_start,
    periods_begun,
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
    repeats: bool = False,
    needs_evidence: bool = False,
) -> int:
    """Give one duty to many organisations in one act; those who have it already keep theirs.

    `due_on` is the day as it was named; off a day off it rolls as `rolling` says, by the calendar
    of each organisation's province. A recurring duty that `repeats` is given to them anew whenever
    a period begins. Returns how many were given. Raises `Refusal` for a date that makes no sense.
    """
    check_period(period)
    check_rolling(due_on=due_on, rolling=rolling, basis=rolling_basis)
    check_due(due_on=due_on, issued_on=duty.directive.issued_on, on=on)
    _check_standing(organisations, on=on)
    Duty.objects.select_for_update().get(pk=duty.pk)  # two who give it at once: one after another
    order = StandingOrder(
        duty=duty, given_by_id=by.organisation_id, assigned_by_id=by.user_id,
        rolling=rolling, rolling_basis=rolling_basis, needs_evidence=needs_evidence,
    )  # fmt: skip
    if repeats and due_on and duty.due_kind in REPEATING:
        order.given_through = period_start(duty.due_kind, due_on)
        _repeat(order, organisations)
    return _give(order, organisations, due_on=due_on, period=period, by=by, on=on)


@transaction.atomic
def give_periods(*, duty: Duty, on: date) -> int:
    """Give the periods of a duty that began until `on`, to those for whom it stands and who are there.

    Run twice, or after a week without a server, it leaves what it would have left day by day.
    """
    Duty.objects.select_for_update().get(pk=duty.pk)
    orders = StandingOrder.objects.running().of_duty(duty.pk).with_duty()
    alike: dict[tuple[object, ...], list[StandingOrder]] = defaultdict(list)
    for order in orders:
        alike[order.terms].append(order)
    return sum(_give_begun(group, on=on) for group in alike.values())


def _give_begun(orders: list[StandingOrder], *, on: date) -> int:
    """Give what has begun of orders on the same terms, each period on its own first day."""
    first, given = orders[0], 0
    ids = [one.organisation_id for one in orders]
    for period in periods_begun(first.duty.due_rule, after=first.given_through, on=on):
        there = Organisation.objects.numbered(ids).standing(period.given_on).with_places()
        given += _give(
            first, list(there), due_on=period.due_on, period=period.label, by=None,
            on=period.given_on,
        )  # fmt: skip
        running = StandingOrder.objects.running().of_duty(first.duty_id)
        running.of_organisations(ids).update(given_through=period.given_on)
    return given


@transaction.atomic
def stop_repeating(*, duty: Duty, by: Scope, on: date) -> int:
    """Give no further period of a duty of one's office; what was given stays."""
    running = StandingOrder.objects.visible_to(by).running().of_duty(duty.pk)
    ended = running.update(ended_on=on)
    if ended:
        record(
            act="assignment.stop_repeating", target=duty, by=by,
            says=f"Thôi tự giao các kỳ sau cho {ended} đơn vị.",
        )  # fmt: skip
    return ended


def _repeat(order: StandingOrder, organisations: Iterable[Organisation]) -> None:
    """Let the duty be given anew to those for whom it is not yet."""
    running = StandingOrder.objects.running().of_duty(order.duty_id)
    have = set(running.values_list("organisation_id", flat=True))
    StandingOrder.objects.bulk_create(
        [order.for_organisation(one.pk) for one in organisations if one.pk not in have], 1000
    )


def _give(
    order: StandingOrder,
    organisations: Sequence[Organisation],
    *,
    due_on: date | None,
    period: str,
    by: Scope | None,
    on: date,
) -> int:
    """Make the rows on the terms of an order, but for those that are there; `by` None is the clock."""
    duty, rolling = order.duty, Rolling(order.rolling)
    known = set(Assignment.objects.given(duty.pk, period))
    lasts = _last_days(due_on, rolling, organisations)
    new = [
        Assignment(
            duty=duty, organisation=one, period=period, assigned_on=on, named_due_on=due_on,
            rolling=rolling, rolling_basis=order.rolling_basis, due_on=last_day,
            original_due_on=last_day, needs_evidence=order.needs_evidence, assigned_by_id=order.assigned_by_id,
            assigned_by_organisation_id=order.given_by_id,
        )
        for one in organisations
        if one.pk not in known
        for last_day in [lasts.get(one.pk, due_on)]
    ]  # fmt: skip
    Assignment.objects.bulk_create(new, batch_size=1000)
    if new:
        due = f", hạn {due_on:%d/%m/%Y}" if due_on else ""
        record(
            act="assignment.assign", target=duty, by=by, organisation_id=order.given_by_id,
            says=f"Giao nhiệm vụ cho {len(new)} đơn vị{due}.",
        )  # fmt: skip
        _record_given(new, by=by)
        count_changed(duty, {one.organisation_id: one.organisation.unit_id for one in new})
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


def _record_given(given: Iterable[Assignment], *, by: Scope | None) -> None:
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
