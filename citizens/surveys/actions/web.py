"""Codes for citizens, and the ballots they give with them on the web.

A ballot and the spending of its code are one transaction. Nothing is kept that ties the two: a code
has no time, a ballot no finer one than its day, and each new ballot changes places with a random
earlier one of its batch, so that neither row numbers nor ordinals tell who came when. There is no
entry in the record for a single web ballot, for it would carry a time.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from citizens.surveys.actions.in_hand import read_typed
from citizens.surveys.models import (
    AnswerCode,
    Ballot,
    BallotBatch,
    BatchState,
    CampaignUnit,
    CodeIssue,
    Mode,
)
from citizens.surveys.models.ballots import LARGEST_BATCH
from citizens.surveys.models.codes import FEWEST_CODES, MOST_CODES
from citizens.surveys.rules.codes import ALPHABET, LENGTH, is_code, plain
from portal.access import Scope
from portal.audit.actions import record

NOBODY = 0  # who entered a web ballot: its citizen, who is not known


class UnknownCode(ValidationError):
    """No such code was issued: counted as a wrong guess."""


@transaction.atomic
def issue_codes(
    *, campaign_unit: CampaignUnit, count: int, expires_on: date, key: UUID, by: Scope, on: date
) -> tuple[CodeIssue, list[str]]:
    """Issue codes for a surveyed unit. They are returned once, to be printed; digests are kept."""
    campaign = campaign_unit.campaign
    if not campaign.is_open:
        raise ValidationError("Đợt khảo sát này đã khóa, không phát mã được.")
    if CodeIssue.objects.filter(key=key).exists():
        raise ValidationError(
            "Lần phát này đã ghi, và mã chỉ in được một lần. Mất phiếu thì thu hồi lần ấy rồi phát lại."
        )
    if not FEWEST_CODES <= count <= MOST_CODES:
        raise ValidationError({"count": f"Mỗi lần phát từ {FEWEST_CODES} đến {MOST_CODES} mã."})
    if expires_on < on:
        raise ValidationError({"expires_on": "Mã phải dùng được ít nhất đến hết hôm nay."})
    issue = CodeIssue.objects.create(
        campaign_unit=campaign_unit, count=count, expires_on=expires_on, issued_on=on,
        issued_by_id=by.user_id, organisation_id=by.organisation_id, key=key,
    )  # fmt: skip
    codes: set[str] = set()
    while len(codes) < count:
        codes.add("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))
    digests = sorted(digest_of(code) for code in codes)  # not in the order of the slips
    AnswerCode.objects.bulk_create(AnswerCode(issue=issue, digest=each) for each in digests)
    record(
        act="codes.issue", target=campaign, by=by,
        says=f"Phát {count} mã trả lời qua mạng cho {campaign_unit.unit.full_name_inside}, "
        f"dùng đến hết {expires_on:%d/%m/%Y}.",
    )  # fmt: skip
    return issue, secrets.SystemRandom().sample(sorted(codes), count)


@transaction.atomic
def issue_and_print(
    *, campaign_unit: CampaignUnit, count: int, expires_on: date, key: UUID, by: Scope, on: date,
    prints: Callable[[CodeIssue, list[str]], bytes],
) -> bytes:  # fmt: skip
    """Issue codes and return their slips as `prints` sets them; when that fails nothing is issued."""
    issue, codes = issue_codes(
        campaign_unit=campaign_unit, count=count, expires_on=expires_on, key=key, by=by, on=on
    )
    return prints(issue, codes)


@transaction.atomic
def revoke_codes(*, issue: CodeIssue, by: Scope, on: date) -> None:
    """Let the unspent codes of an issue count no more: its slips were lost, or badly printed."""
    campaign = issue.campaign_unit.campaign
    if CodeIssue.objects.filter(pk=issue.pk, revoked_on=None).update(revoked_on=on):
        record(
            act="codes.revoke", target=campaign, by=by,
            says=f"Thu hồi các mã chưa dùng của lần phát {issue.issued_on:%d/%m/%Y} ({issue.count} mã) "
            f"cho {issue.campaign_unit.unit.full_name_inside}.",
        )  # fmt: skip


def digest_of(code: str) -> str:
    return salted_hmac("citizens.surveys.codes", plain(code), algorithm="sha256").hexdigest()


def usable_code(*, code: str, on: date) -> AnswerCode:
    """Return a code that still opens the form. Raises `UnknownCode`, or says why it does not."""
    found = AnswerCode.objects.of_digest(digest_of(code)).first() if is_code(code) else None
    if found is None:
        raise UnknownCode("Không có mã này. Hãy xem lại từng ký tự trên phiếu mã.")
    issue = found.issue
    if found.spent:
        raise ValidationError("Mã này đã được dùng. Mỗi mã chỉ gửi được một phiếu.")
    if issue.revoked_on is not None:
        raise ValidationError("Mã này đã bị thu hồi. Hãy hỏi Ủy ban MTTQ để nhận mã khác.")
    if issue.expires_on < on:
        raise ValidationError(f"Mã này đã hết hạn từ sau ngày {issue.expires_on:%d/%m/%Y}.")
    if not issue.campaign_unit.campaign.is_open:
        raise ValidationError("Đợt khảo sát này đã khóa, không nhận thêm phiếu.")
    return found


@transaction.atomic
def give_ballot(*, code: str, typed: Mapping[str, str], on: date) -> None:
    """Keep a citizen's ballot and spend the code. Raises `ValidationError` by question, or for the code."""
    found = usable_code(code=code, on=on)
    # The row of the unit is the gate: one web ballot of a unit at a time.
    CampaignUnit.objects.select_for_update().get(pk=found.issue.campaign_unit_id)
    if not AnswerCode.objects.all().spend(found.pk):
        raise ValidationError("Mã này đã được dùng. Mỗi mã chỉ gửi được một phiếu.")
    batch = _web_batch(found.issue)
    answers = read_typed(batch, typed)
    ordinal = batch.entered + 1
    BallotBatch.objects.filter(pk=batch.pk).update(
        entered=F("entered") + 1, counted_by_hand=ordinal
    )
    Ballot.objects.create(
        batch=batch, ordinal=ordinal, answers=answers, key=uuid4(), entered_by_id=NOBODY,
        at=timezone.make_aware(datetime.combine(on, time())),
    )  # fmt: skip
    _shuffle_in(batch, ordinal, answers)


