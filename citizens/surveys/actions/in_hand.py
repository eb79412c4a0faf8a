"""A batch in hand: its row locked, still open, and what may stand on its paper."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from citizens.surveys.models import BallotBatch
from citizens.surveys.rules.ballots import Item, pack, read_ballot
from portal.text import nfc


def locked(batch: BallotBatch) -> BallotBatch:
    rows = BallotBatch.objects.with_place().select_for_update(of=("self",))
    return rows.get(pk=batch.pk)


def check_open(batch: BallotBatch) -> None:
    if not batch.is_open:
        raise ValidationError(
            f"Tập {batch.code} đã khóa: không thêm, sửa, xóa phiếu được. Hãy mở lại tập trước."
        )


def check_paper(batch: BallotBatch) -> None:
    if not batch.is_paper:
        raise ValidationError("Phiếu người dân trả lời qua mạng thì không ai nhập hay sửa được.")


def check_not_drawn(batch: BallotBatch) -> None:
    check_paper(batch)
    if batch.drawn:
        raise ValidationError(
            f"Tập {batch.code} đã rút phiếu để nhập lần hai: không thêm, rút phiếu hay đếm lại được. "
            "Muốn vậy, hãy hủy lượt rút thăm và ghi lý do."
        )


def sheet_of(batch: BallotBatch) -> tuple[Item, ...]:
    return batch.campaign_unit.campaign.version.sheet


def read_typed(batch: BallotBatch, typed: Mapping[str, str]) -> str:
    """Return the column for what was typed. Raises `ValidationError` by question code."""
    checked = read_ballot(sheet_of(batch), {code: nfc(given) for code, given in typed.items()})
    if checked.errors:
        raise ValidationError({code: [says] for code, says in checked.errors.items()})
    return pack(checked.answers)
