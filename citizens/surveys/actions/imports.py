"""Ballots of a filled-in spreadsheet: all of them in one transaction, one entry in the record."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from citizens.surveys.actions.in_hand import check_not_drawn, check_open, locked, read_typed
from citizens.surveys.models import Ballot, BallotBatch
from portal.access import Scope
from portal.audit.actions import record


@transaction.atomic
def import_ballots(
    *, batch: BallotBatch, papers: Mapping[UUID, Mapping[str, str]], by: Scope
) -> list[int]:
    """Save ballots in the order of the sheet; one that is there already is left alone.

    Returns the ordinals of the new ones. Raises `ValidationError`, and then nothing is saved.
    """
    batch = locked(batch)
    check_open(batch)
    check_not_drawn(batch)
    columns = {key: read_typed(batch, typed) for key, typed in papers.items()}
    there = Ballot.objects.known_by(columns)
    if any(there[key] != (batch.pk, columns[key]) for key in there):
        raise ValidationError(
            "Có phiếu vừa được ghi với nội dung khác sau khi xem trước. Hãy chọn lại tệp."
        )
    fresh = [key for key in columns if key not in there]
    ordinals = list(range(batch.entered + 1, batch.entered + len(fresh) + 1))
    Ballot.objects.bulk_create(
        Ballot(
            batch=batch, ordinal=ordinal, answers=columns[key], key=key, entered_by_id=by.user_id
        )
        for ordinal, key in zip(ordinals, fresh, strict=True)
    )
    if fresh:
        BallotBatch.objects.filter(pk=batch.pk).update(entered=F("entered") + len(fresh))
        record(
            act="ballot.import", target=batch, by=by,
            says=f"Nhập {len(fresh)} phiếu từ bảng tính vào tập {batch.code}: phiếu {ordinals[0]} "
            f"đến {ordinals[-1]}.",
        )  # fmt: skip
    return ordinals