def _shuffle_in(batch: BallotBatch, last: int, answers: str) -> None:
    """Change places with a random ballot of the batch: every order stays equally likely."""
    place = secrets.randbelow(last) + 1
    if place == last:
        return
    ballots = Ballot.objects.in_batch(batch)
    other = ballots.filter(ordinal=place).values_list("answers", flat=True).get()
    ballots.filter(ordinal=place).update(answers=answers)
    ballots.filter(ordinal=last).update(answers=other)


def _web_batch(issue: CodeIssue) -> BallotBatch:
    """Return the open web batch of a unit that has room, or begin the next."""
    batches = BallotBatch.objects.filter(campaign_unit=issue.campaign_unit, mode=Mode.WEB)
    found = batches.with_place().filter(state=BatchState.OPEN, entered__lt=LARGEST_BATCH).first()
    if found is not None:
        return found
    batch = BallotBatch(
        campaign_unit=issue.campaign_unit, code=f"MẠNG-{batches.count() + 1}", mode=Mode.WEB,
        counted_by_hand=1, organisation=issue.organisation, entered_by_id=NOBODY,
    )  # fmt: skip
    batch.full_clean()
    batch.save()
    record(
        act="batch.open", target=batch, by=None, organisation_id=issue.organisation_id,
        says=f"Mở tập {batch.code} cho phiếu trả lời qua mạng.",
    )  # fmt: skip
    return BallotBatch.objects.with_place().get(pk=batch.pk)
