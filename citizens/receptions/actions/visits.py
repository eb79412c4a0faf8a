"""A visit: written once, corrected visibly, voided with a reason."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from citizens.receptions.actions.opening import open_matter
from citizens.receptions.actions.people import replace_people, same_people, seat_people
from citizens.receptions.actions.untold import untold
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.joined import rooms
from citizens.receptions.models import Handling, Matter, Reception, ReceptionSeries
from citizens.receptions.rules import (
    case_problems,
    reply_deadline,
    secret_text_problem,
    visit_problems,
)
from portal.access import Scope
from portal.audit.actions import record
from portal.calendar.models import DayOff
from portal.overtaken import hold
from portal.units.models import Organisation

_OVERTAKEN = "Có người vừa sửa lượt tiếp này cùng lúc. Bấm lưu lần nữa để xem bản ấy ghi gì."

_ADDED = "Lượt này vừa có thêm một vụ việc cùng lúc. Bấm lưu lần nữa để xem."
_APART = "Tố cáo và việc khác ghi thành hai lượt riêng: lượt tố cáo không giữ người đến, lượt kia thì có."


def log_reception(
    *,
    key: UUID,
    visit: VisitEntry,
    people: Sequence[PersonEntry],
    case: CaseEntry,
    by: Scope,
    on: date,
) -> Reception:
    """Write one visit into the book of its year and give it the next number.

    `key` makes it happen once: pressed twice, or sent again after a cut line, it returns the row
    written before. A denunciation is written without `people`. Raises `ValidationError`.
    """
    known = Reception.objects.saved_with(by.organisation_id, key).first()
    if known is not None:
        return known
    try:
        return _write(key=key, visit=visit, people=people, case=case, by=by, on=on)
    except IntegrityError:
        known = Reception.objects.saved_with(by.organisation_id, key).first()
        if known is None:
            raise
        return known


@transaction.atomic
def _write(
    *,
    key: UUID,
    visit: VisitEntry,
    people: Sequence[PersonEntry],
    case: CaseEntry,
    by: Scope,
    on: date,
) -> Reception:
    organisation = Organisation.objects.select_related("unit__parent__parent").get(
        pk=by.organisation_id
    )
    people = () if case.is_secret else people
    _refuse(visit, people, case, office_since=organisation.valid_from, on=on)
    reply_by = _reply_by(visit.received_on, organisation)
    book = _book(organisation, visit.received_on.year)
    reception = Reception.objects.create(
        organisation=organisation,
        series=book,
        number=_next_number(book),
        key=key,
        official_id=by.user_id,
        is_secret=case.is_secret,
        **_columns(visit),
    )
    seat_people(reception, people)
    handling = _handle(reception, case, reply_by=reply_by)
    record(
        act="reception.log", target=reception, by=by, organisation_id=organisation.pk,
        says=f"Ghi lượt tiếp số {reception}.",
    )  # fmt: skip
    for room in rooms():
        room.visit_logged(handling, case, by=by, on=on)
    return reception


@transaction.atomic
def add_case(*, reception: Reception, case: CaseEntry, by: Scope, on: date, seen: int) -> Handling:
    """Write one more case of a visit: people may bring several. Raises `ValidationError`.

    Also when the visit has another number of cases than were `seen`. A denunciation stands in a visit
    of its own, so that nobody who came is kept with it.
    """
    held = Reception.objects.select_for_update().select_related("series").get(pk=reception.pk)
    if held.handlings.count() != seen:
        raise ValidationError({"overtaken": _ADDED})
    problems = case_problems(case, note=held.note, joins_matter=case.matter is not None)
    if case.is_secret != held.is_secret:
        problems["kind"] = _APART
    if case.matter is not None and held.handlings.filter(matter=case.matter).exists():
        problems["matter"] = "Vụ việc này đã được ghi ở lượt tiếp này."
    if held.series.closed:
        problems["kind"] = f"Sổ năm {held.series.year} đã khóa, không ghi thêm được."
    if problems:
        raise ValidationError(problems)
    organisation = Organisation.objects.select_related("unit__parent__parent").get(
        pk=held.organisation_id
    )
    handling = _handle(held, case, reply_by=_reply_by(held.received_on, organisation))
    record(
        act="reception.add_case", target=held, by=by, organisation_id=held.organisation_id,
        says=f"Ghi thêm một vụ việc của lượt tiếp số {held}.",
    )  # fmt: skip
    for room in rooms():
        room.visit_logged(handling, case, by=by, on=on)
    return handling


def _handle(reception: Reception, case: CaseEntry, *, reply_by: date) -> Handling:
    if case.matter is not None:
        hold(case.matter, ["kind"])  # a denunciation is joined by nobody who is kept
    matter = case.matter or open_matter(
        kind=case.kind, field=case.field, summary=case.summary,
        organisation=reception.organisation, opened_on=reception.received_on,
    )  # fmt: skip
    told = case.outcome.told_at_once
    return Handling.objects.create(
        reception=reception, organisation_id=reception.organisation_id,
        matter=matter, opened_on=matter.opened_on, outcome=case.outcome, agency=case.agency,
        document_number=case.document_number, solved_by=case.solved_by, reply_by=reply_by,
        replied_on=reception.received_on if told else None, reply_kind=told or "",
    )  # fmt: skip


@transaction.atomic
def correct(
    *,
    reception: Reception,
    visit: VisitEntry,
    people: Sequence[PersonEntry],
    by: Scope,
    on: date,
    seen: int | None = None,
) -> Reception:
    """Correct what was written about a visit; what stood there before stays in the history.

    Raises `ValidationError`: also when the visit has other `corrections` than the writer has `seen`.
    A visit keeps its book: a day of another year is refused.
    """
    _hold_matters(reception)
    held = Reception.objects.select_for_update().get(pk=reception.pk)
    if seen not in (None, held.corrections) or reception.is_secret != held.is_secret:
        raise ValidationError({"overtaken": _OVERTAKEN})
    people = () if reception.is_secret else people
    organisation = Organisation.objects.select_related("unit__parent__parent").get(
        pk=reception.organisation_id
    )
    problems = visit_problems(
        visit, people, is_secret=reception.is_secret, office_since=organisation.valid_from, on=on
    )
    if visit.received_on.year != reception.series.year:
        problems["received_on"] = (
            f"Lượt này mang số của sổ năm {reception.series.year}. "
            "Nếu ngày tiếp thuộc năm khác, hãy hủy lượt này và ghi lại."
        )
    if problems:
        raise ValidationError(problems)
    changes = _changed(reception, _columns(visit))
    if not same_people(reception, visit.head_count, people):
        changes["người được tiếp"] = ("(không ghi nhật ký)", "(đã sửa)")
        reception.head_count = visit.head_count
        replace_people(reception, people)
    if not changes:
        return reception
    if reception.is_secret:
        changes = untold(changes, target=reception, by=by)
    if reception.received_on != visit.received_on:
        reception.handlings.update(reply_by=_reply_by(visit.received_on, organisation))
    Reception.objects.filter(pk=reception.pk).update(
        **_columns(visit), corrections=reception.corrections + 1
    )
    reception.refresh_from_db()
    says = f"Sửa lượt tiếp số {reception}: {', '.join(changes)}."
    record(act="reception.correct", target=reception, by=by, says=says,
           organisation_id=reception.organisation_id, changes=changes)  # fmt: skip
    for room in rooms():
        room.visit_corrected(reception, by=by)
    return reception


@transaction.atomic
def void(*, reception: Reception, reason: str, by: Scope, at: datetime) -> None:
    """Strike a visit out. It keeps its number and stays in the book, and counts for nothing.

    Raises `ValidationError` for a reason that would tell who denounced.
    """
    if reception.is_secret and (problem := secret_text_problem(reason)):
        raise ValidationError({"reason": problem})
    _hold_matters(reception)
    voided = Reception.objects.filter(pk=reception.pk).standing()
    if voided.update(voided_at=at, void_reason=reason):
        changes = {"lý do hủy": ("", reason)}
        if reception.is_secret:
            changes = untold(changes, target=reception, by=by)
        record(
            act="reception.void", target=reception, by=by,
            organisation_id=reception.organisation_id, says=f"Hủy lượt tiếp số {reception}.",
            changes=changes,
        )  # fmt: skip
        for room in rooms():
            room.visit_voided(reception, reason=reason, by=by, at=at)


def _hold_matters(reception: Reception) -> None:
    """Lock what was brought, before the visit and the record, as whoever works on a matter does: the
    rooms that follow need the matters too, and two who act at once must not wait in a ring."""
    list(Matter.objects.met_at([reception]).locked_in_order().only("pk"))


def _refuse(
    visit: VisitEntry,
    people: Sequence[PersonEntry],
    case: CaseEntry,
    *,
    office_since: date | None,
    on: date,
) -> None:
    problems = visit_problems(
        visit, people, is_secret=case.is_secret, office_since=office_since, on=on
    ) | case_problems(case, note=visit.note, joins_matter=case.matter is not None)
    if problems:
        raise ValidationError(problems)


def _book(organisation: Organisation, year: int) -> ReceptionSeries:
    return ReceptionSeries.objects.get_or_create(organisation=organisation, year=year)[0]


def _next_number(book: ReceptionSeries) -> int:
    number = ReceptionSeries.objects.take_number(book.pk)
    if number is None:
        raise ValidationError({"received_on": f"Sổ năm {book.year} đã khóa, không ghi thêm được."})
    return number


def _reply_by(received_on: date, organisation: Organisation) -> date:
    province = organisation.unit.province.pk
    days_off = DayOff.objects.days_off_near(received_on, province=province)
    return reply_deadline(received_on, days_off).last_day


def _columns(visit: VisitEntry) -> dict[str, Any]:
    return {
        "received_on": visit.received_on,
        "channel": visit.channel,
        "host": visit.host,
        "mode": visit.mode,
        "official_name": visit.official_name,
        "head_count": visit.head_count,
        "note": visit.note,
    }


def _changed(reception: Reception, columns: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return the changed columns by their Vietnamese names, as a reader sees their values."""
    fields: dict[str, Any] = {name: Reception._meta.get_field(name) for name in columns}
    return {
        str(fields[name].verbose_name): (_shown(fields[name], old), _shown(fields[name], new))
        for name, new in columns.items()
        if (old := getattr(reception, name)) != new
    }


def _shown(column: Any, value: Any) -> Any:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return dict(column.flatchoices).get(value, value)
