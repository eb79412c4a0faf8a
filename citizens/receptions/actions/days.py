"""The reception days of the head: planned, then held or put off."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from citizens.receptions.kinds import Channel, DayState, Host
from citizens.receptions.models import ReceptionDay
from portal.access import Scope
from portal.audit.actions import record
from portal.overtaken import hold


@transaction.atomic
def plan_day(
    *,
    day: date,
    host: Host,
    host_name: str,
    channel: Channel,
    publicised_on: date | None,
    note: str,
    by: Scope,
) -> ReceptionDay:
    """Put a day into the schedule. Raises `ValidationError` when it stands there already."""
    planned = ReceptionDay(
        organisation_id=by.organisation_id, day=day, host=host, host_name=host_name,
        channel=channel, publicised_on=publicised_on, note=note,
    )  # fmt: skip
    planned.full_clean()
    planned.save()
    record(act="day.plan", target=planned, by=by, says=f"Lên lịch tiếp công dân ngày {planned}.")
    return planned


@transaction.atomic
def settle_day(*, planned: ReceptionDay, state: DayState, note: str, by: Scope, on: date) -> None:
    """Say what became of a day; it counts when held, with a visitor or without.

    Raises `ValidationError`.
    """
    hold(planned, ["state", "note"])
    if state is DayState.HELD and planned.day > on:
        raise ValidationError({"state": f"Ngày {planned} chưa đến, chưa thể ghi là đã tiếp."})
    if state is DayState.CANCELLED and not note:
        raise ValidationError({"note": "Hãy ghi lý do hoãn, hủy để thông báo cho người dân."})
    before = planned.get_state_display()
    planned.state, planned.note = state, note
    planned.full_clean()
    planned.save(update_fields=["state", "note"])
    record(
        act="day.settle", target=planned, by=by, says=f"Ngày tiếp {planned}: {state.label}.",
        changes={"tình trạng": (before, state.label)},
    )  # fmt: skip
