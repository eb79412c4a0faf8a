"""Writing down, correcting and striking out what an office undertook."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from citizens.oversight.entries import UndertakingEntry
from citizens.oversight.models import Undertaking
from citizens.oversight.rules import undertaking_problems
from citizens.receptions.querysets import keeps_a_book
from portal.access import Scope
from portal.audit.actions import record
from portal.overtaken import hold
from portal.text import search_key
from portal.units.models import Organisation


def note_undertaking(
    *, key: UUID, entry: UndertakingEntry, by: Scope, on: date
) -> Undertaking:  # fmt: skip
    """Write one down; the same key twice gives the row that is there. Raises `ValidationError`."""
    office = _office(by)
    _refuse(entry, office, on=on)
    if (there := Undertaking.objects.saved_with(office.pk, key).first()) is not None:
        return there
    made = Undertaking(organisation=office, key=key, **_columns(entry))
    made.full_clean(exclude=["organisation"], validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            made.save()
            record(act="undertaking.note", target=made, by=by, says=f"Ghi {made}.")
    except IntegrityError:
        if (there := Undertaking.objects.saved_with(office.pk, key).first()) is None:
            raise
        return there
    return made


@transaction.atomic
def correct_undertaking(
    *, undertaking: Undertaking, entry: UndertakingEntry, by: Scope, on: date
) -> None:
    """Rewrite it, its kind aside; the record keeps what stood there. Raises `ValidationError`."""
    columns = _columns(entry)
    held = hold(undertaking, columns)
    if held.is_void:
        raise ValidationError("Việc này vừa bị hủy.")
    if held.kind != entry.kind:
        raise ValidationError({"kind": "Loại việc không đổi được; hãy hủy và ghi việc mới."})
    _refuse(entry, _office(by), on=on)
    fields: dict[str, Any] = {name: Undertaking._meta.get_field(name) for name in columns}
    changes = {
        str(fields[name].verbose_name): (_shown(getattr(held, name)), _shown(new))
        for name, new in columns.items()
        if name != "search_key" and getattr(held, name) != new
    }
    if not changes:
        return
    for name, value in columns.items():
        setattr(undertaking, name, value)
    undertaking.full_clean(exclude=["organisation"])
    undertaking.save(update_fields=list(columns))
    record(act="undertaking.correct", target=undertaking, by=by, changes=changes,
           says=f"Sửa {undertaking}.")  # fmt: skip


@transaction.atomic
def void_undertaking(*, undertaking: Undertaking, reason: str, by: Scope, at: datetime) -> None:
    """Strike it out: it stays in the list and counts for nothing. Raises `ValidationError`."""
    if not reason:
        raise ValidationError({"reason": "Hãy ghi lý do hủy."})
    standing = Undertaking.objects.standing().filter(pk=undertaking.pk)
    if not standing.update(voided_at=at, void_reason=reason):
        raise ValidationError("Việc này đã bị hủy.")
    undertaking.refresh_from_db()
    record(act="undertaking.void", target=undertaking, by=by, changes={"lý do hủy": ("", reason)},
           says=f"Hủy {undertaking}.")  # fmt: skip


def note_list_taken(*, office: Organisation, period: str, count: int, by: Scope) -> None:
    """Record who took how many undertakings of which days."""
    record(
        act="undertaking.export", target=office, by=by, organisation_id=office.pk,
        says=f"Xuất việc quản lý nhà nước về khiếu nại, tố cáo ({period}): {count} việc.",
    )  # fmt: skip


def _office(by: Scope) -> Organisation:
    if not keeps_a_book(by):
        raise ValidationError("Chỉ UBND xã, phường, đặc khu ghi việc của mình.")
    return Organisation.objects.get(pk=by.organisation_id)


def _refuse(entry: UndertakingEntry, office: Organisation, *, on: date) -> None:
    if problems := undertaking_problems(entry, on=on, office_since=office.valid_from):
        raise ValidationError(problems)


def _columns(entry: UndertakingEntry) -> dict[str, Any]:
    words = f"{entry.title} {entry.number} {entry.conclusion_number}"
    return asdict(entry) | {"search_key": search_key(words)[:500]}


def _shown(value: Any) -> Any:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else value
