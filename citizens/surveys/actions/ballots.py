"""Batches and ballots: entering, correcting, taking back, closing, opening again.

Every action locks its batch first. On SQLite a lock is silent; there the constraints (one ordinal
once, a key once, a batch closes when it reconciles) and the trigger on closed batches are the judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from citizens.surveys.actions.in_hand import (
    check_not_drawn,
    check_open,
    check_paper,
    locked,
    read_typed,
    sheet_of,
)
from citizens.surveys.actions.tallies import count_in, count_out
from citizens.surveys.models import (
    Ballot,
    BallotBatch,
    BatchState,
    CampaignUnit,
    Option,
    Question,
    SecondEntry,
    Tally,
)
from citizens.surveys.querysets import works_for_front
from citizens.surveys.rules.ballots import apart, as_typed, tally, unpack
from portal.access import Power, Scope
from portal.audit.actions import record
from portal.overtaken import hold, refuse_overtaken
from portal.text import one_line


@transaction.atomic
def open_batch(
    *, campaign_unit: CampaignUnit, code: str, counted_by_hand: int, by: Scope
) -> BallotBatch:
    """Take in a stack of paper that was counted by hand. Raises `ValidationError`."""
    if not (works_for_front(by) and by.may(Power.BALLOT_ENTER)):
        raise ValidationError("Chỉ Ủy ban MTTQ nhập được phiếu; đơn vị được khảo sát thì không.")
    campaign = campaign_unit.campaign
    if not type(campaign).objects.select_for_update().get(pk=campaign.pk).is_open:
        raise ValidationError("Đợt khảo sát này đã khóa, không nhận thêm tập phiếu.")
    batch = BallotBatch(
        campaign_unit=campaign_unit, code=one_line(code).upper(), counted_by_hand=counted_by_hand,
        organisation_id=by.organisation_id, entered_by_id=by.user_id,
        second_share=campaign.second_share,
    )  # fmt: skip
    batch.full_clean()
    batch.save()
    record(
        act="batch.open", target=batch, by=by,
        says=f"Nhận tập phiếu {batch.code} của {campaign_unit.unit.full_name_inside}, "
        f"đếm tay {counted_by_hand} phiếu.",
    )  # fmt: skip
    return batch


@transaction.atomic
def enter_ballot(
    *, batch: BallotBatch, typed: Mapping[str, str], key: UUID, by: Scope
) -> tuple[Ballot, bool]:
    """Save one ballot; the same key again gives the same row. Returns it, and whether it is new.

    Raises `ValidationError` keyed by question code for wrong answers, and with one sentence for a
    closed batch or a key that stands for other answers.
    """
    batch = locked(batch)
    answers = read_typed(batch, typed)
    known = Ballot.objects.filter(key=key).first()
    if known is not None:
        if known.batch_id != batch.pk:
            raise ValidationError(
                "Phiếu này đã ghi ở một tập khác; một phiếu chỉ nằm trong một tập. Hãy tải lại trang."
            )
        if known.answers != answers:
            raise ValidationError(
                "Phiếu này đã được ghi trước đó với nội dung khác. Hãy tải lại trang rồi kiểm tra."
            )
        return known, False
    check_open(batch)
    check_not_drawn(batch)
    ballot = Ballot.objects.create(
        batch=batch, ordinal=batch.entered + 1, answers=answers, key=key, entered_by_id=by.user_id
    )
    BallotBatch.objects.filter(pk=batch.pk).update(entered=F("entered") + 1)
    record(
        act="ballot.enter", target=batch, by=by,
        says=f"Nhập phiếu {ballot.ordinal} của tập {batch.code}.",
    )  # fmt: skip
    return ballot, True


@transaction.atomic
def correct_ballot(*, ballot: Ballot, typed: Mapping[str, str], by: Scope) -> None:
    """Put other answers in place of a ballot's; what they were stays in the audit record.

    Raises `ValidationError`.
    """
    batch = locked(ballot.batch)
    hold(ballot, ["answers"])
    check_open(batch)
    check_paper(batch)
    if SecondEntry.objects.filter(ballot=ballot).exists():
        raise ValidationError(
            f"Phiếu {ballot.ordinal} đã được rút để nhập lần hai: chỗ nhập sai được sửa khi đối chiếu "
            "hai lần nhập."
        )
    answers = read_typed(batch, typed)
    sheet = sheet_of(batch)
    before = as_typed(sheet, unpack(ballot.answers))
    after = as_typed(sheet, unpack(answers))
    changes = {
        f"câu {code}": (before[code], after[code]) for code in after if before[code] != after[code]
    }
    if not changes:
        return
    ballot.answers = answers
    ballot.save(update_fields=["answers"])
    record(
        act="ballot.correct", target=batch, by=by, changes=changes,
        says=f"Sửa {', '.join(changes)} của phiếu {ballot.ordinal}, tập {batch.code}.",
    )  # fmt: skip


@transaction.atomic
def take_back_last_ballot(*, batch: BallotBatch, by: Scope) -> dict[str, str] | None:
    """Undo the last entry. Returns what was typed, so that the page can offer it again."""
    batch = locked(batch)
    check_open(batch)
    check_not_drawn(batch)
    ballot = Ballot.objects.in_batch(batch).newest_first().first()
    if ballot is None:
        return None
    typed = as_typed(sheet_of(batch), unpack(ballot.answers))
    changes = {f"câu {code}": (given, None) for code, given in typed.items() if given}
    record(
        act="ballot.take_back", target=batch, by=by, changes=changes,
        says=f"Rút phiếu {ballot.ordinal} của tập {batch.code}.",
    )  # fmt: skip
    ballot.delete()
    BallotBatch.objects.filter(pk=batch.pk).update(entered=F("entered") - 1)
    return typed


@transaction.atomic
def recount_batch(*, batch: BallotBatch, counted_by_hand: int, by: Scope) -> None:
    """Correct the count by hand of an open batch. Raises `ValidationError`."""
    seen, batch = batch.counted_by_hand, locked(batch)
    refuse_overtaken(seen, batch.counted_by_hand)
    check_open(batch)
    check_not_drawn(batch)
    before, batch.counted_by_hand = batch.counted_by_hand, counted_by_hand
    batch.full_clean()
    batch.save(update_fields=["counted_by_hand"])
    record(
        act="batch.recount", target=batch, by=by,
        changes={"số phiếu đếm tay": (before, counted_by_hand)},
        says=f"Đếm lại tập {batch.code}: {before} → {counted_by_hand} phiếu.",
    )  # fmt: skip


@transaction.atomic
def drop_batch(*, batch: BallotBatch, reason: str, by: Scope) -> None:
    """Take a stack off the list that was opened by mistake: nothing was entered, the record stays.

    Raises `ValidationError`.
    """
    batch = locked(batch)
    check_open(batch)
    if not batch.is_paper:
        raise ValidationError("Tập phiếu trả lời qua mạng không bỏ được.")
    if batch.entered:
        raise ValidationError(
            f"Tập {batch.code} đã nhập {batch.entered} phiếu. Chỉ bỏ được tập chưa nhập phiếu nào; "
            "nhập nhầm thì rút từng phiếu trước."
        )
    record(
        act="batch.drop", target=batch, by=by,
        says=f"Bỏ tập {batch.code} của {batch.campaign_unit.unit.full_name_inside}, chưa nhập phiếu "
        f"nào. Lý do: {one_line(reason)}",
    )  # fmt: skip
    batch.delete()


@transaction.atomic
def close_batch(*, batch: BallotBatch, by: Scope, at: datetime) -> None:
    """Lock a batch whose ballots are all in, and keep its tallies. Raises `ValidationError`."""
    batch = locked(batch)
    check_open(batch)
    if problem := missing_to_close(batch):
        raise ValidationError(problem)
    _keep_tallies(batch)
    count_in(batch)
    batch.state, batch.closed_at = BatchState.CLOSED, at
    batch.save(update_fields=["state", "closed_at"])
    record(
        act="batch.close", target=batch, by=by,
        says=f"Khóa tập {batch.code}: {batch.entered} phiếu, khớp số đếm tay"
        + (f", {batch.drawn} phiếu đã nhập lần hai và thống nhất." if batch.drawn else "."),
    )  # fmt: skip


@transaction.atomic
def reopen_batch(*, batch: BallotBatch, reason: str, by: Scope) -> None:
    """Unlock a batch for a stated reason. Raises `ValidationError` in a closed campaign."""
    batch = locked(batch)
    if batch.is_open:
        raise ValidationError("Tập phiếu này đang mở.")
    if not batch.campaign_unit.campaign.is_open:
        raise ValidationError("Đợt khảo sát đã khóa. Hãy mở lại đợt trước khi mở lại tập phiếu.")
    count_out(batch)
    batch.tallies.all().delete()
    batch.state, batch.closed_at = BatchState.OPEN, None
    batch.times_reopened += 1
    batch.save(update_fields=["state", "closed_at", "times_reopened"])
    record(
        act="batch.reopen", target=batch, by=by,
        says=f"Mở lại tập {batch.code}. Lý do: {one_line(reason)}",
    )  # fmt: skip


def missing_to_close(batch: BallotBatch) -> str | None:
    """Say what an open batch lacks before it can be locked, or None."""
    if not batch.reconciles:
        return _difference(batch)
    return None if batch.is_checked else _unchecked(batch)


def _unchecked(batch: BallotBatch) -> str:
    if not batch.drawn:
        return (
            f"Chưa nhập lần hai: hãy để máy rút {batch.second_share}% số phiếu của tập, "
            "người khác nhập lại các phiếu ấy."
        )
    waiting = batch.drawn - batch.second_entered
    parts = [
        f"{waiting} phiếu chưa nhập lần hai" if waiting else "",
        f"{batch.unsettled} phiếu hai lần nhập lệch nhau chưa thống nhất"
        if batch.unsettled
        else "",
    ]
    return f"Còn {', '.join(filter(None, parts))}."


def _difference(batch: BallotBatch) -> str:
    said = apart(counted=batch.counted_by_hand, entered=batch.entered)
    return (
        f"Chưa khớp: đếm tay {batch.counted_by_hand} phiếu, đã nhập {batch.entered}, {said}. "
        "Hãy nhập cho đủ, hoặc đếm lại và sửa số đếm tay."
    )


def _keep_tallies(batch: BallotBatch) -> None:
    sheet = sheet_of(batch)
    version = batch.campaign_unit.campaign.version
    columns = Ballot.objects.in_batch(batch).values_list("answers", flat=True)
    counts = tally(sheet, map(unpack, columns.iterator(chunk_size=500)))
    questions = dict(Question.objects.filter(version=version).values_list("code", "pk"))
    options = {
        (code, number): pk
        for code, number, pk in Option.objects.filter(question__version=version).values_list(
            "question__code", "number", "pk"
        )
    }
    rows = []
    for code, count in counts.items():
        asked = questions[code]
        rows.append(
            Tally(batch=batch, question_id=asked, count=count.answered, total=count.total or None)
        )
        rows += [
            Tally(batch=batch, question_id=asked, option_id=options[code, number], count=chosen)
            for number, chosen in count.by_option.items()
        ]
    Tally.objects.bulk_create(rows)
