"""The second entry: drawn by the server, entered by another person, settled by a third act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import SystemRandom

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from citizens.surveys.actions.in_hand import check_open, locked, read_typed, sheet_of
from citizens.surveys.models import Ballot, BallotBatch, SecondEntry
from citizens.surveys.rules.ballots import unpack
from citizens.surveys.rules.second import compared, differences, how_many
from portal.access import Scope
from portal.audit.actions import record
from portal.text import one_line


@transaction.atomic
def draw_second(*, batch: BallotBatch, by: Scope) -> list[int]:
    """Let the server draw the ballots to be entered again. Returns their ordinals.

    Raises `ValidationError` before the batch reconciles, and once it was drawn: nobody chooses.
    """
    batch = locked(batch)
    check_open(batch)
    if not batch.reconciles:
        raise ValidationError(
            f"Hãy nhập đủ tập trước khi rút phiếu nhập lần hai: đếm tay {batch.counted_by_hand}, "
            f"đã nhập {batch.entered}."
        )
    if batch.drawn:
        raise ValidationError("Tập này đã rút phiếu để nhập lần hai.")
    if not batch.second_share:
        raise ValidationError("Tập này không nhập lần hai.")
    ballots = list(Ballot.objects.in_batch(batch).order_by("ordinal"))
    drawn = SystemRandom().sample(ballots, how_many(len(ballots), batch.second_share))
    drawn.sort(key=lambda ballot: ballot.ordinal)
    SecondEntry.objects.bulk_create(SecondEntry(ballot=ballot) for ballot in drawn)
    BallotBatch.objects.filter(pk=batch.pk).update(drawn=len(drawn), second_entered=0, unsettled=0)
    ordinals = [ballot.ordinal for ballot in drawn]
    record(
        act="batch.draw", target=batch, by=by,
        says=f"Máy rút {len(drawn)} trong {len(ballots)} phiếu ({batch.second_share}%) của tập "
        f"{batch.code} để nhập lần hai: {', '.join(map(str, ordinals))}.",
    )  # fmt: skip
    return ordinals


@transaction.atomic
def enter_second(
    *, second: SecondEntry, typed: Mapping[str, str], by: Scope, at: datetime
) -> SecondEntry:
    """Enter a drawn ballot again; the same again changes nothing.

    Raises `ValidationError` for the person who entered it first, for wrong answers by question, and
    when it was entered a second time with other answers.
    """
    batch = locked(second.ballot.batch)
    second = SecondEntry.objects.select_related("ballot").get(pk=second.pk)
    ballot = second.ballot
    if ballot.entered_by_id == by.user_id:
        raise ValidationError(
            f"Ông/bà đã nhập phiếu {ballot.ordinal} lần đầu. Lần hai phải do người khác nhập."
        )
    answers = read_typed(batch, typed)
    if second.is_entered:
        if second.answers != answers or second.entered_by_id != by.user_id:
            raise ValidationError(f"Phiếu {ballot.ordinal} đã nhập lần hai. Hãy tải lại trang.")
        return second
    check_open(batch)
    one, other = unpack(ballot.answers), unpack(answers)
    differing = differences(sheet_of(batch), one, other)
    second.answers, second.entered_by_id, second.entered_at = answers, by.user_id, at
    second.asked, second.differing = compared(one, other), len(differing)
    second.save()
    BallotBatch.objects.filter(pk=batch.pk).update(
        second_entered=F("second_entered") + 1, unsettled=F("unsettled") + int(bool(differing))
    )
    said = f"lệch {len(differing)} câu" if differing else "khớp"
    record(
        act="ballot.second", target=batch, by=by,
        says=f"Nhập lần hai phiếu {ballot.ordinal} của tập {batch.code}: {said}.",
    )  # fmt: skip
    return second


@transaction.atomic
def settle_second(*, second: SecondEntry, typed: Mapping[str, str], by: Scope, at: datetime) -> int:
    """Say what the paper says where two entries differ. `typed` holds those questions by code.

    Returns how many answers the first entry had wrong. Raises `ValidationError`.
    """
    batch = locked(second.ballot.batch)
    check_open(batch)
    second = SecondEntry.objects.select_related("ballot").get(pk=second.pk)
    if not second.waits_to_be_settled:
        raise ValidationError("Phiếu này không có chỗ lệch nào chờ thống nhất.")
    ballot, sheet = second.ballot, sheet_of(batch)
    one, other = unpack(ballot.answers), unpack(second.answers)
    differing = differences(sheet, one, other)
    column = read_typed(batch, typed)
    wrong = {each.item.code for each in differences(sheet, one, unpack(column))}
    wrong &= {each.item.code for each in differing}
    ballot.answers = column
    ballot.save(update_fields=["answers"])
    second.first_wrong, second.settled_by_id, second.settled_at = len(wrong), by.user_id, at
    second.save(update_fields=["first_wrong", "settled_by_id", "settled_at"])
    BallotBatch.objects.filter(pk=batch.pk).update(unsettled=F("unsettled") - 1)
    record(
        act="ballot.settle", target=batch, by=by,
        changes={
            f"câu {each.item.code}": (
                f"lần đầu {each.first or 'trống'}, lần hai {each.second or 'trống'}",
                typed.get(each.item.code) or "trống",
            )
            for each in differing
        },
        says=f"Thống nhất {len(differing)} câu lệch của phiếu {ballot.ordinal}, tập {batch.code}: "
        f"lần đầu nhập sai {len(wrong)} câu.",
    )  # fmt: skip
    return len(wrong)


@transaction.atomic
def cancel_drawing(*, batch: BallotBatch, reason: str, by: Scope) -> None:
    """Throw a drawing away with what was entered for it, for a stated reason."""
    batch = locked(batch)
    check_open(batch)
    if not batch.drawn:
        raise ValidationError("Tập này chưa rút phiếu nào để nhập lần hai.")
    SecondEntry.objects.filter(ballot__batch=batch).delete()
    before = batch.drawn, batch.second_entered
    BallotBatch.objects.filter(pk=batch.pk).update(drawn=0, second_entered=0, unsettled=0)
    record(
        act="batch.undraw", target=batch, by=by,
        says=f"Hủy lượt rút thăm của tập {batch.code} (đã rút {before[0]}, đã nhập lần hai "
        f"{before[1]} phiếu). Lý do: {one_line(reason)}",
    )  # fmt: skip
