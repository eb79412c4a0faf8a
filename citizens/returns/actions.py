"""Loading the statistical forms; confirming figures for a period, and opening them again."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from citizens.receptions.querysets import keeps_a_book
from citizens.returns.catalogue import form_files
from citizens.returns.figures import own_values
from citizens.returns.models import Confirmation, FormVersion
from citizens.returns.rules import confirm_problem
from portal.access import Scope
from portal.audit.actions import record
from portal.figures import Period


def load_statistical_forms() -> int:
    """Load each reviewed form file once. Raises `ValueError` when a loaded version was edited."""
    new = 0
    for file in form_files():
        content = file.content
        row, created = FormVersion.objects.get_or_create(
            code=content["code"],
            version=content["version"],
            defaults={
                "circular": content["source"],
                "checksum": file.checksum,
                "valid_from": content["valid_from"],
                "valid_to": content.get("valid_to"),
                "content": json.loads(json.dumps(content, default=date.isoformat)),
            },
        )
        if row.checksum != file.checksum:
            raise ValueError(f"{row}: tệp biểu đã đổi, hãy tăng số phiên bản.")
        new += created
    return new


@transaction.atomic
def confirm(
    *, forms: Sequence[FormVersion], period: Period, title: str, is_of_law: bool, by: Scope,
    at: datetime, on: date,
) -> list[Confirmation]:  # fmt: skip
    """Freeze what the own books say of these forms; one that is confirmed already is left as it is.

    Raises `ValidationError`.
    """
    if problem := confirm_problem(period, is_of_law=is_of_law, on=on):
        raise ValidationError(problem)
    if not keeps_a_book(by):
        raise ValidationError("Chỉ UBND xã, phường, đặc khu xác nhận số liệu của sổ mình.")
    return [one for form in forms if (one := _freeze(form, period, title, by=by, at=at))]


@transaction.atomic
def reopen(*, confirmation: Confirmation, reason: str, by: Scope, at: datetime) -> None:
    """Open confirmed figures again: the unit has not reported any more. Raises `ValidationError`."""
    if not reason:
        raise ValidationError({"reason": "Hãy ghi lý do mở lại."})
    opened = Confirmation.objects.standing().filter(pk=confirmation.pk)
    if not opened.update(reopened_at=at, reopened_name=by.recorded_name, reopen_reason=reason):
        raise ValidationError("Số liệu này đã được mở lại.")
    confirmation.refresh_from_db()
    record(act="return.reopen", target=confirmation, by=by, changes={"lý do mở lại": ("", reason)},
           says=f"{confirmation}: mở lại số liệu đã xác nhận.")  # fmt: skip


def _freeze(
    version: FormVersion, period: Period, title: str, *, by: Scope, at: datetime
) -> Confirmation | None:
    """Write the row; None when one stands. The unique constraint judges between two at once."""
    values = own_values(version.form, by, period)
    confirmation, created = Confirmation.objects.get_or_create(
        organisation_id=by.organisation_id, code=version.code, starts_on=period.starts_on,
        ends_on=period.ends_on, reopened_at=None,
        defaults={
            "form": version, "title": title, "confirmed_by_id": by.user_id,
            "confirmed_name": by.recorded_name, "confirmed_at": at,
            "figures": {str(place): str(value) for place, value in values.items()},
        },
    )  # fmt: skip
    if not created:
        return None
    nothing = ", không phát sinh" if confirmation.is_zero else ""
    record(act="return.confirm", target=confirmation, by=by,
           says=f"{confirmation}: xác nhận số liệu{nothing}.")  # fmt: skip
    return confirmation
