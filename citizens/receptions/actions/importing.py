"""Last year's paper book taken in: its numbers are kept, the book is closed to other writing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from citizens.receptions.actions.people import visitors_of
from citizens.receptions.kinds import Outcome, ReplyKind
from citizens.receptions.models import (
    Handling,
    Matter,
    MatterOwner,
    Reception,
    ReceptionSeries,
    Visitor,
)
from citizens.receptions.rules.old_books import OldVisit
from portal.access import Scope
from portal.audit.actions import record
from portal.text import search_key
from portal.units.models import Organisation

_LINES = UUID("6f0a4f3e-5d0b-4f53-9d2e-3c9b6a0b7f11")
_TOLD = {
    Outcome.ACCEPTED: ReplyKind.ACCEPTED,
    Outcome.GUIDED: ReplyKind.GUIDED,
    Outcome.FORWARDED: ReplyKind.FORWARDED,
}
AT_ONCE = "Có người vừa nhập cùng sổ này. Hãy xem trước lại tệp."


@transaction.atomic
def import_book(*, office: Organisation, visits: Sequence[OldVisit], by: Scope) -> int:
    """Write the lines that are not there yet; return how many. Run twice, it changes nothing.

    A book that is written in the portal takes none. Raises `ValidationError`.
    """
    fresh = 0
    for year in sorted({one.visit.received_on.year for one in visits}):
        of_year = [one for one in visits if one.visit.received_on.year == year]
        fresh += _take_in(office, year, of_year, by=by)
    return fresh


def _take_in(office: Organisation, year: int, visits: list[OldVisit], *, by: Scope) -> int:
    book, _ = ReceptionSeries.objects.get_or_create(
        organisation=office, year=year, defaults={"closed": True}
    )
    if not book.closed:
        raise ValidationError(f"Sổ năm {year} đang được ghi trên hệ thống, không nhập thêm được.")
    there = set(Reception.objects.in_series(book.pk).values_list("number", flat=True))
    fresh = [one for one in visits if one.number not in there]
    if not fresh:
        return 0
    try:
        with transaction.atomic():
            _write(office, book, fresh, by=by)
    except IntegrityError as error:
        raise ValidationError(AT_ONCE) from error
    ReceptionSeries.objects.reach(book.pk, max(one.number for one in fresh))
    record(
        act="reception.import", target=office, by=by, organisation_id=office.pk,
        says=f"Nhập sổ tiếp công dân năm {year}: {len(fresh)} lượt.",
    )  # fmt: skip
    return len(fresh)


def _write(
    office: Organisation, book: ReceptionSeries, visits: list[OldVisit], *, by: Scope
) -> None:
    receptions = Reception.objects.bulk_create(
        [_reception(office, book, one, by=by) for one in visits], batch_size=500
    )
    matters = Matter.objects.bulk_create([_matter(one) for one in visits], batch_size=500)
    MatterOwner.objects.bulk_create(
        [
            MatterOwner(
                matter=matter, kind=matter.kind, organisation=office, starts_on=matter.opened_on,
                reason="Theo sổ giấy",
            )
            for matter in matters
        ],
        batch_size=500,
    )  # fmt: skip
    seated: list[Visitor] = []
    for reception, one in zip(receptions, visits, strict=True):
        if not one.case.is_secret:
            seated += visitors_of(reception, one.people)
    Visitor.objects.bulk_create(seated, batch_size=500)
    Handling.objects.bulk_create(
        [
            _handling(reception, matter, one)
            for reception, matter, one in zip(receptions, matters, visits, strict=True)
        ],
        batch_size=500,
    )


def _reception(
    office: Organisation, book: ReceptionSeries, one: OldVisit, *, by: Scope
) -> Reception:
    return Reception(
        organisation=office, series=book, number=one.number, received_on=one.visit.received_on,
        channel=one.visit.channel, host=one.visit.host, mode=one.visit.mode,
        official_id=by.user_id, official_name=one.visit.official_name,
        head_count=one.visit.head_count, note=one.visit.note, is_secret=one.case.is_secret,
        key=uuid5(_LINES, f"{office.pk}/{book.year}/{one.number}"),
    )  # fmt: skip


def _matter(one: OldVisit) -> Matter:
    return Matter(
        kind=one.case.kind, field=one.case.field, summary=one.case.summary,
        summary_key=search_key(one.case.summary)[:2000], opened_on=one.visit.received_on,
    )  # fmt: skip


def _handling(reception: Reception, matter: Matter, one: OldVisit) -> Handling:
    """The paper book names no day of an answer: it is taken as given at the visit, and owed by nobody."""
    day: Any = one.visit.received_on
    return Handling(
        reception=reception, organisation_id=reception.organisation_id,
        matter=matter, opened_on=matter.opened_on,
        outcome=one.case.outcome, agency=one.case.agency,
        document_number=one.case.document_number, solved_by=one.case.solved_by,
        reply_by=day, replied_on=day, result=one.result,
        reply_kind=_TOLD.get(one.case.outcome, ReplyKind.ANSWERED),
    )  # fmt: skip
